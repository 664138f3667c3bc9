"""Results that are given again: same text, same role, same data, and nothing else."""
import unittest

from door import DoorTest


class ResultCache(DoorTest):
    def setUp(self):
        self.submit("create or replace table kept (a int, b varchar)")
        self.submit("insert into kept values (1, 'x'), (2, 'y')")
        self.token = self.log_in()["data"]["token"]

    def reused(self, handle):
        return self.request("GET", f"/api/v1/statements/{handle}",
                            headers=self.api_headers).json["reused"]

    def ask(self, text, **members):
        """(rows, reused) over the SQL API."""
        reply = self.submit(text, **members)
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json["data"], self.reused(reply.json["statementHandle"])

    def drive(self, text, token=None):
        """(rows, reused) over the driver protocol."""
        data = self.query(token or self.token, text)["data"]
        return data.get("rowset"), self.reused(data["queryId"])

    def test_hit(self):
        text = "select a, b from kept order by a"
        first = self.ask(text)
        again = self.ask(text)
        self.assertEqual(first, ([["1", "x"], ["2", "y"]], False))
        self.assertEqual(again, ([["1", "x"], ["2", "y"]], True))
        self.assertEqual(self.drive(text.replace("from kept", "from mockhaus.public.kept"))[1],
                         False)

    def test_other_session_and_new_id(self):
        self.drive("use schema mockhaus.public")
        text = "select count(*) from mockhaus.public.kept"
        ids = [self.query(self.token, text)["data"]["queryId"]]
        other = self.log_in()["data"]["token"]
        ids.append(self.query(other, text)["data"]["queryId"])
        self.assertEqual([self.reused(one) for one in ids], [False, True])
        self.assertNotEqual(*ids)
        self.assertEqual(self.drive(f"select * from table(result_scan('{ids[1]}'))", other)[0],
                         [["2"]])

    def test_text_must_be_the_same(self):
        self.ask("select a from kept where a = 1")
        self.assertFalse(self.ask("SELECT a from kept where a = 1")[1])
        self.assertFalse(self.ask("select a as A2 from kept where a = 1")[1])
        self.assertTrue(self.ask("select a from kept where a = 1")[1])

    def test_ends_with_any_change(self):
        text = "select sum(a) from kept"
        for change, total in (("insert into kept values (10, 'z')", "13"),
                              ("update kept set a = 20 where a = 10", "23"),
                              ("delete from kept where a = 20", "3"),
                              ("merge into kept using (select 5 as n) s on kept.a = s.n "
                               "when not matched then insert values (s.n, 'm')", "8"),
                              ("alter table kept add column c int", "8"),
                              ("truncate table kept", None),
                              ("create or replace table kept as select 7 as a", "7"),
                              ("alter table kept rename to kept_as", None)):
            self.ask(text)
            self.assertTrue(self.ask(text)[1], change)
            self.assertEqual(self.submit(change).status, 200, change)
            if "rename" in change:
                self.assertEqual(self.submit(text).status, 422)
                continue
            self.assertEqual(self.ask(text), ([[total]], False), change)
        self.submit("drop table kept_as")

    def test_views_follow_their_tables(self):
        self.submit("create or replace view shown as select a from kept where a > 1")
        text = "select * from shown"
        self.ask(text)
        self.assertTrue(self.ask(text)[1])
        self.submit("insert into kept values (3, 'z')")
        self.assertEqual(self.ask(text), ([["2"], ["3"]], False))
        self.submit("create or replace view shown as select a from kept where a > 2")
        self.assertEqual(self.ask(text), ([["3"]], False))

    def test_transactions(self):
        text = "select count(*) from mockhaus.public.kept"
        other = self.log_in()["data"]["token"]
        self.drive(text)
        self.query(self.token, "begin")
        self.assertEqual(self.drive(text), ([["2"]], True))  # nothing changed yet
        self.query(self.token, "insert into mockhaus.public.kept values (9, 'own')")
        self.assertEqual(self.drive(text), ([["3"]], False))
        self.assertEqual(self.drive(text), ([["3"]], False))
        self.assertEqual(self.drive(text, other)[0], [["2"]])
        self.query(self.token, "rollback")
        self.assertEqual(self.drive(text)[0], [["2"]])
        self.query(self.token, "begin")
        self.query(self.token, "insert into mockhaus.public.kept values (9, 'own')")
        self.query(self.token, "commit")
        self.assertEqual(self.drive(text, other), ([["3"]], False))

    def test_never_for_what_changes_by_itself(self):
        self.submit("create or replace sequence counted")
        for text in ("select a, random() from kept", "select a, current_timestamp() from kept",
                     "select a, uuid_string() from kept", "select a, counted.nextval from kept",
                     "select a, current_user() from kept where a = 1",
                     "select table_name from information_schema.tables",
                     "select * from kept sample (50)"):
            for _ in range(2):
                self.assertFalse(self.ask(text)[1], text)

    def test_parameters(self):
        text = "select a from kept order by a"
        self.ask(text)
        off = {"USE_CACHED_RESULT": "false"}
        self.assertFalse(self.ask(text, parameters=off)[1])
        self.assertEqual(self.ask(text, parameters={"ROWS_PER_RESULTSET": "1"}), ([["1"]], False))
        self.assertEqual(self.ask(text), ([["1"], ["2"]], True))
        self.query(self.token, "alter session set use_cached_result = false")
        same = "select a from mockhaus.public.kept"
        self.drive(same)
        self.assertFalse(self.drive(same)[1])
        # A text that means something else in another time zone.
        zoned = "select to_timestamp_ltz(a)::varchar from kept where a = 1"
        utc = self.ask(zoned, parameters={"TIMEZONE": "UTC"})[0]
        tokyo = self.ask(zoned, parameters={"TIMEZONE": "Asia/Tokyo"})[0]
        self.assertNotEqual(utc, tokyo)
        # Formats are those of the request, for rows that are kept once.
        dated = "select '2024-01-02'::date from kept where a = 1"
        self.assertEqual(self.ask(dated), ([["19724"]], False))
        self.assertEqual(self.ask(dated, parameters={"DATE_OUTPUT_FORMAT": "DD.MM.YYYY"})[0],
                         [["02.01.2024"]])

    def test_role_and_names(self):
        text = "select count(*) from kept"
        self.ask(text)
        self.assertFalse(self.ask(text, role="PUBLIC")[1])
        self.assertTrue(self.ask(text, role="PUBLIC")[1])
        self.submit("create or replace schema elsewhere")
        self.submit("create or replace table elsewhere.kept (a int)")
        self.ask(text)
        self.assertEqual(self.ask(text, schema="ELSEWHERE"), ([["0"]], False))
        self.assertEqual(self.ask(text)[0], [["2"]])

    def test_temporary_tables_of_two_sessions(self):
        other = self.log_in()["data"]["token"]
        text = "select count(*) from mockhaus.public.own"
        for token, rows in ((self.token, 1), (other, 2)):
            self.query(token, "create temporary table mockhaus.public.own (a int)")
            for n in range(rows):
                self.query(token, f"insert into mockhaus.public.own values ({n})")
        self.assertEqual(self.drive(text), ([["1"]], False))
        self.assertEqual(self.drive(text, other), ([["2"]], False))
        self.assertEqual(self.drive(text), ([["1"]], True))

    def test_binds(self):
        text = "select a from kept where a = ?"
        one, two = ({"1": {"type": "FIXED", "value": value}} for value in ("1", "2"))
        self.assertEqual(self.ask(text, bindings=one)[0], [["1"]])
        self.assertEqual(self.ask(text, bindings=two), ([["2"]], False))
        self.assertEqual(self.ask(text, bindings=one), ([["1"]], True))

    def test_large_results(self):
        self.submit("create or replace table large as select seq8() a, randstr(40, random()) b "
                    "from table(generator(rowcount => 100000))")
        text = "select a, b from large order by a"
        first, again = self.submit(text).json, self.submit(text).json
        self.assertTrue(self.reused(again["statementHandle"]))
        self.assertEqual(first["data"], again["data"])
        last = len(again["resultSetMetaData"]["partitionInfo"]) - 1
        self.assertGreater(last, 0)
        self.assertEqual(self.get(first["statementHandle"], f"?partition={last}").json,
                         self.get(again["statementHandle"], f"?partition={last}").json)

    def test_blocks_and_pipes_run(self):
        self.ask("select a from kept order by a")
        self.assertEqual(self.drive("select a from mockhaus.public.kept order by a ->> "
                                    "select count(*) from $1")[0], [["2"]])
        self.assertEqual(self.drive("select a from mockhaus.public.kept order by a ->> "
                                    "select count(*) from $1")[0], [["2"]])


if __name__ == "__main__":
    unittest.main()
