#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh CHANNELPERF: the main job end to end: the files, their rights, all of the new or all of the old, same bytes for every
# number of threads.
set -euo pipefail
program=$1
plan=examples/plans/first.json
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

"$program" check $plan >"$work/check" 2>"$work/findings"
grep -q 'no errors' "$work/check"
"$program" run $plan --out "$work/deep/out" 2>"$work/said"
for file in totals scores groups targets facts measures goals units periods rows findings; do
    test -s "$work/deep/out/$file.csv" || fail "$file.csv is missing or empty"
done
test -s "$work/deep/out/summary.txt" && test -s "$work/deep/out/explanations.txt"
test "$(stat -c %a "$work"/deep/out/* | sort -u)" = 600 || fail "files can be read by others"
test "$(head -n 1 "$work/deep/out/targets.csv" | tr -d '\r')" = "$("$program" cascade $plan --format csv --quiet | head -n 1 | tr -d '\r')"
grep -q 'period chosen' "$work/said" || fail "does not say which period was chosen"
[ "$(find "$work/deep" -mindepth 1 -maxdepth 1 | wc -l)" = 1 ] || fail "something is left beside the folder"

# again, with more threads, into a folder that holds a file of somebody else: same bytes, and the file stays
cp -r "$work/deep/out" "$work/before"
echo mine >"$work/deep/out/notes.txt"
"$program" run $plan --out "$work/deep/out" --threads 2 --quiet 2>"$work/said"
test ! -s "$work/said" || fail "quiet is not quiet"
test "$(cat "$work/deep/out/notes.txt")" = mine || fail "a file of somebody else is gone"
rm "$work/deep/out/notes.txt"
diff -r "$work/before" "$work/deep/out"

# a run that fails leaves the old files as they are, and nothing beside them
sed 's/"channelperf": 1/"channelperf": 99/' $plan >"$work/broken.json"
if "$program" run "$work/broken.json" --out "$work/deep/out" 2>/dev/null; then fail "a broken plan runs"; fi
diff -r "$work/before" "$work/deep/out"
[ "$(find "$work/deep" -mindepth 1 -maxdepth 1 | wc -l)" = 1 ] || fail "a failed run leaves something behind"
mkdir "$work/deep/out/folder"
status=0
"$program" run $plan --out "$work/deep/out" --quiet 2>/dev/null || status=$?
[ $status = 74 ] || fail "a folder of somebody else: $status"
rmdir "$work/deep/out/folder"
diff -r "$work/before" "$work/deep/out"
touch "$work/file"
status=0
"$program" run $plan --out "$work/file" --quiet 2>/dev/null || status=$?
[ $status = 74 ] || fail "a file instead of a folder: $status"
status=0
(cd "$work/deep/out" && "$program" run "$OLDPWD/$plan" --out . --quiet 2>/dev/null) || status=$?
[ $status = 74 ] || fail "the folder one stands in: $status"

# stopped while it waits for its rows: nothing new, nothing beside
mkfifo "$work/rows.csv"
sed -E 's/"file": *"[^"]*orders[^"]*"/"file": "rows.csv"/' $plan >"$work/waiting.json"
cp -n examples/plans/*.csv "$work"/
"$program" run "$work/waiting.json" --out "$work/deep/out" --quiet 2>/dev/null &
child=$!
sleep 0.5
kill -INT $child 2>/dev/null || fail "the run did not wait for its rows"
status=0
wait $child || status=$?
[ $status = 130 ] || fail "stopped by Ctrl-C: $status"
diff -r "$work/before" "$work/deep/out"
[ "$(find "$work/deep" -mindepth 1 -maxdepth 1 | wc -l)" = 1 ] || fail "a stopped run leaves something behind"

# the other commands
unit=$(sed -n 2p "$work/before/totals.csv" | cut -d, -f1)
"$program" appraise $plan --format csv --quiet | diff - "$work/before/totals.csv" || fail "appraise and run differ"
"$program" explain $plan --unit "$unit" --quiet | grep . >/dev/null || fail "explain says nothing"
"$program" explain $plan --unit "$unit" --quiet --format json | python3 -m json.tool >/dev/null
"$program" appraise $plan --quiet --format json | python3 -m json.tool >/dev/null
"$program" measure $plan --unit "$unit" --quiet --format csv | grep "^$unit," >/dev/null || fail "measure says nothing"
"$program" cascade $plan --quiet --lang zh | grep . >/dev/null || fail "cascade says nothing"
"$program" cascade $plan --quiet --format csv --out "$work/tables"
"$program" appraise $plan --quiet --format csv --out "$work/tables"
"$program" cascade $plan --quiet --format csv | diff - "$work/tables/targets.csv" || fail "cascade writes what it prints"
diff "$work/before/totals.csv" "$work/tables/totals.csv"
[ "$(stat -c %a "$work/tables/totals.csv")" = 600 ] || fail "results are readable by others"
status=0
"$program" cascade $plan --quiet --out "$work/file" 2>/dev/null || status=$?
[ $status = 74 ] || fail "a file where the folder should be: $status"
status=0
"$program" explain $plan --unit "no such unit" --quiet 2>/dev/null || status=$?
[ $status = 2 ] || fail "unknown unit: $status"
status=0
"$program" appraise $plan --period "1066" --quiet 2>/dev/null || status=$?
[ $status = 2 ] || fail "unknown period: $status"
echo "run: all files, same bytes, all or nothing"
