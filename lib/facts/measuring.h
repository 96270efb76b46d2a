/* SPDX-License-Identifier: MIT */
/* cpf_measure at work: shared by the files that do parts of it. */
#ifndef CPF_FACTS_MEASURING_H
#define CPF_FACTS_MEASURING_H

#include "channels.h"
#include "facts_messages.h"
#include "operand.h"
#include "rollup.h"

typedef struct cpf__measuring {
    const cpf_context *context;
    const cpf_model *model;
    const cpf_events *events; /* NULL: terms are computed from what the facts have kept, as for explanations */
    cpf_facts *facts;
    cpf__channels *channels;
    cpf_error **error;
} cpf__measuring;

/* Makes the column of a measure where it is asked for, rolled up over calendar and tree, unless it is there. */
cpf_status cpf__measure_column(cpf__measuring *m, const cpf__where *where);
/* The same for what an operand stands for in a period; nothing to do for attributes and for missing periods. */
cpf_status cpf__measure_operand(cpf__measuring *m, const cpf__operand *operand, cpf_id period);

/* The slots of a window. */
cpf__span cpf__where_span(const cpf_events *events, const cpf__where *where);

/* A term over all units; the arrays that are its own are given back with cpf__term_free. */
typedef struct cpf__term_value {
    cpf__view view;
    cpf__cells own;
    cpf__ratio *own_ratios;
} cpf__term_value;

/* Where a term is computed. */
typedef struct cpf__term_place {
    cpf__measuring *m;
    const cpf__program *program;
    const cpf__term *term;
    cpf_id indicator, period;
} cpf__term_place;

cpf_status cpf__term_compute(const cpf__term_place *place, cpf__term_value *value);
void cpf__term_free(const cpf_context *context, cpf__term_value *value);

/* Which channels the term looks at, a byte each in the order of the channels: present, with a value, condition met.
 * `values` (may be NULL) receives theirs, or 0. */
cpf_status cpf__term_channels(const cpf__term_place *place, uint8_t *chosen, int64_t *values);

/* Mean, median, ...: from all channels under each unit. */
cpf_status cpf__term_spread(const cpf__term_place *place, cpf__term_value *value);

/* "the value does not fit", with unit, series and period. Returns CPF_E_RANGE, or CPF_E_MEMORY. */
cpf_status cpf__measuring_range(cpf__measuring *m, cpf__facts_message message, const char *series, cpf_id unit,
                                cpf_id period);

#endif
