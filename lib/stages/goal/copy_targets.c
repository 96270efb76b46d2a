/* SPDX-License-Identifier: MIT */
#include "copy_targets.h"

cpf_status cpf__copy_targets(const cpf_facts *targets, cpf_facts **copy, cpf_error **error)
{
    const cpf_model *model = targets->model;
    cpf_facts *made = NULL;
    cpf_status status = cpf_facts_new(model, &made, error);

    for (cpf_id indicator = 0; status == CPF_OK && indicator < model->indicator_count; indicator++)
        for (cpf_id period = 0; status == CPF_OK && period < model->calendar->count; period++) {
            const cpf__cells *cells = cpf__facts_cells(targets, indicator, period);

            if (cells->values)
                status = cpf_facts_set_column(made, indicator, period, cells->values, cells->valid, 0, error);
        }
    if (status == CPF_OK)
        *copy = made;
    else
        cpf_facts_free(made);
    return status;
}
