# SPDX-License-Identifier: MIT
"""What the tests of the sources share: the files of the library and their functions, by Universal Ctags."""
import json
import os
import re
import subprocess

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def files(ending, folder="lib"):
    return sorted(os.path.join(where, name) for where, _, names in os.walk(os.path.join(ROOT, folder)) for name in names
                  if name.endswith(ending))


def read(path):
    with open(path, encoding="utf-8") as handle:
        return handle.read()


def tags(paths, kinds):
    out = subprocess.run(["ctags", "-f", "-", "--output-format=json", "--fields=+nef", "--languages=C",
                          "--langmap=C:.c.h", "--kinds-C=" + kinds, *paths], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def code_only(text):
    """Without comments, strings and includes."""
    text = re.sub(r"/\*.*?\*/|^[ \t]*#[ \t]*include[^\n]*", " ", text, flags=re.S | re.M)
    return re.sub(r'"(\\.|[^"\\\n])*"', '""', text)


def short(path):
    return os.path.relpath(path, ROOT)
