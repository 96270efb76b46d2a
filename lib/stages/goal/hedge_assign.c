/* SPDX-License-Identifier: MIT */
#include <channelperf/cascade.h>

#include "copy_targets.h"
#include "hedge.h"

static cpf_status assign_period(cpf__hedges *hedges, cpf_id period, cpf_facts *assigned, cpf_error **error)
{
    cpf__cells *cells = cpf__facts_cells(assigned, hedges->indicator, period);
    cpf_status status = cpf__hedges_of(hedges, period, error);

    for (cpf_id unit = 0; unit < hedges->model->tree->count && status == CPF_OK; unit++)
        if (cpf__bit(cells->valid, unit))
            status = cpf__hedged(hedges, unit, period, cells->values[unit], &cells->values[unit], error);
    return status;
}

static cpf_status assign_indicator(const cpf_model *model, cpf_id indicator, cpf_facts *assigned, cpf_error **error)
{
    cpf__hedges hedges;
    cpf_status status = cpf__hedges_open(&hedges, model, indicator, error);

    for (cpf_id period = 0; period < model->calendar->count && status == CPF_OK; period++)
        if (cpf__facts_cells(assigned, indicator, period)->values)
            status = assign_period(&hedges, period, assigned, error);
    cpf__hedges_close(&hedges);
    return status;
}

cpf_status cpf_assign(const cpf_model *model, const cpf_facts *targets, cpf_facts **assigned, cpf_error **error)
{
    cpf_facts *made = NULL;
    cpf_status status;

    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    if (!targets || targets->model != model || !assigned)
        return cpf__bad_argument(model->context, error, assigned ? "targets" : "assigned");
    status = cpf__copy_targets(targets, &made, error);
    if (status != CPF_OK)
        return status;
    for (cpf_id indicator = 0; indicator < model->indicator_count && status == CPF_OK; indicator++)
        if (cpf__is_hedged(model, indicator))
            status = assign_indicator(model, indicator, made, error);
    if (status == CPF_OK)
        *assigned = made;
    else
        cpf_facts_free(made);
    return status;
}
