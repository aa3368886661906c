# SPDX-License-Identifier: BSD-3-Clause
"""Writes a corpus with the cases of another one and other values, computed by the NumPy at hand.

    python3 tests/golden/vary.py SEED OUT [--from DIR] [--groups G1,G2,...]
    bash tests/golden/run OUT --verbose

Cases that the NumPy at hand computes otherwise than the first corpus says (another dtype or shape, an exception), that follow NumPy 2
(`np2`), or that are compared by a property are left out. With NumPy 1.24 to 1.26 promotion is switched to that of NumPy 2.
"""
import argparse
import functools
import io
import json
import pathlib
import warnings

import numpy as np

TESTS = pathlib.Path(__file__).resolve().parents[1]


class Source:
    """The arrays of a corpus."""

    def __init__(self, folder):
        rows = (folder / "arrays.tsv").read_text(encoding="utf-8").splitlines()[1:]
        self.places = [tuple(int(field) for field in row.split("\t")[1:3]) for row in rows]
        self.blob = (folder / "arrays.npybin").read_bytes()

    def read(self, index):
        """Array number `index`."""
        offset, length = self.places[index]
        return np.load(io.BytesIO(self.blob[offset:offset + length]))


class Sink:
    """The arrays of the corpus that is written."""

    def __init__(self):
        self.blob = bytearray()
        self.rows = ["index\toffset\tlength\tdtype\tshape"]

    def put(self, array):
        """Adds an array; its number."""
        array = np.asarray(array)
        stream = io.BytesIO()
        np.lib.format.write_array(stream, np.ascontiguousarray(array).reshape(array.shape), version=(1, 0))
        index, text = len(self.rows) - 1, ",".join(map(str, array.shape))
        self.rows.append(f"{index}\t{len(self.blob)}\t{len(stream.getvalue())}\t{array.dtype.name}\t{text}")
        self.blob.extend(stream.getvalue())
        return index


def fresh_integers(old, rng):
    """Integers: anything where the old ones are spread widely, else within their range."""
    low, high = int(old.min()), int(old.max())
    if high - low <= 200:
        return rng.integers(low, high, old.size, endpoint=True).astype(old.dtype)
    limits = np.iinfo(old.dtype)
    anything = rng.integers(limits.min, limits.max, old.size, dtype=old.dtype, endpoint=True)
    small = rng.integers(max(limits.min, -20), 20, old.size).astype(old.dtype)
    return np.where(rng.random(old.size) < 0.5, anything, small)


def fresh_floats(old, rng):
    """Floats: of all magnitudes where the old ones are not all finite or large, else within their range."""
    finite = old[np.isfinite(old)].astype(float)
    if finite.size == old.size and np.abs(finite).max() <= 1e4:
        return rng.uniform(finite.min(), finite.max(), old.size).astype(old.dtype)
    new = rng.normal(size=old.size) * 10
    return np.where(rng.random(old.size) < 0.5, new, new * 10.0 ** rng.integers(-12, 12, old.size)).astype(old.dtype)


def fresh(array, rng):
    """An array like `array`: some of its elements, shuffled, and new ones."""
    old = array.ravel().copy()
    if old.size == 0:
        return array
    rng.shuffle(old)
    if old.dtype.kind == "b":
        new = rng.random(old.size) < 0.5
    elif old.dtype.kind in "iu":
        new = fresh_integers(old, rng)
    elif old.dtype.kind == "c":
        new = (fresh_floats(old.real, rng) + 1j * fresh_floats(old.imag, rng)).astype(old.dtype)
    else:
        new = fresh_floats(old, rng)
    return np.where(rng.random(old.size) < 0.6, new, old).astype(old.dtype).reshape(array.shape)


def looked_at(array, operations):
    """The view that a case takes of an array."""
    for kind, *how in operations:
        if kind == "transpose":
            array = array.transpose(how[0] if how else None)
        elif kind == "slice":
            array = array[tuple(slice(*item) if isinstance(item, list) else item for item in how[0])]
        elif kind == "broadcast_to":
            array = np.broadcast_to(array, how[0])
        elif kind == "reshape":
            array = array.reshape(how[0])
        else:
            array = np.asfortranarray(array)
    return array


def value(argument, read):
    """An argument as Python's value."""
    if "a" in argument:
        array = looked_at(read(argument["a"]), argument.get("view", []))
        return array[()] if argument.get("sc") else array
    kind, held = next(iter(argument.items()))
    if kind in ("tuple", "list", "ix"):
        items = [value(item, read) for item in held]
        return items if kind == "list" else tuple(items)
    if kind == "lit":
        return tuple(held) if isinstance(held, list) else held
    simple = {"py": lambda x: x, "f": float, "pyc": lambda x: complex(*x), "dt": np.dtype, "sl": lambda x: slice(*x),
              "i": lambda x: x, "el": lambda x: Ellipsis, "na": lambda x: None, "b": lambda x: x}
    return simple[kind](held)


