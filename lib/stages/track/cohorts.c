/* SPDX-License-Identifier: MIT */
/* The table "cohorts": what became of the prospects that came to a stage in the same period. */
#include <math.h>

#include "funnel_counts.h"
#include "mem.h"
#include "proportion.h"
#include "track_tables.h"

enum { UNIT, NAME, INDICATOR, STAGE, COHORT, ENTERED, OPEN, CONVERTED, LOST, RATE, LOW, HIGH, STATE, COLUMNS };

static const cpf__column cohort_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Team", "团队"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [STAGE] = {"stage", {"Stage", "阶段"}, CPF_COLUMN_TEXT, 0},
    [COHORT] = {"cohort", {"Entered in", "进入周期"}, CPF_COLUMN_TEXT, 0},
    [ENTERED] = {"entered", {"Entered", "进入数"}, CPF_COLUMN_DECIMAL, 0},
    [OPEN] = {"open", {"Still there", "仍在该阶段"}, CPF_COLUMN_DECIMAL, 0},
    [CONVERTED] = {"converted", {"Went on", "转化数"}, CPF_COLUMN_DECIMAL, 0},
    [LOST] = {"lost", {"Lost", "流失数"}, CPF_COLUMN_DECIMAL, 0},
    [RATE] = {"rate", {"Conversion", "转化率"}, CPF_COLUMN_DECIMAL, 4},
    [LOW] = {"low", {"Lower limit", "下限"}, CPF_COLUMN_DECIMAL, 4},
    [HIGH] = {"high", {"Upper limit", "上限"}, CPF_COLUMN_DECIMAL, 4},
    [STATE] = {"state", {"Can be compared", "可比性"}, CPF_COLUMN_TEXT, 0},
};

/* Stays that began in one period. */
typedef struct cohort {
    int64_t entered, converted, lost;
} cohort;

/* Cohorts of each period of the calendar, in its order. */
typedef struct cohort_work {
    cpf__funnel_counts *counts;
    int32_t grain;
    cohort *cohorts;
} cohort_work;

/* The period of the grain that holds the day; CPF_NONE outside the calendar. */
static cpf_id period_of(const cohort_work *work, cpf_day day)
{
    const cpf__calendar *calendar = work->counts->view->model->calendar;
    cpf_id period = cpf__calendar_leaf_of(calendar, day);

    while (period != CPF_NONE && calendar->periods[period].grain != work->grain)
        period = calendar->periods[period].parent;
    return period;
}

static void count_cohorts(const cohort_work *work, const cpf__stage_count *count)
{
    for (int64_t i = 0; i < count->filled; i++) {
        const cpf__stay_known *stay = cpf__funnel_stay(work->counts, count, i);
        cpf_id period = cpf__funnel_dated(work->counts, stay) ? period_of(work, stay->entered) : CPF_NONE;

        if (period == CPF_NONE)
            continue;
        work->cohorts[period].entered++;
        work->cohorts[period].converted += stay->end == CPF__STAY_NEXT;
        work->cohorts[period].lost += stay->end == CPF__STAY_LOST;
    }
}

/* Of those of which some were over before the records are complete only the slow ones are known; those of which some
 * are younger than the longest that ended may yet go on. */
static const char *state_of(const cpf__funnel_counts *counts, int32_t stage, const struct cpf_period *period)
{
    int64_t longest = counts->curves[stage].count - 1;

    if (period->from < counts->complete_from)
        return "cut off";
    if (longest < 0 || (int64_t)period->to - 1 + longest > counts->known->last)
        return "young";
    return "ripe";
}

static void put_cohort(const cohort_work *work, int32_t stage, cpf_id period, cpf_table *table, int64_t at)
{
    const struct cpf_period *it = &work->counts->view->model->calendar->periods[period];
    const cohort *is = &work->cohorts[period];
    cpf__share_range range =
        cpf__share_limits(CPF__SHARE_WILSON, is->converted, is->entered, 1 - work->counts->confidence);
    int64_t rate;

    (void)cpf__muldiv(is->converted, 10000, is->entered, CPF__HALF_UP, &rate); /* a part of those that entered */
    cpf__table_set_text(table, COHORT, at, it->code);
    cpf__table_set_decimal(table, ENTERED, at, is->entered);
    cpf__table_set_decimal(table, OPEN, at, is->entered - is->converted - is->lost);
    cpf__table_set_decimal(table, CONVERTED, at, is->converted);
    cpf__table_set_decimal(table, LOST, at, is->lost);
    cpf__table_set_decimal(table, RATE, at, rate);
    cpf__table_set_decimal(table, LOW, at, llround(10000 * range.lo));
    cpf__table_set_decimal(table, HIGH, at, llround(10000 * range.hi));
    cpf__table_set_text(table, STATE, at, state_of(work->counts, stage, it));
}

static cpf_status put_cohorts(const cohort_work *work, int32_t team, int32_t stage, cpf_table *table, cpf_error **error)
{
    count_cohorts(work, cpf__funnel_at(work->counts, team, stage));
    for (cpf_id period = 0; period < work->counts->view->model->calendar->count; period++) {
        int64_t at;

        if (!work->cohorts[period].entered)
            continue;
        at = cpf__table_add_row(table);
        if (at < 0)
            return cpf__no_memory(error);
        cpf__funnel_head(work->counts, team, stage, table, UNIT, at);
        put_cohort(work, stage, period, table, at);
        work->cohorts[period] = (cohort){0, 0, 0};
    }
    return CPF_OK;
}

static cpf_status fill_cohorts(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error)
{
    const cpf__stage_view *view = counts->view;
    const cpf__records *funnels = cpf__model_records(view->model, &cpf__record_funnel);
    cohort_work work = {.counts = counts};
    cpf_status status = CPF_OK;

    if (!cpf__record_has(funnels, CPF__FUNNEL_COHORT, counts->record))
        return CPF_OK;
    work.grain = (int32_t)cpf__record_value(funnels, CPF__FUNNEL_COHORT, counts->record);
    work.cohorts = cpf__alloc(view->context, view->model->calendar->count, sizeof *work.cohorts);
    if (!work.cohorts)
        return cpf__no_memory(error);
    for (int32_t team = 0; team < counts->team_count; team++) {
        for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++)
            status = put_cohorts(&work, team, stage, table, error);
    }
    cpf__free(view->context, work.cohorts);
    return status;
}

/* There is one where some funnel asks for cohorts. */
cpf_status cpf__track_cohorts(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *funnels = cpf__model_records(view->model, &cpf__record_funnel);
    int wanted = 0;

    for (int64_t row = 0; row < funnels->count; row++)
        wanted |= cpf__record_has(funnels, CPF__FUNNEL_COHORT, row);
    if (!wanted)
        return CPF_OK;
    return cpf__funnel_table(view, cpf__table_new(view->context, "cohorts", 0, cohort_columns, COLUMNS), fill_cohorts,
                             table, error);
}
