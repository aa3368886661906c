# SPDX-License-Identifier: BSD-3-Clause
"""Writes the tables of docs/performance.md out of the JSON files of bench, compile_time.py and debug_build.py.

    report.py FILE... [--into docs/performance.md]

Several files may hold the same workload: the quietest run counts, since other work on a machine only adds time.
"""
import argparse
import json
import math
import pathlib
import re
import statistics
import sys

PEERS = ("eigen", "xtensor", "numpy", "numexpr")
TRIAD_BYTES = 24e7
NOISY = 0.25
BEGIN, END = "<!-- results: written by tests/bench/report.py -->", "<!-- end of results -->"
GROUPS = ("latency", "arithmetic", "transcendental", "layout", "reductions", "several results", "statistics", "compiling", "debug")


def quietness(result):
    """The smaller, the less other work disturbed a run: the mean time of all its contenders, as a logarithm."""
    return statistics.fmean(math.log(seconds) for seconds in result["seconds"].values())


def merge(documents):
    """(group, name, n, threads) -> the result of the quietest run, whose contenders were all measured in the same minute."""
    merged = {}
    for document in documents:
        for one in document["results"]:
            key = (one["group"], one["name"], one["n"], one["threads"])
            if key not in merged or quietness(one) < quietness(merged[key]):
                merged[key] = one
    return dict(sorted(merged.items(), key=lambda item: GROUPS.index(item[0][0]) if item[0][0] in GROUPS else len(GROUPS)))


def ratio(result, peer):
    """Time of the peer over time of lazynd, or None."""
    seconds = result["seconds"]
    return seconds[peer] / seconds["lazynd"] if peer in seconds else None


def of_triad(result):
    """GB/s over those of the triad, or None."""
    seconds = result["seconds"]
    return result["bytes"] / seconds["lazynd"] / (TRIAD_BYTES / seconds["triad"]) if "triad" in seconds else None


def readable(seconds):
    """A time with three digits and a unit."""
    unit, scale = next((u, s) for u, s in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)) if seconds >= s or u == "ns")
    value = seconds / scale
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def comment(result):
    """What is worth saying about a result."""
    seconds = result["seconds"]
    notes = []
    slower = [peer for peer in PEERS if peer in seconds and seconds[peer] < seconds["lazynd"]]
    if slower:
        notes.append("slower than " + ", ".join(slower))
    if "loop" in seconds:
        over = seconds["lazynd"] - seconds["loop"]
        notes.append(f"{readable(over)} over a loop by hand" if over >= 0 else f"{readable(-over)} less than a loop by hand")
    if of_triad(result):
        notes.append(f"{of_triad(result):.0%} of the triad")
    if "lazynd -O2" in seconds:
        notes.append(f"{seconds['lazynd'] / seconds['lazynd -O2']:.2f} times the -O2 build")
    if result.get("megabytes", {}).get("lazynd"):
        notes.append(", ".join(f"{name} {value:.0f} MB" for name, value in result["megabytes"].items()))
    if result.get("disagreeing"):
        notes.append("differs: " + ", ".join(result["disagreeing"]))
    if result.get("spread", {}).get("lazynd", 0) > NOISY:
        notes.append("noisy")
    return "; ".join(notes)


def count(n):
    """A size as people write it."""
    return f"1e{len(str(n)) - 1}" if n >= 10000 and re.fullmatch("10*", str(n)) else str(n)


def table(results):
    """A group as a Markdown table."""
    peers = [peer for peer in PEERS if any(peer in result["seconds"] for result in results)]
    lines = ["| workload | n | threads | lazynd | " + "".join(f"{peer} | " for peer in peers) + "comment |"]
    lines.append("|---|---:|---:|---:|" + "---:|" * len(peers) + "---|")
    for result in results:
        ratios = [ratio(result, peer) for peer in peers]
        best = min((value for value in ratios if value), default=None)
        cells = ["" if value is None else f"**{value:.2f}**" if value == best and value < 1 else f"{value:.2f}" for value in ratios]
        lines.append(f"| {escape(result['name'])} | {count(result['n'])} | {result['threads']} | {readable(result['seconds']['lazynd'])} | "
                     + "".join(f"{cell} | " for cell in cells) + f"{comment(result)} |")
    return lines


def escape(text):
    """Text that is no Markdown."""
    return re.sub(r"([*_|\[\]])", r"\\\1", text)


