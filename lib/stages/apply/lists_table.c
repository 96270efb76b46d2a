/* SPDX-License-Identifier: MIT */
/* Who is on which list, and why: conditions that held several times in a row, unless somebody was new or excused. */
#include <string.h>

#include "apply_tables.h"
#include "list_reason.h"
#include "ordered.h"
#include "table.h"

enum { LIST, TRIGGER, UNIT, NAME, PERIOD, STATE, REASON, REASON_ZH, NOTE, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [LIST] = {"list", {"List", "名单"}, CPF_COLUMN_TEXT, 0},
    [TRIGGER] = {"trigger", {"Trigger", "触发规则"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [REASON] = {"reason", {"Reason", "原因（英）"}, CPF_COLUMN_TEXT, 0},
    [REASON_ZH] = {"reason_zh", {"Reason (Chinese)", "原因"}, CPF_COLUMN_TEXT, 0},
    [NOTE] = {"note", {"Note of the exemption", "豁免说明"}, CPF_COLUMN_TEXT, 0},
};

static const char *const lists[] = {"plan", "training", "promotion", "talk"}; /* as the words of the field */

static int holds(const cpf__list_work *at, int64_t place, cpf_id unit)
{
    const cpf__result *result = at->run[place];
    int64_t condition = cpf__record_value(at->triggers, CPF__TRIGGER_CONDITION, at->trigger);
    cpf__ratio figure;

    if (condition == CPF__IS_GRADE) {
        const char *grade = cpf__grade_in(result, at->grades[place], unit);

        return grade && strcmp(grade, cpf__record_text(at->triggers, CPF__TRIGGER_GRADE, at->trigger)) == 0;
    }
    if (!cpf__list_figure(at, result, unit, &figure, NULL))
        return 0;
    return (cpf__ratio_compare(figure, cpf__field_ratio(at->triggers, CPF__TRIGGER_LIMIT, at->trigger)) < 0) ==
           (condition == CPF__IS_BELOW);
}

/* The newest exemption in the run; -1: none. */
static int64_t exempt_of(const cpf__list_work *at, cpf_id unit)
{
    int64_t row = -1;

    for (int64_t i = 0; i < at->times && row < 0; i++)
        row = cpf__exempt_in(&at->exempts, unit, &at->view->model->calendar->periods[at->run[i]->period]);
    return row;
}

static void fill(const cpf__list_work *at, cpf_id unit)
{
    const cpf_model *model = at->view->model;
    int64_t row = cpf__table_add_row(at->table), exempt = exempt_of(at, unit);

    cpf__list_reason(at, unit, exempt);
    cpf__table_set_text(at->table, LIST, row, lists[cpf__record_value(at->triggers, CPF__TRIGGER_LIST, at->trigger)]);
    cpf__table_set_text(at->table, TRIGGER, row, cpf__record_text(at->triggers, CPF__TRIGGER_CODE, at->trigger));
    cpf__set_unit(at->table, UNIT, row, model, unit);
    cpf__table_set_text(at->table, PERIOD, row, model->calendar->periods[at->run[0]->period].code);
    cpf__table_set_text(at->table, STATE, row, exempt < 0 ? "triggered" : "exempt");
    cpf__table_set_text(at->table, REASON, row, cpf_text_data(at->reason));
    cpf__table_set_text(at->table, REASON_ZH, row, cpf_text_data(at->reason_zh));
    if (exempt >= 0)
        cpf__set_text(at->table, NOTE, row, cpf__record_text(at->exempts.records, CPF__EXEMPT_NOTE, exempt));
}

/* The newest result of the trigger's grain, or that of the period looked at; of several that end together the longest.
 */
static const cpf__result *newest(const cpf__list_work *at)
{
    const struct cpf_period *periods = at->view->model->calendar->periods;
    int32_t grain = (int32_t)cpf__grain_of_each(cpf__record_value(at->triggers, CPF__TRIGGER_EACH, at->trigger));
    const cpf__result *found = NULL;

    for (int32_t i = 0; i < at->results.count; i++) {
        const cpf__result *result = &at->results.items[i];

        if (!cpf__is_wanted(at->view, result->period) ||
            (grain != (int32_t)CPF__GRAIN_COUNT && periods[result->period].grain != grain))
            continue;
        if (!found || periods[result->period].to > periods[found->period].to)
            found = result;
    }
    return found;
}

/* The result of the period just before; NULL: there is none. */
static const cpf__result *before(const cpf__list_work *at, const cpf__result *result)
{
    cpf_id period = at->view->model->calendar->periods[result->period].previous;

    return period == CPF_NONE ? NULL : cpf__results_of(&at->results, period);
}

/* The results in a row that end with the newest; 0: there are fewer. */
static int find_run(cpf__list_work *at)
{
    int64_t standing = cpf__record_value(at->triggers, CPF__TRIGGER_STANDING, at->trigger), found = 0;

    at->times = cpf__record_value(at->triggers, CPF__TRIGGER_TIMES, at->trigger);
    for (const cpf__result *result = newest(at); result && found < at->times; result = before(at, result)) {
        at->run[found] = result;
        at->grades[found++] = cpf__grades_of(at->view, result, standing);
    }
    return found == at->times;
}

static void run_trigger(cpf__list_work *at)
{
    const cpf_model *model = at->view->model;
    int64_t level = cpf__record_value(at->triggers, CPF__TRIGGER_LEVEL, at->trigger);

    if (!find_run(at))
        return;
    for (cpf_id unit = 0; unit < model->tree->count; unit++) {
        int64_t held = 0;

        if (!cpf__means_unit(model, CPF_NONE, level, unit))
            continue;
        while (held < at->times && holds(at, held, unit))
            held++;
        if (held == at->times)
            fill(at, unit);
    }
}

static cpf_status run_all(cpf__list_work *at, cpf_table **table, cpf_error **error)
{
    int64_t *order = cpf__records_by_code(at->view->context, at->triggers, CPF__TRIGGER_CODE);

    at->table = cpf__table_new(at->view->context, "lists", 0, columns, COLUMNS);
    at->reason = cpf__text_new(at->view->context);
    at->reason_zh = cpf__text_new(at->view->context);
    for (int64_t i = 0; order && i < at->triggers->count; i++) {
        at->trigger = order[i];
        run_trigger(at);
    }
    if (order && !cpf__text_failed(at->reason) && !cpf__text_failed(at->reason_zh)) {
        cpf__free(at->view->context, order);
        return cpf__table_done(at->table, table, error);
    }
    cpf__free(at->view->context, order);
    cpf_table_free(at->table);
    return cpf__no_memory(error);
}

cpf_status cpf__lists_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf__list_work at = {.view = view, .triggers = cpf__model_records(view->model, &cpf__record_trigger)};
    cpf_status status;

    if (!at.triggers->count || !cpf_tables_count(view->earlier))
        return CPF_OK;
    status = cpf__results_open(view, &at.results, error);
    if (status == CPF_OK)
        status = cpf__exempts_make(view, &at.exempts, error);
    if (status == CPF_OK)
        status = run_all(&at, table, error);
    cpf_text_free(at.reason);
    cpf_text_free(at.reason_zh);
    cpf__exempts_free(view->context, &at.exempts);
    cpf__results_close(&at.results);
    return status;
}
