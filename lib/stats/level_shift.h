/* SPDX-License-Identifier: MIT */
/* Whether the last quarter, half or whole year of a series is other than the same seasons in the years before. */
#ifndef CPF_STATS_LEVEL_SHIFT_H
#define CPF_STATS_LEVEL_SHIFT_H

#include "recalibration.h"

enum { CPF__SHIFT_SPANS = 3 };

typedef struct cpf__level_shift {
    double chance[CPF__SHIFT_SPANS]; /* of a difference as large, were all values independent; NaN: not known */
    double change[CPF__SHIFT_SPANS]; /* per cent, NaN: none */
    double p;                        /* that of the least likely span, for so many spans; NaN: none could be tested */
    int32_t span;                    /* which that is */
    int64_t periods;                 /* and how long */
} cpf__level_shift;

/* Kept over the series that are looked at together: how likely the same was said to be in the year before the span. */
typedef struct cpf__shift_finder {
    int64_t period;  /* values in a year */
    int64_t seasons; /* of the values: each is compared with its own, of two years at least; 1: all with all */
    int64_t spans[CPF__SHIFT_SPANS];
    int32_t count; /* of spans that differ */
    cpf__recalibration past[CPF__SHIFT_SPANS];
    int64_t times[CPF__SHIFT_SPANS]; /* of which these were, at most */
    double *room;                    /* for the values, and for a season each */
} cpf__shift_finder;

/* The spans are a quarter, a half and all of the period. */
void cpf__shift_begin(cpf__shift_finder *finder, int64_t period, int64_t seasons, double *room);

/* One series after the other; then, weighed by what all of them tell, the verdict on each. */
void cpf__shift_of(cpf__shift_finder *finder, const double *y, int64_t n, cpf__level_shift *shift);
void cpf__shift_weigh(cpf__shift_finder *finder);
void cpf__shift_judge(const cpf__shift_finder *finder, cpf__level_shift *shift);

#endif
