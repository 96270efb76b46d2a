/* SPDX-License-Identifier: MIT */
/* What goals of their own fix inside a block. */
#ifndef CPF_GOAL_PINS_H
#define CPF_GOAL_PINS_H

#include "block.h"

/* The least that the block must have for the values fixed in it, times `sign`: a block that is fixed has its amount,
 * any other no less than nothing. */
int64_t cpf__pins_below(const cpf__forest *forest, int32_t block, int32_t sign);

/* The block that is cut out of this one at the unit; CPF_NONE. */
int32_t cpf__pins_cut(const cpf__forest *forest, int32_t block, cpf_id unit);

/* Whether somebody at or below the unit can take more of the block than what is fixed: not if all of them have it
 * fixed. */
int cpf__pins_open(const cpf__forest *forest, int32_t block, cpf_id unit);

/* A value that a goal of the plan fixes. */
typedef void (*cpf__pin_seen)(void *user, int32_t block);

/* Every fixed value that counts in cpf__pins_below, once. A group that is fixed has those of its periods. */
void cpf__pins_each(const cpf__forest *forest, int32_t block, cpf__pin_seen seen, void *user);

#endif
