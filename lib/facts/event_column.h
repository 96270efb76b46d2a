/* SPDX-License-Identifier: MIT */
/* What is kept of the rows of one measure in one slot, unit by unit. The order of the rows changes nothing. */
#ifndef CPF_FACTS_EVENT_COLUMN_H
#define CPF_FACTS_EVENT_COLUMN_H

#include "aggregate.h"
#include "bits.h"
#include "decimal.h"
#include "key_set.h"

typedef struct cpf__event_column {
    int64_t *values;   /* NULL for distinct */
    uint8_t *present;  /* units that have rows; NULL for sums and counts, where no rows are 0 */
    cpf_day *days;     /* stock: day of the row that is kept */
    int32_t *carries;  /* sums: how often 2^64 is to be added; NULL while no sum can leave 64 bits */
    uint64_t bound;    /* sums: no cell has a larger magnitude */
    cpf__key_set keys; /* distinct */
} cpf__event_column;

/* Empty column of a kind for n units; NULL: no memory. */
cpf__event_column *cpf__event_column_new(const cpf_context *context, int32_t kind, int64_t n);
void cpf__event_column_free(const cpf_context *context, cpf__event_column *column);

/* Announces a row with the value: after all are announced, cpf__event_column_ready makes adding them safe. */
void cpf__event_column_expect(cpf__event_column *column, int64_t value);
int cpf__event_column_ready(const cpf_context *context, cpf__event_column *column, int64_t n); /* 0: no memory */

/* Adds one row. `value` is the amount, the day (first, last), the key (distinct). */
typedef void (*cpf__event_add)(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day);
extern const cpf__event_add cpf__event_adds[CPF__MEASURE_KINDS];

/* Same for everything that another column of the kind holds; keys[k] is the key here of key k there. */
int cpf__event_column_expect_all(const cpf_context *context, cpf__event_column *into, const cpf__event_column *from,
                                 int64_t n); /* 0: no memory */
void cpf__event_column_add_all(cpf__event_column *into, const cpf__event_column *from, int32_t kind, int64_t n,
                               const cpf_id *keys);

/* A sum with its carries. */
static inline cpf__i128 cpf__event_sum(const cpf__event_column *column, int64_t unit)
{
    cpf__i128 carry = column->carries ? column->carries[unit] : 0;

    return column->values[unit] + carry * ((cpf__i128)1 << 64);
}

#endif
