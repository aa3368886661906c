# SPDX-License-Identifier: BSD-3-Clause
"""Builds and runs program/ as a user would.

    check.py subproject|installed SOURCE BUILD WORK COMPILER...

subproject: a Meson project that has the library in subprojects/, without threads and SIMD kernels, since the main build has both.
installed: one line of the compiler with what pkg-config says about an installed copy.
WORK is kept, so that a second run builds only what has changed.
"""
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys

PROGRAM = pathlib.Path(__file__).resolve().parent / "program"
COPIED = ("meson.build", "meson_options.txt", "include", "src")


def run(*command, **environment):
    """Runs a command and returns what it printed; ends the test when it fails."""
    command = [str(part) for part in command]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, env={**os.environ, **environment}
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\nexit code {done.returncode}")
    return done.stdout


def mirror(source, target):
    """Makes target equal to source; files that are equal keep their time stamps."""
    if source.is_file():
        if not target.is_file() or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        return
    names = {path.name for path in source.iterdir()}
    for path in target.iterdir() if target.is_dir() else ():
        if path.name not in names:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in names:
        mirror(source / name, target / name)


def as_subproject(source, work):
    """Builds the program with the library below it."""
    for name in ("meson.build", "main.cpp"):
        mirror(PROGRAM / name, work / name)
    for name in COPIED:
        mirror(source / name, work / "subprojects/lazynd" / name)
    build = work / "build"
    if not (build / "build.ninja").is_file():
        shutil.rmtree(build, ignore_errors=True)
        run("meson", "setup", "-Dlazynd:werror=false", "-Dlazynd:simd=disabled", "-Dlazynd:parallel=disabled", build, work)
    run("ninja", "-C", build, "consumer")
    return run(build / "consumer")


def install(build, work):
    """Installs the library below work, made anew, and returns the folder with the libraries; pkg-config's file there knows where it is."""
    shutil.rmtree(work, ignore_errors=True)
    run("meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", work)
    description = next(work.rglob("lazynd.pc"))
    text = description.read_text(encoding="utf-8")
    prefix = re.search("^prefix=(.*)$", text, re.MULTILINE)[1]
    description.write_text(text.replace(f"prefix={prefix}\n", f"prefix={work}{prefix}\n"), encoding="utf-8")
    return description.parents[1]


def as_installed(build, work, compiler):
    """Builds the program with an installed copy of the library."""
    libraries = install(build, work)
    flags = run("pkg-config", "--cflags", "--libs", "lazynd", PKG_CONFIG_PATH=str(libraries / "pkgconfig")).split()
    program = work / "consumer"
    run(*compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", PROGRAM / "main.cpp", "-o", program, *flags)
    return run(program, LD_LIBRARY_PATH=str(libraries))


def main():
    way, source, build, work, *compiler = sys.argv[1:]
    if way == "subproject":
        print(as_subproject(pathlib.Path(source), pathlib.Path(work)))
    else:
        print(as_installed(build, pathlib.Path(work), compiler))


if __name__ == "__main__":
    main()
