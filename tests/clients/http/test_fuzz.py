"""Requests that nobody should send: bent HTTP, JSON, tokens and binds. No crash, no 5xx, no hang.

MOCKHAUS_FUZZ=100000 sends more than the usual 1500; MOCKHAUS_SEED=N repeats a run.
"""
import base64
import json
import os
import random
import socket
import sys
import unittest

from door import DoorTest

COUNT = int(os.environ.get("MOCKHAUS_FUZZ", "1500"))
SEED = int(os.environ.get("MOCKHAUS_SEED", str(random.randrange(10**9))))
TYPES = ["FIXED", "REAL", "DECFLOAT", "TEXT", "BINARY", "BOOLEAN", "DATE", "TIME",
         "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ", "VARIANT", "ARRAY", "fixed", "", "?"]
VALUES = ["1", "-1", "", "x", "NaN", "inf", "1e400", "9" * 50, "0.1", "true", "2024-01-01",
          "1791524096123456789 1860", "0 99999", "-9223372036854775809", "\u0000", "é" * 20, "FF",
          "F", None, 7, 1.5, True, [], ["1", None], {}, [["1"]]]
TEXTS = ["select ?", "select :1, :x", "select ?::date, ?::timestamp_tz", "select ?::variant",
         "insert into fuzzed values (?, ?)", "select", "", ";", "select 1; select 2",
         "select '\u0000'", "select \"", "/*", "select ?+?", "select parse_json(?)"]


class Fuzz(DoorTest):
    def test_odd_requests(self):
        chance = random.Random(SEED)
        print(f"seed {SEED}", file=sys.stderr)
        self.submit("create or replace table fuzzed (a int, b varchar)")
        makers = [self.bent_json, self.odd_members, self.odd_binds, self.odd_token, self.odd_head,
                  self.odd_path]
        for number in range(COUNT):
            data = chance.choice(makers)(chance)
            status = self.exchange(data)
            self.assertLess(status, 500, f"request {number} of seed {SEED}: {data!r}")
        self.assertEqual(self.rows("select 1"), [["1"]])
        self.assertLess(self.server.memory_bytes("VmHWM"), 4 << 30)

    def exchange(self, data):
        """The status; 0: the connection was closed without an answer."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as link:
            try:
                link.sendall(data)
                link.shutdown(socket.SHUT_WR)
                answer = link.recv(65536)
            except ConnectionError:
                return 0
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0

    @staticmethod
    def post(body, path="/api/v2/statements", token="Bearer mockhaus", more=""):
        head = (f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                f"Content-Type: application/json\r\nAuthorization: {token}\r\n{more}"
                f"Content-Length: {len(body)}\r\n\r\n")
        return head.encode("latin-1", "replace") + body

    def bent_json(self, chance):
        body = bytearray(json.dumps({"statement": "select ?", "timeout": 5, "bindings": {
            "1": {"type": "FIXED", "value": "1"}}, "parameters": {"timezone": "UTC"}}).encode())
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(body))
            how = chance.random()
            if how < 0.4:
                body[at] = chance.randrange(256)
            elif how < 0.7:
                del body[at:at + chance.randint(1, 8)]
            else:
                body[at:at] = chance.choice([b"[" * 200, b"{", b"\"", b"\\u0000", b"1e999", b"\xff"])
            body = body or bytearray(b" ")
        return self.post(bytes(body))

    def odd_members(self, chance):
        odd = [None, 0, -1, 10**30, 1.5, "", "x", [], {}, True, "nope", ["a"], {"a": {"b": 1}}]
        names = ["statement", "timeout", "database", "schema", "role", "warehouse", "bindings",
                 "parameters", "resultSetMetaData", "unknown"]
        body = {"statement": chance.choice(TEXTS)}
        for name in chance.sample(names, 4):
            body[name] = chance.choice(odd)
        if chance.random() < 0.5:
            body["parameters"] = {chance.choice(["MULTI_STATEMENT_COUNT", "timezone",
                                                 "rows_per_resultset", "date_output_format",
                                                 "nope"]): chance.choice(odd)}
        query = chance.choice(["", "?async=true", "?nullable=false", "?requestId=%00&retry=true",
                               "?async=x&retry=x", "?requestId=" + "y" * 500])
        return self.post(json.dumps(body).encode(), "/api/v2/statements" + query)

    def odd_binds(self, chance):
        binds = {chance.choice(["1", "2", "x", "0", "-1", ""]):
                 {"type": chance.choice(TYPES), "value": chance.choice(VALUES)}
                 for _ in range(3)}
        body = {"statement": chance.choice(TEXTS), "bindings": binds}
        return self.post(json.dumps(body).encode())

    def odd_token(self, chance):
        def part(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
        token = ".".join([
            part({"alg": chance.choice(["none", "RS256", "HS256", 7, None]), "typ": "JWT"}),
            part({"iss": chance.choice(["A.MOCKHAUS.SHA256:x", "", 7, None]),
                  "sub": chance.choice(["A.MOCKHAUS", "..", []]),
                  "iat": chance.choice([0, -1, 10**30, "x", 1791524096]),
                  "exp": chance.choice([0, 10**18, None, 1791524096])}),
            chance.choice(["", "AAAA", "%", "x" * 3000])])
        kind = chance.choice(["", "X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT\r\n",
                              "X-Snowflake-Authorization-Token-Type: nope\r\n"])
        return self.post(b'{"statement":"select 1"}', token="Bearer " + token, more=kind)

    def odd_head(self, chance):
        data = bytearray(self.post(b'{"statement":"select 1"}', more=chance.choice(
            ["", "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n",
             "Expect: 100-continue\r\n", "Content-Length: 3\r\n", "A\r\n", "A: \x01\r\n"])))
        for _ in range(chance.randint(0, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)

    def odd_path(self, chance):
        handle = chance.choice(["01aaaaaa-0000-0000-0000-000000000000", "x", "%00", "..", "%zz",
                                "a" * 3000, "é"])
        path = chance.choice([f"/api/v2/statements/{handle}", f"/api/v2/statements/{handle}/cancel",
                              f"/api/v2/statements/{handle}?partition=99999999999999999999",
                              f"/queries/{handle}/result", f"/results/{handle}/x/json/0",
                              f"/monitoring/queries/{handle}", "//", "*"])
        method = chance.choice(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "X"])
        return (f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                "Authorization: Bearer mockhaus\r\nContent-Length: 0\r\n\r\n").encode("utf-8")


if __name__ == "__main__":
    unittest.main()
