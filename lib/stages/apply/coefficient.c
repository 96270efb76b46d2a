/* SPDX-License-Identifier: MIT */
#include "coefficient.h"

#include <string.h>

#include "pay_matrix.h"

enum { BY_GRADE = 0, BY_BANDS, BY_TOTAL, BY_MATRIX = CPF__PAY_BY_MATRIX, PAY_WAYS };

static const cpf__ratio nothing = {0, 1};

static int is_of(const cpf__records *rows, int32_t field, int64_t row, const char *code)
{
    return strcmp(cpf__record_text(rows, field, row), code) == 0;
}

/* Points above `excess_from` count `excess` times. */
static cpf_status counted_total(const cpf__records *pays, const cpf__pay_line *line, cpf__ratio *total)
{
    cpf__ratio from, above;
    cpf_status status;

    if (!cpf__record_has(pays, CPF__PAY_EXCESS_FROM, line->record))
        return CPF_OK;
    from = cpf__field_ratio(pays, CPF__PAY_EXCESS_FROM, line->record);
    if (cpf__ratio_compare(*total, from) <= 0)
        return CPF_OK;
    status = cpf__ratio_sub(*total, from, &above);
    if (status == CPF_OK)
        status = cpf__ratio_mul(above, cpf__field_ratio(pays, CPF__PAY_EXCESS, line->record), &above);
    return status == CPF_OK ? cpf__ratio_add(from, above, total) : status;
}

/* The ways: CPF_E_MISSING where there is no coefficient. */
typedef cpf_status (*pay_way)(const cpf__stage_view *view, const cpf__records *pays, const cpf__pay_line *line,
                              cpf__ratio total, cpf__ratio *coefficient);

static cpf_status by_grade(const cpf__stage_view *view, const cpf__records *pays, const cpf__pay_line *line,
                           cpf__ratio total, cpf__ratio *coefficient)
{
    const cpf__records *grades = cpf__model_records(view->model, &cpf__record_pay_grade);
    const char *code = cpf__record_text(pays, CPF__PAY_CODE, line->record);

    (void)total;
    for (int64_t row = 0; line->grade && row < grades->count; row++)
        if (is_of(grades, CPF__PAY_GRADE_PAY, row, code) && is_of(grades, CPF__PAY_GRADE_GRADE, row, line->grade)) {
            *coefficient = cpf__field_ratio(grades, CPF__PAY_GRADE_COEFFICIENT, row);
            return CPF_OK;
        }
    return CPF_E_MISSING;
}

/* The highest band that the total has reached; below the lowest nothing. */
static cpf_status by_bands(const cpf__stage_view *view, const cpf__records *pays, const cpf__pay_line *line,
                           cpf__ratio total, cpf__ratio *coefficient)
{
    const cpf__records *bands = cpf__model_records(view->model, &cpf__record_pay_band);
    const char *code = cpf__record_text(pays, CPF__PAY_CODE, line->record);
    int64_t best = -1;

    for (int64_t row = 0; row < bands->count; row++) {
        if (!is_of(bands, CPF__PAY_BAND_PAY, row, code) ||
            cpf__ratio_compare(cpf__field_ratio(bands, CPF__PAY_BAND_FROM, row), total) > 0)
            continue;
        if (best < 0 ||
            cpf__record_value(bands, CPF__PAY_BAND_FROM, row) > cpf__record_value(bands, CPF__PAY_BAND_FROM, best))
            best = row;
    }
    *coefficient = best < 0 ? nothing : cpf__field_ratio(bands, CPF__PAY_BAND_COEFFICIENT, best);
    return CPF_OK;
}

static cpf_status by_total(const cpf__stage_view *view, const cpf__records *pays, const cpf__pay_line *line,
                           cpf__ratio total, cpf__ratio *coefficient)
{
    (void)view;
    if (total.num < 0)
        total = nothing;
    return cpf__ratio_div(total, cpf__field_ratio(pays, CPF__PAY_NEUTRAL, line->record), coefficient);
}

static cpf_status by_matrix(const cpf__stage_view *view, const cpf__records *pays, const cpf__pay_line *line,
                            cpf__ratio total, cpf__ratio *coefficient)
{
    (void)pays;
    (void)total;
    return cpf__pay_matrix_coefficient(view, line->record, line->unit, line->period, coefficient);
}

static const pay_way ways[PAY_WAYS] = {
    [BY_GRADE] = by_grade, [BY_BANDS] = by_bands, [BY_TOTAL] = by_total, [BY_MATRIX] = by_matrix};

static int is_below_threshold(const cpf__records *pays, const cpf__pay_line *line, cpf__ratio total)
{
    return line->total.given && cpf__record_has(pays, CPF__PAY_THRESHOLD, line->record) &&
           cpf__ratio_compare(total, cpf__field_ratio(pays, CPF__PAY_THRESHOLD, line->record)) < 0;
}

static void hold_most(const cpf__records *pays, cpf__pay_line *line, cpf__ratio *coefficient)
{
    cpf__ratio most;

    if (!cpf__record_has(pays, CPF__PAY_MOST, line->record))
        return;
    most = cpf__field_ratio(pays, CPF__PAY_MOST, line->record);
    if (cpf__ratio_compare(*coefficient, most) <= 0)
        return;
    *coefficient = most;
    line->state = CPF__PAY_AT_MOST;
}

cpf_status cpf__coefficient_of(const cpf__stage_view *view, const cpf__records *pays, cpf__pay_line *line,
                               cpf__ratio *coefficient)
{
    int64_t by = cpf__record_value(pays, CPF__PAY_BY, line->record);
    cpf__ratio total = cpf__ratio_of(line->total.value, line->total.decimals);
    cpf_status status;

    *coefficient = nothing;
    line->state = CPF__PAY_NO_TOTAL;
    if (!line->total.given && (by == BY_BANDS || by == BY_TOTAL))
        return CPF_OK;
    line->state = CPF__PAY_BELOW;
    if (is_below_threshold(pays, line, total))
        return CPF_OK;
    status = counted_total(pays, line, &total);
    if (status == CPF_OK)
        status = ways[by](view, pays, line, total, coefficient);
    line->state = status == CPF_E_MISSING ? CPF__PAY_NO_COEFFICIENT : CPF__PAY_PAID;
    if (status == CPF_OK)
        hold_most(pays, line, coefficient);
    return status == CPF_E_MISSING ? CPF_OK : status;
}
