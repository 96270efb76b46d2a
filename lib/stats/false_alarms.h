/* SPDX-License-Identifier: MIT */
/* Probabilities of many tests at once, adjusted for their number. */
#ifndef CPF_STATS_FALSE_ALARMS_H
#define CPF_STATS_FALSE_ALARMS_H

#include <stdint.h>

/* Adjusted probabilities of n tests, in the order of p; n of each. */
typedef struct cpf__adjusted {
    double *false_discovery; /* Benjamini & Hochberg 1995 */
    double *holm;            /* Holm 1979 */
    double *bonferroni;
} cpf__adjusted;

/* `order` holds n. */
void cpf__adjust_for_many(const double *p, int64_t n, int64_t *order, cpf__adjusted adjusted);

/* The same, decided directly: how many of the smallest p are rejected at q. `order` as left by the function above. */
typedef struct cpf__rejected {
    int64_t false_discovery, holm, bonferroni;
} cpf__rejected;
cpf__rejected cpf__rejected_of_many(const double *p, int64_t n, const int64_t *order, double q);

#endif
