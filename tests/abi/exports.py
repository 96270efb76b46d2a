#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""exports.py LIBRARY: headers, export list and built library name the same functions, and a test calls each of them."""
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def read(path):
    with open(path, encoding="utf-8") as handle:
        return handle.read()


def all_text(pattern):
    return "\n".join(read(path) for path in sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True)))


def differ(what, have, want):
    return [f"{what}: {name} is missing" for name in sorted(want - have)] + [f"{what}: {name} is too much"
                                                                            for name in sorted(have - want)]


def main():
    headers = re.sub(r"/\*.*?\*/", " ", all_text("include/channelperf/*.h"), flags=re.S)
    declared = set(re.findall(r"CPF_API\b[^;{(]*?\b(cpf_\w+)\s*\(", headers))
    listed = set(re.findall(r"^\s+(cpf_\w+);", read(os.path.join(ROOT, "lib/pkg/channelperf.map")), flags=re.M))
    out = subprocess.run(["nm", "-D", "--defined-only", sys.argv[1]], capture_output=True, text=True, check=True).stdout
    built = {line.split()[2].split("@")[0] for line in out.splitlines() if line.split()[1] in "TDBRVW"}
    tests = all_text("tests/**/*.c")
    faults = differ("export list", listed, declared) + differ("library", built, declared)
    faults += [f"tests: {name} is never called" for name in sorted(declared) if not re.search(name + r"\s*\(", tests)]
    print(f"{len(declared)} functions declared, {len(listed)} listed, {len(built)} exported")
    sys.exit("\n".join(faults) if faults else 0)


main()
