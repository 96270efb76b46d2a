/* SPDX-License-Identifier: MIT */
#include "season.h"

#include <string.h>

#include "goal_messages.h"
#include "mem.h"

typedef int64_t (*period_factor)(const struct cpf_period *period);

static int64_t one_each(const struct cpf_period *period)
{
    (void)period;
    return 1;
}

static int64_t days_each(const struct cpf_period *period)
{
    return period->to - period->from;
}

static int64_t working_days_each(const struct cpf_period *period)
{
    return period->working_days;
}

/* By cpf__season_id; NULL: not a property of the period alone. */
static const period_factor period_factors[CPF__SEASONS] = {
    [CPF__SEASON_EQUAL] = one_each,
    [CPF__SEASON_DAYS] = days_each,
    [CPF__SEASON_WORKING_DAYS] = working_days_each,
};

/* Position of a finest period in its year. */
static int32_t place_in_year(const cpf__calendar *calendar, cpf_id leaf)
{
    const struct cpf_period *year = &calendar->periods[leaf];

    while (year->parent != CPF_NONE)
        year = &calendar->periods[year->parent];
    return leaf - year->leaf_begin;
}

/* A year of 53 weeks has one more than the season: the last factor counts again. */
static int64_t season_factor(const cpf__season *season, int32_t place)
{
    return season->factors[place < season->count ? place : season->count - 1];
}

/* Amounts that go by nothing but zeros are divided equally. */
static void never_all_zero(int64_t *factors, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (factors[i])
            return;
    for (int32_t i = 0; i < count; i++)
        factors[i] = 1;
}

static void fill_row(const cpf__seasons_of *seasons, const cpf__season *season, int32_t kind, int64_t *row)
{
    const cpf__calendar *calendar = seasons->model->calendar;

    for (int32_t i = 0; i < seasons->count; i++) {
        cpf_id leaf = seasons->leaves[i];

        if (season)
            row[i] = season_factor(season, place_in_year(calendar, leaf));
        else
            row[i] = period_factors[kind] ? period_factors[kind](&calendar->periods[leaf]) : 1;
    }
    never_all_zero(row, seasons->count);
}

static cpf_id base_indicator(const struct cpf_goal *goal)
{
    for (int32_t i = 0; i < goal->manner->driver_count; i++)
        if (goal->manner->drivers[i].indicator != CPF_NONE)
            return goal->manner->drivers[i].indicator;
    return goal->indicator;
}

/* The column of the base a year before; NULL: none. */
static const cpf__cells *base_cells(const cpf__seasons_of *seasons, cpf_id leaf)
{
    cpf_id before = seasons->model->calendar->periods[leaf].year_before;
    const cpf__cells *cells;

    if (before == CPF_NONE || !seasons->base)
        return NULL;
    cells = cpf__facts_cells(seasons->base, base_indicator(&seasons->model->goals[seasons->goal]), before);
    return cells->values ? cells : NULL;
}

static cpf_status open_base_season(cpf__seasons_of *seasons, cpf_error **error)
{
    const cpf_model *model = seasons->model;
    cpf_id indicator = base_indicator(&model->goals[seasons->goal]), before;

    seasons->by_base = 1;
    for (int32_t i = 0; i < seasons->count; i++)
        if (base_cells(seasons, seasons->leaves[i]))
            return CPF_OK;
    if (!seasons->count)
        return CPF_OK;
    before = model->calendar->periods[seasons->leaves[0]].year_before;
    return cpf__goal_find(model, seasons->goal, before == CPF_NONE ? CPF__GOAL_NO_BASE_PERIOD : CPF__GOAL_NO_BASE,
                          model->indicators[indicator].code, before, NULL, error);
}

cpf_status cpf__season_open(cpf__seasons_of *seasons, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                            const cpf_id *leaves, int32_t count, cpf_error **error)
{
    const struct cpf_goal *it = &model->goals[goal];
    int by_attribute = it->manner->season == CPF__SEASON_FACTORS && it->manner->season_attribute != CPF_NONE;
    int32_t rows = by_attribute ? model->season_count + 1 : 1;
    const cpf__season *first = NULL;

    memset(seasons, 0, sizeof *seasons);
    seasons->model = model;
    seasons->base = base;
    seasons->goal = goal;
    seasons->leaves = leaves;
    seasons->count = count;
    if (it->manner->season == CPF__SEASON_BASE)
        return open_base_season(seasons, error);
    seasons->rows = cpf__alloc(model->context, (int64_t)rows * count, sizeof *seasons->rows);
    if (!seasons->rows)
        return cpf__no_memory(error);
    if (it->manner->season == CPF__SEASON_FACTORS && it->manner->season_factors != CPF_NONE)
        first = &model->seasons[it->manner->season_factors];
    fill_row(seasons, first, it->manner->season, seasons->rows);
    for (int32_t row = 1; row < rows; row++)
        fill_row(seasons, &model->seasons[row - 1], it->manner->season, seasons->rows + (int64_t)row * count);
    if (by_attribute)
        seasons->texts = model->attributes[it->manner->season_attribute].text;
    return CPF_OK;
}

void cpf__season_close(cpf__seasons_of *seasons)
{
    if (seasons->model)
        cpf__free(seasons->model->context, seasons->rows);
    memset(seasons, 0, sizeof *seasons);
}

const int64_t *cpf__season_of(const cpf__seasons_of *seasons, cpf_id unit, int64_t *scratch)
{
    const struct cpf_goal *goal = &seasons->model->goals[seasons->goal];
    int32_t text, named;

    if (!seasons->by_base) {
        if (!seasons->texts)
            return seasons->rows;
        text = seasons->texts[unit];
        named = text == CPF_NONE || !goal->manner->season_of_text ? CPF_NONE : goal->manner->season_of_text[text];
        return seasons->rows + (int64_t)(named + 1) * seasons->count;
    }
    for (int32_t i = 0; i < seasons->count; i++) {
        const cpf__cells *cells = base_cells(seasons, seasons->leaves[i]);

        scratch[i] = cells && cpf__bit(cells->valid, unit) && cells->values[unit] > 0 ? cells->values[unit] : 0;
    }
    never_all_zero(scratch, seasons->count);
    return scratch;
}
