/* SPDX-License-Identifier: MIT */
/* The table "pipeline": what a team's prospects are worth beside what is still to do, and where they stay longest. */
#include "course.h"
#include "mem.h"
#include "prospects.h"
#include "track_tables.h"

enum {
    UNIT,
    NAME,
    INDICATOR,
    PERIOD,
    WEIGHTED,
    TARGET,
    ACTUAL,
    GAP,
    COVER,
    SLOWEST,
    DAYS,
    OPEN,
    AMOUNT,
    STUCK,
    STUCK_AMOUNT,
    UNTOLD,
    UNTOLD_AMOUNT,
    EXPECTED,
    BY_END,
    LIKELY,
    COLUMNS
};

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
    [OPEN] = {"open", {"Open", "在途数"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Amount of these", "在途金额"}, CPF_COLUMN_DECIMAL, 0},
    [STUCK] = {"stuck", {"Older than any that ended", "停滞数（超过最长停留）"}, CPF_COLUMN_DECIMAL, 0},
    [STUCK_AMOUNT] = {"stuck_amount", {"Amount of these", "停滞金额"}, CPF_COLUMN_DECIMAL, 0},
    [UNTOLD] = {"untold", {"Nothing tells their chance", "无法估计概率数"}, CPF_COLUMN_DECIMAL, 0},
    [UNTOLD_AMOUNT] = {"untold_amount", {"Amount of these", "无法估计概率的金额"}, CPF_COLUMN_DECIMAL, 0},
    [EXPECTED] = {"expected", {"Expected by age", "按停留时间预计成交"}, CPF_COLUMN_DECIMAL, 0},
    [BY_END] = {"by_end", {"Of it by the end of the period", "其中期末前成交"}, CPF_COLUMN_DECIMAL, 0},
    [LIKELY] = {"likely_cover", {"By the end / still to do", "期末前覆盖倍数"}, CPF_COLUMN_DECIMAL, 4},
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

/* What is still to do, and how often that covers it: all of the pipeline, and what of it comes in time. */
static cpf_status fill_cover(const cpf__funnel_counts *counts, int32_t team, cpf_id period, const int64_t *covers[2],
                             cpf_table *table, int64_t at)
{
    static const int32_t columns[2] = {COVER, LIKELY};
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
    for (int i = 0; i < 2 && gap > 0 && status == CPF_OK; i++) {
        if (!covers[i])
            continue;
        status = cpf__muldiv(*covers[i], 10000, gap, CPF__HALF_UP, &cover);
        cpf__table_set_decimal(table, columns[i], at, cover);
    }
    return status;
}

/* How many, and what they are worth. */
static cpf_status put_lots(const cpf__prospects *prospects, int32_t decimals, cpf_table *table, int64_t at)
{
    static const int32_t columns[] = {OPEN, STUCK, UNTOLD};
    const cpf__lot *const lots[] = {&prospects->open, &prospects->stuck, &prospects->untold};

    for (int i = 0; i < 3; i++) {
        if (lots[i]->amount > INT64_MAX || lots[i]->amount < INT64_MIN)
            return CPF_E_RANGE;
        cpf__table_set_decimal(table, columns[i], at, lots[i]->count);
        cpf__table_set_scaled(table, columns[i] + 1, at, (int64_t)lots[i]->amount, decimals);
    }
    return CPF_OK;
}

/* A row of one team; `ages`: room. What is expected is not told where nothing tells it of any. */
static cpf_status fill_team(const cpf__chances *chances, int32_t team, cpf_id period, cpf__i128 *ages, cpf_table *table,
                            int64_t at)
{
    const cpf__funnel_counts *counts = chances->counts;
    int32_t decimals = counts->view->model->indicators[counts->indicator].decimals;
    cpf__prospects prospects;
    int64_t weighted, expected, by_end;
    const int64_t *covers[2] = {&weighted, NULL};
    cpf_status status = sum_weighted(counts, team, &weighted);

    cpf__prospects_of(chances, team, ages, &prospects);
    if (status == CPF_OK)
        status = put_lots(&prospects, decimals, table, at);
    if (status == CPF_OK)
        status = cpf__chance_steps(prospects.expected, &expected);
    if (status == CPF_OK)
        status = cpf__chance_steps(prospects.by_end, &by_end);
    if (status != CPF_OK)
        return status;
    cpf__table_set_scaled(table, WEIGHTED, at, weighted, decimals);
    if (prospects.open.count > prospects.untold.count || !prospects.open.count) {
        cpf__table_set_scaled(table, EXPECTED, at, expected, decimals);
        cpf__table_set_scaled(table, BY_END, at, by_end, decimals);
        covers[1] = &by_end;
    }
    return fill_cover(counts, team, period, covers, table, at);
}

static cpf_status fill_pipeline(const cpf__chances *chances, cpf_id period, cpf__i128 *ages, cpf_table *table,
                                cpf_error **error)
{
    const cpf__funnel_counts *counts = chances->counts;
    const cpf_model *model = counts->view->model;

    for (int32_t team = 0; team < counts->team_count; team++) {
        int64_t at = cpf__table_add_row(table);

        if (at < 0)
            return cpf__no_memory(error);
        cpf__funnel_head(counts, team, CPF_NONE, table, UNIT, at);
        cpf__table_set_text(table, PERIOD, at, model->calendar->periods[period].code);
        if (fill_team(chances, team, period, ages, table, at) != CPF_OK)
            return cpf__track_range(counts->view, counts->teams[team], counts->indicator, period, error);
        fill_slowest(counts, team, table, at);
    }
    return CPF_OK;
}

static cpf_status fill_periods(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error)
{
    const cpf_context *context = counts->view->context;
    cpf_id period = cpf__track_next(counts->view, counts->indicator, CPF_NONE);
    cpf__i128 *ages = cpf__alloc(context, counts->own.count, sizeof *ages);
    cpf_status status = ages ? CPF_OK : cpf__no_memory(error);

    for (; period != CPF_NONE && status == CPF_OK; period = cpf__track_next(counts->view, counts->indicator, period)) {
        cpf__chances chances;

        status = cpf__chances_make(counts, counts->view->model->calendar->periods[period].to, &chances);
        status = status == CPF_OK ? fill_pipeline(&chances, period, ages, table, error) : cpf__no_memory(error);
        cpf__chances_end(&chances);
    }
    cpf__free(context, ages);
    return status;
}

cpf_status cpf__track_pipeline(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return cpf__funnel_table(view, cpf__table_new(view->context, "pipeline", 0, pipeline_columns, COLUMNS),
                             fill_periods, table, error);
}
