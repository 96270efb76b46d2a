/* SPDX-License-Identifier: MIT */
/* Whole parts near to given ones. */
#ifndef CPF_STATS_WHOLE_STEPS_H
#define CPF_STATS_WHOLE_STEPS_H

#include <channelperf/base.h>

/*
 * Whole parts that add up to `total`: each value is cut down to a whole, and the rest is given, one each, to the
 * largest remainders (ties to the lower index), within low[i] .. high[i]; where bounds leave a larger rest, round by
 * round. CPF_OK; CPF_E_INFEASIBLE when the bounds cannot hold the total; CPF_E_RANGE beyond 2^53; CPF_E_MEMORY.
 */
cpf_status cpf__whole_steps(const cpf_context *context, const double *values, const int64_t *low, const int64_t *high,
                            int64_t n, int64_t total, int64_t *parts);

#endif
