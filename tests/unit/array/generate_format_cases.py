#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes tests/data/format/*.tsv: arrays and numbers with the text NumPy 1.24 prints for them.

    generate_format_cases.py [folder] [number of random arrays] [seed]

Lines are fields separated by tabs, with \\n, \\t and \\\\ for what would break a line. Arrays: dtype, shape, byte strides,
position of the first element, bytes of the buffer in hexadecimal, options (name=value, separated by ';'), separator,
prefix, suffix, then what str, array_repr and array2string give. Numbers: notation, bits, options, text.
"""
import itertools
import sys
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import as_strided

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
          "float32", "float64", "complex64", "complex128"]
FLOATS = ["float32", "float64"]
FLOAT_MODES = ["fixed", "unique", "maxprec", "maxprec_equal"]


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def numbers(values):
    return ",".join(str(v) for v in values)


def settings(options):
    return ";".join(f"{name}={int(v) if isinstance(v, bool) else v}" for name, v in options.items())


def array_line(array, base=None, separator=" ", prefix="", suffix="", **options):
    """One line for a view of the C-contiguous array `base`."""
    base = array if base is None else base
    assert base.flags.c_contiguous
    position = array.__array_interface__["data"][0] - base.__array_interface__["data"][0] if array.size else 0
    with np.printoptions(**options):
        texts = [str(array), np.array_repr(array),
                 np.array2string(array, separator=separator, prefix=prefix, suffix=suffix)]
    fields = [array.dtype.name, numbers(array.shape), numbers(array.strides), str(position), base.tobytes().hex(),
              settings(options), separator, prefix, suffix, *texts]
    return "\t".join(escape(f) for f in fields)


def random_values(rng, dtype, count):
    """Values of one magnitude, of many, rounded ones, special ones."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, count).astype(bool)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        bits = int(rng.integers(1, limits.bits + 1))
        low, high = (limits.min >> (limits.bits - bits)), (limits.max >> (limits.bits - bits))
        return rng.integers(low, high, count, dtype=dtype, endpoint=True)
    if dtype.kind == "c":
        real = np.dtype(f"f{dtype.itemsize // 2}")
        values = np.empty(count, dtype)
        values.real, values.imag = random_values(rng, real, count), random_values(rng, real, count)
        return values
    style = rng.integers(0, 8)
    values = rng.standard_normal(count) * 10.0 ** rng.integers(-3, 4)
    if style == 1:
        values = np.round(values, int(rng.integers(0, 5)))
    elif style == 2:
        values = values * 10.0 ** rng.integers(-12, 13, count)
    elif style == 3:
        values = np.trunc(values)
    elif style == 4:
        values = rng.choice([0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, -2.5, 1e-5, 123456.0], count)
    elif style == 5:
        values = values * 10.0 ** rng.integers(-30, 31)
    elif style == 6:
        values = np.abs(values)
        values[rng.random(count) < 0.3] = rng.choice([np.nan, np.inf])
    elif style == 7:
        values = rng.integers(-50, 50, count) * rng.choice([0.5, 0.25, 0.1, 0.001])
    with np.errstate(over="ignore", under="ignore"):
        return values.astype(dtype)


