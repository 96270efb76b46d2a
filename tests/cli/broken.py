#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""broken.py CHANNELPERF: every case of tests/broken/cases.txt ends with its exit status and tells its finding and place."""
import os
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "tests", "broken")


def plan_of(name):
    for path in (os.path.join(FOLDER, name, "plan.json"), os.path.join(FOLDER, name + ".json"), os.path.join(FOLDER, name)):
        if os.path.isfile(path):
            return path
    return os.path.join(FOLDER, name, "plan.json")


def main():
    faults, count = [], 0
    with open(os.path.join(FOLDER, "cases.txt"), encoding="utf-8") as handle:
        lines = [line.rstrip("\n") for line in handle if line.strip() and not line.startswith("#")]
    for line in lines:
        name, status, _, code, subject = [cell.strip() for cell in line.split("|")][:5]
        if not status.isdigit():
            continue
        count += 1
        run = subprocess.run([sys.argv[1], "check", plan_of(name)], capture_output=True, text=True)
        if run.returncode != int(status):
            faults.append(f"{name}: exit {run.returncode}, wanted {status}\n    {run.stderr.strip()[:300]}")
        elif f"[{code}]" not in run.stderr or subject not in run.stderr:
            faults.append(f"{name}: wanted [{code}] and {subject!r}\n    {run.stderr.strip()[:300]}")
    print(f"{count} broken inputs")
    sys.exit("\n".join(faults) if faults or not count else 0)


main()
