/* SPDX-License-Identifier: MIT */
/* Shares by which a total goes down a hierarchy. */
#ifndef CPF_STATS_TOP_DOWN_H
#define CPF_STATS_TOP_DOWN_H

#include <channelperf/base.h>

/*
 * Shares of `series` leaves from a history, series x times, one series after the other (Gross & Sohl 1990): the mean of
 * the shares over the times whose sum is not 0, or the shares of the sums. They add up to 1. CPF_E_MISSING when there
 * is no such time, or the sum is 0.
 */
cpf_status cpf__mean_of_shares(const double *history, int64_t series, int64_t times, double *shares);
cpf_status cpf__shares_of_means(const double *history, int64_t series, int64_t times, double *shares);

/*
 * Each child of a node below `level` gets the part of the node's value that it has of its siblings' base
 * (Athanasopoulos, Ahmed & Hyndman 2009); where those add up to 0, equal parts: *equal = 1. Nodes of the level, and
 * leaves above it, keep their base; nodes above are the sum of their children. Level 0: the roots. scratch: 3 n.
 * parent[i] < i, CPF_NONE: a root.
 */
void cpf__from_level(const int64_t *parent, const double *base, int64_t n, int64_t level, double *scratch,
                     double *values, int *equal);

/*
 * Leaves below 0 become 0, and the rest is scaled to what the leaves added up to (FoReco's "sntz"): by = 0 no scaling,
 * 1 in proportion to the values, 2 to their squares, 3 to the variances of the positive ones. CPF_E_MISSING when no
 * leaf is above 0 but their sum is.
 */
cpf_status cpf__zero_negatives(const double *leaves, const double *variances, int64_t n, double total, int by,
                               double *values);

#endif
