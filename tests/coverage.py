#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""coverage.py BUILD FLOOR: prints line and branch coverage of lib/ by layer; fails below the branch coverage kept in FLOOR."""
import json
import os
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))


def layer(name):
    parts = name.split("/")
    return "/".join(parts[1:-1])


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def main():
    build, floor_file = sys.argv[1:3]
    out = os.path.join(build, "coverage.json")
    subprocess.run(["gcovr", "--root", ROOT, "--filter", ROOT + "/lib/", "--object-directory", build, "--json", out, build],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=build)
    with open(out, encoding="utf-8") as handle:
        found = json.load(handle)["files"]
    rows = {}
    for entry in found:
        row = rows.setdefault(layer(entry["file"]), [0, 0, 0, 0])
        for line in entry["lines"]:
            if line.get("gcovr/noncode"):
                continue
            row[0] += line["count"] > 0
            row[1] += 1
            row[2] += sum(branch["count"] > 0 for branch in line["branches"])
            row[3] += len(line["branches"])
    total = [sum(row[i] for row in rows.values()) for i in range(4)]
    print(f"{'layer':18}{'lines':>18}{'branches':>20}")
    for name, row in sorted(rows.items()) + [("lib", total)]:
        print(f"{name:18}{row[0]:>6}/{row[1]:<6}{percent(*row[:2]):5.1f} %{row[2]:>7}/{row[3]:<6}{percent(*row[2:]):5.1f} %")
    with open(floor_file, encoding="utf-8") as handle:
        floor = float(handle.read())
    if percent(*total[2:]) < floor:
        sys.exit(f"branch coverage is below {floor} %")


main()
