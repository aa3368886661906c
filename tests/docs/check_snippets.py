# SPDX-License-Identifier: BSD-3-Clause
"""Compiles what documents show: the right columns of the tables of docs/numpy.md, and the C++ blocks of docs/semantics.md.

    check_snippets.py COMPILER [ARGUMENT]...
"""
import pathlib
import re
import subprocess
import sys

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
CODE = re.compile(r"`([^`]+)`")
BLOCK = re.compile(r"^```cpp\n(.*?)^```$", re.MULTILINE | re.DOTALL)

PRELUDE = """\
#include <iostream>
#include <span>
#include <vector>
#include <lazynd/lazynd.hpp>
namespace nd = lazynd;
[[maybe_unused]] static nd::array<double> a, b, x;
[[maybe_unused]] static nd::array<std::int32_t> i;
[[maybe_unused]] static nd::array<bool> m;
[[maybe_unused]] static nd::structured_array r;
[[maybe_unused]] static std::vector<double> vector;
"""
NESTED = re.compile(r"\([^(){}]*\)|\{[^(){}]*\}")
ASSIGNS = re.compile(r" [-+*/%&|^]?= ")


def statement(code):
    """An assignment as it is, since `type(name) = value;` would declare; anything else as an expression."""
    outside, inside = NESTED.sub("", code), code
    while outside != inside:
        outside, inside = NESTED.sub("", outside), outside
    return f"{code};" if ASSIGNS.search(outside) else f"(void)({code});"


def table_snippets(name):
    """(where, statement) for each piece of code in the last column of the tables."""
    for number, line in enumerate((DOCS / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("|"):
            for code in CODE.findall(line.strip("| ").split(" | ")[-1]):
                yield f'#line {number} "docs/{name}"', statement(code)


def block_snippets(name):
    """(where, statements) for each C++ block."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        yield f'#line {text.count(chr(10), 0, found.start(1)) + 1} "docs/{name}"', found[1]


def main():
    snippets = [*table_snippets("numpy.md"), *block_snippets("semantics.md")]
    functions = [f"void snippet_{number}() {{\n{where}\n{code}\n}}\n" for number, (where, code) in enumerate(snippets)]
    run = subprocess.run([*sys.argv[1:], "-x", "c++", "-"], input=PRELUDE + "".join(functions), text=True, check=False)
    print(f"{len(snippets)} snippets")
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
