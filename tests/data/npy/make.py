# SPDX-License-Identifier: BSD-3-Clause
"""Writes the .npy files of this folder with NumPy."""
import pathlib
import warnings

import numpy as np

FOLDER = pathlib.Path(__file__).parent
CODES = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]


def values(code):
    """Six elements that a wrong byte order, width or sign would change; tests/unit/io/fixtures.hpp has the same."""
    kind, dtype = code[0], np.dtype(code)
    if kind == "b":
        return [True, False, True, True, False, False]
    if kind == "i":
        return [0, 1, -1, np.iinfo(dtype).min, np.iinfo(dtype).max, 42]
    if kind == "u":
        return [0, 1, 2, np.iinfo(dtype).max // 2 + 1, np.iinfo(dtype).max, 42]
    reals = [0.0, 1.0, -1.5, float("inf"), -0.0, 0.1]
    return reals if kind == "f" else [complex(x, k) for k, x in enumerate(reals)]


def save(name, array, version=None):
    with open(FOLDER / (name + ".npy"), "wb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        np.lib.format.write_array(file, array, version)


def main():
    for code in CODES:
        for order, sign in [("le", "<"), ("be", ">")] if np.dtype(code).itemsize > 1 else [("le", "|")]:
            array = np.array(values(code), sign + code).reshape(2, 3)
            save(f"{code}_{order}_c", array)
            save(f"{code}_{order}_f", np.asfortranarray(array))

    doubles = np.array(values("f8")).reshape(2, 3)
    save("version_2", doubles, (2, 0))
    save("version_3", doubles, (3, 0))
    save("shape_0d", np.array(2.5))
    save("shape_1d", np.arange(5.0))
    save("shape_empty", np.zeros((0, 3)))
    save("shape_10d", np.arange(12.0).reshape(1, 1, 2, 1, 1, 3, 1, 1, 2, 1))
    save("shape_3d_f", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))

    save("refused_long_double", np.zeros(3, np.longdouble))
    save("refused_object", np.array([None, 1], object))
    save("refused_bytes", np.array([b"ab", b"c"]))
    save("refused_text", np.array(["ab", "c"]))
    save("refused_date", np.array(["2020-01-01"], "M8[D]"))
    save("refused_structured", np.zeros(2, [("x", "<f4"), ("y", "<i4", (2, 2))]))
    save("refused_structured_latin1", np.zeros(2, [("gr\u00f6\u00dfe", "<f4")]))
    save("refused_structured_utf8", np.zeros(2, [("\u5217", "<f4")]))


if __name__ == "__main__":
    main()
