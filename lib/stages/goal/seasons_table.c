/* SPDX-License-Identifier: MIT */
/* The factors by which goals are divided over periods, as given and as they count. */
#include "cascade_tables.h"
#include "decimal.h"

enum { INDICATOR, GOAL_UNIT, GOAL_PERIOD, SEASON, PERIOD, FACTOR, SUM, SHARE, NOTE, COLUMNS };

enum { SHARE_DECIMALS = 6 };

static const cpf__column season_columns[COLUMNS] = {
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [GOAL_UNIT] = {"goal_unit", {"Goal of", "目标单元"}, CPF_COLUMN_TEXT, 0},
    [GOAL_PERIOD] = {"goal_period", {"Goal's period", "目标周期"}, CPF_COLUMN_TEXT, 0},
    [SEASON] = {"season", {"Season", "季节系数"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [FACTOR] = {"factor", {"Factor as given", "给定系数"}, CPF_COLUMN_DECIMAL, 0},
    [SUM] = {"sum", {"Sum of the factors", "系数合计"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Share", "归一化占比"}, CPF_COLUMN_DECIMAL, SHARE_DECIMALS},
    [NOTE] = {"note", {"Note", "说明"}, CPF_COLUMN_TEXT, 0},
};

/* The leaf periods of a goal in a season: as in season.c, the last factor counts again in a longer year. */
typedef struct season_span {
    const cpf_model *model;
    const struct cpf_goal *goal;
    const cpf__season *season;
    cpf_id begin, end, year;
    cpf__i128 sum;
} season_span;

static int64_t factor_of(const season_span *span, cpf_id leaf)
{
    int32_t place = leaf - span->year;

    return span->season->factors[place < span->season->count ? place : span->season->count - 1];
}

static season_span span_of(const cpf_model *model, const struct cpf_goal *goal, const cpf__season *season)
{
    const struct cpf_period *periods = model->calendar->periods, *year = &periods[goal->period];
    season_span span = {model, goal, season, year->leaf_begin, year->leaf_end, 0, 0};

    while (year->parent != CPF_NONE)
        year = &periods[year->parent];
    span.year = year->leaf_begin;
    for (cpf_id leaf = span.begin; leaf < span.end; leaf++)
        span.sum += factor_of(&span, leaf);
    return span;
}

/* Factors that add up to 1, to 100, or to 1 a period on the mean, count as they stand. */
static const char *note_of(const season_span *span)
{
    cpf__i128 one = cpf__pow10(span->season->decimals);

    if (span->sum == 0)
        return "equal";
    if (span->sum == one || span->sum == 100 * one || span->sum == (span->end - span->begin) * one)
        return "";
    return "normalised";
}

static void tell_span(const season_span *span, cpf_table *table)
{
    const cpf_model *model = span->model;
    int64_t share, count = span->end - span->begin;

    for (cpf_id leaf = span->begin; leaf < span->end; leaf++) {
        int64_t row = cpf__table_add_row(table);
        cpf__i128 factor = span->sum ? factor_of(span, leaf) : 1;

        cpf__table_set_text(table, INDICATOR, row, model->indicators[span->goal->indicator].code);
        cpf__table_set_text(table, GOAL_UNIT, row, cpf_model_unit_code(model, span->goal->unit));
        cpf__table_set_text(table, GOAL_PERIOD, row, model->calendar->periods[span->goal->period].code);
        cpf__table_set_text(table, SEASON, row, span->season->code);
        cpf__table_set_text(table, PERIOD, row, model->calendar->periods[leaf].code);
        cpf__table_set_scaled(table, FACTOR, row, factor_of(span, leaf), span->season->decimals);
        if (span->sum <= INT64_MAX)
            cpf__table_set_scaled(table, SUM, row, (int64_t)span->sum, span->season->decimals);
        if (cpf__divide(factor * cpf__pow10(SHARE_DECIMALS), span->sum ? span->sum : count, CPF__HALF_UP, &share) ==
            CPF_OK)
            cpf__table_set_decimal(table, SHARE, row, share);
        cpf__table_set_text(table, NOTE, row, note_of(span));
    }
}

/* The named season, or all that units name. */
static void tell_goal_seasons(const cpf_model *model, const struct cpf_goal *goal, cpf_table *table)
{
    for (int32_t i = 0; i < model->season_count; i++) {
        season_span span;

        if (goal->manner->season_factors != CPF_NONE && goal->manner->season_factors != i)
            continue;
        span = span_of(model, goal, &model->seasons[i]);
        tell_span(&span, table);
    }
}

/* Goals of a table that share manner and period are told once. */
cpf_status cpf__make_seasons(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    const struct cpf_goal *before = NULL;
    cpf_table *made = NULL;

    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];

        if (goal->manner->season != CPF__SEASON_FACTORS || (view->period != CPF_NONE && view->period != goal->period) ||
            (before && before->manner == goal->manner && before->period == goal->period &&
             before->indicator == goal->indicator))
            continue;
        if (!before) {
            made = cpf__table_new(view->context, "seasons", 0, season_columns, COLUMNS);
            if (!made)
                return cpf__no_memory(error);
        }
        tell_goal_seasons(model, goal, made);
        before = goal;
    }
    return before ? cpf__table_done(made, table, error) : CPF_OK;
}
