/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_WEAVE_ROWS_H
#define CPF_GOAL_WEAVE_ROWS_H

#include "weave.h"

typedef void (*cpf__row_seen)(void *user, cpf_id unit, int64_t place);

/* The lowest units, as far as they are there in the period, whose floors and caps make up a limit; none for a limit of
 * another kind. `live`: zeros by place of the top's reach, also afterwards. */
void cpf__weave_rows(const cpf__weave *weave, const cpf__limit *limit, uint8_t *live, cpf__row_seen seen, void *user);

#endif
