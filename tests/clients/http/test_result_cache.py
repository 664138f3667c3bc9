"""Results that are given again: same text, same role, same data of its own tables, nothing else."""
import threading
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

    def test_stays_when_others_change(self):
        self.submit("create or replace table aside (a int)")
        self.submit("create or replace sequence counted")
        text = "select sum(a) from kept"
        self.ask(text)
        for change in ("insert into aside values (1)", "update aside set a = 2",
                       "delete from aside", "truncate table aside",
                       "alter table aside add column b int", "drop table aside",
                       "create table aside as select sum(a) as a from kept", "create schema other",
                       "create view seen as select 1 as a", "drop view seen", "drop schema other",
                       "create user aside", "drop user aside", "select counted.nextval",
                       "begin; insert into aside values (7); rollback"):
            many = {"parameters": {"MULTI_STATEMENT_COUNT": 0}}
            self.assertEqual(self.submit(change, **many).status, 200, change)
            self.assertEqual(self.ask(text), ([["3"]], True), change)

    def test_of_several_tables_ends_with_each(self):
        self.submit("create or replace table aside as select 10 as a")
        self.submit("create or replace view both as select a from kept union all "
                    "select a from aside")
        texts = ("select sum(kept.a + aside.a) from kept, aside", "select sum(a) from both",
                 "select sum(a) from kept where a in (select a - 9 from aside)",
                 "with x as (select a from aside) select sum(x.a + kept.a) from x, kept")
        for table in ("kept", "aside"):
            for text in texts:
                self.ask(text)
                self.assertTrue(self.ask(text)[1], text)
            self.submit(f"insert into {table} (a) values (1)")
            for text in texts:
                self.assertFalse(self.ask(text)[1], (table, text))

    def test_a_table_under_its_old_name(self):
        text = "select sum(a) from kept"
        for change, total in (
                ("create or replace table kept as select 5 as a, 'x' as b", "5"),
                ("create or replace table swapped as select 6 as a, 'y' as b; "
                 "alter table kept swap with swapped", "6"),
                ("alter table kept rename to old; alter table swapped rename to kept", "5"),
                ("drop table kept; create table kept clone old", "6"),
                ("drop table kept; create view kept as select 8 as a", "8"),
                ("drop view kept; undrop table kept", "6"),
                ("alter table kept drop column a; alter table kept add column a int default 3", "3")):
            self.ask(text)
            many = {"parameters": {"MULTI_STATEMENT_COUNT": 0}}
            reply = self.submit(change, **many)
            self.assertEqual(reply.status, 200, reply.body)
            self.assertEqual(self.ask(text)[0], [[total]], change)
        self.submit("drop table old")

    def test_copies_and_files(self):
        self.submit("create or replace stage files")
        self.submit("create or replace table source as select 4 as a, 'f' as b")
        self.submit("copy into @files/one.csv from source overwrite = true single = true "
                    "file_format = (type = csv compression = none)")
        text = "select sum(a) from kept"
        self.assertEqual(self.ask(text)[0], [["3"]])
        loaded = self.submit("copy into kept from @files file_format = (type = csv)")
        self.assertEqual(loaded.status, 200, loaded.body)
        self.assertEqual(self.ask(text), ([["7"]], False))
        # What reads files as well as tables always runs: files change without a commit.
        joined = "select count(*) from kept, (select $1 as f from @files)"
        self.assertEqual(self.ask(joined), ([["3"]], False))
        self.submit("remove @files")
        self.assertEqual(self.ask(joined), ([["0"]], False))

    def test_functions_and_policies(self):
        self.submit("create or replace function factor() returns int as '2'")
        text = "select sum(a) * factor() from kept"
        self.assertEqual(self.ask(text)[0], [["6"]])
        self.submit("create or replace function factor() returns int as '3'")
        self.assertEqual(self.ask(text)[0], [["9"]])
        self.submit("create or replace function total() returns int as "
                    "'select sum(a) from mockhaus.public.kept'")
        text = "select total() from kept where a = 1"
        self.assertEqual(self.ask(text)[0], [["3"]])
        self.submit("insert into kept values (10, 'z')")
        self.assertEqual(self.ask(text)[0], [["13"]])

    def test_time_and_context(self):
        for text in ("select a from kept where current_timestamp() > '2020-01-01'",
                     "select a from kept where current_date() > '2020-01-01'",
                     "select a, sysdate() from kept", "select a, localtime() from kept",
                     "select a, current_time() from kept", "select a, getdate() from kept",
                     "select a, current_session() from kept", "select a, randstr(3, 1) from kept",
                     "select a, uniform(1, 9, random()) from kept", "select a, seq4() from kept",
                     "select a, last_query_id() from kept"):
            for _ in range(2):
                reply = self.submit(text)
                if reply.status == 200 and "randstr" not in text and "seq4" not in text:
                    self.assertFalse(self.reused(reply.json["statementHandle"]), text)

    def test_variables(self):
        self.query(self.token, "set wanted = 1")
        text = "select b from mockhaus.public.kept where a = $wanted"
        self.assertEqual(self.drive(text)[0], [["x"]])
        self.query(self.token, "set wanted = 2")
        self.assertEqual(self.drive(text), ([["y"]], False))
        self.query(self.token, "set wanted = 1")
        self.assertEqual(self.drive(text), ([["x"]], True))

    def test_writers_at_once(self):
        # Whoever wrote sees it: a result that was kept never hides an acknowledged row.
        text = "select count(*) from kept"
        problems = []

        def write(name):
            token = self.log_in()["data"]["token"]
            self.query(token, "use schema mockhaus.public")
            mine = f"select count(*) from kept where b = '{name}'"
            for number in range(1, 40):
                self.query(token, f"insert into kept values ({number}, '{name}')")
                self.query(token, text)
                seen = self.query(token, mine)["data"]["rowset"]
                if seen != [[str(number)]]:
                    problems.append((name, number, seen))
        threads = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(problems, [])
        self.assertEqual(self.ask(text)[0], [[str(2 + 4 * 39)]])

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
