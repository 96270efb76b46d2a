#!/bin/bash
# SPDX-License-Identifier: MIT
# Same rows, same bytes: shuffled files and other numbers of threads.   same_bytes.sh BUILD_DIR [SEED]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(find "${1:?usage: same_bytes.sh BUILD_DIR [SEED]}" -type f -name channelperf -perm -u+x | head -n 1)
[ -n "$program" ] || { echo "same_bytes.sh: no program channelperf below $1" >&2; exit 2; }
exec python3 "$here/same_bytes.py" "$program" "$here/../../examples/adventureworks" ${2:+"$2"}
