"""Expressions by grammar: values of a family of types over the columns in scope, conditions, and
calls of any function with arguments of its kinds.
"""
import random

TYPES = ["INT", "NUMBER(10,2)", "FLOAT", "VARCHAR", "VARCHAR(5)", "BOOLEAN", "DATE", "TIME",
         "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ", "VARIANT", "ARRAY", "OBJECT", "BINARY"]
FAMILY = {"INT": "number", "NUMBER(10,2)": "number", "FLOAT": "float", "VARCHAR": "text",
          "VARCHAR(5)": "text", "BOOLEAN": "boolean", "DATE": "date", "TIME": "time",
          "TIMESTAMP_NTZ": "stamp", "TIMESTAMP_LTZ": "stamp", "TIMESTAMP_TZ": "stamp",
          "VARIANT": "variant", "ARRAY": "array", "OBJECT": "object", "BINARY": "binary"}
FAMILIES = sorted(set(FAMILY.values()))
LITERALS = {
    "number": ["0", "1", "-1", "2.50", "12345678901234567890", "1e3", "NULL", "null::int",
               "0.000001", "99999999999999999999999999999999999999"],
    "float": ["0::float", "1.5::float", "'nan'::float", "-1e300::float", "null::float"],
    "text": ["''", "' 12 '", "'-0.50'", "'true'", "'12:34'", "'ABC'", "'a'", "'B c'",
             "'1'", "'2024-02-29'", "'é%_'", "'{\"a\":1}'", "null::varchar"],
    "boolean": ["true", "false", "null::boolean"],
    "date": ["'2024-02-29'::date", "'0001-01-01'::date", "'9999-12-31'::date",
             "'1969-12-31'::date", "current_date", "null::date"],
    "time": ["'12:34:56.789'::time", "'00:00'::time", "'23:59:59.999999999'::time",
             "null::time"],
    "stamp": ["'2024-02-29 23:59:59.123'::timestamp_ntz", "'2024-06-01 12:00 +0200'::timestamp_tz",
              "'2024-03-10 02:30'::timestamp_ltz", "'2024-11-03 01:30'::timestamp_ltz",
              "'0001-01-01'::timestamp_ntz", "'9999-12-31 23:59:59.999999999'::timestamp_ntz",
              "'1969-12-31 23:59:59.5 -0930'::timestamp_tz", "null::timestamp_tz"],
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

class ValueMaker:
    """`columns` of a scope are (name, family) pairs."""

    def __init__(self, seed, functions):
        self.random = random.Random(seed)
        self.aggregates = [f for f in functions if f[3]]
        self.scalars = [f for f in functions if not f[3]]

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def family(self):
        return self.pick(FAMILIES)

    def value(self, family, columns, depth):
        own = [name for name, kind in columns if kind == family]
        if own and self.chance(55):
            return self.pick(own)
        if depth <= 0 or self.chance(25):
            return self.pick(LITERALS[family])
        make = lambda kind: self.value(kind, columns, depth - 1)
        forms = self.general_forms(family, make) + self.family_forms(family, columns, depth, make)
        return self.pick(forms)()

    def general_forms(self, family, make):
        forms = [lambda: f"iff({make('boolean')}, {make(family)}, {make(family)})",
                 lambda: f"coalesce({make(family)}, {make(family)})",
                 lambda: f"case {make('number')} when {make('number')} then {make(family)} "
                         f"when 3 then {make(family)} end",
                 lambda: f"case when {make('boolean')} then {make(family)} "
                         f"else {make(family)} end",
                 lambda: f"nvl2({make(self.family())}, {make(family)}, {make(family)})",
                 lambda: f"decode({make('text')}, {make('text')}, {make(family)}, {make(family)})",
                 lambda: f"greatest({make(family)}, {make(family)})",
                 lambda: f"least_ignore_nulls({make(family)}, {make(family)})",
                 lambda: f"nullif({make(family)}, {make(family)})",
                 lambda: f"{make('variant')}::{self.type_of(family)}",
                 lambda: f"try_cast({make('text')} as {self.type_of(family)})"]
        if family not in ("array", "object"):
            forms.append(lambda: f"(select max({make(family)}) from t)")
        return forms

    def type_of(self, family):
        return self.pick([word for word, kind in FAMILY.items() if kind == family])

    def family_forms(self, family, columns, depth, make):
        return {
            "number": [lambda: f"({make('number')} {self.pick('+-*/%')} {make('number')})",
                       lambda: f"length({make('text')})", lambda: f"array_size({make('array')})",
                       lambda: f"datediff({self.part()}, {make('stamp')}, {make('stamp')})",
                       lambda: f"date_part({self.part()}, {make(self.pick(['date', 'stamp']))})",
                       lambda: f"-{make('number')}", lambda: f"{make('text')}::number(12,3)",
                       lambda: f"round({make('number')}, {self.random.randint(-2, 3)})",
                       lambda: f"reduce({make('array')}, 0, (a, x) -> a + 1)"],
            "float": [lambda: f"({make('float')} {self.pick('+-*/')} {make('number')})",
                      lambda: f"{make(self.pick(['number', 'text']))}::float",
                      lambda: f"abs({make('float')})", lambda: f"sqrt({make('float')})"],
            "text": [lambda: f"({make('text')} || {make(self.pick(['text', 'number', 'date']))})",
                     lambda: f"upper({make('text')})", lambda: f"left({make('text')}, 2)",
                     lambda: f"{make(self.family())}::varchar",
                     lambda: f"to_char({make(self.pick(['date', 'stamp']))}, 'YYYY-MON-DD HH12')",
                     lambda: f"to_json({make('variant')})", lambda: f"typeof({make('variant')})",
                     lambda: f"split_part({make('text')}, ',', {self.random.randint(-1, 2)})",
                     lambda: f"regexp_substr({make('text')}, '[a-c]+')",
                     lambda: f"replace({make('text')}, {make('text')}, {make('text')})"],
            "boolean": [lambda: self.condition(columns, depth - 1)] * 3,
            "date": [lambda: f"dateadd({self.pick(['day', 'month', 'year'])}, "
                             f"{self.pick(['1', '-13', make('number')])}, {make('date')})",
                     lambda: f"{make(self.pick(['stamp', 'text']))}::date",
                     lambda: f"date_trunc({self.part()}, {make('date')})",
                     lambda: f"last_day({make('date')}, {self.pick(['week', 'month', 'year'])})"],
            "time": [lambda: f"{make(self.pick(['stamp', 'text']))}::time",
                     lambda: f"dateadd({self.pick(['hour', 'second'])}, 3, {make('time')})"],
            "stamp": [lambda: f"dateadd({self.part()}, {self.pick(['3', '-400'])}, "
                              f"{make('stamp')})",
                      lambda: f"date_trunc({self.part()}, {make('stamp')})",
                      lambda: f"time_slice({make('stamp')}, 3, 'hour')",
                      lambda: f"convert_timezone('Asia/Kathmandu', {make('stamp')})",
                      lambda: f"{make(self.pick(['date', 'text', 'stamp']))}"
                              f"::timestamp_{self.pick(['ntz', 'ltz', 'tz'])}"],
            "variant": [lambda: f"{make('variant')}:a[0]", lambda: f"{make('object')}:b",
                        lambda: f"{make('variant')}:\"a\"[1]", lambda: f"{make('array')}[0]",
                        lambda: f"get_path({make('variant')}, 'a[1].b')",
                        lambda: f"to_variant({make(self.family())})",
                        lambda: f"get({make('array')}, 0)"],
            "array": [lambda: f"[{make(self.family())}, {make('number')}]",
                      lambda: f"array_cat({make('array')}, {make('array')})",
                      lambda: f"filter({make('array')}, x -> x > {make('number')})",
                      lambda: f"transform({make('array')}, x -> [x, {make(self.family())}])",
                      lambda: f"array_distinct({make('array')})",
                      lambda: f"object_keys({make('object')})",
                      lambda: f"split({make('text')}, ',')"],
            "object": [lambda: f"object_construct('k', {make(self.family())})",
                       lambda: f"{{'a': {make(self.family())}, 'b': {make('variant')}}}",
                       lambda: f"object_delete({make('object')}, 'a')",
                       lambda: f"object_insert({make('object')}, 'z', {make('number')}, true)"],
            "binary": [lambda: f"to_binary({make('text')}, 'utf-8')",
                       lambda: f"({make('binary')} || {make('binary')})"],
        }[family]

    def part(self):
        return self.pick(["year", "quarter", "month", "week", "day", "hour", "minute", "second"])

    def condition(self, columns, depth):
        family = self.family()
        make = lambda kind: self.value(kind, columns, depth - 1)
        forms = [lambda: f"{make(family)} {self.pick(['=', '<>', '<', '>='])} {make(family)}",
                 lambda: f"{make(family)} is {self.pick(['', 'not '])}null",
                 lambda: f"{make(family)} {self.pick(['', 'not '])}in ({make(family)}, "
                         f"{make(family)})",
                 lambda: f"{make(family)} between {make(family)} and {make(family)}",
                 lambda: f"{make('text')} {self.pick(['like', 'ilike', 'rlike'])} {make('text')}",
                 lambda: f"{make('text')} like any ({make('text')}, {make('text')})",
                 lambda: f"equal_null({make(family)}, {make(family)})",
                 lambda: f"{make(family)} is not distinct from {make(family)}",
                 lambda: f"{make(family)} in (select {make(family)} from t)",
                 lambda: f"{make('number')} >= all (select {make('number')} from t)",
                 lambda: f"array_contains({make(family)}::variant, {make('array')})",
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
        arguments = [self.value(WORDS.get(w) or self.family(), columns, depth)
                     for w in words[:count]]
        return f"{name}({', '.join(arguments)})"