def evaluate(case, read):
    """What NumPy gives for a case."""
    args = [value(argument, read) for argument in case["args"]]
    keywords = {key: value(argument, read) for key, argument in case.get("kwargs", {}).items()}
    name = case["fn"]
    if name == "ndarray.__setitem__":
        copy = args[0].copy()
        copy[args[1]] = args[2]
        return copy
    if name.startswith("ndarray.@"):
        copy = args[0].copy()
        functools.reduce(getattr, name[len("ndarray.@"):].split("."), np)(copy, *args[1:], **keywords)
        return copy
    if name.startswith("ndarray."):
        return getattr(args[0], name[len("ndarray."):])(*args[1:], **keywords)
    return functools.reduce(getattr, name.split("."), np)(*args, **keywords)


def agrees(got, expected, read):
    """Whether a result has the dtype and shape that the first corpus has."""
    if "tuple" in expected:
        return isinstance(got, tuple) and all(agrees(one, other, read) for one, other in zip(got, expected["tuple"]))
    if "dt" in expected:
        return got == np.dtype(expected["dt"])
    if "lit" in expected:
        return got == expected["lit"]
    array, got = read(expected["a"]), np.asarray(got)
    return got.dtype == array.dtype and got.shape == array.shape


def written(got, expected, sink):
    """A result as the index has it."""
    if "tuple" in expected:
        return {"tuple": [written(one, other, sink) for one, other in zip(got, expected["tuple"])]}
    if "dt" in expected:
        return {"dt": np.dtype(got).name}
    if "lit" in expected:
        return {"lit": got.item() if isinstance(got, np.generic) else got}
    return {"a": sink.put(got)}


def greatest(*arrays):
    """The greatest finite modulus."""
    found = 0.0
    for array in arrays:
        moduli = np.abs(np.asarray(array, dtype=complex))
        found = max(found, float(np.max(moduli, initial=0, where=np.isfinite(moduli))))
    return found


def renumbered(argument, numbers):
    """An argument with the numbers of the new arrays."""
    if isinstance(argument, list):
        return [renumbered(item, numbers) for item in argument]
    if not isinstance(argument, dict):
        return argument
    if "a" in argument:
        return {**argument, "a": numbers[argument["a"]]}
    return {key: renumbered(item, numbers) for key, item in argument.items()}


def varied(case, source, sink, rng):
    """The case with other values; None when it cannot be had."""
    if case.get("np2") or "prop" in case or "raises" in case:
        return None
    made = {}

    def other(index):
        if index not in made:
            array = source.read(index)
            # These are indices.
            keep = ("ndarray." in case["fn"] or "reduceat" in case["fn"]) and array.dtype == np.int64 and array.ndim == 1 and made
            made[index] = array if keep else fresh(array, rng)
        return made[index]

    try:
        first = evaluate(case, source.read)
        if not agrees(first, case["out"], source.read):
            return None
        second = evaluate(case, other)
    except Exception:  # whatever NumPy refuses
        return None
    numbers = {index: sink.put(array) for index, array in made.items()}
    new = {**case, "args": renumbered(case["args"], numbers), "out": written(second, case["out"], sink)}
    if "kwargs" in case:
        new["kwargs"] = renumbered(case["kwargs"], numbers)
    if isinstance(case["tol"], dict) and case["tol"].get("atol", 0) > 1e-20 and not isinstance(second, (tuple, str)):
        old_size, new_size = greatest(first), max(greatest(second), greatest(*made.values()))
        new["tol"] = {**case["tol"], "atol": max(case["tol"]["atol"] * max(1, new_size / (old_size or 1)), case["tol"]["rtol"] * new_size)}
    return new


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--from", dest="source", type=pathlib.Path, default=TESTS / "data" / "golden")
    parser.add_argument("--groups", default="")
    wanted = parser.parse_args()
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    if hasattr(np, "_set_promotion_state"):
        np._set_promotion_state("weak")
    rng, source, sink = np.random.default_rng(wanted.seed), Source(wanted.source), Sink()
    groups = set(wanted.groups.split(",")) if wanted.groups else None
    made, left = [], 0
    for line in (wanted.source / "index.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if groups is None or case["group"] in groups:
            new = varied(case, source, sink, rng)
            made += [json.dumps(new)] if new else []
            left += new is None
    wanted.out.mkdir(parents=True, exist_ok=True)
    (wanted.out / "index.jsonl").write_text("\n".join(made) + "\n", encoding="utf-8")
    (wanted.out / "arrays.tsv").write_text("\n".join(sink.rows) + "\n", encoding="utf-8")
    (wanted.out / "arrays.npybin").write_bytes(sink.blob)
    print(f"{len(made)} cases, {left} left out")


if __name__ == "__main__":
    main()
