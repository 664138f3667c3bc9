"""Makes statements by grammar against tables of every type and runs them on a real server: each
must answer rows or an error of Snowflake's, never an internal one (000603), a crash or a hang.

Every tenth query checks an answer as well: the rows where a condition holds, where it does not and
where it is NULL are together all rows.

usage: query_fuzz.py --program PATH [--seconds N] [--seed N]      (findings make the exit code 1)
"""
import argparse
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "runner"))
from client import Server, Session, StatementError  # noqa: E402

TYPES = ["INT", "NUMBER(10,2)", "FLOAT", "VARCHAR", "VARCHAR(5)", "BOOLEAN", "DATE", "TIME",
         "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ", "VARIANT", "ARRAY", "OBJECT", "BINARY"]
FAMILY = {"INT": "number", "NUMBER(10,2)": "number", "FLOAT": "float", "VARCHAR": "text",
          "VARCHAR(5)": "text", "BOOLEAN": "boolean", "DATE": "date", "TIME": "time",
          "TIMESTAMP_NTZ": "stamp", "TIMESTAMP_LTZ": "stamp", "TIMESTAMP_TZ": "stamp",
          "VARIANT": "variant", "ARRAY": "array", "OBJECT": "object", "BINARY": "binary"}
FAMILIES = sorted(set(FAMILY.values()))
LITERALS = {
    "number": ["0", "1", "-1", "2.50", "12345678901234567890", "1e3", "NULL", "null::int"],
    "float": ["0::float", "1.5::float", "'nan'::float", "-1e300::float", "null::float"],
    "text": ["''", "'a'", "'B c'", "'1'", "'2024-02-29'", "'é%_'", "'{\"a\":1}'", "null::varchar"],
    "boolean": ["true", "false", "null::boolean"],
    "date": ["'2024-02-29'::date", "'0001-01-01'::date", "current_date", "null::date"],
    "time": ["'12:34:56.789'::time", "'00:00'::time", "null::time"],
    "stamp": ["'2024-02-29 23:59:59.123'::timestamp_ntz", "'2024-06-01 12:00 +0200'::timestamp_tz",
              "'2024-03-31 02:30'::timestamp_ltz", "null::timestamp_tz"],
    "variant": ["1::variant", "parse_json('{\"a\":[1,2.5,null],\"b\":\"x\"}')", "null::variant",
                "parse_json('null')", "'x'::variant"],
    "array": ["[1, 'a', null]", "[]", "null::array"],
    "object": ["{'a': 1, 'b': [2]}", "{}", "null::object"],
    "binary": ["x'00ff'", "''::binary", "null::binary"],
}
WORDS = {"VARCHAR": "text", "NUMBER": "number", "FLOAT": "float", "BOOLEAN": "boolean",
         "BINARY": "binary", "DATE": "date", "TIME": "time", "TIMESTAMP_NTZ": "stamp",
         "TIMESTAMP_LTZ": "stamp", "TIMESTAMP_TZ": "stamp", "VARIANT": "variant",
         "ARRAY": "array", "OBJECT": "object"}
# Slow by nature, or about the server itself.
SKIPPED = ("SYSTEM$", "RANDSTR", "GENERATOR", "REPEAT", "SPACE", "RPAD", "LPAD", "FACTORIAL")


