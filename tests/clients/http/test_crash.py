"""What must survive when the process is killed or the disk is full, seen from outside.

MOCKHAUS_ROUNDS=500 in the environment kills more often than the usual 50 times;
MOCKHAUS_SEED=N repeats a run.
"""
import http.client
import json
import os
import pathlib
import random
import resource
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
ROUNDS = int(os.environ.get("MOCKHAUS_ROUNDS", "50"))
SEED = int(os.environ.get("MOCKHAUS_SEED", str(random.randrange(10**9))))
SESSIONS = 2


class Killed(Exception):
    """The server went away in the middle of a request."""


class Server:
    def __init__(self, folder):
        self.log = tempfile.NamedTemporaryFile(prefix="mockhaus-log-")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--mode", "dev", "--data", folder, "--port", "0"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the server ended with {self.process.wait()}")
        self.port = int(line.rsplit(":", 1)[1])

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
        check_log(self.log.name)
        self.log.close()


class Session:
    """One session of the driver protocol on one kept-alive connection."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        login = self.post("/session/v1/login-request", {
            "data": {"LOGIN_NAME": "MOCKHAUS", "PASSWORD": "mockhaus", "ACCOUNT_NAME": "any"}})
        self.headers["Authorization"] = f'Snowflake Token="{login["data"]["token"]}"'

    def post(self, path, body):
        try:
            self.connection.request("POST", path, json.dumps(body), self.headers)
            return json.loads(self.connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise Killed() from problem

    def run(self, text):
        """The whole answer, successful or not."""
        return self.post(f"/queries/v1/query-request?requestId={uuid.uuid4()}", {"sqlText": text})

    def rows(self, text):
        answer = self.run(text)
        if not answer["success"]:
            raise AssertionError(f"{text}: {answer['message']}")
        return answer["data"]["rowset"]

    def close(self):
        self.connection.close()


class Story:
    """One session's work in a schema of its own, and what the server acknowledged of it.

    `state` is what must be there. An operation is a list of statements and the change of the state
    that all of them make together; `pending` is the one that was sent and not acknowledged.
    """

    def __init__(self, schema, chance):
        self.schema = schema
        self.chance = chance
        self.state = {"tables": {}, "left": [], "right": [], "counter": 0}
        self.pending = None
        self.number = 0
        self.acknowledged = 0

    def prepare(self, session):
        session.rows(f"create schema {self.schema}")
        session.rows(f"create table {self.schema}.log_left (n int)")
        session.rows(f"create table {self.schema}.log_right (n int)")
        session.rows(f"create table {self.schema}.counters (v int) as select 0")

    def next_operation(self):
        self.number += 1
        n, schema = self.number, self.schema
        tables = self.state["tables"]
        kind = self.chance.choice(["insert", "both", "both", "count", "create", "alter", "rename",
                                   "drop", "merge"])
        known = self.chance.choice(sorted(tables)) if tables else None
        if kind == "insert":
            return [f"insert into {schema}.log_left values ({n})"], ("left", n)
        if kind == "both":
            return ["begin", f"insert into {schema}.log_left values ({n})",
                    f"insert into {schema}.log_right values ({n})", "commit"], ("both", n)
        if kind == "count":
            return [f"update {schema}.counters set v = v + 1"], ("count", n)
        if kind == "merge":
            return [f"merge into {schema}.log_right t using (select {n} as n) s on t.n = s.n "
                    "when not matched then insert values (s.n)"], ("right", n)
        if kind == "create" or known is None:
            return [f"create table {schema}.T{n} (A int)"], ("create", f"T{n}")
        if kind == "alter":
            return [f"alter table {schema}.{known} add column C{n} varchar"], ("alter", known, f"C{n}")
        if kind == "rename":
            return [f"alter table {schema}.{known} rename to {schema}.R{n}"], ("rename", known, f"R{n}")
        return [f"drop table {schema}.{known}"], ("drop", known)

    @staticmethod
    def changed(state, change):
        state = json.loads(json.dumps(state))
        kind, first = change[0], change[1]
        if kind in ("left", "both"):
            state["left"].append(first)
        if kind in ("right", "both"):
            state["right"].append(first)
        if kind == "count":
            state["counter"] += 1
        if kind == "create":
            state["tables"][first] = ["A"]
        if kind == "alter":
            state["tables"][first].append(change[2])
        if kind == "rename":
            state["tables"][change[2]] = state["tables"].pop(first)
        if kind == "drop":
            del state["tables"][first]
        return state

    def work(self, session, problems):
        """Until the server is gone, or something is refused."""
        try:
            while True:
                statements, self.pending = self.next_operation()
                for statement in statements:
                    answer = session.run(statement)
                    if not answer["success"]:
                        problems.append(f"{statement}: {answer['message']}")
                        return
                self.state = self.changed(self.state, self.pending)
                self.pending = None
                self.acknowledged += 1
        except Killed:
            pass
        finally:
            session.close()

    def seen(self, session):
        """The state as the server has it now."""
        schema = self.schema
        tables = {row[0]: [] for row in session.rows(
            f"select table_name from information_schema.tables where table_schema = '{schema}'")}
        for table, column in session.rows(
                "select table_name, column_name from information_schema.columns "
                f"where table_schema = '{schema}' order by table_name, ordinal_position"):
            tables[table].append(column)
        for table in tables:
            session.rows(f"select * from {schema}.{table}")
        for own in ("LOG_LEFT", "LOG_RIGHT", "COUNTERS"):
            del tables[own]

        def numbers(table):
            return [int(row[0]) for row in
                    session.rows(f"select n from {schema}.{table} order by n")]
        return {"tables": tables, "left": numbers("log_left"), "right": numbers("log_right"),
                "counter": int(session.rows(f"select v from {schema}.counters")[0][0])}

    def settle(self, session):
        """None where the server has what it acknowledged, and all or nothing of what it did not."""
        found = self.seen(session)
        allowed = [self.state]
        if self.pending:
            allowed.append(self.changed(self.state, self.pending))
        self.pending = None
        if found not in allowed:
            return f"{self.schema} has {found} instead of one of {allowed}"
        self.state = found
        return None


class KillMinusNine(unittest.TestCase):
    def test_acknowledged_stays_and_nothing_is_half_there(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        chance = random.Random(SEED)
        stories = [Story(f"S{number}", random.Random(chance.random()))
                   for number in range(SESSIONS)]
        server = Server(folder)
        session = Session(server)
        for story in stories:
            story.prepare(session)
        for number in range(ROUNDS):
            problems = []
            session.close()
            threads = [threading.Thread(target=story.work, args=(Session(server), problems))
                       for story in stories]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.005, 0.3))
            server.kill()
            for thread in threads:
                thread.join()
            self.assertEqual(problems, [], f"round {number}, seed {SEED}")
            server = Server(folder)
            session = Session(server)
            for story in stories:
                self.assertIsNone(story.settle(session), f"round {number}, seed {SEED}")
        session.close()
        self.assertEqual(server.stop(), 0)
        acknowledged = sum(story.acknowledged for story in stories)
        print(f"{ROUNDS} kills, {acknowledged} operations acknowledged, none lost or torn, "
              f"seed {SEED}", file=sys.stderr)
        self.assertGreater(acknowledged, ROUNDS)


class FullDisk(unittest.TestCase):
    """A limit on the size of the server's files stands for a disk that is full."""

    def limit(self, size):
        _, hard = resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE, (size, hard))

    def test_statements_fail_and_go_on_when_there_is_room(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        self.server = Server(folder)
        writer, idle, open_transaction = (Session(self.server) for _ in range(3))
        writer.rows("create table filled (a int, b varchar)")
        idle.rows("select 1")
        open_transaction.rows("begin")
        open_transaction.rows("insert into filled values (-1, '')")

        self.limit(6 << 20)
        acknowledged, failure = 0, None
        while failure is None and acknowledged < 4_000_000:
            answer = writer.run("insert into filled select seq8(), randstr(64, random()) "
                                "from table(generator(rowcount => 20000))")
            if answer["success"]:
                acknowledged += 20000
            else:
                failure = answer
        self.assertIsNotNone(failure)
        self.assertEqual(failure["code"], "000603", failure)
        # Reading goes on, and whatever writes says why it cannot.
        answer = idle.run("create table more (a int) as select 1")
        if not answer["success"]:
            self.assertEqual(answer["code"], "000603", answer)
        self.limit(resource.RLIM_INFINITY)

        counted = "select count(*) from filled where a >= 0"
        self.assertEqual(int(idle.rows(counted)[0][0]), acknowledged)
        writer.rows("insert into filled values (-2, '')")
        told = open_transaction.run("insert into filled values (-3, '')")
        if told["success"]:
            open_transaction.rows("commit")
        self.assertEqual(int(writer.rows(counted)[0][0]), acknowledged)
        self.assertEqual(int(writer.rows("select count(*) from filled where a = -2")[0][0]), 1)
        for session in (writer, idle, open_transaction):
            session.close()
        self.server.kill()
        self.server = Server(folder)
        again = Session(self.server)
        self.assertEqual(int(again.rows(counted)[0][0]), acknowledged)
        again.close()
        self.assertEqual(self.server.stop(), 0)

    def ready(self):
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        link.request("GET", "/ready")
        reply = link.getresponse()
        body = json.loads(reply.read())
        link.close()
        return reply.status, body["status"]

    def test_it_is_ready_again_without_a_statement(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        self.server = Server(folder)
        self.assertEqual(self.ready(), (200, "ready"))
        writer = Session(self.server)
        writer.rows("create table filled (a int, b varchar)")
        self.limit(4 << 20)
        for _ in range(100):
            answer = writer.run("insert into filled select seq8(), randstr(64, random()) "
                                "from table(generator(rowcount => 20000))")
            if not answer["success"]:
                break
        self.assertEqual(answer["code"], "000603", answer)
        seen = {self.ready()}
        self.limit(resource.RLIM_INFINITY)
        for _ in range(200):
            seen.add(self.ready())
            if (200, "ready") in seen:
                break
            time.sleep(0.05)
        self.assertIn((200, "ready"), seen)
        self.assertLessEqual(seen, {(200, "ready"), (503, "reopening")})
        writer.close()
        self.assertEqual(self.server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
