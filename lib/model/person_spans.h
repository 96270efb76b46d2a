/* SPDX-License-Identifier: MIT */
/* Who is at which unit on which days, with what part of its targets: assignments without leaves, cut where a ramp goes
 * up. */
#ifndef CPF_MODEL_PERSON_SPANS_H
#define CPF_MODEL_PERSON_SPANS_H

#include "model_in.h"
#include "record_people.h"

typedef struct cpf__person_span {
    cpf_id unit;
    int32_t person; /* position among the persons */
    cpf_day from, to;
    int64_t percent, ramp; /* in 0.0001 % each */
    int64_t row;           /* of the assignment */
} cpf__person_span;

typedef struct cpf__person_spans {
    int64_t count;
    cpf__person_span *items; /* by unit, then first day, person, assignment */
    int32_t person_count;
    const char **persons;   /* borrowed from the records, in the order of names */
    cpf_day *last;          /* by person: the day behind the last on which they are anywhere; CPF_NO_DAY: never */
    int32_t *person_of_row; /* per assignment; CPF_NONE: something is wrong with it */
} cpf__person_spans;

/* CPF_E_MEMORY. Free it in any case. */
cpf_status cpf__person_spans_make(const cpf_model *model, cpf__person_spans *spans);
void cpf__person_spans_free(const cpf_context *context, cpf__person_spans *spans);

/* Spans begin .. end - 1 of the unit. */
void cpf__person_spans_of(const cpf__person_spans *spans, cpf_id unit, int64_t *begin, int64_t *end);

/* Position of a name among the persons; CPF_NONE. */
int32_t cpf__person_find(const cpf__person_spans *spans, const char *name);

#endif
