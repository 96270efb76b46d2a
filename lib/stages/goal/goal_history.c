/* SPDX-License-Identifier: MIT */
/* What was decided about goals and what was amended, day by day: the old value, who, when and why. */
#include "cascade_tables.h"
#include "goal_list.h"
#include "goal_versions.h"
#include "mem.h"
#include "table.h"

enum { UNIT, INDICATOR, PERIOD, ON, STATE, FIGURE, OLD, NEW, BY, WHY, COLUMNS };

static const cpf__column history_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [ON] = {"on", {"On", "日期"}, CPF_COLUMN_DAY, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [FIGURE] = {"figure", {"Figure", "数值项"}, CPF_COLUMN_TEXT, 0},
    [OLD] = {"old", {"Old value", "旧值"}, CPF_COLUMN_DECIMAL, 0},
    [NEW] = {"new", {"New value", "新值"}, CPF_COLUMN_DECIMAL, 0},
    [BY] = {"by", {"By", "决定人"}, CPF_COLUMN_TEXT, 0},
    [WHY] = {"why", {"Why", "原因"}, CPF_COLUMN_TEXT, 0},
};

static const char *const figure_names[CPF__GOAL_FIGURES] = {"target", "floor", "stretch"};

/* The texts of an event's record. */
static void set_reasons(const cpf_model *model, const struct cpf__goal_event *event, cpf_table *table, int64_t row)
{
    const cpf__records *records =
        cpf__model_records(model, event->amends ? &cpf__record_amendment : &cpf__record_decision);
    const char *by =
        cpf__record_text(records, event->amends ? (int32_t)CPF__AMENDMENT_BY : (int32_t)CPF__DECISION_BY, event->row);
    const char *why =
        cpf__record_text(records, event->amends ? (int32_t)CPF__AMENDMENT_WHY : (int32_t)CPF__DECISION_WHY, event->row);

    if (*by)
        cpf__table_set_text(table, BY, row, by);
    if (*why)
        cpf__table_set_text(table, WHY, row, why);
}

static void tell_figure(const cpf_model *model, const struct cpf__goal_event *event, int32_t figure, cpf_table *table)
{
    const struct cpf_goal *goal = &model->goals[event->goal];
    int32_t decimals = model->indicators[goal->indicator].decimals;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, goal->unit));
    cpf__table_set_text(table, INDICATOR, row, model->indicators[goal->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[goal->period].code);
    cpf__table_set_int(table, ON, row, event->on);
    cpf__table_set_text(table, STATE, row, cpf__goal_state_names[event->state]);
    cpf__table_set_text(table, FIGURE, row, figure_names[figure]);
    if (event->before.has[figure])
        cpf__table_set_scaled(table, OLD, row, event->before.value[figure], decimals);
    if (event->after.has[figure])
        cpf__table_set_scaled(table, NEW, row, event->after.value[figure], decimals);
    set_reasons(model, event, table, row);
}

static int changes(const struct cpf__goal_event *event, int32_t figure)
{
    return event->after.has[figure] && (event->after.has[figure] != event->before.has[figure] ||
                                        event->after.value[figure] != event->before.value[figure]);
}

/* A decision tells its target, an amendment each figure that it changes. */
static void tell_event(const cpf_model *model, const struct cpf__goal_event *event, cpf_table *table)
{
    tell_figure(model, event, CPF__GOAL_TARGET, table);
    for (int32_t figure = CPF__GOAL_FLOOR; figure < CPF__GOAL_FIGURES; figure++)
        if (changes(event, figure))
            tell_figure(model, event, figure, table);
}

cpf_status cpf__make_goal_history(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf_model *model = view->model;
    cpf_table *made;
    cpf_id *goals;
    int32_t count;

    if (!model->goal_event_count)
        return CPF_OK;
    if (cpf__goal_list(view, &goals, &count, error) != CPF_OK)
        return CPF_E_MEMORY;
    made = cpf__table_new(view->context, "goal_history", 0, history_columns, COLUMNS);
    for (int32_t i = 0; made && i < count; i++) {
        int64_t begin, end;

        cpf__goal_events_of(model, goals[i], &begin, &end);
        for (int64_t at = begin; at < end; at++)
            if (view->as_of == CPF_NO_DAY || model->goal_events[at].on <= view->as_of)
                tell_event(model, &model->goal_events[at], made);
    }
    cpf__free(view->context, goals);
    return cpf__table_done(made, table, error);
}
