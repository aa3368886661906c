# SPDX-License-Identifier: BSD-3-Clause
"""Writes what NumPy 2's isclose gives for arrays beside Python numbers, also such as their dtype cannot hold: closeness.tsv beside this file.

    /usr/bin/python3 make.py

The definition is that of NumPy 2, in the arithmetic of NumPy 1.24 to 1.26 with promotion switched to that of NumPy 2. Lines: dtype, elements
as hexadecimal bytes, equal_nan, number, and the results with the number as second and as first argument.
"""
import math
import pathlib

import numpy as np

INFINITY, NAN = math.inf, math.nan
VALUES = {
    "float16": [1, 65504, INFINITY, -INFINITY, NAN, 6e-8, 0],
    "float32": [1, 3.4e38, INFINITY, -INFINITY, NAN, 1e-45, 0],
    "float64": [1, 1.7e308, 1e300, INFINITY, -INFINITY, NAN, 0, 5e-324],
    "int8": [1, 127, -128, 0],
    "uint8": [1, 255, 0],
    "int64": [2**62, -2**63, 1, 0],
    "complex64": [1 + 1j, 3e38 + 3e38j, complex(INFINITY, INFINITY), complex(NAN, NAN)],
    "complex128": [1 + 1j, 1e300 + 1e300j, complex(INFINITY, INFINITY), complex(NAN, NAN)],
}
NUMBERS = [1, 300, -1, 70000, 2**62, 1.0, 1e5, 1e300, -1e300, INFINITY, -INFINITY, NAN, 3.4028235e38, 65520.0, 1e39]


def isclose(x, y, equal_nan):
    """NumPy 2's definition."""
    if isinstance(y, np.ndarray):
        y = y.astype(np.result_type(y, 1.0))
    elif isinstance(y, int):
        y = float(y)
    result = np.less_equal(abs(x - y), 1e-8 + 1e-5 * abs(y)) & np.isfinite(y) | (x == y)
    return result | (np.isnan(x) & np.isnan(y)) if equal_nan else result


def main():
    np._set_promotion_state("weak")
    np.seterr(all="ignore")
    lines = []
    for name, values in VALUES.items():
        array = np.array(values, name)
        for equal_nan in (False, True):
            for number in NUMBERS:
                results = ["".join(str(int(one)) for one in isclose(*pair, equal_nan)) for pair in ((array, number), (number, array))]
                lines.append("\t".join([name, array.tobytes().hex(), str(int(equal_nan)), repr(number), *results]))
    (pathlib.Path(__file__).parent / "closeness.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
