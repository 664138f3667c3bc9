"""Handles, results and request ids outlive the process: an orderly end as well as kill -9.

MOCKHAUS_ROUNDS=N in the environment kills N times instead of the usual 12.
"""
import http.client
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "runner"))

from server_process import check_log  # noqa: E402

PROGRAM = os.environ["MOCKHAUS"]
ROUNDS = int(os.environ.get("MOCKHAUS_ROUNDS", "12"))
HEADERS = {"Authorization": "Bearer mockhaus", "Content-Type": "application/json"}


# Takes minutes.
NUMBERS = "(select seq8() as n from table(generator(rowcount => 3000000)))"
SLOW = f"select count(*) from {NUMBERS} a join {NUMBERS} b on a.n % 7 < b.n % 5 + a.n"


class Gone(Exception):
    """The server went away in the middle of a request."""


class Server:
    def __init__(self, folder, config=None):
        options = ["--config", config] if config else []
        self.log = tempfile.NamedTemporaryFile(prefix="mockhaus-log-")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--mode", "dev", "--data", folder, "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])

    def request(self, method, path, body=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, None if body is None else json.dumps(body), HEADERS)
            reply = link.getresponse()
            return reply.status, json.loads(reply.read())
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise Gone() from problem
        finally:
            link.close()

    def submit(self, text, request_id=None, asynchronous=False, **members):
        query = f"?async={'true' if asynchronous else 'false'}"
        if request_id:
            query += f"&requestId={request_id}&retry=true"
        return self.request("POST", "/api/v2/statements" + query, {"statement": text, **members})

    def get(self, handle, query=""):
        return self.request("GET", f"/api/v2/statements/{handle}{query}")

    def end_of(self, handle):
        for _ in range(400):
            status, body = self.get(handle)
            if status != 202:
                return status, body
            time.sleep(0.05)
        raise AssertionError("still running")

    def kill(self):
        self.process.kill()
        self.process.communicate()
        self.close_log()

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=60)
        self.close_log()
        return self.process.returncode

    def close_log(self):
        if not self.log.closed:
            check_log(self.log.name)
            self.log.close()


