"""The program itself: flags, configuration, signals, data that stays, production mode, keys."""
import base64
import http.client
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "runner"))

from server_process import check_lines  # noqa: E402

PROGRAM = os.environ["MOCKHAUS"]


def run(*arguments, text=None):
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True,
                          timeout=30)


class Running:
    """A server with options of the test's own."""

    def __init__(self, *options):
        # A sanitizer's leak check cannot run inside the sandbox of production mode.
        checks = {"ASAN_OPTIONS": "detect_leaks=0"} if "production" in options else {}
        self.process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, **checks})
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1]) if line else None

    def submit(self, statement, token="mockhaus", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/api/v2/statements", json.dumps({"statement": statement}),
                           {"Authorization": "Bearer " + token,
                            "Content-Type": "application/json", **headers})
        response = connection.getresponse()
        body = json.loads(response.read())
        connection.close()
        return response.status, body

    def log_in(self, user, password):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/session/v1/login-request", json.dumps(
            {"data": {"LOGIN_NAME": user, "PASSWORD": password}}))
        body = json.loads(connection.getresponse().read())
        connection.close()
        return body["success"]

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        _, log = self.process.communicate(timeout=60)
        check_lines(log.splitlines())
        return self.process.returncode


class CommandLine(unittest.TestCase):
    def test_version_and_usage(self):
        self.assertRegex(run("version").stdout, r"^mockhaus \d+\.\d+\.\d+\n$")
        self.assertEqual(run("--help").returncode, 0)
        self.assertEqual(run("nonsense").returncode, 2)
        self.assertEqual(run("serve", "--mode", "test").returncode, 2)
        self.assertEqual(run("serve", "--port", "99999").returncode, 2)

    def test_configuration(self):
        printed = run("serve", "--print-config")
        config = json.loads(printed.stdout)
        self.assertEqual(config["snowflake_api"]["limits"], {
            "max_concurrent_statements": 100, "statement_timeout_seconds": 3600,
            "result_set_max_rows": 100000})
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            for change, key in (({"sever": {}}, "sever"), ({"server": {"prt": 1}}, "server.prt"),
                                ({"server": {"port": "1"}}, "server.port")):
                path.write_text(json.dumps(change))
                refused = run("serve", "--config", str(path))
                self.assertEqual(refused.returncode, 2)
                self.assertIn("'" + key + "'", refused.stderr)
            path.write_text("{")
            self.assertEqual(run("serve", "--config", str(path)).returncode, 2)
            self.assertEqual(run("serve", "--config", folder + "/none").returncode, 2)
            path.write_text(printed.stdout)
            again = run("serve", "--config", str(path), "--port", "7", "--print-config")
            self.assertEqual(json.loads(again.stdout)["server"]["port"], 7)

    def test_translate(self):
        done = run("translate", "-", text="create table t (a int); select a from t where a > 1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("SELECT", done.stdout)
        broken = run("translate", "-", text="select from")
        self.assertEqual(broken.returncode, 1)
        self.assertIn("001003 (42000)", broken.stderr)


class Lifecycle(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def test_data_stays(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            server = Running("--data", self.folder)
            self.assertEqual(server.submit("create table if not exists stays (a int)")[0], 200)
            self.assertEqual(server.submit("insert into stays values (1)")[0], 200)
            self.assertEqual(server.stop(how), 0)
        server = Running("--data", self.folder)
        self.assertEqual(server.submit("insert into stays values (3)")[0], 200)
        server.process.kill()
        server.process.communicate()
        server = Running("--data", self.folder)
        self.assertEqual(server.submit("select sum(a) from stays")[1]["data"], [["5"]])
        self.assertEqual(server.stop(), 0)

    def test_two_servers_cannot_share_data(self):
        server = Running("--data", self.folder)
        other = Running("--data", self.folder)
        self.assertIsNone(other.port)
        self.assertEqual(other.process.wait(timeout=30), 1)
        other.process.communicate()
        self.assertEqual(server.stop(), 0)

    def test_what_runs_is_finished_and_answered(self):
        server = Running("--data", self.folder)
        server.submit("create table ended (a int)")
        answers = []
        threads = [threading.Thread(target=lambda text=text: answers.append(server.submit(text)[0]))
                   for text in ("select system$wait(2)", "insert into ended select count(*) from "
                                "(select system$wait(1))")]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        server.process.terminate()
        time.sleep(0.3)
        with self.assertRaises(ConnectionError):
            server.submit("select 1")  # nothing new is taken on
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [200, 200])
        self.assertEqual(server.stop(), 0)
        server = Running("--data", self.folder)
        self.assertEqual(server.submit("select a from ended")[1]["data"], [["1"]])
        self.assertEqual(server.stop(), 0)

    def test_second_signal_ends_at_once(self):
        server = Running("--memory")
        server.submit("create table n (a int)")
        values = ",".join(f"({i})" for i in range(1000))
        server.submit("insert into n values " + values)
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        slow = "select count(*) from n a, n b, n c, n d where a.a + b.a + c.a + d.a = -1"
        connection.request("POST", "/api/v2/statements?async=true", json.dumps(
            {"statement": slow}), {"Authorization": "Bearer mockhaus",
                                   "Content-Type": "application/json"})
        connection.getresponse().read()
        server.process.terminate()
        time.sleep(0.3)
        started = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - started, 2)

    def test_production_needs_a_user(self):
        refused = Running("--mode", "production", "--data", self.folder)
        self.assertIsNone(refused.port)
        self.assertEqual(refused.process.wait(timeout=30), 1)
        self.assertIn("log in", refused.process.communicate()[1])

    def test_production_refuses_the_dev_user(self):
        server = Running("--data", self.folder)
        self.assertEqual(server.submit("create user boss password = 'Long1Password'")[0], 200)
        self.assertTrue(server.log_in("boss", "Long1Password"))
        self.assertEqual(server.stop(), 0)
        server = Running("--mode", "production", "--data", self.folder)
        self.assertEqual(server.submit("select 1")[0], 401)
        self.assertFalse(server.log_in("MOCKHAUS", "mockhaus"))
        self.assertTrue(server.log_in("BOSS", "Long1Password"))
        self.assertEqual(server.stop(), 0)


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True,
                          check=True).stdout


