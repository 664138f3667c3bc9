"""What the engine refuses, provoked through the server: Snowflake's code, SQLSTATE and message.

The table is src/engine/duckdb/errors.cc. Rows that no SQL of a client can reach are proved by
src/engine/duckdb/errors_test.cc, which covers every row; UNREACHED says why for each of them. Most
wrong values never come so far: our own functions refuse them, with more exact texts (VALUES).
"""
import threading
import time
import unittest
import uuid

from door import DoorTest

# Rows of the table that SQL reaches: statement -> code, SQLSTATE, part of the message.
ENGINE = (
    ("insert into errors (a) select nullif(column1, 1) from values (1), (2)", "100072", "22000",
     "NULL result in a non-nullable column"),
    ("update errors set a = nullif(a, 1)", "100072", "22000",
     "NULL result in a non-nullable column"),
    ("select (select column1 from values (1), (2))", "090150", "22000",
     "Single-row subquery returns more than one row."),
    ("select 99999999999999999999999999999999999999 * 10", "100046", "22003",
     "Number out of representable range"),
    ("select ntile(0) over (order by a) from errors", "001014", "22023",
     "Invalid parameter value: 0."),
    ("select b like 'x' escape 'xx' from errors", "001014", "22023", "It must be one character"),
    ("select b || 'y' like 'x!' escape '!' from errors", "001014", "22023",
     "must not end with the escape character"),
    ("select sum(a) over (order by a rows between current row and 1 preceding) from errors",
     "000002", "0A000", "a window frame that ends before it begins"),
    ("select n + n from errors_wide", "100046", "22003", "Number out of representable range"),
)
# Rows of the table that only other means reach.
UNREACHED = (
    ("COMMIT succeeded", "a disk that fills up between the commit and its checkpoint"),
    ("database has been invalidated", "a full disk before it: test_crash.py, failure_test.cc"),
    ("No space left, Disk quota exceeded", "a full disk; File too large: test_crash.py"),
    ("FATAL Error", "a full disk: failure_test.cc"),
    ("Out of Memory Error", "a limit on the process: errors_test.cc"),
    ("conflicts", "statements wait for a table's lock before the engine sees them"),
    ("Could not convert, field value out of range", "our casts come before the engine's"),
    ("Permission Error, No files found", "files of stages are looked up before the engine reads"),
)
# Values that our own functions refuse: expression -> code, SQLSTATE, part of the message.
VALUES = (
    ("'x'::boolean", "100037", "22018", "Boolean value 'x' is not recognized"),
    ("'x'::int", "100038", "22018", "Numeric value 'x' is not recognized"),
    ("'1e50'::number(38,0)", "100039", "22003", "out of range"),
    ("1000::number(2,0)", "100046", "22003", "Number out of representable range"),
    ("'2024-13-01'::date", "100040", "22007", "Date '2024-13-01' is not recognized"),
    ("'2024-13-01'::timestamp", "100035", "22007", "Timestamp '2024-13-01' is not recognized"),
    ("'25:00'::time", "100108", "22007", "Time '25:00' is not recognized"),
    ("1 / 0", "100051", "22012", "Division by zero"),
    ("1 % 0", "100051", "22012", "Division by zero"),
    ("1e308::float * 10", "100050", "22003", "Invalid floating point operation"),
    ("sqrt(-1)", "100050", "22003", "Invalid floating point operation"),
    ("parse_json('{')", "100069", "22P02", "Error parsing JSON"),
    ("repeat('x', 1000000000)", "100082", "22000", "Max LOB size"),
    ("hex_decode_string('zz')", "100115", "22000", "not a legal hex-encoded value"),
    ("base64_decode_string('!')", "100116", "22000", "not a legal base64-encoded value"),
    ("chr(99999999)", "100062", "22021", "Invalid character code"),
    ("regexp_like('x', '(')", "100048", "2201B", "Invalid regular expression"),
    ("* from table(generator(rowcount => 1))", "001080", "42601", "SELECT with no columns"),
    ("* exclude (a, b) from errors", "001080", "42601", "SELECT with no columns"),
)


class EngineErrors(DoorTest):
    def setUp(self):
        self.rows("create or replace table errors (a int not null, b varchar)")
        self.rows("insert into errors values (1, 'x')")
        self.rows("create or replace table errors_wide (n number(38,0))")
        self.rows("insert into errors_wide values (99999999999999999999999999999999999999)")

    def check(self, text, code, state, part):
        reply = self.submit(text)
        self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                         (422, code, state), reply.body)
        self.assertIn(part, reply.json["message"])
        for word in ("DuckDB", "Invalid Input Error", "Binder Error", "data.t"):
            self.assertNotIn(word, reply.json["message"])

    def test_rows_of_the_table(self):
        for text, code, state, part in ENGINE:
            with self.subTest(text=text):
                self.check(text, code, state, part)

    def test_values(self):
        for expression, code, state, part in VALUES:
            with self.subTest(expression=expression):
                self.check("select " + expression, code, state, part)
                # Not only of constants: the same in a statement that reads rows.
                if " from " not in expression:
                    self.check(f"select {expression} from errors", code, state, part)

    def test_interrupted(self):
        numbers = "(select seq8() as n from table(generator(rowcount => 3000000)))"
        slow = f"select count(*) from {numbers} a join {numbers} b on a.n % 7 < b.n % 5 + a.n"
        handle = self.submit(slow, asynchronous=True).json["statementHandle"]
        self.request("POST", f"/api/v2/statements/{handle}/cancel", b"", self.api_headers)
        while (reply := self.get(handle)).status == 202:
            time.sleep(0.02)
        self.assertEqual((reply.status, reply.json["code"], reply.json["message"]),
                         (422, "000604", "SQL execution canceled"))

    def test_two_transactions_wait_for_each_other(self):
        first, second = (self.log_in()["data"]["token"] for _ in range(2))
        for token in (first, second):
            self.query(token, "use schema mockhaus.public")
            self.query(token, "begin")
        self.query(first, "update errors set b = 'first'")
        self.query(second, "alter session set lock_timeout = 1")
        waited = {}
        thread = threading.Thread(target=lambda: waited.update(
            self.query(second, "update errors set b = 'second'", str(uuid.uuid4()))))
        thread.start()
        thread.join(30)
        self.assertFalse(waited["success"], waited)
        self.assertEqual((waited["code"], waited["data"]["sqlState"]), ("000625", "57014"))
        self.query(first, "commit")
        self.query(second, "rollback")
        self.assertEqual(self.rows("select b from errors"), [["first"]])


if __name__ == "__main__":
    unittest.main()
