#!/bin/bash
# SPDX-License-Identifier: MIT
# More random cascades than the tests run: run.sh BUILD [SEEDS] [ROUNDS]. Each seed is printed before it is used.
set -eu
build=$1 seeds=${2:-20} rounds=${3:-2000}
for name in test_cascade_random test_cascade_parts; do
    program=$(find "$build" -name "$name" -type f -perm -u+x | head -n 1)
    for ((seed = 1; seed <= seeds; seed++)); do
        CPF_TEST_SEED=$seed CPF_TEST_ROUNDS=$rounds "$program"
    done
done
