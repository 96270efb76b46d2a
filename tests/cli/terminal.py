#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""terminal.py CHANNELPERF: a bar and colours on a terminal only; NO_COLOR takes the colours away, --quiet the bar."""
import os
import pty
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PLAN = "examples/plans/first.json"


def said(arguments, terminal=True, no_color=None):
    """What the program says on standard error."""
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    if no_color is not None:
        environment["NO_COLOR"] = no_color
    command = [sys.argv[1], *arguments]
    if not terminal:
        return subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment).stderr
    ours, theirs = pty.openpty()
    child = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    os.close(theirs)
    got = b""
    try:
        while block := os.read(ours, 4096):
            got += block
    except OSError:
        pass  # the other end is closed
    child.wait()
    return got


def main():
    checks = {
        "a bar on a terminal": b"100%" in said(["measure", PLAN]),
        "the bar is wiped": said(["measure", PLAN]).endswith(b"\r") or b"\r " in said(["measure", PLAN]),
        "a coloured bar": b"\033[32m" in said(["measure", PLAN]),
        "NO_COLOR": b"\033[" not in said(["measure", PLAN], no_color="1"),
        "an empty NO_COLOR counts as none": b"\033[32m" in said(["measure", PLAN], no_color=""),
        "quiet": b"%" not in said(["measure", PLAN, "--quiet"]),
        "no bar without a terminal": b"\r" not in said(["measure", PLAN], terminal=False),
        "red findings": b"\033[31merror" in said(["check", "no such plan"]),
        "plain findings": b"\033[" not in said(["check", "no such plan"], terminal=False),
    }
    faults = [name for name, holds in checks.items() if not holds]
    sys.exit("does not hold: " + "; ".join(faults) if faults else 0)


main()
