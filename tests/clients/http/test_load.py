"""Large results, full queues and slow clients: memory stays flat, nothing is lost or mixed up.

MOCKHAUS_LOAD=10 in the environment sends ten times as much.
"""
import json
import os
import pathlib
import socket
import tempfile
import threading
import time
import unittest

from door import DoorTest
from server_process import ServerProcess

FACTOR = int(os.environ.get("MOCKHAUS_LOAD", "1"))
NUMBERS = "(select seq8() as n from table(generator(rowcount => 3000000)))"
SLOW = f"select count(*) from {NUMBERS} a join {NUMBERS} b on a.n % 7 < b.n % 5 + a.n"


class Large(DoorTest):
    def test_twenty_million_rows_in_little_memory(self):
        rows = 20_000_000
        handle = self.submit(f"select seq8() as n from table(generator(rowcount => {rows}))",
                             asynchronous=True).json["statementHandle"]
        while (reply := self.get(handle)).status == 202:
            time.sleep(0.1)
        parts = reply.json["resultSetMetaData"]["partitionInfo"]
        self.assertEqual(sum(part["rowCount"] for part in parts), rows)
        self.assertLess(parts[0]["rowCount"], parts[1]["rowCount"])
        last = self.get(handle, f"?partition={len(parts) - 1}").json["data"]
        self.assertEqual(len(last), parts[-1]["rowCount"])
        self.assertEqual(last[-1], [str(rows - 1)])
        self.assertLess(self.server.memory_bytes("VmHWM"), 1 << 30)


