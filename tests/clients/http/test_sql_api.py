"""The SQL API: statuses, bodies and headers of protocol/sql-api.md, line by line."""
import base64
import gzip
import json
import re
import time
import unittest
import uuid

from door import DoorTest

ID = re.compile(r"01[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Submit(DoorTest):
    def test_result_set(self):
        reply = self.submit("select 1 as a, 'x' as b, null as c")
        self.assertEqual(reply.status, 200)
        body = reply.json
        self.assertEqual(body["code"], "090001")
        self.assertEqual(body["sqlState"], "00000")
        self.assertEqual(body["message"], "Statement executed successfully.")
        self.assertRegex(body["statementHandle"], ID)
        self.assertTrue(body["statementStatusUrl"].startswith(
            "/api/v2/statements/" + body["statementHandle"] + "?requestId="))
        self.assertIsInstance(body["createdOn"], int)
        meta = body["resultSetMetaData"]
        self.assertEqual(meta["numRows"], 1)
        self.assertEqual(meta["format"], "jsonv2")
        self.assertEqual(meta["partitionInfo"][0]["rowCount"], 1)
        self.assertNotIn("compressedSize", meta["partitionInfo"][0])
        self.assertEqual(set(meta["rowType"][0]), {
            "name", "database", "schema", "table", "collation", "precision", "scale", "nullable",
            "byteLength", "length", "type"})
        self.assertEqual(meta["rowType"][0]["type"], "fixed")
        self.assertEqual(body["data"], [["1", "x", None]])
        self.assertNotIn("stats", body)
        self.assertRegex(reply.headers["link"], r'^<[^>]+&partition=0>;rel="first",<[^>]+>;rel="last"$')

    def test_request_id_is_echoed(self):
        request_id = str(uuid.uuid4())
        self.assertEqual(self.submit("select 1", requestId=request_id).json["requestId"], request_id)

    def test_trailing_slash_semicolon_and_comments(self):
        reply = self.request("POST", "/api/v2/statements/", {"statement": "/* a */ select 1; -- b"},
                             self.api_headers)
        self.assertEqual(reply.status, 200, reply.body)

    def test_bad_payloads(self):
        for body in (b"", b"{", b"[]", b"7", b'{"statement":7}', b"{}", b"\xff\xfe",
                     b'{"statement":"select 1","bindings":[]}',
                     b'{"statement":"select 1","parameters":7}',
                     b'{"statement":"select 1","timeout":-1}',
                     b"[" * 100_000):
            with self.subTest(body=body[:40]):
                reply = self.request("POST", "/api/v2/statements", body, self.api_headers)
                self.assertEqual((reply.status, reply.json["code"]), (400, "390142"))

    def test_blank_statement(self):
        reply = self.submit("  \n")
        self.assertEqual(reply.status, 400)
        self.assertEqual(reply.json, {
            "code": "000900", "message": "SQL compilation error:\nEmpty SQL statement.",
            "sqlState": "42601", "statementHandle": None})

    def test_compile_error_carries_four_members(self):
        reply = self.submit("select from")
        self.assertEqual(reply.status, 422)
        self.assertEqual(set(reply.json), {"code", "message", "sqlState", "statementHandle"})
        self.assertEqual((reply.json["code"], reply.json["sqlState"]), ("001003", "42000"))

    def test_refused_commands(self):
        for text in ("begin", "commit", "rollback", "use database mockhaus", "set a = 1",
                     "create temporary table t (a int)", "put file:///tmp/x @~"):
            with self.subTest(text=text):
                reply = self.submit(text)
                self.assertEqual((reply.status, reply.json["code"]), (422, "391911"), reply.body)
        self.assertEqual(self.submit("begin").json["message"],
                         "Command not supported by SQL API: TRANSACTION_BEGIN")

    def test_media_type_and_methods(self):
        headers = {**self.api_headers, "Content-Type": "text/plain"}
        self.assertEqual(self.request("POST", "/api/v2/statements", b"{}", headers).status, 415)
        self.assertEqual(self.request("PUT", "/api/v2/statements", b"{}",
                                      self.api_headers).status, 405)
        self.assertEqual(self.request("GET", "/api/v2/nothing", None, self.api_headers).status, 404)

    def test_gzip_both_ways(self):
        body = gzip.compress(json.dumps({"statement": "select 'x' as a"}).encode())
        headers = {**self.api_headers, "Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
        self.assertEqual(self.request("POST", "/api/v2/statements", body, headers).status, 200)
        broken = self.request("POST", "/api/v2/statements", b"\x1f\x8bnonsense", headers)
        self.assertEqual(broken.status, 400)

    def test_names_are_exact(self):
        reply = self.submit("create or replace table exact_names (a int)", database="MOCKHAUS",
                            schema="PUBLIC", warehouse="COMPUTE_WH", role="ACCOUNTADMIN")
        self.assertEqual(reply.status, 200, reply.body)
        self.assertEqual(self.submit("select * from exact_names", database="mockhaus").status, 422)
        self.assertEqual(self.submit("select 1", database="NOPE").status, 200)
        role = self.submit("select 1", role="NOPE")
        self.assertEqual((role.status, role.json["code"]), (400, "390186"))
        self.assertEqual(set(role.json), {"code", "message"})

    def test_nullable_false(self):
        self.assertEqual(self.rows("select null as a", nullable="false"), [["null"]])

    def test_session_does_not_outlive_the_request(self):
        self.assertEqual(self.submit("alter session set timezone = 'UTC'").status, 200)

    def test_stats_of_dml(self):
        self.submit("create or replace table stats_of_dml (a int)")
        inserted = self.submit("insert into stats_of_dml values (1), (2)").json
        self.assertEqual(inserted["data"], [["2"]])
        self.assertEqual(inserted["stats"], {"numRowsInserted": 2, "numRowsUpdated": 0,
                                             "numRowsDeleted": 0, "numDmlDuplicates": 0})
        self.assertNotIn("stats", self.submit("delete from stats_of_dml where a = 9").json)


class Parameters(DoorTest):
    def test_only_those_of_the_request_format_cells(self):
        text = "select '2024-01-31'::date, to_binary('FF'), '12:30:00'::time, 1.5"
        formats = {"date_output_format": "DD.MM.YYYY", "BINARY_OUTPUT_FORMAT": "BASE64",
                   "time_output_format": "HH24-MI", "unknown": 1}
        reply = self.submit(text, parameters=formats).json
        self.assertEqual(reply["data"], [["31.01.2024", "/w==", "12-30", "1.5"]])
        self.assertEqual([column["type"] for column in reply["resultSetMetaData"]["rowType"]],
                         ["date", "binary", "time", "fixed"])
        self.assertEqual(self.rows("alter session set date_output_format = 'DD'; " + text,
                                   parameters={"MULTI_STATEMENT_COUNT": 2})[0],
                         ["Multiple statements executed successfully."])
        self.assertEqual(self.rows(text), [["19753", "FF", "45000.000000000", "1.5"]])

    def test_rows_per_resultset(self):
        text = "select seq4() from table(generator(rowcount => 10))"
        self.assertEqual(len(self.rows(text, parameters={"rows_per_resultset": "3"})), 3)
        self.assertEqual(len(self.rows(text, parameters={"ROWS_PER_RESULTSET": 0})), 10)


class Bindings(DoorTest):
    def test_types(self):
        bindings = {"1": {"type": "FIXED", "value": "123"}, "2": {"type": "TEXT", "value": "it's"},
                    "3": {"type": "BOOLEAN", "value": "true"}, "4": {"type": "TEXT", "value": None},
                    "5": {"type": "DATE", "value": "86400000"}, "6": {"type": "REAL", "value": "1.5"}}
        row = self.rows("select ?, ?, ?, ?, ?, ?", bindings=bindings)[0]
        self.assertEqual(row, ["123", "it's", "true", None, "1", "1.5"])

    def test_every_type_into_what_it_may_bind(self):
        nanoseconds = "1791524096123456789"
        for target, kind, value, cell in (
                ("number(10,2)", "FIXED", "12.5", "12.50"), ("float", "FIXED", "1", "1"),
                ("varchar", "FIXED", "12", "12"), ("boolean", "FIXED", "1", "true"),
                ("float", "REAL", "1e3", "1000"), ("float", "REAL", "NaN", "NaN"),
                ("float", "REAL", "-Infinity", "-inf"), ("varchar", "DECFLOAT", "1.5", "1.5"),
                ("binary", "TEXT", "ff", "FF"), ("date", "TEXT", "2024-02-29", "19782"),
                ("varchar", "BOOLEAN", "true", "true"), ("boolean", "BOOLEAN", "false", "false"),
                ("varchar", "DATE", "86400000", "1970-01-02"), ("date", "DATE", "86400000", "1"),
                ("timestamp_ntz", "DATE", "86400000", "86400.000000000"),
                ("time", "TIME", "45296123456789", "45296.123456789"),
                ("timestamp_ntz", "TIMESTAMP_NTZ", nanoseconds, "1791524096.123456789"),
                ("timestamp_ltz", "TIMESTAMP_LTZ", nanoseconds, "1791524096.123456789"),
                ("timestamp_tz", "TIMESTAMP_TZ", nanoseconds + " 1860",
                 "1791524096.123456789 1860"),
                ("date", "TIMESTAMP_NTZ", nanoseconds, "20735"),
                ("time", "TIMESTAMP_NTZ", nanoseconds, "20096.123456789")):
            with self.subTest(target=target, kind=kind, value=value):
                binds = {"1": {"type": kind, "value": value}}
                self.assertEqual(self.rows(f"select ?::{target}", bindings=binds), [[cell]])
                binds["1"]["value"] = None
                self.assertEqual(self.rows(f"select ?::{target}", bindings=binds), [[None]])

    def test_texts_that_are_not_of_the_type(self):
        for kind, value in (("FIXED", "x"), ("REAL", "x"), ("DATE", "x"), ("TIME", "x"),
                            ("BOOLEAN", "maybe"), ("TIMESTAMP_NTZ", "x"), ("BINARY", "x")):
            with self.subTest(kind=kind):
                reply = self.submit("select ?", bindings={"1": {"type": kind, "value": value}})
                self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                                 (422, "002086", "22000"), reply.body)

    def test_numbers_and_names(self):
        seven = {"type": "FIXED", "value": "7"}
        self.assertEqual(self.rows("select :1 + :1", bindings={"1": seven, "2": seven}), [["14"]])
        for name in ("name", "NAME", "Name"):
            self.assertEqual(self.rows("select :name", bindings={name: seven}), [["7"]])

    def test_arrays(self):
        self.submit("create or replace table bind_arrays (a int, b varchar)")
        bindings = {"1": {"type": "FIXED", "value": ["1", "2"]},
                    "2": {"type": "TEXT", "value": ["x", None]}}
        self.assertEqual(self.rows("insert into bind_arrays values (?, ?)", bindings=bindings),
                         [["2"]])
        self.assertEqual(self.rows("select * from bind_arrays order by a"),
                         [["1", "x"], ["2", None]])
        bindings["1"]["value"].append("3")
        uneven = self.submit("insert into bind_arrays values (?, ?)", bindings=bindings)
        self.assertEqual((uneven.status, uneven.json["code"]), (422, "002099"))

    def test_missing_one(self):
        reply = self.submit("select ?, ?", bindings={"1": {"type": "FIXED", "value": "1"}})
        self.assertEqual((reply.status, reply.json["code"]), (422, "002049"), reply.body)


class Authentication(DoorTest):
    def authorized(self, authorization, **headers):
        given = {"Content-Type": "application/json", **headers}
        if authorization is not None:
            given["Authorization"] = authorization
        return self.request("POST", "/api/v2/statements", {"statement": "select 1"}, given)

    def test_no_token(self):
        for value in (None, "", "Bearer", "Basic bW9ja2hhdXM=", "mockhaus"):
            reply = self.authorized(value)
            self.assertEqual((reply.status, reply.json["code"]), (400, "390146"), value)

    def test_bad_tokens(self):
        for value, kind, code in (("wrong", None, "390303"), ("wrong", "OAUTH", "390303"),
                                  ("mockhausx", None, "390303"), ("eyJ.e30.x", None, "390144"),
                                  ("wrong", "KEYPAIR_JWT", "390144")):
            headers = {"X-Snowflake-Authorization-Token-Type": kind} if kind else {}
            reply = self.authorized("Bearer " + value, **headers)
            self.assertEqual((reply.status, reply.json["code"]), (401, code), (value, kind))
            self.assertEqual(set(reply.json), {"code", "message"})

    def test_api_key_whatever_the_type_says(self):
        for kind in ("KEYPAIR_JWT", "OAUTH", "PROGRAMMATIC_ACCESS_TOKEN"):
            reply = self.authorized("Bearer mockhaus",
                                    **{"X-Snowflake-Authorization-Token-Type": kind})
            self.assertEqual(reply.status, 200)

    def test_unsigned_jwt(self):
        def part(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
        now = int(time.time())
        claims = {"iss": "A.MOCKHAUS.SHA256:x", "sub": "A.MOCKHAUS", "iat": now, "exp": now + 60}
        reply = self.authorized(f"Bearer {part({'alg': 'none'})}.{part(claims)}.")
        self.assertEqual(reply.status, 401)


class Asynchronous(DoorTest):
    def wait_for(self, handle):
        for _ in range(200):
            reply = self.get(handle)
            if reply.status != 202:
                return reply
            time.sleep(0.05)
        self.fail("still running")

    def test_submit_and_poll(self):
        reply = self.submit("select 1 as a", asynchronous=True)
        self.assertEqual(reply.status, 202)
        self.assertEqual(set(reply.json), {"code", "message", "statementHandle",
                                           "statementStatusUrl"})
        self.assertEqual(reply.json["code"], "333334")
        done = self.wait_for(reply.json["statementHandle"])
        self.assertEqual(done.json["data"], [["1"]])

    def test_error_read_later_has_code_and_message(self):
        reply = self.submit("select * from nope", asynchronous=True)
        done = self.wait_for(reply.json["statementHandle"])
        self.assertEqual(done.status, 422)
        self.assertEqual(set(done.json), {"code", "message"})

    def test_unknown_handle(self):
        handle = "01aaaaaa-0000-0000-0000-000000000000"
        reply = self.get(handle)
        self.assertEqual((reply.status, reply.json["code"]), (400, "000709"))
        self.assertEqual(reply.json["message"], f"Statement {handle} not found")
        cancel = self.request("POST", f"/api/v2/statements/{handle}/cancel", b"", self.api_headers)
        self.assertEqual((cancel.status, cancel.json["code"]), (422, "000709"))

    def test_cancel_of_a_finished_statement(self):
        handle = self.submit("select 1").json["statementHandle"]
        reply = self.request("POST", f"/api/v2/statements/{handle}/cancel", b"{}", self.api_headers)
        self.assertEqual(reply.status, 200)
        self.assertEqual((reply.json["code"], reply.json["sqlState"]), ("000604", "57014"))
        self.assertEqual(reply.json["statementStatusUrl"], f"/api/statements/{handle}")

    def test_partition_numbers(self):
        handle = self.submit("select 1 as a").json["statementHandle"]
        self.assertEqual(self.get(handle, "?partition=0").status, 200)
        for bad in ("1", "-1", "x", "99999999999999999999"):
            reply = self.get(handle, "?partition=" + bad)
            self.assertEqual((reply.status, reply.json["code"]), (400, "391922"), bad)
            self.assertEqual(reply.json["statementHandle"], handle)

    def test_retry_runs_once(self):
        self.submit("create or replace table runs_once (a int)")
        request_id = str(uuid.uuid4())
        first = self.submit("insert into runs_once values (1)", requestId=request_id)
        again = self.submit("insert into runs_once values (1)", requestId=request_id, retry="true")
        self.assertEqual(first.json["statementHandle"], again.json["statementHandle"])
        self.assertEqual(self.rows("select count(*) from runs_once"), [["1"]])


class MultiStatement(DoorTest):
    def test_children(self):
        reply = self.submit("create or replace table many (a int); insert into many values (1); "
                            "select * from many", parameters={"MULTI_STATEMENT_COUNT": "3"})
        self.assertEqual(reply.status, 200, reply.body)
        self.assertEqual(reply.json["data"], [["Multiple statements executed successfully."]])
        handles = reply.json["statementHandles"]
        self.assertEqual(len(handles), 3)
        self.assertEqual(self.get(handles[2]).json["data"], [["1"]])

    def test_counts(self):
        self.assertEqual(self.submit("select 1; select 2",
                                     parameters={"multi_statement_count": 0}).status, 200)
        for count in (1, 3, -1):
            reply = self.submit("select 1; select 2", parameters={"MULTI_STATEMENT_COUNT": count})
            self.assertEqual((reply.status, reply.json["code"]), (422, "000008"), count)

    def test_failing_child(self):
        reply = self.submit("create or replace table kept (a int); select * from nope; select 3",
                            parameters={"MULTI_STATEMENT_COUNT": "0"})
        self.assertEqual((reply.status, reply.json["code"]), (422, "100132"))
        self.assertEqual(self.submit("select * from kept").status, 200)

    def test_transactions_and_session_are_allowed_inside(self):
        reply = self.submit("begin; create or replace table inside (a int); rollback; "
                            "use schema public", parameters={"MULTI_STATEMENT_COUNT": "0"})
        self.assertEqual(reply.status, 200, reply.body)


if __name__ == "__main__":
    unittest.main()
