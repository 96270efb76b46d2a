/* SPDX-License-Identifier: MIT */
#include "round_tree.h"

#include <math.h>

#include "mem.h"
#include "whole_steps.h"

static const double whole_limit = 9007199254740992.0; /* 2^53 */

cpf_status cpf__round_tree(const cpf_context *context, const int64_t *parent, const double *values,
                           const uint8_t *fixed, const int64_t *fixed_whole, int64_t n, int64_t *whole,
                           int64_t *conflict)
{
    int64_t *low = cpf__alloc(context, 2 * n, sizeof *low), *high = low ? low + n : NULL, count;
    cpf_status status = low ? CPF_OK : CPF_E_MEMORY;

    *conflict = CPF_NONE;
    for (int64_t i = 0; status == CPF_OK && i < n; i++) {
        int kept = fixed && fixed[i];

        status = fabs(values[i]) <= whole_limit ? CPF_OK : CPF_E_RANGE;
        low[i] = kept ? fixed_whole[i] : values[i] < 0 ? -(int64_t)whole_limit : 0;
        high[i] = kept ? fixed_whole[i] : (int64_t)whole_limit;
    }
    for (int64_t i = 0; status == CPF_OK && i < n; i += count) {
        count = 1;
        if (parent[i] == CPF_NONE) {
            whole[i] = fixed && fixed[i] ? fixed_whole[i] : (int64_t)round(values[i]);
            continue;
        }
        while (i + count < n && parent[i + count] == parent[i])
            count++;
        status = cpf__whole_steps(context, values + i, low + i, high + i, count, whole[parent[i]], whole + i);
        if (status == CPF_E_INFEASIBLE)
            *conflict = parent[i];
    }
    cpf__free(context, low);
    return status;
}
