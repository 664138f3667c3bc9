#!/usr/bin/env python3
"""Makes docs/differences.md: what is known to differ from Snowflake.

usage: scripts/differences.py            writes the document
       scripts/differences.py --check    exits with 1 if the document is not current

A known difference is a passing case with a comment "# gap: ..." (CONTRIBUTING.md). Comment lines
that follow belong to it. ctest runs the check as `differences`.
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
DOCUMENT = ROOT / "docs" / "differences.md"

HEAD = """# Differences from Snowflake

Made by `scripts/differences.py` from the comments `# gap:` in the test cases: each line below is a
test that passes and shows what Mockhaus does today. Anything else that differs is a bug.
"""


def gaps_of(path):
    gaps = []
    continues = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# gap:"):
            gaps.append(line.removeprefix("# gap:").strip())
            continues = True
        elif continues and line.startswith("# "):
            gaps[-1] += " " + line.removeprefix("# ").strip()
        else:
            continues = False
    return gaps


def make_document():
    parts = [HEAD]
    for path in sorted(CASES.rglob("*.case")):
        gaps = gaps_of(path)
        if gaps:
            parts.append(f"\n## {path.relative_to(CASES).with_suffix('')}\n\n")
            parts.extend(f"- {gap}\n" for gap in gaps)
    if len(parts) == 1:
        parts.append("\nNo difference is recorded yet.\n")
    return "".join(parts)


def main():
    made = make_document()
    if "--check" in sys.argv[1:]:
        if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != made:
            print("docs/differences.md is not current: run scripts/differences.py")
            return 1
        return 0
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
