"""The driver protocol: what protocol/driver-protocol.md says that every driver relies on."""
import gzip
import json
import threading
import unittest
import uuid

from door import DoorTest


class Login(DoorTest):
    def test_success(self):
        body = self.log_in()
        self.assertTrue(body["success"])
        self.assertIsNone(body["code"])
        data = body["data"]
        for member in ("token", "masterToken", "serverVersion", "parameters", "sessionInfo"):
            self.assertIn(member, data)
        self.assertIsInstance(data["sessionId"], int)
        self.assertEqual((data["validityInSeconds"], data["masterValidityInSeconds"]),
                         (3600, 14400))
        self.assertEqual(data["sessionInfo"], {
            "databaseName": "MOCKHAUS", "schemaName": "PUBLIC", "warehouseName": "COMPUTE_WH",
            "roleName": "ACCOUNTADMIN"})
        values = {row["name"]: row["value"] for row in data["parameters"]}
        self.assertIs(values["AUTOCOMMIT"], True)
        self.assertEqual(values["CLIENT_STAGE_ARRAY_BINDING_THRESHOLD"], 2147483647)
        self.assertEqual(values["BINARY_OUTPUT_FORMAT"], "HEX")

    def test_refusals_are_alike(self):
        replies = [self.log_in(password="wrong"), self.log_in(user="NOBODY"),
                   self.log_in(user="", password="")]
        for body in replies:
            self.assertFalse(body["success"])
            self.assertEqual(body["code"], "390100")
            self.assertEqual(body["message"], "Incorrect username or password was specified.")
            self.assertEqual(body["data"]["nextAction"], "RETRY_LOGIN")

    def test_names_in_the_query_string(self):
        info = self.log_in(query="?databaseName=mockhaus&schemaName=&warehouse=&roleName=public")
        self.assertEqual(info["data"]["sessionInfo"]["roleName"], "PUBLIC")
        self.assertEqual(info["data"]["sessionInfo"]["schemaName"], "PUBLIC")
        role = self.log_in(query="?roleName=nope")
        self.assertEqual(role["code"], "390186")

    def test_parameters(self):
        body = self.log_in(SESSION_PARAMETERS={"AUTOCOMMIT": "false", "UNKNOWN": {"a": 1},
                                               "TIMEZONE": "UTC"})
        values = {row["name"]: row["value"] for row in body["data"]["parameters"]}
        self.assertIs(values["AUTOCOMMIT"], False)
        self.assertEqual(values["TIMEZONE"], "UTC")

    def test_gzip_body(self):
        data = {"data": {"LOGIN_NAME": "MOCKHAUS", "PASSWORD": "mockhaus"}}
        reply = self.request("POST", "/session/v1/login-request",
                             gzip.compress(json.dumps(data).encode()),
                             {"Content-Encoding": "gzip", "Accept": "application/snowflake"})
        self.assertTrue(reply.json["success"])
        self.assertEqual(reply.headers["content-type"], "application/json")

    def test_other_authenticators_fail_softly(self):
        body = self.log_in(AUTHENTICATOR="EXTERNALBROWSER")
        self.assertFalse(body["success"])
        self.assertTrue(body["code"].isdigit())
        body = self.log_in(AUTHENTICATOR="SNOWFLAKE_JWT", TOKEN="a.b.c")
        self.assertEqual(body["code"], "390144")


class SessionLife(DoorTest):
    def post(self, path, token, body=None):
        return self.request("POST", path, body, self.token_headers(token)).json

    def test_renewal_keeps_the_session(self):
        data = self.log_in()["data"]
        renewed = self.post("/session/token-request?requestId=x", data["masterToken"],
                            {"oldSessionToken": data["token"], "requestType": "RENEW"})
        self.assertTrue(renewed["success"])
        self.assertEqual(renewed["data"]["sessionId"], data["sessionId"])
        for token in (data["token"], renewed["data"]["sessionToken"]):
            self.assertTrue(self.query(token, "select 1")["success"])
        wrong = self.post("/session/token-request", data["token"],
                          {"oldSessionToken": data["token"], "requestType": "RENEW"})
        self.assertEqual(wrong["code"], "390115")

    def test_logout(self):
        token = self.log_in()["data"]["token"]
        self.assertTrue(self.post("/session/heartbeat", token)["success"])
        self.assertTrue(self.post("/session?delete=true", token)["success"])
        self.assertEqual(self.post("/session/heartbeat", token)["code"], "390111")
        self.assertEqual(self.query(token, "select 1")["code"], "390111")
        self.assertEqual(self.post("/session?delete=true", token)["code"], "390111")

    def test_unknown_token(self):
        for token in ("", "None", "x" * 43):
            self.assertEqual(self.query(token, "select 1")["code"], "390104")

    def test_telemetry(self):
        self.assertTrue(self.post("/telemetry/send", "", {"logs": []})["success"])


