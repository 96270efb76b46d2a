#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh BUILD [PARTNERS [RUNS [SEED]]]: false alarms and detections of tracking over many simulated years: falls (pace,
# trends), and days of orders with loading in the last week of a month and product lines that are bought no more (alerts,
# blocked products; a fifth of the runs, each of which takes a thousand rows a partner); and how often landings of real
# series lie inside their limits.
set -euo pipefail
build=${1:?run.sh BUILD [PARTNERS [RUNS [SEED]]]}
partners=${2:-1000} runs=${3:-100} seed=${4:-1}
cmake --build "$build" --target simulate_track simulate_orders coverage_track >/dev/null
program() { find "$build" -type f -name "$1"; }
"$(program simulate_track)" "$partners" "$runs" "$seed"
"$(program simulate_orders)" "$partners" $(((runs + 4) / 5)) "$seed"
cd "$(dirname "$0")/../.."
"$(program coverage_track)"
