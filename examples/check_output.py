# SPDX-License-Identifier: BSD-3-Clause
"""Runs an example and compares what it prints with a file of expected/: check_output.py EXPECTED PROGRAM [FOLDER]

With a folder, the program writes its pictures there: they must be well-formed and not empty, and it may print more after the expected
lines, such as times and plans, which differ from machine to machine.
"""
import difflib
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path


def picture_problems(folder):
    for name in ["volcano.svg", "hillshade_plan.svg"]:
        try:
            shapes = sum(1 for element in xml.etree.ElementTree.parse(folder / name).iter() if element.tag.endswith(("path", "rect")))
        except (OSError, xml.etree.ElementTree.ParseError) as error:
            yield f"{name}: {error}"
        else:
            if shapes < 10:
                yield f"{name}: only {shapes} shapes"


def main():
    expected = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    for name in folder.glob("*.svg") if folder else []:
        name.unlink()
    run = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    printed = run.stdout.splitlines()
    if folder:
        printed = printed[: len(expected)]
    problems = list(difflib.unified_diff(expected, printed, "expected", "printed", lineterm=""))
    if run.returncode:
        problems.append(f"the program ended with {run.returncode}")
    elif folder:
        problems += picture_problems(folder)
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
