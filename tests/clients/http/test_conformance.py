"""The SQL API row by row: endpoint by status by field, as tables. Bindings have a file of their own."""
import json
import os
import pathlib
import tempfile
import unittest
import uuid

from door import DoorTest
from server_process import ServerProcess

PATH = "/api/v2/statements"
UNKNOWN = "01aaaaaa-0000-0000-0000-000000000000"
SLOW = ("select count(*) from table(generator(rowcount => 100000)) a, "
        "table(generator(rowcount => 1000000)) b")
RESULT_MEMBERS = {"resultSetMetaData", "data", "code", "statementStatusUrl", "requestId",
                  "sqlState", "statementHandle", "message", "createdOn"}
ERROR_MEMBERS = {"code", "message", "sqlState", "statementHandle"}

# method, path -> status, Allow.
ROUTES = (
    ("POST", PATH + "/", 200, None), ("GET", PATH, 405, "POST"), ("PUT", PATH, 405, "POST"),
    ("DELETE", PATH, 405, "POST"), ("POST", f"{PATH}/{UNKNOWN}", 405, "GET, HEAD"),
    ("GET", f"{PATH}/{UNKNOWN}/cancel", 405, "POST"), ("GET", f"{PATH}/{UNKNOWN}", 400, None),
    ("POST", f"{PATH}/{UNKNOWN}/cancel", 422, None), ("GET", f"{PATH}/a/b", 404, None),
    ("GET", "/api/v2/nothing", 404, None), ("POST", "/api/v2", 404, None),
)
# Content-Type -> status.
MEDIA_TYPES = (
    ("application/json", 200), ("APPLICATION/JSON", 200), ("application/json; charset=utf-8", 200),
    ("application/json ;charset=utf-8", 200), ("application/jsonx", 415), ("text/json", 415),
    ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415), (None, 415),
)
# Members of the body beside the statement -> status and code.
MEMBERS = (
    ({"timeout": 0}, 200, "090001"), ({"timeout": 60}, 200, "090001"),
    ({"timeout": "60"}, 200, "090001"), ({"timeout": -1}, 400, "390142"),
    ({"timeout": 1.5}, 400, "390142"), ({"timeout": "x"}, 400, "390142"),
    ({"unknown": {"a": [1]}}, 200, "090001"), ({"resultSetMetaData": {"format": "json"}}, 200, "090001"),
    ({"database": "NOPE"}, 200, "090001"), ({"warehouse": "NOPE"}, 200, "090001"),
    ({"schema": "NOPE"}, 200, "090001"), ({"role": "NOPE"}, 400, "390186"),
    ({"role": "accountadmin"}, 400, "390186"), ({"role": "ACCOUNTADMIN"}, 200, "090001"),
    ({"database": None, "schema": None, "warehouse": None, "role": None, "timeout": None,
      "bindings": None, "parameters": None}, 200, "090001"),
    ({"parameters": []}, 400, "390142"), ({"bindings": []}, 400, "390142"),
    ({"parameters": {"nope": "x", "query_tag": "q"}}, 200, "090001"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": 1}}, 200, "090001"),
    ({"parameters": {"multi_statement_count": "1"}}, 200, "090001"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": 0}}, 200, "090001"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": 2}}, 422, "000008"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": -1}}, 422, "000008"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": "x"}}, 400, "390142"),
    ({"parameters": {"timezone": "Nope/Zone"}}, 422, "001008"),
    ({"parameters": {"rows_per_resultset": -1}}, 422, "001008"),
)
# One statement -> HTTP status, code, SQLSTATE, and what the message holds.
FAILURES = (
    ("", 400, "000900", "42601", "Empty SQL statement."),
    (" \t\n", 400, "000900", "42601", "Empty SQL statement."),
    ("-- nothing", 400, "000900", "42601", "Empty SQL statement."),
    ("select from", 422, "001003", "42000", "syntax error line 1 at position 7 unexpected 'from'"),
    ("select * from nope", 422, "002003", "42S02", "Object 'NOPE' does not exist or not authorized"),
    ("drop table nope", 422, "002003", "42S02", "does not exist or not authorized"),
    ("show tables in database nope", 422, "002043", "02000", "does not exist"),
    ("select nope", 422, "000904", "42000", "invalid identifier 'NOPE'"),
    ("select 1/0", 422, "100051", "22012", "Division by zero"),
    ("select 'a'::int", 422, "100038", "22018", "Numeric value 'a' is not recognized"),
    ("select 1; select 2", 422, "000008", "0A000",
     "Actual statement count 2 did not match the desired statement count 1."),
    ("begin", 422, "391911", "0A000", "TRANSACTION_BEGIN"),
    ("start transaction", 422, "391911", "0A000", "TRANSACTION_BEGIN"),
    ("commit", 422, "391911", "0A000", "TRANSACTION_COMMIT"),
    ("rollback", 422, "391911", "0A000", "TRANSACTION_ROLLBACK"),
    ("use role accountadmin", 422, "391911", "0A000", "USE_ROLE"),
    ("use database mockhaus", 422, "391911", "0A000", "USE_DATABASE"),
    ("use schema public", 422, "391911", "0A000", "USE_SCHEMA"),
    ("use warehouse compute_wh", 422, "391911", "0A000", "USE_WAREHOUSE"),
    ("use secondary roles all", 422, "391911", "0A000", "USE_SECONDARY_ROLES"),
    ("set a = 1", 422, "391911", "0A000", "SET"), ("unset a", 422, "391911", "0A000", "UNSET"),
    ("put file:///tmp/x @~", 422, "391911", "0A000", "PUT"),
    ("get @~/x file:///tmp", 422, "391911", "0A000", "GET"),
    ("create temporary table t (a int)", 422, "391911", "0A000", "CREATE_TEMPORARY_TABLE"),
    ("create or replace temp stage s", 422, "391911", "0A000", "CREATE_TEMPORARY_STAGE"),
)
# expression -> type, precision, scale, length, byteLength, nullable, cell.
TYPES = (
    ("1", "fixed", 1, 0, None, None, False, "1"),
    ("-1.50::number(5,2)", "fixed", 5, 2, None, None, False, "-1.50"),
    ("0.5::float", "real", None, None, None, None, False, "0.5"),
    ("'nan'::float", "real", None, None, None, None, False, "NaN"),
    ("'-inf'::float", "real", None, None, None, None, False, "-inf"),
    ("'x'", "text", None, None, 1, 4, False, "x"),
    ("'x'::varchar", "text", None, None, 16777216, 67108864, False, "x"),
    ("uuid_string() is null", "boolean", None, None, None, None, False, "false"),
    ("to_binary('abcd')", "binary", None, None, 8388608, 8388608, False, "ABCD"),
    ("'abcd'::binary(2)", "binary", None, None, 2, 2, False, "ABCD"),
    ("true", "boolean", None, None, None, None, False, "true"),
    ("'2026-10-09'::date", "date", None, None, None, None, False, "20735"),
    ("'1899-12-31'::date", "date", None, None, None, None, False, "-25568"),
    ("'12:34:56.123456789'::time", "time", 0, 9, None, None, False, "45296.123456789"),
    ("'12:34:56'::time(0)", "time", 0, 0, None, None, False, "45296"),
    ("'1969-12-31 23:59:59.5'::timestamp_ntz(3)", "timestamp_ntz", 0, 3, None, None, False,
     "-0.500"),
    ("'2026-10-09 05:34:56.123456789 +00:00'::timestamp_ltz", "timestamp_ltz", 0, 9, None, None,
     False, "1791524096.123456789"),
    ("'2026-10-09 12:34:56.123456789 +07:00'::timestamp_tz", "timestamp_tz", 0, 9, None, None,
     False, "1791524096.123456789 1860"),
    ("array_construct(1, null)", "array", None, None, None, None, False,
     "[\n  1,\n  undefined\n]"),
    ("object_construct('a', 1)", "object", None, None, None, None, False, '{\n  "a": 1\n}'),
    ("parse_json('null')", "variant", None, None, None, None, True, "null"),
    ("null", "text", None, None, 16777216, 67108864, True, None),
    ("count(*)", "fixed", 18, 0, None, None, False, "1"),
)
# statement -> rows and stats (None: absent).
CHANGES = (
    ("create or replace table changes (a int, b int)",
     [["Table CHANGES successfully created."]], None),
    ("insert into changes values (1, 1), (2, 2)", [["2"]], (2, 0, 0, 0)),
    ("insert into changes select 1, 1 where false", [["0"]], None),
    ("update changes set b = 3 where a = 1", [["1", "0"]], (0, 1, 0, 0)),
    ("update changes set b = s.n from (select 1 n union all select 1) s where a = s.n",
     [["1", "1"]], (0, 1, 0, 1)),
    ("update changes set b = 3 where a = 9", [["0", "0"]], None),
    ("merge into changes using (select 2 n union all select 5) s on a = s.n when matched then "
     "update set b = 9 when not matched then insert values (s.n, 0)", [["1", "1"]], (1, 1, 0, 0)),
    ("merge into changes using (select 5 n) s on a = s.n when matched then delete", [["1"]],
     (0, 0, 1, 0)),
    ("delete from changes where a = 1", [["1"]], (0, 0, 1, 0)),
    ("insert overwrite into changes values (7, 7)", [["1"]], (1, 0, 1, 0)),
    ("truncate table changes", [["Statement executed successfully."]], (0, 0, 1, 0)),
    ("truncate table changes", [["Statement executed successfully."]], None),
    ("alter session set timezone = 'UTC'", [["Statement executed successfully."]], None),
    ("drop table changes", [["CHANGES successfully dropped."]], None),
    ("drop table if exists changes",
     [["Drop statement executed successfully (CHANGES already dropped)."]], None),
)
STATS = ("numRowsInserted", "numRowsUpdated", "numRowsDeleted", "numDmlDuplicates")
# parameter, value -> the cells of FORMATTED.
FORMATTED = ("select '2024-02-03'::date, '13:14:15'::time, '2024-02-03 01:02:03'::timestamp_ntz, "
             "'2024-02-03 23:02:03 +00:00'::timestamp_ltz, "
             "'2024-02-03 01:02:03 +05:30'::timestamp_tz, to_binary('414243')")
