/* SPDX-License-Identifier: MIT */
/* What the tables of one call share: commissions are worked out once. */
#ifndef CPF_APPLY_APPLY_VIEW_H
#define CPF_APPLY_APPLY_VIEW_H

#include "commission.h"

typedef struct cpf__apply_view {
    cpf__stage_view view; /* first: the tables are given its address */
    cpf__commissions commissions;
} cpf__apply_view;

/* The commissions of the call; made by cpf_apply for every table that asks for them. */
static inline const cpf__commissions *cpf__commissions_of(const cpf__stage_view *view)
{
    return &((const cpf__apply_view *)(const void *)view)->commissions;
}

#endif
