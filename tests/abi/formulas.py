#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""formulas.py CHANNELPERF: the tables in docs/formulas.md are those of the registry, to the letter.

formulas.py CHANNELPERF --write puts them there.
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
MANUAL = os.path.join(ROOT, "docs", "formulas.md")


def cell(text):
    return (text or "").replace("|", "\\|").replace("<", "\\<").replace("*", "\\*").replace("\n", " ")


def code(text):
    return "`" + text.replace("|", "\\|") + "`" if text else ""


def bounds(parameter):
    low, high = parameter["minimum"], parameter["maximum"]
    return f"{low or '-∞'} … {high or '∞'}" if low or high else ""


def table(rows):
    """A row of the registry, then its parameters."""
    lines = ["| name | | formula | source |", "|---|---|---|---|"]
    for row in rows:
        lines.append(f"| `{row['name']}` | **{cell(row['title'])}** {cell(row['title_zh'])}. {cell(row['summary'])} |"
                     f" {code(row['formula'])} | {cell(row['source'])} |")
    named = [(row["name"], parameter) for row in rows for parameter in row["parameters"]]
    if named:
        lines += ["", "| of | parameter | | unit | range | default |", "|---|---|---|---|---|---|"]
        for name, p in named:
            lines.append(f"| `{name}` | `{p['name']}` | {cell(p['summary'])} {cell(p['summary_zh'])} | {cell(p['unit'])} |"
                         f" {bounds(p)} | {code(p['default']) if p['default'] is not None else 'must be given'} |")
    return "\n".join(lines)


def main():
    out = subprocess.run([sys.argv[1], "methods", "--format", "json"], capture_output=True, text=True, check=True).stdout
    shelves = {}
    for row in json.loads(out):
        shelves.setdefault(row["table"], []).append(row)
    with open(MANUAL, encoding="utf-8") as handle:
        old = handle.read()

    def put(match):
        return f"<!-- {match.group(1)} -->\n\n{table(shelves.pop(match.group(1), []))}\n\n<!-- end -->"

    new = re.sub(r"<!-- (\w+) -->\n.*?<!-- end -->", put, old, flags=re.S)
    if "--write" in sys.argv:
        with open(MANUAL, "w", encoding="utf-8") as handle:
            handle.write(new)
    elif new != old or shelves:
        sys.exit("docs/formulas.md differs from the registry" + (": no place for " + " ".join(shelves) if shelves else "")
                 + "; tests/abi/formulas.py CHANNELPERF --write")


main()
