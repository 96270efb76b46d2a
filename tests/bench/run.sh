#!/bin/bash
# SPDX-License-Identifier: MIT
# The library beside what the machine can do.   run.sh DATADIR BENCHDIR [ROUNDS] [WORKLOADS]
# BENCHDIR holds the generator gen.c, the yardstick limit.c (needs AVX-512), check_w3.py and expected/; DATADIR takes
# up to 1.5 GB of data and the programs. WORKLOADS: of "w1S w1M w2M w3S w3M" (default: "w1S w1M w2M w3S"). Run it on an idle machine.
# The programs also take their place among other peers: a runner that is given a command a workload calls
#     bench_w1 DATA EXPECTED THREADS REPETITIONS    bench_w2 (the same)    bench_w3 w3.json DATA OUT THREADS
# and reads one JSON line a variant (peer, workload, variant, threads, ms, rss_mb).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
data=${1:?usage: run.sh DATADIR BENCHDIR [ROUNDS] [WORKLOADS]}; bench=${2:?which folder holds gen.c and limit.c?}
rounds=${3:-3}; workloads=${4:-w1S w1M w2M w3S}; bin=$data/bin; mkdir -p "$bin"
gcc -O2 -ffp-contract=off "$bench/gen.c" -o "$bin/gen" -lm
gcc -O3 -march=native -ffp-contract=off -pthread "$bench/limit.c" -o "$bin/limit" -lm ||
    echo "run.sh: no yardstick on this machine" >&2
cmake -S "$root" -B "$data/build" -DCMAKE_BUILD_TYPE=Release -DCHANNELPERF_BUILD_EXAMPLES=OFF > "$data/cmake.log"
cmake --build "$data/build" --target bench_w1 bench_w2 bench_w3 -j2 > "$data/build.log"
programs=$data/build/tests/bench
for workload in $workloads; do
    case $workload in
        w1S|w1M|w1L) [ -e "$data/$workload/profile.csv" ] || "$bin/gen" "$data/$workload" w1 "${workload#w1}" ;;
        w2M) [ -e "$data/w2M/meta.json" ] || "$bin/gen" "$data/w2M" w2 M ;;
        w3S) [ -e "$data/w3S/targets.csv" ] || "$bin/gen" "$data/w3S" w3 100000 S ;;
        w3M) [ -e "$data/w3M/targets.csv" ] || "$bin/gen" "$data/w3M" w3 10000000 M ;;
    esac
done
exec python3 "$here/table.py" "$programs" "$bin/limit" "$data" "$bench" "$rounds" $workloads
