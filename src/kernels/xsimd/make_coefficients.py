#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Derives coefficients.hpp: minimax polynomials by Remez' exchange algorithm, and constants split for Cody-Waite reduction.

Needs mpmath. Usage: make_coefficients.py > coefficients.hpp; the last comment of each polynomial is the error it leaves, relative to the
function's value, as a power of two.
"""
import mpmath as mp

mp.mp.prec = 400
PRECISION = {"float": 24, "double": 53}
NEAR_ZERO = mp.mpf(2) ** -100
GUARD = 3.4  # bits the approximation is better than the format


def remez(function, weight, low, high, count):
    """The polynomial with `count` coefficients that minimises max weight * |function - polynomial|, and that maximum."""
    low, high = mp.mpf(low), mp.mpf(high)
    floor = max(weight(low), weight(high)) / 64  # a weight of 0 leaves the exchange without a solution
    nodes = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * i / count) for i in range(count + 1)]
    for _ in range(40):
        system = mp.matrix(count + 1, count + 1)
        right = mp.matrix(count + 1, 1)
        for row, x in enumerate(nodes):
            for power in range(count):
                system[row, power] = x**power
            system[row, count] = (-1) ** row / (weight(x) + floor)
            right[row] = function(x if abs(x) > NEAR_ZERO else NEAR_ZERO)
        solution = mp.lu_solve(system, right)
        coefficients = [solution[i] for i in range(count)]

        def error(x):
            return (weight(x) + floor) * (function(x if abs(x) > NEAR_ZERO else NEAR_ZERO) - mp.polyval(coefficients[::-1], x))

        grid = [low + (high - low) * (1 - mp.cos(mp.pi * i / (24 * count))) / 2 for i in range(24 * count + 1)]
        values = [error(x) for x in grid]
        peaks, start = [], 0
        for i in range(1, len(grid) + 1):
            if i == len(grid) or (values[i] > 0) != (values[start] > 0):
                best = max(range(start, i), key=lambda j: abs(values[j]))
                peaks.append(grid[best])
                start = i
        largest = max(abs(v) for v in values)
        if len(peaks) != count + 1:
            break
        if max(abs(a - b) for a, b in zip(nodes, peaks)) < mp.mpf(2) ** -30 * (high - low):
            break
        nodes = peaks
    return coefficients, largest


def rounded(value, bits):
    """`value` to the nearest number of `bits` significant bits."""
    if value == 0:
        return mp.mpf(0)
    exponent = mp.floor(mp.log(abs(value), 2)) + 1
    unit = mp.mpf(2) ** (exponent - bits)
    return mp.nint(value / unit) * unit


def literal(value, kind):
    """A hexadecimal literal of exactly this value."""
    if value == 0:
        return "0"
    number = float(rounded(value, PRECISION[kind]))
    mantissa, exponent = number.hex().split("p")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + "p" + exponent + ("f" if kind == "float" else "")


def split(value, bits, kind):
    """`value` as a sum of parts of these many bits; the last part is rounded to the format."""
    parts = []
    for count in bits:
        part = rounded(value, min(count, PRECISION[kind]))
        parts.append(part)
        value -= part
    return parts


SQRT = mp.sqrt
TINY = mp.mpf(2) ** -40
LN2 = mp.log(2)
REDUCED = LN2 / 2 * mp.mpf("1.001")
QUARTER = mp.pi / 4 * mp.mpf("1.004")
S_MAX = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * mp.mpf("1.0001")
T_MAX = mp.mpf("0.4143")
# name: comment, function, weight (error of the coefficient part relative to the value of the whole function), interval
POLYNOMIALS = {
    "exp_tail": ("(exp(r) - 1 - r) / r^2", lambda r: (mp.exp(r) - 1 - r) / r**2, lambda r: abs(r), -REDUCED, REDUCED),
    "expm1_tail": ("the same for expm1, whose results are small", lambda r: (mp.exp(r) - 1 - r) / r**2, lambda r: abs(r), -REDUCED, REDUCED),
    "exp2_slope": ("(exp2(r) - 1) / r", lambda r: (mp.mpf(2) ** r - 1) / r, lambda r: abs(r), -0.5005, 0.5005),
    "sinh_tail": ("(sinh(r) - r) / r^3 in z = r^2", lambda z: (mp.sinh(SQRT(z)) - SQRT(z)) / SQRT(z) ** 3, lambda z: z, TINY, REDUCED**2),
    "cosh_tail": ("(cosh(r) - 1) / r^2 in z = r^2", lambda z: (mp.cosh(SQRT(z)) - 1) / z, lambda z: z, TINY, REDUCED**2),
    "log_tail": (
        "(log((1+s)/(1-s)) - 2s) / s^3 in z = s^2",
        lambda z: (mp.log((1 + SQRT(z)) / (1 - SQRT(z))) - 2 * SQRT(z)) / SQRT(z) ** 3, lambda z: z / 2, TINY, S_MAX**2),
    "power_log_tail": (
        "(log((1+s)/(1-s)) - 2s - 2/3 s^3) / s^5 in z = s^2",
        lambda z: (mp.log((1 + SQRT(z)) / (1 - SQRT(z))) - 2 * SQRT(z) - 2 * SQRT(z) ** 3 / 3) / SQRT(z) ** 5,
        lambda z: z**2 / 2, TINY, S_MAX**2),
    "log1p_tail": (
        "(log(1 + r) - r + r^2 / 2) / r^3 beside the table of logarithms",
        lambda r: (mp.log1p(r) - r + r**2 / 2) / r**3, lambda r: r**2, None, None),
    "sin_tail": ("(sin(r) - r) / r^3 in z = r^2", lambda z: (mp.sin(SQRT(z)) - SQRT(z)) / SQRT(z) ** 3, lambda z: z, TINY, QUARTER**2),
    "cos_tail": ("(cos(r) - 1) / r^2 in z = r^2", lambda z: (mp.cos(SQRT(z)) - 1) / z, lambda z: z, TINY, QUARTER**2),
    "atan_tail": ("(atan(t) - t) / t^3 in z = t^2", lambda z: (mp.atan(SQRT(z)) - SQRT(z)) / SQRT(z) ** 3, lambda z: z, TINY, T_MAX**2),
    "asin_tail": ("(asin(t) - t) / t^3 in z = t^2", lambda z: (mp.asin(SQRT(z)) - SQRT(z)) / SQRT(z) ** 3, lambda z: z, TINY, mp.mpf("0.2501")),
}
# Places of the table of logarithms, the last binary digit of its first parts, and what is left of an argument times an inverse out of it.
TABLE = {"float": (32, 15, mp.mpf("0.0168")), "double": (16, 41, mp.mpf("0.0335"))}
# Polynomials that need other accuracy than the format's: bits of the result.
BITS = {"exp_tail": {"float": 26, "double": 55}, "power_log_tail": {"float": 36, "double": 67},
        "log1p_tail": {"float": 36, "double": 65}}


def print_polynomial(kind, name):
    comment, function, weight, low, high = POLYNOMIALS[name]
    if low is None:
        low, high = -TABLE[kind][2], TABLE[kind][2]
    wanted = mp.mpf(2) ** -(BITS[name][kind] if name in BITS else PRECISION[kind] + GUARD)
    for count in range(2, 20):
        coefficients, largest = remez(function, weight, low, high, count)
        if largest < wanted:
            break
    print(f"  // {comment}, to 2^{float(mp.log(largest, 2)):.1f}")
    print(f"  static constexpr {kind} {name}[] = {{")
    print("      " + ", ".join(literal(c, kind) for c in coefficients) + "};")


def print_constants(kind):
    bits = PRECISION[kind]
    # Parts short enough for k times a part to be exact: with a fused multiply-add any k will do.
    exponent_bits = {"float": 8, "double": 11}[kind]
    k_bits = {"float": 13, "double": 23}[kind]
    constants = {
        "log2e": [mp.log(mp.e, 2)],
        "two_over_pi": [2 / mp.pi],
        "third": [mp.mpf(1) / 3],
        "two_thirds": split(mp.mpf(2) / 3, [bits, bits], kind),
        "ln2": split(LN2, [bits - exponent_bits, bits], kind),
        "log2_of_2": [mp.mpf(1), mp.mpf(0)],
        "log10_of_2": split(mp.log10(2), [bits - exponent_bits, bits], kind),
        "log2_of_e": split(1 / LN2, [bits, bits], kind),
        "log10_of_e": split(1 / mp.log(10), [bits, bits], kind),
        "quarter_pi": split(mp.pi / 4, [bits - 2, bits], kind),  # three and four times it are exact
        "half_pi_fused": split(mp.pi / 2, [bits] * 3, kind),
        "half_pi_exact": split(mp.pi / 2, [bits - k_bits] * 3 + [bits], kind),
    }
    for name, parts in constants.items():
        texts = [literal(p, kind) for p in parts]
        if len(texts) == 1:
            print(f"  static constexpr {kind} {name} = {texts[0]};")
        else:
            print(f"  static constexpr {kind} {name}[] = {{{', '.join(texts)}}};")


def print_inverse_cbrt(kind):
    third = mp.mpf(1) / 3
    coefficients, largest = remez(lambda m: m**-third, lambda m: m**third, mp.mpf("0.707"), mp.mpf("1.4143"), 5)
    print(f"  // m^(-1/3), to 2^{float(mp.log(largest, 2)):.1f}: where Newton's iteration starts")
    print(f"  static constexpr {kind} inverse_cbrt[] = {{{', '.join(literal(c, kind) for c in coefficients)}}};")
    print("  // 2^(-j/3) for j = -1, 0, 1")
    print(f"  static constexpr {kind} inverse_cbrt_of_2[] = {{{', '.join(literal(mp.mpf(2) ** (-j * third), kind) for j in (-1, 0, 1))}}};")


def print_log_table(kind):
    """Of numbers from 3/4 to 3/2: inverses, and their logarithms in two parts. To the high one, multiples of the first part of ln 2 may be
    added without rounding."""
    count, grid, _ = TABLE[kind]
    numbers = [1 + mp.mpf(j) / count for j in range(count)]
    numbers = [x / 2 for x in numbers[count // 2 :]] + numbers[: count // 2]
    inverses = [rounded(1 / x, PRECISION[kind]) for x in numbers]
    logs = [-mp.log(i) for i in inverses]
    high = [mp.nint(x * 2**grid) / 2**grid for x in logs]
    for comment, name, values in (("1 / c for c from 3/4 to 3/2", "inverse", inverses), ("log c", "log", high),
                                  ("what is rounded off log c", "log_low", [x - h for x, h in zip(logs, high)])):
        print(f"  // {comment}")
        print(f"  static constexpr {kind} table_{name}[] = {{{', '.join(literal(v, kind) for v in values)}}};")


def main():
    print("// SPDX-License-Identifier: BSD-3-Clause")
    print("// Polynomials and constants of the transcendental functions; written by make_coefficients.py.")
    print("#pragma once\n")
    print("namespace lazynd::detail {\n")
    print("/// Polynomial coefficients, constant term first, and constants in parts, the largest first.")
    print("template <class T>\nstruct coefficients;\n")
    for kind in PRECISION:
        print(f"template <>\nstruct coefficients<{kind}> {{")
        print_constants(kind)
        for name in POLYNOMIALS:
            print_polynomial(kind, name)
        print_log_table(kind)
        print_inverse_cbrt(kind)
        print("};\n")
    print("}  // namespace lazynd::detail")


if __name__ == "__main__":
    main()
