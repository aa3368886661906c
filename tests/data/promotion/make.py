# SPDX-License-Identifier: BSD-3-Clause
"""Writes promotions.hpp: the dtype NumPy gives for two arguments, for every ufunc of two arguments and every pair of dtypes.

    NPY_PROMOTION_STATE=weak python3 tests/data/promotion/make.py

With NumPy 1.24 to 1.26 the variable switches to the promotion of NumPy 2 (NEP 50).
"""
import pathlib

import numpy as np

DTYPES = "?bhilBHILefdFD"
WEAK = (True, 1, 1.0, 1j)
OPERATIONS = """
add subtract multiply divide floor_divide remainder power
equal not_equal less less_equal greater greater_equal
bitwise_and bitwise_or bitwise_xor left_shift right_shift
logical_and logical_or logical_xor minimum maximum fmin fmax
fmod float_power gcd lcm arctan2 hypot logaddexp logaddexp2 copysign nextafter heaviside ldexp
""".split()
HEAD = """// SPDX-License-Identifier: BSD-3-Clause
// The dtype of each ufunc of two arguments for each pair of dtypes, as NumPy gives it under NEP 50. Written by make.py.
#pragma once
#include <string_view>

namespace promotions {

// A row for each dtype of the left argument, a column for each dtype of the right one, both in the order of `dtypes`; then four columns
// with a weak bool, integer, float and complex number on the right, and four with one on the left. '.': NumPy refuses.
inline constexpr std::string_view dtypes = "%s";
inline constexpr int dtype_count = %d, weak_count = 4;

struct table {
  std::string_view operations;  ///< that have this table, each between spaces
  std::string_view rows[dtype_count];
};

/// Whether a table is that of an operation.
constexpr bool has(const table& of, std::string_view operation) {
  const std::string_view all = of.operations;
  for (std::size_t at = all.find(operation); at != all.npos; at = all.find(operation, at + 1)) {
    if (all[at - 1] == ' ' && all[at + operation.size()] == ' ') return true;
  }
  return false;
}

// clang-format off
inline constexpr table tables[] = {
"""
FOOT = """};
// clang-format on

}  // namespace promotions
"""


def result(function, left, right):
    """The character of the dtype of the result; '.' where there is no loop."""
    try:
        with np.errstate(all="ignore"):
            return function(left, right).dtype.char.replace("q", "l").replace("Q", "L")
    except TypeError:
        return "."


def row(function, array):
    """The row of a left argument of that dtype."""
    others = [np.ones(1, code) for code in DTYPES]
    columns = [[result(function, array, other) for other in others], [result(function, array, weak) for weak in WEAK],
               [result(function, weak, array) for weak in WEAK]]
    return " ".join(map("".join, columns))


def main():
    if np.lib.NumpyVersion(np.__version__) < "2.0.0" and np._get_promotion_state() != "weak":
        raise SystemExit("set NPY_PROMOTION_STATE=weak")
    tables = {}
    for name in OPERATIONS:
        rows = tuple(row(getattr(np, name), np.ones(1, code)) for code in DTYPES)
        tables.setdefault(rows, []).append(name)
    text = HEAD % (DTYPES, len(DTYPES))
    for rows, names in tables.items():
        text += f'    {{" {" ".join(names)} ", {{\n' + "".join(f'        "{line}",\n' for line in rows) + "    }},\n"
    (pathlib.Path(__file__).parent / "promotions.hpp").write_text(text + FOOT, encoding="utf-8")


if __name__ == "__main__":
    main()
