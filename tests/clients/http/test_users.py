"""Who may come in: access tokens, key pairs, locks, and what users' properties say."""
import base64
import hashlib
import hmac
import json
import pathlib
import subprocess
import tempfile
import time
import unittest

from door import DoorTest


def encode(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class KeyPair:
    """Keys made by the openssl program, tokens signed by it."""

    def __init__(self, folder, name, kind):
        self.path = pathlib.Path(folder, name)
        self.kind = kind
        options = (["genrsa", "-out", str(self.path), "2048"] if kind == "RS256" else
                   ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out",
                    str(self.path)])
        self.openssl(*options)
        self.der = self.openssl("pkey", "-in", str(self.path), "-pubout", "-outform", "DER")
        self.text = base64.b64encode(self.der).decode()
        digest = hashlib.sha256(self.der).digest()
        self.fingerprint = "SHA256:" + base64.b64encode(digest).decode()

    @staticmethod
    def openssl(*options, data=None):
        return subprocess.run(["openssl", *options], input=data, capture_output=True,
                              check=True).stdout

    def sign(self, data):
        signature = self.openssl("dgst", "-sha256", "-sign", str(self.path), data=data)
        if self.kind == "RS256":
            return signature
        at = 4  # SEQUENCE { INTEGER r, INTEGER s }, each at most 33 bytes
        r = signature[at:at + signature[3]]
        s = signature[at + signature[3] + 2:]
        return b"".join(int.from_bytes(part, "big").to_bytes(32, "big") for part in (r, s))

    def token(self, user, header=None, signature=None, **claims):
        now = int(time.time())
        subject = "MOCKHAUS." + user
        payload = {"sub": subject, "iss": f"{subject}.{self.fingerprint}", "iat": now,
                   "exp": now + 60, **claims}
        text = encode({"alg": self.kind, "typ": "JWT", **(header or {})}) + "." + encode(payload)
        if signature is None:
            signature = self.sign(text.encode())
        return text + "." + encode(signature)


