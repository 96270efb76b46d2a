/* SPDX-License-Identifier: MIT */
#include "share.h"

#include "apportion.h"
#include "cpu.h"
#include "share_exact.h"

static int64_t share_equally(uint64_t steps, int64_t n, int64_t *parts)
{
    uint64_t whole = steps / (uint64_t)n;
    int64_t more = (int64_t)(steps % (uint64_t)n);

    for (int64_t i = 0; i < n; i++)
        parts[i] = (int64_t)(whole + (i < more));
    return more;
}

/* Counts of steps into amounts with their sign; `broken` is the piece of a step that part `next` gets. */
static void put_back(int64_t step, int negative, uint64_t broken, int64_t next, int64_t n, int64_t *parts)
{
    if (step != 1)
        for (int64_t i = 0; i < n; i++)
            parts[i] = (int64_t)((uint64_t)parts[i] * (uint64_t)step);
    if (broken)
        parts[next] = (int64_t)((uint64_t)parts[next] + broken);
    if (negative)
        for (int64_t i = 0; i < n; i++)
            parts[i] = (int64_t)(0 - (uint64_t)parts[i]);
}

static int all_zero(const int64_t *weights, int64_t n)
{
    int64_t any = 0;

    for (int64_t i = 0; weights && i < n; i++)
        any |= weights[i];
    return !any;
}

/* The common case; CPF_E_MISSING where there are no weights, CPF_E_RANGE where their sum does not fit. */
static cpf_status share_whole(int64_t step, int64_t amount, const int64_t *weights, int64_t n, int64_t *rests,
                              int64_t *parts)
{
    cpf_status status = CPF_E_MISSING;

    if (weights)
        cpf__largest_remainder_at(cpf__cpu_level(), step == 1 ? amount : amount / step, weights, n, &status, rests,
                                  parts);
    if (status == CPF_OK)
        put_back(step, 0, 0, 0, n, parts);
    return status;
}

cpf_status cpf__share(const cpf_context *context, const cpf__share_rule *rule, int64_t amount, const int64_t *weights,
                      int64_t n, int64_t *rests, int64_t *parts)
{
    uint64_t magnitude = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount, steps, broken;
    int64_t next;

    if (!rule->ties_by_weight && (rule->step == 1 || amount % rule->step == 0) &&
        share_whole(rule->step, amount, weights, n, rests, parts) == CPF_OK)
        return CPF_OK;
    steps = magnitude / (uint64_t)rule->step;
    broken = magnitude % (uint64_t)rule->step;
    if (all_zero(weights, n)) {
        next = share_equally(steps, n, parts);
    } else {
        cpf_status status = cpf__share_exact(context, rule->ties_by_weight, steps, weights, n, parts, &next);

        if (status != CPF_OK)
            return status;
    }
    put_back(rule->step, amount < 0, broken, next, n, parts);
    return CPF_OK;
}
