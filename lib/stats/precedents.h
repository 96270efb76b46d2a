/* SPDX-License-Identifier: MIT */
/* How often one of many stood out by chance: told by what they did before, where normal values would mislead. */
#ifndef CPF_STATS_PRECEDENTS_H
#define CPF_STATS_PRECEDENTS_H

#include "standout.h"

/* A value against the others of its series: how many scales it lies from their middle. */
typedef struct cpf__precedent {
    double z, freedom;
    int64_t before; /* periods; 0: of the period that is looked at */
} cpf__precedent;

typedef struct cpf__precedents {
    int side; /* above 0, below 0, or either (1, -1, 0) */
    double
        *restless; /* by period: how far three of four values lie from the middle, as part of how far they do in all */
    double *chances; /* of those before, as normal values would have them, restless periods allowed for; sorted */
    int64_t count;
} cpf__precedents;

/* Of n values in `periods` periods; precedents->restless holds `periods`, ->chances n. Without `by_period`, or of fewer
 * than 20 values, no period counts as restless. */
void cpf__precedents_take(cpf__precedents *precedents, const cpf__precedent *items, int64_t n, int64_t periods,
                          int by_period);

/* The chance of a z in the period that is looked at: which part of a thousand or more precedents were no likelier (it
 * counts as one of them), or that of normal values where it is less than of any of them. Of fewer precedents they can
 * only say that it is more than that. */
double cpf__precedents_chance(const cpf__precedents *precedents, double z, double freedom);

#endif
