#!/bin/bash
# SPDX-License-Identifier: MIT
# Every figure of docs/performance.md in one command.   run.sh DATADIR BENCHDIR [ROUNDS] [PARTS]
# PARTS: of "limit narrow peers track" (default: all; below 10 minutes on an idle machine with 2 cores):
#   limit    the library beside what the machine can do, in pairs, ROUNDS times (default 3)
#   narrow   the same programs with all kernels, with those narrowed to AVX2, and with plain C
#   track    the files of W3 followed as of a day, beside W3 itself; its answer is checked
#   peers    one round of DuckDB, Polars, numpy and numba beside the library
# BENCHDIR holds the generator gen.c, the yardstick limit.c (needs AVX-512), check_w3.py and expected/, and for the
# peers bench.py, peers/ and node_modules (npm install there; Debian: nodejs npm python3-numpy python3-numba; PY may name
# the Python that has them). DATADIR takes up to 1.5 GB of data and the programs. Every answer of everyone is checked.
# WORKLOADS (environment) chooses: of "w1S w1M w1bS w1bM w2M w3S w3M" (default: all).
# The programs also take their place among other peers: a runner that is given a command a workload calls
#     bench_w1 DATA EXPECTED THREADS REPETITIONS [w1b]    bench_w2 (the same)    bench_w3 w3.json DATA OUT THREADS
# and reads one JSON line a variant (peer, workload, variant, threads, ms, rss_mb).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
data=${1:?usage: run.sh DATADIR BENCHDIR [ROUNDS] [PARTS]}; bench=${2:?which folder holds gen.c and limit.c?}
rounds=${3:-3}; parts=${4:-limit narrow track peers}; workloads=${WORKLOADS:-w1S w1M w1bS w1bM w2M w3S w3M}
mkdir -p "$data/bin"; data=$(cd "$data" && pwd); bin=$data/bin
gcc -O2 -ffp-contract=off "$bench/gen.c" -o "$bin/gen" -lm
gcc -O3 -march=native -ffp-contract=off -pthread "$bench/limit.c" -o "$bin/limit" -lm ||
    echo "run.sh: no yardstick on this machine" >&2
cmake -S "$root" -B "$data/build" -DCMAKE_BUILD_TYPE=Release -DCHANNELPERF_BUILD_EXAMPLES=OFF > "$data/cmake.log"
cmake --build "$data/build" -j2 --target bench_w1 bench_w2 bench_w3 bench_track bench_w1_narrow bench_w2_narrow bench_w3_narrow \
    > "$data/build.log"
programs=$data/build/tests/bench

# The peers' runner keeps small W3 data under another name; W1b goes by the data of W1.
folder() { if [ "$1" = w3S ]; then echo "$data/w3s"; else echo "$data/${1/w1b/w1}"; fi; }
for workload in $workloads; do
    at=$(folder "$workload")
    case $workload in
        w1*) [ -e "$at/profile.csv" ] || "$bin/gen" "$at" w1 "${workload: -1}" ;;
        w2M) [ -e "$at/meta.json" ] || "$bin/gen" "$at" w2 M ;;
        w3S) [ -e "$at/targets.csv" ] || "$bin/gen" "$at" w3 100000 S ;;
        w3M) [ -e "$at/targets.csv" ] || "$bin/gen" "$at" w3 10000000 M ;;
    esac
done

table() { python3 "$here/table.py" "$programs" "$bin/limit" "$data" "$bench" "$@" $workloads; }

peers() {
    local libs=() threads only=library program python name workload size at
    for threads in 1 2; do
        name="lib=library-${threads}T"
        for workload in $workloads; do
            at=$(folder "$workload")
            case $workload in
                w3*) libs+=("$name w3 ${workload#w3} $programs/bench_w3 $here/w3.json $at {out} $threads") ;;
                *)
                    program=$programs/bench_${workload:0:2}
                    libs+=("$name ${workload%?} ${workload: -1} $program {data} {expected} $threads 5 ${workload%?}") ;;
            esac
        done
    done
    for workload in w1 w1b w2 w3; do
        case " $workloads " in *" $workload"[SML]" "*) ;; *) continue ;; esac
        for name in limit numba numpy duckdb polars; do
            for threads in '' ' 1T' ' 2T'; do
                for size in S M; do
                    case " $workloads " in *" $workload$size "*) only+=",$name $workload$threads $size" ;; esac
                done
            done
        done
    done
    for python in "${PY:-}" python3 /usr/bin/python3; do
        [ -n "$python" ] && "$python" -c 'import numpy' 2> /dev/null && export PY=$python && break
    done
    python3 "$bench/bench.py" "$data" "$bin" 1 "only=$only" "${libs[@]}"
}

# Three weeks into the last month that the files have.
track() {
    local workload
    for workload in w3S w3M; do
        case " $workloads " in *" $workload "*) ;; *) continue ;; esac
        mkdir -p "$data/tracked"
        echo "$workload"
        python3 "$here/track.py" time "$programs" "$(folder "$workload")" "$data/tracked" 2025-03-20 "$rounds"
        python3 "$here/track.py" check "$(folder "$workload")" "$data/tracked" 2025-03-20
    done
}

date -u '+%Y-%m-%d %H:%M UTC'; grep -m 1 'model name' /proc/cpuinfo || true; uptime
for part in $parts; do
    printf '\n== %s\n' "$part"
    case $part in
        limit) table "$rounds" ;;
        narrow)
            for level in 2 1 0; do
                echo "kernels: $(echo plain AVX2 AVX-512 | cut -d ' ' -f $((level + 1)))"
                BENCH_CPU=$level table --narrow 1
            done ;;
        track) track ;;
        peers) peers ;;
        *) echo "run.sh: what is $part?" >&2; exit 2 ;;
    esac
done
