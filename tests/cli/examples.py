#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""examples.py BUILD_EXAMPLES: every example program prints what its head comment promises behind "Prints:"."""
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def promised(path):
    """Indented lines of the head comment that follow "Prints:"."""
    with open(path, encoding="utf-8") as handle:
        head = re.search(r"/\*\n(.*?)\*/", handle.read(), flags=re.S).group(1)
    behind = head[head.index("Prints:"):].splitlines()[1:]
    return [line.removeprefix(" *     ") for line in behind if line.startswith(" *     ")]


def main():
    faults = []
    sources = sorted(glob.glob(os.path.join(ROOT, "examples", "*.c")))
    for path in sources:
        name = os.path.basename(path)[:-2]
        run = subprocess.run([os.path.join(sys.argv[1], name)], capture_output=True, text=True, cwd=ROOT)
        want, got = promised(path), run.stdout.splitlines()
        if run.returncode or not want or got[:len(want)] != want:
            faults.append(f"{name}: status {run.returncode}\nwanted {want}\ngot    {got[:len(want)]}\n{run.stderr}")
        with open(path, encoding="utf-8") as handle:
            if len(handle.readlines()) > 120:
                faults.append(f"{name}: longer than 120 lines")
    print(f"{len(sources)} example programs")
    sys.exit("\n".join(faults) if faults else 0)


main()
