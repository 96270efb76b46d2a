/* SPDX-License-Identifier: MIT */
/* How likely a level is to be reached, from how often or how closely it was reached before. */
#ifndef CPF_STATS_ATTAINABILITY_H
#define CPF_STATS_ATTAINABILITY_H

#include <channelperf/base.h>

/* The classes, from hardly ever to nearly always; their names are rows of cpf__difficulty_names. */
enum cpf__difficulty { CPF__STRETCH = 0, CPF__CHALLENGING, CPF__ATTAINABLE, CPF__SOFT, CPF__DIFFICULTIES };
extern const char *const cpf__difficulty_names[CPF__DIFFICULTIES][2]; /* English, Chinese */

/* limits: three probabilities that do not fall; a probability at the first two belongs to the class above, at the last
 * to that below ("above 0.85 is soft"). */
int32_t cpf__difficulty_of(double probability, const double limits[CPF__DIFFICULTIES - 1]);

typedef struct cpf__proportion {
    double estimate, low, high;
} cpf__proportion;

/* Reached in `reached` of n trials, 0 <= reached <= n, seen against a beta(a, b) of before, a, b > 0. The interval has
 * the coverage in (0, 1) with equal tails; that of Jeffreys, a = b = 1/2, begins at 0 when none was reached and ends at
 * 1 when all were. Brown, Cai & DasGupta 2001. */
cpf__proportion cpf__proportion_of(int64_t reached, int64_t n, double a, double b, double coverage);

typedef struct cpf__prediction {
    double mean, deviation; /* of the n values; deviation with n - 1 */
    double freedom;
    double t;           /* (goal - mean) / (deviation * root of (1 + 1/n)) */
    double probability; /* that one more value is at least the goal */
} cpf__prediction;

/* From Student's t. CPF_E_MISSING with fewer than two values, or when all are the same (then the mean is there). */
cpf_status cpf__predict_reach(const double *values, int64_t n, double goal, cpf__prediction *prediction);

#endif
