# SPDX-License-Identifier: BSD-3-Clause
"""The top level holds the known files and folders and nothing else."""
import project

ALLOWED = {
    "CONTRIBUTING.md", "LICENSE", "PARITY.md", "README.md", "docs", "examples", "include",
    "meson.build", "meson_options.txt", "src", "subprojects", "tests",
}


def main():
    found = {name.split("/")[0] for name in project.tracked_files()}
    extra = sorted(name for name in found if name not in ALLOWED and not name.startswith("."))
    project.finish([f"{name}: does not belong to the top level" for name in extra], "top level")


if __name__ == "__main__":
    main()
