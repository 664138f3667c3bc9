"""Server-Sent Events: where a statement stands while it runs, and how it ended."""
import http.client
import json
import socket
import time
import unittest

from door import DoorTest

# Runs for minutes in small steps, so that the engine hears at once when it shall stop.
SLOW = "select sum(sin(seq8())) from table(generator(rowcount => 20000000000))"



def read_events(response):
    """(name, data) of each event, as they come; comments are passed over."""
    name, data = None, []
    for line in response:
        line = line.decode().rstrip("\n")
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            data.append(line[6:])
        elif not line and data:
            yield name, json.loads("\n".join(data))
            name, data = None, []


class Events(DoorTest):
    def open_events(self, handle, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        self.addCleanup(connection.close)
        connection.request("GET", f"/api/v1/statements/{handle}/events",
                           headers=headers or self.api_headers)
        return connection, connection.getresponse()

    def start(self, text=SLOW):
        return self.submit(text, asynchronous=True).json["statementHandle"]

    def cancel(self, handle):
        self.request("POST", f"/api/v1/statements/{handle}/cancel", headers=self.api_headers)

    def test_from_running_to_the_end(self):
        handle = self.start()
        connection, response = self.open_events(handle)
        self.assertEqual(response.status, 200)
        self.assertEqual(response.getheader("Content-Type"), "text/event-stream")
        events = read_events(response)
        name, first = next(events)
        self.assertEqual((name, first["handle"]), ("progress", handle))
        self.assertIn(first["state"], ("QUEUED", "RUNNING"))
        self.assertNotIn("statement", first)
        self.cancel(handle)
        rest = list(events)
        self.assertEqual([name for name, _ in rest[-1:]], ["end"])
        self.assertEqual((rest[-1][1]["state"], rest[-1][1]["error"]["code"]),
                         ("CANCELED", "000604"))
        # The connection serves the next request.
        connection.request("GET", "/api/v1/health")
        self.assertEqual(connection.getresponse().status, 200)

    def test_one_that_has_ended(self):
        handle = self.submit("select 1 union all select 2").json["statementHandle"]
        events = list(read_events(self.open_events(handle)[1]))
        self.assertEqual([name for name, _ in events], ["end"])
        end = events[0][1]
        self.assertEqual((end["state"], end["rows"], end["percentage"], end["error"]),
                         ("SUCCEEDED", 2, 100, None))

    def test_percentage_and_rows_grow(self):
        self.submit("create or replace table counted as select seq8() n from table(generator("
                    "rowcount => 1500000))")
        handle = self.start("select a.n, count(*) from counted a join counted b on a.n = b.n "
                            "group by a.n order by 2, 1 limit 300000")
        events = list(read_events(self.open_events(handle)[1]))
        told = [one["percentage"] for _, one in events if one["percentage"] is not None]
        self.assertTrue(all(0 <= one <= 100 for one in told), told)
        self.assertTrue(any(0 < one < 100 for one in told), told)
        end = events[-1][1]
        self.assertEqual((end["state"], end["rows"], end["percentage"]),
                         ("SUCCEEDED", 300000, 100))

    def test_position_in_the_queue(self):
        token = self.log_in()["data"]["token"]
        first = self.query(token, SLOW, asyncExec=True)["data"]["queryId"]
        second = self.query(token, "select 7", asyncExec=True)["data"]["queryId"]
        state = next(read_events(self.open_events(second)[1]))[1]
        self.assertEqual(state["state"], "QUEUED")
        self.cancel(first)
        self.assertEqual(list(read_events(self.open_events(second)[1]))[-1][1]["state"],
                         "SUCCEEDED")

    def test_client_that_leaves_gives_its_place_back(self):
        handle = self.start()
        streams = [self.open_events(handle) for _ in range(100)]
        self.assertEqual({response.status for _, response in streams}, {200})
        refused = self.open_events(handle)[1]
        self.assertEqual((refused.status, refused.getheader("Retry-After")), (429, "1"))
        for connection, response in streams:
            response.close()
            connection.close()
        deadline = time.monotonic() + 10
        status = 429
        while status == 429 and time.monotonic() < deadline:
            status = self.open_events(handle)[1].status
        self.assertEqual(status, 200)
        self.cancel(handle)

    def test_slow_clients_hold_nobody(self):
        handle = self.start()
        slow = []
        for _ in range(50):
            one = socket.create_connection(("127.0.0.1", self.server.port))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.sendall(f"GET /api/v1/statements/{handle}/events HTTP/1.1\r\nHost: x\r\n"
                        "Authorization: Bearer mockhaus\r\n\r\n".encode())
            slow.append(one)
        began = time.monotonic()
        for n in range(20):
            self.assertEqual(self.rows(f"select {n}"), [[str(n)]])
        self.assertLess(time.monotonic() - began, 20)
        self.cancel(handle)
        for one in slow:
            one.close()

    def test_old_protocol_ends_with_the_connection(self):
        handle = self.submit("select 1").json["statementHandle"]
        with socket.create_connection(("127.0.0.1", self.server.port)) as one:
            one.sendall(f"GET /api/v1/statements/{handle}/events HTTP/1.0\r\n"
                        "Authorization: Bearer mockhaus\r\n\r\n".encode())
            answer = b""
            while piece := one.recv(65536):
                answer += piece
        self.assertIn(b"event: end\ndata: ", answer)
        self.assertNotIn(b"chunked", answer)

    def test_refusals(self):
        self.assertEqual(self.open_events("nope")[1].status, 404)
        self.assertEqual(self.open_events("nope", {"X": "y"})[1].status, 400)
        head = self.request("HEAD", f"/api/v1/statements/{self.start('select 1')}/events",
                            headers=self.api_headers)
        self.assertEqual((head.status, head.body), (200, b""))


if __name__ == "__main__":
    unittest.main()
