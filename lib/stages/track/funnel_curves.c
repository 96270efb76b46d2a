/* SPDX-License-Identifier: MIT */
/* How long prospects stay in a stage: of all teams, and of each. */
#include "funnel_counts.h"
#include "mem.h"

/* As the records know it: one that began before they are complete is there because it was not over by then. */
static cpf__stay case_of(const cpf__funnel_counts *counts, const cpf__stay_known *stay)
{
    int64_t seen = (int64_t)counts->complete_from - stay->entered;

    return (cpf__stay){seen > 0 ? seen : 0, (int64_t)stay->left - stay->entered, stay->end};
}

/* Of all teams: their cells lie apart. */
static int64_t take_stage(cpf__funnel_counts *counts, int32_t stage)
{
    int64_t n = 0;

    for (int32_t team = 0; team < counts->team_count; team++) {
        const cpf__stage_count *count = cpf__funnel_at(counts, team, stage);

        for (int64_t i = 0; i < count->filled; i++) {
            const cpf__stay_known *stay = cpf__funnel_stay(counts, count, i);

            if (stay->entered != CPF_NO_DAY)
                counts->cases[n++] = case_of(counts, stay);
        }
    }
    return n;
}

static int64_t take_team(cpf__funnel_counts *counts, const cpf__stage_count *count)
{
    int64_t n = 0;

    for (int64_t i = 0; i < count->filled; i++) {
        const cpf__stay_known *stay = cpf__funnel_stay(counts, count, i);

        if (cpf__funnel_dated(counts, stay))
            counts->cases[n++] = case_of(counts, stay);
    }
    return n;
}

static cpf_status make_curve(cpf__funnel_counts *counts, int32_t stage)
{
    int64_t n = take_stage(counts, stage);
    cpf__funnel_curve *curve = &counts->curves[stage];

    curve->count = cpf__stay_days(counts->cases, n);
    curve->days = cpf__alloc(counts->view->context, curve->count, sizeof *curve->days);
    if (!curve->days)
        return CPF_E_MEMORY;
    cpf__stay_curve(counts->cases, n, curve->days, curve->count);
    return CPF_OK;
}

cpf__funnel_curve cpf__funnel_own_curve(cpf__funnel_counts *counts, int32_t team, int32_t stage)
{
    int64_t n = take_team(counts, cpf__funnel_at(counts, team, stage));
    cpf__funnel_curve own = {counts->own.days, cpf__stay_days(counts->cases, n)};

    cpf__stay_curve(counts->cases, n, own.days, own.count);
    return own;
}

static void find_medians(cpf__funnel_counts *counts, int32_t stage)
{
    for (int32_t team = 0; team < counts->team_count; team++) {
        cpf__funnel_curve own = cpf__funnel_own_curve(counts, team, stage);

        cpf__funnel_at(counts, team, stage)->median = cpf__stay_quantile(own.days, own.count, 0.5);
    }
}

cpf_status cpf__funnel_curves(cpf__funnel_counts *counts)
{
    cpf_status status = CPF_OK;

    counts->own.count = 1; /* a day 0 there is always */
    for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++) {
        status = make_curve(counts, stage);
        if (counts->curves[stage].count > counts->own.count)
            counts->own.count = counts->curves[stage].count;
    }
    counts->own.days = cpf__alloc(counts->view->context, counts->own.count, sizeof *counts->own.days);
    if (status != CPF_OK || !counts->own.days)
        return CPF_E_MEMORY;
    for (int32_t stage = 0; stage < counts->known->stage_count; stage++)
        find_medians(counts, stage);
    return CPF_OK;
}
