/* SPDX-License-Identifier: MIT */
/* From the numbers of a rule to the pieces of its curve. */
#include "rule_settings.h"
#include "terms_messages.h"

static int fits(cpf__i128 value)
{
    return value >= -INT64_MAX && value <= INT64_MAX;
}

static cpf__i128 gcd(cpf__i128 a, cpf__i128 b)
{
    while (b) {
        cpf__i128 rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

cpf__ratio cpf__rule_slope(int64_t rise, int64_t run)
{
    cpf__i128 shared = gcd(run, rise);
    cpf__ratio slope = {rise / shared, run / shared};

    return slope;
}

/* points - slope * x = the value at 0; brought with the slope over one denominator. */
static cpf_status line(int64_t x, int64_t points, cpf__ratio slope, cpf__piece *piece)
{
    cpf__ratio start;
    cpf__i128 shared, den, a, b;

    if (cpf__ratio_mul(slope, cpf__ratio_of(x, CPF__RULE_DECIMALS), &start) != CPF_OK ||
        cpf__ratio_sub(cpf__ratio_of(points, CPF__RULE_DECIMALS), start, &start) != CPF_OK)
        return CPF_E_RANGE;
    shared = gcd(start.den, slope.den);
    if (__builtin_mul_overflow(start.den / shared, slope.den, &den) ||
        __builtin_mul_overflow(start.num, den / start.den, &a) ||
        __builtin_mul_overflow(slope.num, den / slope.den, &b) || !fits(den) || !fits(a) || !fits(b))
        return CPF_E_RANGE;
    piece->a = (int64_t)a;
    piece->b = (int64_t)b;
    piece->den = (int64_t)den;
    return CPF_OK;
}

void cpf__rule_add_line(cpf__rule_job *job, int64_t edge, int32_t closed, int64_t x, int64_t points, cpf__ratio slope)
{
    cpf__piece *piece = &job->curve->pieces[job->curve->count];
    cpf__ratio from = cpf__ratio_of(edge, CPF__RULE_DECIMALS);

    if (job->status != CPF_OK)
        return;
    if (line(x, points, slope, piece) != CPF_OK) {
        cpf__rule_find_fault(job, NULL, -1, CPF__TERMS_RULE_FINE, job->rule->entry.name, NULL, NULL);
        return;
    }
    if (job->curve->count++ > 0) {
        piece->edge_num = (int64_t)from.num;
        piece->edge_den = (int64_t)from.den;
        piece->closed = closed;
    }
}

void cpf__rule_add_flat(cpf__rule_job *job, int64_t edge, int32_t closed, int64_t points)
{
    cpf__rule_add_line(job, edge, closed, 0, points, cpf__ratio_of(0, 0));
}

void cpf__rule_clamp(cpf__rule_job *job, int64_t low, int64_t high)
{
    if (low > high) {
        cpf__rule_find_fault(job, NULL, -1, CPF__TERMS_RULE_ORDER, "floor", "cap", NULL);
        return;
    }
    job->curve->clamped = 1;
    job->curve->low = cpf__ratio_of(low, CPF__RULE_DECIMALS);
    job->curve->high = cpf__ratio_of(high, CPF__RULE_DECIMALS);
}
