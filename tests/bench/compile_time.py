# SPDX-License-Identifier: BSD-3-Clause
"""Measures processor seconds and peak memory of compiling small programs with lazynd and with its peers.

    compile_time.py BUILD [--json FILE] [--rounds N] [--compiler COMMAND]

BUILD is a build folder of lazynd: it knows the flags that users get. A peer that pkg-config does not know is left out.
"""
import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import tempfile

# What users of each library include for arithmetic, functions, reductions and views, its array type, and its sum.
LIBRARIES = {
    "lazynd": {
        "package": "lazynd-uninstalled",
        "includes": ["lazynd/lazynd.hpp"],
        "array": "lazynd::array<double>",
        "sum": "lazynd::sum({})",
    },
    "xtensor": {
        "package": "xtensor",
        "includes": ["xtensor/xtensor.hpp", "xtensor/xmath.hpp", "xtensor/xview.hpp"],
        "array": "xt::xtensor<double, 1>",
        "sum": "xt::sum({})()",
    },
    "eigen": {
        "package": "eigen3",
        "includes": ["Eigen/Core"],
        "array": "Eigen::ArrayXd",
        "sum": "({}).sum()",
    },
}

INCLUDE = pathlib.Path(__file__).resolve().parents[2] / "include"
FUNCTIONS = ("sin", "exp", "sqrt", "log", "cos")
THIRTY = (
    [f"a {x} b {y} c" for x in "+-*/" for y in "+-*/"]
    + [f"{f}(a) * b - c" for f in FUNCTIONS]
    + [f"{f}(a * b) + {g}(c)" for f, g in zip(FUNCTIONS, FUNCTIONS[1:] + FUNCTIONS[:1])]
    + ["a * 2.0 + b", "(a - b) * (a + b) / c", "-a * b + c * 0.5", "a * a * a - b"]
)


def program(library, expressions, with_sum):
    """A translation unit with one function for each expression."""
    array = library["array"]
    lines = [f"#include <{header}>" for header in library["includes"]]
    for i, expression in enumerate(expressions):
        parameters = f"{array}& out, const {array}& a, const {array}& b, const {array}& c"
        lines.append(f"void assign{i}({parameters}) {{ out = {expression}; }}")
    if with_sum:
        lines.append(f"double total(const {array}& a, const {array}& b) {{ return {library['sum'].format('a * b')}; }}")
    return "\n".join(lines) + "\n"


PROGRAMS = {
    "the header alone": lambda library: program(library, [], False),
    "one expression": lambda library: program(library, ["a * b + c"], False),
    "one expression and its sum": lambda library: program(library, ["a * b + c"], True),
    "thirty expressions": lambda library: program(library, THIRTY, False),
}


def flags_of(package, build):
    """Compiler flags of a package, or None when pkg-config does not know it."""
    path = os.pathsep.join([str(build / "meson-uninstalled"), os.environ.get("PKG_CONFIG_PATH", "")])
    found = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True, check=False, env={**os.environ, "PKG_CONFIG_PATH": path})
    return [f"-I{INCLUDE}", *shlex.split(found.stdout)] if found.returncode == 0 else None


def compile_once(command):
    """Processor seconds and peak megabytes of one compilation."""
    child = subprocess.Popen(command)  # pylint: disable=consider-using-with
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {shlex.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(build, compiler, rounds):
    """One result for each program; libraries take turns."""
    flags = {name: flags_of(library["package"], build) for name, library in LIBRARIES.items()}
    libraries = {name: library for name, library in LIBRARIES.items() if flags[name] is not None}
    for name in set(LIBRARIES) - set(libraries):
        print(f"{name} is missing")
    results = []
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "user.cpp"), pathlib.Path(folder, "user.o")
        for title, text_of in PROGRAMS.items():
            taken = {name: [] for name in libraries}
            for _ in range(rounds):
                for name, library in libraries.items():
                    source.write_text(text_of(library), encoding="utf-8")
                    command = [*compiler, "-std=c++20", "-O2", "-w", *flags[name], "-c", str(source), "-o", str(target)]
                    taken[name].append(compile_once(command))
            results.append(result_of(title, taken))
            print(text_of_result(results[-1]), flush=True)
    return results


def result_of(title, taken):
    """The medians of what was measured."""
    seconds, megabytes = ({name: statistics.median(run[i] for run in runs) for name, runs in taken.items()} for i in (0, 1))
    result = {"name": title, "group": "compiling", "n": 1, "threads": 1, "seconds": seconds, "megabytes": megabytes}
    peers = {name: value for name, value in seconds.items() if name != "lazynd"}
    if peers:
        best = min(peers, key=peers.get)
        result.update(best_peer=best, ratio=peers[best] / seconds["lazynd"])
    return result


def text_of_result(result):
    """One line for people."""
    return f"{result['name']}: " + ", ".join(
        f"{name} {seconds:.2f} s and {result['megabytes'][name]:.0f} MB" for name, seconds in result["seconds"].items()
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compiler", type=shlex.split, default=["g++"])
    chosen = parser.parse_args()
    results = measure(chosen.build.resolve(), chosen.compiler, chosen.rounds)
    if chosen.json:
        chosen.json.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
