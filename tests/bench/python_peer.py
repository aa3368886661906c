# SPDX-License-Identifier: BSD-3-Clause
"""NumPy and numexpr as contenders: a child process that takes one JSON object a line and answers each with one.

{"setup": {"inputs": [{"dtype", "shape"}, ...], "output": {...}, "numpy": code, "numexpr": code, "threads": n}}, then the bytes of the inputs
{"run": "numpy" or "numexpr", "times": n}        -> {"seconds": s}, timed around the operation
{"sample": "numpy" or "numexpr", "count": n}     -> {"values": [...]}
"""
import json
import string
import sys
import time

import numpy as np

try:
    import numexpr
except ImportError:
    numexpr = None


def read_array(kind):
    """An array of the shape and dtype described, filled from standard input."""
    array = np.empty(kind["shape"], dtype=kind["dtype"])
    view = memoryview(array).cast("B") if array.size else memoryview(b"")
    done = 0
    while done < len(view):
        done += sys.stdin.buffer.readinto(view[done:])
    return array


def numpy_loop(code, names):
    """A function (times, inputs..., out) -> result that runs the code over and over."""
    body = code if "out" in code else "out = " + code
    source = f"def loop(times, {', '.join(names)}, out):\n for _ in range(times):\n  {body}\n return out\n"
    scope = {"np": np}
    exec(source, scope)  # pylint: disable=exec-used
    return scope["loop"]


class Workload:
    """The inputs of a workload and the two ways to run it."""

    def __init__(self, kind):
        arrays = [read_array(one) for one in kind["inputs"]]
        self.inputs = dict(zip(string.ascii_lowercase, arrays))
        self.output = np.zeros(kind["output"]["shape"], dtype=kind["output"]["dtype"])
        self.results = {}
        self.loop = numpy_loop(kind["numpy"], list(self.inputs)) if kind["numpy"] else None
        self.expression = kind["numexpr"] if numexpr else ""
        if self.expression:
            numexpr.set_num_threads(kind["threads"])

    def run(self, library, times):
        """Seconds of `times` runs."""
        return {"numpy": self.run_numpy, "numexpr": self.run_numexpr}[library](times)

    def run_numpy(self, times):
        """The code as a NumPy user writes it; temporaries and results are made anew."""
        begin = time.perf_counter()
        self.results["numpy"] = self.loop(times, **self.inputs, out=self.output)
        return time.perf_counter() - begin

    def run_numexpr(self, times):
        """Into an array that exists, compiled before: numexpr's fastest way."""
        keywords = {"out": np.empty_like(self.output)} if self.output.ndim else {}
        result = numexpr.evaluate(self.expression, local_dict=self.inputs, casting="same_kind", **keywords)
        begin = time.perf_counter()
        for _ in range(times):
            result = numexpr.re_evaluate(self.inputs)
        seconds = time.perf_counter() - begin
        self.results["numexpr"] = result
        return seconds

    def sample(self, library, count):
        """Elements evenly spaced over the result."""
        flat = np.ravel(self.results[library])
        taken = min(count, flat.size)
        positions = np.arange(taken) * flat.size // max(taken, 1)
        return flat[positions].astype(float).tolist()


def main():
    def answer(value):
        print(json.dumps(value), flush=True)

    answer({"numpy": np.__version__, "numexpr": numexpr.__version__ if numexpr else None})
    workload = None
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        try:
            if "setup" in request:
                workload = None
                workload = Workload(request["setup"])
                answer({})
            elif "run" in request:
                answer({"seconds": workload.run(request["run"], request["times"])})
            else:
                answer({"values": workload.sample(request["sample"], request["count"])})
        except Exception as error:  # pylint: disable=broad-except
            answer({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
