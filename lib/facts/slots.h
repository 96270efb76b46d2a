/* SPDX-License-Identifier: MIT */
/*
 * Where rows are kept until they are measured: a slot for each leaf period, one for all days before the calendar, and
 * two for each window (inside it, and before it), because windows need not end where leaf periods do.
 */
#ifndef CPF_FACTS_SLOTS_H
#define CPF_FACTS_SLOTS_H

#include "calendar.h"

typedef struct cpf__slots {
    cpf_context *context;
    const cpf__calendar *calendar;
    int32_t leaf_count;
    int32_t window_count;
    int32_t count;
    cpf_day end;      /* days from here on do not count; INT32_MAX: all do */
    int32_t *windows; /* windows by their first day */
    cpf_day *reach;   /* of that order: the latest end so far */
} cpf__slots;

/* The slots that make up a value: leaf slots begin .. end, and up to two others (CPF_NONE: none). */
typedef struct cpf__span {
    int32_t begin, end;
    int32_t other[2];
} cpf__span;

cpf__slots *cpf__slots_new(const cpf_context *context, const cpf__calendar *calendar); /* NULL: no memory */
void cpf__slots_free(cpf__slots *slots);

/* Slots of a day into `list`, which holds window_count + 2 items; their number. `earlier`: those for days before a
 * window or before the calendar too. */
int32_t cpf__slots_of(const cpf__slots *slots, cpf_day day, int earlier, int32_t *list);

cpf__span cpf__span_inside(const cpf__slots *slots, cpf_id period);
cpf__span cpf__span_before(const cpf__slots *slots, cpf_id period); /* all days before its first */
cpf__span cpf__span_until(const cpf__slots *slots, cpf_id period);  /* all days before its end */

/* The slots one after the other: CPF_NONE behind the last. */
static inline int32_t cpf__span_at(const cpf__span *span, int32_t i)
{
    int32_t leaves = span->end - span->begin;

    if (i < leaves)
        return span->begin + i;
    return i < leaves + 2 ? span->other[i - leaves] : CPF_NONE;
}

#endif
