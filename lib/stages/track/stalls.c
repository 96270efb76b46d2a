/* SPDX-License-Identifier: MIT */
/* The table "stalls": the gap to what is expected, taken apart by the units below so that the parts add up to it, and
 * the fewest of them that explain most of it. */
#include "course.h"
#include "mem.h"
#include "sort_doubles.h"
#include "track_tables.h"
#include "vec.h"

enum { OF, INDICATOR, PERIOD, UNIT, NAME, ACTUAL, EXPECTED, GAP, SHARE, RANK, TOGETHER, EXPLAINS, TOTAL, COLUMNS };

static const cpf__column stall_columns[COLUMNS] = {
    [OF] = {"of", {"Gap of", "差距所属单位"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [ACTUAL] = {"actual", {"Actual to date", "累计实际"}, CPF_COLUMN_DECIMAL, 0},
    [EXPECTED] = {"expected", {"Expected to date", "应达进度"}, CPF_COLUMN_DECIMAL, 0},
    [GAP] = {"gap", {"Short of it (+) or beyond (-)", "差距（正为落后）"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Part of the whole gap (%)", "占总差距（%）"}, CPF_COLUMN_DECIMAL, 2},
    [RANK] = {"rank", {"Rank", "排名"}, CPF_COLUMN_DECIMAL, 0},
    [TOGETHER] = {"together", {"Gap of this and those before", "累计差距"}, CPF_COLUMN_DECIMAL, 0},
    [EXPLAINS] = {"explains", {"Among the fewest that explain it", "属最小解释集"}, CPF_COLUMN_FLAG, 0},
    [TOTAL] = {"total", {"Whole gap", "总差距"}, CPF_COLUMN_DECIMAL, 0},
};

typedef struct stall {
    cpf_id unit;
    int64_t actual, expected, gap;
    cpf__i128 rest; /* of the exact expectation below the whole steps, in the common denominator */
    int32_t explains, reserved;
} stall;

typedef struct stall_work {
    const cpf__stage_view *view;
    cpf__track_time time;
    cpf__course course;
    cpf_id indicator, of;
    int64_t level, percent;
    CPF__VEC(stall) parts;
    int64_t total;
    double *keys;
    int64_t *order;
    int by_days; /* some part has no targets of leaf periods: all go by working days, so that they add up */
} stall_work;

static int is_below(const cpf_model *model, cpf_id unit, cpf_id of)
{
    while (unit > of)
        unit = model->tree->parent[unit];
    return unit == of;
}

static int is_part(const stall_work *work, cpf_id unit)
{
    const cpf_model *model = work->view->model;

    return model->unit_level[unit] == work->level && is_below(model, unit, work->of);
}

static cpf_status expected_of(const stall_work *work, cpf_id unit, cpf__expected *expected)
{
    return work->by_days ? cpf__course_by_days(&work->course, unit, expected)
                         : cpf__course_expected(&work->course, unit, expected);
}

/* All parts by the same curve. */
static void choose_curve(stall_work *work)
{
    int32_t wanted = work->course.kind;
    cpf__expected expected;

    for (cpf_id unit = work->of; unit < work->view->model->tree->count && !work->by_days; unit++) {
        if (is_part(work, unit) && cpf__course_expected(&work->course, unit, &expected) == CPF_OK)
            work->by_days = expected.kind != wanted;
    }
}

/* The whole steps of what is expected, and what is left over. */
static cpf_status take_part(stall_work *work, cpf_id unit, cpf__i128 *sum, int64_t *common)
{
    const cpf__stage_view *view = work->view;
    cpf__expected expected;
    cpf_status status = expected_of(work, unit, &expected);
    cpf__i128 exact, floor;
    stall *part;

    if (status == CPF_E_MISSING)
        return CPF_OK;
    if (!cpf__vec_room(view->context, &work->parts))
        return CPF_E_MEMORY;
    part = &work->parts.items[work->parts.count++];
    part->unit = unit;
    (void)cpf__track_value(view->facts, unit, work->indicator, work->time.period, &part->actual);
    *common = expected.share.den;
    exact = (cpf__i128)expected.whole * *common + (cpf__i128)expected.part * expected.share.num;
    floor = exact / *common - (exact % *common < 0);
    part->rest = exact - floor * *common;
    part->expected = (int64_t)floor;
    *sum += exact;
    return status == CPF_OK && part->expected == floor ? CPF_OK : CPF_E_RANGE;
}

/* The steps that all floors together lack of the rounded sum go to the largest rests. */
static cpf_status hand_out(stall_work *work, cpf__i128 sum, int64_t common)
{
    cpf__i128 floors = 0;
    int64_t whole;
    cpf_status status = cpf__divide(sum, common, CPF__HALF_UP, &whole);

    for (int64_t i = 0; i < work->parts.count; i++) {
        floors += work->parts.items[i].expected;
        work->keys[i] = -(double)work->parts.items[i].rest;
    }
    cpf__sort_positions(work->keys, work->parts.count, work->order);
    for (int64_t i = 0; status == CPF_OK && i < (int64_t)(whole - floors); i++)
        work->parts.items[work->order[i]].expected++;
    return status;
}

/* Short of what is expected is above 0, also where less is better. */
static cpf_status take_gaps(stall_work *work)
{
    int less = work->view->model->indicators[work->indicator].direction == CPF__LESS;
    cpf__i128 total = 0;
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++) {
        stall *part = &work->parts.items[i];

        status = less ? cpf__sub(part->actual, part->expected, &part->gap)
                      : cpf__sub(part->expected, part->actual, &part->gap);
        total += part->gap;
        work->keys[i] = -(double)part->gap;
    }
    work->total = (int64_t)total;
    cpf__sort_positions(work->keys, work->parts.count, work->order);
    return status == CPF_OK && work->total == total ? CPF_OK : CPF_E_RANGE;
}

/* The largest shortfalls until they are the part of the whole gap that is to be explained: no smaller set is. */
static void explain_gap(stall_work *work)
{
    cpf__i128 wanted = (cpf__i128)work->total * work->percent, together = 0;

    for (int64_t i = 0; i < work->parts.count && work->total > 0; i++) {
        stall *part = &work->parts.items[work->order[i]];

        if (together * 1000000 >= wanted) /* at the last gap above 0 by then: no more than all is wanted */
            break;
        together += part->gap;
        part->explains = 1;
    }
}

static cpf_status fill_stall(const stall_work *work, cpf_table *table, int64_t rank, cpf__i128 *together,
                             cpf_error **error)
{
    const cpf_model *model = work->view->model;
    const stall *part = &work->parts.items[work->order[rank]];
    int32_t decimals = model->indicators[work->indicator].decimals;
    int64_t at = cpf__table_add_row(table), share;

    if (at < 0)
        return cpf__no_memory(error);
    *together += part->gap;
    cpf__table_set_text(table, OF, at, cpf_model_unit_code(model, work->of));
    cpf__table_set_text(table, INDICATOR, at, model->indicators[work->indicator].code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[work->time.period].code);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, part->unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, part->unit));
    cpf__table_set_scaled(table, ACTUAL, at, part->actual, decimals);
    cpf__table_set_scaled(table, EXPECTED, at, part->expected, decimals);
    cpf__table_set_scaled(table, GAP, at, part->gap, decimals);
    cpf__table_set_decimal(table, RANK, at, rank + 1);
    if (*together <= INT64_MAX) /* from the largest gap down: never below the total */
        cpf__table_set_scaled(table, TOGETHER, at, (int64_t)*together, decimals);
    cpf__table_set_int(table, EXPLAINS, at, part->explains);
    cpf__table_set_scaled(table, TOTAL, at, work->total, decimals);
    if (work->total && cpf__muldiv(part->gap, 10000, work->total, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, SHARE, at, share);
    return CPF_OK;
}

static cpf_status take_stalls(stall_work *work)
{
    const cpf_context *context = work->view->context;
    cpf__i128 sum = 0;
    int64_t common = 1;
    cpf_status status = CPF_OK;

    choose_curve(work);
    for (cpf_id unit = work->of; unit < work->view->model->tree->count && status == CPF_OK; unit++) {
        if (is_part(work, unit))
            status = take_part(work, unit, &sum, &common);
    }
    if (status != CPF_OK)
        return status;
    work->keys = cpf__alloc(context, work->parts.count, sizeof *work->keys);
    work->order = cpf__alloc(context, work->parts.count, sizeof *work->order);
    if (!work->keys || !work->order)
        return CPF_E_MEMORY;
    status = hand_out(work, sum, common);
    if (status == CPF_OK)
        status = take_gaps(work);
    explain_gap(work);
    return status;
}

static cpf_status tell_gap(stall_work *work, cpf_table *table, cpf_error **error)
{
    cpf__i128 together = 0;
    cpf_status status = take_stalls(work);

    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    if (status != CPF_OK)
        return cpf__track_range(work->view, work->of, work->indicator, work->time.period, error);
    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++)
        status = fill_stall(work, table, i, &together, error);
    return status;
}

static cpf_status tell_gap_period(const cpf__stage_view *view, const cpf__records *gaps, int64_t record, cpf_id period,
                                  cpf_table *table, cpf_error **error)
{
    stall_work work = {.view = view,
                       .indicator = (cpf_id)cpf__record_value(gaps, CPF__GAP_INDICATOR, record),
                       .level = cpf__record_value(gaps, CPF__GAP_LEVEL, record),
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
    cpf__free(view->context, work.keys);
    cpf__free(view->context, work.order);
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
