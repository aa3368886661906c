# SPDX-License-Identifier: BSD-3-Clause
"""clang-tidy over src/, with the compile commands of the build folder given as argument."""
import concurrent.futures
import os
import shutil
import subprocess
import sys

import project


def tidy(name):
    """What clang-tidy says about a file; empty when nothing."""
    command = ["clang-tidy", "--quiet", "-p", sys.argv[1], "--extra-arg=-Wno-unknown-warning-option", str(project.ROOT / name)]
    if name.startswith("src/kernels/xsimd/"):
        command.append("--checks=-clang-analyzer-*")  # it follows the calls into xsimd and reports what it finds there
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode or "warning:" in run.stdout else ""


def main():
    if not shutil.which("clang-tidy"):
        project.skip("clang-tidy is not installed")
    names = project.sources(".cpp", folders=("src",))
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        problems = [text for text in pool.map(tidy, names) if text]
    project.finish(problems, f"clang-tidy over {len(names)} files")


if __name__ == "__main__":
    main()
