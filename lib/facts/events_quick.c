/* SPDX-License-Identifier: MIT */
/* A block of rows into the columns of a calendar without windows, where a day has one slot. First room, then the
 * adding, which cannot fail. */
#include "events_in.h"

static cpf__event_column **slot_column(const cpf_events *events, cpf_id measure, int32_t slot)
{
    return &events->columns[(int64_t)measure * events->slots->count + slot];
}

/* Sum of the magnitudes, or UINT64_MAX when it may be large. */
static uint64_t bound_of(const cpf__slot_rows *rows)
{
    uint64_t bound = 0, all = 0;

    for (int64_t i = 0; i < rows->n; i++) {
        int64_t value = rows->value[rows->row[i]];
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

        bound += magnitude;
        all |= magnitude;
    }
    return all < CPF__SMALL_AMOUNT && rows->n < (int64_t)1 << 20 ? bound : UINT64_MAX;
}

static cpf_status make_room(cpf_events *events, cpf_id measure, int32_t slot, int64_t n, uint64_t bound)
{
    cpf__event_column **column = slot_column(events, measure, slot);

    if (!*column) {
        *column =
            cpf__event_column_new(events->context, events->model->measures[measure].kind, events->model->tree->count);
        if (!*column)
            return CPF_E_MEMORY;
    }
    (*column)->keys.wanted = n;
    if (__builtin_add_overflow((*column)->bound, bound, &(*column)->bound))
        (*column)->bound = UINT64_MAX;
    return cpf__event_column_ready(events->context, *column, events->model->tree->count) ? CPF_OK : CPF_E_MEMORY;
}

cpf_status cpf__events_quick_room(cpf_events *events, const cpf__slot_rows *rows, uint8_t *seen)
{
    cpf_status status = CPF_OK;
    uint64_t bound;

    if (rows->one_slot != CPF_NONE)
        return rows->n ? make_room(events, rows->measure, rows->one_slot, rows->n, rows->bound) : CPF_OK;
    bound = bound_of(rows);
    for (int64_t i = 0; i < rows->n; i++)
        seen[rows->slot[rows->row[i]]] = 1;
    for (int32_t slot = 0; slot < events->slots->count; slot++) {
        if (seen[slot] && status == CPF_OK)
            status = make_room(events, rows->measure, slot, rows->n, bound);
        seen[slot] = 0;
    }
    return status;
}

/* Whether no sum of the measure can leave 64 bits. */
static int adds_plainly(const cpf_events *events, cpf_id measure)
{
    int32_t kind = events->model->measures[measure].kind;

    if (kind != CPF__MEASURE_SUM && kind != CPF__MEASURE_COUNT)
        return 0;
    for (int32_t slot = 0; slot < events->slots->count; slot++) {
        const cpf__event_column *column = *slot_column(events, measure, slot);

        if (column && (column->carries || column->bound > INT64_MAX))
            return 0;
    }
    return 1;
}

static void add_to_one(int64_t *restrict values, const cpf__slot_rows *rows)
{
    const int32_t *row = rows->row;
    const cpf_id *unit = rows->unit;
    const int64_t *value = rows->value;

    for (int64_t i = 0, n = rows->n; i < n; i++)
        values[unit[row[i]]] += value[row[i]];
}

static void add_plainly(cpf_events *events, const cpf__slot_rows *rows)
{
    cpf__event_column *const *columns = slot_column(events, rows->measure, 0);
    int32_t slot = rows->n ? rows->slot[rows->row[0]] : 0;
    int64_t *values = rows->n ? columns[slot]->values : NULL;

    if (rows->n && rows->one_slot != CPF_NONE) {
        add_to_one(values, rows);
        return;
    }
    for (int64_t i = 0; i < rows->n; i++) {
        int32_t row = rows->row[i];

        if (rows->slot[row] != slot) {
            slot = rows->slot[row];
            values = columns[slot]->values;
        }
        values[rows->unit[row]] += rows->value[row];
    }
}

void cpf__events_quick_add(cpf_events *events, const cpf__slot_rows *rows)
{
    cpf__event_add add = cpf__event_adds[events->model->measures[rows->measure].kind];

    if (adds_plainly(events, rows->measure)) {
        add_plainly(events, rows);
        return;
    }
    for (int64_t i = 0; i < rows->n; i++) {
        int32_t row = rows->row[i];

        add(*slot_column(events, rows->measure, rows->slot[row]), rows->unit[row], rows->value[row], rows->day[row]);
    }
}
