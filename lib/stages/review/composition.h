/* SPDX-License-Identifier: MIT */
/* One result out of several: which periods count in a long one, and what a unit has in them. */
#ifndef CPF_REVIEW_COMPOSITION_H
#define CPF_REVIEW_COMPOSITION_H

#include "record_review.h"
#include "results.h"

typedef struct cpf__composition_member {
    cpf_id period;
    int64_t weight;            /* in 0.0001 */
    const cpf__result *result; /* NULL: that period was not appraised */
} cpf__composition_member;

/* A record of the kind composition with its parts. */
typedef struct cpf__composition {
    const cpf__stage_view *view;
    const char *scorecard; /* "": all */
    cpf_id period;
    int64_t rule;
    int32_t count;
    cpf__composition_member *members;
} cpf__composition;

/* What a unit's result is made of. */
typedef struct cpf__composed {
    const char *scorecard;
    int64_t total;
    int32_t has_total, decimals, parts, missing; /* parts with a total, and without */
    int64_t weight, missing_weight;              /* of those, in 0.0001 */
} cpf__composed;

cpf_status cpf__composition_open(const cpf__stage_view *view, const cpf__results *results, int64_t row,
                                 cpf__composition *composition, cpf_error **error);
void cpf__composition_close(cpf__composition *composition);

/* 0: the unit is a subject in none of the parts. CPF_E_RANGE in *status when the mean does not fit. */
int cpf__compose(const cpf__composition *composition, cpf_id unit, cpf__composed *composed, cpf_status *status);

#endif
