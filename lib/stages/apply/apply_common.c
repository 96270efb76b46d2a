/* SPDX-License-Identifier: MIT */
#include "apply_common.h"

#include <string.h>

#include "text.h"

cpf_status cpf__apply_find(const cpf__stage_view *view, const cpf__records *records, int64_t row, const char *field,
                           cpf__apply_message message, const char *const *texts, cpf_error **error)
{
    cpf_text *path = cpf__text_new(view->context);
    cpf__place place = cpf__record_place(records, row, field, path);
    cpf_status status;

    if (cpf__text_failed(path))
        status = cpf__no_memory(error);
    else
        status = cpf__find(view->context, error, &place, &cpf__apply_messages[message], texts[0], texts[1], texts[2]);
    cpf_text_free(path);
    return status;
}

static int is_given(int64_t id)
{
    return id != CPF__RECORD_MISSING && id != CPF_NONE;
}

int cpf__means_unit(const cpf_model *model, int64_t unit, int64_t level, cpf_id candidate)
{
    if (is_given(level) && model->unit_level[candidate] != level)
        return 0;
    if (!is_given(unit))
        return 1;
    if (!is_given(level))
        return candidate == unit;
    return cpf__model_ancestor(model, candidate, model->unit_level[unit]) == unit;
}

int cpf__has_begun(const cpf__stage_view *view, cpf_id period)
{
    return view->as_of == CPF_NO_DAY || view->model->calendar->periods[period].from <= view->as_of;
}

int cpf__is_wanted(const cpf__stage_view *view, cpf_id period)
{
    const struct cpf_period *periods = view->model->calendar->periods;

    return view->period == CPF_NONE ||
           (periods[period].from >= periods[view->period].from && periods[period].to <= periods[view->period].to);
}

int cpf__fact(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value)
{
    return facts && cpf_facts_value(facts, unit, indicator, period, value) == CPF_OK;
}

int cpf__result_is_of(const cpf__stage_view *view, const cpf__result *result, cpf_id unit, int64_t scorecard)
{
    const char *code = cpf__result_scorecard(result, unit);

    if (result->row_of_unit[unit] < 0)
        return 0;
    return scorecard == CPF__RECORD_MISSING || strcmp(code, view->model->scorecards[scorecard].code) == 0;
}

int32_t cpf__grades_of(const cpf__stage_view *view, const cpf__result *result, int64_t standing)
{
    if (standing == CPF__RECORD_MISSING)
        standing = 0;
    return standing < view->model->standing_count ? cpf__result_grades(view, result, (cpf_id)standing) : CPF_NONE;
}

const char *cpf__grade_in(const cpf__result *result, int32_t column, cpf_id unit)
{
    const char *grade = column == CPF_NONE ? "" : cpf__result_grade(result, column, unit);

    return *grade ? grade : NULL;
}

void cpf__set_text(cpf_table *table, int32_t column, int64_t row, const char *text)
{
    if (text && *text)
        cpf__table_set_text(table, column, row, text);
}

void cpf__set_unit(cpf_table *table, int32_t column, int64_t row, const cpf_model *model, cpf_id unit)
{
    cpf__table_set_text(table, column, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, column + 1, row, cpf_model_unit_name(model, unit));
}