class KeyPairs(DoorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.first = KeyPair(cls.folder.name, "first", "RS256")
        cls.second = KeyPair(cls.folder.name, "second", "ES256")
        cls.stranger = KeyPair(cls.folder.name, "stranger", "RS256")

    def setUp(self):
        self.rows(f"create or replace user keys rsa_public_key = '{self.first.text}' "
                  f"rsa_public_key_2 = '{self.second.text}'")

    def bearer(self, token, kind="KEYPAIR_JWT"):
        headers = {"Authorization": "Bearer " + token}
        if kind:
            headers["X-Snowflake-Authorization-Token-Type"] = kind
        return self.submit("select current_user()", headers)

    def accepted(self, token, **options):
        reply = self.bearer(token, **options)
        self.assertEqual((reply.status, reply.json.get("data")), (200, [["KEYS"]]), reply.body)

    def refused(self, token, code="390144", **options):
        reply = self.bearer(token, **options)
        self.assertEqual((reply.status, reply.json["code"]), (401, code), reply.body)

    def test_both_keys_and_both_doors(self):
        for key in (self.first, self.second):
            self.accepted(key.token("KEYS"))
            self.accepted(key.token("KEYS"), kind=None)
            login = self.log_in("", "", AUTHENTICATOR="SNOWFLAKE_JWT", TOKEN=key.token("KEYS"))
            self.assertTrue(login["success"], login)
            self.assertEqual(login["data"]["displayUserName"], "KEYS")

    def test_rotation(self):
        token = self.first.token("KEYS")
        self.accepted(token)
        self.rows("alter user keys unset rsa_public_key")
        self.refused(token)
        self.accepted(self.second.token("KEYS"))
        self.rows(f"alter user keys set rsa_public_key_2 = '{self.first.text}'")
        self.refused(self.second.token("KEYS"))
        self.accepted(token)

    def test_times(self):
        now = int(time.time())
        self.accepted(self.first.token("KEYS", exp=now + 3600))
        self.accepted(self.first.token("KEYS", iat=now - 70, exp=now - 10))
        self.refused(self.first.token("KEYS", iat=now - 120, exp=now - 60))
        self.refused(self.first.token("KEYS", exp=now + 7200))
        self.refused(self.first.token("KEYS", iat=now + 600, exp=now + 900))
        self.refused(self.first.token("KEYS", nbf=now + 600))
        for claim in ("iat", "exp", "sub", "iss"):
            self.refused(self.first.token("KEYS", **{claim: None}))

    def test_algorithm_is_the_key_s(self):
        public = self.first.text.encode()
        pem = (b"-----BEGIN PUBLIC KEY-----\n" + public + b"\n-----END PUBLIC KEY-----\n")
        head = {"alg": "HS256"}
        for secret in (public, pem, self.first.der):
            unsigned = self.first.token("KEYS", head, b"x").rsplit(".", 1)[0]
            self.refused(unsigned + "." + encode(
                hmac.new(secret, unsigned.encode(), hashlib.sha256).digest()))
        for name in ("none", "None", "NONE", "HS256", "RS512", "ES256", "PS256", ""):
            self.refused(self.first.token("KEYS", {"alg": name}))
        for signature in (b"", b"\0", b"\0" * 256):
            self.refused(self.first.token("KEYS", {"alg": "none"}, signature))
        self.refused(self.second.token("KEYS", signature=b"\0" * 64))
        self.refused(self.first.token("KEYS", {"crit": ["exp"]}))

    def test_other_names_and_accounts(self):
        token = self.stranger.token("KEYS")
        self.refused(token)
        claims = {"iss": "MOCKHAUS.KEYS." + self.first.fingerprint}
        self.refused(self.stranger.token("KEYS", **claims))
        self.refused(self.first.token("MOCKHAUS"))
        self.refused(self.first.token("KEYS", sub="MOCKHAUS.MOCKHAUS"))
        self.refused(self.first.token("KEYS", iss="MOCKHAUS.KEYS"))
        self.refused(self.first.token("KEYS", iss="OTHER.KEYS." + self.first.fingerprint))
        self.refused(self.first.token("KEYS", {"jwk": {"kty": "RSA"}, "kid": "x"},
                                      sub="MOCKHAUS.NOBODY"))

    def test_kind_of_token_must_agree(self):
        token = self.first.token("KEYS")
        self.refused(token, "390303", kind="OAUTH")
        self.refused(token, "394400", kind="PROGRAMMATIC_ACCESS_TOKEN")
        self.refused(token, "390303", kind="SOMETHING")
        self.refused(token + "x" * 9000)

    def test_disabled_users(self):
        token = self.first.token("KEYS")
        self.accepted(token)
        self.rows("alter user keys set disabled = true")
        self.refused(token)
        self.rows("alter user keys set disabled = false")
        self.rows("alter user keys set days_to_expiry = 0")
        self.refused(token)
        self.rows("alter user keys unset days_to_expiry")
        self.accepted(token)


class AccessTokens(DoorTest):
    def setUp(self):
        self.rows("create or replace role loader")
        self.rows("create or replace user pat password = 'Correct horse 1'")
        self.rows("grant role loader to user pat")

    def statement(self, text):
        reply = self.submit(text)
        self.assertEqual(reply.status, 200, reply.body)
        names = [column["name"] for column in reply.json["resultSetMetaData"]["rowType"]]
        return [dict(zip(names, row)) for row in reply.json["data"]]

    def secret(self, options="", name="ci"):
        row = self.statement(f"alter user pat add programmatic access token {name} {options}")[0]
        self.assertEqual(list(row), ["token_name", "token_secret"])
        return row["token_secret"]

    def use(self, secret, kind="PROGRAMMATIC_ACCESS_TOKEN", **members):
        headers = {"Authorization": "Bearer " + secret}
        if kind:
            headers["X-Snowflake-Authorization-Token-Type"] = kind
        return self.submit("select current_user() || '/' || current_role()", headers, **members)

    def accepted(self, secret, role="PUBLIC", **options):
        reply = self.use(secret, **options)
        self.assertEqual(reply.status, 200, reply.body)
        self.assertEqual(reply.json["data"], [["PAT/" + role]])

    def refused(self, secret, code="394400"):
        reply = self.use(secret)
        self.assertEqual((reply.status, reply.json["code"]), (401, code), reply.body)

    def test_life_of_a_token(self):
        secret = self.secret("days_to_expiry = 30 comment = 'for CI'")
        self.accepted(secret)
        self.accepted(secret, kind=None)
        shown = self.statement("show user programmatic access tokens for user pat")
        self.assertEqual(list(shown[0]), [
            "name", "user_name", "role_restriction", "expires_at", "status", "comment",
            "created_on", "created_by", "mins_to_bypass_network_policy_requirement",
            "rotated_to"])
        self.assertEqual([shown[0][key] for key in ("name", "user_name", "status", "comment",
                                                    "created_by")],
                         ["CI", "PAT", "ACTIVE", "for CI", "MOCKHAUS"])
        lifetime = float(shown[0]["expires_at"]) - float(shown[0]["created_on"])
        self.assertEqual(round(lifetime), 30 * 86400)
        self.statement("alter user pat modify pat ci set disabled = true comment = 'off'")
        self.refused(secret)
        self.assertEqual(self.statement("show user pats for user pat")[0]["status"], "DISABLED")
        self.statement("alter user pat modify pat ci set disabled = false")
        self.statement("alter user pat modify programmatic access token ci rename to nightly")
        self.accepted(secret)
        self.statement("alter user if exists pat remove programmatic access token nightly")
        self.refused(secret)
        self.assertEqual(self.statement("show user pats for user pat"), [])

    def test_rotation(self):
        old = self.secret()
        row = self.statement("alter user pat rotate pat ci expire_rotated_token_after_hours = 1")[0]
        self.assertEqual(list(row), ["token_name", "token_secret", "rotated_token_name"])
        self.accepted(old)
        self.accepted(row["token_secret"])
        rotated = self.statement("show user pats for user pat")[1]
        self.assertEqual(rotated["rotated_to"], "CI")
        now = self.statement("alter user pat rotate pat ci expire_rotated_token_after_hours = 0")[0]
        self.refused(row["token_secret"])
        self.accepted(now["token_secret"])

    def test_one_role_only(self):
        secret = self.secret("role_restriction = 'LOADER'")
        self.accepted(secret, "LOADER")
        other = self.use(secret, role="ACCOUNTADMIN")
        self.assertEqual((other.status, other.json["code"]), (400, "390186"))
        login = self.log_in("pat", secret)
        token = login["data"]["token"]
        self.assertFalse(self.query(token, "use role accountadmin")["success"])
        self.assertTrue(self.query(token, "use role loader")["success"])
        self.statement("revoke role loader from user pat")
        self.assertEqual(self.use(secret).json["code"], "390186")

    def test_login_with_a_token(self):
        secret = self.secret()
        for members in ({"AUTHENTICATOR": "PROGRAMMATIC_ACCESS_TOKEN", "TOKEN": secret},
                        {"AUTHENTICATOR": "programmatic_access_token", "PASSWORD": secret},
                        {"PASSWORD": secret}):
            data = {"user": "pat", "password": "", **members}
            password = data.pop("PASSWORD", data.pop("password"))
            data.pop("password", None)
            login = self.log_in(password=password, **data)
            self.assertTrue(login["success"], login)
            self.assertEqual(login["data"]["displayUserName"], "PAT")
        self.assertEqual(self.log_in("mockhaus", secret)["code"], "394400")
        self.assertTrue(self.log_in("", "", AUTHENTICATOR="PROGRAMMATIC_ACCESS_TOKEN",
                                    TOKEN=secret)["success"])

    def test_what_is_no_token(self):
        secret = self.secret()
        flipped = secret[:-1] + ("0" if secret[-1] != "0" else "1")
        for bad in (flipped, secret[:-1], secret + "0", "mhpat_", "mhpat_x", "mhpat_x_y",
                    secret.upper()):
            self.refused(bad)
        for text, code in (
                ("alter user pat add pat ci", "002002"),
                ("alter user pat add pat other role_restriction = 'NOBODY'", "002003"),
                ("alter user pat add pat other days_to_expiry = 0", "001422"),
                ("alter user pat add pat other days_to_expiry = 366", "001422"),
                ("alter user pat add pat other disabled = true", "001420"),
                ("alter user pat remove pat other", "002003"),
                ("alter user nobody add pat other", "002003")):
            reply = self.submit(text)
            self.assertEqual((reply.status, reply.json["code"]), (422, code), (text, reply.body))

    def test_only_administrators_see_the_tokens_of_others(self):
        secret = self.secret()
        headers = {"Authorization": "Bearer " + secret}
        own = self.submit("alter user add pat mine", headers)
        self.assertEqual(own.status, 200, own.body)
        self.assertEqual(self.submit("show user pats", headers).status, 200)
        for text in ("alter user mockhaus add pat stolen", "show user pats for user mockhaus",
                     "alter user mockhaus rotate pat stolen"):
            self.assertEqual(self.submit(text, headers).status, 422, text)

    def test_secrets_are_not_in_the_history(self):
        secret = self.secret()
        self.assertNotIn(secret, self.submit("show user pats for user pat").body.decode())
        self.assertNotIn(secret, self.submit("describe user pat").body.decode())


class Properties(DoorTest):
    password = "Correct horse 1"

    def make(self, options=""):
        self.rows(f"create or replace user doors password = '{self.password}' {options}")

    def code(self, password=None):
        login = self.log_in("doors", password or self.password)
        return None if login["success"] else login["code"]

    def test_five_failures_lock(self):
        self.make()
        codes = [self.code("wrong") for _ in range(5)]
        self.assertEqual(codes, ["390100"] * 5)
        self.assertEqual(self.code(), "390102")
        self.assertEqual(self.code("wrong"), "390102")
        self.rows("alter user doors set mins_to_unlock = 0")
        self.assertIsNone(self.code())

    def test_names_of_nobody_lock_too(self):
        codes = [self.log_in("phantom", "wrong")["code"] for _ in range(6)]
        self.assertEqual(codes, ["390100"] * 5 + ["390102"])

    def test_locked_by_hand(self):
        self.make("mins_to_unlock = 5")
        self.assertEqual(self.code(), "390102")
        self.assertEqual(self.code("wrong"), "390100")
        self.rows("alter user doors set mins_to_unlock = 0")
        self.assertIsNone(self.code())

    def test_disabled_and_expired(self):
        self.make("disabled = true")
        self.assertEqual(self.code(), "390101")
        self.assertEqual(self.code("wrong"), "390100")
        self.make("days_to_expiry = 0")
        self.assertEqual(self.code(), "390101")
        self.make("days_to_expiry = 3")
        self.assertIsNone(self.code())

    def test_services_have_no_password(self):
        self.make("type = service")
        self.assertEqual(self.code(), "390100")

    def test_password_that_must_change(self):
        self.make("must_change_password = true")
        login = self.log_in("doors", self.password)
        self.assertEqual(login["code"], "390106")
        self.assertEqual(self.log_in("doors", "wrong")["code"], "390100")
        self.rows("alter user doors set must_change_password = false")
        self.assertIsNone(self.code())


if __name__ == "__main__":
    unittest.main()
