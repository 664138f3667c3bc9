"""/api/v1: sessions, queries in three forms, translation, version."""
import csv
import io
import time
import unittest
import uuid

from door import DoorTest
from test_events import SLOW


class Api(DoorTest):
    def ask(self, method, path, body=None, accept=None, token="mockhaus"):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        if accept:
            headers["Accept"] = accept
        return self.request(method, "/api/v1" + path, body, headers)

    def run_query(self, statement, accept=None, **members):
        return self.ask("POST", "/query", {"statement": statement, **members}, accept)

    def open_session(self, **members):
        reply = self.ask("POST", "/sessions", members)
        self.assertEqual(reply.status, 201, reply.body)
        return reply.json["session"]

    def test_rows(self):
        reply = self.run_query("select 1.50::number(5,2) a, 'x,\"y\"' b, null c, "
                               "'2024-01-02'::date d, true e, ''")
        self.assertEqual(reply.status, 200, reply.body)
        self.assertEqual(reply.json["rows"],
                         [["1.50", "x,\"y\"", None, "2024-01-02", "true", ""]])
        self.assertEqual([column["name"] for column in reply.json["columns"]][:2], ["A", "B"])
        self.assertEqual((reply.json["row_count"], reply.json["reused"]), (1, False))

    def test_csv(self):
        reply = self.run_query("select 1 a, 'x,\"y\"\nz' b, null c, '' d", "text/csv")
        self.assertEqual(reply.headers["content-type"], "text/csv; charset=utf-8; header=present")
        self.assertEqual(reply.body.decode(), 'A,B,C,D\r\n1,"x,""y""\nz",,""\r\n')
        self.assertEqual(list(csv.reader(io.StringIO(reply.body.decode(), newline=""))),
                         [["A", "B", "C", "D"], ["1", 'x,"y"\nz', "", ""]])

    def test_arrow(self):
        reply = self.run_query("select 1 a", "application/vnd.apache.arrow.stream")
        self.assertEqual(reply.headers["content-type"], "application/vnd.apache.arrow.stream")
        self.assertTrue(reply.body.startswith(b"\xff\xff\xff\xff"))
        self.assertTrue(reply.body.endswith(b"\xff\xff\xff\xff\0\0\0\0"))

    def test_large_results_come_whole(self):
        text = "select seq8() a, 'text ' || a b from table(generator(rowcount => 200000)) order by 1"
        reply = self.run_query(text)
        self.assertEqual(reply.headers.get("transfer-encoding"), "chunked")
        self.assertEqual([row[0] for row in reply.json["rows"]], [str(n) for n in range(200000)])
        lines = self.run_query(text, "text/csv").body.decode().splitlines()
        self.assertEqual((len(lines), lines[0], lines[-1]), (200001, "A,B", "199999,text 199999"))
        stream = self.run_query(text, "application/vnd.apache.arrow.stream").body
        self.assertEqual(stream.count(b"\xff\xff\xff\xff\0\0\0\0"), 1)

    def test_counts_of_changes(self):
        self.run_query("create or replace table changed (a int)")
        reply = self.run_query("insert into changed values (1), (2)").json
        self.assertEqual(reply["changed"], {"inserted": 2, "updated": 0, "deleted": 0})

    def test_session_keeps_its_state(self):
        session = self.open_session(parameters={"timezone": "Asia/Tokyo"})
        self.assertEqual(self.run_query("show parameters like 'TIMEZONE'", session=session).json[
            "rows"][0][1], "Asia/Tokyo")
        self.run_query("create or replace table stepped (a int)")
        self.run_query("begin", session=session)
        self.run_query("insert into stepped values (1)", session=session)
        count = "select count(*) from stepped"
        self.assertEqual(self.run_query(count).json["rows"], [["0"]])
        self.assertEqual(self.run_query(count, session=session).json["rows"], [["1"]])
        self.assertEqual(self.ask("DELETE", f"/sessions/{session}").json,
                         {"session": session, "closed": True})
        self.assertEqual(self.run_query(count, session=session).status, 422)
        self.assertEqual(self.ask("DELETE", f"/sessions/{session}").status, 404)
        self.assertEqual(self.run_query(count).json["rows"], [["0"]])

    def test_sessions_are_listed(self):
        session = self.open_session(role="PUBLIC", schema="PUBLIC")
        rows = self.ask("GET", "/sessions").json["sessions"]
        row = next(row for row in rows if row["session"] == session)
        self.assertEqual((row["user"], row["role"], row["database"], row["client"]),
                         ("MOCKHAUS", "PUBLIC", "MOCKHAUS", "MOCKHAUS_API"))
        self.assertEqual(self.ask("POST", "/sessions", {"role": "NOBODY"}).status, 400)

    def test_asynchronous(self):
        reply = self.run_query("select 5", asynchronous=True)
        self.assertEqual((reply.status, set(reply.json)), (202, {"handle", "state"}))
        self.assertEqual(self.ask("GET", f"/statements/{reply.json['handle']}/result").json["rows"],
                         [["5"]])
        self.assertEqual(self.ask("GET", f"/statements/{uuid.uuid4()}/result").status, 404)

    def test_translate(self):
        self.run_query("create or replace table named (a int)")
        reply = self.ask("POST", "/translate", {"statement": "select iff(a > 1, 2, 3) from named"})
        self.assertEqual(reply.status, 200, reply.body)
        self.assertEqual(len(reply.json["statements"]), 1)
        self.assertIn("CASE WHEN", reply.json["statements"][0])
        bad = self.ask("POST", "/translate", {"statement": "select b from named"})
        self.assertEqual((bad.status, bad.json["code"]), (422, "000904"))
        self.assertEqual(self.ask("POST", "/translate", {"statement": "drop table named"}).json[
            "code"], "000002")
        self.assertEqual(self.run_query("select * from named").json["rows"], [])

    def test_version(self):
        self.assertEqual(set(self.request("GET", "/api/v1/version").json),
                         {"version", "snowflake_version"})

    def test_refusals(self):
        self.assertEqual(self.run_query("select 1", accept="image/png").status, 406)
        self.assertEqual(self.run_query("select from").json["code"], "001003")
        self.assertEqual(self.run_query("").json["code"], "000900")
        self.assertEqual(self.run_query("select 1", role="NOBODY").json["code"], "390186")
        self.assertEqual(self.ask("POST", "/query", {"x": 1}).json["code"], "390142")
        self.assertEqual(self.ask("POST", "/query", {"statement": "select 1"}, token="x").status,
                         401)
        self.assertEqual(self.run_query("select 1; select 2").json["code"], "000008")


