#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""wrapper.py LIBRARY: the Python wrapper of examples/python works, and its demo prints what it promises."""
import os
import re
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "examples", "python")
os.environ["CHANNELPERF_LIBRARY"] = sys.argv[1]
sys.dont_write_bytecode = True
sys.path.insert(0, FOLDER)
import channelperf  # noqa: E402


def main():
    assert channelperf.version() == "1.0.0"
    try:
        channelperf.call("no such method", {})
        raise SystemExit("an unknown method does not fail")
    except channelperf.Error as error:
        assert error.status == 80 and error.findings, error
    try:
        channelperf.Plan(os.path.join(ROOT, "no such plan.json"))
        raise SystemExit("a missing plan does not fail")
    except channelperf.Error as error:
        assert error.status == 80, error.status
    demo = os.path.join(FOLDER, "demo.py")
    with open(demo, encoding="utf-8") as handle:
        text = handle.read()
    want = [line.strip() for line in re.search(r"Prints:\n\n(.*?)\n\"\"\"", text, flags=re.S).group(1).splitlines() if line.strip()]
    run = subprocess.run([sys.executable, "-B", demo], capture_output=True, text=True, cwd=ROOT)
    got = [line.strip() for line in run.stdout.splitlines() if line.strip()]
    assert run.returncode == 0 and got[:len(want)] == want, (run.returncode, want, got, run.stderr)


main()
