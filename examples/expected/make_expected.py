#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes what the examples must print, *.txt, with NumPy: the same computations, line for line. Needs Python with NumPy."""
import contextlib
import datetime
import io
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


def broadcasting():
    prices = np.array([[2.5, 1.2, 4.0], [2.0, 1.5, 3.5]])
    amounts = np.array([10.0, 20, 5])
    print(f"prices * amounts, (2, 3) with (3,):\n{prices * amounts}\n")
    print(f"the bill in each shop: {np.sum(prices * amounts, axis=1)}\n")
    n = np.arange(1, 6)
    print(f"a table of products, (5, 1) with (5,):\n{n[:, None] * n}\n")
    print(f"prices against the mean of both shops:\n{prices - prices.mean(axis=0, keepdims=True)}\n")
    p = np.array([[0.0, 0], [3, 0], [0, 4]])
    q = np.array([[0.0, 0], [3, 4], [6, 8], [-3, 0]])
    print(f"distances:\n{np.sqrt(((p[:, None] - q) ** 2).sum(axis=-1))}\n")
    mask = np.array([[True, False, True], [False, True, False]])
    print(f"where:\n{np.where(mask, np.array([1, 2, 3]), np.array([[-1], [-2]]))}\n")
    print(f"float32 * 0.5: {np.array([1, 2, 3], np.float32) * np.float32(0.5)}\n")
    stretched = np.broadcast_to(amounts, (2, 3))
    print(f"shape (2,3), strides ({stretched.strides[0]},{stretched.strides[1]})\n")
    print("error: add: shapes (2,3) and (4,) do not broadcast: axis 1 is 3 against 4")


def views_and_slices():
    a = np.arange(12).reshape(3, 4)
    print(f"a:\n{a}\n")
    print(f"a[1, 2]       {a[1, 2]}\na[-1]         {a[-1]}\na[:, 1]       {a[:, 1]}")
    print(f"a[..., ::2]\n{a[..., ::2]}\na[::-1, 1:3]\n{a[::-1, 1:3]}")
    print(f"a[:2, None].shape {str(a[:2, None].shape).replace(' ', '')}\n")
    a[:2, :2] = -1
    a[2, 1:] *= 10
    a[:, 3] = [7, 8, 9]
    print(f"after three assignments:\n{a}\n")
    print(f"the copy changed, a did not: 1000, {a[0, 0]}\n")
    shifted = np.arange(6)
    shifted[1:] = shifted[:-1]
    print(f"shifted by one: {shifted}\n")
    t = a.astype(np.int32).T
    print(f"shape ({t.shape[0]},{t.shape[1]}), strides ({t.strides[0]},{t.strides[1]}), the same memory: yes\n")
    x = np.arange(6.0) ** 2
    print(f"second differences of squares: {x[2:] - 2 * x[1:-1] + x[:-2]}\n")
    print("primes below 50:", *[n for n in range(2, 50) if all(n % d for d in range(2, n))])
    print(f"\na row of an array that is gone: {np.array([4, 5, 6])}\n")
    print("error: index: 3 is out of range for axis 0 with extent 3")


def reductions():
    a = np.array([[3.0, 1, 4, 1], [5, 9, 2, 6], [5, 3, 5, 8]])
    print(f"sum {a.sum():g}, smallest {a.min()}, largest {a.max()}\n")
    print(f"axis 0: {a.sum(axis=0)}\naxis 1, kept:\n{a.max(axis=1, keepdims=True)}\naxes 0 and 1: {a.mean(axis=(0, 1))}\n")
    print(f"variance {np.var(a)}\n")
    print(f"from {a.min():g} to {a.max():g}, mean {a.mean():g}, {(a > 4).sum()} above 4\n")
    print(f"the largest stands at {a.argmax()}, which is row {a.argmax() // 4}, column {a.argmax() % 4}")
    print(f"the smallest of each row: {a.argmin(axis=1)}\n")
    print(f"any: {(a > 5).any(axis=1)}, all: {(a >= 1).all(axis=0)}\n")
    print(f"sum of a thousand int8: {np.full(1000, 100, np.int8).sum()}\n")
    e = np.exp(a - a.max(axis=1, keepdims=True))
    softmax = e / e.sum(axis=1, keepdims=True)
    with np.printoptions(precision=4, suppress=True):
        print(f"softmax:\n{softmax}\nrows sum to {softmax.sum(axis=1)}\n")
    print("the same bits with one thread: yes\n")
    print(f"empty sum: {np.array([]).sum()}")
    print("error: min: no elements along the reduced axes of shape (0,), and the function has no identity")


