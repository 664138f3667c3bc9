"""Who may come in: each rule and the test that proves it, and the rules that have no other place.

RULES is the list; the first test says that all the tests which it names are there.
"""
import ast
import json
import pathlib
import statistics
import threading
import time
import unittest

from test_operations import Folder, read_metrics

HERE = pathlib.Path(__file__).resolve().parent
RULES = (
    # Passwords.
    ("an unknown user costs what a wrong password costs", "Passwords.test_work_for_nobody"),
    ("one answer for every reason", "Passwords.test_one_answer"),
    ("failures slow down before the hash is computed", "Passwords.test_locked_names_cost_nothing"),
    ("five failures lock a name", "test_users:Properties.test_five_failures_lock"),
    ("a name of nobody locks too", "test_users:Properties.test_names_of_nobody_lock_too"),
    ("guesses from one address are slowed down",
     "test_attacks:Attacks.test_repeated_wrong_passwords_are_slowed_down"),
    ("disabled, expired and service users", "test_users:Properties.test_disabled_and_expired"),
    ("services have no password", "test_users:Properties.test_services_have_no_password"),
    ("a password that must change", "test_users:Properties.test_password_that_must_change"),
    # Key pairs.
    ("RS256 and ES256 by the user's own keys, at both doors",
     "test_users:KeyPairs.test_both_keys_and_both_doors"),
    ("keys rotate, and a removed one ends at once", "test_users:KeyPairs.test_rotation"),
    ("iat and exp are required, an hour apart at most", "test_users:KeyPairs.test_times"),
    ("the algorithm is the key's, crit is refused",
     "test_users:KeyPairs.test_algorithm_is_the_key_s"),
    ("iss, sub and fingerprint agree", "test_users:KeyPairs.test_other_names_and_accounts"),
    ("a token of another account is refused", "test_proofs:Proofs.test_accounts"),
    ("the kind of token must agree, and its size",
     "test_users:KeyPairs.test_kind_of_token_must_agree"),
    ("users who are disabled or expired", "test_users:KeyPairs.test_disabled_users"),
    ("a secret token does not work in another's name, nor twice as long",
     "Tokens.test_replay"),
    # Access tokens.
    ("made, expiring, disabled, renamed, removed",
     "test_users:AccessTokens.test_life_of_a_token"),
    ("rotation ends the old one", "test_users:AccessTokens.test_rotation"),
    ("one role only", "test_users:AccessTokens.test_one_role_only"),
    ("what is almost a token is none", "test_users:AccessTokens.test_what_is_no_token"),
    ("the last use is told", "Tokens.test_last_use"),
    ("secrets are not in the history",
     "test_users:AccessTokens.test_secrets_are_not_in_the_history"),
    # OAuth.
    ("signed tokens, roles by scope", "test_oauth:OAuth.test_signed_tokens"),
    ("bent tokens", "test_oauth:OAuth.test_bent_tokens"),
    ("issuer, audience, user and end",
     "test_oauth:OAuth.test_issuer_audience_user_and_end"),
    ("a good answer is kept until the token ends and not longer",
     "test_introspection:Introspection."
     "test_a_good_answer_is_kept_until_the_token_ends_and_not_longer"),
    ("a bad answer is kept for seconds",
     "test_introspection:Introspection.test_a_bad_answer_is_kept_for_seconds"),
    ("a provider that is down lets nobody in",
     "test_introspection:Introspection."
     "test_what_is_kept_does_not_outlive_its_end_when_the_provider_is_down"),
    ("nonsense from the provider lets nobody in",
     "test_introspection:Introspection."
     "test_no_sensible_answer_lets_nobody_in_and_is_asked_again"),
    ("tokens of ours are not sent away",
     "test_introspection:Introspection.test_a_token_of_ours_is_not_sent_away"),
    # Around them.
    ("rates of an address and of sessions", "test_operations:Network.test_rates"),
    ("rates of a user say when to come back", "Rates.test_retry_after"),
    ("TLS 1.2 and later, certificates are read again at SIGHUP",
     "test_operations:Network.test_tls_and_reload"),
    ("pages of other origins", "test_operations:Network.test_origins"),
    ("the user and key of dev mode are not those of production",
     "test_program:Lifecycle.test_production_refuses_the_dev_user"),
    ("production needs somebody who can come in",
     "test_program:Lifecycle.test_production_needs_a_user"),
    ("the audit hears of logins and statements", "test_operations:Production.test_audit"),
    ("the audit hears of bearers", "test_proofs:Proofs.test_the_audit_hears_of_bearers"),
    ("the audit rotates and loses nothing", "Logs.test_the_audit_rotates_and_loses_nothing"),
    ("nobody can forge a line of a log", "Logs.test_forged_lines"),
    ("no log has a secret", "test_proofs:Proofs.test_no_log_has_a_secret"),
    ("nor of a provider's tokens", "test_introspection:Introspection.test_no_log_has_a_token"),
    ("another user's handle is an unknown one",
     "test_attacks:Attacks.test_foreign_statements_are_unknown"),
)


