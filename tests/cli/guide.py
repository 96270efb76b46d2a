#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""guide.py CHANNELPERF: the plan and the rows of docs/guide.md run as they stand there."""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def main():
    with open(os.path.join(ROOT, "docs", "guide.md"), encoding="utf-8") as handle:
        guide = handle.read()
    plan = re.search(r"```json\n(.*?)```", guide, flags=re.S).group(1)
    rows = "".join(line[4:] + "\n" for line in guide.splitlines() if re.match(r"    (channel,|lin,|wu,)", line))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("plan.json", plan), ("orders.csv", rows)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as handle:
                handle.write(text)
        for command in (["check", "plan.json"], ["run", "plan.json", "--out", "out"],
                        ["explain", "plan.json", "--unit", "wu", "--indicator", "sales", "--lang", "zh"]):
            run = subprocess.run([sys.argv[1], *command], capture_output=True, text=True, cwd=folder)
            if run.returncode:
                sys.exit(f"{' '.join(command)}: {run.returncode}\n{run.stderr}")
        listed = set(re.findall(r"\b(\w+\.(?:csv|txt))\b", guide)) - set(re.findall(r'"file": "([^"]+)"', guide))
        made = set(os.listdir(os.path.join(folder, "out")))
        with open(os.path.join(folder, "out", "totals.csv"), encoding="utf-8") as handle:
            totals = handle.read()
    # 1,000,000 is split 3 : 2 by the sales of the year before; lin reached 620,000 of 600,000, wu 350,000 of 400,000
    if "103.33" not in totals or "87.50" not in totals:
        sys.exit("unexpected totals\n" + totals)
    if not listed <= made | {"goals.csv", "units.csv"}:
        sys.exit(f"the guide names files that are not made: {listed - made}")


main()
