/* SPDX-License-Identifier: MIT */
#ifndef CPF_TELL_EXPLAIN_RATIO_H
#define CPF_TELL_EXPLAIN_RATIO_H

#include "telling.h"

/* A target that came down as a ratio: numerator over denominator, as parts of `step`. 0: it did not, or its parts do
 * not give the value that is held. */
int cpf__tell_ratio(const cpf__telling *telling, cpf_id goal, cpf__cell_at cell, int64_t step);

#endif
