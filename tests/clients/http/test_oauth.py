"""Tokens of a real identity provider (oidc-provider, a Node package): its keys, its introspection.

Skipped where scripts/setup.sh --clients has not installed the provider.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

from test_operations import Running

ROOT = pathlib.Path(__file__).resolve().parents[3]
PACKAGE = pathlib.Path(os.environ.get("MOCKHAUS_OIDC_PROVIDER") or
                       ROOT / ".venv/oauth/node_modules/oidc-provider")


class Provider:
    def __init__(self, port=0):
        self.process = subprocess.Popen(
            ["node", str(ROOT / "tests/clients/oauth/provider.mjs"),
             str(PACKAGE / "lib/index.js"), str(port)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.issuer = self.process.stdout.readline().strip()
        if not self.issuer:
            raise AssertionError("the provider did not start")

    def post(self, path, client, **form):
        basic = base64.b64encode(f"{client}:secret".encode()).decode()
        request = urllib.request.Request(
            self.issuer + path, urllib.parse.urlencode(form).encode(),
            {"Authorization": "Basic " + basic})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def token(self, resource, scope="session:role-any", client="RS256", **form):
        return json.loads(self.post("/token", client, grant_type="client_credentials",
                                    resource=resource, scope=scope, **form))["access_token"]

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=30)


@unittest.skipUnless(PACKAGE.exists() and shutil.which("node"), "needs the provider's package")
class OAuth(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.provider = Provider()
        self.addCleanup(lambda: self.provider.stop())

    def start(self, **auth):
        secret = pathlib.Path(self.folder, "secret")
        secret.write_text("secret\n")
        options = {"oauth_issuer": self.provider.issuer, "oauth_audience": "mockhaus",
                   "oauth_user_claim": "user", "oauth_client_id": "RS256",
                   "oauth_client_secret_path": str(secret), **auth}
        server = Running(self.folder, {"snowflake_api": {"auth": options}}, "--memory")
        self.addCleanup(server.stop)
        for text in ("create user robot", "create role loader", "grant role loader to user robot"):
            self.assertEqual(server.submit(text)[0], 200)
        return server

    def start_with_keys(self, **auth):
        return self.start(oauth_jwks_url=self.provider.issuer + "/jwks", **auth)

    def start_with_introspection(self, **auth):
        url = self.provider.issuer + "/token/introspection"
        return self.start(oauth_introspection_url=url, **auth)

    def who(self, server, token, kind="OAUTH"):
        headers = {"X_Snowflake_Authorization_Token_Type": kind} if kind else {}
        status, body = server.submit("select current_user() || '/' || current_role()", token,
                                     **headers)
        return (status, body["data"][0][0] if status == 200 else body["code"])

    def driver(self, server, token, **members):
        _, _, body = server.request("POST", "/session/v1/login-request", json.dumps(
            {"data": {"AUTHENTICATOR": "OAUTH", "TOKEN": token, **members}}))
        return json.loads(body)

    def test_signed_tokens(self):
        server = self.start_with_keys()
        for client in ("RS256", "ES256"):
            token = self.provider.token("urn:signed", client=client)
            self.assertEqual(token.count("."), 2)
            self.assertEqual(self.who(server, token), (200, "ROBOT/PUBLIC"))
            self.assertEqual(self.who(server, token, kind=None), (200, "ROBOT/PUBLIC"))
        login = self.driver(server, token)
        self.assertEqual(login["data"]["displayUserName"], "ROBOT")
        limited = self.provider.token("urn:signed", "session:role:LOADER")
        self.assertEqual(self.who(server, limited), (200, "ROBOT/LOADER"))
        foreign = self.provider.token("urn:signed", "session:role:ACCOUNTADMIN")
        self.assertEqual(self.who(server, foreign), (400, "390186"))

    def test_bent_tokens(self):
        server = self.start_with_keys()
        token = self.provider.token("urn:signed")
        head, body, signature = token.split(".")

        def part(text):
            return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

        def text(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

        admin = text({**part(body), "user": "MOCKHAUS"})
        none = text({**part(head), "alg": "none"})
        hmac = text({**part(head), "alg": "HS256"})
        other = text({**part(head), "kid": "ES256"})
        for bad in (f"{head}.{admin}.{signature}", f"{none}.{body}.", f"{none}.{body}.{signature}",
                    f"{hmac}.{body}.{signature}", f"{other}.{body}.{signature}",
                    f"{head}.{body}.{signature[:-4]}AAAA", "opaque", "a.b.c"):
            self.assertEqual(self.who(server, bad), (401, "390303"), bad)
        self.assertEqual(self.driver(server, f"{none}.{body}.")["code"], "390303")
        self.assertEqual(self.who(server, token), (200, "ROBOT/PUBLIC"))

    def test_issuer_audience_user_and_end(self):
        token = self.provider.token("urn:signed")
        for auth in ({"oauth_issuer": "https://other"}, {"oauth_audience": "other"},
                     {"oauth_user_claim": "nothing"}):
            self.assertEqual(self.who(self.start_with_keys(**auth), token), (401, "390303"), auth)
        server = self.start_with_keys()
        server.submit("alter user robot set disabled = true")
        self.assertEqual(self.who(server, token), (401, "390303"))
        late = self.provider.token("urn:signed", ttl=1)
        time.sleep(32.5)  # the second, and the leeway for clocks
        self.assertEqual(self.who(server, late), (401, "390318"))

    def test_introspection(self):
        server = self.start_with_introspection()
        token = self.provider.token("urn:opaque")
        self.assertEqual(token.count("."), 0)
        self.assertEqual(self.who(server, token), (200, "ROBOT/PUBLIC"))
        self.assertEqual(self.who(server, token, kind=None), (200, "ROBOT/PUBLIC"))
        self.assertTrue(self.driver(server, token)["success"])
        limited = self.provider.token("urn:opaque", "session:role:LOADER")
        self.assertEqual(self.who(server, limited), (200, "ROBOT/LOADER"))
        self.assertEqual(self.who(server, "unknown-token"), (401, "390303"))
        revoked = self.provider.token("urn:opaque")
        self.provider.post("/token/revocation", "RS256", token=revoked)
        self.assertEqual(self.who(server, revoked), (401, "390303"))

    def test_provider_that_is_down(self):
        server = self.start_with_introspection()
        token, fresh = (self.provider.token("urn:opaque") for _ in range(2))
        self.assertEqual(self.who(server, token)[0], 200)
        self.provider.stop()
        self.assertEqual(self.who(server, token)[0], 200)  # known for at most a minute
        self.assertEqual(self.who(server, fresh), (503, "390503"))
        self.assertFalse(self.driver(server, fresh)["success"])
        self.assertEqual(self.who(server, "mockhaus", kind=None)[0], 200)


if __name__ == "__main__":
    unittest.main()
