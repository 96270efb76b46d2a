/* SPDX-License-Identifier: MIT */
/* How many of a batch are outliers, when there may be several that hide each other. Rosner 1983, Technometrics 25. */
#ifndef CPF_STATS_EXTREME_DEVIATES_H
#define CPF_STATS_EXTREME_DEVIATES_H

#include <stdint.h>

typedef enum cpf__deviate_side { CPF__DEVIATE_BOTH = 0, CPF__DEVIATE_ABOVE, CPF__DEVIATE_BELOW } cpf__deviate_side;

typedef struct cpf__deviate_manner {
    int robust; /* median and 1.4826 MAD instead of mean and deviation (Hochenbaum, Vallis & Kejariwal 2017) */
    cpf__deviate_side side;
    double alpha; /* inside 0 to 1 */
} cpf__deviate_manner;

typedef struct cpf__deviates {
    double *statistic, *critical; /* one a step */
    int64_t *position;            /* of the value taken away by each step */
    int64_t steps;                /* fewer than asked for when what is left does not vary */
    int64_t outliers;             /* the last step with statistic > critical */
} cpf__deviates;

/* `most` < n - 1 steps over x[n]; sorted and order hold n each. Time: n a step. Equal values are taken away from the
 * first position to the last. */
void cpf__extreme_deviates(const double *x, int64_t n, int64_t most, cpf__deviate_manner manner, double *sorted,
                           int64_t *order, cpf__deviates *found);

/* The t that a Student's distribution with `freedom` degrees passes with probability `above`, inside 0 to 0.5. */
double cpf__student_quantile(double above, double freedom);

#endif
