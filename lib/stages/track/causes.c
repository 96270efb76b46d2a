/* SPDX-License-Identifier: MIT */
/* The table "causes": the change of the last complete leaf period on a year ago, taken apart by the factors that the
 * indicator is a product of: each is put in place of its value a year ago in turn (chain substitution). */
#include <math.h>

#include "course.h"
#include "mem.h"
#include "track_tables.h"

enum { UNIT, NAME, INDICATOR, PERIOD, BEFORE, NOW, CHANGE, FACTOR, FACTOR_BEFORE, FACTOR_NOW, EFFECT, SHARE, COLUMNS };

static const cpf__column cause_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [BEFORE] = {"before", {"A year ago", "去年同期"}, CPF_COLUMN_DECIMAL, 0},
    [NOW] = {"now", {"Now", "本期"}, CPF_COLUMN_DECIMAL, 0},
    [CHANGE] = {"change", {"Change", "变动额"}, CPF_COLUMN_DECIMAL, 0},
    [FACTOR] = {"factor", {"Factor", "因素"}, CPF_COLUMN_TEXT, 0},
    [FACTOR_BEFORE] = {"factor_before", {"Factor a year ago", "因素去年同期"}, CPF_COLUMN_DECIMAL, 0},
    [FACTOR_NOW] = {"factor_now", {"Factor now", "因素本期"}, CPF_COLUMN_DECIMAL, 0},
    [EFFECT] = {"effect", {"Effect on the change", "影响额"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Part of the change (%)", "占变动额（%）"}, CPF_COLUMN_DECIMAL, 2},
};

typedef struct factor {
    cpf_id indicator;
    int64_t before, now, effect;
} factor;

typedef struct cause_work {
    const cpf__stage_view *view;
    cpf_id indicator, period, year_ago;
    factor *factors;
    int64_t count;
    int64_t before, now, change, rest; /* of the unit that is looked at */
} cause_work;

/* The factors of the indicator, in the order of their positions. */
static void take_factors(const cpf__records *causes, cause_work *work)
{
    for (int64_t row = 0, last = 0; row < causes->count; row++) {
        int64_t next = INT64_MAX;
        cpf_id indicator = CPF_NONE;

        for (int64_t other = 0; other < causes->count; other++) {
            int64_t position = cpf__record_value(causes, CPF__CAUSE_POSITION, other);

            if (cpf__record_value(causes, CPF__CAUSE_INDICATOR, other) != work->indicator || position <= last ||
                position >= next)
                continue;
            next = position;
            indicator = (cpf_id)cpf__record_value(causes, CPF__CAUSE_FACTOR, other);
        }
        if (indicator == CPF_NONE)
            return;
        work->factors[work->count++].indicator = indicator;
        last = next;
    }
}

static int take_values(cause_work *work, cpf_id unit)
{
    const cpf_facts *facts = work->view->facts;

    for (int64_t i = 0; i < work->count; i++) {
        factor *it = &work->factors[i];

        if (cpf__track_value(facts, unit, it->indicator, work->year_ago, &it->before) != CPF_OK ||
            cpf__track_value(facts, unit, it->indicator, work->period, &it->now) != CPF_OK)
            return 0;
    }
    return cpf__track_value(facts, unit, work->indicator, work->year_ago, &work->before) == CPF_OK &&
           cpf__track_value(facts, unit, work->indicator, work->period, &work->now) == CPF_OK;
}

static double scaled(const cause_work *work, const factor *it, int64_t value)
{
    return (double)value / (double)cpf__pow10(work->view->model->indicators[it->indicator].decimals);
}

/* now of the factors before it * (now - before) * before of those after it. */
static double effect_of(const cause_work *work, int64_t at)
{
    double effect = (double)cpf__pow10(work->view->model->indicators[work->indicator].decimals);

    for (int64_t i = 0; i < work->count; i++) {
        const factor *it = &work->factors[i];
        double before = scaled(work, it, it->before), now = scaled(work, it, it->now);

        effect *= i < at ? now : i > at ? before : now - before;
    }
    return effect;
}

/* Whole steps; what the factors and their rounding leave is the rest, so that all add up to the change. */
static cpf_status take_effects(cause_work *work)
{
    cpf_status status = cpf__sub(work->now, work->before, &work->change);

    work->rest = work->change;
    for (int64_t i = 0; i < work->count && status == CPF_OK; i++) {
        double effect = effect_of(work, i);

        if (!(fabs(effect) < 9.2e18))
            return CPF_E_RANGE;
        work->factors[i].effect = llround(effect);
        status = cpf__sub(work->rest, work->factors[i].effect, &work->rest);
    }
    return status;
}

static cpf_status add_cause(const cause_work *work, cpf_table *table, cpf_id unit, const factor *it, cpf_error **error)
{
    const cpf_model *model = work->view->model;
    const struct cpf_indicator *indicator = &model->indicators[work->indicator];
    int64_t at = cpf__table_add_row(table), effect = it ? it->effect : work->rest, share;

    if (at < 0)
        return cpf__no_memory(error);
    cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, unit));
    cpf__table_set_text(table, INDICATOR, at, indicator->code);
    cpf__table_set_text(table, PERIOD, at, model->calendar->periods[work->period].code);
    cpf__table_set_scaled(table, BEFORE, at, work->before, indicator->decimals);
    cpf__table_set_scaled(table, NOW, at, work->now, indicator->decimals);
    cpf__table_set_scaled(table, CHANGE, at, work->change, indicator->decimals);
    cpf__table_set_text(table, FACTOR, at, it ? model->indicators[it->indicator].code : "rest");
    cpf__table_set_scaled(table, EFFECT, at, effect, indicator->decimals);
    if (work->change && cpf__muldiv(effect, 10000, work->change, CPF__HALF_UP, &share) == CPF_OK)
        cpf__table_set_decimal(table, SHARE, at, share);
    if (!it)
        return CPF_OK;
    cpf__table_set_scaled(table, FACTOR_BEFORE, at, it->before, model->indicators[it->indicator].decimals);
    cpf__table_set_scaled(table, FACTOR_NOW, at, it->now, model->indicators[it->indicator].decimals);
    return CPF_OK;
}