@unittest.skipUnless(shutil.which("openssl"), "needs the openssl program")
class KeyPair(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.server = Running("--memory")

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        shutil.rmtree(cls.folder)

    def make_key(self, name, *how):
        path = f"{self.folder}/{name}.pem"
        openssl("genpkey", "-out", path, *how)
        der = openssl("pkey", "-in", path, "-pubout", "-outform", "DER")
        digest = openssl("dgst", "-sha256", "-binary", data=der)
        return path, base64.b64encode(der).decode(), base64.b64encode(digest).decode()

    def token(self, path, fingerprint, user="KEYED", account="ANY", lifetime=60):
        def part(data):
            return base64.urlsafe_b64encode(data).rstrip(b"=")
        now = int(time.time())
        claims = {"iss": f"{account}.{user}.SHA256:{fingerprint}", "sub": f"{account}.{user}",
                  "iat": now, "exp": now + lifetime}
        text = part(b'{"alg":"RS256","typ":"JWT"}') + b"." + part(json.dumps(claims).encode())
        signature = openssl("dgst", "-sha256", "-sign", path, data=text)
        return (text + b"." + part(signature)).decode()

    def test_rotation(self):
        one = self.make_key("one", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
        two = self.make_key("two", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
        status, body = self.server.submit(f"create user keyed rsa_public_key = '{one[1]}'")
        self.assertEqual(status, 200, body)
        type_header = {"X-Snowflake-Authorization-Token-Type": "KEYPAIR_JWT"}
        tokens = [self.token(path, print_) for path, _, print_ in (one, two)]
        self.assertEqual(self.server.submit("select 1", tokens[0], **type_header)[0], 200)
        self.assertEqual(self.server.submit("select 1", tokens[0])[0], 200)
        self.assertEqual(self.server.submit("select 1", tokens[1])[0], 401)
        self.server.submit(f"alter user keyed set rsa_public_key_2 = '{two[1]}'")
        self.assertEqual(self.server.submit("select 1", tokens[1])[0], 200)
        self.server.submit("alter user keyed unset rsa_public_key")
        self.assertEqual(self.server.submit("select 1", tokens[0])[0], 401)
        status, body = self.server.submit("select 1", self.token(two[0], two[2], lifetime=7200))
        self.assertEqual((status, body["code"]), (401, "390144"))


if __name__ == "__main__":
    unittest.main()
