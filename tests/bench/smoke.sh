#!/bin/bash
# SPDX-License-Identifier: MIT
# The benchmarks on tiny data, every answer checked.   smoke.sh FOLDER_OF_PROGRAMS [THREADS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); bin=${1:?usage: smoke.sh FOLDER_OF_PROGRAMS [THREADS]}
data=$(mktemp -d); trap 'rm -rf "$data"' EXIT
python3 "$here/tiny.py" "$data"
for threads in 1 ${2:-2}; do
    "$bin/bench_w1" "$data/w1" "$data/expected" "$threads" 2
    "$bin/bench_w2" "$data/w2" "$data/expected" "$threads" 2
    "$bin/bench_w3" "$here/w3.json" "$data/w3" "$data/results.csv" "$threads"
    tail -n +2 "$data/results.csv" | LC_ALL=C sort > "$data/got.csv"
    LC_ALL=C sort "$data/expected/w3_T.csv" | diff - "$data/got.csv" > "$data/diff.txt" ||
        { echo "smoke.sh: w3 differs (< expected, > got)" >&2; head -n 20 "$data/diff.txt" >&2; exit 1; }
    mkdir -p "$data/tracked"
    "$bin/bench_track" "$here/track.json" "$data/w3" "$data/tracked" 2025-02-20 "$threads" 2> "$data/track.txt" ||
        { cat "$data/track.txt" >&2; exit 1; }
    python3 "$here/track.py" check "$data/w3" "$data/tracked" 2025-02-20
done
echo "smoke: w1, w2, w3 and track as expected on 1 and ${2:-2} threads"