def tax(income):
    if income <= 10000:
        return 0.0
    return (income - 10000) * 0.2 if income <= 40000 else 6000 + (income - 40000) * 0.4


def escape_steps(c):
    z, count = 0j, 0
    while count < 30 and z.real * z.real + z.imag * z.imag <= 4:
        z = complex(z.real * z.real - z.imag * z.imag + c.real, 2 * z.real * z.imag + c.imag)
        count += 1
    return count


def user_functions():
    incomes = np.array([8000.0, 15000, 40000, 100000])
    taxes = np.vectorize(tax)(incomes)
    print(f"tax: {taxes}\n\nleft: {(incomes - taxes) / incomes}\n")
    print(f"diagonal longer than 3:\n{np.hypot(np.array([[1.0], [2], [3]]), np.array([1.0, 2, 4])) > 3}\n")
    print(f"sum of what is above 20000: {np.maximum(incomes - 20000, 0).sum():g}\n")
    with np.printoptions(precision=3):
        print(f"logistic: {1 / (1 + np.exp(-np.linspace(-4, 4, 5)))}\n")
    steps = np.vectorize(escape_steps)(np.linspace(-2, 0.5, 61) + 1j * np.linspace(1.125, -1.125, 19)[:, None])
    for row in steps:
        print("".join("#" if n == 30 else "+" if n > 8 else "." if n > 4 else " " for n in row))
    print(f"points that stay: {(steps == 30).sum()} of {steps.size}")


def terrain():
    z = np.load(HERE.parent / "data/volcano.npy").T[::-1]
    rows, columns = z.shape
    print(f"Maunga Whau (Mt Eden), Auckland: {rows} x {columns} elevations, 10 m apart")
    print(f"  from {z.min():.0f} m to {z.max():.0f} m, mean {z.mean():.2f} m")
    row, column = np.unravel_index(z.argmax(), z.shape)
    print(f"  highest point: {(rows - 1 - row) * 10} m north and {column * 10} m east of the south-western corner")
    floor = z[51:71, 15:41].min()
    print(f"  crater floor: {floor:.0f} m, {z.max() - floor:.0f} m below the summit")
    weights = np.array([1, 2, 1]) / 80  # Horn: a smoothed central difference over 20 m
    smooth_rows = sum(w * z[i : rows - 2 + i] for i, w in enumerate(weights))
    smooth_columns = sum(w * z[:, i : columns - 2 + i] for i, w in enumerate(weights))
    east = smooth_rows[:, 2:] - smooth_rows[:, :-2]
    north = smooth_columns[:-2] - smooth_columns[2:]
    slope = np.degrees(np.arctan(np.hypot(east, north)))
    print(f"  slopes: mean {slope.mean():.1f} degrees, steepest {slope.max():.1f} degrees, {100 * (slope > 30).mean():.1f} % steeper than 30 degrees")
    print("  area by elevation:")
    counts, edges = np.histogram(z, np.arange(80, 201, 20))
    for count, base in zip(counts, edges):
        print(f"    {base:3} to {base + 20:3} m {count / 100:6.2f} ha  {'#' * int(count / 50)}")


def weather():
    folder = HERE.parent / "data"
    rain, high, low = (np.load(folder / f"seattle_{name}.npy") for name in ["precipitation", "temp_max", "temp_min"])
    days = [datetime.date(2012, 1, 1) + datetime.timedelta(n) for n in range(rain.size)]
    print(f"\nSeattle: {rain.size} days, {days[0]} to {days[-1]}")
    middle = (high + low) / 2
    print(f"  mean temperature {middle.mean():.2f} degrees Celsius")
    print(f"  hottest day: {high.max():.1f} degrees on {days[high.argmax()]}")
    print(f"  coldest night: {low.min():.1f} degrees on {days[low.argmin()]}")
    print(f"  rain or snow on {(rain > 0).sum()} days, {rain.sum():.1f} mm in all")
    print(f"  wettest day: {rain.max():.1f} mm on {days[rain.argmax()]}")
    print("  against the mean of the same calendar day in the four years (29 February 2012 left out):")
    kept = np.array([n for n, day in enumerate(days) if (day.month, day.day) != (2, 29)])
    table = middle[kept].reshape(4, 365)
    anomalies = table - table.mean(axis=0)
    for name, at in [("warmest", anomalies.argmax()), ("coldest", anomalies.argmin())]:
        print(f"    {name}: {anomalies.flat[at]:+.2f} degrees on {days[kept[at]]}")
    for year, mean in enumerate(anomalies.mean(axis=1), 2012):
        print(f"    {year}: {mean:+.2f} degrees")
    rain_days = np.zeros((4, 12), int)
    for day, amount in zip(days, rain):
        rain_days[day.year - 2012, day.month - 1] += amount > 0
    print(f"  days with rain or snow, a row for each year, a column for each month:\n{rain_days}")
    print(f"  in the mean of the four years:\n{rain_days.mean(axis=0)}")


