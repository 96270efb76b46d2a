/* SPDX-License-Identifier: MIT */
/* What is paid by rate tables, line by line. */
#ifndef CPF_APPLY_COMMISSION_H
#define CPF_APPLY_COMMISSION_H

#include "credits.h"
#include "rate_scheme.h"
#include "vec.h"

typedef enum cpf__commission_state {
    CPF__COMMISSION_PAID = 0,
    CPF__COMMISSION_NO_VALUE,  /* nothing is known of the amount */
    CPF__COMMISSION_NO_TARGET, /* the bands need a target above 0 */
    CPF__COMMISSION_SHUT,      /* paid at the first rate, because the gate is shut */
    CPF__COMMISSION_CAPPED,
    CPF__COMMISSION_STATES
} cpf__commission_state;
extern const char *const cpf__commission_state_names[CPF__COMMISSION_STATES];

typedef struct cpf__commission_line {
    int64_t record;   /* the row of the commission */
    const char *deal; /* NULL: a whole period */
    cpf_day on;       /* of the deal */
    int32_t scheme, state;
    cpf_id unit, period;
    int32_t has_base, has_target;
    int64_t base, running, target; /* of the indicator; the running total with this period or deal */
    int64_t earned, carried_in, amount, carried_out, lost; /* money in the scheme's decimals */
    int64_t first_part;                                    /* position of the bands' parts; -1: none */
} cpf__commission_line;

/* What one band brought. */
typedef struct cpf__commission_part {
    int64_t base, money;
} cpf__commission_part;

typedef struct cpf__commissions {
    const cpf__stage_view *view;
    const cpf__records *records;
    cpf__rate_schemes schemes;
    cpf__credits credits;
    CPF__VEC(cpf__commission_line) lines; /* by unit, rate table, indicator, period, day and deal */
    CPF__VEC(cpf__commission_part) parts;
} cpf__commissions;

/* Works all commissions out. CPF_OK; CPF_E_DATA (a line twice), CPF_E_RANGE, CPF_E_MEMORY, told. Free them also when it
 * fails. */
cpf_status cpf__commissions_make(const cpf__stage_view *view, cpf__commissions *commissions, cpf_error **error);
void cpf__commissions_free(cpf__commissions *commissions);

/* Position of the first line of a unit, or where it would be. */
int64_t cpf__commissions_first(const cpf__commissions *commissions, cpf_id unit);

static inline const cpf__rate_scheme *cpf__scheme_of(const cpf__commissions *commissions,
                                                     const cpf__commission_line *line)
{
    return &commissions->schemes.items[line->scheme];
}

static inline cpf_id cpf__commission_indicator(const cpf__commissions *commissions, const cpf__commission_line *line)
{
    return (cpf_id)cpf__record_value(commissions->records, CPF__COMMISSION_INDICATOR, line->record);
}

/* Whether money of the line was worked out. */
static inline int cpf__commission_has_money(const cpf__commission_line *line)
{
    return line->state != CPF__COMMISSION_NO_VALUE && line->state != CPF__COMMISSION_NO_TARGET;
}

#endif
