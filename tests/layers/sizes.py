#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The sizes of the house: functions of at most 80 lines (median 14, nine of ten 45), files of at most 400 (median 200).

Files that are mostly a table of rows may be longer.
"""
import re
import sys

from source import code_only, files, read, short, tags

LONGEST_FUNCTION, MEDIAN_FUNCTION, MOST_FUNCTION = 80, 14, 45
LONGEST_FILE, MEDIAN_FILE = 400, 200


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, round(share * (len(values) - 1)))] if values else 0


def table_lines(text):
    """Lines inside braces of initialisers `= {` ... `};` at the left margin."""
    return sum(block.count("\n") for block in re.findall(r"= \{\n.*?\n\};", text, flags=re.S))


def main():
    paths = files(".c") + files(".h")
    lengths = {(tag["path"], tag["name"]): tag["end"] - tag["line"] + 1 for tag in tags(files(".c"), "f") if "end" in tag}
    faults = [f"{short(path)}: {name} has {lines} lines" for (path, name), lines in sorted(lengths.items())
              if lines > LONGEST_FUNCTION]
    sizes = {}
    for path in paths:
        text = read(path)
        sizes[path] = text.count("\n")
        if sizes[path] - table_lines(text) > LONGEST_FILE:
            faults.append(f"{short(path)}: {sizes[path]} lines")
        faults += [f"{short(path)}:{i}: {len(line)} characters" for i, line in enumerate(text.splitlines(), 1)
                   if len(line) > 160]
        if not text.startswith("/* SPDX-License-Identifier: MIT */\n"):
            faults.append(f"{short(path)}: no licence line on top")
        if re.search(r"\b(strtod|strtof|atof|setlocale|localeconv|getenv|abort|exit|rand|time|printf)\s*\(", code_only(text)):
            faults.append(f"{short(path)}: calls what a library must not call")
    c_files = [size for path, size in sizes.items() if path.endswith(".c")]
    shown = (quantile(lengths.values(), 0.5), quantile(lengths.values(), 0.9), max(lengths.values()),
             quantile(c_files, 0.5), max(c_files))
    print("functions %d: median %d, nine of ten %d, longest %d; files %d: median %d, longest %d"
          % (len(lengths), *shown[:3], len(c_files), *shown[3:]))
    for value, most, what in ((shown[0], MEDIAN_FUNCTION, "median of functions"), (shown[1], MOST_FUNCTION, "nine of ten functions"),
                              (shown[3], MEDIAN_FILE, "median of files")):
        if value > most:
            faults.append(f"{what}: {value} lines, at most {most} wanted")
    sys.exit("\n".join(faults) if faults else 0)


main()
