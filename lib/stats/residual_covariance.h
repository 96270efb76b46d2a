/* SPDX-License-Identifier: MIT */
/* How the errors of series hang together. */
#ifndef CPF_STATS_RESIDUAL_COVARIANCE_H
#define CPF_STATS_RESIDUAL_COVARIANCE_H

#include <channelperf/base.h>

/* Variances of `series` columns over `times` rows of residuals, divided by times; about 0, or about the mean. */
void cpf__residual_variances(const double *residuals, int64_t times, int64_t series, int mean_zero, double *variances);

/* A variance of 0 becomes the smallest that is above 0. CPF_E_MISSING when there is none. */
cpf_status cpf__lift_zero_variances(double *variances, int64_t n);

/*
 * lambda * diagonal + (1 - lambda) * covariance, with the lambda of Schäfer & Strimmer 2005. covariance: series x
 * series; scratch: times * series. CPF_OK; CPF_E_MISSING with fewer than two rows.
 */
cpf_status cpf__shrunk_covariance(const double *residuals, int64_t times, int64_t series, int mean_zero,
                                  double *scratch, double *covariance, double *lambda);

#endif
