#!/usr/bin/env python3
"""Checks what the compiler cannot: who includes whom, sizes, names, contracts, documents.

usage: scripts/tidy.py        prints one line for each finding, exits with 1 if there is any

ctest runs it as `tidy`. A rule that is wrong for a file is changed here, with its reason beside it.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# --- Who may include whom (ARCHITECTURE.md). Paths below src/; the longest prefix of a file counts.
# A folder may always include itself.
MAY_INCLUDE = {
    "base": [],
    "values": ["base"],
    "credentials": ["base"],
    "storage": ["base", "values"],
    "sql": ["base", "values"],
    "script": ["base", "values", "sql"],
    "engine": ["base"],
    "catalog": ["base", "values", "sql", "engine"],
    "engine/duckdb": ["base", "values", "sql", "catalog", "storage", "engine"],
    "wire": ["base", "values", "engine/engine.h", "engine/arrow.h", "sql/types", "sql/context",
             "sql/sql.h"],
    "commands": ["base", "values", "sql", "catalog", "storage", "credentials", "script", "engine"],
    "service": ["base", "values", "sql", "catalog", "storage", "credentials", "engine", "commands",
                "wire"],
    "http": ["base", "storage/stage_files.h", "service", "wire"],
    "app": ["base", "values", "sql", "catalog", "storage", "credentials", "engine", "commands",
            "service", "wire", "http"],
}
# These have one home: a prefix above does not cover them.
CLOSED = {
    "engine/duckdb": {"engine/duckdb", "app/wiring.cc", "app/accounts.cc"},
}
# Inside src/sql/: steps of translation, in order. Each may include those named; files that lie
# in src/sql/ itself (errors, limits) serve all of them, apart from sql.h, the public face.
SQL_MAY_INCLUDE = {
    "lex": [],
    "ast": ["lex"],
    "types": [],
    "context": ["types"],
    "parse": ["lex", "ast", "types", "context"],
    # A row of the function table may build what its call becomes, and resolving looks rows up.
    "functions": ["lex", "ast", "types", "context", "resolve"],
    # Bodies of views and functions are parsed when they are used; a column without a name is
    # called by its canonical text.
    "resolve": ["lex", "ast", "types", "context", "functions", "parse/parse.h",
                "emit/snowflake.h", "sql.h"],
    "emit": ["lex", "ast", "types", "context", "functions", "resolve"],
}

# --- Foreign headers and the only places that include them.
HOMES = [
    (r"duckdb\.h", ["src/engine/duckdb/", "tests/"]),
    (r"duckdb\.hpp", []),  # the C API is the stable boundary
    (r"boost/(asio|beast)", ["src/http/listener", "src/http/outbound.", "tests/"]),
    (r"boost/(?!asio|beast)", []),
    (r"openssl/|sodium", ["src/credentials/", "src/service/auth/", "src/http/listener",
                          "src/values/digest.", "src/values/encryption.",
                          "src/storage/file_digest."]),
    (r"cctz/|re2/|unicode/", ["src/values/"]),
    (r"nanoarrow/", ["src/wire/"]),
    (r"bzlib\.h", ["src/values/compression."]),
    (r"zlib\.h", ["src/http/", "src/storage/", "src/values/compression.",
                    "src/wire/"]),
    (r"spdlog/|fmt/", ["src/base/log."]),
    (r"CLI/", ["src/app/"]),
    (r"regex", []),  # slow to compile and to run; values/ has RE2
]

# --- Sizes. A file that is one long table says so: "// table" among its first lines.
LINES_MAX = {".cc": 500, ".h": 200}
LONGER_FILES = {
    # One struct after another, each a line of grammar and its fields: reads like a table.
    "src/sql/ast/": 400,
}
LINE_LENGTH_MAX = 100
FUNCTION_LINES_MAX = 60
# Functions that are longer for a reason: "file:first line of the function": reason.
LONGER_FUNCTIONS = {
    "src/sql/resolve/expression.cc:Result<const Bound*> resolve_expression("
    "Resolver& r, Scope& scope, const Expression& expression) {":
        "one line for each kind of expression",
}

BANNED_NAMES = {"util", "utils", "helper", "helpers", "common", "misc"}
NAMES_THAT_SAY_SOMETHING = {"common_type"}  # the word of the standard for that type

# Written in parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = [".".join(parts) for parts in [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
    ("crates", "io"), ("deb", "debian", "org"), ("maven", "org"), ("golang", "org"),
]]
MACHINE_PATH = re.compile(r"(?<![\w.}$/-])/(?:" + "|".join(["work", "root", "home"]) + r")/\w")

findings = []


def report(path, line, message):
    findings.append(f"{path}:{line}: {message}")


def starts_with_path(path, prefix):
    return path == prefix or path.startswith(prefix.rstrip("/") + "/")


def folder_of(path, folders):
    """The longest entry of `folders` that holds `path` (below src/)."""
    holding = [folder for folder in folders if starts_with_path(path, folder)]
    return max(holding, key=len, default=None)


def check_include(path, number, included):
    inside = path.removeprefix("src/")
    folder = folder_of(inside, MAY_INCLUDE)
    if folder is None:
        report(path, number, f"no rule for the folder of {path}: add it to MAY_INCLUDE")
        return
    target = folder_of(included, MAY_INCLUDE)
    allowed = [folder] + MAY_INCLUDE[folder]
    if not any(starts_with_path(included, prefix) for prefix in allowed):
        report(path, number, f"{folder} may not include {included}")
    elif target in CLOSED and not any(starts_with_path(inside, home) for home in CLOSED[target]):
        report(path, number, f"only {' and '.join(sorted(CLOSED[target]))} may include {target}")
    if folder == "sql" and included.startswith("sql/"):
        check_include_in_sql(path, number, inside, included)


def check_include_in_sql(path, number, inside, included):
    step, target = inside.split("/")[1], included.removeprefix("sql/")
    if path.endswith("_test.cc") or step not in SQL_MAY_INCLUDE:
        return
    serves_all = "/" not in target and target != "sql.h"
    if not serves_all and not any(starts_with_path(target, prefix)
                                  for prefix in [step] + SQL_MAY_INCLUDE[step]):
        report(path, number, f"sql/{step} may not include {included}")


def check_includes(path, lines):
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#include [<"]([^>"]+)[>"]', line)
        if not match:
            continue
        included = match.group(1)
        if (ROOT / "src" / included).exists():
            if path.startswith("src/"):
                check_include(path, number, included)
        else:
            check_home(path, number, included)


def check_home(path, number, included):
    if included.startswith("doctest/") and "test" not in pathlib.Path(path).name \
            and not path.startswith("tests/"):
        report(path, number, "doctest belongs in *_test.cc and test_*.h")
    for pattern, homes in HOMES:
        if re.match(pattern, included) and not path.startswith(tuple(homes)):
            report(path, number, f"<{included}> has its home in {', '.join(homes) or 'no file'}")


def check_size(path, lines):
    is_table = any(line.startswith("// table") for line in lines[:5])
    limit = LINES_MAX[pathlib.Path(path).suffix]
    for prefix, longer in LONGER_FILES.items():
        if path.startswith(prefix):
            limit = max(limit, longer)
    if len(lines) > limit and not is_table:
        report(path, len(lines), f"{len(lines)} lines, at most {limit}: split by concept")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH_MAX:
            report(path, number, f"{len(line)} characters, at most {LINE_LENGTH_MAX}")


def check_function_length(path, lines):
    """Functions begin at a line that ends in '{' and end at '}...' with the same indentation."""
    not_a_function = re.compile(r"\s*(namespace|struct|class|enum|union|extern|constexpr .*=|"
                                r"const .*=|static const.*=|template|#|switch|//)|.*= \{$")
    for indent in ("", "  "):
        start = None
        for number, line in enumerate(lines, 1):
            at_level = line.startswith(indent) and line[len(indent):][:1] not in ("", " ")
            if not at_level:
                continue
            if line.startswith(indent + "}"):
                if start and number - start - 1 > FUNCTION_LINES_MAX:
                    name = lines[start - 1].strip()
                    if f"{path}:{name}" not in LONGER_FUNCTIONS:
                        report(path, start, f"a function of {number - start - 1} lines, "
                               f"at most {FUNCTION_LINES_MAX}: {name}")
                start = None
            elif line.endswith("{") and not not_a_function.match(line):
                start = number if start is None else start
            elif line.endswith("{"):
                start = None


def blank_comments_and_text(source):
    """Replaces comments and literals by spaces, keeping line breaks and length."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    pattern = (r'R"(?P<d>[^(\s]*)\((?:.|\n)*?\)(?P=d)"|//[^\n]*|/\*(?:.|\n)*?\*/|'
               r'"(?:\\.|[^"\\\n])*"|' + r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'")
    return re.sub(pattern, blank, source)


def closing_bracket(code, at):
    depth = 0
    for place in range(at, len(code)):
        if code[place] == "(":
            depth += 1
        elif code[place] == ")":
            depth -= 1
            if depth == 0:
                return place
    return len(code)


def without_conditions(statement):
    """Drops `case x:`, `else`, and `if (..)`, `for (..)`, `while (..)` before a statement."""
    while True:
        statement = statement.strip()
        label = re.match(r"(case [\w:]+|default):(?!:)", statement)
        if label:
            statement = statement[label.end():]
        elif re.match(r"(else|do)\b", statement):
            statement = re.sub(r"^(else|do)\b", "", statement)
        elif re.match(r"(if|for|while) \(", statement) and \
                closing_bracket(statement, statement.index("(")) < len(statement):
            statement = statement[closing_bracket(statement, statement.index("(")) + 1:]
        else:
            return statement


def check_try(path, source):
    code = blank_comments_and_text(re.sub(r"#define(?:.*\\\n)*.*", "", source))
    for match in re.finditer(r"\bTRY\(", code):
        # A ';' inside the brackets of `for` does not end the statement.
        start = max(code.rfind(mark, 0, match.start()) for mark in (";\n", "{", "}"))
        before = without_conditions(code[start + 1:match.start()])
        end = closing_bracket(code, match.end() - 1)
        assigned = before.endswith("=") and before.count("(") == before.count(")") \
            and not before.startswith((".", "return"))
        # The only argument of push_back is as easy to read.
        if re.search(r"^[\w.>-]+push_back\($", before):
            before, end = "", end + 1
        if not (before == "" or assigned) or not code[end + 1:].lstrip().startswith(";"):
            line = source[:match.start()].count("\n") + 1
            report(path, line, "TRY stands alone or is the whole right-hand side")


def check_contract(path, lines):
    if not lines or not lines[0].startswith("// "):
        report(path, 1, "a header starts with its contract: what it is, promises, needs")
    if "#pragma once" not in lines:
        report(path, 1, "a header says #pragma once")


def check_name(path):
    for name in NAMES_THAT_SAY_SOMETHING:
        path = path.replace(name, "")
    words = re.split(r"[/_.-]", path)
    for word in sorted(BANNED_NAMES.intersection(words)):
        report(path, 1, f"the name says nothing: {word}")


def check_text(path, lines):
    for number, line in enumerate(lines, 1):
        if re.search(r"\b(TO" + r"DO|FIX" + r"ME)\b", line):
            report(path, number, "unfinished work is a '# gap:' case or an issue, not a comment")
        for host in REGISTRY_HOSTS:
            if host in line:
                report(path, number, f"names the host {host}")
        if MACHINE_PATH.search(line):
            report(path, number, "names a path of one machine")


def check_document(path, text):
    """Paths in documents exist: `src/...` in backticks, and links that are relative."""
    here = (ROOT / path).parent
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall(r"`((?:src|tests|scripts|docs|examples|cmake)/[^`\s]*)`", line):
            if re.search(r"[*{}<>$]|[A-Z]{3}|\bx\b", name):  # a pattern, not a path
                continue
            if not (ROOT / name).exists():
                report(path, number, f"{name} does not exist")
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", line):
            if not re.match(r"[a-z]+:", link) and not (here / link).exists():
                report(path, number, f"{link} does not exist")


def all_files():
    listing = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"],
                             cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for path in listing.splitlines() if (ROOT / path).is_file()]


def main():
    own_text = (".cc", ".h", ".def", ".py", ".sh", ".cmake", ".md", ".txt", ".json", ".sql", "")
    for path in all_files():
        suffix = pathlib.Path(path).suffix
        is_data = path.startswith(("tests/cases/", "tests/corpora/")) or path == "LICENSE"
        check_name(path)
        if is_data or suffix not in own_text:
            continue
        source = (ROOT / path).read_text(encoding="utf-8")
        lines = source.splitlines()
        check_text(path, lines)
        if suffix in (".cc", ".h"):
            check_includes(path, lines)
            check_size(path, lines)
            check_function_length(path, lines)
            check_try(path, source)
        if suffix == ".h":
            check_contract(path, lines)
        if suffix == ".md":
            check_document(path, source)
    print("\n".join(findings))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
