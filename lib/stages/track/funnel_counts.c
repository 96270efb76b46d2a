/* SPDX-License-Identifier: MIT */
#include "funnel_counts.h"

#include "mem.h"

/* The team of a unit: itself or the nearest above it of the level. */
static void find_teams(cpf__funnel_counts *counts)
{
    const cpf_model *model = counts->view->model;

    for (cpf_id unit = 0; unit < model->tree->count; unit++) {
        int is_team = counts->level == CPF__RECORD_MISSING || model->unit_level[unit] == counts->level;

        counts->team_of[unit] = is_team ? counts->team_count
                                : unit  ? counts->team_of[model->tree->parent[unit]]
                                        : CPF_NONE;
        if (is_team)
            counts->teams[counts->team_count++] = unit;
    }
}

static int64_t cell_of(const cpf__funnel_counts *counts, const cpf__stay_known *stay)
{
    int32_t team = counts->team_of[stay->unit];

    if (team == CPF_NONE || (stay->indicator != CPF_NONE && stay->indicator != counts->indicator))
        return CPF_NONE;
    return (int64_t)team * counts->known->stage_count + stay->stage;
}

static void count_stay(const cpf__funnel_counts *counts, const cpf__stay_known *stay, cpf__stage_count *count)
{
    int undated = stay->entered == CPF_NO_DAY, anytime = counts->view->period == CPF_NONE;

    count->filled++;
    count->undated += undated;
    if (stay->end == CPF__STAY_OPEN) {
        count->open++;
        count->amount += stay->amount;
    }
    if (undated ? !anytime : !cpf__funnel_dated(counts, stay))
        return;
    count->entered++;
    count->converted += stay->end == CPF__STAY_NEXT;
    count->lost += stay->end == CPF__STAY_LOST;
}

static void count_stays(cpf__funnel_counts *counts)
{
    for (int64_t i = 0; i < counts->known->count; i++) {
        int64_t cell = cell_of(counts, &counts->known->items[i]);

        if (cell != CPF_NONE)
            count_stay(counts, &counts->known->items[i], &counts->counts[cell]);
    }
}

/* The stays of each cell side by side. */
static void line_up_members(cpf__funnel_counts *counts)
{
    int64_t cells = (int64_t)counts->team_count * counts->known->stage_count, begin = 0;

    for (int64_t cell = 0; cell < cells; cell++) {
        counts->counts[cell].begin = begin;
        begin += counts->counts[cell].filled;
        counts->counts[cell].filled = 0;
    }
    for (int64_t i = 0; i < counts->known->count; i++) {
        int64_t cell = cell_of(counts, &counts->known->items[i]);

        if (cell != CPF_NONE)
            counts->members[counts->counts[cell].begin + counts->counts[cell].filled++] = i;
    }
}

static cpf_status make_counts(cpf__funnel_counts *counts)
{
    const cpf_context *context = counts->view->context;
    int32_t units = counts->view->model->tree->count;
    cpf_status status;

    counts->teams = cpf__alloc(context, units, sizeof *counts->teams);
    counts->team_of = cpf__alloc(context, units, sizeof *counts->team_of);
    counts->members = cpf__alloc(context, counts->known->count, sizeof *counts->members);
    counts->cases = cpf__alloc(context, counts->known->count, sizeof *counts->cases);
    counts->curves = cpf__alloc(context, counts->known->stage_count, sizeof *counts->curves);
    if (!counts->teams || !counts->team_of || !counts->members || !counts->cases || !counts->curves)
        return CPF_E_MEMORY;
    find_teams(counts);
    counts->counts =
        cpf__alloc(context, (int64_t)counts->team_count * counts->known->stage_count, sizeof *counts->counts);
    if (!counts->counts)
        return CPF_E_MEMORY;
    count_stays(counts);
    line_up_members(counts);
    status = cpf__funnel_curves(counts);
    return status == CPF_OK ? cpf__funnel_apart(counts) : status;
}

static void end_counts(cpf__funnel_counts *counts)
{
    const cpf_context *context = counts->view->context;

    for (int32_t stage = 0; counts->curves && stage < counts->known->stage_count; stage++)
        cpf__free(context, counts->curves[stage].days);
    cpf__free(context, counts->own.days);
    cpf__free(context, counts->curves);
    cpf__free(context, counts->teams);
    cpf__free(context, counts->team_of);
    cpf__free(context, counts->members);
    cpf__free(context, counts->cases);
    cpf__free(context, counts->counts);
}

