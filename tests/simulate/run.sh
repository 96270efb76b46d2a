#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh BUILD [PARTNERS [RUNS [SEED]]]: false alarms and detections of tracking over many simulated years, and how often
# landings of real series lie inside their limits.
set -euo pipefail
build=${1:?run.sh BUILD [PARTNERS [RUNS [SEED]]]}
cmake --build "$build" --target simulate_track coverage_track >/dev/null
"$(find "$build" -type f -name simulate_track)" "${2:-1000}" "${3:-100}" "${4:-1}"
cd "$(dirname "$0")/../.."
"$(find "$build" -type f -name coverage_track)"