def limits(dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return np.array([True, False])
    if dtype.kind in "iu":
        return np.array([np.iinfo(dtype).min, 0, 1, np.iinfo(dtype).max], dtype)
    info = np.finfo(dtype)
    return np.array([0, -0.0, 1, info.min, info.max, info.tiny, info.smallest_subnormal, info.eps, np.nan, np.inf, -np.inf], dtype)


def dtype_lines(rng):
    for dtype in DTYPES:
        yield array_line(limits(dtype))
        for shape in [(5,), (40,), (3, 4), (2, 3, 2), (1, 1, 1, 1), (2, 1, 3, 2)]:
            yield array_line(random_values(rng, dtype, int(np.prod(shape))).reshape(shape))
        for shape in [(0,), (0, 3), (2, 0), (2, 0, 4)]:
            yield array_line(np.empty(shape, dtype))


def scalar_lines(rng):
    for dtype in DTYPES:
        for value in limits(dtype):
            yield array_line(np.array(value, dtype))
    for dtype in ["float32", "float64", "complex64", "complex128"]:
        for value in [0.1, 1e15, 1e16, 1.5e16, 1e-4, 9.9e-5, 123456789.0, 100.0, 2.0 / 3, -1e22, 3.0]:
            yield array_line(np.array(value, dtype))
        yield array_line(random_values(rng, dtype, 1).reshape(()), precision=2, floatmode="fixed", threshold=0)
    for value in [1 + 2j, 2j, complex(-0.0, 2), complex(np.nan, np.nan), complex(0, np.nan), complex(0, -np.inf), complex(1.5, -0.0),
                  complex(-0.0, -0.0), complex(1e20, 1e-20), complex(np.inf, -np.inf), complex(0, -0.0), complex(1, 1e16)]:
        yield array_line(np.array(value))


def float_lines(rng):
    notations = [[1, 2, 3], [1.5, -2.25, 1e3], [1e8, 1], [99999999, 1e5], [1e-4, 1], [9.99e-5, 1e-4], [1e16, -1e16], [0.001, 1, 1.0001],
                 [0.001, 1], [0.0, 1e-10], [1 / 3, 2 / 3, 1], [1e100, 1e-100, 1], [0.1, 0.12, 0.123], [0, -0.0], [np.nan], [np.inf, 1],
                 [-np.inf, 1], [np.nan, 1.5], [np.nan, 1e10], [np.inf, np.nan, -np.inf], [2.5, 0.5, 1.5, 3.5], [0.9999999999, 1], [16777216, 3],
                 [33554436, 99999990], [6e-9, 4e-9, 5e-9, 1], [1e22, 1e23, 1.2345e25], [5e-324, 1], [1e9, 1.23456789012]]
    for dtype, values in itertools.product(FLOATS, notations):
        with np.errstate(over="ignore", under="ignore"):
            array = np.array(values).astype(dtype)
        for suppress in (False, True):
            yield array_line(array, suppress=suppress)
        yield array_line(array, floatmode=str(rng.choice(FLOAT_MODES)), precision=int(rng.integers(0, 18)), sign=str(rng.choice([*"-+ "])))
    for values in [[1 + 2j, -3.5 - 4j], [1e10 + 1j, 1j], [complex(np.nan, 1), complex(1, np.nan)], [complex(np.inf, -np.inf), 2], [1j, 10.25j]]:
        for dtype in ("complex64", "complex128"):
            yield array_line(np.array(values, dtype))
            yield array_line(np.array(values, dtype), sign="+", precision=2, suppress=True, floatmode="maxprec_equal")


def option_lines(rng):
    for dtype, mode, sign in itertools.product(["float32", "float64", "complex128"], FLOAT_MODES, "-+ "):
        yield array_line(random_values(rng, dtype, 6), floatmode=mode, sign=sign, precision=int(rng.integers(0, 12)))
    values = np.array([np.nan, 1.0, -np.inf, np.inf, 2.25])
    for nan, inf in [("NA", "Infinity"), ("not a number", "oo"), ("\u2205", "\u221e")]:
        for sign in "-+ ":
            yield array_line(values, nanstr=nan, infstr=inf, sign=sign)
    for dtype, width in itertools.product(["bool", "int32", "float64", "complex128"], [1, 10, 20, 33, 76, 200]):
        yield array_line(random_values(rng, dtype, 15).reshape(3, 5), linewidth=width)
        yield array_line(random_values(rng, dtype, 13), linewidth=width)
    for dtype, size in itertools.product(["int8", "float32", "uint16"], range(9, 17)):
        yield array_line(random_values(rng, dtype, size))
    for separator, prefix, suffix in [(", ", "", ""), (",", "name = ", ";"), (" | ", "x", ""), ("", "", ""), (",\n", "ab", "cd"), ("\t", "", "")]:
        for shape in [(7,), (2, 3), (2, 2, 2), (30,)]:
            yield array_line(random_values(rng, "float64", int(np.prod(shape))).reshape(shape), separator=separator, prefix=prefix, suffix=suffix)


def view_lines(rng):
    for dtype in ["bool", "int16", "uint64", "float32", "float64", "complex64"]:
        base = random_values(rng, dtype, 24).reshape(2, 3, 4)
        for view in [base.T, base[::-1], base[:, ::2, ::-3], base[1, :, 2], base[..., None], base[1:, 1:], base.swapaxes(0, 2)[::-2],
                     np.broadcast_to(base[0, 0], (3, 4)), base[0:0], base[1, 2, 3, ...]]:
            yield array_line(view, base)


def summary_lines(rng):
    def strided(dtype, shape, strides, **options):
        base = random_values(rng, dtype, 64)
        steps = tuple(step * base.itemsize for step in strides)
        return array_line(as_strided(base, shape, steps), base, **options)

    for dtype in ["bool", "int8", "int64", "float32", "float64", "complex128"]:
        yield strided(dtype, (1000,), (0,), threshold=999)
        yield strided(dtype, (60, 50, 2), (0, 1, 3))
        yield strided(dtype, (3, 2000), (2, 0))
        yield strided(dtype, (10**6, 10**5), (0, 0))
        yield strided(dtype, (7, 5, 8), (6, 1, 2), threshold=10)
        yield strided(dtype, (7, 5, 8), (6, 1, 2), threshold=10, edgeitems=1, linewidth=30)
        yield strided(dtype, (2, 3, 4, 5), (1, 2, 3, 4), threshold=5, edgeitems=2)
        yield strided(dtype, (30,), (2,), threshold=0, edgeitems=10, linewidth=40)
        yield strided(dtype, (3, 4), (1, 3), threshold=11)
        yield strided(dtype, (3, 4), (1, 3), threshold=12, edgeitems=1)
    yield array_line(np.full(8, 7), threshold=2, edgeitems=0)
    yield array_line(np.full((4, 2), 7.5), threshold=2, edgeitems=0)


def random_lines(rng, count):
    for _ in range(count):
        shape = tuple(int(n) for n in rng.integers(1, 6, rng.integers(1, 5)))
        options = {}
        for name, choices in {"precision": range(0, 18), "threshold": [0, 5, 20, 1000], "edgeitems": [1, 2, 3], "linewidth": range(5, 120),
                              "suppress": [True, False], "sign": [*"-+ "], "floatmode": FLOAT_MODES}.items():
            if rng.random() < 0.4:
                choice = choices[int(rng.integers(len(choices)))]
                options[name] = choice
        dtype = DTYPES[int(rng.integers(len(DTYPES)))] if rng.random() < 0.4 else str(rng.choice(DTYPES[-4:]))
        separator = str(rng.choice([" ", ", ", ","]))
        yield array_line(random_values(rng, dtype, int(np.prod(shape))).reshape(shape), separator=separator, **options)


def number_lines(rng):
    """format_float_positional and format_float_scientific, where NumPy does as documented."""
    for k in range(240):
        dtype = FLOATS[k % 2]
        x = random_values(rng, dtype, 1)[0] if k % 5 else np.dtype(dtype).type(2.0 ** int(rng.integers(-40, 40)))
        unique = bool(rng.integers(4))
        how = {"unique": unique, "sign": bool(rng.integers(2))}
        if not unique or rng.integers(2):
            how["precision"] = int(rng.integers(0, 20))
        if rng.integers(2):
            how["min_digits"] = int(rng.integers(0, how.get("precision", 19) + 1))
        if rng.integers(2):
            how["pad_left"] = int(rng.integers(0, 8))
        bits = x.tobytes()[::-1].hex()
        positional = dict(how, trim=str(rng.choice([*"k.0-"])))
        if rng.integers(2):
            positional["pad_right"] = int(rng.integers(0, 8))
        yield "\t".join(["positional", bits, settings(positional), np.format_float_positional(x, **positional)])
        scientific = dict(how, trim=str(rng.choice([*"k.0"])))
        if rng.integers(2):
            scientific["exp_digits"] = int(rng.integers(1, 5))
        yield "\t".join(["scientific", bits, settings(scientific), np.format_float_scientific(x, **scientific)])


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "data" / "format"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 150
    rng = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 20)
    folder.mkdir(parents=True, exist_ok=True)
    groups = {"dtypes": dtype_lines(rng), "scalars": scalar_lines(rng), "floats": float_lines(rng), "options": option_lines(rng),
              "views": view_lines(rng), "summaries": summary_lines(rng), "random": random_lines(rng, count), "numbers": number_lines(rng)}
    for name, lines in groups.items():
        lines = list(lines)
        (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(lines)} cases")


if __name__ == "__main__":
    main()
