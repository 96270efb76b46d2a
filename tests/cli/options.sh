#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# options.sh CHANNELPERF: exit statuses, help in both languages, and what goes to which stream.
set -uo pipefail
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

expect() { # expect STATUS PATTERN_IN_STDOUT PATTERN_IN_STDERR ARGUMENTS...
    local status=$1 out=$2 err=$3
    shift 3
    "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
    local got=$?
    if [ $got != "$status" ] || ! grep -qE -- "$out" "$work/out" && [ -n "$out" ] ||
        { [ -n "$err" ] && ! grep -qE -- "$err" "$work/err"; } || { [ -z "$out" ] && [ -s "$work/out" ]; } ||
        { [ -z "$err" ] && [ -s "$work/err" ]; }; then
        echo "channelperf $*: status $got, wanted $status with \"$out\" and \"$err\""
        head -n 5 "$work/out" "$work/err"
        failed=1
    fi
}

expect 2 '' 'a command is missing'
expect 2 '' 'unknown command' frobnicate
expect 2 '' 'unknown option' run --frobnicate
expect 2 '' 'as-of does not go with' check plan.json --as-of 2026-01-01
expect 2 '' 'PLAN or METHOD is missing' check
expect 2 '' 'out DIR is missing' run plan.json
expect 2 '' 'a value is missing' run plan.json --out
expect 2 '' 'table, csv or json' appraise plan.json --format xml
expect 2 '' 'en or zh' check plan.json --lang fr
expect 2 '' '0 to 256' check plan.json --threads many
expect 2 '' '0 to 256' check plan.json --threads=257
expect 2 '' '--period does not go with check' check plan.json --period 2026
expect 2 '' 'one thing too many' check a.json b.json
expect 2 '' 'no value goes with' check --quiet=yes
expect 2 '' 'unit U is missing' explain plan.json
expect 2 '' 'no method' call nothing
expect 2 '' 'nothing is called' methods nothing
expect 2 '' 'as-of takes a day' track "$(dirname "$0")/../../examples/plans/first.json" --as-of 31.7.2026 --quiet
plans="$(dirname "$0")/../../examples/plans"
expect 2 '' 'no table "pase" here; there are: pace' track "$plans/track.json" --table pase
expect 0 'where the gap is' '' track "$plans/track.json" --as-of 2026-06-20
expect 0 '截至 2026-06-20' '' track "$plans/track.json" --as-of 2026-06-20 --lang zh
expect 0 '"name": "pace"' '' track "$plans/track.json" --as-of 2026-06-20 --format json
expect 2 '' 'csv holds one table' track "$plans/track.json" --as-of 2026-06-20 --format csv
expect 66 '' 'error: .*no-such-plan.json' check "$work/no-such-plan.json"
expect 66 '' '错误' check "$work/no-such-plan.json" --lang zh
expect 0 'channelperf 1\.[0-9]+\.[0-9]+' '' --version
expect 0 'main job' '' --help
expect 0 '主任务' '' --help --lang zh
for command in run check measure cascade track appraise review apply explain methods call; do
    expect 0 "channelperf $command" '' $command --help
    expect 0 '退出码' '' $command --lang=zh --help
done
expect 0 'capped' '' methods
expect 0 'default' '' methods capped
expect 0 '默认' '' methods capped --lang zh
expect 0 '^\[\{"table": "rules"' '' methods rules --format json
"$program" methods --format json | python3 -c 'import json, sys; assert len(json.load(sys.stdin)) > 20' || failed=1
echo '{' | "$program" call "$("$program" methods methods | sed -n 2p | awk '{print $1}')" >/dev/null 2>"$work/err"
[ $? = 65 ] || { echo "broken JSON for call is not 65"; failed=1; }
if [ -e /dev/full ]; then
    "$program" methods >/dev/full 2>/dev/null
    [ $? = 74 ] || { echo "a full disk is not 74"; failed=1; }
fi
exit $failed
