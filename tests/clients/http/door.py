"""A Mockhaus of one's own, spoken to in plain HTTP with the standard library only."""
import gzip
import http.client
import json
import os
import pathlib
import sys
import unittest
import urllib.parse
import uuid

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "runner"))

from server_process import ServerProcess  # noqa: E402


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        if self.headers.get("content-encoding") == "gzip":
            self.body = gzip.decompress(self.body)

    @property
    def json(self):
        return json.loads(self.body)


class DoorTest(unittest.TestCase):
    """Tests that share one server for each class."""

    @classmethod
    def setUpClass(cls):
        cls.server = ServerProcess(os.environ["MOCKHAUS"])

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def request(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=timeout)
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.request(method, path, data, headers or {})
            return Reply(connection.getresponse())
        finally:
            connection.close()

    # The SQL API.

    api_headers = {"Authorization": "Bearer mockhaus", "Content-Type": "application/json"}

    def submit(self, statement, headers=None, **members):
        query = {key: members.pop(key) for key in ("requestId", "retry", "nullable")
                 if key in members}
        if members.pop("asynchronous", False):
            query["async"] = "true"
        path = "/api/v2/statements" + ("?" + urllib.parse.urlencode(query) if query else "")
        body = {"statement": statement, **members}
        return self.request("POST", path, body, {**self.api_headers, **(headers or {})})

    def get(self, handle, query="", headers=None):
        return self.request("GET", f"/api/v2/statements/{handle}{query}",
                            headers={**self.api_headers, **(headers or {})})

    def rows(self, statement, **members):
        reply = self.submit(statement, **members)
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json["data"]

    # The driver protocol.

    def log_in(self, user="MOCKHAUS", password="mockhaus", query="", **members):
        data = {"LOGIN_NAME": user, "PASSWORD": password, "ACCOUNT_NAME": "any", **members}
        return self.request("POST", "/session/v1/login-request" + query, {"data": data}).json

    def token_headers(self, token):
        return {"Authorization": f'Snowflake Token="{token}"', "Content-Type": "application/json"}

    def query(self, token, text, request_id=None, **members):
        path = "/queries/v1/query-request?requestId=" + (request_id or str(uuid.uuid4()))
        reply = self.request("POST", path, {"sqlText": text, **members}, self.token_headers(token))
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json
