/* SPDX-License-Identifier: MIT */
/* Which goal governs a cell, and by what weights it was divided: used to cascade and to explain. */
#ifndef CPF_GOAL_COVER_H
#define CPF_GOAL_COVER_H

#include "facts_in.h"

/* The goal that decides (unit, indicator, period): the one at the nearest unit at or above it whose period holds
 * `period`; CPF_NONE. */
cpf_id cpf__goal_of(const cpf_model *model, cpf_id unit, cpf_id indicator, cpf_id period);

/* The goal by whose split the goal's amount is divided: its own, or that of a goal around it; CPF_NONE. */
cpf_id cpf__goal_split(const cpf_model *model, cpf_id goal);

/* Weights by which the goal is divided among units begin .. end (children of one parent); weights has end - begin
 * items. CPF_E_DATA when the base has no values there. */
cpf_status cpf__goal_weights(const cpf_model *model, const cpf_facts *base, cpf_id goal, cpf_id begin, cpf_id end,
                             int64_t *weights, cpf_error **error);

/* Weights by which a unit's amount is divided among leaf periods begin .. end. */
cpf_status cpf__goal_season(const cpf_model *model, const cpf_facts *base, cpf_id goal, cpf_id unit, cpf_id begin,
                            cpf_id end, int64_t *weights, cpf_error **error);

#endif
