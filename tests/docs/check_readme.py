# SPDX-License-Identifier: BSD-3-Clause
"""Builds the first program of README.md as README.md says, with an installed copy of the library, and compares what it prints.

    check_readme.py meson|cmake|sh BUILD WORK COMPILER...

The way is the language of a fenced block of README.md: a build file, or a line for the shell. WORK is made anew.
"""
import difflib
import os
import pathlib
import re
import shlex
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "consumer"))
import check as consumer  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language):
    """The text of the first fenced block in that language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    if not found:
        sys.exit(f"README.md has no block in {language}")
    return found[1]


def build_with_meson(work):
    (work / "meson.build").write_text(block("meson"), encoding="utf-8")
    consumer.run("meson", "setup", "--wrap-mode=nofallback", work / "build", work)
    consumer.run("ninja", "-C", work / "build")
    return work / "build" / "program"


def build_with_cmake(work):
    (work / "CMakeLists.txt").write_text(block("cmake"), encoding="utf-8")
    consumer.run("cmake", "-S", work, "-B", work / "build")
    consumer.run("cmake", "--build", work / "build")
    return work / "build" / "program"


def build_with_sh(work):
    line = block("sh")
    if not line.startswith("g++ "):
        sys.exit("README.md: the line for the shell does not begin with g++")
    consumer.run("bash", "-c", f"cd {shlex.quote(str(work))} && {os.environ['CXX']} {line[len('g++ '):]}")
    return work / "program"


BUILDERS = {"meson": build_with_meson, "cmake": build_with_cmake, "sh": build_with_sh}


def main():
    way, build, work, *compiler = sys.argv[1:]
    work = pathlib.Path(work)
    libraries = consumer.install(pathlib.Path(build), work)
    os.environ["PKG_CONFIG_PATH"] = str(libraries / "pkgconfig")
    os.environ["CXX"] = shlex.join(compiler)
    (work / "main.cpp").write_text(block("cpp"), encoding="utf-8")
    printed = consumer.run(BUILDERS[way](work), LD_LIBRARY_PATH=str(libraries))
    sys.exit("\n".join(difflib.unified_diff(block("text").splitlines(), printed.splitlines(), "README.md", "printed", lineterm="")) or 0)


if __name__ == "__main__":
    main()
