"""Queries by grammar. Each comes with its columns, o0, o1, .., as (name, family) pairs."""
from value_grammar import FAMILY, LITERALS, TYPES, ValueMaker


class QueryMaker(ValueMaker):
    def __init__(self, seed, functions):
        super().__init__(seed, functions)
        self.table = [(f"c{i}", FAMILY[word]) for i, word in enumerate(TYPES)]

    def source(self, depth):
        """A FROM clause and its columns."""
        if depth <= 0 or self.chance(30):
            return "t", self.table
        return self.pick([self.joined, self.flattened, self.split, self.values, self.derived,
                          self.derived, self.pivoted, self.unpivoted, self.matched, self.asof,
                          self.generated, self.lateral, self.sampled])(depth)

    def joined(self, depth):
        columns = [(f"t.{n}", f) for n, f in self.table]
        columns += [(f"u.{n}", f) for n, f in self.table]
        if self.chance(20):
            word = self.pick(["join", "left join", "full join"])
            return f"t {word} t u using (c0, c5)", [(n, f) for n, f in columns if n != "u.c0"]
        word = self.pick(["join", "left join", "right join", "full join"])
        return f"t {word} t u on {self.condition(columns, 1)}", columns

    def flattened(self, depth):
        value = self.value(self.pick(["array", "object", "variant"]), self.table, 1)
        options = self.pick(["", ", outer => true", ", recursive => true", ", mode => 'array'",
                             ", path => 'a'"])
        word = self.pick([",", "left join", "join"])
        on = f" on {self.condition(self.table, 1)}" if word != "," and self.chance(40) else ""
        return (f"t {word} lateral flatten(input => {value}{options}) f{on}",
                self.table + [("f.value", "variant"), ("f.index", "number"), ("f.seq", "number"),
                              ("f.key", "text"), ("f.path", "text"), ("f.this", "variant")])

    def split(self, depth):
        text = self.value("text", self.table, 1)
        return (f"t, lateral split_to_table({text}, ',') f",
                self.table + [("f.value", "text"), ("f.index", "number"), ("f.seq", "number")])

    def values(self, depth):
        kinds = [self.family() for _ in range(2)]
        rows = ", ".join("(" + ", ".join(self.pick(LITERALS[k]) for k in kinds) + ")"
                         for _ in range(3))
        return f"(values {rows}) v(x, y)", list(zip("xy", kinds))

    def derived(self, depth):
        query, columns = self.query(depth - 1)
        return f"({query}) s", columns

    def lateral(self, depth):
        value = self.value("number", self.table, 1)
        return (f"t, lateral (select {value} as l0, c4 as l1 from t u where u.c0 = t.c0) l",
                self.table + [("l0", "number"), ("l1", "text")])

    def sampled(self, depth):
        return f"t sample ({self.pick(['50', '3 rows'])})", self.table

    def generated(self, depth):
        return ("(select seq4() as g0, uniform(1, 3, 42) as g1, 'x' || g0 as g2 "
                "from table(generator(rowcount => 4))) g",
                [("g0", "number"), ("g1", "number"), ("g2", "text")])

    def pivoted(self, depth):
        family = self.pick(["number", "text"])
        keys = {"number": ["0", "1", "null", "2.5"], "text": ["'a'", "'B'", "''", "null"]}[family]
        key = "c0" if family == "number" else "c4"
        chosen = self.random.sample(keys, 2)
        listed = f"{chosen[0]} as p0, {chosen[1]} as p1"
        otherwise = " default on null (0)" if self.chance(20) else ""
        aggregate = self.pick(["sum", "max", "count", "avg"])
        return (f"(select c0, c1, c4, c5 from t) pivot({aggregate}(c1) for {key} in "
                f"({listed}){otherwise}) p",
                [("c5", "boolean"), ("p0", "number"), ("p1", "number")])

    def unpivoted(self, depth):
        nulls = self.pick(["", "include nulls ", "exclude nulls "])
        family = self.family()
        a, b = (self.value(family, self.table, 1) for _ in range(2))
        return (f"(select c0, {a} as a, {b} as b from t) unpivot {nulls}(v for n in (a, b))",
                [("c0", "number"), ("v", family), ("n", "text")])

    def matched(self, depth):
        pattern = self.pick(["(a b*)", "(a+ b?)", "(a | b)", "(a b{1,2}? c*)", "(^ a* $)",
                             "(permute(a, b))", "({- a -} b+)"])
        rows = self.pick(["one row per match", "all rows per match",
                          "all rows per match with unmatched rows"])
        skip = self.pick(["", " after match skip to next row", " after match skip past last row"])
        kind = self.family()
        last = self.value(kind, [(f"b.{n}", f) for n, f in self.table], 0)
        define = self.condition([(f"b.{n}", f) for n, f in self.table], 0)
        columns = [("c5", "boolean"), ("m0", "number"), ("m1", "text"), ("m2", "number"),
                   ("m3", kind)]
        return (f"t match_recognize(partition by c5 order by c0, c1 measures match_number() as m0, "
                f"classifier() as m1, count(*) as m2, last({last}) as m3 {rows}{skip} "
                f"pattern {pattern} define b as {define}, a as a.c0 >= lag(a.c0) or true)", columns)

    def asof(self, depth):
        columns = [(f"t.{n}", f) for n, f in self.table]
        columns += [(f"u.{n}", f) for n, f in self.table]
        key = self.pick(["c0", "c1", "c6", "c8"])
        on = " on t.c5 = u.c5" if self.chance(50) else ""
        return f"t asof join t u match_condition (t.{key} >= u.{key}){on}", columns

    def query(self, depth):
        if self.chance(12) and depth > 0:
            return self.combined()
        if self.chance(6):
            return self.hierarchy()
        if self.chance(6) and depth > 0:
            inner, columns = self.query(depth - 1)
            value = self.value(self.family(), columns, 1)
            return f"with q as ({inner}) select q.*, {value} as o9 from q", columns
        source, columns = self.source(depth)
        families = [self.family() for _ in range(self.random.randint(1, 3))]
        where = f" where {self.condition(columns, depth)}" if self.chance(50) else ""
        if self.chance(30):
            return self.grouped(source, columns, families, where, depth)
        return self.selected(source, columns, families, where, depth)

    def combined(self):
        families = [self.family() for _ in range(2)]
        words = ["union", "union all", "intersect", "except", "minus"]
        parts = [self.plain(families) for _ in range(self.random.randint(2, 3))]
        tail = self.pick(["", " order by 1", " order by o1 desc limit 2"])
        text = parts[0] + "".join(f" {self.pick(words)} {part}" for part in parts[1:])
        return text + tail, [(f"o{i}", f) for i, f in enumerate(families)]

    def hierarchy(self):
        value = self.value(self.family(), self.table, 1)
        own = self.pick(["sys_connect_by_path(c4, '/')", "connect_by_root c4", "prior c4"])
        return (f"select c0 as o0, level as o1, {own} as o2, {value} as o3 from t "
                f"start with {self.condition(self.table, 1)} "
                f"connect by prior c0 + 1 = c0 and level < 4", [("o0", "number"), ("o1", "number")])

    def selected(self, source, columns, families, where, depth):
        values = [self.value(f, columns, depth) for f in families]
        outputs = [(f"o{i}", f) for i, f in enumerate(families)]
        qualify = ""
        if self.chance(25):
            values.append(self.window(columns, depth))
            outputs.append((f"o{len(values) - 1}", "number"))
            if self.chance(40):
                qualify = self.pick([f" qualify o{len(values) - 1} > 1",
                                     f" qualify {self.window(columns, 1)} = 1"])
        elif self.chance(10) and outputs:
            value = self.value("number", outputs, 1)  # over the aliases beside it
            values.append(value)
            outputs.append((f"o{len(values) - 1}", "number"))
        items = ", ".join(f"{v} as o{i}" for i, v in enumerate(values))
        word = "select distinct" if self.chance(15) else "select"
        tail = f" order by {self.random.randint(1, len(values))}" if self.chance(30) else ""
        tail += " limit 3" if self.chance(15) else ""
        return f"{word} {items} from {source}{where}{qualify}{tail}", outputs

    def window(self, columns, depth):
        partition = self.value(self.family(), columns, 0)
        order = self.value(self.family(), columns, 0)
        number = self.value("number", columns, 1)
        call = self.pick(["row_number()", "rank()", "dense_rank()", "ntile(3)", "cume_dist()",
                          f"lag({number})", f"lead({number}, 2, 0) ignore nulls",
                          f"first_value({number}) ignore nulls", f"nth_value({number}, 2)",
                          f"sum({number})", f"avg({number})", f"count(distinct {number})",
                          f"max({number})", f"ratio_to_report({number})",
                          f"conditional_change_event({number})", f"median({number})"])
        frame = ""
        if call.startswith(("sum", "avg", "max", "first", "nth")):
            frame = self.pick(["", " rows between 1 preceding and current row",
                               " rows between unbounded preceding and 1 following",
                               " range between unbounded preceding and current row",
                               " rows between 2 preceding and 1 preceding"])
        order = "" if call.startswith(("ratio", "count", "median")) else \
            f" order by {order}{self.pick(['', ' desc', ' nulls first'])}"
        return f"{call} over (partition by {partition}{order}{frame if order else ''})"

    def plain(self, families):
        items = [f"{self.value(f, self.table, 1)} as o{i}" for i, f in enumerate(families)]
        return f"select {', '.join(items)} from t"

    def aggregate(self, columns):
        kind = self.family()
        value = self.value(kind, columns, 1)
        number = self.value("number", columns, 1)
        text = self.value("text", columns, 1)
        return self.pick([f"count(distinct {value})", "count(*)", f"sum({number})",
                          f"avg({number})", f"max({number})", f"min(length({text}))",
                          f"count_if({self.condition(columns, 1)})", f"stddev({number})",
                          f"array_size(array_agg({value}))", f"approx_count_distinct({value})",
                          f"length(listagg(distinct {text}, ',') within group (order by {text}))",
                          f"percentile_cont(0.5) within group (order by {number})",
                          f"sum({number}) - count({value})"])

    def grouped(self, source, columns, families, where, depth):
        keys = [self.value(f, columns, depth) for f in families]
        items = ", ".join(f"{k} as o{i}" for i, k in enumerate(keys))
        places = [str(i + 1) for i in range(len(keys))]
        listed = ", ".join(places)
        group = self.pick(["all", listed, f"rollup ({listed})", f"cube ({listed})",
                           f"grouping sets (({listed}), ({places[0]}), ())",
                           ", ".join(f"o{i}" for i in range(len(keys))), ", ".join(keys)])
        having = self.pick(["", "", " having count(*) > 0", f" having {self.condition([], 1)}"])
        order = f" order by {len(keys) + 1}, 1" if self.chance(40) else ""
        outputs = [(f"o{i}", f) for i, f in enumerate(families)] + [(f"o{len(keys)}", "number")]
        return (f"select {items}, {self.aggregate(columns)} as o{len(keys)} from {source}{where} "
                f"group by {group}{having}{order}", outputs)
