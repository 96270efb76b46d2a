/* SPDX-License-Identifier: MIT */
#include "trend_series.h"

#include <math.h>

#include "kendall.h"
#include "slopes.h"
#include "sort_doubles.h"

cpf__series cpf__call_series(cpf__call *call, int32_t node, int32_t t_node, double from)
{
    double missing = NAN;
    cpf__doubles x = cpf__call_doubles(call, node, -1, &missing, CPF__ANY_NUMBER), t = {NULL, 0};
    cpf__series read = {NULL, x.items, NULL, NULL, 0, x.count};

    if (x.count > CPF__KENDALL_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000000", NULL, NULL);
    if (t_node != CPF_NONE && call->status == CPF_OK)
        t = cpf__call_doubles(call, t_node, x.count, NULL, CPF__ANY_NUMBER);
    read.t = t.items ? t.items : cpf__call_take(call, x.count, sizeof *read.t);
    read.at = cpf__call_take(call, x.count, sizeof *read.at);
    read.scratch = cpf__call_take(call, 3 * x.count, sizeof *read.scratch);
    for (int64_t i = 0; call->status == CPF_OK && i < x.count; i++) {
        if (isnan(x.items[i]))
            continue;
        read.t[read.n] = t.items ? t.items[i] : from + (double)i;
        read.x[read.n] = x.items[i];
        read.at[read.n++] = i;
    }
    return read;
}

void cpf__answer_without(cpf__call *call, const char *name, const char *reason)
{
    cpf__answer_null(call, name);
    cpf__answer_text(call, "reason", reason);
}

void cpf__answer_score(cpf__call *call, int64_t score, double variance, int corrected)
{
    double z = variance < 0 ? NAN : cpf__score_z(score, variance, corrected);

    cpf__answer_whole(call, "S", score);
    cpf__answer_double(call, "varS", variance);
    cpf__answer_double(call, "z", z);
    cpf__answer_double(call, "p", cpf__two_sided(z));
}

void cpf__answer_limits(cpf__call *call, cpf__doubles slopes, double variance, double confidence)
{
    int rounded = cpf__call_word(call, "limit_rank") == 1;
    cpf__slope_limits limits = cpf__slope_limits_of(slopes.items, slopes.count, variance, confidence, rounded);

    cpf__answer_double(call, "slope_lo", limits.low);
    cpf__answer_double(call, "slope_hi", limits.high);
    cpf__answer_whole(call, "slopes", slopes.count);
}

double cpf__intercept_of(const cpf__series *read, double slope)
{
    cpf__sort_doubles(read->x, read->n);
    cpf__sort_doubles(read->t, read->n);
    return cpf__median_sorted(read->x, read->n) - slope * cpf__median_sorted(read->t, read->n);
}
