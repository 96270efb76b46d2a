/* SPDX-License-Identifier: MIT */
/* The table "stalls": the gap to what is expected, taken apart so that the parts add up to it, and the fewest of them
 * that explain most of it. */
#include "stalls.h"

#include "mem.h"
#include "sort_doubles.h"
#include "track_tables.h"

enum {
    OF,
    INDICATOR,
    PERIOD,
    BY,
    UNIT,
    NAME,
    PRODUCT,
    CAUSE,
    ACTUAL,
    EXPECTED,
    GAP,
    SHARE,
    RANK,
    TOGETHER,
    EXPLAINS,
    TOTAL,
    COLUMNS
};

static const cpf__column stall_columns[COLUMNS] = {
    [OF] = {"of", {"Gap of", "差距所属单位"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [BY] = {"by", {"Taken apart by", "分解维度"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [PRODUCT] = {"product", {"Product line", "产品线"}, CPF_COLUMN_TEXT, 0},
    [CAUSE] = {"cause", {"Cause", "原因"}, CPF_COLUMN_TEXT, 0},
    [ACTUAL] = {"actual", {"Actual to date", "累计实际"}, CPF_COLUMN_DECIMAL, 0},
    [EXPECTED] = {"expected", {"Expected to date", "应达进度"}, CPF_COLUMN_DECIMAL, 0},
    [GAP] = {"gap", {"Short of it (+) or beyond (-)", "差距（正为落后）"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Part of the whole gap (%)", "占总差距（%）"}, CPF_COLUMN_DECIMAL, 2},
    [RANK] = {"rank", {"Rank", "排名"}, CPF_COLUMN_DECIMAL, 0},
    [TOGETHER] = {"together", {"Gap of this and those before", "累计差距"}, CPF_COLUMN_DECIMAL, 0},
    [EXPLAINS] = {"explains", {"Among the fewest that explain it", "属最小解释集"}, CPF_COLUMN_FLAG, 0},
    [TOTAL] = {"total", {"Whole gap", "总差距"}, CPF_COLUMN_DECIMAL, 0},
};

/* How units are taken further apart. */
static const struct stall_way {
    const char *name;
    int32_t column; /* of the part's name */
    cpf_status (*split)(cpf__stalls *work, cpf_error **error);
} stall_ways[] = {
    [CPF__GAP_BY_UNITS] = {"units", UNIT, NULL},
    [CPF__GAP_BY_PRODUCTS] = {"products", PRODUCT, cpf__stall_products},
    [CPF__GAP_BY_CAUSES] = {"causes", CAUSE, cpf__stall_causes},
};

typedef struct ranking {
    double *keys;
    int64_t *order;
    int64_t total;
} ranking;

/* The largest shortfalls until they are the part of the whole gap that is to be explained: no smaller set is. */
static void explain_gap(cpf__stalls *work, const ranking *ranks)
{
    cpf__i128 wanted = (cpf__i128)ranks->total * work->percent, together = 0;

    for (int64_t i = 0; i < work->parts.count && ranks->total > 0; i++) {
        cpf__stall *part = &work->parts.items[ranks->order[i]];

        if (together * 1000000 >= wanted) /* at the last gap above 0 by then: no more than all is wanted */
            break;
        together += part->gap;
        part->explains = 1;
    }
}

static cpf_status rank_parts(cpf__stalls *work, ranking *ranks, cpf_error **error)
{
    const cpf_context *context = work->view->context;
    cpf__i128 total = 0;

    ranks->keys = cpf__alloc(context, work->parts.count, sizeof *ranks->keys);
    ranks->order = cpf__alloc(context, work->parts.count, sizeof *ranks->order);
    if (!ranks->keys || !ranks->order)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < work->parts.count; i++) {
        total += work->parts.items[i].gap;
        ranks->keys[i] = -(double)work->parts.items[i].gap;
    }
    ranks->total = (int64_t)total;
    if (ranks->total != total)
        return cpf__stall_range(work, error);
    cpf__sort_positions(ranks->keys, work->parts.count, ranks->order);
    explain_gap(work, ranks);
    return CPF_OK;
}

static void fill_names(cpf_table *table, int64_t at, const cpf__stalls *work, const cpf__stall *part)
{
    const cpf_model *model = work->view->model;

    cpf__table_set_text(table, OF, at, cpf_model_unit_code(model, work->of));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[work->indicator].code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[work->time.period].code);
    cpf__table_set_text(table, BY, at, stall_ways[work->by].name);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, part->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, part->unit));
    if (part->part)
        cpf__table_set_text(table, stall_ways[work->by].column, at, part->part);
}

static cpf_status fill_stall(const cpf__stalls *work, const ranking *ranks, cpf_table *table, int64_t rank,
                             cpf__i128 *together, cpf_error **error)
{
    const cpf__stall *part = &work->parts.items[ranks->order[rank]];
    int32_t decimals = work->view->model->indicators[work->indicator].decimals;
    int64_t at = cpf__table_add_row(table), share;

    if (at < 0)
        return cpf__no_memory(error);
    *together += part->gap;
    fill_names(table, at, work, part);
    if (!part->only_gap) {
        cpf__table_set_scaled(table, ACTUAL, at, part->actual, decimals);
        cpf__table_set_scaled(table, EXPECTED, at, part->expected, decimals);
    }
    cpf__table_set_scaled(table, GAP, at, part->gap, decimals);
    cpf__table_set_decimal(table, RANK, at, rank + 1);
    if (*together <= INT64_MAX) /* from the largest gap down: never below the total */
        cpf__table_set_scaled(table, TOGETHER, at, (int64_t)*together, decimals);
    cpf__table_set_int(table, EXPLAINS, at, part->explains);
    cpf__table_set_scaled(table, TOTAL, at, ranks->total, decimals);
    if (ranks->total && cpf__muldiv(part->gap, 10000, ranks->total, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, SHARE, at, share);
    return CPF_OK;
}

static cpf_status tell_gap(cpf__stalls *work, cpf_table *table, cpf_error **error)
{
    ranking ranks = {0};
    cpf__i128 together = 0;
    cpf_status status = cpf__stall_units(work, error);

    if (status == CPF_OK && stall_ways[work->by].split)
        status = stall_ways[work->by].split(work, error);
    if (status == CPF_OK)
        status = rank_parts(work, &ranks, error);
    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++)
        status = fill_stall(work, &ranks, table, i, &together, error);
    cpf__free(work->view->context, ranks.keys);
    cpf__free(work->view->context, ranks.order);
    return status;
}

static cpf_status tell_gap_period(const cpf__stage_view *view, const cpf__records *gaps, int64_t record, cpf_id period,
                                  cpf_table *table, cpf_error **error)
{
    cpf__stalls work = {.view = view,
                        .indicator = (cpf_id)cpf__record_value(gaps, CPF__GAP_INDICATOR, record),
                        .level = cpf__record_value(gaps, CPF__GAP_LEVEL, record),
                        .by = (int32_t)cpf__record_value(gaps, CPF__GAP_BY, record),
                        .percent = cpf__record_value(gaps, CPF__GAP_PERCENT, record)};
    cpf_status status;

    if (cpf__record_has(gaps, CPF__GAP_UNIT, record))
        work.of = (cpf_id)cpf__record_value(gaps, CPF__GAP_UNIT, record);
    if (work.level == CPF__RECORD_MISSING)
        work.level = view->model->level_count - 1;
    cpf__track_time_of(view, period, &work.time);
    cpf__course_begin(&work.course, view, &work.time, work.indicator,
                      (int32_t)cpf__record_value(gaps, CPF__GAP_CURVE, record));
    status = tell_gap(&work, table, error);
    cpf__vec_free(view->context, &work.parts);
    return status;
}

cpf_status cpf__track_stalls(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *gaps = cpf__model_records(view->model, &cpf__record_gap);
    cpf_status status = gaps->count && view->targets ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;

    if (!gaps->count || !view->targets || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "stalls", 0, stall_columns, COLUMNS);
    for (int64_t i = 0; i < gaps->count && made && status == CPF_OK; i++) {
        cpf_id indicator = (cpf_id)cpf__record_value(gaps, CPF__GAP_INDICATOR, i);

        if (!view->model->indicators[indicator].additive)
            continue;
        for (cpf_id period = cpf__track_next(view, indicator, CPF_NONE); period != CPF_NONE && status == CPF_OK;
             period = cpf__track_next(view, indicator, period))
            status = tell_gap_period(view, gaps, i, period, made, error);
    }
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
