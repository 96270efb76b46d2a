/* SPDX-License-Identifier: MIT */
#include <channelperf/apply.h>

#include <string.h>

#include "apply_messages.h"
#include "apply_tables.h"

static const cpf__stage_row apply_rows[] = {
    {"pay", cpf__pay_table},
    {"commissions", cpf__commissions_table},
    {"commission_parts", cpf__commission_parts_table},
    {"credits", cpf__credits_table},
    {"clawbacks", cpf__clawbacks_table},
    {"draw_ledger", cpf__draw_ledger_table},
    {"pools", cpf__pools_table},
    {"tiers", cpf__tiers_table},
    {"tier_points", cpf__tier_points_table},
    {"boxes", cpf__boxes_table},
    {"lists", cpf__lists_table},
    {"improvements", cpf__improvements_table},
    {NULL, NULL}, /* the end */
};

/* Results of a period that are given twice would be paid twice. */
static cpf_status check_results(const cpf_context *context, const cpf_tables *results, cpf_error **error)
{
    for (int32_t i = 0; i < cpf_tables_count(results); i++) {
        const char *name = cpf_table_name(cpf_tables_at(results, i));
        cpf__place place = {.subject = name};

        if (cpf_tables_find(results, name) != cpf_tables_at(results, i))
            return cpf__find(context, error, &place, &cpf__apply_messages[CPF__APPLY_RESULT_TWICE], name);
    }
    return CPF_OK;
}

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
    status = check_results(view.context, results, error);
    if (status != CPF_OK)
        return status;
    return cpf__stage_tables(&view, options, apply_rows, tables, error);
}
