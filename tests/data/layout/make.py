# SPDX-License-Identifier: BSD-3-Clause
"""Writes the tables of this folder with NumPy. Columns are separated by tabs, entries of a tuple by commas, `-` is an empty tuple.

    slices.tsv             shape, strides, index; shape, strides and byte offset of the result, or the name of NumPy's exception
    reshapes.tsv           shape, strides, new shape; strides of the view NumPy makes, `copy`, or `ValueError`
    broadcasts.tsv         shapes separated by blanks; the shape of the result, or `ValueError`
    overlaps.tsv           offset, shape, strides, itemsize of two pieces of memory; 1 when np.shares_memory finds a common byte
    result_orders.tsv      operands, each `shape;strides`, separated by blanks; shape and strides of a new elementwise result, with 0 for axes
                           of fewer than two elements, whose strides nothing depends on
    internal_overlaps.tsv  shape, strides, itemsize; 1 when two positions share memory

In an index `_` is None as a bound of a slice, `...` the ellipsis, `new` newaxis.
"""
import pathlib
import random

import numpy as np
from numpy.core import _multiarray_tests

FOLDER = pathlib.Path(__file__).parent
MEMORY = np.zeros(1 << 20, np.uint8)
START = MEMORY.__array_interface__["data"][0]
ITEMS = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64, 16: np.complex128}


def text(entries):
    return ",".join(map(str, entries)) or "-"


def write(name, rows):
    (FOLDER / name).write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="ascii")


def strided(shape, strides, itemsize=8, offset=0):
    """An array over MEMORY wherever the strides lead: nothing here reads elements."""
    start = np.ndarray((), ITEMS[itemsize], MEMORY.data, offset)
    return np.lib.stride_tricks.as_strided(start, shape, strides)


def view(rng, most_axes=3, most=5):
    """Transposed, reversed, thinned out, broadcast piece of an array of doubles."""
    ndim = rng.randint(0, most_axes)
    shape = [rng.choice([0, 1, 1, 2, 3, 4, most]) if rng.random() < 0.5 else rng.randint(2, most) for _ in range(ndim)]
    array = np.ndarray(shape, np.float64, MEMORY.data, 4096, np.zeros([3 * n for n in shape]).strides if rng.random() < 0.3 else None)
    array = array.transpose(rng.sample(range(ndim), ndim))
    for axis in range(ndim):
        if rng.random() < 0.3:
            array = array[(slice(None),) * axis + (slice(None, None, -1),)]
        if rng.random() < 0.1 and array.shape[axis] == 1:
            array = np.broadcast_to(array, array.shape[:axis] + (3,) + array.shape[axis + 1 :])
    return array


def random_item(rng, extent):
    def bound():
        huge = [2**63 - 1, -(2**63), 2**62]
        return None if rng.random() < 0.3 else rng.choice(huge) if rng.random() < 0.08 else rng.randint(-extent - 2, extent + 2)

    kind = rng.random()
    if kind < 0.3:
        at = rng.randint(-extent - (rng.random() < 0.1), extent - (rng.random() < 0.9)) if extent else 0
        return str(at), at
    step = None if rng.random() < 0.3 else rng.choice([1, 2, 3, -1, -2, -3, 7, -7, 2**63 - 1, -(2**63) + 1, 0 if rng.random() < 0.2 else 1])
    part = slice(bound(), bound(), step)
    return ":".join("_" if x is None else str(x) for x in (part.start, part.stop, part.step)), part


def slices():
    rng = random.Random(1)
    seen = set()
    while len(seen) < 500:
        array = view(rng)
        count = rng.randint(0, array.ndim + (rng.random() < 0.06))
        items = [random_item(rng, array.shape[axis] if axis < array.ndim else 3) for axis in range(count)]
        for word, value, chance in (("...", Ellipsis, 0.3), ("new", None, 0.3), ("new", None, 0.1), ("...", Ellipsis, 0.03)):
            if rng.random() < chance:
                items.insert(rng.randint(0, len(items)), (word, value))
        row = [text(array.shape), text(array.strides), text(word for word, _ in items)]
        try:
            # Without the ellipsis NumPy would give a scalar instead of a 0-d array.
            indices = tuple(value for _, value in items)
            part = array[indices if Ellipsis in indices else (*indices, Ellipsis)]
            offset = part.__array_interface__["data"][0] - array.__array_interface__["data"][0] if part.size else 0
            row += [text(part.shape), text(part.strides), offset]
        except (IndexError, ValueError) as problem:
            row.append(type(problem).__name__)
        seen.add(tuple(row))
    return sorted(seen)


def factored(rng, count):
    """A shape with that many elements."""
    shape = [1] * (rng.random() < 0.2)
    while count > 1:
        factor = rng.choice([n for n in range(2, count + 1) if count % n == 0])
        shape.append(factor)
        count //= factor
    rng.shuffle(shape)
    return shape


