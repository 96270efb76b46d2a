/* SPDX-License-Identifier: MIT */
#ifndef CPF_TELL_EXPLAIN_ORIGIN_H
#define CPF_TELL_EXPLAIN_ORIGIN_H

#include "telling.h"

/* The goal's target, also where it is taken over from a total or from what was before. */
int64_t cpf__tell_amount_of_goal(const cpf__telling *telling, cpf_id goal);

/* How a target that was taken over is worked out, as a part of the step at hand; of others nothing. */
void cpf__tell_origin(const cpf__telling *telling, cpf_id goal);

#endif
