#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No file calls a file that calls it back, over any number of files; and no static name is another file's function.

Counted by identifiers in the text, so that it holds for readers too, who have no linker.
"""
import re
import sys
from collections import defaultdict

from source import code_only, files, read, short, tags


def reach(uses, start):
    seen, todo = set(), [start]
    while todo:
        for other in uses[todo.pop()]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def main():
    paths = files(".c")
    owner, faults = {}, []
    for tag in tags(paths, "f"):
        if tag["name"].startswith("cpf"):  # all others are static, whatever macro says so
            owner[tag["name"]] = tag["path"]
    uses = defaultdict(set)
    for path in paths:
        for word in set(re.findall(r"[A-Za-z_]\w*", code_only(read(path)))):
            if owner.get(word, path) != path:
                uses[path].add(owner[word])
    for tag in tags(paths, "fv"):
        if tag.get("file") and owner.get(tag["name"], tag["path"]) != tag["path"]:
            faults.append(f"{short(tag['path'])}: static {tag['name']} is a function of {short(owner[tag['name']])}")
    ring = sorted(short(path) for path in paths if path in reach(uses, path))
    if ring:
        faults.append("files in call rings: " + " ".join(ring))
    print(f"{len(paths)} files, {sum(map(len, uses.values()))} uses of one file by another")
    sys.exit("\n".join(faults) if faults else 0)


main()
