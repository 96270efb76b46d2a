/* SPDX-License-Identifier: MIT */
/*
 * Linked into the bench_*_narrow programs: the environment says which instructions the kernels may use, so that one
 * machine shows what narrower ones would take. BENCH_CPU=0 plain, 1 AVX2, 2 AVX-512; the linker leads the library's
 * question what the processor can do to here (--wrap).
 */
#include <stdint.h>
#include <stdlib.h>

int32_t __real_cpf__cpu_level(void);
int32_t __wrap_cpf__cpu_level(void);

static int32_t wanted = INT32_MAX;

/* Before the program begins, as the kernels ask often and from many threads. */
__attribute__((constructor)) static void read_wanted(void)
{
    const char *text = getenv("BENCH_CPU");

    if (text && *text >= '0' && *text <= '9')
        wanted = *text - '0';
}

int32_t __wrap_cpf__cpu_level(void)
{
    int32_t most = __real_cpf__cpu_level();

    return wanted < most ? wanted : most;
}
