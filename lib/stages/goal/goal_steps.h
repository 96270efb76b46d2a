/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_GOAL_STEPS_H
#define CPF_GOAL_GOAL_STEPS_H

#include "model_in.h"

/* The smallest amount by which targets of an indicator move, a unit: of the goals at the unit, else of the unit above;
 * 1 where there is none. `steps` holds one item a unit. */
void cpf__goal_steps(const cpf_model *model, cpf_id indicator, int64_t *steps);

#endif
