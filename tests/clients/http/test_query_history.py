"""TABLE(INFORMATION_SCHEMA.QUERY_HISTORY()) and its kin."""
import unittest

from door import DoorTest

FROM = "from table(mockhaus.information_schema."


class QueryHistory(DoorTest):
    def test_what_was_run(self):
        self.submit("create or replace table asked (a int)")
        failed = self.submit("select nothing from asked").json["statementHandle"]
        tagged = self.submit("select a from asked", parameters={"QUERY_TAG": "mine"}).json[
            "statementHandle"]
        rows = self.rows("select query_id, query_text, query_type, execution_status, error_code, "
                         "query_tag, user_name, database_name, schema_name, rows_produced, "
                         f"end_time >= start_time {FROM}query_history()) where query_id in "
                         f"('{failed}', '{tagged}') order by start_time")
        self.assertEqual(rows[0], [failed, "select nothing from asked", rows[0][2],
                                   "FAILED_WITH_ERROR", "904", "", "MOCKHAUS", "MOCKHAUS",
                                   "PUBLIC", "0", "true"])
        self.assertEqual(rows[1], [tagged, "select a from asked", "SELECT", "SUCCESS", None, "mine",
                                   "MOCKHAUS", "MOCKHAUS", "PUBLIC", "0", "true"])

    def test_bytes_scanned_tell_a_reused_result(self):
        self.submit("create or replace table scanned as select 1 as a")
        text = "select a from scanned"
        handles = [self.submit(text).json["statementHandle"] for _ in range(2)]
        rows = self.rows(f"select bytes_scanned > 0 {FROM}query_history()) where query_id in "
                         f"('{handles[0]}', '{handles[1]}') order by start_time, end_time")
        self.assertEqual(sorted(rows), [["false"], ["true"]])

    def test_limits_and_ranges(self):
        for n in range(3):
            self.submit(f"select {n} as limited")
        count = f"select count(*) {FROM}query_history("
        self.assertEqual(self.rows(count + "result_limit => 2))"), [["2"]])
        self.assertEqual(self.rows(
            count + "end_time_range_start => dateadd('hour', 1, current_timestamp())))"),
            [["1"]])  # itself, which still runs
        self.assertEqual(self.rows(
            count + "end_time_range_start => dateadd('hour', -2, current_timestamp()), "
            "end_time_range_end => dateadd('hour', -1, current_timestamp())))"), [["0"]])
        self.assertEqual(self.submit(count + "result_limit => 0))").status, 422)

    def test_by_session_user_and_warehouse(self):
        token = self.log_in()["data"]["token"]
        self.query(token, "select 'in this session'")
        rows = self.query(token, f"select query_text {FROM}query_history_by_session())")["data"]
        self.assertIn(["select 'in this session'"], rows["rowset"])
        self.submit("create user nobody_else")
        self.assertEqual(self.rows(
            f"select count(*) {FROM}query_history_by_user(user_name => 'NOBODY_ELSE'))"), [["0"]])
        self.submit("create or replace warehouse of_history")
        named = self.submit("select 1", warehouse="OF_HISTORY").json["statementHandle"]
        elsewhere = self.submit("select 2").json["statementHandle"]
        rows = self.rows(f"select query_id {FROM}query_history_by_warehouse('OF_HISTORY'))")
        self.assertIn([named], rows)
        self.assertNotIn([elsewhere], rows)

    def test_names_are_those_at_the_start(self):
        self.submit("create or replace database afterwards")
        self.submit("create or replace warehouse after_wh")
        self.submit("create or replace role after_r")
        self.submit("grant role after_r to user mockhaus")
        token = self.log_in()["data"]["token"]
        for text in ("use schema mockhaus.public", "use role accountadmin", "use warehouse compute_wh"):
            self.query(token, text)
        changes = ("use database afterwards", "use schema afterwards.public",
                   "use warehouse after_wh", "use role after_r", "select 1")
        ids = [self.query(token, text)["data"]["queryId"] for text in changes]
        many = self.submit("use schema afterwards.information_schema; select 2",
                           database="MOCKHAUS", schema="PUBLIC",
                           parameters={"MULTI_STATEMENT_COUNT": 2}).json
        ids += [many["statementHandle"], *many["statementHandles"]]
        told = {row[0]: row[1:] for row in self.rows(
            f"select query_id, database_name, schema_name, warehouse_name, role_name "
            f"{FROM}query_history())")}
        before = ["MOCKHAUS", "PUBLIC", "COMPUTE_WH", "ACCOUNTADMIN"]
        after = ["AFTERWARDS", "PUBLIC"]
        self.assertEqual([told.get(one) for one in ids[:5]], [
            before, [*after, *before[2:]], [*after, *before[2:]],
            [*after, "AFTER_WH", "ACCOUNTADMIN"], [*after, "AFTER_WH", "AFTER_R"]])
        self.assertEqual(told[ids[5]][:2], ["MOCKHAUS", "PUBLIC"])

    def test_secrets_are_not_told(self):
        self.submit("create or replace user hushed password = 'Very-Secret-1'")
        rows = self.rows(f"select query_text {FROM}query_history()) where query_text ilike "
                         "'create%hushed%'")
        self.assertIn("***", rows[0][0])
        self.assertNotIn("Very-Secret-1", rows[0][0])
        told = self.request("GET", "/api/v1/history", headers=self.api_headers).body.decode()
        self.assertNotIn("Very-Secret-1", told)


if __name__ == "__main__":
    unittest.main()
