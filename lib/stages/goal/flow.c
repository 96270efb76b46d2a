/* SPDX-License-Identifier: MIT */
#include "flow.h"

cpf_status cpf__flow_weights(cpf__flow *flow, cpf_id goal, const cpf__weights **weights, cpf_error **error)
{
    cpf_status status;

    for (int64_t i = 0; i < flow->weights.count; i++)
        if (cpf__weights_alike(flow->model, flow->weights.items[i].goal, goal)) {
            *weights = &flow->weights.items[i];
            return CPF_OK;
        }
    if (!cpf__vec_room(flow->model->context, &flow->weights))
        return cpf__no_memory(error);
    status = cpf__weights_open(&flow->weights.items[flow->weights.count], flow->model, flow->base, goal, error);
    *weights = &flow->weights.items[flow->weights.count++];
    return status;
}
