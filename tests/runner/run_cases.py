#!/usr/bin/env python3
"""Runs the cases of tests/cases against a server of its own.

usage: run_cases.py --program build/dev/mockhaus [--parser build/dev/parse_text] FILE_OR_FOLDER...

UPDATE_EXPECT=1 in the environment rewrites the expected parts instead of comparing them.

Commands (the format of files is in case_file.py), one for each layer:
  parse       the tree of each statement, then = and the statement printed back (needs --parser)
  resolve     the last statement's columns with their types, described without running it
  translate   the engine's SQL, without a server; tables are created in the same text
  run         the last statement's rows: a line of column names, then one line for each row; columns
              are two blanks apart. Each file has a session and a database of its own.
  run types   the columns of the last statement with their types
  run sorted  like run, rows in the order of their text
  http        METHOD TARGET, header lines, body from the first line that starts with {; answers the
              status and the body, with what changes from run to run as *
Statements of one case end with ; at the end of a line. An error in any of them ends the case.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys

from case_file import CaseError, read_cases, write_cases
from cell import cell_text, type_text
from client import Server, Session, StatementError

CHANGING_KEYS = {"statementHandle", "statementHandles", "statementStatusUrl", "requestId",
                 "createdOn", "queryId", "token", "masterToken", "sessionId"}


def split_statements(lines):
    """Statements end with ; at the end of a line, outside $$ .. $$ and BEGIN .. END; blocks."""
    statements, current, in_text, in_block = [], [], False, False
    for line in lines:
        current.append(line)
        word = line.strip().lower()
        in_text ^= line.count("$$") % 2 == 1
        in_block = (in_block or word in ("begin", "declare")) and word not in ("end;", "end")
        if line.rstrip().endswith(";") and not in_text and not in_block:
            statements.append("\n".join(current).rstrip().rstrip(";"))
            current = []
    if current:
        statements.append("\n".join(current))
    return statements


def error_lines(error):
    text = str(error)
    return [f"error {error.code} ({error.state})", *(line or "." for line in text.split("\n"))]


class Runner:
    def __init__(self, server, arguments):
        self.server = server
        self.arguments = arguments
        self.session = None

    def start_file(self, path):
        self.session = Session(self.server)
        name = re.sub(r"\W", "_", pathlib.Path(path).stem)
        self.session.execute(f"create or replace database case_{name}")
        self.session.execute(f"use schema case_{name}.public")

    def run(self, case):
        words = case.command.split()
        if words[0] == "run":
            return self.run_statements(case.source, set(words[1:]))
        if words[0] == "resolve":
            return self.run_statements(case.source, {"types", "describe"})
        if words[0] == "parse":
            return self.run_program([self.arguments.parser], case.source)
        if words[0] == "translate":
            return self.run_program([self.arguments.program, "translate", "-"], case.source)
        if words[0] == "http":
            return self.run_http(case.source)
        raise CaseError(f"unknown command {case.command}")

    def run_statements(self, source, options):
        try:
            *first, last = split_statements(source)
            for statement in first:
                self.session.execute(statement)
            columns, rows = self.session.execute(last, describe_only="describe" in options)
        except StatementError as error:
            return error_lines(error)
        names = [column["name"] for column in columns]
        if "types" in options:
            return [f"{column['name']}  {type_text(column)}"
                    f"{'' if column.get('nullable') else '  NOT NULL'}" for column in columns]
        kinds = [column["type"].lower() for column in columns]
        lines = ["  ".join(map(cell_text, kinds, row)) for row in rows]
        return ["  ".join(names), *(sorted(lines) if "sorted" in options else lines)]

    @staticmethod
    def run_program(command, source):
        done = subprocess.run(command, input="\n".join(source), capture_output=True, text=True,
                              timeout=60)
        return (done.stdout + done.stderr).rstrip("\n").split("\n")

    def run_http(self, source):
        method, target = source[0].split(" ", 1)
        headers, at = {}, 1
        while at < len(source) and not source[at].startswith("{"):
            name, value = source[at].split(": ", 1)
            headers[name] = value
            at += 1
        status, _, text = self.server.request(method, target, headers, "\n".join(source[at:]))
        try:
            body = json.dumps(mask(json.loads(text)), indent=1, ensure_ascii=False)
        except ValueError:
            body = text
        return [str(status), *(line for line in body.split("\n") if line)]


def mask(value):
    if isinstance(value, dict):
        return {key: "*" if key in CHANGING_KEYS and item is not None else mask(item)
                for key, item in value.items()}
    if isinstance(value, list):
        return [mask(item) for item in value]
    return value


def check_file(runner, path, update):
    """How many cases of the file failed; prints each."""
    cases = read_cases(path)
    runner.start_file(path)
    failed = 0
    for case in cases:
        # An empty line would end the case; trailing blanks get lost in editors.
        got = [line.rstrip() or "." for line in runner.run(case)]
        if got == case.expected:
            continue
        failed += 1
        if update:
            case.expected = got
        else:
            print(f"{path}:{case.line}: {case.command}")
            print("\n".join(difflib.unified_diff(case.expected, got, "expected", "got",
                                                 lineterm="", n=100)) + "\n")
    if update and failed:
        write_cases(path, cases)
    return 0 if update else failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--parser")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    files = [file for path in arguments.paths
             for file in (sorted(path.rglob("*.case")) if path.is_dir() else [path])]
    update = os.environ.get("UPDATE_EXPECT") == "1"
    server = Server(arguments.program)
    try:
        failed = sum(check_file(Runner(server, arguments), file, update) for file in files)
    finally:
        server.stop()
    print(f"{len(files)} files, {failed} cases failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
