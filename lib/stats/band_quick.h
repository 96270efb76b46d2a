/* SPDX-License-Identifier: MIT */
/* Pay by bands at rates as band_pay.h says it, in whole fine steps: the same figures, sooner, for amounts that leave
 * room in 128 bits. */
#ifndef CPF_STATS_BAND_QUICK_H
#define CPF_STATS_BAND_QUICK_H

#include "band_pay.h"

enum { CPF__QUICK_RATE_DECIMALS = 9, CPF__QUICK_FACTOR_DECIMALS = 6 };

/* Limits that keep every product below 10^34, so that 128 bits hold the sum of more than a calendar has periods: of
 * amounts in fine steps, of rates and of factors in their steps. */
#define CPF__QUICK_AMOUNT ((cpf__i128)INT64_C(100000000000000000))
#define CPF__QUICK_RATE INT64_C(10000000000)
#define CPF__QUICK_FACTOR INT64_C(10000000)

typedef struct cpf__quick_bands {
    const cpf__i128 *limits; /* as of cpf__bands, in fine steps */
    const int64_t *rates;    /* in 10^-9 */
    int64_t count;
    int32_t mode; /* whole or marginal */
    int32_t ended, upper_closed, fast;
    cpf__i128 fast_from; /* in fine steps */
    int64_t factor;      /* in 10^-6 */
} cpf__quick_bands;

/* As cpf__band_pay for amounts up to CPF__QUICK_AMOUNT: the base in fine steps, the pay in fine steps x 10^-15. */
void cpf__quick_pay(const cpf__quick_bands *bands, cpf__i128 low, cpf__i128 high, cpf__i128 *base, cpf__i128 *pay);

/* As cpf__whole_parts, of exact / step: step > 0. `total` counts like `exact`. */
cpf_status cpf__quick_parts(const cpf__i128 *exact, int64_t n, cpf__i128 step, cpf__i128 *total, int64_t *parts,
                            int64_t *sum);

#endif
