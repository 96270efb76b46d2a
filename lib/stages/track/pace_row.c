/* SPDX-License-Identifier: MIT */
/* How one unit stands: exact figures, the light, and how likely its marks are. */
#include <math.h>

#include "mem.h"
#include "pace.h"

static cpf_status take_figures(const cpf__pace_setting *setting, const cpf__course *course, cpf__pace_row *row)
{
    const cpf__stage_view *view = setting->view;
    cpf_id period = setting->time->period;
    cpf__expected expected;
    cpf_status status;

    row->has_actual = cpf__track_value(view->facts, row->unit, setting->indicator, period, &row->actual) == CPF_OK;
    row->has_target = cpf__track_value(view->targets, row->unit, setting->indicator, period, &row->target) == CPF_OK;
    status = cpf__course_expected(course, row->unit, &expected);
    if (status == CPF_E_MISSING)
        return CPF_OK;
    row->curve = expected.kind;
    row->has_expected = status == CPF_OK;
    return status == CPF_OK ? cpf__expected_round(&expected, &row->expected) : status;
}

/* Whether actual / expected, or the other way round where less is better, is at least the limit. */
static int is_at_least(const cpf__pace_row *row, int32_t direction, int64_t limit)
{
    cpf__i128 one = 10000;

    if (row->expected <= 0)
        return direction == CPF__LESS ? row->actual <= row->expected : row->actual >= row->expected;
    if (direction == CPF__LESS)
        return row->actual * (cpf__i128)limit <= row->expected * one;
    return row->actual * one >= row->expected * (cpf__i128)limit;
}

static cpf__pace_light light_of(const cpf__pace_setting *setting, const cpf__pace_row *row)
{
    int32_t direction = setting->view->model->indicators[setting->indicator].direction;

    if (!row->has_actual || !row->has_expected || direction == CPF__RANGE ||
        setting->time->until == setting->time->from)
        return CPF__LIGHT_NONE;
    if (is_at_least(row, direction, setting->green))
        return CPF__LIGHT_GREEN;
    return is_at_least(row, direction, setting->amber) ? CPF__LIGHT_AMBER : CPF__LIGHT_RED;
}

/* The unit below that is furthest behind what is expected of it: what explains the gap. */
static cpf_status find_worst(const cpf__pace_setting *setting, const cpf__course *course, cpf__pace_row *row)
{
    const cpf_model *model = setting->view->model;
    int less = model->indicators[setting->indicator].direction == CPF__LESS;

    row->worst = CPF_NONE;
    for (cpf_id unit = model->tree->child_begin[row->unit]; unit < model->tree->child_end[row->unit]; unit++) {
        cpf__pace_row child = {.unit = unit};
        cpf_status status = take_figures(setting, course, &child);
        int64_t gap;

        if (status == CPF_OK && child.has_actual && child.has_expected)
            status = cpf__sub(child.actual, child.expected, &gap);
        if (status != CPF_OK)
            return status;
        if (!child.has_actual || !child.has_expected || (less ? gap <= 0 : gap >= 0))
            continue;
        if (row->worst == CPF_NONE || (less ? gap > row->worst_gap : gap < row->worst_gap)) {
            row->worst = unit;
            row->worst_gap = gap;
        }
    }
    return CPF_OK;
}

cpf_status cpf__pace_row_of(const cpf__pace_setting *setting, const cpf__course *course, cpf__lander *lander,
                            cpf__pace_row *row)
{
    cpf_status status = take_figures(setting, course, row);
    cpf__landing_case is = {row->unit, (double)row->actual, row->has_expected ? (double)row->expected : NAN,
                            row->has_target ? (double)row->target : NAN};

    if (status == CPF_OK)
        status = find_worst(setting, course, row);
    row->light = light_of(setting, row);
    if (row->has_actual)
        row->landing = cpf__land(lander, &is);
    return status;
}

void cpf__pace_goals(const cpf__pace_setting *setting, cpf_id *goal_of)
{
    const cpf_model *model = setting->view->model;

    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        goal_of[unit] = CPF_NONE;
    for (cpf_id goal = 0; goal < model->goal_count; goal++) {
        const struct cpf_goal *it = &model->goals[goal];

        if (it->indicator == setting->indicator && it->period == setting->time->period &&
            (it->has_floor || it->has_stretch))
            goal_of[it->unit] = goal;
    }
    for (cpf_id unit = 1; unit < model->tree->count; unit++) {
        if (goal_of[unit] == CPF_NONE)
            goal_of[unit] = goal_of[model->tree->parent[unit]];
    }
}

/* The mark of the goal, as large a part of it as the unit's target is of the goal's. */
static int mark_of(const cpf__pace_setting *setting, const struct cpf_goal *goal, const cpf__pace_row *row,
                   int64_t goal_mark, int64_t *mark)
{
    int64_t whole;

    if (cpf__track_value(setting->view->targets, goal->unit, goal->indicator, goal->period, &whole) != CPF_OK)
        return 0;
    return cpf__muldiv(goal_mark, row->target, whole, CPF__HALF_UP, mark) == CPF_OK;
}

void cpf__pace_marks(const cpf__pace_setting *setting, const cpf_id *goal_of, const cpf__lander *lander,
                     cpf__pace_row *row)
{
    const cpf_model *model = setting->view->model;
    const struct cpf_goal *goal = goal_of[row->unit] == CPF_NONE ? NULL : &model->goals[goal_of[row->unit]];
    int less = model->indicators[setting->indicator].direction == CPF__LESS;

    cpf__landing_limits(lander, &row->landing);
    row->has_mark[CPF__MARK_TARGET] = row->has_target;
    row->mark[CPF__MARK_TARGET] = row->target;
    if (goal && goal->has_floor && row->has_target)
        row->has_mark[CPF__MARK_FLOOR] = (uint8_t)mark_of(setting, goal, row, goal->floor, &row->mark[CPF__MARK_FLOOR]);
    if (goal && goal->has_stretch && row->has_target)
        row->has_mark[CPF__MARK_STRETCH] =
            (uint8_t)mark_of(setting, goal, row, goal->stretch, &row->mark[CPF__MARK_STRETCH]);
    for (int i = 0; i < CPF__MARKS; i++) {
        row->reaches[i] = row->has_mark[i] ? cpf__landing_reaches(lander, &row->landing, (double)row->mark[i]) : NAN;
        if (less)
            row->reaches[i] = 1 - row->reaches[i];
    }
}
