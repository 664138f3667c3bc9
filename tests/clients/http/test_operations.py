"""What operators rely on: metrics, audit, TLS, rates, origins, the sandbox, users by command line."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "runner"))

from server_process import check_log  # noqa: E402

PROGRAM = os.environ["MOCKHAUS"]
PASSWORD = "Correct horse 1"


def run(*arguments, text=None):
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True,
                          timeout=60)


class Running:
    """A server with a configuration and a folder of its own."""

    def __init__(self, folder, config, *options, tls=None):
        path = pathlib.Path(folder, "config.json")
        path.write_text(json.dumps(config))
        self.tls = tls
        self.log = open(pathlib.Path(folder, "log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--config", str(path), *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line:
            self.log.seek(0)
            raise AssertionError(self.log.read())
        self.port = int(line.rsplit(":", 1)[1])

    def connection(self):
        if self.tls is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self.tls)

    def request(self, method, path, body=None, **headers):
        connection = self.connection()
        try:
            connection.request(method, path, body, {
                name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def submit(self, statement, token="mockhaus", **headers):
        status, _, body = self.request(
            "POST", "/api/v2/statements", json.dumps({"statement": statement}),
            Authorization="Bearer " + token, Content_Type="application/json", **headers)
        return status, json.loads(body)

    def log_in(self, user, password):
        _, _, body = self.request("POST", "/session/v1/login-request", json.dumps(
            {"data": {"LOGIN_NAME": user, "PASSWORD": password}}))
        return json.loads(body)

    def logged(self, event):
        self.log.flush()
        self.log.seek(0)
        lines = [json.loads(line) for line in self.log if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=60)
        self.log.close()
        check_log(self.log.name)
        return self.process.returncode


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.data = self.folder + "/data"
        self.addCleanup(shutil.rmtree, self.folder)

    def start(self, config=None, *options, **more):
        server = Running(self.folder, config or {}, *options, **more)
        self.addCleanup(server.stop)
        return server

    def add_user(self, name="boss", role="ACCOUNTADMIN"):
        done = run("user", "--data", self.data, "add", name, "--role", role, "--password-stdin",
                   text=PASSWORD + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)


def read_metrics(text):
    """{name: {labels: value}} of Prometheus' text format; fails on what is not of that form."""
    values, types = {}, {}
    for line in text.splitlines():
        if line.startswith("# HELP "):
            continue
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert kind in ("counter", "gauge", "histogram"), line
            assert name not in types, line
            types[name] = kind
            continue
        parts = re.fullmatch(r'([a-z_]+)(\{(?:[a-z_]+="[^"\\]*",?)*\})? (-?[0-9.e+]+|\+Inf)', line)
        assert parts, line
        base = re.sub("_(bucket|sum|count)$", "", parts[1])
        assert parts[1] in types or types.get(base) == "histogram", line
        values.setdefault(parts[1], {})[parts[2] or ""] = float(parts[3])
    return values


