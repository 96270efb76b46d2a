/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "context.h"
#include "operand.h"
#include "rollup.h"
#include "mem.h"

cpf_status cpf_facts_new(const cpf_model *model, cpf_facts **facts, cpf_error **error)
{
    cpf_facts *made;

    if (!model || !facts)
        return cpf__bad_argument(NULL, error, model ? "facts" : "model");
    made = cpf__alloc(model->context, 1, sizeof *made);
    if (!made)
        return cpf__no_memory(error);
    atomic_init(&made->owners, 1);
    made->context = cpf__context_retain(model->context);
    made->model = cpf__model_retain(model);
    made->goals_as_of = CPF_NO_DAY;
    made->indicators =
        cpf__alloc(model->context, (int64_t)model->indicator_count * model->calendar->count, sizeof *made->indicators);
    if (!made->indicators) {
        cpf_facts_free(made);
        return cpf__no_memory(error);
    }
    *facts = made;
    return CPF_OK;
}

cpf_facts *cpf__facts_retain(const cpf_facts *facts)
{
    cpf_facts *owned = (cpf_facts *)(uintptr_t)facts;

    if (owned)
        atomic_fetch_add_explicit(&owned->owners, 1, memory_order_relaxed);
    return owned;
}

static void free_cells(const cpf_facts *facts, cpf__cells *cells, int64_t count)
{
    for (int64_t i = 0; cells && i < count; i++)
        cpf__cells_free(facts->context, &cells[i]);
    cpf__free(facts->context, cells);
}

void cpf_facts_free(cpf_facts *facts)
{
    cpf_context *context;
    int64_t periods;

    if (!facts || atomic_fetch_sub_explicit(&facts->owners, 1, memory_order_acq_rel) != 1)
        return;
    context = facts->context;
    periods = facts->model->calendar->count;
    free_cells(facts, facts->indicators, facts->model->indicator_count * periods);
    free_cells(facts, facts->measures, facts->model->measure_count * periods);
    for (int64_t i = 0; i < facts->window_count; i++)
        cpf__cells_free(context, &facts->windows[i].cells);
    cpf__free(context, facts->windows);
    cpf__free(context, facts->measured);
    cpf__free(context, facts->zeros);
    cpf_model_free(facts->model);
    cpf__free(context, facts);
    cpf_context_free(context);
}

cpf_status cpf__facts_make(cpf_facts *facts, cpf_id indicator, cpf_id period, int with_valid, cpf_error **error)
{
    cpf__cells *cells = cpf__facts_cells(facts, indicator, period), made;

    if (cpf__cells_make(facts->context, facts->model->tree->count, with_valid, &made) != CPF_OK)
        return cpf__no_memory(error);
    cpf__cells_free(facts->context, cells);
    *cells = made;
    return CPF_OK;
}

static int is_cell(const cpf_facts *facts, cpf_id indicator, cpf_id period)
{
    return facts && indicator >= 0 && indicator < facts->model->indicator_count && period >= 0 &&
           period < facts->model->calendar->count;
}

cpf_status cpf_facts_set_column(cpf_facts *facts, cpf_id indicator, cpf_id period, const int64_t *values,
                                const uint8_t *valid, int32_t borrow, cpf_error **error)
{
    cpf__cells *cells;
    int64_t n;

    if (!is_cell(facts, indicator, period) || !values)
        return cpf__bad_argument(facts ? facts->context : NULL, error,
                                 !facts   ? "facts"
                                 : values ? "indicator"
                                          : "values");
    cells = cpf__facts_cells(facts, indicator, period);
    n = facts->model->tree->count;
    if (borrow) {
        cpf__cells_free(facts->context, cells);
        *cells = (cpf__cells){(int64_t *)(uintptr_t)values, (uint8_t *)(uintptr_t)valid, 0, 0};
        return CPF_OK;
    }
    if (cpf__facts_make(facts, indicator, period, valid != NULL, error) != CPF_OK)
        return CPF_E_MEMORY;
    memcpy(cells->values, values, (size_t)n * sizeof *values);
    if (valid)
        memcpy(cells->valid, valid, (size_t)cpf__bits_bytes(n));
    return CPF_OK;
}