class Query(DoorTest):
    def setUp(self):
        self.token = self.log_in()["data"]["token"]

    def test_reply(self):
        body = self.query(self.token, "select 1 as a, true as b, null as c")
        data = body["data"]
        self.assertEqual((body["success"], body["code"], body["message"]), (True, None, None))
        self.assertEqual(data["rowset"], [["1", "1", None]])
        self.assertEqual((data["total"], data["returned"], data["version"]), (1, 1, 1))
        self.assertEqual((data["queryResultFormat"], data["statementTypeId"]), ("json", 0x1000))
        self.assertEqual([column["type"] for column in data["rowtype"]][:2], ["fixed", "boolean"])
        self.assertEqual(data["finalDatabaseName"], "MOCKHAUS")
        self.assertTrue(data["parameters"])
        self.assertNotIn("chunks", data)

    def test_failure(self):
        body = self.query(self.token, "select * from nope")
        self.assertFalse(body["success"])
        self.assertEqual((body["code"], body["data"]["errorCode"]), ("002003", "002003"))
        self.assertEqual(body["data"]["sqlState"], "42S02")
        self.assertIn("does not exist or not authorized", body["message"])
        self.assertEqual(len(body["data"]["queryId"]), 36)

    def test_arrow_for_python(self):
        token = self.log_in(CLIENT_APP_ID="PythonConnector", CLIENT_APP_VERSION="4.8.1")["data"]["token"]
        data = self.query(token, "select 1 as a")["data"]
        self.assertEqual(data["queryResultFormat"], "arrow")
        self.assertTrue(data["rowsetBase64"])
        self.assertEqual(self.query(token, "use schema public")["data"]["queryResultFormat"],
                         "json")
        data = self.query(token, "select 1 as a",
                          parameters={"PYTHON_CONNECTOR_QUERY_RESULT_FORMAT": "JSON"})["data"]
        self.assertEqual(data["rowset"], [["1"]])

    def test_duplicate_request_attaches(self):
        self.query(self.token, "create or replace table attached (a int)")
        request_id = str(uuid.uuid4())
        first = self.query(self.token, "insert into attached values (1)", request_id)
        again = self.query(self.token, "insert into attached values (1)", request_id)
        self.assertEqual(first["data"]["queryId"], again["data"]["queryId"])
        self.assertEqual(self.query(self.token, "select count(*) from attached")["data"]["rowset"],
                         [["1"]])

    def test_describe_only(self):
        self.query(self.token, "create or replace table described (a int, b varchar)")
        data = self.query(self.token, "select a, b from described where a = ?",
                          describeOnly=True)["data"]
        self.assertEqual([column["name"] for column in data["rowtype"]], ["A", "B"])
        self.assertEqual((data["rowset"], data["total"], data["numberOfBinds"]), ([], 0, 1))
        data = self.query(self.token, "insert into described values (?, ?)",
                          describeOnly=True)["data"]
        self.assertTrue(data["arrayBindSupported"])
        self.assertEqual(self.query(self.token, "select count(*) from described")["data"]["rowset"],
                         [["0"]])

    def test_asynchronous(self):
        body = self.query(self.token, "select 42 as a", asyncExec=True)
        self.assertEqual((body["success"], body["code"]), (True, "333334"))
        url = body["data"]["getResultUrl"]
        self.assertEqual(url, f"/queries/{body['data']['queryId']}/result")
        reply = self.request("GET", url, headers=self.token_headers(self.token)).json
        self.assertEqual(reply["data"]["rowset"], [["42"]])
        status = self.request("GET", f"/monitoring/queries//{body['data']['queryId']}",
                              headers=self.token_headers(self.token)).json
        self.assertEqual(status["data"]["queries"][0]["status"], "SUCCESS")
        status = self.request("GET", "/monitoring/queries/" + str(uuid.uuid4()),
                              headers=self.token_headers(self.token)).json
        self.assertEqual(status["data"]["queries"], [])

    def test_multi_statement(self):
        body = self.query(self.token, "select 1 as a; select 2 as b",
                          parameters={"MULTI_STATEMENT_COUNT": 0})
        data = body["data"]
        self.assertEqual(data["statementTypeId"], 0xA000)
        ids = data["resultIds"].split(",")
        self.assertEqual(data["resultTypes"], "4096,4096")
        reply = self.request("GET", f"/queries/{ids[1]}/result",
                             headers=self.token_headers(self.token)).json
        self.assertEqual(reply["data"]["rowset"], [["2"]])
        self.assertEqual(self.query(self.token, "select 1; select 2")["code"], "000008")

    def test_transaction_over_requests(self):
        self.query(self.token, "create or replace table in_transaction (a int)")
        self.query(self.token, "begin")
        self.query(self.token, "insert into in_transaction values (1)")
        self.query(self.token, "rollback")
        data = self.query(self.token, "select count(*) from in_transaction")["data"]
        self.assertEqual(data["rowset"], [["0"]])

    def test_abort_of_what_is_done(self):
        request_id = str(uuid.uuid4())
        self.query(self.token, "select 1", request_id)
        reply = self.request("POST", "/queries/v1/abort-request?requestId=x",
                             {"requestId": request_id}, self.token_headers(self.token)).json
        self.assertFalse(reply["success"])
        self.assertEqual(reply["data"]["errorCode"], "000605")

    def test_statements_of_one_session_follow_one_another(self):
        self.query(self.token, "create or replace table ordered (a int)")
        threads = [threading.Thread(target=self.query,
                                    args=(self.token, f"insert into ordered values ({i})"))
                   for i in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        data = self.query(self.token, "select count(*) from ordered")["data"]
        self.assertEqual(data["rowset"], [["20"]])


if __name__ == "__main__":
    unittest.main()
