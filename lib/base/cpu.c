/* SPDX-License-Identifier: MIT */
#include "cpu.h"

int32_t cpf__cpu_level(void)
{
#if CPF__X86
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("popcnt"))
        return CPF__CPU_PLAIN;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return CPF__CPU_AVX512;
    return CPF__CPU_AVX2;
#else
    return CPF__CPU_PLAIN;
#endif
}
