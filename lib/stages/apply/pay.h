/* SPDX-License-Identifier: MIT */
/* Performance pay, line by line. */
#ifndef CPF_APPLY_PAY_H
#define CPF_APPLY_PAY_H

#include "apply_common.h"
#include "vec.h"

typedef enum cpf__pay_state {
    CPF__PAY_PAID = 0,
    CPF__PAY_BELOW,   /* the threshold was not reached */
    CPF__PAY_AT_MOST, /* the largest coefficient holds */
    CPF__PAY_AT_FLOOR,
    CPF__PAY_NO_BASE,
    CPF__PAY_NO_TOTAL,
    CPF__PAY_NO_COEFFICIENT, /* no grade, or one without a coefficient */
    CPF__PAY_STATES
} cpf__pay_state;
extern const char *const cpf__pay_state_names[CPF__PAY_STATES];

/* A number with decimals of its own. */
typedef struct cpf__scaled {
    int64_t value;
    int32_t decimals, given;
} cpf__scaled;

typedef struct cpf__pay_line {
    int64_t record;
    cpf_id unit, period;
    cpf__scaled total, base, floor;
    const char *grade; /* NULL: none */
    int32_t state, decimals;
    int64_t coefficient; /* rounded to CPF__COEFFICIENT_DECIMALS, to be shown */
    int64_t amount, paid;
} cpf__pay_line;

enum { CPF__COEFFICIENT_DECIMALS = 6 };

typedef struct cpf__pays {
    const cpf__stage_view *view;
    const cpf__records *records;
    cpf__results results;
    CPF__VEC(cpf__pay_line) lines; /* by code of the pay, period and unit */
} cpf__pays;

/* Works all pay out. CPF_OK; CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY, told. Free them also when it fails. */
cpf_status cpf__pays_make(const cpf__stage_view *view, cpf__pays *pays, cpf_error **error);
void cpf__pays_free(cpf__pays *pays);

static inline int cpf__pay_has_money(const cpf__pay_line *line)
{
    return line->state < CPF__PAY_NO_BASE;
}

static inline const char *cpf__pay_code(const cpf__pays *pays, const cpf__pay_line *line)
{
    return cpf__record_text(pays->records, CPF__PAY_CODE, line->record);
}

#endif
