/* SPDX-License-Identifier: MIT */
/* What the methods about trends share: a series with gaps, its parameters and the members of their answers. */
#ifndef CPF_IO_TREND_SERIES_H
#define CPF_IO_TREND_SERIES_H

#include "call_doubles.h"

enum { CPF__TREND_LEAST = 4 }; /* values that a trend needs */

#define CPF__PARAM_X                                                                                                   \
    {                                                                                                                  \
        "x", "values in the order of time; null: missing, its time stays",                                             \
            "按时间顺序的数值；null 表示缺失，时间位置保留", "list of numbers", NULL, NULL, NULL                       \
    }
#define CPF__PARAM_PERIOD                                                                                              \
    {                                                                                                                  \
        "period", "values in a year", "一年内的期数", "values", "2", "100000", NULL                                    \
    }
#define CPF__PARAM_CONTINUITY                                                                                          \
    {                                                                                                                  \
        "continuity", "whether S is brought nearer to 0 by 1", "是否作连续性校正", "flag", NULL, NULL, "true"          \
    }
#define CPF__PARAM_CONFIDENCE                                                                                          \
    {                                                                                                                  \
        "confidence", "coverage of the limits", "置信水平", "share", "0", "1", "0.95"                                  \
    }
#define CPF__PARAM_LIMIT_RANK                                                                                          \
    {                                                                                                                  \
        "limit_rank", "limits between two slopes on a straight line, or at the nearest", "置信限取插值或最近秩",       \
            "interpolated|rounded", NULL, NULL, "interpolated"                                                         \
    }
#define CPF__PARAM_FROM                                                                                                \
    {                                                                                                                  \
        "t_from", "time of the first value; each next is 1 later", "首个数值的时间，其后逐个加 1", "number", NULL,     \
            NULL, "1"                                                                                                  \
    }

/* Values that are there, with their times; `at`: their positions. */
typedef struct cpf__series {
    double *t, *x;
    int64_t *at, *scratch;
    int64_t n, given;
} cpf__series;

/* Of a list at `node`; what is null is left out. Times at `t_node`, or from `from` on. */
cpf__series cpf__call_series(cpf__call *call, int32_t node, int32_t t_node, double from);

/* null, and why. */
void cpf__answer_without(cpf__call *call, const char *name, const char *reason);

/* S, varS, z and p; z and p are null when the variance is below 0. */
#define CPF__SCORE_ANSWER "S; varS; z; p: both tails; "
void cpf__answer_score(cpf__call *call, int64_t score, double variance, int corrected);

/* slope_lo, slope_hi and slopes, of sorted slopes. */
void cpf__answer_limits(cpf__call *call, cpf__doubles slopes, double variance, double confidence);

/* median(x) - slope * median(t): Conover's. Sorts both. */
double cpf__intercept_of(const cpf__series *read, double slope);

#endif
