# SPDX-License-Identifier: BSD-3-Clause
"""Compiles a case as it is, which must work, and with -DMUST_FAIL, which must fail with the sentence of its `// expect:` lines.

    check.py CASE COMPILER [ARGUMENT]...

An `// expect:` line may give one sentence for each compiler, as `// expect(gcc):` and `// expect(clang):`.
"""
import os
import pathlib
import re
import subprocess
import sys

EXPECT = re.compile(r"^// expect(?:\((gcc|clang)\))?: (.+)$", re.MULTILINE)


def compile_case(command):
    """Exit code and messages of a compilation, whatever the language and colours of the user."""
    run = subprocess.run(
        [*command, "-fdiagnostics-color=never"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return run.returncode, run.stdout


def compiler_kind(command):
    """gcc or clang."""
    version = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    return "clang" if "clang" in version else "gcc"


def main():
    case, *command = sys.argv[1:]
    sentences = EXPECT.findall(pathlib.Path(case).read_text(encoding="utf-8"))
    if not sentences:
        sys.exit(f"{case}: has no line '// expect: sentence'")
    code, messages = compile_case([*command, case])
    if code:
        sys.exit(f"{case}: must compile without MUST_FAIL\n{messages}")
    code, messages = compile_case([*command, "-DMUST_FAIL", case])
    if not code:
        sys.exit(f"{case}: compiles with MUST_FAIL")
    kind = compiler_kind([part for part in command if not part.startswith("-")])
    for only, sentence in sentences:
        if only in ("", kind) and sentence not in messages:
            sys.exit(f"{case}: the compiler does not say '{sentence}' but\n{messages}")


if __name__ == "__main__":
    main()