class Rules(unittest.TestCase):
    def test_each_rule_has_its_test(self):
        for rule, place in RULES:
            file, _, name = place.rpartition(":")
            tree = ast.parse((HERE / ((file or "test_authentication") + ".py")).read_text())
            names = [f"{owner.name}.{one.name}" for owner in tree.body
                     if isinstance(owner, ast.ClassDef)
                     for one in owner.body if isinstance(one, ast.FunctionDef)]
            self.assertIn(name, names, rule)


class Checked(Folder):
    def checked(self, server):
        """How many password hashes the server has computed."""
        _, _, body = server.request("GET", "/metrics")
        return read_metrics(body.decode())["mockhaus_passwords_checked"][""]


class Passwords(Checked):
    def setUp(self):
        super().setUp()
        self.server = self.start({}, "--memory")
        for number in range(4):
            self.server.submit(f"create user known{number} password = 'Correct horse 1'")
        self.server.submit("create user keyless")
        self.server.submit("create user serving type = service")

    def time_of(self, name, password="wrong"):
        began = time.perf_counter()
        login = self.server.log_in(name, password)
        self.assertFalse(login["success"])
        return time.perf_counter() - began

    def test_work_for_nobody(self):
        names = {"known": [f"known{number}" for number in range(4)],
                 "unknown": [f"unknown{number}" for number in range(4)],
                 "without": ["keyless", "serving"]}
        times = {}
        for kind, some in names.items():
            before = self.checked(self.server)
            times[kind] = [self.time_of(name) for name in some]
            self.assertEqual(self.checked(self.server) - before, len(some), kind)
        # The work is the same (above); a clock only sees gross differences on a busy machine.
        shortest = {kind: min(some) for kind, some in times.items()}
        self.assertLess(max(shortest.values()) / min(shortest.values()), 3, shortest)
        self.assertGreater(statistics.median(times["unknown"]), 0.002)

    def test_one_answer(self):
        answers = {json.dumps(self.server.log_in(name, "wrong"), sort_keys=True)
                   for name in ("known0", "nobody", "keyless", "serving", "", "x" * 300, "KNOWN1")}
        self.assertEqual(len(answers), 1, answers)
        self.assertIn("390100", answers.pop())

    def test_locked_names_cost_nothing(self):
        for _ in range(5):
            self.server.log_in("known0", "wrong")
        before = self.checked(self.server)
        self.assertEqual(self.server.log_in("known0", "wrong")["code"], "390102")
        self.assertEqual(self.server.log_in("known0", "Correct horse 1")["code"], "390102")
        self.assertEqual(self.checked(self.server), before)
        self.assertTrue(self.server.log_in("known1", "Correct horse 1")["success"])


class Tokens(Checked):
    def audited(self, event):
        lines = pathlib.Path(self.folder, "audit.log").read_text().splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def test_last_use(self):
        server = self.start({"audit": {"path": self.folder + "/audit.log"}}, "--memory")
        server.submit("create user loader password = 'Correct horse 1'")
        secrets = [server.submit(f"alter user loader add pat {name}")[1]["data"][0][1]
                   for name in ("one", "two")]
        for secret in secrets + secrets:
            self.assertEqual(server.submit("select 1", secret)[0], 200)
        server.log_in("loader", secrets[1])
        server.log_in("loader", "Correct horse 1")
        told = [(line["proof"], line["token"]) for line in self.audited("login")
                if line["user"] == "LOADER"]
        self.assertEqual(told, [("access_token", "ONE"), ("access_token", "TWO"),
                                ("access_token", "TWO"), ("password", "")])

    def test_replay(self):
        server = self.start({}, "--memory")
        for name in ("one", "two"):
            server.submit(f"create user {name} password = 'Correct horse 1'")
        secret = server.submit("alter user one add pat mine")[1]["data"][0][1]
        self.assertEqual(server.submit("select current_user()", secret)[1]["data"], [["ONE"]])
        self.assertFalse(server.log_in("two", secret)["success"])
        server.submit("alter user one remove pat mine")
        self.assertEqual(server.submit("select 1", secret)[0], 401)
        server.submit("alter user two add pat mine")
        self.assertEqual(server.submit("select 1", secret)[0], 401)
        # A session's token is no bearer, and ends with its session.
        session = server.log_in("one", "Correct horse 1")["data"]["token"]
        self.assertEqual(server.submit("select 1", session)[0], 401)
        headers = {"Authorization": f'Snowflake Token="{session}"'}
        query = ("POST", "/queries/v1/query-request?requestId=1",
                 json.dumps({"sqlText": "select 1"}))
        self.assertTrue(json.loads(server.request(*query, **headers)[2])["success"])
        server.request("POST", "/session?delete=true", "{}", **headers)
        self.assertFalse(json.loads(server.request(*query, **headers)[2])["success"])


