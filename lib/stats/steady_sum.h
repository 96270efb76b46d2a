/* SPDX-License-Identifier: MIT */
/* A sum of doubles that keeps what each addition loses (Neumaier 1974). */
#ifndef CPF_STATS_STEADY_SUM_H
#define CPF_STATS_STEADY_SUM_H

#include <math.h>

typedef struct cpf__steady {
    double sum, lost;
} cpf__steady;

static inline void cpf__steady_add(cpf__steady *steady, double value)
{
    double sum = steady->sum + value;

    steady->lost += fabs(steady->sum) >= fabs(value) ? (steady->sum - sum) + value : (value - sum) + steady->sum;
    steady->sum = sum;
}

static inline double cpf__steady_total(const cpf__steady *steady)
{
    return steady->sum + steady->lost;
}

#endif
