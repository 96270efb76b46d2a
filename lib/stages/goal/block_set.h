/* SPDX-License-Identifier: MIT */
/* Sets of finest periods and windows as bits. */
#ifndef CPF_GOAL_BLOCK_SET_H
#define CPF_GOAL_BLOCK_SET_H

#include "calendar.h"

int32_t cpf__set_words(const cpf__calendar *calendar);
void cpf__set_of_period(const cpf__calendar *calendar, cpf_id period, int32_t words, uint64_t *set);
/* The period with exactly this set; CPF_NONE. The longest of several. `scratch` has `words` items. */
cpf_id cpf__set_period(const cpf__calendar *calendar, const uint64_t *set, int32_t words, uint64_t *scratch);

int cpf__set_inside(const uint64_t *part, const uint64_t *set, int32_t words);
int cpf__set_meets(const uint64_t *a, const uint64_t *b, int32_t words);
int cpf__set_equal(const uint64_t *a, const uint64_t *b, int32_t words);
int cpf__set_empty(const uint64_t *set, int32_t words);
void cpf__set_take(uint64_t *set, const uint64_t *part, int32_t words);

#endif
