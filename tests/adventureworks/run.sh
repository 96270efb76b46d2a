#!/bin/bash
# SPDX-License-Identifier: MIT
# The AdventureWorks example against its independent oracle.   run.sh BUILD_DIR [ORIGINALS]
# With ORIGINALS (the tables as published) the trimmed files are compared with them, too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); examples=$here/../../examples/adventureworks
program=$(find "${1:?usage: run.sh BUILD_DIR [ORIGINALS]}" -type f -name channelperf -perm -u+x | head -n 1)
[ -n "$program" ] || { echo "run.sh: no program channelperf below $1" >&2; exit 2; }
[ -z "${2:-}" ] || python3 "$here/trim.py" "$2" "$examples" --check
exec python3 "$here/compare.py" "$program" "$examples"
