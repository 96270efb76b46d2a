/* SPDX-License-Identifier: MIT */
/* Deals shared between units: exact parts, for attainment and for pay. */
#ifndef CPF_APPLY_CREDITS_H
#define CPF_APPLY_CREDITS_H

#include "apply_common.h"

typedef struct cpf__credits {
    const cpf_context *context;
    const cpf__records *records;
    int64_t *credit, *pay; /* of each record, in the steps of its indicator */
    int64_t *order;        /* the records known at the day of the view: by unit, indicator, day, deal and role */
    int64_t count;
} cpf__credits;

/* Shares all deals. CPF_OK, CPF_E_RANGE (told), CPF_E_MEMORY. Free them also when it fails. */
cpf_status cpf__credits_make(const cpf__stage_view *view, cpf__credits *credits, cpf_error **error);
void cpf__credits_free(cpf__credits *credits);

/* Positions in `order` of a unit's credits in an indicator on the days of a period. */
void cpf__credits_of(const cpf__credits *credits, cpf_id unit, cpf_id indicator, const struct cpf_period *period,
                     int64_t *begin, int64_t *end);

static inline const char *cpf__credit_deal(const cpf__credits *credits, int64_t row)
{
    return cpf__record_text(credits->records, CPF__CREDIT_DEAL, row);
}

#endif
