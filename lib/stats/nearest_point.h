/* SPDX-License-Identifier: MIT */
/* The point of a polyhedron that is nearest to a given one. */
#ifndef CPF_STATS_NEAREST_POINT_H
#define CPF_STATS_NEAREST_POINT_H

#include <channelperf/base.h>

/* Rows of n numbers each: row k times x is `bounds[k]` for k < equal, and at least that for the others. */
typedef struct cpf__walls {
    int64_t n, count, equal;
    const double *rows, *bounds;
} cpf__walls;

/*
 * Moves x to the nearest point, by the dual method of Goldfarb & Idnani (1983), which needs no first point and ends
 * after finitely many steps. CPF_OK; CPF_E_INFEASIBLE when there is none: `involved[k]` (count flags) marks conditions
 * that contradict one another; CPF_E_MEMORY.
 */
cpf_status cpf__nearest_point(const cpf_context *context, cpf__walls walls, double *x, uint8_t *involved);

#endif
