/* SPDX-License-Identifier: MIT */
#include "basis_cell.h"

/* A value of facts; NULL: there is none. */
static const int64_t *fact_of(const cpf_facts *facts, cpf_id indicator, cpf_id period, cpf_id unit)
{
    const cpf__cells *cells = cpf__facts_cells(facts, indicator, period);

    return cells->values && cpf__bit(cells->valid, unit) ? &cells->values[unit] : NULL;
}

cpf_status cpf__basis_axes(const cpf_appraisal *appraisal, const cpf__line *line, cpf_id unit, int64_t i,
                           cpf__axis axes[2])
{
    static const cpf__attain how = {.zero = CPF__ZERO_MISSING, .negative = CPF__NEGATIVE_SHIFT, .direction = CPF__MORE};
    const cpf_model *model = appraisal->model;
    const cpf__records *matrices = cpf__model_records(model, &cpf__record_matrix);
    int32_t matrix = line->item->matrix;
    cpf_id other = (cpf_id)cpf__record_value(matrices, CPF__MATRIX_COLUMNS, matrix), period = appraisal->period;
    int64_t actual, target;
    int has_actual = cpf__line_actual(line, unit, &actual), has_target = cpf__line_target(line, unit, i, &target);
    cpf_status status = cpf__matrix_axis(model, matrix, CPF__MATRIX_ROWS, &line->item->attain,
                                         has_actual ? &actual : NULL, has_target ? &target : NULL, &axes[0]);

    if (status == CPF_OK)
        status =
            cpf__matrix_axis(model, matrix, CPF__MATRIX_COLUMNS, &how, fact_of(appraisal->actuals, other, period, unit),
                             fact_of(appraisal->targets, other, period, unit), &axes[1]);
    return status;
}
