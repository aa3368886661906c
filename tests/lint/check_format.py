# SPDX-License-Identifier: BSD-3-Clause
"""Every tracked C++ file is as clang-format writes it."""
import re
import shutil
import subprocess

import project


def main():
    formatter = shutil.which("clang-format")
    if not formatter:
        project.skip("clang-format is not installed")
    names = [name for name in project.tracked_files() if name.endswith((".hpp", ".h", ".cpp"))]
    if not names:
        project.skip("no C++ files are tracked")
    run = subprocess.run([formatter, "--dry-run", *names], cwd=project.ROOT, capture_output=True, text=True, check=False)
    bad = sorted(set(re.findall(r"^(\S+?):\d+:\d+: warning: code should be clang-formatted", run.stderr, re.MULTILINE)))
    problems = [f"{name}: run clang-format -i on it" for name in bad]
    if run.returncode:
        problems.append(run.stderr)
    project.finish(problems, f"format of {len(names)} files")


if __name__ == "__main__":
    main()
