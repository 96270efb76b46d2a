/* SPDX-License-Identifier: MIT */
/* Kernels that are also built for wider instructions and chosen when the library is loaded; all give the same bytes. */
#ifndef CPF_GOAL_WIDER_H
#define CPF_GOAL_WIDER_H

#include <stdint.h>

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&                           \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define CPF__WIDER __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#else
#define CPF__WIDER
#endif

#endif