static cpf_status tell_unit(cause_work *work, cpf_table *table, cpf_id unit, cpf_error **error)
{
    cpf_status status = CPF_OK;

    if (!take_values(work, unit))
        return CPF_OK;
    if (take_effects(work) != CPF_OK)
        return cpf__track_range(work->view, unit, work->indicator, work->period, error);
    for (int64_t i = 0; i < work->count && status == CPF_OK; i++)
        status = add_cause(work, table, unit, &work->factors[i], error);
    return status == CPF_OK ? add_cause(work, table, unit, NULL, error) : status;
}

/* Whether another factor of the same indicator comes before it. */
static int is_led(const cpf__records *causes, int64_t row)
{
    for (int64_t other = 0; other < causes->count; other++) {
        if (cpf__record_value(causes, CPF__CAUSE_INDICATOR, other) ==
                cpf__record_value(causes, CPF__CAUSE_INDICATOR, row) &&
            cpf__record_value(causes, CPF__CAUSE_POSITION, other) < cpf__record_value(causes, CPF__CAUSE_POSITION, row))
            return 1;
    }
    return 0;
}

/* Every indicator that has factors, once: at the first of them. */
static cpf_status tell_causes(const cpf__stage_view *view, const cpf__records *causes, int64_t row, factor *factors,
                              cpf_table *table, cpf_error **error)
{
    const cpf_model *model = view->model;
    cause_work work = {
        .view = view, .indicator = (cpf_id)cpf__record_value(causes, CPF__CAUSE_INDICATOR, row), .factors = factors};
    cpf_status status = CPF_OK;

    if (is_led(causes, row))
        return CPF_OK;
    work.period = cpf__track_leaf_end(view, work.indicator) - 1;
    if (work.period < model->calendar->leaf_begin)
        return CPF_OK;
    work.year_ago = model->calendar->periods[work.period].year_before;
    if (work.year_ago == CPF_NONE)
        return CPF_OK;
    take_factors(causes, &work);
    for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++) {
        const struct cpf_period *leaf = &model->calendar->periods[work.period];

        if (cpf__track_is_told(model, unit, cpf__record_value(causes, CPF__CAUSE_LEVEL, row), leaf->from, leaf->to))
            status = tell_unit(&work, table, unit, error);
    }
    return status;
}

cpf_status cpf__track_causes(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *causes = cpf__model_records(view->model, &cpf__record_cause);
    cpf_status status = causes->count ? cpf__track_check_day(view, error) : CPF_OK;
    cpf_table *made;
    factor *factors;

    if (!causes->count || status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "causes", 0, cause_columns, COLUMNS);
    factors = cpf__alloc(view->context, causes->count, sizeof *factors);
    if (!factors)
        status = cpf__no_memory(error);
    for (int64_t i = 0; i < causes->count && made && status == CPF_OK; i++)
        status = tell_causes(view, causes, i, factors, made, error);
    cpf__free(view->context, factors);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
