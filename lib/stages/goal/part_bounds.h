/* SPDX-License-Identifier: MIT */
/* Bounds of the parts of a whole that has been shared between bounds before them. */
#ifndef CPF_GOAL_PART_BOUNDS_H
#define CPF_GOAL_PART_BOUNDS_H

#include "bounds.h"

/* The whole has been divided: all of it is left for its parts. CPF_E_MEMORY. */
cpf_status cpf__part_begin(cpf__flow *flow, int32_t whole);

/* A part has been divided: its units have so much less for the parts that follow. */
void cpf__part_take(cpf__flow *flow, int32_t block);

/* No unit gets more in the part than it has left: where the bounds say more, or nothing. */
void cpf__part_bounds(const cpf__flow *flow, int32_t block, cpf__bounds *bounds);

/* The unit has just so much of the block: for the bounds of the block. CPF_E_MEMORY. */
cpf_status cpf__woven_add(cpf__flow *flow, int32_t block, cpf_id unit, int64_t amount);

/* Units whose amounts are known together with what is fixed around them have just these. */
void cpf__woven_bounds(const cpf__flow *flow, int32_t block, cpf__bounds *bounds);

#endif
