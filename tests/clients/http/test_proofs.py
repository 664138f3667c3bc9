"""Key-pair tokens of other accounts, what the audit hears of bearers, and that no log has a secret."""
import json
import pathlib
import time
import unittest

from test_operations import Folder
from test_users import KeyPair


class Proofs(Folder):
    def start_with_keys(self, auth):
        audit = self.folder + "/audit.log"
        server = self.start({"snowflake_api": {"auth": auth}, "audit": {"path": audit},
                             "log": {"level": "debug"}}, "--memory")
        key = KeyPair(self.folder, "key", "RS256")
        status, body = server.submit(f"create user keys rsa_public_key = '{key.text}'")
        self.assertEqual(status, 200, body)
        return server, key

    def named(self, key, account, **claims):
        subject = account + ".KEYS"
        return key.token("KEYS", sub=subject, iss=f"{subject}.{key.fingerprint}", **claims)

    def test_accounts(self):
        names = ["MOCKHAUS", "ORG-ACCOUNT"]
        server, key = self.start_with_keys({"account_names": names})
        for account in names + ["mockhaus", "org-account"]:
            status, body = server.submit("select current_user()", self.named(key, account))
            self.assertEqual((status, body.get("data")), (200, [["KEYS"]]), body)
        for account in ("OTHER", "MOCKHAUS2", "ORG", "ORG-ACCOUNT-2", "KEYS", "", "MOCKHAUS.X"):
            status, body = server.submit("select 1", self.named(key, account))
            self.assertEqual((status, body["code"]), (401, "390144"), account)
        server.stop()
        server, key = self.start_with_keys({})
        for account in ("ANY", "OTHER"):
            self.assertEqual(server.submit("select 1", self.named(key, account))[0], 200)

    def audited(self, event):
        lines = pathlib.Path(self.folder, "audit.log").read_text().splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def test_the_audit_hears_of_bearers(self):
        server, key = self.start_with_keys({})
        token = key.token("KEYS")
        for _ in range(3):
            self.assertEqual(server.submit("select 1", token)[0], 200)
        now = int(time.time())
        old = key.token("KEYS", iat=now - 600, exp=now - 300)
        self.assertEqual(server.submit("select 1", old)[0], 401)
        self.assertEqual(server.submit("select 1", "mockhaus\\\"}{")[0], 401)
        outcomes = [(line["user"], line["address"], line["outcome"], line["code"])
                    for line in self.audited("login")]
        here = "127.0.0.1"
        self.assertEqual(outcomes, [
            ("MOCKHAUS", here, "accepted", ""), ("KEYS", here, "accepted", ""),
            ("", here, "refused", "390144"), ("", here, "refused", "390303")])

    def test_no_log_has_a_secret(self):
        server, key = self.start_with_keys({})
        secrets = ["S3cret-passw0rd", "Wr0ng-passw0rd", "b1nd-value-x", "l1teral-value-y", key.text]
        server.submit("create user people password = 'S3cret-passw0rd'")
        server.submit("alter user people set password = 'S3cret-passw0rd' bogus_property = 1")
        pat = server.submit("alter user people add pat ci")[1]["data"][0][1]
        login = server.log_in("people", "S3cret-passw0rd")["data"]
        server.log_in("people", "Wr0ng-passw0rd")
        server.log_in("Wr0ng-passw0rd\n", "x")
        token = key.token("KEYS")
        secrets += [pat, login["token"], login["masterToken"], token]
        for bearer in (token, pat, token[:-3] + "abc", pat[:-3] + "000"):
            server.submit("select 1", bearer)
        body = {"statement": "select ?, ?::int, 'l1teral-value-y', nope(1)",
                "bindings": {"1": {"type": "TEXT", "value": "b1nd-value-x"},
                             "2": {"type": "FIXED", "value": "b1nd-value-x"}}}
        server.request("POST", "/api/v2/statements", json.dumps(body),
                       Authorization="Bearer mockhaus", Content_Type="application/json")
        server.request("GET", "/api/v2/statements/x?token=" + pat, Authorization="Bearer " + pat)
        server.stop()
        logged = pathlib.Path(self.folder, "log").read_text()
        audited = pathlib.Path(self.folder, "audit.log").read_text()
        self.assertGreater(len(logged.splitlines()), 5)
        secrets.remove("Wr0ng-passw0rd")  # it was also sent as a name
        for secret in secrets:
            self.assertNotIn(secret, logged)
            self.assertNotIn(secret, audited)
        for line in (logged + audited).splitlines():
            if line.startswith("{"):
                json.loads(line)


if __name__ == "__main__":
    unittest.main()
