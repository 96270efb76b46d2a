/* SPDX-License-Identifier: MIT */
/* Whether raters agree: reliability of ratings, of rankings and of classes. What is not defined is NaN. */
#ifndef CPF_STATS_AGREEMENT_H
#define CPF_STATS_AGREEMENT_H

#include <channelperf/base.h>

/* The six forms of Shrout and Fleiss, one rating first, then the mean of k ratings. */
typedef enum cpf__icc_form {
    CPF__ICC_1_1 = 0, /* every subject has raters of its own */
    CPF__ICC_2_1,     /* raters are a sample of all raters */
    CPF__ICC_3_1,     /* these raters only */
    CPF__ICC_1_K,
    CPF__ICC_2_K,
    CPF__ICC_3_K,
    CPF__ICC_FORMS
} cpf__icc_form;

typedef struct cpf__icc {
    double between, judges, error, within; /* mean squares: BMS, JMS, EMS, WMS */
    double value[CPF__ICC_FORMS], low[CPF__ICC_FORMS], high[CPF__ICC_FORMS];
} cpf__icc;

/* Intraclass correlations of `n` >= 2 subjects (rows) by `k` >= 2 raters, with limits that leave `outside` (0 .. 1) of
 * the probability outside. Shrout & Fleiss 1979; the limits of form 2 by Satterthwaite's degrees of freedom. */
void cpf__icc_of(const double *ratings, int64_t n, int64_t k, double outside, cpf__icc *icc);

typedef struct cpf__concordance {
    double w, chi2, p;
} cpf__concordance;

/* Kendall's W of `n` >= 2 subjects by `m` >= 2 raters; equal ratings share their mean rank, and the denominator is
 * reduced for them when `corrected`. scratch: 2 * n doubles, n positions. Kendall & Babington Smith 1939. */
cpf__concordance cpf__concordance_of(const double *ratings, int64_t n, int64_t m, int corrected, double *scratch,
                                     int64_t *order);

typedef enum cpf__kappa_weights { CPF__KAPPA_NONE = 0, CPF__KAPPA_LINEAR, CPF__KAPPA_QUADRATIC } cpf__kappa_weights;

typedef struct cpf__kappa {
    double kappa, observed, expected;
    double error, error_null, z, p; /* standard error, and that when there is no agreement; p: two sides */
} cpf__kappa;

/* Cohen's kappa of two raters; table[i * k + j] >= 0 counts class i of the first and j of the second; k >= 2, not all
 * zero. scratch: 4 * k doubles. Cohen 1960, 1968; errors of Fleiss, Cohen & Everitt 1969. */
cpf__kappa cpf__kappa_of(const double *table, int64_t k, cpf__kappa_weights weights, double *scratch);

typedef enum cpf__alpha_metric {
    CPF__ALPHA_NOMINAL = 0,
    CPF__ALPHA_ORDINAL,
    CPF__ALPHA_INTERVAL,
    CPF__ALPHA_RATIO /* values >= 0 */
} cpf__alpha_metric;

typedef struct cpf__alpha {
    double alpha, observed, expected; /* disagreements */
    int64_t units, values;            /* that can be compared: units with two ratings or more */
} cpf__alpha;

/* Krippendorff's alpha of raters (rows) by units; NaN: not rated. `scratch` has 3 * raters * units doubles. The time is
 * with the square of the number of different values. Krippendorff 2011. */
cpf__alpha cpf__alpha_of(const double *ratings, int64_t raters, int64_t units, cpf__alpha_metric metric,
                         double *scratch);

#endif
