# SPDX-License-Identifier: BSD-3-Clause
"""PARITY.md against the tests and against NumPy's names.

Every row says yes, partly or no, and every yes names a test that exists: `tests/unit/x/y.cpp` or `...#case`. Of the categories that are
complete, each name of tests/data/inventory that is rated core or expected has a row, what is not there says why, and what is there is
mentioned, by its own name or one the note gives, in a test it names.
"""
import functools
import json
import re

import project

STATUSES = {"yes", "partly", "no"}
REFERENCE = re.compile(r"\btests/[\w./-]+\.(?:cpp|py)(?:#\w+)?")
CASE = re.compile(r"BOOST_(?:AUTO_TEST_CASE|AUTO_TEST_CASE_TEMPLATE|FIXTURE_TEST_CASE|DATA_TEST_CASE|AUTO_TEST_SUITE)\(\s*(\w+)|^def (test_\w+)", re.MULTILINE)
LOCAL_INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
GOLDEN = "tests/golden/main.cpp"  # its functions are named by the corpus
COMPLETE = {
    "config/error", "constant", "dtype", "functional", "logic", "nan-reduction", "reduction", "statistics",
    "ufunc-arith", "ufunc-bit", "ufunc-compare", "ufunc-float", "ufunc-trig",
}
RATINGS = {"core", "expected"}


@functools.cache
def cases_of(name):
    """Names of the test cases of a file, or None when there is no such file."""
    if not (project.ROOT / name).is_file():
        return None
    return {first or second for first, second in CASE.findall(project.text_of(name))}


@functools.cache
def text_behind(name):
    """The text of a test with what it includes from beside it; of the golden driver, the functions of its corpus."""
    if name == GOLDEN:
        lines = project.text_of("tests/data/golden/index.jsonl").splitlines()
        return "\n".join(sorted({json.loads(line)["fn"] for line in lines}))
    text = project.text_of(name)
    folder = (project.ROOT / name).parent
    for include in LOCAL_INCLUDE.findall(text):
        path = (folder / include).resolve()
        if path.is_file():
            text += text_behind(str(path.relative_to(project.ROOT)))
    return text


def reference_problem(reference):
    """What is wrong with a reference to a test, or None."""
    name, _, case = reference.partition("#")
    cases = cases_of(name)
    if cases is None:
        return f"{name} does not exist"
    return f"{name} has no case {case}" if case and case not in cases else None


def is_mentioned(cells, references):
    """Whether a test names what the row is about, or what its note calls it."""
    words = {cells[0].strip("`").split(".")[-1], *re.findall(r"`([^`]+)`", cells[-1])}
    parts = {part for word in words for part in (re.findall(r"\w{2,}", word) or [word.replace("\\", "")])}
    texts = [text_behind(reference.partition("#")[0]) for reference in references]
    return any(re.search(rf"\b{part}\b" if part.isidentifier() else re.escape(part), text) for part in parts for text in texts)


def row_problems(cells, column):
    """Problems of one row of a table."""
    status = cells[column].strip("` *").lower() if column < len(cells) else ""
    if status not in STATUSES:
        return [f"status '{status}' is none of {', '.join(sorted(STATUSES))}"]
    references = REFERENCE.findall(" ".join(cells))
    if status == "yes" and not references:
        return ["says yes and names no test"]
    return [problem for problem in map(reference_problem, references) if problem]


def completeness_problem(row, column):
    """What a name of a complete category lacks, or None. `row` is None without a row."""
    if row is None:
        return "has no row"
    status = row[column].strip("` *").lower()
    if status != "yes" and not row[-1]:
        return f"says {status} and not why"
    references = REFERENCE.findall(" ".join(row))
    if status != "no" and not is_mentioned(row, references):
        return "is named by none of its tests"
    return None


def rows_of(text):
    """Line number, cells and the column of the status of every row of a table that has such a column."""
    column = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            column = None
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if all(set(cell) <= set(":- ") for cell in cells):
            continue
        if column is None:
            names = [cell.lower() for cell in cells]
            column = names.index("status") if "status" in names else -1
        elif column >= 0:
            yield number, cells, column


def main():
    if not (project.ROOT / "PARITY.md").is_file():
        project.skip("there is no PARITY.md")
    problems, rows = [], {}
    for number, cells, column in rows_of(project.text_of("PARITY.md")):
        if cells[0] in rows:
            problems.append(f"PARITY.md:{number}: {cells[0]}: has a row already")
        rows[cells[0]] = cells, column
        problems += [f"PARITY.md:{number}: {cells[0]}: {problem}" for problem in row_problems(cells, column)]
    if not rows:
        problems.append("PARITY.md: has no table with a column 'status'")
    checked = 0
    if not problems:
        for line in project.text_of("tests/data/inventory/numpy.tsv").splitlines()[1:]:
            name, category, rating = line.split("\t")
            if category in COMPLETE and rating in RATINGS:
                checked += 1
                problem = completeness_problem(*rows.get(f"`{name}`", (None, 0)))
                problems += [f"PARITY.md: `{name}` ({category}) {problem}"] if problem else []
    project.finish(problems, f"{len(rows)} rows of PARITY.md, {checked} of them complete by the inventory")


if __name__ == "__main__":
    main()
