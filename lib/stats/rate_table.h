/* SPDX-License-Identifier: MIT */
/* Pay by bands of an amount. Amounts and rates are whole steps; pay is in the product of both. */
#ifndef CPF_STATS_RATE_TABLE_H
#define CPF_STATS_RATE_TABLE_H

#include "decimal.h"

/* Band k begins at limits[k], the first at 0, rising. Amounts below 0 are paid as their opposites, with the sign. */
typedef struct cpf__rate_table {
    const cpf__i128 *limits;
    const int64_t *rates;
    int64_t count;       /* at least 1 */
    int32_t at_or_above; /* an amount at a limit belongs to the band that begins there; else to the one below */
} cpf__rate_table;

/* The band of an amount. */
int64_t cpf__rate_band(const cpf__rate_table *table, cpf__i128 amount);

/* The whole amount at the rate of its band; each part of it at the rate of the part's band. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__pay_whole(const cpf__rate_table *table, cpf__i128 amount, cpf__i128 *pay);
cpf_status cpf__pay_marginal(const cpf__rate_table *table, cpf__i128 amount, cpf__i128 *pay);

typedef struct cpf__draw {
    int64_t amount;      /* advanced where less is earned */
    int32_t recoverable; /* shortfalls are kept in the balance and repaid */
    int64_t start;       /* period from 0 from which they are repaid */
    int64_t percent;     /* of what is earned above the draw goes to repayment, in 0.0001 */
} cpf__draw;

/* What is paid and what is owed after each of n periods. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__draw_ledger(const cpf__draw *draw, const int64_t *earned, int64_t n, int64_t *paid, int64_t *balance);

#endif
