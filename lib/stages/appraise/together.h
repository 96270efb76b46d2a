/* SPDX-License-Identifier: MIT */
/* Scorecards that differ in nothing but weights are scored in one pass over their units. */
#ifndef CPF_APPRAISE_TOGETHER_H
#define CPF_APPRAISE_TOGETHER_H

#include "appraisal_in.h"

/* How many scorecards from `card` on have the same lines, at most `most` and at least 1. */
int32_t cpf__cards_together(const cpf_model *model, cpf_id card, int32_t most);

#endif
