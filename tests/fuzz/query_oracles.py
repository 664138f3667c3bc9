"""What must agree about an answer, whatever it is:

partition   the rows where a condition holds, where it does not and where it is NULL are all rows
places      a query, the same as a derived table, a WITH name, a view and a table give the same rows
described   a description has the columns of the result, and values fit the type they claim
constants   an expression over a row gives what it gives over the row's values as literals
distinct    the groups of a value are as many as its distinct values
"""
import collections
import re

from client import StatementError
from value_grammar import FAMILIES, TYPES

# Two evaluations may differ: values that change, and choices among equals.
CHANGES = re.compile(r"random|uuid|uniform|current_|sysdate|limit|sample|over \(|any_value|approx_|"
                     r"row_number|match_recognize|asof|seq|listagg|array_agg|array_unique|mode\(|"
                     r"_agg|getdate|local|top|zipf|normal|hll|percentile|minhash|object_agg|_by\(|"
                     r"stddev|variance|var_|skew|kurt|corr|covar|regr|system|now\(|"
                     r"version|session|systimestamp|invoker|dbms|last_|nextval|is_role",
                     re.IGNORECASE)


def is_internal(error):
    return error.code in ("000603", None)


class Oracles:
    def __init__(self, session, maker, findings):
        self.session, self.maker, self.findings = session, maker, findings

    def rows(self, query):
        return self.session.execute(query)

    def check(self, number):
        checks = [self.partition, self.places, self.described, self.constants, self.distinct]
        checks[number % len(checks)]()

    def partition(self):
        maker = self.maker
        condition = maker.condition(maker.table, 2)
        if CHANGES.search(condition):
            return
        query = f"select count(*), count_if(p), count_if(not p), count_if(p is null) " \
                f"from (select ({condition}) as p from t)"
        whole = f"select count(*) from t where {condition}"
        try:
            all_rows, true, false, null = (int(c) for c in self.rows(query)[1][0])
            filtered = int(self.rows(whole)[1][0][0])
        except StatementError as error:
            if is_internal(error):
                self.findings.add(str(error), query)
            return
        if all_rows != true + false + null or filtered != true:
            self.findings.add(f"{all_rows} rows: {true} + {false} + {null}, filtered {filtered}",
                              whole)

    def places(self):
        maker = self.maker
        query = maker.query(2)[0] if maker.chance(60) else \
            f"select {maker.call(maker.scalars, maker.table, 1)} as o0 from t"
        if CHANGES.search(query):
            return
        try:
            shape, expected = self.rows(query)
        except StatementError as error:
            if is_internal(error):
                self.findings.add(str(error), query)
            return
        if len({column["name"] for column in shape}) != len(shape):
            return
        forms = {"derived": [f"select * from ({query})"],
                 "with": [f"with place as ({query}) select * from place"],
                 "view": [f"create or replace view place as {query}", "select * from place",
                          "drop view place"],
                 "table": [f"create or replace temporary table place as {query}",
                           "select * from place", "drop table place"]}
        for name, statements in forms.items():
            self.compare(name, statements, shape, expected, query)

    def compare(self, name, statements, shape, expected, query):
        try:
            answers = [self.rows(statement) for statement in statements]
        except StatementError as error:
            self.findings.add(f"only as {name}: {error}", query)
            return
        found_shape, found = answers[min(1, len(answers) - 1)]
        parts = ("type", "precision", "scale")
        types = [[column.get(part) for part in parts] for column in shape]
        found_types = [[column.get(part) for part in parts] for column in found_shape]
        if types != found_types:
            self.findings.add(f"as {name} the types are {found_types}, else {types}", query)
        count = lambda rows: collections.Counter(tuple(row) for row in rows)
        if count(found) != count(expected):
            self.findings.add(f"as {name} the rows are {found[:6]}, else {expected[:6]}", query)

    def described(self):
        query = self.maker.statement()
        if not query.startswith(("select", "with")):
            return
        try:
            shape, rows = self.rows(query)
            described, _ = self.session.execute(query, describe_only=True)
        except StatementError as error:
            if is_internal(error):
                self.findings.add(str(error), query)
            return
        if shape != described:
            self.findings.add(f"described as {described}, given as {shape}", query)
        for row in rows:
            for column, value in zip(shape, row):
                problem = misfit(column, value)
                if problem:
                    self.findings.add(f"{problem}: {value!r} in {column}", query)
                    return

    def constants(self):
        maker = self.maker
        value = maker.value(maker.family(), maker.table, 2) if maker.chance(50) else \
            maker.call(maker.scalars, maker.table, 1)
        if CHANGES.search(value) or "select" in value:
            return
        row = maker.pick(maker.rows)
        literal = lambda match: f"({row[int(match[1])]})::{TYPES[int(match[1])]}"
        written = re.sub(r"\bc(\d+)\b", literal, value)
        by_column = f"select {value} from one_row"
        items = ", ".join(f"({v})::{word} as c{i}" for i, (v, word) in enumerate(zip(row, TYPES)))
        try:
            self.rows(f"create or replace temporary table one_row as select {items}")
            expected = self.rows(by_column)[1]
        except StatementError as error:
            expected = error
        try:
            found = self.rows(f"select {written}")[1]
        except StatementError as error:
            found = error
        for answer in (expected, found):
            if isinstance(answer, StatementError) and is_internal(answer):
                self.findings.add(str(answer), written)
                return
        if any(isinstance(one, StatementError) and one.code in ("001015", "000002")
               for one in (expected, found)):
            return  # needs a constant, or is not built
        same = str(found) == str(expected)
        if [[None]] in (found, expected):
            return  # a NULL argument may spare the look at a wrong one
        if isinstance(found, StatementError) and isinstance(expected, StatementError):
            same = True  # the place and the text of an error may differ
        if not same:
            self.findings.add(f"over columns {expected}, over constants {found}",
                              f"{by_column};\nselect {written}")

    def distinct(self):
        maker = self.maker
        # COUNT takes the JSON null of a VARIANT for a NULL, GROUP BY does not.
        family = maker.pick([kind for kind in FAMILIES if kind != "variant"])
        value = maker.value(family, maker.table, 2)
        if CHANGES.search(value):
            return
        query = f"select count(*), count(distinct v), max(iff(v is null, 1, 0)) from " \
                f"(select {value} as v from t)"
        groups = f"select count(*) from (select {value} as v from t group by v)"
        rows = f"select count(*) from (select distinct {value} as v from t)"
        try:
            _, distinct, null = (int(c or 0) for c in self.rows(query)[1][0])
            counts = [int(self.rows(q)[1][0][0]) for q in (groups, rows)]
        except StatementError as error:
            if is_internal(error):
                self.findings.add(str(error), query)
            return
        if counts != [distinct + null] * 2:
            self.findings.add(f"{distinct} + {null} values, groups and distinct rows {counts}",
                              groups)


def misfit(column, value):
    """What is wrong with a value of a result, or nothing."""
    if value is None:
        return "" if column["nullable"] else "NULL where none can be"
    kind = column["type"].upper()
    if kind == "FIXED":
        digits = re.fullmatch(r"-?(\d+)(?:\.(\d+))?", value)
        if not digits:
            return "no number"
        scale = len(digits[2] or "")
        if scale != column["scale"]:
            return "another scale"
        if len((digits[1] + (digits[2] or "")).lstrip("0")) > column["precision"]:
            return "more digits"
    if kind == "TEXT" and column.get("length") and len(value) > column["length"]:
        return "longer text"
    if kind == "BOOLEAN" and value not in ("0", "1", "true", "false"):
        return "no boolean"
    return ""
