#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The test command: installs what is missing (Debian), builds everything from nothing and tests it.
#
# 1 release build, 2 with address and undefined-behaviour sanitizer, 3 with thread sanitizer, 4 counting lines and
# branches of lib/. The last part runs all tests of 1 to 3 as one. Everything is made in build-test/.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/build-test
jobs=${CPF_TEST_JOBS:-2}

need() { # need COMMAND PACKAGE: remembers the package when there is no such command
    command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}
missing=()
need gcc build-essential
need g++ build-essential
need make build-essential
need cmake cmake
need pkg-config pkg-config
need doxygen doxygen
need ctags universal-ctags
need valgrind valgrind
need gcovr gcovr
need python3 python3
if command -v pkg-config >/dev/null 2>&1; then
    pkg-config --exists jansson || missing+=(libjansson-dev)
    pkg-config --exists zlib || missing+=(zlib1g-dev)
    pkg-config --exists cmocka || missing+=(libcmocka-dev)
else
    missing+=(libjansson-dev zlib1g-dev libcmocka-dev)
fi
if [ ${#missing[@]} -gt 0 ]; then
    echo "== installing ${missing[*]}"
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

build() { # build NAME OPTIONS...
    local name=$1
    shift
    echo "== building: $name"
    cmake -S "$root" -B "$work/$name" "$@" >"$work/$name.configure.log" 2>&1 || { cat "$work/$name.configure.log"; exit 1; }
    cmake --build "$work/$name" -j"$jobs" >"$work/$name.build.log" 2>&1 || {
        grep -nE -A8 "error: |undefined reference" "$work/$name.build.log" | head -n 60
        tail -n 20 "$work/$name.build.log"
        exit 1
    }
}

rm -rf "$work"
mkdir -p "$work"
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=halt_on_error=1

build release -DCMAKE_BUILD_TYPE=Release -DCPF_TEST_LAWS=ON
build sanitized -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1 -DCHANNELPERF_SANITIZE=address,undefined
build threads -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1 -DCHANNELPERF_SANITIZE=thread
build coverage -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O0 -DCHANNELPERF_COVERAGE=ON

echo "== coverage"
ctest --test-dir "$work/coverage" -j"$jobs" --output-on-failure >"$work/coverage.log" 2>&1 || { tail -n 80 "$work/coverage.log"; exit 1; }
tail -n 4 "$work/coverage.log"
python3 tests/coverage.py "$work/coverage" tests/coverage-floor.txt

echo "== all tests"
printf 'subdirs("release" "sanitized" "threads")\n' >"$work/CTestTestfile.cmake"
exec ctest --test-dir "$work" -j"$jobs" --output-on-failure --no-tests=error
