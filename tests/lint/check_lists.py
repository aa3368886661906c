# SPDX-License-Identifier: BSD-3-Clause
"""Every C++ file is named in a meson.build of its folder or of one above, so that none is forgotten."""
import re

import project

NAME = re.compile(r"'([\w./-]+\.(?:hpp|h|cpp))'")


def listed_files():
    """Every C++ file some meson.build names."""
    names = set()
    for build in [project.ROOT / "meson.build", *(path for folder in project.FOLDERS for path in (project.ROOT / folder).rglob("meson.build"))]:
        folder = build.parent.relative_to(project.ROOT)
        names.update(str(folder / name) for name in NAME.findall(build.read_text(encoding="utf-8")))
    return names


def main():
    listed = listed_files()
    wanted = project.sources(".cpp", folders=("src", "tests", "examples")) + project.sources(".hpp", ".h", folders=("include",))
    wanted = [name for name in wanted if not name.startswith("tests/consumer/")]
    project.finish([f"{name}: no meson.build lists it" for name in wanted if name not in listed], f"lists of {len(wanted)} files")


if __name__ == "__main__":
    main()
