/* SPDX-License-Identifier: MIT */
/* Factors of densities that keep their digits (C. Loader 2000). */
#ifndef CPF_STATS_SPECIAL_DEVIANCE_H
#define CPF_STATS_SPECIAL_DEVIANCE_H

/* x log(x / mean) + mean - x, without its cancellation where x is near the mean. */
double cpf__deviance(double x, double mean);

/* log Gamma(z + 1) less Stirling's formula for it. */
double cpf__stirling_error(double z);

#endif