class Queue(DoorTest):
    """A server with two places."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            path.write_text(json.dumps({
                "snowflake_api": {"limits": {"max_concurrent_statements": 2}},
                "statements": {"max_queued": 2100}}))
            cls.server = ServerProcess(os.environ["MOCKHAUS"], "--config", str(path))

    def progress(self, handle):
        return self.request("GET", f"/api/v1/statements/{handle}", headers=self.api_headers).json

    def cancel(self, handle):
        return self.request("POST", f"/api/v2/statements/{handle}/cancel", b"", self.api_headers)

    def end_of(self, handle):
        while (reply := self.get(handle)).status == 202:
            time.sleep(0.01)
        return reply

    def test_many_wait_and_each_gets_its_own_answer(self):
        slow = [self.submit(SLOW, asynchronous=True).json["statementHandle"] for _ in range(2)]
        handles = [self.submit(f"select {number}", asynchronous=True).json["statementHandle"]
                   for number in range(300)]
        self.assertEqual(self.progress(handles[-1])["queue_position"], 300)
        first = handles.pop(0)
        self.assertEqual(self.cancel(first).json["code"], "000604")
        reply = self.end_of(first)
        self.assertEqual((reply.status, reply.json["code"]), (422, "000604"))
        late = self.submit("select 1", parameters={"statement_queued_timeout_in_seconds": 1})
        self.assertEqual((late.status, late.json["code"]), (408, "000630"), late.body)
        for handle in slow:
            self.cancel(handle)
        for number, handle in enumerate(handles, 1):
            self.assertEqual(self.end_of(handle).json["data"], [[str(number)]])

    def test_one_statement_aborts_all_of_a_warehouse(self):
        self.rows("create or replace warehouse crowded")
        self.rows("create or replace warehouse quiet")
        here = [self.submit(text, asynchronous=True, warehouse="CROWDED").json["statementHandle"]
                for text in [SLOW] * 2 + ["select 1"] * 20]
        there = self.submit("select 2", asynchronous=True, warehouse="QUIET")
        while self.progress(here[1])["state"] != "RUNNING":
            time.sleep(0.01)
        self.rows("alter warehouse crowded abort all queries")
        for handle in here:
            reply = self.end_of(handle)
            self.assertEqual((reply.status, reply.json["code"]), (422, "000604"))
        self.assertEqual(self.end_of(there.json["statementHandle"]).json["data"], [["2"]])

    def test_all_of_a_user_are_aborted(self):
        here = [self.submit(SLOW, asynchronous=True).json["statementHandle"] for _ in range(4)]
        self.rows("alter user mockhaus abort all queries")
        for handle in here:
            reply = self.end_of(handle)
            self.assertEqual((reply.status, reply.json["code"]), (422, "000604"))

    def test_a_full_queue_says_so(self):
        slow = [self.submit(SLOW, asynchronous=True).json["statementHandle"] for _ in range(2)]
        waiting, refused = [], None
        for _ in range(2200):
            reply = self.submit("select 1", asynchronous=True)
            if reply.status == 429:
                refused = reply
                break
            waiting.append(reply.json["statementHandle"])
        self.assertIsNotNone(refused)
        self.assertEqual(refused.json["code"], "390505")
        self.assertEqual(refused.headers["retry-after"], "1")
        for handle in slow:
            self.cancel(handle)
        for handle in waiting:
            self.assertEqual(self.end_of(handle).json["data"], [["1"]])

    def test_timeouts_of_the_request_and_of_its_parameters(self):
        for members in ({"timeout": 1}, {"parameters": {"statement_timeout_in_seconds": 1}},
                        {"timeout": 1, "parameters": {"statement_timeout_in_seconds": 100}}):
            started = time.monotonic()
            reply = self.submit(SLOW, **members)
            self.assertEqual((reply.status, reply.json["code"]), (408, "000630"), reply.body)
            self.assertIn("timeout of 1 second(s)", reply.json["message"])
            self.assertLess(time.monotonic() - started, 4)


class SlowClients(DoorTest):
    def slowest(self, count=200):
        times = []
        for _ in range(count):
            started = time.perf_counter()
            self.assertEqual(self.rows("select 1"), [["1"]])
            times.append(time.perf_counter() - started)
        return sorted(times)[int(count * 0.99) - 1]

    def test_idle_and_unfinished_requests_delay_nobody(self):
        self.slowest(20)
        alone = self.slowest()
        starts = [b"", b"POST /api/v2/statements HTTP/1.1\r\nHost:",
                  b"POST /api/v2/statements HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
                  b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 50]
        links = []
        try:
            for number in range(200 * FACTOR):
                link = socket.create_connection(("127.0.0.1", self.server.port))
                link.sendall(starts[number % len(starts)])
                links.append(link)
            self.assertLess(self.slowest(), max(4 * alone, 0.25))
        finally:
            for link in links:
                link.close()

    def test_users_side_by_side_lose_and_mix_nothing(self):
        self.submit("create or replace table counted (user_number int, n int)")
        problems = []

        def work(user):
            try:
                for n in range(20 * FACTOR):
                    text = f"insert into counted values ({user}, {n})"
                    if self.submit(text).json["data"] != [["1"]]:
                        problems.append(text)
                    if self.rows(f"select {user}, {n}") != [[str(user), str(n)]]:
                        problems.append((user, n))
            except Exception as problem:  # a thread must not hide it
                problems.append(repr(problem))
        threads = [threading.Thread(target=work, args=(user,)) for user in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(problems, [])
        self.assertEqual(self.rows("select count(*), count(distinct user_number * 1000000 + n) "
                                   "from counted"), [[str(400 * FACTOR)] * 2])


class Users(DoorTest):
    """Users with a token each, side by side."""

    def setUp(self):
        self.tokens = []
        for user in range(5):
            self.rows(f"create or replace user load{user}")
            made = self.rows(f"alter user load{user} add programmatic access token t")
            self.tokens.append({"Authorization": "Bearer " + made[0][1]})

    def test_rows_are_their_owners_alone(self):
        handles = {}
        for number in range(100):
            user = number % 5
            reply = self.submit(f"select '{number} ' || current_user()", self.tokens[user],
                                asynchronous=True)
            handles[reply.json["statementHandle"]] = (user, number)
        for handle, (user, number) in handles.items():
            while (reply := self.get(handle, headers=self.tokens[user])).status == 202:
                time.sleep(0.01)
            self.assertEqual(reply.json["data"], [[f"{number} LOAD{user}"]])
            foreign = self.get(handle, headers=self.tokens[(user + 1) % 5])
            self.assertEqual(foreign.status, 400, foreign.body)


class Cancel(DoorTest):
    KINDS = [
        "select count(*) from {0} a, {0} b, {0} c where a.n + b.n * c.n < 0",
        "select max(r) from (select row_number() over (order by a.n * b.n % 1000) r "
        "from {0} a, {0} b)",
        "select count(*) from (select a.n * 3000 + b.n g from {0} a, {0} b group by g)",
        "select a.n, b.n from {0} a, {0} b",
        "select count(*) from {0} a, {0} b where regexp_like(a.n || 'x' || b.n, '(1|2|3)*x5*7')",
        "select sum(parse_json('[' || a.n || ',' || b.n || ']')[1]::int) from {0} a, {0} b",
    ]

    def test_running_work_of_each_kind_ends(self):
        numbers = "(select seq8() as n from table(generator(rowcount => 6000)))"
        for kind in self.KINDS:
            with self.subTest(kind):
                text = kind.format(numbers)
                handle = self.submit(text, asynchronous=True).json["statementHandle"]
                time.sleep(0.2)
                started = time.monotonic()
                self.request("POST", f"/api/v2/statements/{handle}/cancel", b"", self.api_headers)
                while (reply := self.get(handle)).status == 202:
                    time.sleep(0.005)
                self.assertEqual((reply.status, reply.json["code"]), (422, "000604"))
                self.assertLess(time.monotonic() - started, 5)  # debug builds, busy machines


if __name__ == "__main__":
    unittest.main()
