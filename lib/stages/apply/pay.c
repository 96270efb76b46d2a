/* SPDX-License-Identifier: MIT */
#include "coefficient.h"

#include "bits.h"
#include "ordered.h"

const char *const cpf__pay_state_names[CPF__PAY_STATES] = {
    [CPF__PAY_PAID] = "paid",
    [CPF__PAY_BELOW] = "below_threshold",
    [CPF__PAY_AT_MOST] = "capped",
    [CPF__PAY_AT_FLOOR] = "at_floor",
    [CPF__PAY_NO_BASE] = "no_base",
    [CPF__PAY_NO_TOTAL] = "no_total",
    [CPF__PAY_NO_COEFFICIENT] = "no_coefficient",
};

/* A number of the plan, in the decimals of the pay when nothing is lost. */
static cpf__scaled shown(int64_t value, int32_t decimals, int32_t wanted)
{
    cpf__scaled number = {value, decimals, 1};

    if (cpf__rescale(value, decimals, wanted, -1, &number.value) == CPF_OK)
        number.decimals = wanted;
    return number;
}

/* A number of the record, or of the unit's attribute that the record names instead. */
static cpf__scaled number_of(const cpf__pays *pays, const cpf__pay_line *line, int32_t field, int32_t attribute_field)
{
    const cpf__attribute *attribute;

    if (!cpf__record_has(pays->records, attribute_field, line->record)) {
        if (!cpf__record_has(pays->records, field, line->record))
            return (cpf__scaled){0};
        return shown(cpf__record_value(pays->records, field, line->record), pays->records->kind->fields[field].decimals,
                     line->decimals);
    }
    attribute = &pays->view->model->attributes[cpf__record_value(pays->records, attribute_field, line->record)];
    if (!attribute->number || !cpf__bit(attribute->number_valid, line->unit))
        return (cpf__scaled){0};
    return (cpf__scaled){attribute->number[line->unit], attribute->decimals, 1};
}

/* A legal minimum is rounded up, so that it holds. */
static cpf_status hold_floor(cpf__pay_line *line)
{
    int64_t least;
    cpf_status status;

    line->paid = line->amount;
    if (!line->floor.given)
        return CPF_OK;
    status = cpf__rescale(line->floor.value, line->floor.decimals, line->decimals, CPF__CEILING, &least);
    if (status != CPF_OK || line->amount >= least)
        return status;
    line->paid = least;
    line->state = CPF__PAY_AT_FLOOR;
    return CPF_OK;
}

static cpf_status pay_line(const cpf__pays *pays, cpf__pay_line *line)
{
    cpf__ratio coefficient, amount = {0, 1};
    cpf_status status = cpf__coefficient_of(pays->view, pays->records, line, &coefficient);

    line->base = number_of(pays, line, CPF__PAY_BASE, CPF__PAY_BASE_ATTRIBUTE);
    line->floor = number_of(pays, line, CPF__PAY_FLOOR, CPF__PAY_FLOOR_ATTRIBUTE);
    if (!line->base.given)
        line->state = CPF__PAY_NO_BASE;
    if (status != CPF_OK || !cpf__pay_has_money(line))
        return status;
    status = cpf__ratio_mul(cpf__ratio_of(line->base.value, line->base.decimals), coefficient, &amount);
    if (status == CPF_OK)
        status = cpf__ratio_round(amount, line->decimals, CPF__HALF_UP, &line->amount);
    if (status == CPF_OK)
        status = cpf__ratio_round(coefficient, CPF__COEFFICIENT_DECIMALS, CPF__HALF_UP, &line->coefficient);
    return status == CPF_OK ? hold_floor(line) : status;
}

static cpf_status tell_range(const cpf__pays *pays, const cpf__pay_line *line, cpf_error **error)
{
    const cpf_model *model = pays->view->model;
    const char *texts[3] = {cpf_model_unit_code(model, line->unit), model->calendar->periods[line->period].code};

    return cpf__apply_find(pays->view, pays->records, line->record, NULL, CPF__APPLY_PAY_RANGE, texts, error);
}

static cpf_status add_line(cpf__pays *pays, const cpf__result *result, int32_t grades, int64_t record, cpf_id unit,
                           cpf_error **error)
{
    cpf__pay_line line = {.record = record, .unit = unit, .period = result->period};

    line.decimals = (int32_t)cpf__record_value(pays->records, CPF__PAY_DECIMALS, record);
    line.total.given = cpf__result_total(result, unit, &line.total.value, &line.total.decimals);
    line.grade = cpf__grade_in(result, grades, unit);
    if (pay_line(pays, &line) != CPF_OK)
        return tell_range(pays, &line, error);
    if (!cpf__vec_room(pays->view->context, &pays->lines))
        return cpf__no_memory(error);
    pays->lines.items[pays->lines.count++] = line;
    return CPF_OK;
}

static cpf_status pay_result(cpf__pays *pays, const cpf__result *result, int64_t record, cpf_error **error)
{
    const cpf_model *model = pays->view->model;
    int64_t period = cpf__record_value(pays->records, CPF__PAY_PERIOD, record);
    cpf_status status = CPF_OK;
    int32_t grades;

    if (!cpf__is_result_wanted(pays->view, result) || (period != CPF__RECORD_MISSING && period != result->period))
        return CPF_OK;
    grades = cpf__grades_of(pays->view, result, cpf__record_value(pays->records, CPF__PAY_STANDING, record));
    for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++)
        if (cpf__result_is_of(pays->view, result, unit, cpf__record_value(pays->records, CPF__PAY_SCORECARD, record)) &&
            cpf__means_unit(model, CPF_NONE, cpf__record_value(pays->records, CPF__PAY_LEVEL, record), unit))
            status = add_line(pays, result, grades, record, unit, error);
    return status;
}

cpf_status cpf__pays_make(const cpf__stage_view *view, cpf__pays *pays, cpf_error **error)
{
    int64_t *order;
    cpf_status status;

    *pays = (cpf__pays){.view = view, .records = cpf__model_records(view->model, &cpf__record_pay)};
    status = cpf__results_open(view, &pays->results, error);
    if (status != CPF_OK)
        return status;
    order = cpf__records_by_code(view->context, pays->records, CPF__PAY_CODE);
    if (!order)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < pays->records->count && status == CPF_OK; i++)
        for (int32_t k = 0; k < pays->results.count && status == CPF_OK; k++)
            status = pay_result(pays, &pays->results.items[k], order[i], error);
    cpf__free(view->context, order);
    return status;
}

void cpf__pays_free(cpf__pays *pays)
{
    cpf__results_close(&pays->results);
    cpf__vec_free(pays->view->context, &pays->lines);
}
