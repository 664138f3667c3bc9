"""Statements by grammar over the tables t (read) and w (written), which have the same columns."""
from query_grammar import QueryMaker
from value_grammar import FAMILY, LITERALS, TYPES


class StatementMaker(QueryMaker):
    def statement(self):
        choice = self.random.randrange(24)
        if choice < 10:
            return self.query(2)[0]
        if choice < 14:
            calls = [self.call(self.scalars, self.table, 1) for _ in range(2)]
            return f"select {', '.join(calls)} from t"
        if choice < 16:
            call = self.call(self.aggregates, self.table, 1)
            over = self.pick(["", "", " over (partition by c5)", " over (order by c0)"])
            return f"select {call}{over} from t"
        return self.pick([self.create, self.create, self.update, self.delete, self.merge,
                          self.insert, self.multi_insert, self.alter_type])()

    def create(self):
        query, _ = self.query(2)
        what = self.pick(["table made", "temporary table made_here", "view made_view",
                          "dynamic table"][:3])
        return f"create or replace {what} as {query}"

    def assigned(self, columns):
        name, family = self.pick(self.table)
        return name, self.value(family, columns, 2)

    def join_condition(self):
        columns = [(f"s.{n}", f) for n, f in self.table]
        return f"w.c0 = s.c0 and ({self.condition(columns, 1)})"

    def update(self):
        name, value = self.assigned([(f"w.{n}", f) for n, f in self.table])
        if self.chance(30):
            return f"update w set {name} = {value} where {self.condition(self.table, 1)}"
        return f"update w set {name} = {value} from t s where {self.join_condition()}"

    def delete(self):
        if self.chance(50):
            return f"delete from w where {self.condition(self.table, 2)}"
        return f"delete from w using t s where {self.join_condition()}"

    def merge(self):
        name, value = self.assigned([(f"s.{n}", f) for n, f in self.table])
        columns = [(f"s.{n}", f) for n, f in self.table]
        and_delete = f"when matched and {self.condition(columns, 1)} then delete " \
            if self.chance(40) else ""
        source = self.pick(["t", "(select * from t)", "(select * from t limit 3)"])
        return f"merge into w using {source} s on {self.join_condition()} {and_delete}" \
               f"when matched then update set {name} = {value} " \
               f"when not matched then insert (c0, {name}) values (s.c0, {value})" \
            if name != "c0" else f"delete from w where {self.condition(self.table, 1)}"

    def insert(self):
        families = [self.family() for _ in range(2)]
        names = [self.pick([n for n, f in self.table if f == family]) for family in families]
        if names[0] == names[1]:
            names, families = names[:1], families[:1]
        columns = ", ".join(names)
        word = "insert overwrite into" if self.chance(20) else "insert into"
        if self.chance(40):
            row = ", ".join(self.pick(LITERALS[f] + ["default"]) for f in families)
            return f"{word} w ({columns}) values ({row})"
        return f"{word} w ({columns}) {self.plain(families)}"

    def multi_insert(self):
        query, outputs = self.query(1)
        name, family = self.pick(outputs)
        target = self.pick([n for n, f in self.table if f == family])
        condition = self.condition(outputs, 1)
        word = self.pick(["all", "first"])
        if self.chance(30):
            return f"insert all into w ({target}) values ({name}) into w ({target}) " \
                   f"values ({name}) {query}"
        return f"insert {word} when {condition} then into w ({target}) values ({name}) " \
               f"else into w ({target}) values ({name}) {query}"

    def alter_type(self):
        return self.pick(["alter table w add column if not exists extra int default 5",
                          "alter table w drop column if exists extra",
                          "truncate table w", "insert into w select * from t",
                          "create or replace table w clone t"])

    def row_of_literals(self):
        values = [self.pick(LITERALS[FAMILY[word]]) for word in TYPES]
        values[0] = self.pick(["0", "1", "2", "3", "null"])
        values[1] = self.pick(["0", "1.25", "-3.5", "null"])
        values[4] = self.pick(["'a'", "'B'", "''", "null"])
        return values
