/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_ROUND_TREE_H
#define CPF_STATS_ROUND_TREE_H

#include <channelperf/base.h>

/*
 * Whole values of a tree whose values add up but are not whole: roots are rounded, then the children of each node share
 * its whole value by the largest remainder (whole_steps.h). Children of a node stand together, behind it. Fixed nodes
 * (NULL: none) get `fixed_whole`; no node whose value is not below 0 falls below it. CPF_OK; CPF_E_INFEASIBLE,
 * *conflict: a node whose children cannot add up to it; CPF_E_RANGE; CPF_E_MEMORY.
 */
cpf_status cpf__round_tree(const cpf_context *context, const int64_t *parent, const double *values,
                           const uint8_t *fixed, const int64_t *fixed_whole, int64_t n, int64_t *whole,
                           int64_t *conflict);

#endif
