/* SPDX-License-Identifier: MIT */
/* Values on the stack of a running program: quotients that are brought to lowest terms only when they must be. */
#ifndef CPF_FACTS_EXACT_H
#define CPF_FACTS_EXACT_H

#include "decimal.h"

typedef struct cpf__exact {
    cpf__i128 num, den; /* den > 0 */
    int32_t missing;
    int32_t reserved;
} cpf__exact;

static inline cpf__exact cpf__exact_of(int64_t value, int32_t decimals)
{
    return (cpf__exact){value, cpf__pow10(decimals), 0, 0};
}

static inline cpf__exact cpf__exact_missing(void)
{
    return (cpf__exact){0, 1, 1, 0};
}

/* *a = *a with *b. CPF_OK, also when the result is missing; CPF_E_RANGE when 128 bits do not suffice. */
cpf_status cpf__exact_add(cpf__exact *a, const cpf__exact *b);
cpf_status cpf__exact_sub(cpf__exact *a, const cpf__exact *b);
cpf_status cpf__exact_mul(cpf__exact *a, const cpf__exact *b);
cpf_status cpf__exact_div(cpf__exact *a, const cpf__exact *b);
/* <0, 0, >0; neither may be missing. */
int cpf__exact_compare(const cpf__exact *a, const cpf__exact *b);
/* In lowest terms. */
cpf__ratio cpf__exact_ratio(const cpf__exact *a);
/* Rounded once, half away from zero. */
cpf_status cpf__exact_round(const cpf__exact *a, int32_t decimals, int64_t *value);

#endif
