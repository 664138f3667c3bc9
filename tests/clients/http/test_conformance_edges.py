"""The SQL API row by row, continued: odd requests, owners, idempotency, errors among many, cells."""
import gzip
import http.client
import json
import threading
import unittest
import uuid

from door import DoorTest
from door import Reply

PATH = "/api/v2/statements"
UNKNOWN = "01aaaaaa-0000-0000-0000-000000000000"
HANDLE = "{handle}"  # of a finished statement
NOT_FOUND = ("000709", "02000")

# Bodies of POST -> status, code.
BODIES = (
    (b"", 400, "390142"), (b"null", 400, "390142"), (b"[]", 400, "390142"), (b"1", 400, "390142"),
    (b'"select 1"', 400, "390142"), (b"{", 400, "390142"), (b"{}", 400, "390142"),
    (b"statement=select+1", 400, "390142"), (b'{"statement":null}', 400, "390142"),
    (b'{"statement":["select 1"]}', 400, "390142"), (b'{"statement":1}', 400, "390142"),
    (b'{"STATEMENT":"select 1"}', 400, "390142"), (b"{'statement':'select 1'}", 400, "390142"),
    (b'{"statement":"select 1",}', 400, "390142"), (b'{"statement":"select 1"} x', 400, "390142"),
    (b'\xef\xbb\xbf{"statement":"select 1"}', 400, "390142"),
    (b'{"statement":"\xff"}', 400, "390142"), (b'{"statement":"a\nb"}', 400, "390142"),
    (b'{"statement":""}', 400, "000900"),
    (b'{"statement":" \\n\\t"}', 400, "000900"), (b' {"statement" : "select 1" } \r\n', 200, "090001"),
    (b'{"statement":"select 1","statement":"select 2"}', 200, "090001"),
)
# Members beside the statement -> status, code.
MEMBERS = (
    ({"database": 7}, 400, "390142"), ({"schema": ["PUBLIC"]}, 400, "390142"),
    ({"warehouse": {"name": "W"}}, 400, "390142"), ({"role": True}, 400, "390142"),
    ({"role": ""}, 200, "090001"), ({"database": "", "schema": ""}, 200, "090001"),
    ({"role": "PUBLIC"}, 200, "090001"), ({"role": "Public"}, 400, "390186"),
    ({"timeout": True}, 400, "390142"), ({"timeout": []}, 400, "390142"),
    ({"timeout": 10**20}, 400, "390142"), ({"timeout": 604800}, 200, "090001"),
    ({"parameters": "x"}, 400, "390142"), ({"parameters": {"timezone": {}}}, 400, "390142"),
    ({"parameters": {"timezone": ["UTC"]}}, 400, "390142"),
    ({"parameters": {"timezone": None}}, 200, "090001"),
    ({"parameters": {"unknown": {"a": 1}}}, 200, "090001"),
    ({"parameters": {"use_cached_result": "maybe"}}, 422, "001008"),
    ({"parameters": {"use_cached_result": True}}, 200, "090001"),
    ({"parameters": {"binary_output_format": "OCTAL"}}, 422, "001008"),
    ({"parameters": {"binary_output_format": "base64"}}, 200, "090001"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": 1.5}}, 400, "390142"),
    ({"parameters": {"MULTI_STATEMENT_COUNT": True}}, 400, "390142"),
    ({"resultSetMetaData": {"format": "jsonv2"}}, 200, "090001"),
    ({"resultSetMetaData": 7}, 200, "090001"), ({"bindings": {}}, 200, "090001"),
    ({"bindings": {"1": {"type": "TEXT", "value": "unused"}}}, 200, "090001"),
)
# Method and path -> status, Allow. {handle}: of a finished statement.
METHODS = tuple(
    (method, PATH + path, 405, allow)
    for path, allow, offered in (("", "POST", {"POST"}), (f"/{HANDLE}", "GET, HEAD", {"GET", "HEAD"}),
                                 (f"/{HANDLE}/cancel", "POST", {"POST"}))
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    if method not in offered
)
# Values of a query's words -> what they mean.
ASYNCHRONOUS = (("true", 202), ("TRUE", 202), ("True", 202), ("false", 200), ("", 200), ("1", 200),
                ("yes", 200))
NULLS = (("false", "null"), ("FALSE", "null"), ("False", "null"), ("true", None), ("", None),
         ("0", None))
# Path and query of GET -> status, code.
PAGES = (
    (f"/{HANDLE}", 200, "090001"), (f"/{HANDLE}?partition=0", 200, "090001"),
    (f"/{HANDLE}?partition=%30", 200, "090001"), (f"/{HANDLE}?requestId={uuid.uuid4()}", 200, "090001"),
    (f"/{HANDLE}?unknown=1", 200, "090001"), (f"/{HANDLE}?partition=1", 400, "391922"),
    (f"/{HANDLE}?partition=-1", 400, "391922"), (f"/{HANDLE}?partition=a", 400, "391922"),
    (f"/{HANDLE}?partition=1e0", 400, "391922"), (f"/{HANDLE}?partition=", 400, "391922"),
    (f"/{HANDLE}?partition=9223372036854775808", 400, "391922"),
    (f"/{UNKNOWN}", 400, "000709"), (f"/{UNKNOWN}?partition=9", 400, "000709"),
    ("/not-a-handle", 400, "000709"), ("/%2e%2e", 400, "000709"), ("/%00", 400, "000709"),
)
# Statements that are refused alone -> the kind in the message; all run inside a multi-statement.
ALONE = (
    ("begin transaction", "TRANSACTION_BEGIN"), ("begin name t", "TRANSACTION_BEGIN"),
    ("commit work", "TRANSACTION_COMMIT"), ("rollback work", "TRANSACTION_ROLLBACK"),
    ("use mockhaus.public", "USE_SCHEMA"), ("use role public", "USE_ROLE"),
    ("set (a, b) = (1, 2)", "SET"), ("/* c */ set a = 1;", "SET"),
    ("create or replace temp table x (a int)", "CREATE_TEMPORARY_TABLE"),
    ("create local temporary table x (a int)", "CREATE_TEMPORARY_TABLE"),
    ("create volatile table x (a int)", "CREATE_TEMPORARY_TABLE"),
    ("create temp table x as select 1 a", "CREATE_TEMPORARY_TABLE"),
    ("create temporary stage x", "CREATE_TEMPORARY_STAGE"),
)
# Texts that are one statement.
ONE = ("select 1;", "select 1;;", "; select 1", "select 1 -- c", "-- c\nselect 1", "/* ; */ select 1",
       "select ';'::varchar is null", "select $$;$$ is null", "begin return 1; end")
# DDL -> the status that it answers.
STATUS = (
    ("create or replace database edges", "Database EDGES successfully created."),
    ("create schema edges.s", "Schema S successfully created."),
    ("create table edges.s.t (a int)", "Table T successfully created."),
    ("create table if not exists edges.s.t (a int)", "T already exists, statement succeeded."),
    ("create view edges.s.v as select 1 a", "View V successfully created."),
    ("create sequence edges.s.q", "Sequence Q successfully created."),
    ("create function edges.s.f() returns int as '1'", "Function F successfully created."),
    ("create stage edges.s.g", "Stage area G successfully created."),
    ("create role edges_r", "Role EDGES_R successfully created."),
    ("alter table edges.s.t add column b int", "Statement executed successfully."),
    ("comment on table edges.s.t is 'x'", "Statement executed successfully."),
    ("grant role edges_r to role public", "Statement executed successfully."),
    ("drop view edges.s.v", "V successfully dropped."),
    ("drop table edges.s.t", "T successfully dropped."),
    ("undrop table edges.s.t", "Table T successfully restored."),
    ("drop role edges_r", "EDGES_R successfully dropped."),
    ("drop database edges", "EDGES successfully dropped."),
)
# expression -> type, cell.
CELLS = (
    ("'日本語 🎉'", "text", "日本語 🎉"), ("'tab\\t \\\\ \"q\" \\n'", "text", 'tab\t \\ "q" \n'),
    ("chr(0) || 'x'", "text", "\0x"), ("''", "text", ""), ("1.0::float", "real", "1"),
    ("0.1::float", "real", "0.1"), ("1e100::float", "real", "1e+100"),
    ("-0.5::number(3,1)", "fixed", "-0.5"), ("0::number(5,2)", "fixed", "0.00"),
    ("12345678901234567890123456789012345678", "fixed", "12345678901234567890123456789012345678"),
    ("-99999999999999999999999999999999999999", "fixed",
     "-99999999999999999999999999999999999999"),
    ("'0001-01-01'::date", "date", "-719162"), ("'9999-12-31'::date", "date", "2932896"),
    ("'9999-12-31 23:59:59.999999999'::timestamp_ntz", "timestamp_ntz", "253402300799.999999999"),
    ("'0001-01-01'::timestamp_ntz", "timestamp_ntz", "-62135596800.000000000"),
    ("'1969-12-31 23:59:59.999999999'::timestamp_ntz", "timestamp_ntz", "-0.000000001"),
    ("'1970-01-01 00:00:00 -08:00'::timestamp_tz", "timestamp_tz", "28800.000000000 960"),
    ("'1970-01-01 00:00:00 +14:00'::timestamp_tz", "timestamp_tz", "-50400.000000000 2280"),
    ("'2024-01-01'::timestamp_ltz(0)", "timestamp_ltz", "1704096000"),
    ("to_binary('', 'hex')", "binary", ""), ("parse_json('null')", "variant", "null"),
    ("to_variant('é\"')", "variant", '"é\\""'), ("object_construct()", "object", "{}"),
    ("array_construct()", "array", "[]"), ("array_construct(null, 1.5, true)", "array",
                                           "[\n  undefined,\n  1.5,\n  true\n]"),
    ("parse_json('{\"b\":1,\"a\":[{}]}')", "variant", '{\n  "a": [\n    {}\n  ],\n  "b": 1\n}'),
    ("[1.5, 2]::vector(float, 2)", "vector", "[1.500000,2.000000]"),
)


class Edges(DoorTest):
    def setUp(self):
        self.handle = self.submit("select 1 as a").json["statementHandle"]

    def check(self, reply, status, code):
        self.assertEqual((reply.status, reply.json["code"]), (status, code), reply.body)

    def test_bodies(self):
        for body, status, code in BODIES:
            with self.subTest(body=body):
                self.check(self.request("POST", PATH, body, self.api_headers), status, code)

    def test_members(self):
        for members, status, code in MEMBERS:
            with self.subTest(members=members):
                self.check(self.submit("select 1", **members), status, code)

    def test_methods(self):
        for method, path, status, allow in METHODS:
            with self.subTest(method=method, path=path):
                reply = self.request(method, path.format(handle=self.handle), None,
                                     self.api_headers)
                self.assertEqual((reply.status, reply.headers.get("allow")), (status, allow))
                self.assertEqual(reply.body, b"")
        head = self.request("HEAD", f"{PATH}/{self.handle}", None, self.api_headers)
        self.assertEqual((head.status, head.body), (200, b""))

    def test_words_of_the_query(self):
        for value, status in ASYNCHRONOUS:
            reply = self.request("POST", f"{PATH}?async={value}", {"statement": "select 1"},
                                 self.api_headers)
            self.assertEqual(reply.status, status, value)
        for value, cell in NULLS:
            self.assertEqual(self.rows("select null", nullable=value), [[cell]], value)

    def test_pages(self):
        for path, status, code in PAGES:
            with self.subTest(path=path):
                reply = self.request("GET", PATH + path.format(handle=self.handle), None,
                                     self.api_headers)
                self.check(reply, status, code)
                self.assertEqual(reply.headers["content-type"], "application/json")

    def test_no_token_comes_before_everything(self):
        bare = {"Content-Type": "text/plain"}
        for method, path in (("POST", PATH), ("GET", f"{PATH}/{UNKNOWN}"),
                             ("POST", f"{PATH}/{UNKNOWN}/cancel")):
            body = b"x" if method == "POST" else None
            self.check(self.request(method, path, body, bare), 400, "390146")
            reply = self.request(method, path, body, {**bare, "Authorization": "Bearer nope"})
            self.check(reply, 401, "390303")
            self.assertEqual(reply.headers["www-authenticate"], "Bearer")
            self.assertEqual(set(reply.json), {"code", "message"})

    def test_cancel_takes_any_body(self):
        for body in (None, b"", b"{}", b"not json"):
            reply = self.request("POST", f"{PATH}/{self.handle}/cancel", body,
                                 {"Authorization": "Bearer mockhaus"})
            self.check(reply, 200, "000604")
        self.check(self.get(self.handle), 200, "090001")  # what was finished stays

    def test_kinds_that_are_accepted(self):
        for accept in ("application/json", "*/*", "application/*", "text/html, */*;q=0.1", ""):
            reply = self.submit("select 1", {"Accept": accept})
            self.assertEqual((reply.status, reply.headers["content-type"]),
                             (200, "application/json"))

    def test_statements_that_are_refused_alone(self):
        for text, kind in ALONE:
            with self.subTest(text=text):
                reply = self.submit(text)
                self.check(reply, 422, "391911")
                self.assertEqual((reply.json["sqlState"], reply.json["message"]), (
                    "0A000", "Command not supported by SQL API: " + kind))
                self.assertIsNotNone(reply.json["statementHandle"])
        inside = "set a = 1; create temp table x (a int); insert into x values ($a); begin; " \
                 "delete from x; rollback; use schema public; select count(*) from x"
        reply = self.submit(inside, parameters={"MULTI_STATEMENT_COUNT": "8"}).json
        self.assertEqual(self.get(reply["statementHandles"][7]).json["data"], [["1"]])

    def test_what_is_one_statement(self):
        for text in ONE:
            with self.subTest(text=text):
                self.assertEqual(self.submit(text).status, 200)

    def test_status_of_ddl(self):
        for text, status in STATUS:
            with self.subTest(text=text):
                reply = self.submit(text)
                self.assertEqual((reply.status, reply.json.get("data")), (200, [[status]]),
                                 reply.body)
                columns = reply.json["resultSetMetaData"]["rowType"]
                self.assertEqual([(one["name"], one["type"]) for one in columns],
                                 [("status", "text")])

    def test_a_second_name_is_not_passed_over(self):
        self.submit("create or replace table one (a int)")
        self.submit("create or replace table two (a int)")
        self.check(self.submit("drop table one, two"), 422, "001003")
        self.assertEqual(self.rows("select count(*) from one, two"), [["0"]])

    def test_cells(self):
        for text, kind, cell in CELLS:
            with self.subTest(text=text):
                body = self.submit(f"select {text}").json
                self.assertEqual(body.get("data"), [[cell]], body)
                self.assertEqual(body["resultSetMetaData"]["rowType"][0]["type"], kind)

    def test_very_large_cells(self):
        for text, length in (("repeat('é', 5000000)", 5_000_000), ("repeat('x', 16777216)", 1 << 24)):
            reply = self.submit(f"select {text}", {"Accept-Encoding": "gzip"})
            self.assertEqual(reply.headers["content-encoding"], "gzip")
            self.assertEqual(len(reply.json["data"][0][0]), length)

    def test_many_columns(self):
        names = [f"c{number}" for number in range(1000)]
        reply = self.submit("select " + ", ".join(f"{at} as {name}"
                                                  for at, name in enumerate(names))).json
        self.assertEqual(reply["data"], [[str(at) for at in range(1000)]])
        self.assertEqual([one["name"] for one in reply["resultSetMetaData"]["rowType"]],
                         [name.upper() for name in names])

    def test_no_rows(self):
        reply = self.submit("select 1 as a where false").json
        self.assertEqual((reply["data"], reply["resultSetMetaData"]["numRows"]), ([], 0))
        self.assertEqual(reply["resultSetMetaData"]["partitionInfo"],
                         [{"rowCount": 0, "uncompressedSize": 0}])
        self.assertEqual(len(reply["resultSetMetaData"]["rowType"]), 1)

    def test_names_of_columns(self):
        columns = self.submit('select 1 a, 2 "b", 3 as A, 1 + 1, \'x\', count(*)').json[
            "resultSetMetaData"]["rowType"]
        self.assertEqual([one["name"] for one in columns],
                         ["A", "b", "A", "1 + 1", "'X'", "COUNT(*)"])


class Owners(DoorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        own = cls("runTest")
        own.rows("create user other password = 'Correct horse 1'")
        secret = own.rows("alter user other add pat p")[0][1]
        cls.others = {"Authorization": "Bearer " + secret, "Content-Type": "application/json"}

    def runTest(self):
        pass

    def test_handles_of_others_are_unknown(self):
        finished = self.submit("select 'secret'").json["statementHandle"]
        many = self.submit("select 'secret'; select 2", parameters={"MULTI_STATEMENT_COUNT": 2}
                           ).json["statementHandles"][0]
        for handle in (finished, many):
            for query in ("", "?partition=0", "?partition=7"):
                reply = self.request("GET", f"{PATH}/{handle}{query}", None, self.others)
                self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                                 (400, *NOT_FOUND))
                self.assertEqual(reply.json["message"], f"Statement {handle} not found")
                self.assertIsNone(reply.json["statementHandle"])
            reply = self.request("POST", f"{PATH}/{handle}/cancel", b"", self.others)
            self.assertEqual((reply.status, reply.json["code"]), (422, "000709"))
            scan = self.request("POST", PATH, {
                "statement": f"select * from table(result_scan('{handle}'))"}, self.others)
            self.assertEqual((scan.status, scan.json["code"]), (422, "000709"))

    def test_request_ids_are_those_of_a_user(self):
        request_id = str(uuid.uuid4())
        own = self.submit("select current_user()", requestId=request_id)
        other = self.request("POST", f"{PATH}?retry=true&requestId={request_id}",
                             {"statement": "select current_user()"}, self.others)
        self.assertEqual((own.json["data"], other.json["data"]), ([["MOCKHAUS"]], [["OTHER"]]))
        self.assertNotEqual(own.json["statementHandle"], other.json["statementHandle"])

    def test_a_running_one_is_not_cancelled_by_others(self):
        handle = self.submit("select count(*) from table(generator(rowcount => 100000)) a, "
                             "table(generator(rowcount => 1000000)) b", asynchronous=True
                             ).json["statementHandle"]
        reply = self.request("POST", f"{PATH}/{handle}/cancel", b"", self.others)
        self.assertEqual(reply.status, 422)
        self.assertEqual(self.get(handle).status, 202)
        self.request("POST", f"{PATH}/{handle}/cancel", b"", self.api_headers)


class Idempotency(DoorTest):
    def again(self, request_id, text="select 'never run'", **members):
        return self.submit(text, requestId=request_id, retry="true", **members)

    def test_every_outcome_is_told_again(self):
        self.rows("create or replace table told (a int)")
        for text, members in (
                ("select 1", {}), ("selec", {}), ("select 1/0", {}), ("select * from nope", {}),
                ("insert into told values (1)", {}), ("begin", {}),
                ("insert into told values (1); select 1/0",
                 {"parameters": {"MULTI_STATEMENT_COUNT": 2}}),
                ("insert into told values (?)",
                 {"bindings": {"1": {"type": "FIXED", "value": "1"}}})):
            with self.subTest(text=text):
                request_id = str(uuid.uuid4())
                first = self.submit(text, requestId=request_id, **members)
                for reply in (self.again(request_id), self.again(request_id)):
                    self.assertEqual(reply.status, first.status)
                    for member in ("code", "message", "data", "stats", "statementHandle",
                                   "statementHandles", "createdOn"):
                        self.assertEqual(reply.json.get(member), first.json.get(member))
        self.assertEqual(self.rows("select count(*) from told"), [["3"]])

    def test_without_retry_it_runs_again(self):
        self.rows("create or replace table told (a int)")
        request_id = str(uuid.uuid4())
        handles = {self.submit("insert into told values (1)", requestId=request_id, **members).json[
            "statementHandle"] for members in ({}, {}, {"retry": "false"})}
        self.assertEqual(len(handles), 3)
        self.assertEqual(self.rows("select count(*) from told"), [["3"]])

    def test_retry_without_a_first_one_runs(self):
        self.assertEqual(self.again(str(uuid.uuid4()), "select 5").json["data"], [["5"]])
        self.assertEqual(self.rows("select 6", retry="true"), [["6"]])

    def test_many_at_once_run_once(self):
        self.rows("create or replace table told (a int)")
        request_id = str(uuid.uuid4())
        replies = []
        threads = [threading.Thread(target=lambda: replies.append(
            self.again(request_id, "insert into told values (1)"))) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({reply.status for reply in replies}, {200})
        self.assertEqual(len({reply.json["statementHandle"] for reply in replies}), 1)
        self.assertEqual({reply.json["requestId"] for reply in replies}, {request_id})
        self.assertEqual(self.rows("select count(*) from told"), [["1"]])

    def test_asynchronous_and_then_not(self):
        request_id = str(uuid.uuid4())
        first = self.submit("select 7", requestId=request_id, asynchronous=True)
        self.assertEqual(first.status, 202)
        later = self.again(request_id)
        self.assertEqual((later.status, later.json["data"]), (200, [["7"]]))
        self.assertEqual(later.json["statementHandle"], first.json["statementHandle"])


class Many(DoorTest):
    def test_errors_in_the_middle(self):
        self.rows("create or replace table middle (a int)")
        text = "insert into middle values (1);\nselect * from nope;\ninsert into middle values (2)"
        reply = self.submit(text, parameters={"MULTI_STATEMENT_COUNT": 3})
        self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                         (422, "100132", "P0000"))
        self.assertIn('failed on statement "select * from nope" (at line 2, position 0)',
                      reply.json["message"])
        self.assertIn("does not exist or not authorized", reply.json["message"])
        self.assertEqual(self.rows("select a from middle"), [["1"]])
        self.assertEqual(self.get(reply.json["statementHandle"]).json["code"], "100132")

    def test_syntax_errors_run_nothing(self):
        self.rows("create or replace table middle (a int)")
        reply = self.submit("insert into middle values (1); selec 2",
                            parameters={"MULTI_STATEMENT_COUNT": 2})
        self.assertEqual((reply.status, reply.json["code"]), (422, "001003"))
        self.assertEqual(self.rows("select count(*) from middle"), [["0"]])

    def test_an_open_transaction_ends_with_the_request(self):
        self.rows("create or replace table middle (a int)")
        for text in ("begin; insert into middle values (1)",
                     "begin; insert into middle values (1); select 1/0"):
            self.submit(text, parameters={"MULTI_STATEMENT_COUNT": 0})
            self.assertEqual(self.rows("select count(*) from middle"), [["0"]])
        self.submit("begin; insert into middle values (1); commit",
                    parameters={"MULTI_STATEMENT_COUNT": 0})
        self.assertEqual(self.rows("select count(*) from middle"), [["1"]])

    def test_asynchronous(self):
        reply = self.submit("select 1; select 'two'", asynchronous=True,
                            parameters={"MULTI_STATEMENT_COUNT": 2})
        self.assertEqual(reply.status, 202)
        while (done := self.get(reply.json["statementHandle"])).status == 202:
            pass
        handles = done.json["statementHandles"]
        self.assertEqual(self.get(handles[1]).json["data"], [["two"]])
        failed = self.submit("select 1; select 1/0", asynchronous=True,
                             parameters={"MULTI_STATEMENT_COUNT": 2})
        while (done := self.get(failed.json["statementHandle"])).status == 202:
            pass
        self.assertEqual((done.status, done.json["code"], set(done.json)),
                         (422, "100132", {"code", "message"}))

    def test_counts(self):
        for text, count, code in (
                ("select 1; select 2", 3, "000008"), ("select 1; select 2", 1, "000008"),
                ("select 1", 2, "000008"), ("select 1; select 2", "0", "090001"),
                ("select 1; select 2; ", "2", "090001"), ("select 1", 0, "090001")):
            reply = self.submit(text, parameters={"MULTI_STATEMENT_COUNT": count})
            self.assertEqual(reply.json["code"], code, (text, count))


class Transport(DoorTest):
    def test_gzip(self):
        body = gzip.compress(json.dumps({"statement": "select 'x' as a"}).encode())
        headers = {**self.api_headers, "Content-Encoding": "gzip"}
        self.assertEqual(self.request("POST", PATH, body, headers).status, 200)
        for bad in (b"", b"\x1f\x8b", body[:-4], body[:20], b"plain"):
            self.assertEqual(self.request("POST", PATH, bad, headers).status, 400, bad)
        for accepted, used in (("gzip", "gzip"), ("gzip;q=0", None), ("identity", None),
                               ("br, gzip;q=0.5", "gzip"), ("*", "gzip"), (None, None)):
            headers = {"Accept-Encoding": accepted} if accepted else {}
            reply = self.submit("select repeat('x', 10000)", headers)
            self.assertEqual(reply.headers.get("content-encoding"), used, accepted)
            self.assertEqual(reply.json["data"], [["x" * 10000]])

    def test_chunked_requests_and_kept_connections(self):
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        for number in range(3):
            parts = iter([b'{"statement":', b'"select ', str(number).encode(), b'"}'])
            link.request("POST", PATH, parts, self.api_headers, encode_chunked=True)
            self.assertEqual(Reply(link.getresponse()).json["data"], [[str(number)]])
        link.close()


if __name__ == "__main__":
    unittest.main()
