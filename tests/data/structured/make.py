# SPDX-License-Identifier: BSD-3-Clause
"""Writes the tables and .npy files of this folder with NumPy."""
import pathlib
import warnings

import numpy as np

FOLDER = pathlib.Path(__file__).parent

# Spellings of structured dtypes: the text, and whether fields are aligned.
SPELLINGS = [
    ("f8, i4", False),
    ("f8,i4,", False),
    ("?, i1, u2, f2, c8, c16", False),
    ("u1, f8", True),
    ("u1, c8, u1, c16, ?", True),
    ("3u1, (2,3)f4, i8", False),
    ("<3i2, <f4, =u4, |u1", False),
    ("float64, int32, bool", False),
    ("f8,(1,)u1", False),
    ("2f8, (2,)f8,  ( 2, 2 ) f8", False),
    ("[('x', '<f8'), ('pos', '<i4', (3,)), ('in', [('a', 'u1')])]", False),
    ("[('x', 'u1'), ('in', [('a', 'u1'), ('b', 'f8')], (2, 2)), ('y', 'i2')]", False),
    ("[('x', 'u1'), ('in', [('a', 'u1'), ('b', 'f8')], (2, 2)), ('y', 'i2')]", True),
    ("[('', 'f8'), ('', 'i4')]", False),
    ("[('a', 'f8', 3), ('c', 'f8', ()), ('d', 'f8', (0,)), ('e', 'f8', (1,))]", False),
    ("[('a', ('f8', (2,))), ('b', 'i4,f4')]", False),
    ("[(('title', 'x'), 'f4'), ('y', 'f4')]", False),
    ("[('a', []), ('b', 'u1')]", False),
    ("[]", False),
    ("[(\"b'c\", 'i2'), ('d\"e', '?'), ('f\"\\'g', '?'), ('back\\\\slash', 'i1'), ('tab\\tnew\\nline', 'i1')]", False),
    ("[('gr\u00f6\u00dfe', 'f4'), ('\u5217', 'f4'), ('\U0001f600', 'f4'), ('\\x85\\xa0', 'i1')]", False),
    ("{'names': ['x', 'y'], 'formats': ['f8', 'u1'], 'offsets': [0, 12], 'itemsize': 16}", False),
    ("{'names': ['x', 'y'], 'formats': ['f8', 'i4'], 'offsets': [0, 4]}", False),
    ("{'names': ['x', 'y'], 'formats': ['u1', 'i4'], 'offsets': [4, 0]}", False),
    ("{'names': ['x', 'y'], 'formats': ['u1', 'i4']}", False),
    ("{'names': ['x', 'y'], 'formats': ['u1', ('i4', (2, 2))], 'itemsize': 32, 'aligned': True}", False),
    ("{'names': ['x', 'y'], 'formats': [[('a', 'u1')], {'names': ['b'], 'formats': ['f4'], 'itemsize': 12}]}", False),
    ("{'names': [], 'formats': [], 'itemsize': 8}", False),
]

# Spellings NumPy refuses, and so does lazynd.
REFUSED = [
    ("[('x', 'f8'), ('x', 'i4')]", False),
    ("[('x', 'f8', (-1,))]", False),
    ("[('x', 'f8', (2147483648,))]", False),
    ("[('x', 'f8', (268435456,))]", False),
    ("[('x', 'f8', 2, 3)]", False),
    ("[('x',)]", False),
    ("['f8']", False),
    ("{'names': ['x', 'y'], 'formats': ['f8']}", False),
    ("{'names': ['x'], 'formats': ['f8'], 'offsets': [-8]}", False),
    ("{'names': ['x'], 'formats': ['f8'], 'itemsize': 7}", False),
    ("{'names': ['x', 'y'], 'formats': ['u1', 'i4'], 'offsets': [0, 3]}", True),
    ("{'names': ['x', 'y'], 'formats': ['u1', 'i4'], 'offsets': [0, 4], 'itemsize': 10}", True),
    ("f8, wonder", False),
]


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def dtype_of(text, align):
    # NumPy reads lists and dictionaries as objects, not as text.
    return np.dtype(eval(text) if text[0] in "[{" else text, align=align)


def description(dtype):
    try:
        return str(dtype.descr)
    except ValueError:
        return ""


def write_spellings():
    lines = []
    for text, align in SPELLINGS:
        dtype = dtype_of(text, align)
        if "title" in text:  # lazynd drops titles
            dtype = np.dtype([(name, dtype[name]) for name in dtype.names])
        offsets = ",".join(str(dtype.fields[name][1]) for name in dtype.names)
        lines.append([text, str(int(align)), repr(dtype), str(dtype), str(dtype.itemsize), str(dtype.alignment), offsets,
                      description(dtype)])
    for text, align in REFUSED:
        try:
            dtype_of(text, align)
        except (TypeError, ValueError):
            lines.append([text, str(int(align)), "refused"])
        else:
            raise AssertionError(text)
    write_lines("spellings.tsv", lines)


