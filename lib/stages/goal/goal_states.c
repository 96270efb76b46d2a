/* SPDX-License-Identifier: MIT */
/* The state of every goal, and its values, at the end of a day. */
#include "cascade_tables.h"
#include "goal_list.h"
#include "goal_versions.h"
#include "mem.h"
#include "table.h"

enum { UNIT, INDICATOR, PERIOD, STATE, SINCE, TARGET, FLOOR, STRETCH, COLUMNS };

static const cpf__column state_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [SINCE] = {"since", {"Since", "起始日"}, CPF_COLUMN_DAY, 0},
    [TARGET] = {"target", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
    [FLOOR] = {"floor", {"Floor", "底线值"}, CPF_COLUMN_DECIMAL, 0},
    [STRETCH] = {"stretch", {"Stretch", "挑战值"}, CPF_COLUMN_DECIMAL, 0},
};

/* The last thing that happened to the goal by the end of the day; NULL: nothing. */
static const struct cpf__goal_event *last_event(const cpf__stage_view *view, cpf_id goal)
{
    const struct cpf__goal_event *last = NULL;
    int64_t begin, end;

    cpf__goal_events_of(view->model, goal, &begin, &end);
    for (int64_t i = begin; i < end; i++)
        if (view->as_of == CPF_NO_DAY || view->model->goal_events[i].on <= view->as_of)
            last = &view->model->goal_events[i];
    return last;
}

/* A goal without decision has no state. */
static void tell_state(const cpf__stage_view *view, const struct cpf_goal *goal, const struct cpf__goal_event *last,
                       cpf_table *table, int64_t row)
{
    const cpf_model *model = view->model;
    const struct cpf_indicator *indicator = &model->indicators[goal->indicator];
    cpf__goal_values values = cpf__goal_values_of(goal);

    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, goal->unit));
    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[goal->period].code);
    if (last) {
        cpf__table_set_text(table, STATE, row, cpf__goal_state_names[last->state]);
        cpf__table_set_int(table, SINCE, row, last->on);
    }
    for (int32_t i = 0; i < CPF__GOAL_FIGURES; i++)
        if (values.has[i])
            cpf__table_set_scaled(table, TARGET + i, row, values.value[i], indicator->decimals);
}

cpf_status cpf__make_goal_states(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    struct cpf_goal *then;
    cpf_table *made;
    cpf_id *goals;
    int32_t count;

    if (!model->goal_event_count)
        return CPF_OK;
    if (cpf__goal_list(view, &goals, &count, error) != CPF_OK)
        return CPF_E_MEMORY;
    then = cpf__alloc(view->context, model->goal_count, sizeof *then);
    if (then)
        cpf__goals_as_of(model, view->as_of, then);
    made = then ? cpf__table_new(view->context, "goal_states", count, state_columns, COLUMNS) : NULL;
    for (int32_t i = 0; made && i < count; i++)
        tell_state(view, &then[goals[i]], last_event(view, goals[i]), made, i);
    cpf__free(view->context, then);
    cpf__free(view->context, goals);
    return cpf__table_done(made, table, error);
}
