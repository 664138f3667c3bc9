"""Statements that nest or repeat one construct n times, one for each way to do so."""


def _join(item, n, separator):
    return separator.join(item(i) for i in range(n))


SHAPES = {
    "parentheses": lambda n: "select " + "(" * n + "1" + ")" * n,
    "open parentheses": lambda n: "(" * n,
    "array literals": lambda n: "select " + "[" * n + "1" + "]" * n,
    "object literals": lambda n: "select " + "{'a':" * n + "1" + "}" * n,
    "CASE": lambda n: "select " + "case when true then " * n + "1" + " end" * n,
    "NOT": lambda n: "select " + "not " * n + "true",
    "signs": lambda n: "select " + "- " * n + "1",
    "function calls": lambda n: "select " + "abs(" * n + "1" + ")" * n,
    "conditional calls": lambda n: "select " + "iff(true, " * n + "1" + ", 2)" * n,
    "casts": lambda n: "select 1" + "::int" * n,
    "cast calls": lambda n: "select " + "cast(" * n + "1" + " as int)" * n,
    "paths": lambda n: "select parse_json('{}'):a" + ".a" * n,
    "sums": lambda n: "select " + " + ".join(f"a{i % 90}" for i in range(n)) +
                      " from (select " + _join(lambda i: f"{i} as a{i}", 90, ", ") + ")",
    "concatenations": lambda n: "select " + " || ".join(["'a'"] * n),
    "AND": lambda n: "select " + " and ".join(["true"] * n),
    "OR": lambda n: "select " + " or ".join(["1 = 2"] * n),
    "IN list": lambda n: f"select 1 in ({_join(str, n, ',')})",
    "scalar subqueries": lambda n: "select " + "(select " * n + "1" + ")" * n,
    "EXISTS": lambda n: "select 1 where " + "exists (select 1 where " * n + "true" + ")" * n,
    "derived tables": lambda n: "select * from " + "(select * from " * n + "(select 1)" + ")" * n,
    "WITH": lambda n: "with c0 as (select 1)" +
                      "".join(f", c{i} as (select * from c{i - 1})" for i in range(1, n)) +
                      f" select * from c{n - 1}",
    "UNION": lambda n: " union all ".join(["select 1"] * n),
    "nested UNION": lambda n: "(" * n + "select 1" + " union all select 1)" * n,
    "joins": lambda n: "select 1 from (select 1 a) t0" +
                       "".join(f" join (select 1 a) t{i} on t0.a = t{i}.a" for i in range(1, n)),
    "left joins": lambda n: "select 1 from (select 1 a) t0" + "".join(
        f" left join (select 1 a) t{i} on t{i - 1}.a = t{i}.a" for i in range(1, n)),
    "FROM list": lambda n: f"select 1 from {_join(lambda i: f'(select 1) t{i}', n, ', ')}",
    "LATERAL FLATTEN": lambda n: "select 1 from (select [1] value) t0" + "".join(
        f", lateral flatten(input => array_construct(t{i - 1}.value)) t{i}" for i in range(1, n)),
    "VALUES": lambda n: "select * from values " + ",".join(["(1)"] * n),
    "lambdas": lambda n: "select " + "transform([1], x -> " * n + "x" + ")" * n,
    "window functions": lambda n: "select 1" + " + sum(1) over ()" * n,
    "blocks": lambda n: "begin " * n + "return 1;" + " end;" * n,
    "IF blocks": lambda n: "begin " + "if (true) then " * n + "return 1;" + " end if;" * n + " end",
    "comments": lambda n: "/*" * n,
    "types": lambda n: "select null::" + "array(" * n + "int" + ")" * n,
}

DEPTHS = (200, 900, 100_000)
