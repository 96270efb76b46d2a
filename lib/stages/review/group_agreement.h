/* SPDX-License-Identifier: MIT */
/* How far the raters of one group agree. */
#ifndef CPF_REVIEW_GROUP_AGREEMENT_H
#define CPF_REVIEW_GROUP_AGREEMENT_H

#include "rating_book.h"

/* What a rater gave a unit: the mean over its items. */
typedef struct cpf__given {
    cpf_id indicator, period, unit;
    const char *category, *rater;
    double value;
} cpf__given;

typedef struct cpf__group_agreement {
    int64_t raters, ratees, complete;      /* complete: ratees whom all rated; -1: not counted */
    double icc, icc_mean, alpha, w, kappa; /* NaN: not defined, or too many ratings to be compared */
} cpf__group_agreement;

/* `items` are those of one group, by rater, then by unit. CPF_E_MEMORY. */
cpf_status cpf__agreement_of_group(const cpf_context *context, const cpf__given *items, int64_t count,
                                   cpf__group_agreement *agreement);

#endif
