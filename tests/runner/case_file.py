"""The format of tests/cases: text in, text out, and the file is rewritten by the runner itself.

    # What is special about this case.
    # gap: what Snowflake answers instead (optional: a known difference)
    run
    select 1 as a, null as b
    ----
    A  B
    1  NULL

A case is a command line, input up to `----`, and what comes out up to an empty line. Comments stand
before the command.
"""
import pathlib


class Case:
    def __init__(self, comments, command, source, expected, line):
        self.comments = comments
        self.command = command
        self.source = source
        self.expected = expected
        self.line = line

    def text(self):
        return "".join(line + "\n" for line in
                       [*self.comments, self.command, *self.source, "----", *self.expected])


class CaseError(Exception):
    """A file that is not in the format."""


def read_cases(path):
    cases = []
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    at = 0
    comments = []
    while at < len(lines):
        line = lines[at]
        if line == "" and (not comments or at + 1 == len(lines)):
            at += 1
        elif line == "" or line.startswith("#"):  # an empty line may follow the file's comment
            comments.append(line)
            at += 1
        else:
            start = at
            while at < len(lines) and lines[at] != "----":
                at += 1
            if at == len(lines):
                raise CaseError(f"{path}:{start + 1}: a case without ----")
            source, at = lines[start + 1:at], at + 1
            first = at
            while at < len(lines) and lines[at] != "":
                at += 1
            cases.append(Case(comments, line, source, lines[first:at], start + 1))
            comments = []
    if comments:
        raise CaseError(f"{path}: comments after the last case")
    return cases


def write_cases(path, cases):
    text = "\n".join(case.text() for case in cases)
    pathlib.Path(path).write_text(text, encoding="utf-8")
