#!/bin/bash
# SPDX-License-Identifier: MIT
# What one more leaf and one more line cost.   growth.sh BUILDDIR [SVG] [LARGEST_LINES]
# Builds the program in BUILDDIR, runs every size in a process of its own, prints a table, and draws it into SVG.
# The largest run of the cascade takes about 4 GB of memory; lines are made in passing and take none.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
build=${1:?usage: growth.sh BUILDDIR [SVG] [LARGEST_LINES]}
mkdir -p "$build"
cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DCHANNELPERF_BUILD_EXAMPLES=OFF > "$build/cmake.log"
cmake --build "$build" --target growth -j2 > "$build/growth.log"
exec python3 "$here/growth.py" "$build/tests/bench/growth" "${2:-}" "${3:-100000000}"
