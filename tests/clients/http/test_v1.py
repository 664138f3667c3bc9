"""/api/v1: where a statement stands, cancelling it, and what was run before."""
import unittest

from door import DoorTest

SLOW = ("select count(*) from (select seq8() as n from table(generator(rowcount => 3000000))) a "
        "join (select seq8() as n from table(generator(rowcount => 3000000))) b "
        "on a.n % 7 < b.n % 5 + a.n")


class Statements(DoorTest):
    def ask(self, method, path):
        reply = self.request(method, "/api/v1" + path, headers=self.api_headers)
        return reply.status, reply.json

    def test_progress_and_cancel(self):
        handle = self.submit(SLOW, asynchronous=True).json["statementHandle"]
        status, body = self.ask("GET", f"/statements/{handle}")
        self.assertEqual(status, 200)
        self.assertIn(body["state"], ("QUEUED", "RUNNING"))
        self.assertEqual((body["handle"], body["ended_at"]), (handle, None))
        self.assertEqual(self.ask("POST", f"/statements/{handle}/cancel"),
                         (200, {"handle": handle, "canceled": True}))
        while body["ended_at"] is None:
            body = self.ask("GET", f"/statements/{handle}")[1]
        self.assertEqual((body["state"], body["error"]["code"]), ("CANCELED", "000604"))
        self.assertEqual(self.ask("POST", f"/statements/{handle}/cancel")[1]["canceled"], False)

    def test_history_is_newest_first_and_own(self):
        handles = [self.submit(f"select {n}").json["statementHandle"] for n in range(3)]
        rows = self.ask("GET", "/history?limit=2")[1]["statements"]
        self.assertEqual([row["handle"] for row in rows], handles[:0:-1])
        self.assertEqual((rows[0]["statement"], rows[0]["rows"]), ("select 2", 1))

    def test_refusals(self):
        self.assertEqual(self.ask("GET", "/statements/nope")[0], 404)
        self.assertEqual(self.request("GET", "/api/v1/history").status, 400)
        self.assertEqual(self.request("GET", "/api/v1/health").status, 200)
        self.assertEqual(self.request("GET", "/api/v1/ready").status, 200)


if __name__ == "__main__":
    unittest.main()
