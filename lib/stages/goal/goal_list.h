/* SPDX-License-Identifier: MIT */
/* The goals that a table tells about, in the order of units, indicators and periods. */
#ifndef CPF_GOAL_GOAL_LIST_H
#define CPF_GOAL_GOAL_LIST_H

#include "stage_view.h"

/* *goals: ids of those whose period shares days with the one looked at; *count of them. Free with cpf__free.
 * CPF_E_MEMORY. */
cpf_status cpf__goal_list(const cpf__stage_view *view, cpf_id **goals, int32_t *count, cpf_error **error);

#endif
