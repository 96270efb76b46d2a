/* SPDX-License-Identifier: MIT */
#include "settle.h"

#include <channelperf/cascade.h>

#include "copy_targets.h"
#include "ratio.h"
#include "settle_wishes.h"

cpf_status cpf__settle(cpf__talks *talks, cpf_error **error)
{
    cpf_status status;

    if (talks->row < 0)
        return CPF_OK;
    status = cpf__talks_check(talks, error);
    if (status == CPF_OK)
        status = cpf__talks_weigh(talks, error);
    if (status == CPF_OK)
        status = cpf__talk_wishes(talks, error);
    if (status != CPF_OK)
        return status;
    return talks->rule == CPF__LEAST_SQUARES ? cpf__settle_squares(talks, error) : cpf__settle_exact(talks, error);
}

/* One settlement, from the targets as they were given: settlements do not meet each other. */
static cpf_status settle_row(const cpf_facts *targets, int64_t row, cpf_facts *agreed, cpf_error **error)
{
    cpf__talks talks;
    cpf_status status = cpf__talks_open(&talks, targets->model, targets, row, CPF_NONE, CPF_NONE, CPF_NO_DAY, error);

    if (status == CPF_OK)
        status = cpf__settle(&talks, error);
    if (status == CPF_OK)
        status = cpf__settle_put(&talks, agreed, error);
    cpf__talks_close(&talks);
    return status;
}

cpf_status cpf_settle(const cpf_model *model, const cpf_facts *targets, cpf_facts **agreed, cpf_error **error)
{
    const cpf__records *records;
    cpf_facts *made = NULL;
    cpf_status status;

    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    if (!targets || targets->model != model || !agreed)
        return cpf__bad_argument(model->context, error, agreed ? "targets" : "agreed");
    status = cpf__copy_targets(targets, &made, error);
    if (status != CPF_OK)
        return status;
    records = cpf__model_records(model, &cpf__record_settlement);
    for (int64_t row = 0; row < records->count && status == CPF_OK; row++)
        status = settle_row(targets, row, made, error);
    if (status == CPF_OK && records->count)
        status = cpf__ratios_follow(model, targets, made, error);
    if (status == CPF_OK)
        *agreed = made;
    else
        cpf_facts_free(made);
    return status;
}
