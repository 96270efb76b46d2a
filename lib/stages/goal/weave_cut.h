/* SPDX-License-Identifier: MIT */
/* Limits of a weave that contradict each other, as few as can be. */
#ifndef CPF_GOAL_WEAVE_CUT_H
#define CPF_GOAL_WEAVE_CUT_H

#include "weave.h"

/* What counts of an arc. LOWER: less would help against the contradiction, else more. */
enum { CPF__CUT_LOW = 1, CPF__CUT_HIGH = 2, CPF__CUT_LOWER = 4 };

typedef struct cpf__weave_cut {
    cpf__weave weave;
    cpf__circulation flow;
    uint8_t *kept; /* by arc */
    uint8_t *live; /* zeros by place: for cpf__weave_rows */
    int64_t gap;   /* by how many steps they contradict each other */
    int64_t units;
} cpf__weave_cut;

/* Of a top whose goals and bounds do not go together. CPF_E_MEMORY; close it also then. */
cpf_status cpf__weave_cut_open(cpf__weave_cut *at, cpf__flow *flow, int32_t top, const cpf__bounds *bounds);
void cpf__weave_cut_close(cpf__weave_cut *at);

/* Whether all would go together if the limits of the arc alone were moved by so many steps. */
int cpf__weave_cut_alone(cpf__weave_cut *at, int32_t arc, int64_t steps);

#endif
