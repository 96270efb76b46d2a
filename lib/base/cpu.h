/* SPDX-License-Identifier: MIT */
/* How wide the instructions of this machine are. Kernels for wider ones give the same bytes as the plain ones. */
#ifndef CPF_BASE_CPU_H
#define CPF_BASE_CPU_H

#include <stdint.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define CPF__X86 1
#else
#define CPF__X86 0
/* Made part of each place that uses it where the compiler optimises: what is constant there falls away. Elsewhere a plain
 * function, so that a build that counts branches counts each of them once. */
#ifdef __OPTIMIZE__
#define CPF__ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define CPF__ALWAYS_INLINE inline
#endif

#endif

enum cpf__cpu {
    CPF__CPU_PLAIN = 0,
    CPF__CPU_AVX2,   /* AVX2 and FMA */
    CPF__CPU_AVX512, /* AVX-512 F, DQ, BW and VL */
    CPF__CPU_LEVELS
};

/* What the processor and the system below it can do. */
int32_t cpf__cpu_level(void);

/* Made part of each place that uses it where the compiler optimises: what is constant there falls away. Elsewhere a plain
 * function, so that a build that counts branches counts each of them once. */
#ifdef __OPTIMIZE__
#define CPF__ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define CPF__ALWAYS_INLINE inline
#endif

#endif
