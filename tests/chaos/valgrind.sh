#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# valgrind.sh BUILD: no invalid read, no use of unset memory, no leak in the example programs, the command line and the
# tests that go through everything once.
set -euo pipefail
build=$1
checked() { valgrind --quiet --error-exitcode=9 --leak-check=full --show-leak-kinds=all "$@" >/dev/null; }
for program in first_goal cascade score from_json; do checked "$build/examples/$program"; done
checked "$build/examples/cli/channelperf" check examples/plans/first.json --quiet
checked "$build/examples/cli/channelperf" appraise examples/plans/first.json --quiet --threads 2
checked "$build/examples/cli/channelperf" methods
checked "$build/tests/test_ownership"
CPF_CHAOS_STRIDE=97 checked "$build/tests/chaos_public"
