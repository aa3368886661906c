# SPDX-License-Identifier: BSD-3-Clause
"""Writes which floating-point conditions NumPy (1.24 on x86-64) finds for all values, and pairs of values, at the edges of each dtype:
conditions.tsv beside this file.

    /usr/bin/python3 make.py

Lines: `values DTYPE ELEMENTS`, hexadecimal bytes, little-endian, without gaps; `unary NAME DTYPE FLAGS`, `binary NAME DTYPE FLAGS` with a
hexadecimal digit for each value or pair (first argument slowest), and `cast FROM TO FLAGS`. Flags are NumPy's: 1 divide by zero, 2
overflow, 4 underflow, 8 invalid value; `?` where NumPy's loops for AVX-512 and for plain processors do not agree.
"""
import os
import pathlib
import subprocess
import sys

import numpy as np

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]

UNARY = """absolute arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil cos cosh deg2rad exp exp2 expm1 fabs floor isfinite isinf isnan
log log10 log1p log2 logical_not negative positive rad2deg reciprocal rint sign signbit sin sinh spacing sqrt square tan tanh
trunc""".split()
BINARY = """add arctan2 copysign divide equal float_power floor_divide fmax fmin fmod greater heaviside hypot less logaddexp logaddexp2
logical_and maximum minimum multiply nextafter power remainder subtract""".split()
COMPLEX_UNARY = ["absolute", "conjugate", "log", "negative", "reciprocal", "sqrt", "square"]
COMPLEX_BINARY = ["add", "divide", "equal", "multiply", "subtract"]
INTEGER_UNARY = ["absolute", "negative", "reciprocal", "square"]
INTEGER_BINARY = ["add", "divide", "floor_divide", "fmod", "gcd", "multiply", "remainder", "subtract"]


def values_of(name):
    """Values where something can go wrong."""
    dtype = np.dtype(name)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return np.array(sorted({info.min, info.max, 0, 1, 2, 7, *([-1, -3] if dtype.kind == "i" else [])}), dtype)
    if dtype.kind == "f":
        info = np.finfo(dtype)
        least, root, large = float(info.smallest_normal), 2.0 ** (info.minexp // 2 - 2), 1.1 * np.log(float(info.max))
        positive = [0, info.smallest_subnormal, 3 * info.smallest_subnormal, least / 2, least, root, root * 1.1, 0.5, 1, 1.5, 2, 3, large]
        positive += [2.0 ** (info.maxexp - 1), float(info.max), np.inf]
        return np.array([-x for x in reversed(positive)] + positive + [np.nan]).astype(dtype)
    small = 1e-30 if name == "complex64" else 1e-200
    large = 1e30 if name == "complex64" else 1e200
    parts = [(0, 0), (1, 0), (0, -1), (1, 2), (-3, 0.5), (small, small), (small, 0), (large, 1), (large, large), (0, large), (np.inf, 1)]
    parts += [(-np.inf, np.inf), (2, -np.inf), (np.nan, 1), (np.inf, np.nan)]
    return np.array([complex(*part) for part in parts]).astype(dtype)


def flags_of(function, *arguments):
    """Conditions of a function for arguments of one element."""
    found = [0]

    def note(_, flags):
        found[0] |= flags

    with np.errstate(all="call", call=note):
        function(*(np.array([x]) for x in arguments))
    return format(found[0], "x")


def table():
    """All lines."""
    for name in INTEGERS + FLOATS + COMPLEX:
        yield f"values\t{name}\t{values_of(name).tobytes().hex()}"
    for names, unary, binary in (
        (INTEGERS, INTEGER_UNARY, INTEGER_BINARY),
        (FLOATS, UNARY, BINARY),
        (COMPLEX, COMPLEX_UNARY, COMPLEX_BINARY),
    ):
        for name in names:
            values = values_of(name)
            for function in unary:
                yield f"unary\t{function}\t{name}\t" + "".join(flags_of(getattr(np, function), x) for x in values)
            for function in binary:
                pairs = [(x, y) for x in values for y in values]
                yield f"binary\t{function}\t{name}\t" + "".join(flags_of(getattr(np, function), x, y) for x, y in pairs)
    for name in INTEGERS + FLOATS:
        for to in INTEGERS + FLOATS:
            yield f"cast\t{name}\t{to}\t" + "".join(flags_of(lambda a, to=to: a.astype(to), x) for x in values_of(name))


def common(first, second):
    """Flags that both tables have; `?` for the others."""
    *head, a = first.split("\t")
    *_, b = second.split("\t")
    if head[0] != "values":
        a = "".join(x if x == y else "?" for x, y in zip(a, b))
    return "\t".join([*head, a])


def main():
    """Writes the table; with an argument, prints that of this process."""
    if len(sys.argv) > 1:
        print("\n".join(table()))
        return
    plain = {"NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"}
    runs = [
        subprocess.run([sys.executable, __file__, "print"], env={**os.environ, **env}, check=True, capture_output=True, text=True)
        for env in ({}, plain)
    ]
    first, second = (run.stdout.splitlines() for run in runs)
    lines = [common(a, b) for a, b in zip(first, second)]
    pathlib.Path(__file__).with_name("conditions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
