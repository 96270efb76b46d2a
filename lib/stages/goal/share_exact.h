/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_SHARE_EXACT_H
#define CPF_GOAL_SHARE_EXACT_H

#include <channelperf/base.h>

/* The largest remainder for every amount and weight of 64 bits: `steps` among n parts by weights >= 0 that are not all
 * zero. *next = the part next in line for one more. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__share_exact(const cpf_context *context, int32_t ties_by_weight, uint64_t steps, const int64_t *weights,
                            int64_t n, int64_t *parts, int64_t *next);

#endif
