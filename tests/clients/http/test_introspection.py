"""What is kept of an identity provider's word, and for how long: a provider that counts who asks."""
import http.server
import json
import pathlib
import shutil
import tempfile
import threading
import time
import unittest
import urllib.parse

from test_operations import Running

KEPT_SECONDS = 5  # of a bad answer


class Provider:
    """Answers every introspection with what `answers` has for the token."""

    def __init__(self):
        self.answers, self.asked, self.seen = {}, [], []
        self.how = "well"
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = urllib.parse.parse_qs(body)
                token = form["token"][0]
                provider.asked.append(token)
                provider.seen.append((dict(self.headers), form))
                status, text = provider.reply_to(token)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{provider.port}/elsewhere")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def reply_to(self, token):
        if self.how == "well":
            return 200, json.dumps(self.answers.get(token, {"active": False}))
        return {"500": (500, "{}"), "403": (403, "{}"), "text": (200, "<html>"),
                "list": (200, "[]"), "empty": (200, ""), "redirect": (302, "")}[self.how]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Introspection(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.provider = Provider()
        self.addCleanup(lambda: self.provider.thread.is_alive() and self.provider.stop())
        secret = pathlib.Path(self.folder, "secret")
        secret.write_text("cl13nt/s:cret\n")
        url = f"http://127.0.0.1:{self.provider.port}/introspect"
        auth = {"oauth_introspection_url": url, "oauth_issuer": "https://issuer",
                "oauth_audience": "mockhaus", "oauth_user_claim": "user",
                "oauth_client_id": "cl:ient", "oauth_client_secret_path": str(secret)}
        audit = self.folder + "/audit.log"
        self.server = Running(self.folder, {"snowflake_api": {"auth": auth}, "log": {"level": "debug"},
                                            "audit": {"path": audit}},
                              "--memory")
        self.addCleanup(self.server.stop)
        self.server.submit("create user robot")

    def good(self, seconds=60, **claims):
        return {"active": True, "user": "robot", "iss": "https://issuer", "aud": ["x", "mockhaus"],
                "scope": "session:role-any", "exp": int(time.time()) + seconds, **claims}

    def ask(self, token, kind="OAUTH"):
        status, body = self.server.submit("select current_user()", token,
                                          X_Snowflake_Authorization_Token_Type=kind)
        return status if status == 200 else (status, body["code"])

    def count(self, token):
        return self.provider.asked.count(token)

    def test_a_good_answer_is_kept_until_the_token_ends_and_not_longer(self):
        self.provider.answers["t"] = self.good(seconds=3)
        for _ in range(5):
            self.assertEqual(self.ask("t"), 200)
        self.assertEqual(self.count("t"), 1)
        self.provider.answers["t"] = {"active": False}
        time.sleep(3.2)
        self.assertEqual(self.ask("t"), (401, "390303"))
        self.assertEqual(self.count("t"), 2)

    def test_what_is_kept_does_not_outlive_its_end_when_the_provider_is_down(self):
        self.provider.answers["t"] = self.good(seconds=3)
        self.assertEqual(self.ask("t"), 200)
        self.provider.stop()
        self.assertEqual(self.ask("t"), 200)
        time.sleep(3.2)
        self.assertEqual(self.ask("t"), (503, "390503"))
        self.assertEqual(self.ask("new"), (503, "390503"))
        _, headers, _ = self.server.request(
            "POST", "/api/v2/statements", b"{}", Authorization="Bearer new2",
            X_Snowflake_Authorization_Token_Type="OAUTH")
        self.assertEqual(headers["Retry-After"], "1")

    def test_a_bad_answer_is_kept_for_seconds(self):
        for _ in range(3):
            self.assertEqual(self.ask("t"), (401, "390303"))
        self.assertEqual(self.count("t"), 1)
        self.provider.answers["t"] = self.good()
        time.sleep(KEPT_SECONDS + 0.3)
        self.assertEqual(self.ask("t"), 200)

    def test_no_sensible_answer_lets_nobody_in_and_is_asked_again(self):
        for how in ("500", "403", "text", "list", "empty", "redirect"):
            self.provider.how = how
            self.assertEqual(self.ask(how), (503, "390503"), how)
        self.provider.how = "well"
        time.sleep(1.2)
        for how in ("500", "redirect"):
            self.provider.answers[how] = self.good()
            self.assertEqual(self.ask(how), 200)

    def test_claims(self):
        now = int(time.time())
        bad = {"issuer": {"iss": "https://other"}, "no-issuer": {"iss": None},
               "audience": {"aud": "other"}, "no-audience": {"aud": None}, "no-end": {"exp": None},
               "user": {"user": "nobody"}, "no-user": {"user": None}, "number": {"user": 7},
               "later": {"nbf": now + 600}, "future": {"iat": now + 600},
               "text": {"active": "true"}, "one": {"active": 1}}
        for name, change in bad.items():
            self.provider.answers[name] = self.good(**change)
            self.assertEqual(self.ask(name), (401, "390303"), name)
        self.provider.answers["old"] = self.good(seconds=-60)
        self.assertEqual(self.ask("old"), (401, "390318"))
        self.provider.answers["fine"] = self.good(nbf=now, iat=now)
        self.assertEqual(self.ask("fine"), 200)

    def test_how_it_asks(self):
        odd = "to+k/e=n&x=%20"
        self.provider.answers[odd] = self.good()
        self.assertEqual(self.ask(odd), 200)
        headers, form = self.provider.seen[-1]
        self.assertEqual(form, {"token": [odd], "token_type_hint": ["access_token"]})
        self.assertEqual(headers["Content-Type"], "application/x-www-form-urlencoded")
        # base64 of cl%3Aient:cl13nt%2Fs%3Acret (RFC 6749 §2.3.1)
        self.assertEqual(headers["Authorization"],
                         "Basic Y2wlM0FpZW50OmNsMTNudCUyRnMlM0FjcmV0")

    def test_many_at_once_ask_once(self):
        self.provider.answers["t"] = self.good()
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.ask("t")))
                   for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [200] * 10)
        self.assertEqual(self.count("t"), 1)

    def test_a_token_of_ours_is_not_sent_away(self):
        _, body = self.server.submit("alter user robot add pat ci")
        pat = body["data"][0][1]
        status, _ = self.server.submit("select 1", pat)
        self.assertEqual(status, 200)
        self.server.submit("select 1", "mockhaus")
        self.assertEqual(self.provider.asked, [])

    def test_no_log_has_a_token(self):
        self.provider.answers["s3cr3t-good"] = self.good()
        self.ask("s3cr3t-good")
        self.ask("s3cr3t-bad")
        self.provider.how = "500"
        self.ask("s3cr3t-down")
        self.server.stop()
        for name in ("log", "audit.log"):
            text = pathlib.Path(self.folder, name).read_text()
            for secret in ("s3cr3t", "cl13nt", "Y2wl"):
                self.assertNotIn(secret, text)


if __name__ == "__main__":
    unittest.main()
