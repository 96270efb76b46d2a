/* SPDX-License-Identifier: MIT */
/* Approved circumstances: what they leave of a target. */
#ifndef CPF_GOAL_RELIEF_H
#define CPF_GOAL_RELIEF_H

#include "facts_in.h"
#include "record_conduct.h"

/* What is left of a target as an exact share, for the cell that the relief `row` names; all reliefs of the cell that
 * were approved by the day (CPF_NO_DAY: all) count. CPF_E_RANGE. */
cpf_status cpf__relief_left(const cpf_model *model, int64_t row, cpf_day as_of, cpf__ratio *left);

/* Whether the relief is the first of its cell that counts as of the day: the one by which the cell is gone through. */
int cpf__relief_leads(const cpf_model *model, int64_t row, cpf_day as_of);

/* The target of the cell, and what is left of it rounded once. CPF_E_MISSING (no target), CPF_E_RANGE. */
cpf_status cpf__relieved(const cpf_facts *targets, int64_t row, cpf_day as_of, int64_t *target, int64_t *relieved);

#endif