class Oversight(DoorTest):
    """Others' statements: seen with MONITOR, ended with OPERATE on their warehouse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("test_nothing")
        for text in ("create warehouse watched", "create warehouse hidden",
                     "create role watchers", "create role operators",
                     "grant monitor on warehouse watched to role watchers",
                     "grant operate on warehouse watched to role operators",
                     "grant role watchers to role operators"):
            reply = self.submit(text)
            assert reply.status == 200, (text, reply.body)
        cls.tokens = {}
        for name, role in (("WORKER", "PUBLIC"), ("WATCHER", "WATCHERS"),
                           ("OPERATOR", "OPERATORS"), ("STRANGER", "PUBLIC")):
            self.submit(f"create user {name} password = 'secret12' default_role = {role}")
            self.submit(f"grant role {role} to user {name}")
            made = self.rows(f"alter user {name} add programmatic access token t")
            cls.tokens[name] = made[0][1]

    def test_nothing(self):
        pass

    def ask(self, name, method, path):
        reply = self.request(method, "/api/v1" + path,
                             headers={"Authorization": f"Bearer {self.tokens[name]}"})
        return reply.status, reply.json

    def start(self, warehouse, text=SLOW):
        headers = {"Authorization": f"Bearer {self.tokens['WORKER']}"}
        return self.submit(text, headers, warehouse=warehouse, asynchronous=True).json[
            "statementHandle"]

    def test_who_sees(self):
        watched, hidden = self.start("WATCHED", "select 1"), self.start("HIDDEN", "select 2")
        for name, sees in (("WORKER", (200, 200)), ("WATCHER", (200, 404)),
                           ("OPERATOR", (200, 404)), ("STRANGER", (404, 404))):
            self.assertEqual(tuple(self.ask(name, "GET", f"/statements/{one}")[0]
                                   for one in (watched, hidden)), sees, name)
        self.assertEqual(self.request("GET", f"/api/v1/statements/{hidden}",
                                      headers=self.api_headers).status, 200)
        # Rows are the owner's alone.
        self.assertEqual(self.ask("WATCHER", "GET", f"/statements/{watched}/result")[0], 404)
        self.assertEqual(self.get(watched).status, 400)
        seen = [row["handle"] for row in self.ask("WATCHER", "GET", "/history?of=all")[1][
            "statements"]]
        self.assertIn(watched, seen)
        self.assertNotIn(hidden, seen)
        own = self.ask("WATCHER", "GET", "/history")[1]["statements"]
        self.assertEqual({row["user"] for row in own} - {"WATCHER"}, set())

    def test_who_ends(self):
        handle = self.start("WATCHED")
        for name, status in (("STRANGER", 404), ("WATCHER", 404), ("OPERATOR", 200)):
            self.assertEqual(self.ask(name, "POST", f"/statements/{handle}/cancel")[0], status)
        deadline = time.monotonic() + 20
        state = ""
        while state != "CANCELED" and time.monotonic() < deadline:
            state = self.ask("WORKER", "GET", f"/statements/{handle}")[1]["state"]
        self.assertEqual(state, "CANCELED")

    def test_cancel_query_function(self):
        handle = self.start("WATCHED")
        call = f"select system$cancel_query('{handle}')"
        for name, code in (("STRANGER", "000605"), ("WATCHER", "000605")):
            reply = self.submit(call, {"Authorization": f"Bearer {self.tokens[name]}"})
            self.assertEqual(reply.json["code"], code)
        reply = self.submit(call, {"Authorization": f"Bearer {self.tokens['OPERATOR']}"})
        self.assertEqual(reply.json["data"], [[f"query [{handle}] terminated."]])


if __name__ == "__main__":
    unittest.main()
