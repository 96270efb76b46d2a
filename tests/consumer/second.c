/* SPDX-License-Identifier: MIT */
/* A second unit with the same header. */
#include <channelperf/channelperf.h>

int second(void);

int second(void)
{
    return cpf_registry_count(CPF_REGISTRY_RULES) > 0 ? 0 : 1;
}
