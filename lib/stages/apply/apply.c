/* SPDX-License-Identifier: MIT */
#include <channelperf/apply.h>

#include "apply_tables.h"

static const cpf__stage_row apply_rows[] = {
    {NULL, NULL}, /* the end */
};

cpf_status cpf_apply(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                     const cpf_tables *results, const cpf_stage_options *options, cpf_tables **tables,
                     cpf_error **error)
{
    cpf__stage_view view;
    cpf_status status = cpf__stage_begin(&view, model, options, error);

    if (status != CPF_OK)
        return status;
    if (!tables)
        return cpf__bad_argument(view.context, error, "tables");
    view.facts = facts;
    view.targets = targets;
    view.earlier = results;
    return cpf__stage_tables(&view, options, apply_rows, tables, error);
}
