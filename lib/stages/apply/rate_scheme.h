/* SPDX-License-Identifier: MIT */
/* The plan's rate tables with their bands, ready to pay by. */
#ifndef CPF_APPLY_RATE_SCHEME_H
#define CPF_APPLY_RATE_SCHEME_H

#include "apply_common.h"
#include "band_pay.h"

enum { CPF__LIMIT_DECIMALS = 4 };
enum { CPF__BASE_AMOUNT = 0, CPF__BASE_ATTAINMENT };
enum { CPF__PER_DEAL = 0, CPF__PER_PERIOD, CPF__PER_CUMULATIVE };

typedef struct cpf__rate_scheme {
    const char *code;
    int32_t base, per, retroactive, carry_over, gated, decimals, has_cap;
    int64_t cap;      /* in steps of `decimals` */
    cpf__bands bands; /* limits as they are written: amounts, or parts of a target */
    int64_t *rows;    /* of the records of the bands */
    int64_t *limits;  /* the same limits as whole steps of 10^-CPF__LIMIT_DECIMALS, their end behind them */
    int64_t *rates;   /* as whole steps of 10^-9 */
    int64_t fast_from, factor;
    int32_t quick; /* paid at rates only, none of them very large */
} cpf__rate_scheme;

typedef struct cpf__rate_schemes {
    const cpf_context *context;
    cpf__rate_scheme *items; /* in the order of the records */
    int64_t count, widest;   /* most bands of one */
} cpf__rate_schemes;

/* CPF_OK or CPF_E_MEMORY. Free them also when it fails. */
cpf_status cpf__rate_schemes_make(const cpf__stage_view *view, cpf__rate_schemes *schemes, cpf_error **error);
void cpf__rate_schemes_free(cpf__rate_schemes *schemes);

/* Position of the code, or CPF_NONE. */
int32_t cpf__rate_scheme_find(const cpf__rate_schemes *schemes, const char *code);

/* The bands in amounts: limits times `target` where they are parts of it, and only the first while a gate is shut.
 * `limits` has room for one more than the bands. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__rate_scheme_bands(const cpf__rate_scheme *scheme, cpf__ratio target, int shut, cpf__ratio *limits,
                                  cpf__bands *bands);

#endif
