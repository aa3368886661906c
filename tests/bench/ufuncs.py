# SPDX-License-Identifier: BSD-3-Clause
"""Compares every loop of every ufunc with NumPy's, one thread, 1e5 elements in cache, and writes docs/ufuncs.md.

    /usr/bin/python3 ufuncs.py BUILD_FOLDER/tests/bench/ufuncs [--into docs/ufuncs.md]
"""
import argparse
import subprocess
import time

import numpy as np

COUNT = 100000
CODES = "?bBhHiIlLeEfdFD"
NAMES = {"modf": "modf", "clip": "clip"}
PARTS = {"real": None, "imag": None, "i0": None, "isposinf": None, "isneginf": None, "where": None, "clip": None}
HEAD = """# Ufuncs beside NumPy

Time of NumPy / time of lazynd for every loop, one thread, 100000 elements that are in cache, into existing arrays: above 1 lazynd is
faster. Both find their instruction set when they run. Written by `tests/bench/ufuncs.py`; columns are NumPy's characters of dtypes, by the
first argument. NumPy has no bfloat16 (`E`), so its column is the time of float16 / time of bfloat16 in lazynd.

Where lazynd is slower, this is why:

- `sign` of complex numbers is z/|z| here (NumPy 2) and the sign of the real part in NumPy 1.24: another function.
- `divmod` computes quotient and remainder each for itself, in one pass over memory; NumPy divides once.
- float16: NumPy 1.24 has kernels of Intel's SVML for AVX-512, made for 11 bits; lazynd computes in float32 and converts inside the kernel.
- `log2`, `log10` and `log1p` make an exact product at their end, which keeps them below 1 ulp; those of SVML are below 4. `cbrt`, `arcsinh` and
  `tan` of some dtypes: SVML's are faster.
- `frexp` takes numbers apart twice, once for each result.
- `absolute` of complex numbers is that of `hypot`, which corrects the square root; NumPy's loops for AVX-512 scale only.
- Operations on bytes and comparisons take a few microseconds for the whole array: 0.2 to 0.4 microseconds of each call are lazynd's.
- Ratios within 5 % of 1 change from run to run, and so does their number.

"""


def values_of(code, argument):
    generator = np.random.default_rng(argument)
    if code in "efdFD":
        return (0.5 + generator.random(COUNT)).astype(code)
    if code == "?":
        return generator.random(COUNT) > 0.5
    return generator.integers(1, 7, COUNT).astype(code)


def seconds_of(function, arguments, outputs):
    def run(times):
        start = time.perf_counter()
        for _ in range(times):
            function(*arguments, out=outputs)
        return (time.perf_counter() - start) / times

    times = int(min(200, max(1, 0.004 / run(1))))
    return min(run(times) for _ in range(5))


def numpy_time(name, types):
    function = getattr(np, name, None)
    if not isinstance(function, np.ufunc) or "E" in types:
        return None
    arguments = [values_of(code, k) for k, code in enumerate(types)]
    try:
        results = function(*arguments)
    except TypeError:
        return None
    outputs = results if isinstance(results, tuple) else (results,)
    return seconds_of(function, arguments, outputs) / COUNT * 1e9


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--into")
    options = parser.parse_args()
    times = {}
    for line in subprocess.run([options.program], check=True, capture_output=True, text=True).stdout.splitlines():
        name, types, nanoseconds = line.split("\t")
        times.setdefault(name, {})[types] = float(nanoseconds)
    rows, slow, faster, all_pairs = [], [], 0, 0
    for name, loops in times.items():
        cells = dict.fromkeys(CODES, "")
        for types, mine in loops.items():
            if len(set(types)) > 1 and name != "ldexp":
                continue
            peer = numpy_time(name, types)
            if types[0] == "E" and "e" * len(types) in loops:
                cells["E"] = f"({loops['e' * len(types)] / mine:.1f})"
            if peer is None:
                continue
            ratio = peer / mine
            all_pairs += 1
            faster += ratio >= 1
            cells[types[0]] = f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}"
            if ratio < 1:
                cells[types[0]] = f"**{cells[types[0]]}**"
                slow.append((ratio, name, types, mine, peer))
        rows.append(f"| {name} | " + " | ".join(cells[code] for code in CODES) + " |")
    text = HEAD + f"At least as fast as NumPy: {faster} of {all_pairs} loops.\n\n"
    text += "| ufunc | " + " | ".join(f"`{code}`" for code in CODES) + " |\n|---|" + "---:|" * len(CODES) + "\n"
    text += "\n".join(rows) + "\n"
    for ratio, name, types, mine, peer in sorted(slow):
        print(f"{ratio:5.2f} {name} {types}: {mine:.3f} ns, NumPy {peer:.3f} ns")
    print(f"{faster} of {all_pairs}")
    if options.into:
        with open(options.into, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    np.seterr(all="ignore")
    main()
