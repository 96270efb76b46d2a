/* SPDX-License-Identifier: MIT */
/* Strict and lenient raters: rating = mean + ratee + rater + error, the raters fixed or drawn at random. */
#ifndef CPF_STATS_SEVERITY_H
#define CPF_STATS_SEVERITY_H

#include <channelperf/base.h>

typedef struct cpf__rating {
    int32_t ratee, rater;
    double value;
} cpf__rating;

/* Ratings in order of ratees; every ratee and every rater has at least one. */
typedef struct cpf__rated {
    const cpf__rating *ratings;
    int64_t count;
    int32_t ratees, raters;
} cpf__rated;

/* Variances of ratees, raters and errors. */
typedef struct cpf__severities {
    double ratee, rater, error;
} cpf__severities;

typedef struct cpf__severity_effects {
    double mean;
    double *ratee, *rater; /* around it */
} cpf__severity_effects;

/* Doubles of scratch memory for the functions below. */
int64_t cpf__severity_room(int32_t raters);

/* Parts that no rating ties together: their number, and part[] of the ratees, then of the raters. Severities of raters
 * in different parts cannot be compared. */
int32_t cpf__severity_parts(const cpf__rated *rated, int32_t *part);

/* Least squares; effects of ratees and of raters sum to 0 each. CPF_OK; CPF_E_DATA when the ratings do not hang
 * together; CPF_E_RANGE when they are too far apart for doubles. */
cpf_status cpf__severity_fixed(const cpf__rated *rated, double *scratch, cpf__severity_effects *effects);

/* Best linear unbiased predictions with the variances given; error > 0. Henderson 1975. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__severity_random(const cpf__rated *rated, const cpf__severities *variances, double *scratch,
                                cpf__severity_effects *effects);

/* The variances by restricted maximum likelihood (Patterson & Thompson 1971), to 1e-6 of the deviations. CPF_OK;
 * CPF_E_DATA when the ratings have no spread that errors explain; CPF_E_RANGE. */
cpf_status cpf__severity_variances(const cpf__rated *rated, double *scratch, cpf__severity_effects *effects,
                                   cpf__severities *variances);

#endif