class Maker:
    """Statements. `columns` of a scope are (name, family) pairs."""

    def __init__(self, seed, functions):
        self.random = random.Random(seed)
        self.functions = functions
        self.aggregates = [f for f in functions if f[3]]
        self.scalars = [f for f in functions if not f[3]]
        self.table = [(f"c{i}", FAMILY[word]) for i, word in enumerate(TYPES)]

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def value(self, family, columns, depth):
        own = [name for name, kind in columns if kind == family]
        if own and self.chance(55):
            return self.pick(own)
        if depth <= 0 or self.chance(25):
            return self.pick(LITERALS[family])
        make = lambda kind: self.value(kind, columns, depth - 1)
        forms = [lambda: f"iff({make('boolean')}, {make(family)}, {make(family)})",
                 lambda: f"coalesce({make(family)}, {make(family)})",
                 lambda: f"case {make('number')} when {make('number')} then {make(family)} "
                         f"when 3 then {make(family)} end",
                 lambda: f"nvl2({make(self.pick(FAMILIES))}, {make(family)}, {make(family)})",
                 lambda: f"decode({make('text')}, {make('text')}, {make(family)}, {make(family)})",
                 lambda: f"greatest({make(family)}, {make(family)})",
                 lambda: f"nullif({make(family)}, {make(family)})",
                 lambda: f"(select max({make(family)}) from t)" if family not in
                         ("array", "object") else make(family)]
        forms += {
            "number": [lambda: f"({make('number')} {self.pick('+-*/%')} {make('number')})",
                       lambda: f"length({make('text')})", lambda: f"array_size({make('array')})",
                       lambda: f"datediff({self.part()}, {make('stamp')}, {make('stamp')})",
                       lambda: f"year({make('date')})", lambda: f"-{make('number')}",
                       lambda: f"{make('variant')}::int", lambda: f"round({make('number')}, 1)"],
            "float": [lambda: f"({make('float')} {self.pick('+-*')} {make('number')})",
                      lambda: f"{make('number')}::float", lambda: f"abs({make('float')})"],
            "text": [lambda: f"({make('text')} || {make(self.pick(['text', 'number', 'date']))})",
                     lambda: f"upper({make('text')})", lambda: f"left({make('text')}, 2)",
                     lambda: f"{make(self.pick(['number', 'float', 'date', 'stamp']))}::varchar",
                     lambda: f"{make('variant')}::varchar", lambda: f"to_json({make('variant')})",
                     lambda: f"replace({make('text')}, {make('text')}, {make('text')})"],
            "boolean": [lambda: self.condition(columns, depth - 1)] * 3,
            "date": [lambda: f"dateadd({self.pick(['day', 'month'])}, 1, {make('date')})",
                     lambda: f"{make('stamp')}::date", lambda: f"last_day({make('date')})"],
            "time": [lambda: f"{make('stamp')}::time"],
            "stamp": [lambda: f"dateadd({self.part()}, 3, {make('stamp')})",
                      lambda: f"date_trunc({self.part()}, {make('stamp')})",
                      lambda: f"{make('date')}::timestamp_{self.pick(['ntz', 'ltz', 'tz'])}"],
            "variant": [lambda: f"{make('variant')}:a[0]", lambda: f"{make('object')}:b",
                        lambda: f"to_variant({make(self.pick(FAMILIES))})",
                        lambda: f"get({make('array')}, 0)"],
            "array": [lambda: f"[{make(self.pick(FAMILIES))}, {make('number')}]",
                      lambda: f"array_cat({make('array')}, {make('array')})",
                      lambda: f"filter({make('array')}, x -> x > 1)",
                      lambda: f"split({make('text')}, ',')"],
            "object": [lambda: f"object_construct('k', {make(self.pick(FAMILIES))})",
                       lambda: f"object_insert({make('object')}, 'z', {make('number')}, true)"],
            "binary": [lambda: f"to_binary({make('text')}, 'utf-8')"],
        }[family]
        return self.pick(forms)()

    def part(self):
        return self.pick(["year", "quarter", "month", "week", "day", "hour", "minute", "second"])

    def condition(self, columns, depth):
        family = self.pick(FAMILIES)
        make = lambda kind: self.value(kind, columns, depth - 1)
        forms = [lambda: f"{make(family)} {self.pick(['=', '<>', '<', '>='])} {make(family)}",
                 lambda: f"{make(family)} is {self.pick(['', 'not '])}null",
                 lambda: f"{make(family)} {self.pick(['', 'not '])}in ({make(family)}, "
                         f"{make(family)})",
                 lambda: f"{make(family)} between {make(family)} and {make(family)}",
                 lambda: f"{make('text')} {self.pick(['like', 'ilike', 'rlike'])} {make('text')}",
                 lambda: f"equal_null({make(family)}, {make(family)})",
                 lambda: f"{make(family)} is not distinct from {make(family)}",
                 lambda: f"{make(family)} in (select {make(family)} from t)",
                 lambda: f"exists (select 1 from t u where u.c0 = {make('number')})",
                 lambda: make("boolean")]
        text = self.pick(forms)()
        if depth > 0 and self.chance(30):
            text = f"({text}) {self.pick(['and', 'or'])} ({self.condition(columns, depth - 1)})"
        return f"not ({text})" if self.chance(10) else text

    def call(self, functions, columns, depth):
        """Any function with arguments of its kinds: the result's type is the function's."""
        name, words, least, _ = self.pick(functions)
        count = self.random.randint(least, len(words))
        arguments = [self.value(WORDS.get(w) or self.pick(FAMILIES), columns, depth)
                     for w in words[:count]]
        return f"{name}({', '.join(arguments)})"

    def source(self, depth):
        """A FROM clause and its columns."""
        choice = self.random.randrange(9)
        if choice < 4 or depth <= 0:
            return "t", self.table
        if choice == 4:
            columns = [(f"t.{n}", f) for n, f in self.table]
            columns += [(f"u.{n}", f) for n, f in self.table]
            word = self.pick(["join", "left join", "right join", "full join"])
            return f"t {word} t u on {self.condition(columns, 0)}", columns
        if choice == 5:
            value = self.value(self.pick(["array", "object", "variant"]), self.table, 1)
            word = self.pick([",", "left join", "join"])
            return (f"t {word} lateral flatten(input => {value}) f",
                    self.table + [("f.value", "variant"), ("f.index", "number"),
                                  ("f.seq", "number"), ("f.key", "text")])
        if choice == 6:
            kinds = [self.pick(FAMILIES) for _ in range(2)]
            rows = ", ".join("(" + ", ".join(self.pick(LITERALS[k]) for k in kinds) + ")"
                             for _ in range(3))
            return f"values {rows} v(x, y)", list(zip("xy", kinds))
        query, columns = self.query(depth - 1)
        return f"({query}) s", columns

    def query(self, depth):
        """A query and its columns: o0, o1, .."""
        if self.chance(12) and depth > 0:
            families = [self.pick(FAMILIES) for _ in range(2)]
            word = self.pick(["union", "union all", "intersect", "except"])
            parts = [self.plain(families) for _ in range(2)]
            tail = self.pick(["", " order by 1", " order by o1 desc limit 2"])
            return f" {word} ".join(parts) + tail, [(f"o{i}", f) for i, f in enumerate(families)]
        source, columns = self.source(depth)
        families = [self.pick(FAMILIES) for _ in range(self.random.randint(1, 3))]
        where = f" where {self.condition(columns, depth)}" if self.chance(50) else ""
        if self.chance(30):
            return self.grouped(source, columns, families, where, depth)
        values = [self.value(f, columns, depth) for f in families]
        outputs = [(f"o{i}", f) for i, f in enumerate(families)]
        if self.chance(20):
            over = f"over (partition by {self.value(self.pick(FAMILIES), columns, 0)} " \
                   f"order by {self.value(self.pick(FAMILIES), columns, 0)})"
            values.append(f"{self.pick(['row_number()', 'rank()', 'lag(1)', 'sum(1)'])} {over}")
            outputs.append((f"o{len(values) - 1}", "number"))
        items = ", ".join(f"{v} as o{i}" for i, v in enumerate(values))
        word = "select distinct" if self.chance(15) else "select"
        tail = f" order by {self.random.randint(1, len(values))}" if self.chance(30) else ""
        tail += " limit 3" if self.chance(15) else ""
        return f"{word} {items} from {source}{where}{tail}", outputs

    def plain(self, families):
        items = [f"{self.value(f, self.table, 1)} as o{i}" for i, f in enumerate(families)]
        return f"select {', '.join(items)} from t"

    def grouped(self, source, columns, families, where, depth):
        keys = [self.value(f, columns, depth) for f in families]
        kind = self.pick(FAMILIES)
        aggregate = self.pick([f"count(distinct {self.value(kind, columns, 1)})", "count(*)",
                               f"sum({self.value('number', columns, 1)})"])
        items = ", ".join(f"{k} as o{i}" for i, k in enumerate(keys))
        group = self.pick(["all", ", ".join(str(i + 1) for i in range(len(keys))),
                           f"rollup ({', '.join(str(i + 1) for i in range(len(keys)))})"])
        having = " having count(*) > 0" if self.chance(20) else ""
        order = f" order by {len(keys) + 1}, 1" if self.chance(40) else ""
        outputs = [(f"o{i}", f) for i, f in enumerate(families)] + [(f"o{len(keys)}", "number")]
        return (f"select {items}, {aggregate} as o{len(keys)} from {source}{where} "
                f"group by {group}{having}{order}", outputs)

    def statement(self):
        choice = self.random.randrange(20)
        if choice < 9:
            return self.query(2)[0]
        if choice < 13:
            calls = [self.call(self.scalars, self.table, 1) for _ in range(2)]
            return f"select {', '.join(calls)} from t"
        if choice < 15:
            call = self.call(self.aggregates, self.table, 1)
            over = self.pick(["", "", " over (partition by c5)", " over (order by c0)"])
            return f"select {call}{over} from t"
        if choice == 15:
            return f"create or replace table made as {self.query(2)[0]}"
        if choice == 16:
            return f"create or replace view made_view as {self.query(2)[0]}"
        name, family = self.pick(self.table)
        value = self.value(family, [(f"w.{n}", f) for n, f in self.table], 2)
        on = f"w.c0 = s.c0 and ({self.condition([(f's.{n}', f) for n, f in self.table], 1)})"
        if choice == 17:
            return f"update w set {name} = {value} from t s where {on}"
        if choice == 18:
            return f"delete from w using t s where {on}"
        return f"merge into w using t s on {on} when matched then update set {name} = {value} " \
               f"when not matched then insert ({name}) values (s.{name})"


