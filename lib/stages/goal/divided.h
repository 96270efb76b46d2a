/* SPDX-License-Identifier: MIT */
/* How the children of one unit came to their shares between bounds: used to explain. */
#ifndef CPF_GOAL_DIVIDED_H
#define CPF_GOAL_DIVIDED_H

#include "facts_in.h"

/* By child; memory of the caller's. */
typedef struct cpf__divided {
    int64_t *weights, *floors, *caps; /* caps: INT64_MAX, none; of amounts below 0: of their opposites */
    uint8_t *free;                    /* 0: fixed by a goal of its own, or without a share */
    int64_t step;
    cpf_id goal;   /* whose bounds they are */
    int32_t sign;  /* -1: the amount is negative */
    int32_t pins;  /* 1: floors are what is fixed below */
    int32_t found; /* 0: nothing was divided there, or without bounds */
    int32_t woven; /* 1: children without a choice have what goals for parts of the period leave them */
} cpf__divided;

/* What the cascade would do below `parent` in the period. CPF_OK, also when nothing is found; what cpf_cascade tells.
 */
cpf_status cpf__divided_at(const cpf_model *model, const cpf_facts *base, cpf_id parent, cpf_id indicator,
                           cpf_id period, cpf__divided *divided);

#endif
