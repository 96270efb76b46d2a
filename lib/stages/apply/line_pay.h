/* SPDX-License-Identifier: MIT */
/* What one amount, or one step of a running total, earns by a rate table. */
#ifndef CPF_APPLY_LINE_PAY_H
#define CPF_APPLY_LINE_PAY_H

#include "rate_scheme.h"

/* Scratch for the widest table. */
typedef struct cpf__line_pay {
    const cpf_context *context;
    cpf__ratio *ratios;
    cpf__i128 *counts;
    int64_t bands;
} cpf__line_pay;

typedef struct cpf__line_asked {
    int64_t low, high, target; /* in steps of `decimals`: pays the way from low to high */
    int32_t decimals;
    int32_t shut, before_shut; /* the gate now, and when `low` was reached */
    cpf__ratio *total;         /* of a running total: its exact pay so far, which grows; NULL: none */
} cpf__line_asked;

/* 0: there is no memory. Free it also then. */
int cpf__line_pay_make(const cpf_context *context, int64_t widest, cpf__line_pay *line);
void cpf__line_pay_free(cpf__line_pay *line);

/* The parts of the scheme's bands: `base` in steps of the amount, `money` in those of the scheme, adding up to
 * `*earned`. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__line_earn(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                          int64_t *base, int64_t *money, int64_t *earned);

/* The same before rounding: of each band its part of the amount and its pay, valid until the next call. CPF_OK,
 * CPF_E_RANGE. */
cpf_status cpf__line_exact(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                           const cpf__ratio **base, const cpf__ratio **pay);

#endif