/* A column that can be written cell by cell: owned, and with validity when it was empty. Borrowed ones are copied. */
static cpf_status make_writable(cpf_facts *facts, cpf_id indicator, cpf_id period, cpf_error **error)
{
    cpf__cells *cells = cpf__facts_cells(facts, indicator, period), old = *cells;
    int64_t n = facts->model->tree->count;

    if (old.owned)
        return CPF_OK;
    if (cpf__facts_make(facts, indicator, period, !old.values || old.valid, error) != CPF_OK)
        return CPF_E_MEMORY;
    if (old.values)
        memcpy(cells->values, old.values, (size_t)n * sizeof *old.values);
    if (old.valid)
        memcpy(cells->valid, old.valid, (size_t)cpf__bits_bytes(n));
    return CPF_OK;
}

cpf_status cpf_facts_set(cpf_facts *facts, int64_t n, const cpf_id *unit, const cpf_id *indicator, const cpf_id *period,
                         const int64_t *value, cpf_error **error)
{
    if (!facts || n < 0 || (n && (!unit || !indicator || !period || !value)))
        return cpf__bad_argument(facts ? facts->context : NULL, error, facts ? "n" : "facts");
    for (int64_t i = 0; i < n; i++)
        if (!is_cell(facts, indicator[i], period[i]) || unit[i] < 0 || unit[i] >= facts->model->tree->count)
            return cpf__bad_argument(facts->context, error, "unit, indicator, period");
    for (int64_t i = 0; i < n; i++)
        if (make_writable(facts, indicator[i], period[i], error) != CPF_OK)
            return CPF_E_MEMORY;
    for (int64_t i = 0; i < n; i++) {
        cpf__cells *cells = cpf__facts_cells(facts, indicator[i], period[i]);

        cells->values[unit[i]] = value[i];
        if (cells->valid)
            cpf__bit_set(cells->valid, unit[i], 1);
    }
    return CPF_OK;
}

const int64_t *cpf_facts_column(const cpf_facts *facts, cpf_id indicator, cpf_id period)
{
    return is_cell(facts, indicator, period) ? cpf__facts_cells(facts, indicator, period)->values : NULL;
}

const uint8_t *cpf_facts_validity(const cpf_facts *facts, cpf_id indicator, cpf_id period)
{
    return is_cell(facts, indicator, period) ? cpf__facts_cells(facts, indicator, period)->valid : NULL;
}

static cpf_status cell_value(const cpf_facts *facts, const cpf__cells *cells, cpf_id unit, int64_t *value)
{
    if (unit < 0 || unit >= facts->model->tree->count || !value)
        return CPF_E_ARGUMENT;
    if (!cells->values || !cpf__bit(cells->valid, unit))
        return CPF_E_MISSING;
    *value = cells->values[unit];
    return CPF_OK;
}

cpf_status cpf_facts_value(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value)
{
    if (!is_cell(facts, indicator, period))
        return CPF_E_ARGUMENT;
    return cell_value(facts, cpf__facts_cells(facts, indicator, period), unit, value);
}

cpf_status cpf_facts_measure_value(const cpf_facts *facts, cpf_id unit, cpf_id measure, cpf_id period, int64_t *value)
{
    static const cpf__cells nothing = {0};
    const cpf__cells *cells;
    cpf__where where = {measure, period, CPF__IN_PERIOD, 0};

    if (!facts || measure < 0 || measure >= facts->model->measure_count || period < 0 ||
        period >= facts->model->calendar->count)
        return CPF_E_ARGUMENT;
    cells = cpf__facts_find(facts, &where);
    return cell_value(facts, cells ? cells : &nothing, unit, value);
}
