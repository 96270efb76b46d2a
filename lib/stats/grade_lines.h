/* SPDX-License-Identifier: MIT */
/* Whole places of classes in an order, as near to those wished for as limits of runs of classes allow. */
#ifndef CPF_STATS_GRADE_LINES_H
#define CPF_STATS_GRADE_LINES_H

#include "error.h"

/* The classes first .. last together have least .. most places. */
typedef struct cpf__line_limit {
    int32_t first, last;
    int64_t least, most;
} cpf__line_limit;

/*
 * places[], none below 0, add up to n and keep all limits. Line k stands behind the first k classes: from the first
 * line on, each is put where places[], as they come in, have it, or at the nearest number from which the limits can
 * still be kept. CPF_OK; CPF_E_INFEASIBLE: no places keep them, and conflict[] (room for `limits`) gets the positions
 * of those that contradict each other, none of which can be left out, *conflicts of them; CPF_E_MEMORY.
 */
cpf_status cpf__grade_lines(const cpf_context *context, int64_t n, int32_t classes, const cpf__line_limit *limits,
                            int32_t limit_count, int64_t *places, int32_t *conflict, int32_t *conflicts);

#endif
