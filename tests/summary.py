# SPDX-License-Identifier: BSD-3-Clause
"""Counts the results of `meson test`: every Boost.Test or pytest case where a program left a JUnit report, else every Meson test."""
import collections
import json
import pathlib
import sys
import xml.etree.ElementTree

OUTCOMES = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def report_of(test):
    """The cases of the JUnit report a test was told to write, as a Counter; empty when there is none or it is incomplete."""
    path = test.get("env", {}).get("LAZYND_REPORT")
    if not path or not pathlib.Path(path).is_file():
        return collections.Counter()
    try:
        cases = xml.etree.ElementTree.parse(path).iter("testcase")
    except xml.etree.ElementTree.ParseError:
        return collections.Counter()
    return collections.Counter(map(outcome_of, cases))


def outcome_of(case):
    """The outcome of one <testcase>."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "passed" if case.find("skipped") is None else "skipped"


def main():
    build = pathlib.Path(sys.argv[1])
    counts = collections.Counter()
    for log in (build / "meson-logs").glob("run*.json"):
        for line in log.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            outcome = OUTCOMES.get(test["result"], "failed")
            cases = report_of(test)
            if outcome == "failed" and not cases["failed"]:
                cases["failed"] += 1  # it crashed, timed out or failed outside any case
            counts += cases or collections.Counter({outcome: 1})
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")


if __name__ == "__main__":
    main()