# Goal: what is measured, as (group, name, n, threads); the value; how to say it; whether that is enough.
GOALS = (
    ("`a*b+c`, 1000 doubles, 1 thread: at most 1.2 times Eigen's native time", ("arithmetic", "a*b+c", 1000, 1),
     lambda r: 1 / ratio(r, "eigen"), "{:.2f} times", lambda v: v <= 1.2),
    ("`a*b+c`, 1000 doubles, 1 thread: at least 1.5 times as fast as xtensor native", ("arithmetic", "a*b+c", 1000, 1),
     lambda r: ratio(r, "xtensor"), "{:.2f} times", lambda v: v >= 1.5),
    ("`a*b+c`, 1e7 doubles, 2 threads: at least 85 % of the triad", ("arithmetic", "a*b+c", 10_000_000, 2), of_triad, "{:.0%}", lambda v: v >= 0.85),
    ("sum over axis 0 of 512x512: faster than NumPy", ("reductions", "sum(a, axis=0) of (n,n)", 512, 1),
     lambda r: ratio(r, "numpy"), "{:.2f} times as fast", lambda v: v > 1),
    ("sum over axis 1 of 512x512: faster than NumPy", ("reductions", "sum(a, axis=1) of (n,n)", 512, 1),
     lambda r: ratio(r, "numpy"), "{:.2f} times as fast", lambda v: v > 1),
    ("`a*b+c`, 1 element: at most 50 ns over a loop by hand", ("latency", "a*b+c", 1, 1),
     lambda r: (r["seconds"]["lazynd"] - r["seconds"]["loop"]) * 1e9, "{:.0f} ns", lambda v: v <= 50),
    ("compiling the header alone: at most 1.0 s", ("compiling", "the header alone", 1, 1), lambda r: r["seconds"]["lazynd"], "{:.2f} s", lambda v: v <= 1.0),
    ("compiling one expression: at most 1.3 s", ("compiling", "one expression", 1, 1), lambda r: r["seconds"]["lazynd"], "{:.2f} s", lambda v: v <= 1.3),
    ("compiling one expression and its sum: at most 1.5 s", ("compiling", "one expression and its sum", 1, 1),
     lambda r: r["seconds"]["lazynd"], "{:.2f} s", lambda v: v <= 1.5),
    ("compiling thirty expressions: at most 5 s", ("compiling", "thirty expressions", 1, 1), lambda r: r["seconds"]["lazynd"], "{:.2f} s", lambda v: v <= 5),
    ("`a*b+c` in a debug build: at most 1.5 times the optimised build", ("debug", "a*b+c: -O0 against -O2", 10_000_000, 2),
     lambda r: 1 / r["ratio"] if "ratio" in r else None, "{:.2f} times", lambda v: v <= 1.5),
)


def goals(results):
    """The goals and where they stand."""
    lines = ["| goal | measured | reached |", "|---|---:|---|"]
    for text, key, value_of, form, enough in GOALS:
        if key not in results:
            lines.append(f"| {text} | not measured | |")
            continue
        value = value_of(results[key])
        lines.append(f"| {text} | {form.format(value)} | {'yes' if enough(value) else '**no**'} |")
    return lines


def balance(results):
    """How many comparisons are won, in one sentence a group."""
    lines = []
    for group in GROUPS:
        best = [min(found) for r in results.values() if r["group"] == group and (found := [v for p in PEERS if (v := ratio(r, p))])]
        if best:
            lines.append(f"- {group}: faster than every peer in {sum(value > 1 for value in best)} of {len(best)} measurements")
    return lines


def report(documents):
    """The generated part of the page."""
    results = merge(documents)
    machine = next((document["machine"] for document in documents if "machine" in document), None)
    lines = [BEGIN, ""]
    if machine:
        versions = ", ".join(f"{name} {version}" for name, version in sorted(machine["versions"].items()))
        lines += [f"Measured on {machine['date']}: {machine['cpu']}, {machine['cores']} cores, kernels for {machine['isa']}, {machine['compiler']}; {versions}.", ""]
        if machine["missing"]:
            lines += ["Not installed: " + ", ".join(machine["missing"]) + ".", ""]
    lines += ["## Goals", "", *goals(results), "", "## Balance", "", *balance(results), ""]
    for group in GROUPS:
        chosen = [result for result in results.values() if result["group"] == group]
        if chosen:
            lines += [f"## {group.capitalize()}", "", *table(chosen), ""]
    return "\n".join([*lines, END]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--into", type=pathlib.Path)
    chosen = parser.parse_args()
    text = report([json.loads(file.read_text(encoding="utf-8")) for file in chosen.files])
    if not chosen.into:
        sys.stdout.write(text)
        return
    page = chosen.into.read_text(encoding="utf-8")
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END + "\n")
    if not found or not ended:
        sys.exit(f"{chosen.into} has no place for the results")
    chosen.into.write_text(before + text + after, encoding="utf-8")


if __name__ == "__main__":
    main()
