/* SPDX-License-Identifier: MIT */
#ifndef CPF_TELL_EXPLAIN_FACTORS_H
#define CPF_TELL_EXPLAIN_FACTORS_H

#include "telling.h"

/* What the weight of the cell's unit is made of, as parts of the step at hand: drivers and factors, and what each
 * brings of the cell's value in money. Weights of one driver that is known are told by their figure: nothing. */
void cpf__tell_weight(const cpf__telling *telling, cpf_id goal, cpf__cell_at cell);

#endif
