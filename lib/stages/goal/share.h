/* SPDX-License-Identifier: MIT */
/* Dividing an amount in whole steps by the largest remainder: the inner loop of the cascade. */
#ifndef CPF_GOAL_SHARE_H
#define CPF_GOAL_SHARE_H

#include <channelperf/base.h>

typedef struct cpf__share_rule {
    int64_t step;           /* at least 1 */
    int32_t ties_by_weight; /* equal remainders: the larger weight first, then the lower index; 0: the lower index */
    int32_t reserved;
} cpf__share_rule;

/*
 * Parts of `amount` by weights >= 0; NULL, or all zero: an equal split. The absolute value is divided and the sign put
 * back. What is not a whole step goes to the part that is next in line for one. `rests` is scratch of n items. n >= 1.
 * CPF_OK or CPF_E_MEMORY; the parts add up to the amount always.
 */
cpf_status cpf__share(const cpf_context *context, const cpf__share_rule *rule, int64_t amount, const int64_t *weights,
                      int64_t n, int64_t *rests, int64_t *parts);

#endif