def reshapes():
    rng = random.Random(2)
    seen = set()
    while len(seen) < 300:
        array = view(rng, 4, 6)
        shape = factored(rng, array.size) if array.size else [rng.randint(0, 3) for _ in range(rng.randint(0, 3))]
        if shape and rng.random() < 0.2:
            shape[rng.randrange(len(shape))] = rng.choice([-1, -1, 7])
        row = [text(array.shape), text(array.strides), text(shape)]
        try:
            other = array.reshape(shape)
            shares = array.size == 0 or np.may_share_memory(other, MEMORY)
            row.append(text(other.strides) if shares else "copy")
        except ValueError as problem:
            row.append(type(problem).__name__)
        seen.add(tuple(row))
    return sorted(seen)


def broadcasts():
    rng = random.Random(3)
    seen = set()
    while len(seen) < 200:
        full = [rng.choice([0, 1, 2, 3, 4]) for _ in range(rng.randint(0, 4))]
        shapes = []
        for _ in range(rng.randint(1, 4)):
            shape = [n if rng.random() < 0.7 else 1 for n in full[rng.randint(0, len(full)) :]]
            if shape and rng.random() < 0.3:
                shape[rng.randrange(len(shape))] = rng.randint(0, 5)
            shapes.append(shape)
        try:
            result = text(np.broadcast_shapes(*map(tuple, shapes)))
        except ValueError:
            result = "ValueError"
        seen.add((" ".join(map(text, shapes)), result))
    return sorted(seen)


def operand_for(rng, full):
    """Something that broadcasts to the shape and lies in memory in any way that indexing and transposing reach."""
    shape = [1 if rng.random() < 0.12 else n for n in full]
    ndim = len(shape)
    axes = rng.sample(range(ndim), ndim) if rng.random() < 0.7 else list(range(ndim))
    wide = [n + (rng.randint(0, 2) if rng.random() < 0.2 else 0) for n in shape]
    array = np.zeros([wide[axis] for axis in axes]).transpose(np.argsort(axes))
    array = array[tuple(slice(n) for n in shape)]
    if rng.random() < 0.3:
        array = array[tuple(slice(None, None, rng.choice([1, -1])) for _ in shape)]
    if rng.random() < 0.2:
        array = np.broadcast_to(array, full)
    lead = rng.randint(0, ndim) if rng.random() < 0.2 else 0
    return array[(0,) * lead] if 0 not in array.shape[:lead] else array


def result_orders():
    rng = random.Random(6)
    functions = {1: np.negative, 2: np.add, 3: np.core.umath.clip}
    seen = set()
    while len(seen) < 600:
        full = [rng.choice([1, 2, 3, 4]) if rng.random() < 0.97 else 0 for _ in range(rng.choice([0, 1, 2, 2, 3, 3, 3, 4, 4]))]
        operands = [operand_for(rng, full) for _ in range(rng.choice([1, 2, 2, 3]))]
        result = np.asarray(functions[len(operands)](*operands))
        strides = [0 if n < 2 or result.size == 0 else stride for n, stride in zip(result.shape, result.strides)]
        seen.add((" ".join(text(a.shape) + ";" + text(a.strides) for a in operands), text(result.shape), text(strides)))
    return sorted(seen)


def overlaps():
    """Too big for enumeration, half of them with answers bounds alone do not give."""
    rng = random.Random(4)
    rows = {True: [], False: []}
    while min(map(len, rows.values())) < 60:
        sides = []
        unit = rng.choice([1, 1, 4, 6, 12, 30])
        for _ in range(2):
            itemsize = rng.choice(list(ITEMS))
            ndim = rng.randint(1, 3)
            shape = [rng.choice([2, 3, 10, 100, 1000, 20000]) for _ in range(ndim)]
            strides = [rng.choice([-1, 1]) * unit * rng.choice([rng.randint(1, 40), rng.randint(1, 4000)]) for _ in range(ndim)]
            sides.append((rng.choice([0, unit * rng.randint(0, 500), rng.randint(0, 60000)]), shape, strides, itemsize))
        a, b = (strided(shape, strides, itemsize, offset) for offset, shape, strides, itemsize in sides)
        if not np.may_share_memory(a, b):
            continue
        shares = np.shares_memory(a, b)
        if len(rows[shares]) < 60:
            rows[shares].append([f(x) for side in sides for f, x in zip((str, text, text, str), side)] + [int(shares)])
    return sorted(rows[False] + rows[True])


def internal_overlaps():
    rng = random.Random(5)
    rows = {0: [], 1: []}
    while min(map(len, rows.values())) < 60:
        itemsize = rng.choice(list(ITEMS))
        ndim = rng.randint(1, 4)
        shape = [rng.choice([1, 2, 3, 5, 17, 100, 1000]) for _ in range(ndim)]
        strides = [rng.choice([-1, 1]) * rng.choice([1, itemsize]) * rng.randint(1, 3000) for _ in range(ndim)]
        found = int(_multiarray_tests.internal_overlap(strided(shape, strides, itemsize)))
        if len(rows[found]) < 60:
            rows[found].append((text(shape), text(strides), itemsize, found))
    return sorted(rows[0] + rows[1])


for table in (slices, reshapes, broadcasts, result_orders, overlaps, internal_overlaps):
    write(table.__name__ + ".tsv", table())
