# SPDX-License-Identifier: BSD-3-Clause
"""Writes what NumPy (1.24 on x86-64) computes for all pairs of values at the edges of each dtype: DTYPE.tsv beside this file.

    /usr/bin/python3 make.py

Lines: `values` with the values; `unary NAME DTYPE` and `binary NAME DTYPE` with the results for all values and for all pairs (first
argument slowest); `cast - DTYPE`. Elements are hexadecimal bytes, little-endian, without gaps; `?` in place of an element where NumPy
has no one answer, since its vector and scalar loops differ.
"""
import pathlib

import numpy as np

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool", *INTEGERS, *FLOATS, *COMPLEX]

COMPARISONS = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
LOGIC = ["logical_and", "logical_or", "logical_xor"]
EXTREMES = ["minimum", "maximum", "fmin", "fmax"]
BITS = ["bitwise_and", "bitwise_or", "bitwise_xor"]
SHIFTS = ["left_shift", "right_shift"]
REAL_DIVISION = ["floor_divide", "remainder", "fmod"]


def values_of(name):
    """Values where something can go wrong."""
    if name == "bool":
        return np.array([False, True])
    dtype = np.dtype(name)
    if dtype.kind == "i":
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        return np.array([low, low + 1, -7, -2, -1, 0, 1, 2, 3, 7, 100, high - 1, high], dtype)
    if dtype.kind == "u":
        high = int(np.iinfo(dtype).max)
        return np.array([0, 1, 2, 3, 7, 100, high // 2, high // 2 + 1, high - 1, high], dtype)
    if dtype.kind == "f":
        info = np.finfo(dtype)
        inner = [-7.5, -2.5, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.5, 3.0, 300.75, 2.0**31, 2.0**63]
        return np.array([-np.inf, info.min, *inner, info.smallest_subnormal, info.max, np.inf, np.nan], dtype)
    parts = [(0, 0), (-0.0, 1), (1, 0), (1, 2), (1, -2), (-3, 0.5), (2.5, -1e10), (1e-30, 1e30), (np.inf, 1), (2, -np.inf), (np.nan, 1), (1, np.nan)]
    return np.array([complex(*part) for part in parts]).astype(dtype)


def functions_of(name):
    """Names of the unary and binary functions a dtype takes."""
    kind = np.dtype(name).kind
    unary, binary = ["logical_not", "square"], ["add", "multiply", "divide", *COMPARISONS, *LOGIC, *EXTREMES]
    if kind != "b":
        unary += ["negative", "positive"]
        binary += ["subtract"]
    if kind in "biuf":
        unary += ["reciprocal"]
    if kind in "iuf":
        unary += ["sign"]
    if kind in "fc":
        unary += ["isnan", "isinf", "isfinite"]
    if kind != "b":
        unary += ["conjugate"]
    if kind in "biuf":
        unary += ["absolute"]
        binary += REAL_DIVISION
    if kind in "biu":
        unary += ["invert"]
        binary += [*BITS, *SHIFTS, "power"]
    if kind in "iu":
        binary += ["gcd", "lcm"]
    if kind == "f":
        unary += ["floor", "ceil", "trunc", "rint", "sqrt", "fabs", "signbit", "spacing", "deg2rad", "rad2deg", "isposinf", "isneginf"]
        binary += ["copysign", "nextafter", "heaviside"]
    return unary, binary


def text(once, often):
    """Hexadecimal bytes of the elements; a question mark where the two results differ."""
    words = []
    for one, other in zip(once, often):
        agree = one.tobytes() == other.tobytes() or (one != one and other != other)
        words.append(one.tobytes().hex() if agree else "?")
    return "".join(words) if "?" not in words else " ".join(words)


def applied(function, *arguments):
    """The result element by element, and as a vector loop gives it."""
    once = np.array([function(*(argument[i : i + 1] for argument in arguments))[0] for i in range(len(arguments[0]))])
    long = function(*(np.repeat(argument, 37) for argument in arguments))[::37]
    return text(once.astype(long.dtype), long), long.dtype.name


def main():
    for name in DTYPES:
        values = values_of(name)
        lines = [f"values\t-\t{name}\t{values.tobytes().hex()}"]
        unary, binary = functions_of(name)
        first, second = np.repeat(values, len(values)), np.tile(values, len(values))
        for function in unary:
            result, dtype = applied(getattr(np, function), values)
            lines.append(f"unary\t{function}\t{dtype}\t{result}")
        for function in binary:
            exponent = np.where(second < 0, 0, second).astype(second.dtype) if function == "power" else second
            result, dtype = applied(getattr(np, function), first, exponent)
            lines.append(f"binary\t{function}\t{dtype}\t{result}")
        for to in DTYPES:
            result, dtype = applied(lambda x, to=to: x.astype(to), values)
            lines.append(f"cast\t-\t{dtype}\t{result}")
        (pathlib.Path(__file__).parent / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    np.seterr(all="ignore")
    import warnings

    warnings.simplefilter("ignore")
    main()
