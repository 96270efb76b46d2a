/* SPDX-License-Identifier: MIT */
/* The table "pipeline": what a team's prospects are worth beside what is still to do, and where they stay longest. */
#include "course.h"
#include "funnel_counts.h"
#include "track_tables.h"

enum { UNIT, NAME, INDICATOR, PERIOD, WEIGHTED, TARGET, ACTUAL, GAP, COVER, SLOWEST, DAYS, COLUMNS };

static const cpf__column pipeline_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Team", "团队"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [WEIGHTED] = {"weighted", {"Weighted pipeline", "加权在途金额"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [ACTUAL] = {"actual", {"Actual to date", "累计实际"}, CPF_COLUMN_DECIMAL, 0},
    [GAP] = {"gap", {"Still to do", "剩余差额"}, CPF_COLUMN_DECIMAL, 0},
    [COVER] = {"cover", {"Weighted pipeline / still to do", "覆盖倍数"}, CPF_COLUMN_DECIMAL, 4},
    [SLOWEST] = {"slowest", {"Slowest stage", "最慢阶段"}, CPF_COLUMN_TEXT, 0},
    [DAYS] = {"slowest_days", {"Its median stay (days)", "其停留中位数（天）"}, CPF_COLUMN_DECIMAL, 0},
};

static void fill_slowest(const cpf__funnel_counts *counts, int32_t team, cpf_table *table, int64_t at)
{
    int64_t longest = -1;
    int32_t slowest = CPF_NONE;

    for (int32_t stage = 0; stage < counts->known->stage_count; stage++) {
        int64_t median = cpf__funnel_at(counts, team, stage)->median;

        if (median <= longest)
            continue;
        longest = median;
        slowest = stage;
    }
    if (slowest == CPF_NONE)
        return;
    cpf__table_set_text(table, SLOWEST, at, cpf__funnel_stage(counts, slowest));
    cpf__table_set_decimal(table, DAYS, at, longest);
}

static cpf_status sum_weighted(const cpf__funnel_counts *counts, int32_t team, int64_t *sum)
{
    cpf_status status = CPF_OK;

    *sum = 0;
    for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++) {
        int64_t weighted;

        status = cpf__funnel_weighted(counts, team, stage, &weighted);
        if (status == CPF_OK)
            status = cpf__add(*sum, weighted, sum);
    }
    return status;
}

/* What is still to do, and how often the pipeline covers it. */
static cpf_status fill_cover(const cpf__funnel_counts *counts, int32_t team, cpf_id period, int64_t weighted,
                             cpf_table *table, int64_t at)
{
    const cpf__stage_view *view = counts->view;
    int32_t decimals = view->model->indicators[counts->indicator].decimals;
    int64_t target, actual, gap, cover = 0;
    cpf_status status = CPF_OK;

    if (cpf__track_value(view->targets, counts->teams[team], counts->indicator, period, &target) != CPF_OK)
        return CPF_OK;
    cpf__table_set_scaled(table, TARGET, at, target, decimals);
    if (cpf__track_value(view->facts, counts->teams[team], counts->indicator, period, &actual) != CPF_OK)
        return CPF_OK;
    cpf__table_set_scaled(table, ACTUAL, at, actual, decimals);
    status = cpf__sub(target, actual, &gap);
    if (status != CPF_OK)
        return status;
    cpf__table_set_scaled(table, GAP, at, gap, decimals);
    if (gap > 0) {
        status = cpf__muldiv(weighted, 10000, gap, CPF__HALF_UP, &cover);
        cpf__table_set_decimal(table, COVER, at, cover);
    }
    return status;
}

static cpf_status fill_pipeline(const cpf__funnel_counts *counts, cpf_id period, cpf_table *table, cpf_error **error)
{
    const cpf_model *model = counts->view->model;

    for (int32_t team = 0; team < counts->team_count; team++) {
        int64_t at = cpf__table_add_row(table), weighted;
        cpf_status status = sum_weighted(counts, team, &weighted);

        if (at < 0)
            return cpf__no_memory(error);
        cpf__table_set_text(table, UNIT, at, cpf_model_unit_code(model, counts->teams[team]));
        cpf__table_set_text(table, NAME, at, cpf_model_unit_name(model, counts->teams[team]));
        cpf__table_set_text(table, INDICATOR, at, model->indicators[counts->indicator].code);
        cpf__table_set_text(table, PERIOD, at, model->calendar->periods[period].code);
        if (status == CPF_OK) {
            cpf__table_set_scaled(table, WEIGHTED, at, weighted, model->indicators[counts->indicator].decimals);
            status = fill_cover(counts, team, period, weighted, table, at);
        }
        if (status != CPF_OK)
            return cpf__track_range(counts->view, counts->teams[team], counts->indicator, period, error);
        fill_slowest(counts, team, table, at);
    }
    return CPF_OK;
}

static cpf_status fill_periods(const cpf__funnel_counts *counts, double confidence, cpf_table *table, cpf_error **error)
{
    cpf_id period = cpf__track_next(counts->view, counts->indicator, CPF_NONE);
    cpf_status status = CPF_OK;

    (void)confidence;
    for (; period != CPF_NONE && status == CPF_OK; period = cpf__track_next(counts->view, counts->indicator, period))
        status = fill_pipeline(counts, period, table, error);
    return status;
}

cpf_status cpf__track_pipeline(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return cpf__funnel_table(view, cpf__table_new(view->context, "pipeline", 0, pipeline_columns, COLUMNS),
                             fill_periods, table, error);
}
