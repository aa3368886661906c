# SPDX-License-Identifier: BSD-3-Clause
"""PARITY.md: every row says yes, partly or no, and every yes names a test that exists: `tests/unit/x/y.cpp` or `...#case`."""
import functools
import re

import project

STATUSES = {"yes", "partly", "no"}
REFERENCE = re.compile(r"\btests/[\w./-]+\.(?:cpp|py)(?:#\w+)?")
CASE = re.compile(r"BOOST_(?:AUTO_TEST_CASE|AUTO_TEST_CASE_TEMPLATE|FIXTURE_TEST_CASE|DATA_TEST_CASE|AUTO_TEST_SUITE)\(\s*(\w+)|^def (test_\w+)", re.MULTILINE)


@functools.cache
def cases_of(name):
    """Names of the test cases of a file, or None when there is no such file."""
    if not (project.ROOT / name).is_file():
        return None
    return {first or second for first, second in CASE.findall(project.text_of(name))}


def reference_problem(reference):
    """What is wrong with a reference to a test, or None."""
    name, _, case = reference.partition("#")
    cases = cases_of(name)
    if cases is None:
        return f"{name} does not exist"
    return f"{name} has no case {case}" if case and case not in cases else None


def row_problems(cells, column):
    """Problems of one row of a table."""
    status = cells[column].strip("` *").lower() if column < len(cells) else ""
    if status not in STATUSES:
        return [f"status '{status}' is none of {', '.join(sorted(STATUSES))}"]
    references = REFERENCE.findall(" ".join(cells))
    if status == "yes" and not references:
        return ["says yes and names no test"]
    return [problem for problem in map(reference_problem, references) if problem]


def main():
    if not (project.ROOT / "PARITY.md").is_file():
        project.skip("there is no PARITY.md")
    problems, rows, column = [], 0, None
    for number, line in enumerate(project.text_of("PARITY.md").splitlines(), 1):
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
            rows += 1
            problems += [f"PARITY.md:{number}: {cells[0]}: {problem}" for problem in row_problems(cells, column)]
    if not rows:
        problems.append("PARITY.md: has no table with a column 'status'")
    project.finish(problems, f"{rows} rows of PARITY.md")


if __name__ == "__main__":
    main()
