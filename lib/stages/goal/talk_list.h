/* SPDX-License-Identifier: MIT */
/* Which talks there are: those of the settlements, and those in which units answered before there is a settlement. */
#ifndef CPF_GOAL_TALK_LIST_H
#define CPF_GOAL_TALK_LIST_H

#include "settle.h"
#include "stage_view.h"
#include "vec.h"

typedef struct cpf__talk_key {
    int64_t row; /* of the settlement, or -1 */
    cpf_id indicator, period, unit;
} cpf__talk_key;

typedef CPF__VEC(cpf__talk_key) cpf__talk_list;

/* In the order of indicators, periods and units; only those that share days with the period looked at. CPF_E_MEMORY;
 * free it also then. */
cpf_status cpf__talk_list_of(const cpf__stage_view *view, cpf__talk_list *list, cpf_error **error);

/* Calls `tell` with each of the talks, open. */
cpf_status cpf__each_talks(const cpf__stage_view *view,
                           cpf_status (*tell)(void *user, cpf__talks *talks, cpf_error **error), void *user,
                           cpf_error **error);

#endif