int64_t cpf__funnel_probability(const cpf__funnel_counts *counts, int32_t stage)
{
    return cpf__record_value(cpf__model_records(counts->view->model, &cpf__record_funnel_stage),
                             CPF__FUNNEL_STAGE_PROBABILITY, counts->known->stage_of[stage]);
}

const char *cpf__funnel_stage(const cpf__funnel_counts *counts, int32_t stage)
{
    return cpf__record_text(cpf__model_records(counts->view->model, &cpf__record_funnel_stage), CPF__FUNNEL_STAGE_CODE,
                            counts->known->stage_of[stage]);
}

void cpf__funnel_head(const cpf__funnel_counts *counts, int32_t team, int32_t stage, cpf_table *table, int32_t column,
                      int64_t at)
{
    const cpf_model *model = counts->view->model;

    cpf__table_set_text(table, column, at, cpf_model_unit_code(model, counts->teams[team]));
    cpf__table_set_text(table, column + 1, at, cpf_model_unit_name(model, counts->teams[team]));
    cpf__table_set_text(table, column + 2, at, model->indicators[counts->indicator].code);
    if (stage != CPF_NONE)
        cpf__table_set_text(table, column + 3, at, cpf__funnel_stage(counts, stage));
}

cpf_status cpf__funnel_weighted(const cpf__funnel_counts *counts, int32_t team, int32_t stage, int64_t *amount)
{
    cpf__i128 open = cpf__funnel_at(counts, team, stage)->amount;

    if (open > INT64_MAX || open < INT64_MIN)
        return CPF_E_RANGE;
    return cpf__divide(open * cpf__funnel_probability(counts, stage), 1000000, CPF__HALF_UP, amount);
}

static void start_setting(const cpf__records *funnels, int64_t row, cpf__funnel_counts *counts)
{
    const cpf__stage_view *view = counts->view;
    const struct cpf_period *period = view->period == CPF_NONE ? NULL : &view->model->calendar->periods[view->period];

    counts->record = row;
    counts->indicator = (cpf_id)cpf__record_value(funnels, CPF__FUNNEL_INDICATOR, row);
    counts->level = cpf__record_value(funnels, CPF__FUNNEL_LEVEL, row);
    counts->confidence = (double)cpf__record_value(funnels, CPF__FUNNEL_CONFIDENCE, row) / 1e4;
    counts->false_discovery = (double)cpf__record_value(funnels, CPF__FUNNEL_FALSE_DISCOVERY, row) / 1e6;
    counts->from = period ? period->from : INT32_MIN;
    counts->to = period ? period->to : INT32_MAX;
    counts->complete_from = cpf__record_has(funnels, CPF__FUNNEL_COMPLETE_FROM, row)
                                ? (cpf_day)cpf__record_value(funnels, CPF__FUNNEL_COMPLETE_FROM, row)
                                : CPF_NO_DAY;
}

static cpf_status fill_setting(const cpf__stage_view *view, const cpf__stays *known, int64_t row,
                               cpf__funnel_fill *fill, cpf_table *table, cpf_error **error)
{
    cpf__funnel_counts counts = {.view = view, .known = known};
    cpf_status status;

    start_setting(cpf__model_records(view->model, &cpf__record_funnel), row, &counts);
    status = make_counts(&counts);
    status = status == CPF_OK ? fill(&counts, table, error) : cpf__no_memory(error);
    end_counts(&counts);
    return status;
}

cpf_status cpf__funnel_table(const cpf__stage_view *view, cpf_table *made, cpf__funnel_fill *fill, cpf_table **table,
                             cpf_error **error)
{
    int64_t settings = cpf__model_records(view->model, &cpf__record_funnel)->count;
    cpf__stays known = {0};
    cpf_status status = settings && made ? cpf__stays_take(view, &known, error) : CPF_OK;

    for (int64_t i = 0; i < settings && made && status == CPF_OK; i++)
        status = fill_setting(view, &known, i, fill, made, error);
    cpf__stays_end(view, &known);
    if (settings && status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
