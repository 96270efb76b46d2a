#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# manual.sh OUTPUT: Doxygen makes the manual without a single warning.
set -euo pipefail
mkdir -p "$1"
(cat docs/Doxyfile; echo "OUTPUT_DIRECTORY = $1") | doxygen - >"$1/log" 2>"$1/warnings" || { cat "$1/warnings"; exit 1; }
if [ -s "$1/warnings" ]; then
    cat "$1/warnings"
    exit 1
fi
test -s "$1/html/index.html"
