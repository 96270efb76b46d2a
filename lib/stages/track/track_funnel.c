/* SPDX-License-Identifier: MIT */
/* The table "funnel": what came to each stage of each team, and what became of it. */
#include <math.h>

#include "beta_binomial.h"
#include "funnel_counts.h"
#include "mem.h"
#include "proportion.h"
#include "track_tables.h"
#include "track_time.h"

enum {
    UNIT,
    NAME,
    INDICATOR,
    STAGE,
    ENTERED,
    OPEN,
    CONVERTED,
    LOST,
    RATE,
    LOW,
    HIGH,
    SHRUNK,
    LEAKAGE,
    MEDIAN,
    AMOUNT,
    WEIGHTED,
    UNDATED,
    RIPE,
    RIPE_RATE,
    P,
    ADJUSTED,
    APART,
    COLUMNS
};

static const cpf__column funnel_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Team", "团队"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [STAGE] = {"stage", {"Stage", "阶段"}, CPF_COLUMN_TEXT, 0},
    [ENTERED] = {"entered", {"Entered", "进入数"}, CPF_COLUMN_DECIMAL, 0},
    [OPEN] = {"open", {"Still there", "仍在该阶段"}, CPF_COLUMN_DECIMAL, 0},
    [CONVERTED] = {"converted", {"Went on", "转化数"}, CPF_COLUMN_DECIMAL, 0},
    [LOST] = {"lost", {"Lost", "流失数"}, CPF_COLUMN_DECIMAL, 0},
    [RATE] = {"rate", {"Conversion", "转化率"}, CPF_COLUMN_DECIMAL, 4},
    [LOW] = {"low", {"Lower limit", "下限"}, CPF_COLUMN_DECIMAL, 4},
    [HIGH] = {"high", {"Upper limit", "上限"}, CPF_COLUMN_DECIMAL, 4},
    [SHRUNK] = {"shrunk", {"Conversion seen among all teams", "收缩后转化率"}, CPF_COLUMN_DECIMAL, 4},
    [LEAKAGE] = {"leakage", {"Leakage", "流失率"}, CPF_COLUMN_DECIMAL, 4},
    [MEDIAN] = {"median_days", {"Median stay (days)", "停留中位数（天）"}, CPF_COLUMN_DECIMAL, 0},
    [AMOUNT] = {"amount", {"Amount still there", "在途金额"}, CPF_COLUMN_DECIMAL, 0},
    [WEIGHTED] = {"weighted", {"Weighted by probability", "加权金额"}, CPF_COLUMN_DECIMAL, 0},
    [UNDATED] = {"undated", {"Entered on no known day", "进入日期不详"}, CPF_COLUMN_DECIMAL, 0},
    [RIPE] = {"ripe", {"Had their time", "已满观察期"}, CPF_COLUMN_DECIMAL, 0},
    [RIPE_RATE] = {"ripe_rate", {"Conversion of these", "满期转化率"}, CPF_COLUMN_DECIMAL, 4},
    [P] = {"p", {"p value: as the other teams", "p 值（与其他团队相同）"}, CPF_COLUMN_DECIMAL, 6},
    [ADJUSTED] = {"p_adjusted", {"p value for all teams", "多重检验校正 p 值"}, CPF_COLUMN_DECIMAL, 6},
    [APART] = {"apart", {"Apart from the others beyond chance", "显著高于/低于同级"}, CPF_COLUMN_TEXT, 0},
};

static const char *const aparts[] = {"below", "", "above"};

/* How the rates of the teams in one stage differ beyond chance. */
typedef struct stage_fit {
    int64_t *x, *n, *scratch;
    cpf__beta_binomial fit;
} stage_fit;

/* Of a stage that none has left nothing tells how many go on: its stays say as much as none. */
static cpf_status fit_stage(const cpf__funnel_counts *counts, int32_t stage, stage_fit *fit, cpf_error **error)
{
    const cpf_context *context = counts->view->context;
    int64_t most = 1, ended = 0;

    for (int32_t team = 0; team < counts->team_count; team++) {
        const cpf__stage_count *count = cpf__funnel_at(counts, team, stage);

        fit->x[team] = count->converted;
        fit->n[team] = count->entered;
        most = count->entered > most ? count->entered : most;
        ended += count->converted + count->lost;
    }
    for (int32_t team = 0; team < counts->team_count && !ended; team++)
        fit->n[team] = 0;
    fit->scratch = cpf__alloc(context, 3 * most, sizeof *fit->scratch);
    if (!fit->scratch)
        return cpf__no_memory(error);
    cpf__beta_binomial_fit(fit->x, fit->n, counts->team_count, most, 1, fit->scratch, &fit->fit);
    cpf__free(context, fit->scratch);
    return CPF_OK;
}

