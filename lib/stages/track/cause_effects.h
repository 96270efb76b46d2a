/* SPDX-License-Identifier: MIT */
/* The change of an indicator on a year ago, taken apart by the factors that it is a product of: each is put in place of
 * its value a year ago in turn (chain substitution). */
#ifndef CPF_TRACK_CAUSE_EFFECTS_H
#define CPF_TRACK_CAUSE_EFFECTS_H

#include "stage_view.h"

typedef struct cpf__factor {
    cpf_id indicator;
    int64_t before, now, effect;
} cpf__factor;

typedef struct cpf__causes {
    const cpf__stage_view *view;
    cpf_id indicator;
    cpf__factor *factors; /* in the order of their positions */
    int64_t count;
    int64_t before, now, change, rest; /* of the unit and period that was looked at */
} cpf__causes;

/* The factors that the plan says; perhaps none. CPF_E_MEMORY; end it also then. */
cpf_status cpf__causes_take(cpf__causes *causes, const cpf__stage_view *view, cpf_id indicator, cpf_error **error);
void cpf__causes_end(cpf__causes *causes);

/* Effects in whole steps; what the factors and their rounding leave is the rest, so that all add up to the change.
 * CPF_E_MISSING: a value is missing, or there is no year ago; CPF_E_RANGE. */
cpf_status cpf__causes_of(cpf__causes *causes, cpf_id unit, cpf_id period);

#endif
