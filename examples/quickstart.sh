#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# From a fresh Debian or Ubuntu to results: installs what is missing, builds, brings a company target of AdventureWorks
# down to every reseller, and appraises its sales force. The results are in out/cascade and out/adventureworks.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v gcc >/dev/null || missing+=(build-essential)
command -v cmake >/dev/null || missing+=(cmake)
command -v pkg-config >/dev/null || missing+=(pkg-config)
pkg-config --exists jansson 2>/dev/null || missing+=(libjansson-dev)
pkg-config --exists zlib 2>/dev/null || missing+=(zlib1g-dev)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

echo "building in build/"
mkdir -p build
cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DCHANNELPERF_BUILD_TESTS=OFF >build/quickstart.log
cmake --build build -j"$(nproc)" >>build/quickstart.log

program=build/examples/cli/channelperf
plan=examples/adventureworks/plan.json
out=out/adventureworks
$program cascade examples/adventureworks/cascade.json --format csv --out out/cascade
$program run $plan --out $out

echo
echo "42 million dollars to territories, sales people and resellers, the first lines of out/cascade/targets.csv:"
echo
head -n 6 out/cascade/targets.csv

echo
echo "The first lines of $out/summary.txt:"
echo
head -n 12 $out/summary.txt
echo
echo "Why the first one has this total, from $out/explanations.txt:"
echo
head -n 25 $out/explanations.txt
echo "..."
echo
echo "All results: $(ls $out | tr '\n' ' ')"
echo "What to try next: $program --help; examples/adventureworks/README.md; docs/guide.md"
