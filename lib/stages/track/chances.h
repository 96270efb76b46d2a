/* SPDX-License-Identifier: MIT */
/* How likely an open prospect is won, by its stage and by how long it has been there: from how others went on. */
#ifndef CPF_TRACK_CHANCES_H
#define CPF_TRACK_CHANCES_H

#include "funnel_counts.h"

typedef struct cpf__chance {
    double ever, by_end;     /* NaN: nothing tells */
    int64_t age;             /* that tells it; 0 where no age does */
    int32_t stuck, reserved; /* longer there than any of this stage that ever ended */
} cpf__chance;

/* by_end[stage] of ages from 0 until the longest that ended. */
typedef struct cpf__chances {
    const cpf__funnel_counts *counts;
    int64_t days;   /* left until the end, from the last that is known */
    double *within; /* within[stage * (days + 1) + d]: won d days after it came to the stage, at most */
    double *won;    /* won[stage]: sooner or later; stage stage_count: it is won */
    double *by_end; /* of a stage and an age, one stage behind the other */
    int64_t *first; /* of each stage, in by_end */
} cpf__chances;

/* To be won before the day `to`. CPF_E_MEMORY; cpf__chances_end in any case. */
cpf_status cpf__chances_make(const cpf__funnel_counts *counts, cpf_day to, cpf__chances *chances);
void cpf__chances_end(cpf__chances *chances);

/* Of one of that age in the stage. */
cpf__chance cpf__chance_at(const cpf__chances *chances, int32_t stage, int64_t age);

/* Of one that is still there. */
cpf__chance cpf__chance_of(const cpf__chances *chances, const cpf__stay_known *stay);

/* An expectation in whole steps. CPF_E_RANGE. */
cpf_status cpf__chance_steps(double expected, int64_t *steps);

#endif
