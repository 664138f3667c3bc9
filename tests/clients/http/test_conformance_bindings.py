"""Bindings of the SQL API: every type into everything that it may, and may not, bind into."""
import unittest

from door import DoorTest

VALUES = {
    "FIXED": "12", "REAL": "1.5", "DECFLOAT": "2.5", "TEXT": "1", "BINARY": "4142",
    "BOOLEAN": "true", "DATE": "86400000", "TIME": "45296123456789",
    "TIMESTAMP_NTZ": "1791524096123456789", "TIMESTAMP_LTZ": "1791524096123456789",
    "TIMESTAMP_TZ": "1791524096123456789 1860"}
COLUMNS = {
    "n": "number(10,2)", "f": "float", "v": "varchar", "b": "boolean", "x": "binary", "d": "date",
    "t": "time", "ntz": "timestamp_ntz", "ltz": "timestamp_ltz", "tz": "timestamp_tz"}
NTZ_OF_LTZ = "1791498896.123456789"  # the instant as America/Los_Angeles reads its clock
# What the column holds after INSERT .. VALUES (?) of the value above; absent: error 002023.
STORED = {
    "FIXED": {"n": "12.00", "f": "12", "v": "12", "b": "true"},
    "REAL": {"n": "1.50", "f": "1.5", "v": "1.5", "b": "true"},
    "DECFLOAT": {"n": "2.50", "f": "2.5", "v": "2.5", "b": "true"},
    "TEXT": {"n": "1.00", "f": "1", "v": "1", "b": "true", "d": "0", "t": "1.000000000",
             "ntz": "1.000000000", "ltz": "1.000000000", "tz": "1.000000000 1440"},
    "BINARY": {"v": "AB", "x": "4142"},
    "BOOLEAN": {"n": "1.00", "v": "true", "b": "true"},
    "DATE": {"v": "1970-01-02", "d": "1", "ntz": "86400.000000000", "ltz": "115200.000000000",
             "tz": "115200.000000000 960"},
    "TIME": {"v": "12:34:56", "t": "45296.123456789"},
    "TIMESTAMP_NTZ": {"v": "2026-10-09 05:34:56.123", "d": "20735", "t": "20096.123456789",
                      "ntz": "1791524096.123456789", "ltz": "1791549296.123456789",
                      "tz": "1791549296.123456789 1020"},
    "TIMESTAMP_LTZ": {"v": "2026-10-08 22:34:56.123 -0700", "d": "20734", "t": "81296.123456789",
                      "ntz": NTZ_OF_LTZ, "ltz": "1791524096.123456789",
                      "tz": "1791524096.123456789 1020"},
    "TIMESTAMP_TZ": {"v": "2026-10-09 12:34:56.123 +0700", "d": "20735", "t": "45296.123456789",
                     "tz": "1791524096.123456789 1860"},
}
# (text, bindings) -> the one row.
ANSWERS = (
    ("select ?::varchar", {"1": ("BINARY", "4142")}, ["AB"]),
    ("select ?::binary", {"1": ("BINARY", "4142")}, ["4142"]),
    ("select ?::timestamp_ltz", {"1": ("TIMESTAMP_TZ", "0 1500")}, ["0.000000000"]),
    ("select ?::float", {"1": ("REAL", "Infinity")}, ["inf"]),
    ("select ?::float", {"1": ("REAL", "-Infinity")}, ["-inf"]),
    ("select ?::float", {"1": ("REAL", "NaN")}, ["NaN"]),
    ("select ?::float", {"1": ("REAL", "1e3")}, ["1000"]),
    ("select ?", {"1": ("DATE", "-1")}, ["-1"]),
    ("select ?", {"1": ("TIMESTAMP_NTZ", "-1")}, ["-0.000000001"]),
    ("select length(?)", {"1": ("TEXT", "é\u0000x")}, ["3"]),
    ("select ?", {"1": ("TEXT", "it's; -- \\ \n")}, ["it's; -- \\ \n"]),
    ("select ?", {"1": ("TEXT", "")}, [""]),
    ("select :2, :1", {"1": ("FIXED", "1"), "2": ("FIXED", "2")}, ["2", "1"]),
    ("select :1, :1", {"1": ("TEXT", "a"), "9": ("TEXT", "extra")}, ["a", "a"]),
    ("select :who, :WHO", {"who": ("TEXT", "a")}, ["a", "a"]),
    ("select ?", {"1": ("fixed", "5")}, ["5"]),
    ("select ?", {"1": ("TEXT", None)}, [None]),
    ("select :1 ->> select 2", {"1": ("FIXED", "5")}, ["2"]),
)
# (text, bindings) -> (code, SQLSTATE).
ERRORS = (
    ("select ?", {}, ("002049", "42601")),
    ("select ?, ?", {"1": ("FIXED", "1")}, ("002049", "42601")),
    ("select :name", {"1": ("FIXED", "1")}, ("002049", "42601")),
    ("select ?", {"1": ("FIXED", "x")}, ("002086", "22000")),
    ("select ?", {"1": ("FIXED", "")}, ("002086", "22000")),
    ("select ?", {"1": ("REAL", "inf")}, ("002086", "22000")),
    ("select ?", {"1": ("REAL", "x")}, ("002086", "22000")),
    ("select ?", {"1": ("BOOLEAN", "maybe")}, ("002086", "22000")),
    ("select ?", {"1": ("BINARY", "x")}, ("002086", "22000")),
    ("select ?", {"1": ("DATE", "2024-01-01")}, ("002086", "22000")),
    ("select ?", {"1": ("DATE", "9" * 30)}, ("002086", "22000")),
    ("select ?", {"1": ("TIME", "86400000000000")}, ("002086", "22000")),
    ("select ?", {"1": ("TIME", "-1")}, ("002086", "22000")),
    ("select ?", {"1": ("TIMESTAMP_NTZ", "x")}, ("002086", "22000")),
    ("select ?", {"1": ("TIMESTAMP_NTZ", "9" * 22)}, ("002086", "22000")),
    ("select ?", {"1": ("TIMESTAMP_TZ", "0 9999")}, ("002086", "22000")),
    ("select ?", {"1": ("VARIANT", "1")}, ("002040", "42601")),
    ("select ?", {"1": ("OBJECT", "{}")}, ("002040", "42601")),
    ("select ?", {"1": ("ARRAY", "[]")}, ("002040", "42601")),
    ("select ?", {"1": ("NOPE", "1")}, ("002040", "42601")),
    ("select ?::int", {"1": ("TEXT", "abc")}, ("100038", "22018")),
    ("select ?::date", {"1": ("TEXT", "abc")}, ("100040", "22007")),
    ("select ?::timestamp", {"1": ("TEXT", "abc")}, ("100035", "22007")),
    ("select ?::boolean", {"1": ("TEXT", "abc")}, ("100037", "22018")),
    ("select ?", {"1": ("FIXED", ["1", "2"])}, ("000002", "0A000")),
    ("update bound set v = ?", {"1": ("TEXT", ["1", "2"])}, ("000002", "0A000")),
)


