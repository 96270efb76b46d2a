/* SPDX-License-Identifier: MIT */
/* A trigger on its way through the units: what it compares, and why somebody is on its list, in words. */
#ifndef CPF_APPLY_LIST_REASON_H
#define CPF_APPLY_LIST_REASON_H

#include "exempt.h"
#include "text.h"

enum { CPF__IS_GRADE = 0, CPF__IS_BELOW, CPF__IS_AT_LEAST, CPF__LIST_CONDITIONS, CPF__LIST_TIMES = 100 };

typedef struct cpf__list_work {
    const cpf__stage_view *view;
    const cpf__records *triggers;
    cpf__results results;
    cpf__exempts exempts;
    cpf_table *table;
    cpf_text *reason, *reason_zh;
    const cpf__result *run[CPF__LIST_TIMES]; /* the newest first */
    int32_t grades[CPF__LIST_TIMES];         /* columns of each */
    int64_t trigger, times;
} cpf__list_work;

/* What is compared with the limit, exactly, and the decimals that it is shown with; 0: there is none. */
int cpf__list_figure(const cpf__list_work *at, const cpf__result *result, cpf_id unit, cpf__ratio *figure,
                     int32_t *decimals);

/* Fills both reasons; `exempt` is the row of the exemption, -1: none. */
void cpf__list_reason(const cpf__list_work *at, cpf_id unit, int64_t exempt);

#endif