RAW = ["19756", "47655.000000000", "1706922123.000000000", "1707001323.000000000",
       "1706902323.000000000 1770", "414243"]
FORMATS = (
    ("date_output_format", "YYYY/MM/DD", {0: "2024/02/03"}),
    ("DATE_OUTPUT_FORMAT", "AUTO", {0: "2024-02-03"}), ("Date_Output_Format", "", {}),
    ("time_output_format", "HH12:MI AM", {1: "01:14 PM"}),
    ("timestamp_ntz_output_format", "YYYY", {2: "2024"}),
    ("timestamp_ltz_output_format", "DD HH24 TZHTZM", {3: "03 15 -0800"}),
    ("timestamp_tz_output_format", "HH24 TZH:TZM", {4: "01 +05:30"}),
    ("timestamp_output_format", "DD", {2: "03", 3: "03", 4: "03"}),
    ("binary_output_format", "BASE64", {5: "QUJD"}), ("binary_output_format", "UTF8", {5: "ABC"}),
    ("binary_output_format", "HEX", {}), ("query_tag", "tag", {}), ("use_cached_result", False, {}),
    ("client_result_chunk_size", 48, {}),
)


class Rows(DoorTest):
    def check(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply.body)
        if code is not None:
            self.assertEqual(reply.json["code"], code, reply.body)

    def test_routes(self):
        for method, path, status, allow in ROUTES:
            with self.subTest(method=method, path=path):
                body = {"statement": "select 1"} if method == "POST" else None
                reply = self.request(method, path, body, self.api_headers)
                self.check(reply, status)
                self.assertEqual(reply.headers.get("allow"), allow)

    def test_media_types(self):
        for kind, status in MEDIA_TYPES:
            with self.subTest(kind=kind):
                headers = {**self.api_headers, "Content-Type": kind}
                if kind is None:
                    del headers["Content-Type"]
                self.check(self.request("POST", PATH, {"statement": "select 1"}, headers), status)

    def test_accept_and_agent(self):
        for headers in ({"Accept": "*/*"}, {"Accept": "application/json"}, {"User-Agent": ""}):
            reply = self.submit("select 1", headers)
            self.check(reply, 200)
            self.assertEqual(reply.headers["content-type"], "application/json")

    def test_members(self):
        for members, status, code in MEMBERS:
            with self.subTest(members=members):
                self.check(self.submit("select 1", **members), status, code)

    def test_failures(self):
        for text, status, code, state, part in FAILURES:
            with self.subTest(text=text):
                reply = self.submit(text)
                self.check(reply, status, code)
                self.assertEqual(set(reply.json), ERROR_MEMBERS)
                self.assertEqual(reply.json["sqlState"], state)
                self.assertIn(part, reply.json["message"])
                later = self.submit(text, asynchronous=True) if text.strip() else None
                if later is None or later.status != 202:
                    continue
                while (done := self.get(later.json["statementHandle"])).status == 202:
                    pass
                self.assertEqual((done.status, done.json["code"]), (status, code))
                self.assertEqual(set(done.json), {"code", "message"})

    def test_names_that_are_needed(self):
        reply = self.submit("create table t (a int)", database="NOPE")
        self.check(reply, 422, "391918")
        self.assertEqual(reply.json["sqlState"], "22000")

    def test_row_types_and_cells(self):
        for text, kind, precision, scale, length, size, nullable, cell in TYPES:
            with self.subTest(text=text):
                body = self.submit(f"select {text} as c").json
                self.assertEqual(body["data"], [[cell]])
                self.assertEqual(body["resultSetMetaData"]["rowType"], [{
                    "name": "C", "database": "", "schema": "", "table": "", "collation": None,
                    "precision": precision, "scale": scale, "nullable": nullable,
                    "byteLength": size, "length": length, "type": kind}])

    def test_where_columns_come_from(self):
        self.rows('create or replace table origin (a int not null, "b" varchar(3))')
        types = self.submit('select a, "b" x, a + 1, o.a from origin o join origin p using (a)')
        self.check(types, 422)  # a is ambiguous in neither; "b" is
        for text, wanted in (("select * from origin", ["ORIGIN", "ORIGIN"]),
                             ('select o."b" z, a + 1 from origin o', ["ORIGIN", ""]),
                             ("select a from (select 1 a)", [""])):
            columns = self.submit(text).json["resultSetMetaData"]["rowType"]
            self.assertEqual([column["table"] for column in columns], wanted, text)
            for column in columns:
                names = (column["database"], column["schema"])
                self.assertEqual(names, ("MOCKHAUS", "PUBLIC") if column["table"] else ("", ""))

    def test_status_and_show(self):
        columns = self.submit("show tables").json["resultSetMetaData"]["rowType"]
        self.assertEqual([column["name"] for column in columns], (
            "created_on name database_name schema_name kind comment cluster_by rows bytes owner "
            "retention_time automatic_clustering change_tracking is_external "
            "enable_schema_evolution owner_role_type is_event is_hybrid is_iceberg is_dynamic "
            "is_immutable is_interactive row_timestamp error_logging").split())
        self.assertEqual((columns[0]["type"], columns[0]["scale"]), ("timestamp_ltz", 3))
        self.assertEqual((columns[7]["type"], columns[7]["precision"]), ("fixed", 38))
        status = self.submit("alter session set timezone = 'UTC'").json["resultSetMetaData"]
        for column in (columns[1], status["rowType"][0]):
            self.assertEqual((column["length"], column["byteLength"]), (16777216, 16777216))
        many = self.submit("select 1; select 2", parameters={"MULTI_STATEMENT_COUNT": 2}).json
        column = many["resultSetMetaData"]["rowType"][0]
        self.assertEqual((column["name"], column["length"], column["byteLength"]),
                         ("multiple statement execution", 134217728, 134217728))

    def test_changes(self):
        for text, rows, stats in CHANGES:
            with self.subTest(text=text):
                body = self.submit(text).json
                self.assertEqual(body.get("data"), rows, body)
                wanted = None if stats is None else dict(zip(STATS, stats))
                self.assertEqual(body.get("stats"), wanted)

    def test_formats(self):
        for name, value, cells in FORMATS:
            with self.subTest(name=name, value=value):
                wanted = [cells.get(at, raw) for at, raw in enumerate(RAW)]
                self.assertEqual(self.rows(FORMATTED, parameters={name: value}), [wanted])
        self.assertEqual(self.rows("select '2024-02-03 23:02:03 +00:00'::timestamp_ltz", parameters={
            "timestamp_ltz_output_format": "DD HH24", "timezone": "Asia/Tokyo"}), [["04 08"]])

    def test_result_members(self):
        request_id = str(uuid.uuid4())
        for reply in (self.submit("select 1", requestId=request_id), self.submit("select 1")):
            self.assertEqual(set(reply.json), RESULT_MEMBERS)
            uuid.UUID(reply.json["requestId"])
        again = self.get(reply.json["statementHandle"])
        self.assertEqual(set(again.json), RESULT_MEMBERS)
        self.assertEqual(again.json["data"], [["1"]])

    def test_nullable(self):
        text = "select null, 'x', null::int, null::date"
        for value, row in (("false", ["null", "x", "null", "null"]),
                           ("true", [None, "x", None, None])):
            reply = self.submit(text, nullable=value)
            self.assertEqual(reply.json["data"], [row])
            other = "true" if value == "false" else "false"
            handle = reply.json["statementHandle"]
            self.assertEqual(self.get(handle, "?nullable=" + other).json["data"], [row])

    def test_pages(self):
        text = "select seq4(), repeat('x', 20) from table(generator(rowcount => 20000))"
        first = self.submit(text)
        handle, meta = first.json["statementHandle"], first.json["resultSetMetaData"]
        parts = meta["partitionInfo"]
        self.assertEqual(sum(part["rowCount"] for part in parts), 20000)
        self.assertGreater(parts[1]["rowCount"], parts[0]["rowCount"])
        for part in parts:
            self.assertEqual(set(part), {"rowCount", "uncompressedSize", "compressedSize"})
        last = len(parts) - 1
        seen = []
        for number, part in enumerate(parts):
            reply = self.get(handle, f"?partition={number}", {"Accept-Encoding": "gzip"})
            self.assertEqual(reply.headers["content-encoding"], "gzip")
            self.assertEqual(set(reply.json), {"data"} if number else RESULT_MEMBERS)
            self.assertEqual(len(reply.json["data"]), part["rowCount"])
            sizes = sum(len(json.dumps(row, separators=(",", ":"))) + 1
                        for row in reply.json["data"])
            self.assertLess(abs(part["uncompressedSize"] / sizes - 1), 0.1)
            seen += [row[0] for row in reply.json["data"]]
            links = dict(reversed(link.split(";rel=")) for link in reply.headers["link"].split(","))
            wanted = {"first": 0, "last": last, "prev": number - 1, "next": number + 1}
            if number == 0:
                del wanted["prev"]
            if number == last:
                del wanted["next"]
            self.assertEqual(list(links), [f'"{name}"' for name in ("first", "prev", "next", "last")
                                           if name in wanted])
            for name, target in wanted.items():
                self.assertRegex(links[f'"{name}"'], rf"^<{PATH}/{handle}\?requestId="
                                 rf"[0-9a-f-]{{36}}&partition={target}>$")
        self.assertEqual(seen, [str(number) for number in range(20000)])
        plain = self.get(handle, "?partition=1", {"Accept-Encoding": "gzip;q=0"})
        self.assertNotIn("content-encoding", plain.headers)
        for bad in (len(parts), "-1", "x", "", "1.0"):
            reply = self.get(handle, f"?partition={bad}")
            self.check(reply, 400, "391922")
            self.assertEqual((reply.json["sqlState"], reply.json["statementHandle"]),
                             ("22023", handle))
            self.assertIn(f"from 0 to {last}", reply.json["message"])

    def test_children(self):
        text = ("create or replace table child (a int);\n begin; insert into child values (1); "
                "commit; set v = 5; use schema public; create temp table mine (a int); "
                "select $v, a from child")
        reply = self.submit(text, parameters={"MULTI_STATEMENT_COUNT": 8})
        self.check(reply, 200)
        self.assertEqual(set(reply.json), RESULT_MEMBERS | {"statementHandles"})
        handles = reply.json["statementHandles"]
        self.assertEqual(len(handles), 8)
        self.assertEqual(self.get(handles[2]).json["stats"]["numRowsInserted"], 1)
        self.assertEqual(self.get(handles[7]).json["data"], [["5", "1"]])
        failed = self.submit("insert into child values (2);\n\n  select 1/0; select 3",
                             parameters={"MULTI_STATEMENT_COUNT": "0"})
        self.check(failed, 422, "100132")
        self.assertEqual(failed.json["sqlState"], "P0000")
        self.assertIn('failed on statement "select 1/0" (at line 3, position 2).\nDivision by zero',
                      failed.json["message"])
        self.assertEqual(self.rows("select count(*) from child"), [["2"]])
        bound = self.submit("select ?; select 2", parameters={"MULTI_STATEMENT_COUNT": 2},
                            bindings={"1": {"type": "FIXED", "value": "1"}})
        self.check(bound, 422, "000002")

    def test_sessions_end_with_their_request(self):
        self.rows("alter session set timezone = 'Asia/Tokyo'")
        self.assertEqual(self.rows("select current_timestamp()::varchar like '%+0900'"),
                         [["false"]])
        self.check(self.submit("select $v"), 422)


