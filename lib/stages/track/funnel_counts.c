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

static int is_counted(const cpf__funnel_counts *counts, const cpf__stay_known *stay)
{
    return stay->entered >= counts->from && stay->entered < counts->to;
}

static void count_stays(cpf__funnel_counts *counts)
{
    for (int64_t i = 0; i < counts->known->count; i++) {
        const cpf__stay_known *stay = &counts->known->items[i];
        int64_t cell = cell_of(counts, stay);

        if (cell == CPF_NONE)
            continue;
        if (stay->end == CPF__STAY_OPEN)
            counts->counts[cell].amount += stay->amount;
        if (!is_counted(counts, stay))
            continue;
        counts->counts[cell].entered++;
        counts->counts[cell].converted += stay->end == CPF__STAY_NEXT;
        counts->counts[cell].lost += stay->end == CPF__STAY_LOST;
    }
}

/* The stays of each cell side by side, and how long half of them last. */
static void find_medians(cpf__funnel_counts *counts)
{
    int64_t cells = (int64_t)counts->team_count * counts->known->stage_count, begin = 0;

    for (int64_t cell = 0; cell < cells; cell++) {
        counts->counts[cell].begin = begin;
        begin += counts->counts[cell].entered;
    }
    for (int64_t i = 0; i < counts->known->count; i++) {
        const cpf__stay_known *stay = &counts->known->items[i];
        int64_t cell = cell_of(counts, stay);

        if (cell == CPF_NONE || !is_counted(counts, stay))
            continue;
        counts->stays[counts->counts[cell].begin + counts->counts[cell].filled++] =
            (cpf__stay){stay->left - stay->entered, stay->end != CPF__STAY_OPEN};
    }
    for (int64_t cell = 0; cell < cells; cell++)
        counts->counts[cell].median =
            cpf__median_stay(counts->stays + counts->counts[cell].begin, counts->counts[cell].entered);
}

static cpf_status make_counts(cpf__funnel_counts *counts, cpf_error **error)
{
    const cpf_context *context = counts->view->context;
    int32_t units = counts->view->model->tree->count;

    counts->teams = cpf__alloc(context, units, sizeof *counts->teams);
    counts->team_of = cpf__alloc(context, units, sizeof *counts->team_of);
    counts->stays = cpf__alloc(context, counts->known->count, sizeof *counts->stays);
    if (!counts->teams || !counts->team_of || !counts->stays)
        return cpf__no_memory(error);
    find_teams(counts);
    counts->counts =
        cpf__alloc(context, (int64_t)counts->team_count * counts->known->stage_count, sizeof *counts->counts);
    if (!counts->counts)
        return cpf__no_memory(error);
    count_stays(counts);
    find_medians(counts);
    return CPF_OK;
}

static void end_counts(cpf__funnel_counts *counts)
{
    const cpf_context *context = counts->view->context;

    cpf__free(context, counts->teams);
    cpf__free(context, counts->team_of);
    cpf__free(context, counts->stays);
    cpf__free(context, counts->counts);
}

const cpf__stage_count *cpf__funnel_at(const cpf__funnel_counts *counts, int32_t team, int32_t stage)
{
    return &counts->counts[(int64_t)team * counts->known->stage_count + stage];
}

const char *cpf__funnel_stage(const cpf__funnel_counts *counts, int32_t stage)
{
    return cpf__record_text(cpf__model_records(counts->view->model, &cpf__record_funnel_stage), CPF__FUNNEL_STAGE_CODE,
                            counts->known->stage_of[stage]);
}

cpf_status cpf__funnel_weighted(const cpf__funnel_counts *counts, int32_t team, int32_t stage, int64_t *amount)
{
    const cpf__records *stages = cpf__model_records(counts->view->model, &cpf__record_funnel_stage);
    int64_t percent = cpf__record_value(stages, CPF__FUNNEL_STAGE_PROBABILITY, counts->known->stage_of[stage]);
    cpf__i128 open = cpf__funnel_at(counts, team, stage)->amount;

    if (open > INT64_MAX || open < INT64_MIN)
        return CPF_E_RANGE;
    return cpf__divide(open * percent, 1000000, CPF__HALF_UP, amount);
}

static cpf_status fill_setting(const cpf__stage_view *view, const cpf__stays *known, int64_t row,
                               cpf_status (*fill)(const cpf__funnel_counts *counts, double confidence, cpf_table *table,
                                                  cpf_error **error),
                               cpf_table *table, cpf_error **error)
{
    const cpf__records *funnels = cpf__model_records(view->model, &cpf__record_funnel);
    const struct cpf_period *period = view->period == CPF_NONE ? NULL : &view->model->calendar->periods[view->period];
    cpf__funnel_counts counts = {.view = view,
                                 .known = known,
                                 .indicator = (cpf_id)cpf__record_value(funnels, CPF__FUNNEL_INDICATOR, row),
                                 .level = cpf__record_value(funnels, CPF__FUNNEL_LEVEL, row),
                                 .from = period ? period->from : INT32_MIN,
                                 .to = period ? period->to : INT32_MAX};
    cpf_status status = make_counts(&counts, error);

    if (status == CPF_OK)
        status = fill(&counts, (double)cpf__record_value(funnels, CPF__FUNNEL_CONFIDENCE, row) / 1e4, table, error);
    end_counts(&counts);
    return status;
}

cpf_status cpf__funnel_table(const cpf__stage_view *view, cpf_table *made,
                             cpf_status (*fill)(const cpf__funnel_counts *counts, double confidence, cpf_table *table,
                                                cpf_error **error),
                             cpf_table **table, cpf_error **error)
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