/* A team's rate drawn towards that of all: the more so, the fewer it has. */
static double shrunk_rate(const cpf__beta_binomial *fit, const cpf__stage_count *count)
{
    if (isnan(fit->alpha) || isnan(fit->beta))
        return fit->pooled;
    return (fit->alpha + (double)count->converted) / (fit->alpha + fit->beta + (double)count->entered);
}

/* A part of a whole that is above 0, and so no more than 1. */
static void set_share(cpf_table *table, int32_t column, int64_t at, int64_t part, int64_t whole)
{
    int64_t share;

    (void)cpf__muldiv(part, 10000, whole, CPF__HALF_UP, &share);
    cpf__table_set_decimal(table, column, at, share);
}

static void put_rates(cpf_table *table, int64_t at, const cpf__stage_count *count, const cpf__beta_binomial *fit,
                      double confidence)
{
    cpf__share_range range = cpf__share_limits(CPF__SHARE_WILSON, count->converted, count->entered, 1 - confidence);
    double shrunk = shrunk_rate(fit, count);

    if (!isnan(shrunk))
        cpf__table_set_decimal(table, SHRUNK, at, llround(10000 * shrunk));
    if (!count->entered || isnan(fit->pooled))
        return;
    set_share(table, RATE, at, count->converted, count->entered);
    set_share(table, LEAKAGE, at, count->lost, count->entered);
    cpf__table_set_decimal(table, LOW, at, llround(10000 * range.lo));
    cpf__table_set_decimal(table, HIGH, at, llround(10000 * range.hi));
    if (count->median >= 0)
        cpf__table_set_decimal(table, MEDIAN, at, count->median);
}

static void fill_apart(cpf_table *table, int64_t at, const cpf__stage_count *count)
{
    cpf__table_set_decimal(table, UNDATED, at, count->undated);
    cpf__table_set_decimal(table, RIPE, at, count->ripe);
    if (count->ripe)
        set_share(table, RIPE_RATE, at, count->ripe_converted, count->ripe);
    if (isnan(count->p))
        return;
    cpf__table_set_decimal(table, P, at, llround(1e6 * count->p));
    cpf__table_set_decimal(table, ADJUSTED, at, llround(1e6 * count->p_adjusted));
    cpf__table_set_text(table, APART, at, aparts[count->apart + 1]);
}

static cpf_status fill_stage(const cpf__funnel_counts *counts, cpf_table *table, int32_t team, int32_t stage,
                             const cpf__beta_binomial *fit, cpf_error **error)
{
    const cpf__stage_count *count = cpf__funnel_at(counts, team, stage);
    int32_t decimals = counts->view->model->indicators[counts->indicator].decimals;
    int64_t at = cpf__table_add_row(table), weighted;

    if (at < 0)
        return cpf__no_memory(error);
    cpf__funnel_head(counts, team, stage, table, UNIT, at);
    cpf__table_set_decimal(table, ENTERED, at, count->entered);
    cpf__table_set_decimal(table, OPEN, at, count->entered - count->converted - count->lost);
    cpf__table_set_decimal(table, CONVERTED, at, count->converted);
    cpf__table_set_decimal(table, LOST, at, count->lost);
    put_rates(table, at, count, fit, counts->confidence);
    fill_apart(table, at, count);
    if (cpf__funnel_weighted(counts, team, stage, &weighted) != CPF_OK)
        return cpf__track_range(counts->view, counts->teams[team], counts->indicator, counts->view->period, error);
    cpf__table_set_scaled(table, AMOUNT, at, (int64_t)count->amount, decimals);
    cpf__table_set_scaled(table, WEIGHTED, at, weighted, decimals);
    return CPF_OK;
}

/* Teams in the order of units, stages inside. The fits of all stages come first. */
static cpf_status fill_funnel(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error)
{
    const cpf_context *context = counts->view->context;
    stage_fit fit = {.x = cpf__alloc(context, counts->team_count, sizeof *fit.x),
                     .n = cpf__alloc(context, counts->team_count, sizeof *fit.n)};
    cpf__beta_binomial *fits = cpf__alloc(context, counts->known->stage_count, sizeof *fits);
    cpf_status status = fit.x && fit.n && fits ? CPF_OK : cpf__no_memory(error);

    for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++) {
        status = fit_stage(counts, stage, &fit, error);
        if (status == CPF_OK)
            fits[stage] = fit.fit;
    }
    for (int32_t team = 0; team < counts->team_count; team++) {
        for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++)
            status = fill_stage(counts, table, team, stage, &fits[stage], error);
    }
    cpf__free(context, fit.x);
    cpf__free(context, fit.n);
    cpf__free(context, fits);
    return status;
}

cpf_status cpf__track_funnel(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return cpf__funnel_table(view, cpf__table_new(view->context, "funnel", 0, funnel_columns, COLUMNS), fill_funnel,
                             table, error);
}
