# SPDX-License-Identifier: BSD-3-Clause
"""Holds every #include against layers.toml, and every header against the rules for headers."""
import graphlib
import re
import tomllib

import project

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
SPDX = "// SPDX-License-Identifier: BSD-3-Clause"


def closure(layers):
    """Layer -> everything it may include, itself too. Raises graphlib.CycleError or KeyError when the data is no DAG."""
    below = {}
    for layer in graphlib.TopologicalSorter(layers).static_order():
        below[layer] = {layer}.union(*(below[lower] for lower in layers[layer]))
    return below


def layer_of(name, files):
    """The layer of a path like include/lazynd/dtype/dtype.hpp or src/dtype/casting.cpp; None for src/common.hpp and the like."""
    if name in files:
        return files[name]
    parts = name.split("/")
    depth = {"include": 2, "src": 1}[parts[0]]
    return parts[depth] if len(parts) > depth + 1 else None


def target_of(quote, header):
    """Path of one of the project's own headers, or None for one of another library."""
    if quote == '"':
        return "src/" + header
    if header == "lazynd.h" or header.startswith("lazynd/"):
        return "include/" + header
    return None


def foreign_include_problem(name, header, rules):
    """What is wrong with including another library's header in a public one, or None."""
    if not name.startswith("include/"):
        return None
    if "/" not in header:
        return f"{name}: <{header}> is for src/ only" if header in rules["private_headers"]["names"] else None
    for prefix, places in rules["public_libraries"].items():
        if header.startswith(prefix):
            return None if any(name.startswith(place + "/") for place in places) else f"{name}: <{header}> is only for {places}"
    return f"{name}: <{header}> is for src/ only"


def include_problems(name, rules, below):
    """Problems of the includes of one file."""
    layer = layer_of(name, rules["files"])
    if layer is None:
        return [f"{name}: is in no layer's folder"]
    if layer not in below:
        return [f"{name}: layers.toml does not know the layer {layer}"]
    problems = []
    for quote, header in INCLUDE.findall(project.text_of(name)):
        target = target_of(quote, header)
        if target is None:
            problems.append(foreign_include_problem(name, header, rules))
        elif not (project.ROOT / target).is_file():
            beside = (project.ROOT / name).parent / header
            advice = f', write "{beside.relative_to(project.ROOT / "src")}"' if name.startswith("src/") and beside.is_file() else ""
            problems.append(f"{name}: {header} does not exist{advice}")
        elif quote == '"' and name.startswith("include/"):
            problems.append(f'{name}: "{header}" is private')
        elif layer_of(target, rules["files"]) not in below[layer]:
            problems.append(f"{name}: {layer} may not include {header}")
    return [problem for problem in problems if problem]


def header_problems(name, rules):
    """Problems of one header or source that have nothing to do with layers."""
    text = project.text_of(name)
    problems = []
    if not text.startswith(SPDX + "\n"):
        problems.append(f"{name}: the first line is not {SPDX}")
    if name.endswith((".hpp", ".h")):
        if not re.search(r"^#pragma once$", text, re.MULTILINE):
            problems.append(f"{name}: has no #pragma once")
        length = text.count("\n")
        if length > rules["length"]["limit"] and not rules["length"]["exceptions"].get(name):
            problems.append(f"{name}: {length} lines, the limit is {rules['length']['limit']}")
    return problems


def file_cycle(names):
    """The message about a cycle of headers including each other, or None."""
    graph = {name: {target_of(*found) for found in INCLUDE.findall(project.text_of(name))} - {None} for name in names}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return "headers include each other: " + " <- ".join(error.args[1])
    return None


def main():
    rules = tomllib.loads(project.text_of("tests/lint/layers.toml"))
    try:
        below = closure(rules["layers"])
    except graphlib.CycleError as error:
        project.finish(["layers.toml: the layers form a cycle: " + " <- ".join(error.args[1])], "")
    except KeyError as error:
        project.finish([f"layers.toml: a layer names {error}, which is none"], "")
    library = project.sources(".hpp", ".h", ".cpp", folders=("include", "src"))
    problems = [problem for name in library for problem in include_problems(name, rules, below)]
    for name in project.sources(".hpp", ".h", ".cpp"):
        problems += header_problems(name, rules)
    for name in rules["length"]["exceptions"]:
        if not (project.ROOT / name).is_file():
            problems.append(f"layers.toml: {name} does not exist")
    cycle = file_cycle(library)
    project.finish(problems + ([cycle] if cycle else []), f"includes of {len(library)} files")


if __name__ == "__main__":
    main()
