# SPDX-License-Identifier: BSD-3-Clause
"""Times the debug build of a user's program against its optimised build, in turn.

    debug_build.py BUILD [--json FILE] [--rounds N] [--threads N]
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess

ELEMENTS = 10_000_000


def run(program, threads):
    """Seconds of each operation in one run of the program."""
    done = subprocess.run([program], check=True, capture_output=True, text=True, env={**os.environ, "LAZYND_NUM_THREADS": str(threads)})
    return json.loads(done.stdout)


def measure(folder, rounds, threads):
    """One result for each operation."""
    taken = {"O0": [], "O2": []}
    for _ in range(rounds):
        for build, runs in taken.items():
            runs.append(run(folder / f"debug_user_{build}", threads))
    results = []
    for name in taken["O0"][0]:
        seconds = {build: statistics.median(one[name] for one in runs) for build, runs in taken.items()}
        results.append({
            "name": f"{name}: -O0 against -O2", "group": "debug", "n": ELEMENTS, "threads": threads,
            "seconds": {"lazynd": seconds["O0"], "lazynd -O2": seconds["O2"]},
            "best_peer": "lazynd -O2", "ratio": seconds["O2"] / seconds["O0"],
        })
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    results = measure(chosen.build / "tests/bench", chosen.rounds, chosen.threads)
    for one in results:
        print(f"{one['name']}: {one['seconds']['lazynd'] * 1e3:.2f} ms, {1 / one['ratio']:.2f} times the optimised build")
    if chosen.json:
        chosen.json.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