class Metrics(Folder):
    def scrape(self, server):
        status, headers, body = server.request("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertTrue(headers["Content-Type"].startswith("text/plain"))
        return read_metrics(body.decode())

    def test_what_is_counted(self):
        server = self.start({}, "--memory")
        before = self.scrape(server)
        for _ in range(3):
            self.assertEqual(server.submit("select 1")[0], 200)
        self.assertEqual(server.submit("select nothing")[0], 422)
        self.assertEqual(server.submit("create table t (a int)")[0], 200)
        self.assertTrue(server.log_in("MOCKHAUS", "mockhaus")["success"])
        self.assertFalse(server.log_in("MOCKHAUS", "wrong")["success"])
        after = self.scrape(server)

        def grew(name, labels=""):
            return after[name].get(labels, 0) - before.get(name, {}).get(labels, 0)

        done = '{door="sql_api",state="SUCCEEDED",type="%s"}'
        self.assertEqual(grew("mockhaus_statements_total", done % "select"), 3)
        self.assertEqual(grew("mockhaus_statements_total", done % "ddl"), 1)
        self.assertEqual(grew("mockhaus_errors_total", '{code="000904"}'), 1)
        self.assertEqual(grew("mockhaus_statement_seconds_count"), 5)
        self.assertEqual(after["mockhaus_statement_seconds_bucket"]['{le="+Inf"}'],
                         after["mockhaus_statement_seconds_count"][""])
        counts = list(after["mockhaus_statement_seconds_bucket"].values())
        self.assertEqual(counts, sorted(counts))
        self.assertGreaterEqual(grew("mockhaus_result_rows"), 3)
        self.assertEqual(grew("mockhaus_logins_total",
                              '{method="password",outcome="accepted"}'), 1)
        self.assertEqual(grew("mockhaus_logins_total", '{method="password",outcome="refused"}'), 1)
        self.assertEqual(after["mockhaus_sessions_open"][""], 1)
        self.assertGreater(after["mockhaus_memory_bytes"][""], 10_000_000)
        self.assertEqual(after["mockhaus_engine_errors_unmapped"][""], 0)
        self.assertEqual(after["mockhaus_internal_errors"][""], 0)
        for path in ("/health", "/ready"):
            self.assertEqual(server.request("GET", path)[0], 200)

    def test_the_dashboard_asks_for_what_is_there(self):
        path = pathlib.Path(__file__).resolve().parents[3] / "docs/operations/dashboard.json"
        dashboard = json.loads(path.read_text())
        server = self.start({}, "--memory")
        server.submit("select nothing")
        server.log_in("MOCKHAUS", "mockhaus")
        names = set(self.scrape(server))
        asked = set()
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                asked |= set(re.findall(r"mockhaus_[a-z_]+", target["expr"]))
        self.assertGreater(len(asked), 10)
        self.assertEqual(asked - names, set())


class Production(Folder):
    def test_users_and_tokens_by_command_line(self):
        self.add_user()
        token = run("token", "--data", self.data, "create", "--user", "boss", "ci")
        self.assertEqual(token.returncode, 0, token.stderr)
        listed = run("user", "--data", self.data, "list")
        self.assertIn("BOSS\tactive\tpassword,token", listed.stdout)
        self.assertEqual(run("user", "--data", self.data, "add", "boss").returncode, 1)
        self.assertEqual(run("user", "--data", self.data, "add").returncode, 2)
        empty = run("user", "--data", self.data, "add", "x", "--password-stdin", text="")
        self.assertEqual(empty.returncode, 2)
        lost = run("user", "--data", self.data, "add", "third", "--generate-password", "--role", "X")
        self.assertEqual(lost.returncode, 1)
        self.assertEqual(lost.stderr, "mockhaus: Role 'X' does not exist or not authorized.\n")
        self.assertEqual(lost.stdout, "")
        self.assertNotIn("THIRD", run("user", "--data", self.data, "list").stdout)
        elsewhere = self.folder + "/elsewhere"
        for command in (("user", "list"), ("user", "disable", "x"),
                        ("token", "revoke", "--user", "x", "t")):
            wrong = run(command[0], "--data", elsewhere, *command[1:])
            self.assertEqual(wrong.returncode, 1)
            self.assertIn("holds no account", wrong.stderr)
        self.assertFalse(pathlib.Path(elsewhere).exists())
        server = self.start({}, "--mode", "production", "--data", self.data)
        secret = token.stdout.strip()
        self.assertEqual(server.submit("select current_user()", secret)[1]["data"], [["BOSS"]])
        self.assertTrue(server.log_in("boss", PASSWORD)["success"])
        busy = run("token", "--data", self.data, "revoke", "--user", "boss", "ci")
        self.assertEqual(busy.returncode, 1)
        self.assertIn("ALTER USER", busy.stderr)
        server.stop()
        revoked = run("token", "--data", self.data, "revoke", "--user", "boss", "ci")
        self.assertEqual(revoked.returncode, 0, revoked.stderr)
        made = run("user", "--data", self.data, "add", "second", "--generate-password")
        self.assertGreater(len(made.stdout.strip()), 20)
        self.assertEqual(run("user", "--data", self.data, "disable", "boss").returncode, 0)
        server = self.start({}, "--mode", "production", "--data", self.data)
        self.assertEqual(server.submit("select 1", secret)[0], 401)
        self.assertEqual(server.log_in("boss", PASSWORD)["code"], "390101")
        self.assertTrue(server.log_in("second", made.stdout.strip())["success"])

    def test_sandbox(self):
        self.add_user()
        server = self.start({}, "--mode", "production", "--data", self.data)
        state = server.logged("sandbox")[0]
        self.assertTrue(state["seccomp"])
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        self.assertRegex(status, r"NoNewPrivs:\s*1")
        self.assertRegex(status, r"Seccomp:\s*2")
        if state["landlock_version"] > 0:
            self.assertTrue(state["files_outside_are_closed"])
        token = self.session(server)
        for text in ("create database d", "create table d.public.t (a int, b varchar)",
                     "insert into d.public.t select seq4(), repeat('x', 100) from "
                     "table(generator(rowcount => 20000))",
                     "select count(distinct a), max(b) from d.public.t",
                     "select to_timestamp_tz('2024-01-01 00:00:00 +01:00')",
                     "alter session set timezone = 'Europe/Berlin'", "select current_timestamp()"):
            self.assertTrue(self.query(server, token, text)["success"], text)

    def session(self, server):
        return server.log_in("boss", PASSWORD)["data"]["token"]

    def query(self, server, token, text):
        _, _, body = server.request(
            "POST", "/queries/v1/query-request?requestId=" + os.urandom(8).hex(),
            json.dumps({"sqlText": text}), Authorization=f'Snowflake Token="{token}"')
        return json.loads(body)

    def test_audit(self):
        self.add_user()
        server = self.start({}, "--mode", "production", "--data", self.data)
        token = self.session(server)
        server.log_in("boss\n{\"event\":\"forged\"}", "Wr0ng-secret")
        self.query(server, token, "create user other password = 'Str0ng-secret'")
        self.query(server, token, "select 'b1nd-value'")
        server.stop()
        path = pathlib.Path(self.data, "audit.log")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        text = path.read_text()
        lines = [json.loads(line) for line in text.splitlines()]
        logins = [line for line in lines if line["event"] == "login"]
        self.assertEqual([line["outcome"] for line in logins], ["accepted", "refused"])
        self.assertEqual([logins[0]["user"], logins[0]["address"]], ["BOSS", "127.0.0.1"])
        statements = [line for line in lines if line["event"] == "statement"]
        self.assertEqual([(line["type"], line["state"], line["user"]) for line in statements],
                         [("ddl", "SUCCEEDED", "BOSS"), ("select", "SUCCEEDED", "BOSS")])
        logged = pathlib.Path(self.folder, "log").read_text()
        for secret in (PASSWORD, "Wr0ng-secret", "Str0ng-secret", "b1nd-value", token):
            self.assertNotIn(secret, text + logged)


class Network(Folder):
    def certificate(self, name):
        paths = [f"{self.folder}/{part}.pem" for part in ("certificate", "key")]
        made = [path + ".new" for path in paths]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", made[0], "-keyout", made[1]], check=True, capture_output=True)
        for new, path in zip(made, paths):
            os.replace(new, path)
        return paths

    def test_tls_and_reload(self):
        paths = self.certificate("first")
        anybody = ssl.create_default_context()
        anybody.check_hostname = False
        anybody.verify_mode = ssl.CERT_NONE
        tls = {"certificate_path": paths[0], "private_key_path": paths[1]}
        server = self.start({"server": {"tls": tls}}, "--memory", tls=anybody)

        def name_of_peer():
            trusted = ssl.create_default_context(cafile=paths[0])
            with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
                with trusted.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
                    self.assertIn(secure.version(), ("TLSv1.2", "TLSv1.3"))
                    return dict(pair[0] for pair in secure.getpeercert()["subject"])["commonName"]

        self.assertEqual(server.submit("select 1")[0], 200)
        self.assertEqual(name_of_peer(), "first")
        kept = server.connection()
        for _ in range(3):
            kept.request("GET", "/health")
            self.assertEqual(kept.getresponse().read(), b'{"status":"ok"}')
        self.certificate("second")
        server.process.send_signal(signal.SIGHUP)
        for _ in range(100):
            if server.logged("reload"):
                break
            time.sleep(0.05)
        self.assertEqual(name_of_peer(), "second")
        kept.request("GET", "/health")
        self.assertEqual(kept.getresponse().read(), b'{"status":"ok"}')
        kept.close()
        pathlib.Path(paths[0]).write_text("broken")
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        self.assertEqual(server.submit("select 1")[0], 200)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname = False
        old.verify_mode = ssl.CERT_NONE
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                old.wrap_socket(plain)
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
            plain.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertNotIn(b"200", plain.recv(1000))
        token = server.log_in("MOCKHAUS", "mockhaus")["data"]["token"]
        _, _, body = server.request(
            "POST", "/queries/v1/query-request?requestId=1", json.dumps(
                {"sqlText": "select seq4(), repeat('x', 1000) from table(generator("
                            "rowcount => 100000))"}), Authorization=f'Snowflake Token="{token}"')
        for chunk in json.loads(body)["data"].get("chunks", []):
            self.assertTrue(chunk["url"].startswith("https://"))

    def test_rates(self):
        limits = {"requests_per_second_per_address": 20, "sessions_per_user": 2}
        server = self.start({"server": {"limits": limits}}, "--memory")
        replies = [server.request("GET", "/health") for _ in range(60)]
        refused = [reply for reply in replies if reply[0] == 429]
        self.assertGreaterEqual(len(refused), 5)
        self.assertEqual(refused[0][1]["Retry-After"], "1")
        self.assertEqual(json.loads(refused[0][2])["code"], "390505")
        time.sleep(2.2)
        logins = [server.log_in("MOCKHAUS", "mockhaus") for _ in range(3)]
        self.assertEqual([login["success"] for login in logins], [True, True, False])
        self.assertEqual(logins[2]["code"], "390505")

    def test_rate_of_a_user(self):
        limits = {"requests_per_second_per_user": 10}
        server = self.start({"server": {"limits": limits}}, "--memory")
        statuses = [server.submit("select 1")[0] for _ in range(40)]
        self.assertIn(429, statuses)
        self.assertEqual(server.request("GET", "/health")[0], 200)

    def test_origins(self):
        page = "https://app.example.com"
        server = self.start({"server": {"cors": {"allowed_origins": [page]}}}, "--memory")
        status, headers, _ = server.request(
            "OPTIONS", "/api/v2/statements", Origin=page, Access_Control_Request_Method="POST",
            Access_Control_Request_Headers="authorization, content-type")
        self.assertEqual(status, 204)
        self.assertEqual(headers["Access-Control-Allow-Origin"], page)
        self.assertEqual(headers["Access-Control-Allow-Headers"], "authorization, content-type")
        status, headers, _ = server.request("GET", "/health", Origin=page)
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (200, page))
        for origin in ("https://evil.example.com", "http://app.example.com", "null",
                       "http://localhost:3000", page + ".evil.com"):
            status, headers, _ = server.request("GET", "/health", Origin=origin)
            self.assertEqual(status, 403, origin)
            self.assertNotIn("Access-Control-Allow-Origin", headers)
        own = f"http://127.0.0.1:{server.port}"
        self.assertEqual(server.request("GET", "/health", Origin=own)[0], 200)

    def test_origins_of_dev_mode(self):
        server = self.start({}, "--memory")
        self.assertEqual(server.request("GET", "/health", Origin="http://localhost:3000")[0], 200)
        for origin in ("https://example.com", "http://localhost.example.com",
                       "http://localhost:x"):
            self.assertEqual(server.request("GET", "/health", Origin=origin)[0], 403, origin)

    def test_wrong_certificates_do_not_start(self):
        config = pathlib.Path(self.folder, "c.json")
        config.write_text(json.dumps({"server": {"tls": {"certificate_path": "a"}}}))
        self.assertEqual(run("serve", "--config", str(config)).returncode, 2)
        config.write_text(json.dumps({"server": {"tls": {
            "certificate_path": "/nowhere/a.pem", "private_key_path": "/nowhere/b.pem"}}}))
        refused = run("serve", "--memory", "--port", "0", "--config", str(config))
        self.assertEqual(refused.returncode, 1)
        self.assertIn("server.tls.certificate_path", refused.stderr)


if __name__ == "__main__":
    unittest.main()