def builtin_functions(session):
    _, rows = session.execute("show builtin functions")
    functions = []
    for row in rows:
        name, least, text = row[1], int(row[6]), row[8]
        words = text[text.index("(") + 1:text.index(")")].split(", ")
        if not name.startswith(SKIPPED):
            functions.append((name, [w for w in words if w], max(least, 0), row[4] == "Y"))
    return functions


def prepare(session, maker):
    session.execute("create database fuzz")
    columns = ", ".join(f"c{i} {word}" for i, word in enumerate(TYPES))
    session.execute(f"create table t ({columns})")
    for _ in range(12):
        values = [maker.pick(LITERALS[FAMILY[word]]) for word in TYPES]
        values[0] = maker.pick(["0", "1", "2", "3", "null"])
        values[1] = maker.pick(["0", "1.25", "-3.5", "null"])
        values[4] = maker.pick(["'a'", "'B'", "''", "null"])
        session.execute(f"insert into t select {', '.join(values)}")
    session.execute("create table w clone t")


class Findings:
    def __init__(self):
        self.count = 0

    def add(self, what, statement):
        self.count += 1
        print(f"--- {what}\n{statement};", flush=True)


def check_partition(session, maker, findings):
    condition = maker.condition(maker.table, 2)
    query = f"select count(*), count_if(p), count_if(not p), count_if(p is null) " \
            f"from (select ({condition}) as p from t)"
    whole = f"select count(*) from t where {condition}"
    try:
        all_rows, true, false, null = (int(c) for c in session.execute(query)[1][0])
        filtered = int(session.execute(whole)[1][0][0])
    except StatementError as error:
        if error.code == "000603":
            findings.add(str(error), query)
        return
    volatile = "random" in condition or "current" in condition
    if not volatile and (all_rows != true + false + null or filtered != true):
        findings.add(f"{all_rows} rows: {true} + {false} + {null}, filtered {filtered}", whole)


def run(options):
    server = Server(options.program)
    session = Session(server)
    seed = options.seed if options.seed is not None else random.randrange(2**32)
    print(f"query_fuzz: seed {seed}", flush=True)
    maker = Maker(seed, builtin_functions(session))
    findings = Findings()
    prepare(session, maker)
    counts = {"statements": 0, "answered": 0}
    end = time.monotonic() + options.seconds
    while time.monotonic() < end and findings.count < 100:
        counts["statements"] += 1
        statement = maker.statement()
        started = time.monotonic()
        try:
            session.execute(statement)
            counts["answered"] += 1
        except StatementError as error:
            if error.code in ("000603", None):
                findings.add(str(error).replace("\n", " "), statement)
        except Exception as error:  # the connection is gone: so is the server
            findings.add(f"no answer: {error!r}", statement)
            break
        if time.monotonic() - started > 20:
            findings.add("slow", statement)
        if counts["statements"] % 10 == 0:
            check_partition(session, maker, findings)
    server.process.kill()
    print(f"query_fuzz: {counts['statements']} statements, {counts['answered']} answered, "
          f"{findings.count} findings")
    return findings.count > 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int)
    sys.exit(run(parser.parse_args()))
