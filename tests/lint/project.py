# SPDX-License-Identifier: BSD-3-Clause
"""What the lint checks share: the files of the project and the way to report."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # Meson's exit code of a skipped test
FOLDERS = ("include", "src", "tests", "examples", "docs", "subprojects", ".ci")


def tracked_files():
    """Paths relative to the root, as strings: what git tracks, or in an unpacked release everything in the known folders."""
    listing = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listing.returncode == 0 and listing.stdout:
        return sorted(name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file())
    files = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(str(path.relative_to(ROOT)) for path in files)


def sources(*suffixes, folders=("include", "src", "tests", "examples")):
    """Every file on disk below the folders with one of the suffixes, tracked or not yet."""
    return sorted(
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in suffixes
    )


def text_of(name):
    """The text of a file named relative to the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def finish(problems, what):
    """Prints the problems and leaves with the test's exit code."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else f"{what}: fine")
    sys.exit(1 if problems else 0)


def skip(reason):
    """Leaves with the exit code of a skipped test."""
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)