class Waiting(DoorTest):
    """A server that answers 202 after one second."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            path.write_text(json.dumps({"statements": {"synchronous_wait_seconds": 1}}))
            cls.server = ServerProcess(os.environ["MOCKHAUS"], "--config", str(path))

    def cancel(self, handle, body=b""):
        return self.request("POST", f"{PATH}/{handle}/cancel", body, self.api_headers)

    def test_long_statements(self):
        request_id = str(uuid.uuid4())
        reply = self.submit(SLOW, requestId=request_id)
        self.assertEqual(reply.status, 202, reply.body)
        handle = reply.json["statementHandle"]
        self.assertEqual(reply.json, {
            "code": "333334", "message": "Asynchronous execution in progress. Use provided query "
            "id to perform query monitoring and management.", "statementHandle": handle,
            "statementStatusUrl": f"{PATH}/{handle}"})
        self.assertNotIn("link", reply.headers)
        self.assertEqual(self.get(handle).json, reply.json)
        again = self.submit(SLOW, requestId=request_id, retry="true")
        self.assertEqual((again.status, again.json["statementHandle"]), (202, handle))
        for body in (b"", b"{}"):
            canceled = self.cancel(handle, body)
            self.assertEqual(canceled.status, 200)
            self.assertEqual(canceled.json, {
                "code": "000604", "sqlState": "57014", "message": "SQL execution canceled",
                "statementHandle": handle, "statementStatusUrl": f"/api/statements/{handle}"})
        while (done := self.get(handle)).status == 202:
            pass
        self.assertEqual((done.status, done.json["code"]), (422, "000604"))
        self.assertEqual(done.json["message"], "SQL execution canceled")

    def test_timeout(self):
        reply = self.submit(SLOW, timeout=1, asynchronous=True)
        while (done := self.get(reply.json["statementHandle"])).status == 202:
            pass
        self.assertEqual((done.status, done.json["code"]), (408, "000630"))
        self.assertEqual(done.json["message"], "Statement reached its statement or warehouse "
                         "timeout of 1 second(s) and was canceled.")


class Closed(DoorTest):
    """A server whose SQL API is switched off."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            path.write_text(json.dumps({"snowflake_api": {"enabled": False}}))
            cls.server = ServerProcess(os.environ["MOCKHAUS"], "--config", str(path))

    def test_forbidden(self):
        for reply in (self.submit("select 1"), self.get(UNKNOWN)):
            self.assertEqual(reply.status, 403)


if __name__ == "__main__":
    unittest.main()
