/* SPDX-License-Identifier: MIT */
#include "calendar.h"
#include "measuring.h"
#include "vec.h"

/* A first date is the first ever, as people mean it: `first_order in period` asks whether the channel is new. */
static cpf__span period_span(const cpf_events *events, cpf_id measure, cpf_id period)
{
    if (events->model->measures[measure].kind == CPF__MEASURE_FIRST)
        return cpf__span_until(events->slots, period);
    return cpf__span_inside(events->slots, period);
}

cpf__span cpf__where_span(const cpf_events *events, const cpf__where *where)
{
    cpf__span span = {0, 0, {CPF_NONE, CPF_NONE}};
    int32_t leaf = events->model->calendar->leaf_begin;

    switch (where->window) {
    case CPF__EVER:
        return cpf__span_until(events->slots, where->period);
    case CPF__BEFORE:
        return cpf__span_before(events->slots, where->period);
    case CPF__TRAILING:
        cpf__calendar_trailing(events->model->calendar, where->period, where->trailing, &span.begin, &span.end);
        span.begin -= leaf;
        span.end -= leaf;
        return span;
    default:
        return period_span(events, where->measure, where->period);
    }
}

/* Sums and counts without rows are 0, and so are distinct counts. */
static int is_zero_without_rows(int32_t kind)
{
    return kind == CPF__MEASURE_SUM || kind == CPF__MEASURE_COUNT || kind == CPF__MEASURE_DISTINCT;
}

static cpf_status share_zeros(cpf_facts *facts, cpf__cells *cells)
{
    cpf__cells zeros = {0};

    if (!facts->zeros && cpf__cells_make(facts->context, facts->model->tree->count, 0, &zeros) != CPF_OK)
        return CPF_E_MEMORY;
    if (!facts->zeros)
        facts->zeros = zeros.values;
    *cells = (cpf__cells){facts->zeros, NULL, 0, 0};
    return CPF_OK;
}

static cpf_status fill_column(cpf__measuring *m, const cpf__where *where, cpf__cells *cells, cpf_id *failed)
{
    int32_t kind = m->model->measures[where->measure].kind;
    cpf__span span = cpf__where_span(m->events, where);
    cpf_status status;

    if (kind == CPF__MEASURE_DISTINCT)
        status = cpf__distinct_counts(m->events, where->measure, &span, NULL, cells);
    else
        status = cpf__own_values(m->events, where->measure, &span, cells, failed);
    if (status != CPF_OK)
        return status;
    if (!cells->values)
        return is_zero_without_rows(kind) ? share_zeros(m->facts, cells) : CPF_OK;
    if (kind == CPF__MEASURE_DISTINCT)
        return CPF_OK;
    status = cpf__tree_fold(m->context, m->model->tree, cpf__measure_folds[kind], cells, failed);
    if (status != CPF_OK)
        cpf__cells_free(m->context, cells);
    return status;
}

/* Where a new column is put; NULL: no memory. */
static cpf__cells *make_place(cpf_facts *facts, const cpf__where *where)
{
    int64_t at = (int64_t)where->measure * facts->model->calendar->count + where->period;
    cpf__window_cells *kept;

    if (where->window == CPF__IN_PERIOD)
        return &facts->measures[at];
    if (facts->window_count == facts->window_capacity &&
        !cpf__vec_grow(facts->context, (void **)(void *)&facts->windows, facts->window_count, &facts->window_capacity,
                       sizeof *facts->windows))
        return NULL;
    kept = &facts->windows[facts->window_count++];
    *kept = (cpf__window_cells){where->measure, where->period, where->window, where->trailing, {0}};
    return &kept->cells;
}

cpf_status cpf__measure_column(cpf__measuring *m, const cpf__where *where)
{
    cpf__cells *cells;
    cpf_id failed = 0;
    cpf_status status;

    if (!m->events || cpf__facts_find(m->facts, where))
        return CPF_OK;
    cells = make_place(m->facts, where);
    status = cells ? fill_column(m, where, cells, &failed) : CPF_E_MEMORY;
    if (status == CPF_E_RANGE)
        return cpf__measuring_range(m, CPF__FACTS_SUM_RANGE, m->model->measures[where->measure].code, failed,
                                    where->period);
    if (status != CPF_OK)
        return cpf__no_memory(m->error);
    if (where->window == CPF__IN_PERIOD)
        m->facts->measured[(int64_t)where->measure * m->model->calendar->count + where->period] = 1;
    return CPF_OK;
}

cpf_status cpf__measure_operand(cpf__measuring *m, const cpf__operand *operand, cpf_id period)
{
    cpf__where where;

    if (operand->measure == CPF_NONE || cpf__operand_where(m->model, operand, period, &where) != CPF_OK)
        return CPF_OK;
    return cpf__measure_column(m, &where);
}