def write_lines(name, lines):
    text = "".join("\t".join(escape(field) for field in line) + "\n" for line in lines)
    (FOLDER / name).write_text(text, encoding="utf-8")


def save(name, array, version=None):
    with open(FOLDER / (name + ".npy"), "wb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        np.lib.format.write_array(file, array, version)


def filled(dtype, shape):
    """Numbers that tell their place; tests/unit/structured/records.hpp has the same."""
    array = np.zeros(shape, dtype)
    fill(array, [0])
    return array


def fill(array, leaf):
    for name in array.dtype.names:
        field = array[name]
        if field.dtype.names is not None:
            fill(field, leaf)
            continue
        leaf[0] += 1
        numbers = np.arange(field.size).reshape(field.shape) % 50 + leaf[0]
        field[...] = numbers % 3 == 0 if field.dtype.kind == "b" else numbers + 0.5j if field.dtype.kind == "c" else numbers


SIMPLE = [("x", "<f8"), ("y", "<i4"), ("ok", "?")]
NESTED = [("x", "<f4"), ("pos", "<i2", (3,)), ("in", [("a", "u1"), ("z", "<c16", (2,)), ("deep", [("ok", "?"), ("h", "<f2")])], (2,))]
PADDED = {"names": ["x", "y"], "formats": ["<f8", "<u2"], "offsets": [4, 16], "itemsize": 24}


def write_files():
    swapped = np.dtype(NESTED).newbyteorder(">")
    save("simple", filled(SIMPLE, (5,)))
    save("simple_f", np.asfortranarray(filled(SIMPLE, (3, 4))))
    save("simple_0d", filled(SIMPLE, ()))
    save("simple_empty", filled(SIMPLE, (0, 2)))
    save("simple_version_2", filled(SIMPLE, (5,)), (2, 0))
    save("simple_version_3", filled(SIMPLE, (5,)), (3, 0))
    save("nested", filled(NESTED, (2, 3)))
    save("nested_swapped", filled(NESTED, (2, 3)).astype(swapped))
    save("nested_swapped_f", np.asfortranarray(filled(NESTED, (2, 3))).astype(swapped, order="F"))
    save("padded", filled(PADDED, (4,)))
    save("aligned", filled(np.dtype(SIMPLE, align=True), (4,)))
    save("no_fields", np.zeros(3, []))
    save("latin1", filled([("gr\u00f6\u00dfe", "<f4"), ("it's", "<i2")], (2,)))
    save("utf8", filled([("\u5217", "<f4"), ("b", "<i2")], (2,)))
    save("many_fields", filled([(f"field_{i}", "<f4") for i in range(2900)], (1,)))
    save("titles", filled([(("a title", "x"), "<f4"), ("y", "<f4")], (2,)))
    save("refused_text", np.zeros(2, [("x", "<f4"), ("name", "<U3")]))
    save("refused_object", np.zeros(2, [("x", "<f4"), ("thing", "O")]))
    save("refused_void", np.zeros(2, [("x", "<f4"), ("bytes", "V3")]))


def printed():
    """Names and arrays whose text is written down."""
    mixed = np.zeros(4, [("x", "<f8"), ("n", "<i4"), ("ok", "?"), ("z", "<c8")])
    mixed["x"] = [1, -2.5, np.nan, 1e10]
    mixed["n"] = [1, -20, 300, 4]
    mixed["ok"] = [True, False, True, True]
    mixed["z"] = [1 + 2j, -0.5j, 0, 1e-3]
    nested = filled(NESTED, (3,))
    nested["in"]["deep"]["h"] = [[0.1, 20], [3, 4.25], [-5, 6]]
    yield "mixed", mixed
    yield "mixed_0d", mixed[1]
    yield "mixed_2d", mixed.reshape(2, 2)
    yield "nested", nested
    yield "nested_0d", nested[2]
    yield "one_field", filled([("x", "<f4")], (3,))
    yield "bool_0d", filled([("ok", "?"), ("many", "?", (2,))], ())
    yield "no_fields", np.zeros(2, [])
    yield "empty", np.zeros((0,), SIMPLE)
    yield "empty_2d", np.zeros((0, 2), SIMPLE)
    yield "long", filled(SIMPLE, (1010,))
    yield "padded", filled(PADDED, (2,))
    yield "aligned", filled(np.dtype(SIMPLE, align=True), (2,))
    yield "some_fields", mixed[["n", "x"]]
    yield "matrix_field", filled([("m", "<f4", (2, 2)), ("e", "<f4", (0,))], (2,))


def write_printed():
    lines = []
    for name, array in printed():
        array = np.asarray(array)
        # What stands in no field is not printed, and not every dtype here can be saved: bytes and dtype.
        lines.append([name, str(array.dtype), ",".join(map(str, array.shape)), array.tobytes().hex(), str(array), repr(array)])
    write_lines("printed.tsv", lines)


if __name__ == "__main__":
    write_spellings()
    write_files()
    write_printed()
