/* SPDX-License-Identifier: MIT */
#include "event_column.h"

#include <string.h>

#include "mem.h"

void cpf__event_column_free(const cpf_context *context, cpf__event_column *column)
{
    if (!column)
        return;
    cpf__free(context, column->values);
    cpf__free(context, column->present);
    cpf__free(context, column->days);
    cpf__free(context, column->carries);
    cpf__key_set_free(context, &column->keys);
    cpf__free(context, column);
}

static int needs_presence(int32_t kind)
{
    return kind != CPF__MEASURE_SUM && kind != CPF__MEASURE_COUNT && kind != CPF__MEASURE_DISTINCT;
}

cpf__event_column *cpf__event_column_new(const cpf_context *context, int32_t kind, int64_t n)
{
    cpf__event_column *column = cpf__alloc(context, 1, sizeof *column);
    int complete = column != NULL;

    if (complete && kind != CPF__MEASURE_DISTINCT) {
        column->values = cpf__alloc_column(context, n, sizeof *column->values);
        complete = column->values != NULL;
    }
    if (complete && needs_presence(kind))
        complete = (column->present = cpf__alloc(context, cpf__bits_bytes(n), 1)) != NULL;
    if (complete && kind == CPF__MEASURE_STOCK)
        complete = (column->days = cpf__alloc(context, n, sizeof *column->days)) != NULL;
    if (!complete) {
        cpf__event_column_free(context, column);
        return NULL;
    }
    if (column->values)
        memset(column->values, 0, (size_t)n * sizeof *column->values);
    return column;
}

void cpf__event_column_expect(cpf__event_column *column, int64_t value)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    column->keys.wanted++;
    if (__builtin_add_overflow(column->bound, magnitude, &column->bound))
        column->bound = UINT64_MAX;
}

int cpf__event_column_ready(const cpf_context *context, cpf__event_column *column, int64_t n)
{
    if (!column->values)
        return cpf__key_set_reserve(context, &column->keys);
    column->keys.wanted = 0;
    if (column->present || column->carries || column->bound <= INT64_MAX)
        return 1;
    column->carries = cpf__alloc(context, n, sizeof *column->carries);
    return column->carries != NULL;
}

static void add_sum(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day)
{
    (void)day;
    if (__builtin_add_overflow(column->values[unit], value, &column->values[unit]))
        column->carries[unit] += value > 0 ? 1 : -1;
}

static void add_key(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day)
{
    (void)day;
    cpf__key_set_add(&column->keys, cpf__key_pair(unit, (cpf_id)value));
}

static void add_smallest(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day)
{
    (void)day;
    if (!cpf__bit(column->present, unit) || value < column->values[unit])
        column->values[unit] = value;
    cpf__bit_set(column->present, unit, 1);
}

static void add_largest(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day)
{
    (void)day;
    if (!cpf__bit(column->present, unit) || value > column->values[unit])
        column->values[unit] = value;
    cpf__bit_set(column->present, unit, 1);
}

static void add_stock(cpf__event_column *column, cpf_id unit, int64_t value, cpf_day day)
{
    int later = !cpf__bit(column->present, unit) || day > column->days[unit];

    if (!later && (day < column->days[unit] || value <= column->values[unit]))
        return;
    column->values[unit] = value;
    column->days[unit] = day;
    cpf__bit_set(column->present, unit, 1);
}

const cpf__event_add cpf__event_adds[CPF__MEASURE_KINDS] = {
    [CPF__MEASURE_SUM] = add_sum,        [CPF__MEASURE_COUNT] = add_sum,    [CPF__MEASURE_DISTINCT] = add_key,
    [CPF__MEASURE_FIRST] = add_smallest, [CPF__MEASURE_LAST] = add_largest, [CPF__MEASURE_MIN] = add_smallest,
    [CPF__MEASURE_MAX] = add_largest,    [CPF__MEASURE_STOCK] = add_stock,
};

int cpf__event_column_expect_all(const cpf_context *context, cpf__event_column *into, const cpf__event_column *from,
                                 int64_t n)
{
    into->keys.wanted = from->keys.count;
    if (__builtin_add_overflow(into->bound, from->bound, &into->bound))
        into->bound = UINT64_MAX;
    return cpf__event_column_ready(context, into, n);
}

static void add_all_keys(cpf__event_column *into, const cpf__event_column *from, const cpf_id *keys)
{
    uint64_t pair;

    for (int64_t at = 0; cpf__key_set_next(&from->keys, &at, &pair);)
        cpf__key_set_add(&into->keys, cpf__key_pair((cpf_id)(pair >> 32), keys[(uint32_t)pair]));
}

void cpf__event_column_add_all(cpf__event_column *into, const cpf__event_column *from, int32_t kind, int64_t n,
                               const cpf_id *keys)
{
    if (!from->values) {
        add_all_keys(into, from, keys);
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        if (from->present && !cpf__bit(from->present, i))
            continue;
        cpf__event_adds[kind](into, (cpf_id)i, from->values[i], from->days ? from->days[i] : 0);
        if (from->carries)
            into->carries[i] += from->carries[i];
    }
}