def run_time_dtypes():
    np._set_promotion_state("weak")  # the rules of NumPy 2
    for spelling in ["i1", "float16", "f8"]:
        a = np.array([1, 2, 3.5]).astype(spelling)
        e = np.sqrt(a) + a * 2
        print(f"{a.dtype}: sqrt(a) + a * 2 is {e.dtype}, {e}")
    grid = np.arange(6, dtype=np.float32).reshape(2, 3) + np.float32(10)
    print(f"\ncolumn 1: {grid[:, 1].astype(float)}, mean {grid.mean()}")
    print("refused: bitwise_and: no loop for float32, an integer\n")
    half = np.array([0.1, 1, 2048], np.float16)
    print(f"{half!r} + 1 = {half + 1}, largest {int(np.finfo(np.float16).max)}")
    steps = np.array([3, 1, 4, 1, 5])
    print(f"\nsum so far:     {np.add.accumulate(steps)}\nmaximum so far: {np.maximum.accumulate(steps)}\ntimes table:")
    print(np.multiply.outer(np.arange(1, 4), np.arange(1, 6)))
    counts = np.zeros(6, int)
    np.add.at(counts, steps, 1)
    print(f"how often each digit occurs: {counts}")
    roots, numbers = np.full(4, -1.0), np.array([4.0, -9, 16, -25])
    print(f"roots where there are some: {np.sqrt(numbers, out=roots, where=numbers > 0)}")


def statistics():
    data = HERE.parent / "data"
    warmest, coldest, rain, wind = (np.load(data / f"seattle_{name}.npy") for name in ["temp_max", "temp_min", "precipitation", "wind"])

    def three(x):
        return np.array2string(np.asarray(x), precision=3, suppress_small=True)

    print(f"warmest: mean {np.round(warmest.mean(), 3)}, deviation {np.round(warmest.std(ddof=1), 3)}, from {warmest.min()} to {warmest.max()}")
    wet = rain > 0
    print(f"on wet days {np.round(np.mean(warmest, where=wet), 3)}, wet days: {np.count_nonzero(wet)}\n")
    print(f"median {np.median(warmest)}")
    print(f"rain, percentiles 50, 90, 99: {three(np.percentile(rain, [50, 90, 99], method='hazen'))}\n")
    gaps = np.where(wind > 6, np.nan, wind)
    print(f"with gaps: mean {gaps.mean()}, without them {np.round(np.nanmean(gaps), 3)}, median {np.nanmedian(gaps)}\n")
    counts, edges = np.histogram(warmest, bins=6, range=(-6.0, 36.0))
    for count, low, high in zip(counts, edges[:-1], edges[1:]):
        print(f"{low:g} to {high:g}: {'#' * (count // 12)} {count}")
    fallen = np.cumsum(rain)
    print(f"\nrain of four years: {fallen[-1]:g} mm, half of it on day {np.argmax(fallen >= fallen[-1] / 2)}")
    print(f"largest step from day to day: {np.round(np.abs(np.diff(warmest)).max(), 3)}\n")
    print(f"correlation of warmest, coldest and wind:\n{three(np.corrcoef([warmest, coldest, wind]))}\n")
    week = np.convolve(warmest, np.full(7, 1 / 7), "valid")
    print(f"the warmest week begins on day {week.argmax()} with {np.round(week.max(), 3)}")
    print(f"between the first two days: {three(np.interp([0.25], [0, 1], warmest[:2]))}\n")
    print("the same bits in pieces: yes")


def chunks():
    position = (np.sin(np.arange(8 << 20) * 0.37) * 1e3).argmax()
    print("a file of 64 MiB, in less than 32 MiB: yes\nsum, bit for bit that of the whole: yes\nstandard deviation: yes")
    print(f"the largest element stands at {position}, as in the whole: yes")


def terrain_and_weather():
    terrain()
    weather()


def main():
    for example in [broadcasting, views_and_slices, reductions, user_functions, run_time_dtypes, statistics, chunks, terrain_and_weather]:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            example()
        (HERE / f"{example.__name__}.txt").write_text(printed.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
