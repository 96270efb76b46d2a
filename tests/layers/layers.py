#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""layers.py BUILD_LIB: no object uses a name of a layer above it, and no objects use each other in a ring.

Reads the built objects with nm, so that neither a macro nor an extern declaration can hide a call.
"""
import os
import re
import subprocess
import sys

BELOW = {"base": "", "stats": "base", "terms": "base stats", "model": "base stats terms", "facts": "base stats terms model",
         "goal": "base stats terms model facts", "track": "base stats terms model facts",
         "appraise": "base stats terms model facts", "apply": "base stats terms model facts", "review": "base stats terms model facts",
         "tell": "base stats terms model facts goal track appraise review apply",
         "io": "base stats terms model facts goal track appraise review apply tell"}
SOURCES = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "lib"))


def symbols(path):
    """Names that an object defines for others, and names that it wants."""
    defined, wanted = set(), set()
    out = subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        kind, name = line.split()[-2:]
        if kind == "U":
            wanted.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, wanted


def objects(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            match = re.search(r"cpf_(\w+)\.dir/", path)
            if not name.endswith(".c.o") or not match or match.group(1) not in BELOW:
                continue
            if os.path.exists(os.path.join(SOURCES, path[path.index(".dir/") + 5:-2])):  # not one of a file that is gone
                found[path] = match.group(1)
    return found


def rings(uses):
    """Groups of files that reach each other (Tarjan)."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(uses[node]):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(group) > 1:
                found.append(group)

    sys.setrecursionlimit(10000)
    for node in sorted(uses):
        if node not in order:
            visit(node)
    return found


def main():
    layer_of = objects(sys.argv[1])
    if not layer_of:
        sys.exit("no objects in " + sys.argv[1])
    owner, wants, faults = {}, {}, []
    for path in layer_of:
        defined, wants[path] = symbols(path)
        for name in defined:
            if name in owner:
                faults.append(f"{name} is defined in {owner[name]} and in {path}")
            owner[name] = path
    uses = {path: {owner[name] for name in wants[path] if name in owner} - {path} for path in layer_of}
    for path, others in uses.items():
        allowed = BELOW[layer_of[path]].split() + [layer_of[path]]
        for other in others:
            if layer_of[other] not in allowed:
                names = sorted(name for name in wants[path] if owner.get(name) == other)
                faults.append(f"{layer_of[path]} uses {layer_of[other]}: {path} wants {', '.join(names)} of {other}")
    for group in rings(uses):
        faults.append("ring: " + " ".join(sorted(os.path.basename(path)[:-2] for path in group)))
    print(f"{len(layer_of)} objects in {len(set(layer_of.values()))} layers, {sum(map(len, uses.values()))} uses")
    if set(layer_of.values()) != set(BELOW):
        faults.append("layers without objects: " + " ".join(sorted(set(BELOW) - set(layer_of.values()))))
    sys.exit("\n".join(faults) if faults else 0)


main()