class Rates(Folder):
    def test_retry_after(self):
        limits = {"requests_per_second_per_user": 5}
        server = self.start({"server": {"limits": limits}}, "--memory")
        for _ in range(40):
            status, headers, body = server.request(
                "POST", "/api/v2/statements", json.dumps({"statement": "select 1"}),
                Authorization="Bearer mockhaus", Content_Type="application/json")
            if status == 429:
                break
        self.assertEqual((status, headers["Retry-After"]), (429, "1"))
        self.assertEqual(json.loads(body)["code"], "390505")
        time.sleep(float(headers["Retry-After"]) + 0.2)
        self.assertEqual(server.submit("select 1")[0], 200)


class Logs(Folder):
    def lines_of(self, name):
        text = pathlib.Path(self.folder, name).read_text()
        return [json.loads(line) for line in text.split("\n") if line]

    def test_the_audit_rotates_and_loses_nothing(self):
        path = self.folder + "/audit.log"
        server = self.start({"audit": {"path": path, "bytes_max": 4096, "files_kept": 1000}},
                            "--memory")
        handles, lock = set(), threading.Lock()

        def work():
            for _ in range(50):
                _, body = server.submit("select 1")
                with lock:
                    handles.add(body["statementHandle"])
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        server.stop()
        files = sorted(pathlib.Path(self.folder).glob("audit.log*"))
        self.assertGreater(len(files), 5)
        told = []
        for file in files:
            self.assertLessEqual(file.stat().st_size, 4096)
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
            told += [line["id"] for line in self.lines_of(file.name)
                     if line["event"] == "statement"]
        self.assertEqual(len(told), 200)
        self.assertEqual(set(told), handles)

    def test_the_audit_keeps_some(self):
        path = self.folder + "/audit.log"
        server = self.start({"audit": {"path": path, "bytes_max": 4096, "files_kept": 2}},
                            "--memory")
        for _ in range(80):
            server.submit("select 1")
        server.stop()
        names = sorted(file.name for file in pathlib.Path(self.folder).glob("audit.log*"))
        self.assertEqual(names, ["audit.log", "audit.log.1", "audit.log.2"])

    def test_forged_lines(self):
        server = self.start({"audit": {"path": self.folder + "/audit.log"},
                             "log": {"level": "debug"}}, "--memory")
        forged = 'x\n{"event":"forged","level":"info"}\r\n\u2028\x1b[31m"\\'
        server.log_in(forged, "x")
        server.submit(f"select '{forged}' as \"{forged}\"".replace("\\", ""))
        quoted = "%0A%7B%22event%22%3A%22forged%22%7D%0D%22%5C%1B"
        server.request("POST", "/api/v2/statements?requestId=" + quoted,
                       json.dumps({"statement": "select 1",
                                   "parameters": {"query_tag": forged}}),
                       Authorization="Bearer mockhaus", Content_Type="application/json")
        server.request("GET", "/api/v2/statements/" + quoted, Authorization="Bearer mockhaus")
        server.request("POST", "/session/v1/login-request", json.dumps(
            {"data": {"LOGIN_NAME": "MOCKHAUS", "PASSWORD": "mockhaus", "CLIENT_APP_ID": forged,
                      "CLIENT_APP_VERSION": forged}}))
        server.stop()
        for name in ("log", "audit.log"):
            raw = pathlib.Path(self.folder, name).read_bytes()
            self.assertNotIn(b"\x1b", raw)
            for line in self.lines_of(name):
                self.assertNotEqual(line["event"], "forged")

    def test_level(self):
        server = self.start({"log": {"level": "off"}}, "--memory")
        server.submit("select 1")
        server.log_in("nobody", "wrong")
        server.stop()
        self.assertEqual(pathlib.Path(self.folder, "log").read_text(), "")


if __name__ == "__main__":
    unittest.main()
