# SPDX-License-Identifier: MIT
# A stranger's project that takes the library in as a subfolder; configured with -DROOT=... by install.sh.
cmake_minimum_required(VERSION 3.21)
project(embedder LANGUAGES C)
add_subdirectory(${ROOT} channelperf)
if(TARGET channelperf_cli OR TARGET cpf_inside)
    message(FATAL_ERROR "examples and tests must be off when embedded")
endif()
add_executable(embedder consumer.c second.c)
target_link_libraries(embedder PRIVATE channelperf::channelperf)
