/* SPDX-License-Identifier: MIT */
/* The table of aggregates: what a formula can do with the channels under a unit. */
#ifndef CPF_TERMS_AGGREGATE_H
#define CPF_TERMS_AGGREGATE_H

#include <channelperf/registry.h>

#include "decimal.h"

typedef enum cpf__agg_id {
    CPF__AGG_SUM = 0,
    CPF__AGG_COUNT,    /* channels for which a condition holds */
    CPF__AGG_MIN,
    CPF__AGG_MAX,
    CPF__AGG_MEAN,     /* per channel with a value */
    CPF__AGG_MEDIAN,
    CPF__AGG_GINI,     /* concentration 0..1 */
    CPF__AGG_TOP,      /* share of the n largest in the sum */
    CPF__AGG_DISTINCT, /* different values of a distinct measure */
    CPF__AGG_COUNT_OF
} cpf__agg_id;

/* Value of the aggregate over n channel values (in steps of 10^-decimals), sorted ascending by the caller when `sorted`
 * is set in the row. CPF_E_MISSING when n does not suffice. `argument` is the number given (top: n). */
typedef cpf_status (*cpf__agg_function)(const int64_t *values, int64_t n, int32_t decimals, int64_t argument,
                                        cpf__ratio *result);

typedef struct cpf__agg {
    cpf_entry entry;
    int32_t id;
    int32_t merges; /* a parent's value follows from its children's by sum (1), min (2), max (3); 0: from all of them */
    int32_t sorted;
    cpf__agg_function of; /* NULL for sum, count, distinct: done column by column */
} cpf__agg;
extern const cpf__agg cpf__aggs[CPF__AGG_COUNT_OF];
int32_t cpf__agg_find(const char *name); /* id or CPF_NONE */

/* How a measure is made from the rows of a source, and rolled up over units and periods. */
typedef enum cpf__measure_kind {
    CPF__MEASURE_SUM = 0,  /* of a column */
    CPF__MEASURE_COUNT,    /* of rows */
    CPF__MEASURE_DISTINCT, /* different values of a column; rolled up as a union, never as a sum */
    CPF__MEASURE_FIRST,    /* first date: value is a cpf_day */
    CPF__MEASURE_LAST,     /* last date */
    CPF__MEASURE_MIN,      /* of a column */
    CPF__MEASURE_MAX,
    CPF__MEASURE_STOCK,    /* value of the column in the row of the latest date (ties: the largest value): a stock,
                            * summed over units, last over periods */
    CPF__MEASURE_KINDS
} cpf__measure_kind;
typedef struct cpf__measure_row {
    cpf_entry entry;
    int32_t id;
    int32_t needs_column;
} cpf__measure_row;
extern const cpf__measure_row cpf__measure_kinds[CPF__MEASURE_KINDS];
int32_t cpf__measure_kind_find(const char *name);

#endif
