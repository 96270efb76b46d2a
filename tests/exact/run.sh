#!/bin/bash
# SPDX-License-Identifier: MIT
# Points and totals against exact fractions.   run.sh BUILD_DIR [CASES] [SEED]    (BUILD_DIR holds the built exact_driver)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
driver=$(find "${1:?usage: run.sh BUILD_DIR [CASES] [SEED]}" -type f -name exact_driver -perm -u+x | head -n 1)
[ -n "$driver" ] || { echo "run.sh: no exact_driver below $1" >&2; exit 2; }
exec python3 "$here/exact.py" "$driver" "${2:-1000000}" ${3:+"$3"}
