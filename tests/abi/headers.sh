#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every public header compiles alone and twice, as C99, C11 and C++, with all warnings; two units that include it link.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strict="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only -I$root/include"
for header in "$root"/include/channelperf/*.h; do
    name=channelperf/$(basename "$header")
    printf '#include <%s>\nextern int nothing;\n' "$name" >"$work/one.c"
    printf '#include <%s>\n#include <%s>\nextern int nothing;\n' "$name" "$name" >"$work/two.c"
    for file in one two; do
        gcc -std=c99 -pedantic-errors -Wstrict-prototypes $strict "$work/$file.c"
        gcc -std=c11 -Wstrict-prototypes $strict "$work/$file.c"
        g++ -x c++ -std=c++11 $strict "$work/$file.c"
        g++ -x c++ -std=c++17 $strict "$work/$file.c"
    done
    # nothing that a binding cannot express: no varargs, bool, size_t result, bit-field, union or anonymous enum
    if sed 's|//.*||' "$header" | tr '\n' ' ' | sed 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/||g' |
        grep -oE '\.\.\.|\bbool\b|\bunion\b|\benum \{|:[ ]*[0-9]+;|CPF_API (long|size_t|bool|int) '; then
        echo "$name: has what a binding cannot express" >&2
        exit 1
    fi
done
printf '#include <channelperf/channelperf.h>\nint other(void);\nint other(void) { return 0; }\n' >"$work/a.c"
printf '#include <channelperf/channelperf.h>\nint other(void);\nint main(void) { return other(); }\n' >"$work/b.c"
gcc -std=c11 -I"$root/include" "$work/a.c" "$work/b.c" -o "$work/both"
"$work/both"
echo "headers: $(ls "$root"/include/channelperf/*.h | wc -l) compile alone and twice as C99, C11, C++11 and C++17"
