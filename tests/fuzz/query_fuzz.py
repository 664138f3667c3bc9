"""Makes statements by grammar against tables of every type and runs them on a real server: each
must answer rows or an error of Snowflake's, never an internal one (000603), a crash or a hang.

Every third statement one of query_oracles.py checks an answer as well.

usage: query_fuzz.py --program PATH [--seconds N] [--seed N]      (findings make the exit code 1)
"""
import argparse
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "runner"))
from client import Server, Session, StatementError  # noqa: E402
from query_oracles import Oracles, is_internal  # noqa: E402
from statement_grammar import StatementMaker  # noqa: E402
from value_grammar import TYPES  # noqa: E402

# Slow by nature, or about the server itself.
SKIPPED = ("SYSTEM$", "RANDSTR", "GENERATOR", "REPEAT", "SPACE", "RPAD", "LPAD", "FACTORIAL")


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
    maker.rows = [maker.row_of_literals() for _ in range(12)]
    for row in maker.rows:
        session.execute(f"insert into t select {', '.join(row)}")
    session.execute("create table w clone t")


class Findings:
    def __init__(self):
        self.count = 0

    def add(self, what, statement):
        self.count += 1
        what = what.replace("\n", " ")
        print(f"--- {what}\n{statement};", flush=True)


def run_statement(session, maker, findings, counts):
    counts["statements"] += 1
    statement = maker.statement()
    started = time.monotonic()
    try:
        session.execute(statement)
        counts["answered"] += 1
    except StatementError as error:
        if is_internal(error):
            findings.add(str(error), statement)
    if time.monotonic() - started > 20:
        findings.add("slow", statement)


def run(options):
    server = Server(options.program)
    session = Session(server)
    seed = options.seed if options.seed is not None else random.randrange(2**32)
    print(f"query_fuzz: seed {seed}", flush=True)
    maker = StatementMaker(seed, builtin_functions(session))
    findings = Findings()
    prepare(session, maker)
    oracles = Oracles(session, maker, findings)
    counts = {"statements": 0, "answered": 0, "checks": 0}
    end = time.monotonic() + options.seconds
    try:
        while time.monotonic() < end and findings.count < options.findings:
            run_statement(session, maker, findings, counts)
            if counts["statements"] % 3 == 0:
                counts["checks"] += 1
                oracles.check(counts["checks"])
    except OSError as error:  # the connection is gone: so is the server
        findings.add(f"no answer: {error!r}", f"seed {seed}, statement {counts['statements']}")
    server.process.kill()
    print(f"query_fuzz: {counts['statements']} statements, {counts['answered']} answered, "
          f"{counts['checks']} checks, {findings.count} findings")
    return findings.count > 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--findings", type=int, default=100, help="stop after so many")
    sys.exit(run(parser.parse_args()))
