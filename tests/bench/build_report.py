# SPDX-License-Identifier: BSD-3-Clause
"""What building the library costs: processor time and megabytes, by folder, family of kernels and instruction set.

    build_report.py build FOLDER                        builds the library alone, without a cache of compilations, in a new folder
    build_report.py report FOLDER [--into docs/build.md]
    build_report.py compile COMPILER ...                compiles and notes the time beside the object file; `build` uses it

Time is that of the processor in user mode, which other work on the machine changes little. Bytes are those of the symbols of object files;
what several files define counts once, for the first, as the linker keeps it.
"""
import argparse
import collections
import os
import pathlib
import re
import resource
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = "src/liblazynd.so"
PARTS = ("liblazynd_objects.a.p", "liblazynd_kernels_baseline.a.p", "liblazynd_kernels_avx2.a.p", "liblazynd_kernels_avx512.a.p")
LEVELS = {"baseline": "baseline", "avx2": "AVX2", "avx512": "AVX-512", "": "every CPU"}
LEVEL = re.compile(r"avx512|avx2|baseline")
CODE_AND_CONSTANTS = set("tTwWvVrRdDu")
HEAD = """# What the build costs

Written by `tests/bench/build_report.py`, which says how to measure it again. Kernels are compiled for each instruction set, dtype and
operation, so that is where bytes and seconds multiply; casting is a kernel of its own, so that operations need none for pairs of dtypes.

"""


def compile_and_note(command):
    """Runs a compilation; the seconds of its process go into a file beside the object file."""
    status = subprocess.run(command, check=False).returncode
    if status == 0 and "-c" in command and "-o" in command:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        pathlib.Path(command[command.index("-o") + 1] + ".seconds").write_text(f"{used.ru_utime:.3f}\n", encoding="utf-8")
    return status


def build(folder):
    """Builds the library in a new folder with this script in front of the compiler."""
    compiler = shlex.join([sys.executable, str(pathlib.Path(__file__).resolve()), "compile", os.environ.get("CXX", "g++")])
    environment = {**os.environ, "CXX": compiler, "CCACHE_DISABLE": "1"}
    for command in (["meson", "setup", "-Dtests=disabled", "-Dexamples=disabled", str(folder), str(ROOT)],
                    ["ninja", "-C", str(folder), "-j1"]):
        subprocess.run(command, env=environment, check=True)


def objects_of(folder):
    """The object files of the library, in the order in which the linker sees them, each with its family and its instruction set."""
    for part in PARTS:
        level = LEVEL.search(part)
        for file in sorted((folder / "src" / part).glob("*.o")):
            layer, _, rest = file.name.removesuffix(".cpp.o").partition("_")
            family = f"kernels/{rest}" if layer == "kernels" else layer
            yield file, "kernels/xsimd" if level else family, level[0] if level else ""


def symbols_of(file):
    """Name and bytes of what a file adds to the library; names that are its own are made unique."""
    listing = subprocess.run(["nm", "-S", "--defined-only", str(file)], capture_output=True, text=True, check=True).stdout
    for fields in map(str.split, listing.splitlines()):
        if len(fields) == 4 and fields[2] in CODE_AND_CONSTANTS:
            own = fields[2].islower() and fields[2] not in "uvw"
            yield f"{file}:{fields[3]}" if own else fields[3], int(fields[1], 16)


def measure(folder):
    """Bytes by family and instruction set, and seconds by family (None where no time was noted)."""
    sizes, seconds = collections.defaultdict(collections.Counter), collections.Counter()
    seen, noted = set(), True
    for file, family, level in objects_of(folder):
        for name, size in symbols_of(file):
            if name not in seen:
                seen.add(name)
                found = LEVEL.search(name)
                sizes[family][level or (found[0] if found else "")] += size
        time = file.with_name(file.name + ".seconds")
        noted = noted and time.is_file()
        seconds[family] += float(time.read_text(encoding="utf-8")) if noted else 0
    return sizes, seconds if noted else None


def table(sizes, seconds):
    """A row for each family, the dearest first, and one for all."""
    def row(name, counts, time):
        cells = [f"{counts[level] / 1e6:.2f}" for level in LEVELS] + [f"{counts.total() / 1e6:.2f}"]
        return f"| {name} | " + " | ".join(cells + ([f"{time:.0f}"] if seconds else [])) + " |"

    titles = [*LEVELS.values(), "MB together"] + (["seconds"] if seconds else [])
    lines = ["| | " + " | ".join(titles) + " |", "|---|" + "---:|" * len(titles)]
    for family in sorted(sizes, key=lambda one: (-seconds[one] if seconds else 0, -sizes[one].total())):
        lines.append(row(family, sizes[family], seconds[family] if seconds else 0))
    lines.append(row("**together**", sum(sizes.values(), collections.Counter()), seconds.total() if seconds else 0))
    return "\n".join(lines)


def report(folder, into):
    sizes, seconds = measure(folder)
    if not sizes:
        raise SystemExit(f"{folder}: no object files of the library")
    compiler = subprocess.run([os.environ.get("CXX", "g++"), "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    library = (folder / LIBRARY).resolve()
    text = subprocess.run(["size", str(library)], capture_output=True, text=True, check=True).stdout.splitlines()[1].split()[0]
    page = HEAD + f"Compiler: {compiler}, `-O2`. MB of code and constants in the object files, by what a function is compiled for"
    page += ("; seconds of processor time in user mode, compiled one after the other and without a cache" if seconds else "") + ".\n\n"
    page += table(sizes, seconds) + "\n\n"
    page += f"The file of the library has {library.stat().st_size / 1e6:.2f} MB, {int(text) / 1e6:.2f} of them code and constants: beside"
    page += " what is above, tables for exceptions and names of symbols.\n"
    if into:
        into.write_text(page, encoding="utf-8")
    else:
        print(page, end="")


def main():
    if sys.argv[1:2] == ["compile"]:
        sys.exit(compile_and_note(sys.argv[2:]))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["build", "report"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--into", type=pathlib.Path)
    options = parser.parse_args()
    if options.what == "build":
        build(options.folder)
    else:
        report(options.folder, options.into)


if __name__ == "__main__":
    main()
