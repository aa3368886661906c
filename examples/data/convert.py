#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes the .npy files of this folder from an unpacked npm package vega-datasets: convert.py <folder of the package>."""
import csv
import datetime
import json
import sys
from pathlib import Path

import numpy as np

MEASUREMENTS = ["precipitation", "temp_max", "temp_min", "wind"]


def volcano(data):
    grid = json.loads((data / "volcano.json").read_text(encoding="utf-8"))
    heights = np.array(grid["values"], np.float64).reshape(grid["height"], grid["width"])
    assert heights.shape == (61, 87) and heights.min() == 94 and heights.max() == 195, "not the grid of Maunga Whau"
    return {"volcano": heights}


def weather(data):
    with open(data / "seattle-weather.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [datetime.date.fromisoformat(row["date"]) for row in rows]
    first = datetime.date(2012, 1, 1)
    assert days == [first + datetime.timedelta(n) for n in range(1461)], "not every day from 2012 to 2015"
    columns = {name: np.array([row[name] for row in rows], np.float64) for name in MEASUREMENTS}
    assert all(np.isfinite(values).all() for values in columns.values()), "a measurement is missing"
    assert (columns["temp_min"] <= columns["temp_max"]).all() and (columns["precipitation"] >= 0).all(), "impossible weather"
    columns["day_of_year"] = np.array([day.timetuple().tm_yday for day in days], np.int64)
    columns["year"] = np.array([day.year for day in days], np.int64)
    return {f"seattle_{name}": values for name, values in columns.items()}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1]) / "data"
    for name, values in (volcano(data) | weather(data)).items():
        np.save(Path(__file__).resolve().parent / f"{name}.npy", values)
        print(f"{name}.npy: {values.dtype} of shape {values.shape}")


if __name__ == "__main__":
    main()
