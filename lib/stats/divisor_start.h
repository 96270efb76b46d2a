/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_DIVISOR_START_H
#define CPF_STATS_DIVISOR_START_H

#include "divisor_priority.h"

/* Parts that no member exceeds in the end, and near the end: so that units need not all be given one by one. */
void cpf__divisor_start(const cpf__problem *problem, uint64_t *parts);

#endif