class Restart(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = Server(self.folder)
        self.addCleanup(lambda: self.server.kill())

    def again(self, kill):
        if kill:
            self.server.kill()
        else:
            self.assertEqual(self.server.stop(), 0)
        self.server = Server(self.folder)

    def test_results_of_every_size_and_kind_are_read_again(self):
        texts = ["select 1 as a, 'x' as \"b c\", null as n, 1.50::number(9,2) as d, "
                 "parse_json('{\"a\":[1,2]}') as v, to_date('2024-02-29') as e, true as t",
                 "select seq8() as n, randstr(20, random()) as s from "
                 "table(generator(rowcount => 200000))",
                 "select * from nope", "create or replace table t (a int)",
                 "insert into t values (1), (2)"]
        before = {}
        for text in texts:
            for asynchronous in (True, False):
                status, body = self.server.submit(text, asynchronous=asynchronous)
                handle = body["statementHandle"]
                self.server.end_of(handle)
                partitions = len(self.server.get(handle)[1].get("resultSetMetaData", {})
                                 .get("partitionInfo", [1]))
                before[handle] = [self.server.get(handle, f"?partition={number}")
                                  for number in range(partitions)]
        for kill in (True, False, True):
            self.again(kill)
            for handle, expected in before.items():
                for number, (status, body) in enumerate(expected):
                    found, seen = self.server.get(handle, f"?partition={number}")
                    self.assertEqual(found, status, seen)
                    for member in ("data", "code", "message", "resultSetMetaData", "stats",
                                   "createdOn", "sqlState"):
                        self.assertEqual(seen.get(member), body.get(member))
        scanned = next(iter(before))
        status, body = self.server.submit(f"select a, d from table(result_scan('{scanned}'))")
        self.assertEqual((status, body.get("data")), (200, [["1", "1.50"]]), body)

    def test_a_result_of_several_statements_stays_for_each(self):
        self.server.submit("create table large as select seq8() as n, randstr(40, random()) as s "
                           "from table(generator(rowcount => 60000))")
        self.server.submit("create table small as select 1 as n")
        before = {}
        for text in ("select * from large order by n", "select * from small"):
            for _ in range(3):
                handle = self.server.submit(text)[1]["statementHandle"]
                before[handle] = self.server.get(handle)[1]["data"]
        told = [self.server.request("GET", f"/api/v1/statements/{handle}")[1]["reused"]
                for handle in before]
        self.assertEqual(told, [False, True, True] * 2)
        last = len(self.server.get(next(iter(before)))[1]["resultSetMetaData"]["partitionInfo"]) - 1
        for kill in (True, False):
            self.again(kill)
            for handle, rows in before.items():
                self.assertEqual(self.server.get(handle)[1].get("data"), rows)
        large = list(before)[:3]
        pages = {json.dumps(self.server.get(handle, f"?partition={last}")[1]) for handle in large}
        self.assertEqual(len(pages), 1)

    def test_children_and_cancelled_ones(self):
        status, body = self.server.submit("select 1; select 'two'",
                                          parameters={"MULTI_STATEMENT_COUNT": 2})
        self.assertEqual(status, 200, body)
        slow = self.server.submit(SLOW, asynchronous=True)[1]["statementHandle"]
        self.server.request("POST", f"/api/v2/statements/{slow}/cancel", {})
        self.assertEqual(self.server.end_of(slow)[0], 422)
        self.again(kill=True)
        self.assertEqual(self.server.get(body["statementHandle"])[1]["statementHandles"],
                         body["statementHandles"])
        self.assertEqual(self.server.get(body["statementHandles"][1])[1]["data"], [["two"]])
        status, seen = self.server.get(slow)
        self.assertEqual((status, seen["code"]), (422, "000604"))

    def test_one_that_ran_is_aborted_and_its_request_id_runs_nothing(self):
        self.server.submit("create or replace table t (a int)")
        request_id = str(uuid.uuid4())
        text = "insert into t " + SLOW
        handle = self.server.submit(text, request_id, asynchronous=True)[1]["statementHandle"]
        time.sleep(0.3)
        self.again(kill=True)
        status, body = self.server.get(handle)
        self.assertEqual((status, body["code"]), (422, "000603"), body)
        status, body = self.server.submit(text, request_id)
        self.assertEqual((status, body["code"]), (422, "000603"), body)
        self.assertEqual(self.server.submit("select count(*) from t")[1]["data"], [["0"]])

    def test_a_resend_never_runs_twice_across_many_kills(self):
        self.server.submit("create or replace table t (a int)")
        chance = random.Random(7)
        number, sent, lock = 0, {}, threading.Lock()

        def work():
            nonlocal number
            try:
                while True:
                    with lock:
                        number += 1
                        mine, request_id = number, str(uuid.uuid4())
                        sent[mine] = [request_id, None]
                    status, _ = self.server.submit(f"insert into t values ({mine})", request_id)
                    sent[mine][1] = status
            except Gone:
                pass

        for _ in range(ROUNDS):
            threads = [threading.Thread(target=work) for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.05, 0.4))
            self.server.kill()
            for thread in threads:
                thread.join()
            self.server = Server(self.folder)
            open_ones = {mine: request_id for mine, (request_id, status) in sent.items()
                         if status is None}
            for mine, request_id in open_ones.items():
                status, body = self.server.submit(f"insert into t values ({mine})", request_id)
                sent[mine][1] = status
                self.assertIn(status, (200, 422), body)
            for mine in chance.sample(sorted(sent), min(20, len(sent))):
                status, _ = self.server.submit(f"insert into t values ({mine})", sent[mine][0])
                self.assertEqual(status, sent[mine][1])
        rows = self.server.submit("select a, count(*) from t group by a having count(*) > 1")
        self.assertEqual(rows[1]["data"], [])
        found = set()
        handle = self.server.submit("select a from t")[1]
        for index in range(len(handle["resultSetMetaData"]["partitionInfo"])):
            body = self.server.get(handle["statementHandle"], f"?partition={index}")[1]
            found.update(int(row[0]) for row in body["data"])
        acknowledged = {mine for mine, (_, status) in sent.items() if status == 200}
        self.assertGreater(len(acknowledged), ROUNDS)
        self.assertEqual(acknowledged - found, set())

    def test_old_results_go_and_leave_no_files(self):
        self.assertEqual(self.server.stop(), 0)
        config = os.path.join(self.folder, "config.json")
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"statements": {"retention_seconds": 1, "result_bytes_max": 1 << 20},
                       "snowflake_api": {"limits": {"result_set_max_rows": 300000}}}, file)
        self.server = Server(self.folder, config)
        text = "select randstr(20, random()) from table(generator(rowcount => 100000))"
        handles = [self.server.submit(text)[1]["statementHandle"] for _ in range(4)]
        self.assertEqual(self.server.get(handles[0])[0], 400)
        self.assertEqual(self.server.get(handles[-1])[0], 200)
        self.assertLessEqual(len(os.listdir(os.path.join(self.folder, "results"))), 1)
        deadline = time.monotonic() + 20  # what is old goes when other statements end
        while self.server.get(handles[-1])[0] == 200 and time.monotonic() < deadline:
            time.sleep(1.2)
            self.server.submit("select 1")
        self.assertEqual(self.server.get(handles[-1])[0], 400)
        status, body = self.server.submit("select 1 from table(generator(rowcount => 300001))")
        self.assertEqual((status, body["code"]), (422, "000001"), body)
        self.assertIn("result_set_max_rows", body["message"])
        self.assertEqual(self.server.submit(
            "select 1 from table(generator(rowcount => 300000))")[0], 200)


if __name__ == "__main__":
    unittest.main()
