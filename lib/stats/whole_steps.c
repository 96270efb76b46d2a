/* SPDX-License-Identifier: MIT */
#include "whole_steps.h"

#include <math.h>

#include "decimal.h"
#include "mem.h"
#include "sort_doubles.h"

static const double largest_whole = 9007199254740992.0; /* 2^53 */
static const double same_remainder = 1073741824.0;      /* 2^30 */

/* Cut down, with what a computed value may be off; keys: the largest remainder first. */
static int cut_down(const double *values, const int64_t *low, const int64_t *high, int64_t n, int64_t *parts,
                    double *keys, cpf__i128 *sum)
{
    for (int64_t i = 0; i < n; i++) {
        double nearest = round(values[i]), whole;

        if (!(fabs(values[i]) <= largest_whole))
            return 0;
        whole = fabs(values[i] - nearest) <= 1e-9 ? nearest : floor(values[i]);
        parts[i] = (int64_t)whole;
        parts[i] = parts[i] < low[i] ? low[i] : parts[i] > high[i] ? high[i] : parts[i];
        keys[i] =
            round(((double)parts[i] - values[i]) * same_remainder); /* ties are ties, whatever the last bits say */
        *sum += parts[i];
    }
    return 1;
}

/* One step up or down for each that may, in order, until nothing is left. Whether any moved. */
static int go_round(const int64_t *order, const int64_t *low, const int64_t *high, int64_t n, int64_t *parts,
                    cpf__i128 *rest)
{
    int moved = 0;

    for (int64_t k = 0; k < n && *rest != 0; k++) {
        int64_t i = *rest > 0 ? order[k] : order[n - 1 - k];

        if (*rest > 0 ? parts[i] >= high[i] : parts[i] <= low[i])
            continue;
        parts[i] += *rest > 0 ? 1 : -1;
        *rest -= *rest > 0 ? 1 : -1;
        moved = 1;
    }
    return moved;
}

/* Many rounds at once, as long as no bound is met. */
static void go_many(const int64_t *low, const int64_t *high, int64_t n, int64_t *parts, cpf__i128 *rest)
{
    cpf__i128 step = *rest / n;
    int up = *rest > 0;

    for (int64_t i = 0; i < n; i++) {
        cpf__i128 room = up ? (cpf__i128)high[i] - parts[i] : (cpf__i128)low[i] - parts[i];
        cpf__i128 move = up ? (room < step ? room : step) : (room > step ? room : step);

        parts[i] = (int64_t)(parts[i] + move);
        *rest -= move;
    }
}

cpf_status cpf__whole_steps(const cpf_context *context, const double *values, const int64_t *low, const int64_t *high,
                            int64_t n, int64_t total, int64_t *parts)
{
    double *keys = cpf__alloc(context, n, sizeof *keys);
    int64_t *order = cpf__alloc(context, n, sizeof *order);
    cpf_status status = keys && order ? CPF_OK : CPF_E_MEMORY;
    cpf__i128 sum = 0, rest;

    if (status == CPF_OK && !cut_down(values, low, high, n, parts, keys, &sum))
        status = CPF_E_RANGE;
    rest = total - sum;
    if (status == CPF_OK && n > 0)
        cpf__sort_positions(keys, n, order);
    while (status == CPF_OK && rest != 0) {
        if (n > 0)
            go_many(low, high, n, parts, &rest);
        if (rest != 0 && !go_round(order, low, high, n, parts, &rest))
            status = CPF_E_INFEASIBLE;
    }
    cpf__free(context, order);
    cpf__free(context, keys);
    return status;
}
