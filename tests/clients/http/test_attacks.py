"""What must not get through: the server's files and network, other users' results, odd bytes."""
import socket
import time
import unittest

from door import DoorTest

ATTACKS = [
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from table(read_csv('/etc/passwd'))",
    "select * from '/etc/passwd'",
    "select * from \"/etc/passwd\"",
    "select * from glob('/*')",
    "select * from duckdb_settings()",
    "select * from duckdb_databases()",
    "select * from sqlite_master",
    "select * from pg_catalog.pg_tables",
    "select getenv('PATH')",
    "select current_setting('memory_limit')",
    "copy (select 1) to '/tmp/mockhaus_attack'",
    "copy mockhaus.public.t to '/tmp/mockhaus_attack'",
    "export database '/tmp/mockhaus_attack'",
    "import database '/tmp/mockhaus_attack'",
    "attach '/tmp/mockhaus_attack.db'",
    "attach 'https://example.com/x.db'",
    "install httpfs",
    "load httpfs",
    "pragma database_list",
    "pragma enable_external_access",
    "set enable_external_access = true",
    "reset enable_external_access",
    "call pragma_version()",
    "checkpoint",
    "vacuum",
    "prepare p as select 1",
    "create macro m(a) as a",
    "select * from mockhaus.public.\"t\"; attach 'x'",
    "select 1 from range(5)",
    "select unnest([1, 2])",
    "select * from query('select 1')",
    "select * from query_table('t')",
    "select * from (values (1)) t(a) where a in (select 1 from parquet_scan('/x'))",
]


class Attacks(DoorTest):
    def test_sql_through_both_doors(self):
        token = self.log_in()["data"]["token"]
        for text in ATTACKS:
            with self.subTest(text=text):
                reply = self.submit(text)
                self.assertNotIn(b"root:", reply.body)
                self.assertEqual(reply.status, 422, reply.body)
                body = self.query(token, text)
                if not text.startswith("set "):  # a session variable of that name: harmless
                    self.assertFalse(body["success"], text)
                for word in ("DuckDB", "Catalog Error", "Binder Error", "Parser Error",
                             "Permission Error"):
                    self.assertNotIn(word, body["message"] or "")

    def test_foreign_statements_are_unknown(self):
        for text in ("create or replace user stranger password = 'Stranger12345'",):
            self.assertEqual(self.submit(text).status, 200)
        handle = self.submit("select 'secret' as a").json["statementHandle"]
        token = self.log_in("stranger", "Stranger12345")["data"]["token"]
        reply = self.request("GET", f"/queries/{handle}/result",
                             headers=self.token_headers(token)).json
        self.assertFalse(reply["success"])
        self.assertEqual(reply["code"], "000709")
        reply = self.request("POST", f"/queries/{handle}/abort-request", b"",
                             self.token_headers(token)).json
        self.assertEqual(reply["data"]["errorCode"], "000605")

    def test_chunk_urls_need_their_token(self):
        handle = self.submit("select 1").json["statementHandle"]
        self.assertEqual(self.request("GET", f"/results/{handle}/guess/json/0").status, 404)

    def test_repeated_wrong_passwords_are_slowed_down(self):
        started = time.monotonic()
        for _ in range(10):
            self.assertFalse(self.log_in("guessed", "wrong")["success"])
        self.assertGreater(time.monotonic() - started, 2)


class RawBytes(DoorTest):
    def exchange(self, data, wait=3):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=wait) as link:
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)
            answer = b""
            try:
                while chunk := link.recv(65536):
                    answer += chunk
            except (socket.timeout, ConnectionError):
                pass
            return answer

    def test_malformed_requests(self):
        for data in (b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\r\n\r\n",
                     b"POST /session HTTP/1.1\r\nContent-Length: 5\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     b"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET /health HTTP/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n",
                     b"GET /health HTTP/1.1\r\n" + b"".join(b"A%d: x\r\n" % i for i in range(200))
                     + b"\r\n",
                     b"POST /session/v1/login-request HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"):
            with self.subTest(data=data[:40]):
                status = self.exchange(data).split(b" ")[1:2]
                self.assertTrue(status == [] or status[0][:1] == b"4", status)
        self.assertEqual(self.request("GET", "/health").status, 200)

    def test_pipelined_requests_are_answered_in_order(self):
        data = (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 3
                + b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = self.exchange(data)
        self.assertEqual(answer.count(b"HTTP/1.1 200"), 3)
        self.assertEqual(answer.count(b"HTTP/1.1 404"), 1)
        self.assertLess(answer.rfind(b"HTTP/1.1 200"), answer.find(b"HTTP/1.1 404"))

    def test_many_idle_connections(self):
        links = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(400)]
        try:
            for link in links[::2]:
                link.sendall(b"POST /session HTTP/1.1\r\nHost: x\r\n")  # and no more
            started = time.monotonic()
            self.assertEqual(self.rows("select 1"), [["1"]])
            self.assertLess(time.monotonic() - started, 2)
        finally:
            for link in links:
                link.close()


if __name__ == "__main__":
    unittest.main()
