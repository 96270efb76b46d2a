#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every kind of finding has a code of its own, text and hint in both languages, and stands in docs/errors.md.

messages.py --write puts the table there.
"""
import glob
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
STRING = r'"(?:\\.|[^"\\])*"'


def rows():
    """(file, code, status, severity, texts) of each row of each table; adjacent strings are one text."""
    for path in sorted(glob.glob(os.path.join(ROOT, "lib", "**", "*messages.def"), recursive=True)):
        with open(path, encoding="utf-8") as handle:
            text = re.sub(r"/\*.*?\*/", " ", handle.read(), flags=re.S)
        for start in re.finditer(r"^\w+\(", text, flags=re.M):
            body, depth = start.end(), 1
            for token in re.finditer(STRING + r"|[()]", text[body:]):
                depth += {"(": 1, ")": -1}.get(token.group(), 0)
                if not depth:
                    row = text[body:body + token.start()]
                    break
            joined = re.sub(r'"\s*\n?\s*"', "", row.replace('\\"', "\0"))
            texts = [t.replace("\0", '"') for t in re.findall(r'"([^"]*)"', joined)]
            status = re.search(r"CPF_(?:OK|E_\w+)", row)
            severity = "warning" if "CPF_WARNING" in row else "error"
            yield os.path.relpath(path, ROOT), texts[0], status.group() if status else "", severity, texts[1:]


def table(found):
    lines = ["| code | status | severity | message | 信息 |", "|---|---|---|---|---|"]
    for code, (status, severity, texts) in sorted({row[1]: row[2:] for row in reversed(found)}.items()):
        shown = [re.sub(r"%(?:lld|[sdc])", "…", text).replace("%%", "%").replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")
                 .replace("#", "\\#").replace("@", "\\@").replace("\\n", " ") for text in texts[:2]]
        lines.append(f"| `{code}` | {status} | {severity} | {' | '.join(shown)} |")
    return "\n".join(lines)


def main():
    found = list(rows())
    manual_file = os.path.join(ROOT, "docs", "errors.md")
    with open(manual_file, encoding="utf-8") as handle:
        old = handle.read()
    manual = re.sub(r"<!-- findings -->\n.*?<!-- end -->", lambda _: f"<!-- findings -->\n\n{table(found)}\n\n<!-- end -->", old,
                    flags=re.S)
    if sys.argv[1:] == ["--write"]:
        with open(manual_file, "w", encoding="utf-8") as handle:
            handle.write(manual)
        return
    faults, seen = [] if manual == old else ["docs/errors.md: not up to date; messages.py --write"], {}
    for path, code, status, _, texts in found:
        where = f"{path}: {code}"
        if seen.get(code, path) != path:  # a kind may have several wordings, in one place
            faults.append(f"{where}: also in {seen[code]}")
        seen[code] = path
        if len(texts) != 4 or not texts[0] or not texts[1]:
            faults.append(f"{where}: has {len(texts)} texts; English, Chinese and a hint in both are wanted")
        elif re.findall(r"%[a-z]+", texts[0]) != re.findall(r"%[a-z]+", texts[1]):
            faults.append(f"{where}: the languages take different arguments")
        elif not re.search(r"[\u4e00-\u9fff]", texts[1]) or bool(texts[2]) != bool(texts[3]):
            faults.append(f"{where}: a language is missing")
        if not status:
            faults.append(f"{where}: no status")
    print(f"{len(found)} kinds of findings")
    sys.exit("\n".join(faults) if faults else 0)


main()
