"""The smallest client that cases need: the driver protocol and plain HTTP, standard library only."""
import gzip
import http.client
import json
import uuid

from server_process import ServerProcess


class Server(ServerProcess):
    def __init__(self, program):
        super().__init__(program)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def request(self, method, target, headers, body=""):
        """Status, headers and body as text."""
        self.connection.request(method, target, body.encode(), headers)
        response = self.connection.getresponse()
        content = response.read()
        if response.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return response.status, response.headers, content.decode()


class StatementError(Exception):
    def __init__(self, reply):
        data = reply.get("data") or {}
        super().__init__(reply.get("message"))
        self.code = reply.get("code")
        self.state = data.get("sqlState")


class Session:
    """One session of the driver protocol. Results come as JSON."""

    def __init__(self, server):
        self.server = server
        self.token = None
        self.sequence = 0
        reply = self.post("/session/v1/login-request", {"data": {
            "CLIENT_APP_ID": "CaseRunner", "CLIENT_APP_VERSION": "1", "ACCOUNT_NAME": "any",
            "LOGIN_NAME": "MOCKHAUS", "PASSWORD": "mockhaus"}})
        self.token = reply["data"]["token"]

    def post(self, target, body):
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f'Snowflake Token="{self.token}"'
        _, _, text = self.server.request("POST", target, headers, json.dumps(body))
        reply = json.loads(text)
        if not reply.get("success"):
            raise StatementError(reply)
        return reply

    def execute(self, statement, describe_only=False):
        """Columns (as the protocol describes them) and rows of texts."""
        self.sequence += 1
        reply = self.post(f"/queries/v1/query-request?requestId={uuid.uuid4()}", {
            "sqlText": statement, "asyncExec": False, "describeOnly": describe_only,
            "sequenceId": self.sequence})
        while reply.get("code") in ("333333", "333334"):  # still running
            reply = self.get(reply["data"]["getResultUrl"])
        data = reply["data"]
        rows = list(data.get("rowset") or [])
        for chunk in data.get("chunks") or []:
            rows += self.chunk(chunk["url"], data.get("chunkHeaders") or {})
        return data.get("rowtype") or [], rows

    def get(self, target):
        headers = {"Authorization": f'Snowflake Token="{self.token}"'}
        _, _, text = self.server.request("GET", target, headers)
        reply = json.loads(text)
        if not reply.get("success"):
            raise StatementError(reply)
        return reply

    def chunk(self, url, headers):
        target = "/" + url.split("/", 3)[3]
        _, _, text = self.server.request("GET", target, headers)
        return json.loads("[" + text + "]")