def binds(given):
    return {name: {"type": kind, "value": value} for name, (kind, value) in given.items()}


class Bindings(DoorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows(cls("runTest"), "create table bound (" + ", ".join(
            f"{name} {kind}" for name, kind in COLUMNS.items()) + ")")

    def runTest(self):
        pass

    def test_types_into_columns(self):
        for kind, value in VALUES.items():
            for column in COLUMNS:
                with self.subTest(kind=kind, column=column):
                    text = f"insert into bound ({column}) values (?)"
                    reply = self.submit(text, bindings=binds({"1": (kind, value)}))
                    wanted = STORED[kind].get(column)
                    if (kind, column) == ("TEXT", "x"):  # 1 is no hexadecimal text
                        self.assertEqual((reply.status, reply.json["code"]), (422, "100115"))
                    elif wanted is None:
                        self.assertEqual((reply.status, reply.json["code"]), (422, "002023"))
                    else:
                        self.assertEqual(reply.status, 200, reply.body)
                        self.assertEqual(self.rows(f"select {column} from bound"), [[wanted]])
                    self.rows("truncate table bound")

    def test_batches_of_every_type(self):
        # As one value, in a batch of it and NULL.
        for kind, value in VALUES.items():
            for column in COLUMNS:
                with self.subTest(kind=kind, column=column):
                    text = f"insert into bound ({column}) values (?)"
                    reply = self.submit(text, bindings=binds({"1": (kind, [value, None])}))
                    wanted = STORED[kind].get(column)
                    if (kind, column) == ("TEXT", "x"):
                        self.assertEqual((reply.status, reply.json["code"]), (422, "100115"))
                    elif wanted is None:
                        self.assertEqual((reply.status, reply.json["code"]), (422, "002023"))
                    else:
                        self.assertEqual(reply.status, 200, reply.body)
                        rows = self.rows(f"select {column} from bound order by 1 nulls last")
                        self.assertEqual(rows, [[wanted], [None]])
                    self.rows("truncate table bound")

    def test_batches_of_bad_values(self):
        column = {"DATE": "d", "TIME": "t", "TIMESTAMP_NTZ": "ntz", "TIMESTAMP_TZ": "tz",
                  "BOOLEAN": "b", "BINARY": "x", "REAL": "f", "FIXED": "n"}
        for text, given, (code, state) in ERRORS:
            kind, value = given.get("1", ("TEXT", None))
            if code != "002086" or kind not in column:
                continue
            with self.subTest(kind=kind, value=value):
                reply = self.submit(f"insert into bound ({column[kind]}) values (?)",
                                    bindings=binds({"1": (kind, [VALUES[kind], value])}))
                self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                                 (422, code, state), reply.body)
        self.assertEqual(self.rows("select count(*) from bound"), [["0"]])

    def test_null_of_every_type(self):
        for kind in VALUES:
            for column in COLUMNS:
                with self.subTest(kind=kind, column=column):
                    self.rows(f"insert into bound ({column}) values (?)",
                              bindings=binds({"1": (kind, None)}))
        self.assertEqual(self.rows("select count(*) from bound"), [[str(
            len(VALUES) * len(COLUMNS))]])
        self.rows("truncate table bound")

    def test_hexadecimal_text_into_binary(self):
        self.rows("insert into bound (x) values (?)", bindings=binds({"1": ("TEXT", "c0ffee")}))
        self.rows("update bound set x = ?", bindings=binds({"1": ("TEXT", "CAFE")}))
        self.assertEqual(self.rows("select x from bound"), [["CAFE"]])
        self.rows("truncate table bound")

    def test_answers(self):
        for text, given, row in ANSWERS:
            with self.subTest(text=text, given=given):
                self.assertEqual(self.rows(text, bindings=binds(given)), [row])

    def test_errors(self):
        for text, given, (code, state) in ERRORS:
            with self.subTest(text=text, given=given):
                reply = self.submit(text, bindings=binds(given))
                self.assertEqual((reply.status, reply.json["code"], reply.json["sqlState"]),
                                 (422, code, state), reply.body)
                self.assertEqual(set(reply.json),
                                 {"code", "message", "sqlState", "statementHandle"})

    def test_name_of_a_bare_bind(self):
        reply = self.submit("select ?", bindings=binds({"1": ("FIXED", "1")})).json
        self.assertEqual(reply["resultSetMetaData"]["rowType"][0]["name"], "?")

    def test_payloads_that_are_no_bindings(self):
        for bad in ([], "x", 7, {"1": "x"}, {"1": {"value": "x"}}, {"1": []},
                    {"1": {"type": "TEXT", "value": {"a": 1}}},
                    {"1": {"type": "TEXT", "value": [["x"]]}}):
            with self.subTest(bad=bad):
                reply = self.submit("select 1", bindings=bad)
                self.assertEqual((reply.status, reply.json["code"]), (400, "390142"), reply.body)

    def test_batches(self):
        self.rows("create or replace table batch (a int, b varchar, c date)")
        given = {"1": ("FIXED", ["1", "2", None]), "2": ("TEXT", ["x", None, ""]),
                 "3": ("DATE", ["0", "86400000", None])}
        reply = self.submit("insert into batch values (?, ?, ?)", bindings=binds(given)).json
        self.assertEqual((reply["data"], reply["stats"]["numRowsInserted"]), ([["3"]], 3))
        self.assertEqual(self.rows("select * from batch order by a"),
                         [["1", "x", "0"], ["2", None, "1"], [None, "", None]])
        given["2"] = ("TEXT", "same")
        self.assertEqual(self.rows("insert into batch values (?, ?, ?)", bindings=binds(given)),
                         [["3"]])
        given["1"] = ("FIXED", ["1"])
        for bad, code in ((given, "002099"), ({"1": ("FIXED", ["x"])}, "002086")):
            text = "insert into batch values (?, ?, ?)" if bad is given else (
                "insert into batch (a) values (?)")
            reply = self.submit(text, bindings=binds(bad))
            self.assertEqual((reply.status, reply.json["code"]), (422, code), reply.body)
        self.assertEqual(self.rows("select count(*) from batch"), [["6"]])


if __name__ == "__main__":
    unittest.main()
