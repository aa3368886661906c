# SPDX-License-Identifier: BSD-3-Clause
"""Documents agree with the project: links lead somewhere, README.md names the packages of .ci/setup and the options of meson.build."""
import re

import project

LINK = re.compile(r"\]\(([^)#\s]*)(?:#([\w-]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors_of(name):
    """The anchors of the headings of a document."""
    headings = HEADING.findall(project.text_of(name))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def link_problems(name):
    """Links of one document that lead nowhere. A fragment behind a link to something else than a document is not looked at."""
    problems = []
    for target, anchor in LINK.findall(project.text_of(name)):
        if "://" in target:
            continue
        path = (project.ROOT / name).parent / target if target else project.ROOT / name
        if not path.exists():
            problems.append(f"{name}: {target} does not exist")
        elif anchor and path.suffix == ".md" and anchor not in anchors_of(path.resolve().relative_to(project.ROOT)):
            problems.append(f"{name}: {target} has no heading for #{anchor}")
    return problems


def difference(what, said, wanted):
    """The message about two sets that should be equal, or nothing."""
    if said == wanted:
        return []
    return [f"README.md: {what}: missing {sorted(wanted - said)}, too many {sorted(said - wanted)}"]


def readme_problems():
    """Where README.md and the files that set things up disagree."""
    readme = project.text_of("README.md")
    setup = project.text_of(".ci/setup")
    requirements = re.search(r"^## Requirements$(.*?)^## ", readme, re.MULTILINE | re.DOTALL)[1]
    said = set(" ".join(re.findall(r"^    (.+)$", requirements, re.MULTILINE)).split())
    wanted = set(" ".join(re.findall(r"\bpackages\+?=\(([^)]*)\)", setup)).split())
    options = set(re.findall(r"'(-f[\w=-]+)'", re.search(r"^public_args = \[(.*?)\]", project.text_of("meson.build"), re.MULTILINE | re.DOTALL)[1]))
    return difference("packages of .ci/setup", said, wanted) + difference(
        "options of meson.build", set(re.findall(r"^\| `(-f[\w=-]+)` \|", readme, re.MULTILINE)), options
    )


def main():
    documents = [name for name in project.tracked_files() if name.endswith(".md")]
    problems = [problem for name in documents for problem in link_problems(name)]
    project.finish(problems + readme_problems(), f"{len(documents)} documents")


if __name__ == "__main__":
    main()
