#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# install.sh WORK ON|OFF: installs a shared (ON) or static library and uses it through pkg-config and find_package.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$1
shared=$2
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
rm -rf "$work"
mkdir -p "$work"
cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS="$shared" -DCHANNELPERF_BUILD_TESTS=OFF \
    -DCMAKE_INSTALL_PREFIX="$work/prefix" >"$work/log"
cmake --build "$work/build" -j2 >>"$work/log"
cmake --install "$work/build" >>"$work/log"
libraries=$(find "$work/prefix" -name 'libchannelperf.*' -printf '%h\n' | sort -u)

export PKG_CONFIG_PATH=$libraries/pkgconfig LD_LIBRARY_PATH=$libraries
static=$([ "$shared" = ON ] || echo --static)
for file in consumer second; do cp "$root/tests/consumer/$file.c" "$work/$file.c"; cp "$root/tests/consumer/$file.c" "$work/$file.cpp"; done
# shellcheck disable=SC2046,SC2086
gcc -std=c11 $warnings "$work/consumer.c" "$work/second.c" $(pkg-config --cflags --libs $static channelperf) -o "$work/pc_c"
# shellcheck disable=SC2046,SC2086
g++ -std=c++17 $warnings "$work/consumer.cpp" "$work/second.cpp" $(pkg-config --cflags --libs $static channelperf) -o "$work/pc_cpp"
"$work/pc_c"
"$work/pc_cpp"

cmake -S "$root/tests/consumer" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$work/prefix" >>"$work/log"
cmake --build "$work/consumer" >>"$work/log"
"$work/consumer/as_c"
"$work/consumer/as_cpp"

# the program finds its library where it was installed, and the manual page came along
env -u LD_LIBRARY_PATH "$work/prefix/bin/channelperf" --version
test -s "$work/prefix/share/man/man1/channelperf.1"
if [ "$shared" = ON ]; then
    test "$(readlink "$libraries/libchannelperf.so.1")" = libchannelperf.so.1.0.0
fi

# as a subfolder of another project
mkdir -p "$work/embedder"
cp "$root/tests/consumer/embedded.cmake" "$work/embedder/CMakeLists.txt"
cp "$root"/tests/consumer/*.c "$work/embedder/"
cmake -S "$work/embedder" -B "$work/embedder/build" -DROOT="$root" -DBUILD_SHARED_LIBS="$shared" >>"$work/log"
cmake --build "$work/embedder/build" -j2 >>"$work/log"
"$work/embedder/build/embedder"
