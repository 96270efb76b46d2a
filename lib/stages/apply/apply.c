/* SPDX-License-Identifier: MIT */
#include <channelperf/apply.h>

#include <string.h>

#include "apply_messages.h"
#include "apply_tables.h"
#include "apply_view.h"

static const cpf__stage_row apply_rows[] = {
    {"pay", cpf__pay_table},
    {"commissions", cpf__commissions_table},
    {"commission_parts", cpf__commission_parts_table},
    {"cliffs", cpf__cliffs_table},
    {"credits", cpf__credits_table},
    {"clawbacks", cpf__clawbacks_table},
    {"draw_ledger", cpf__draw_ledger_table},
    {"pools", cpf__pools_table},
    {"corrections", cpf__corrections_table},
    {"true_ups", cpf__true_ups_table},
    {"tiers", cpf__tiers_table},
    {"tier_points", cpf__tier_points_table},
    {"boxes", cpf__boxes_table},
    {"lists", cpf__lists_table},
    {"improvements", cpf__improvements_table},
    {NULL, NULL}, /* the end */
};

/* The tables that commissions go into, and the records that ask for them. */
static const char *const of_commissions[] = {"commissions", "commission_parts", "clawbacks", "draw_ledger", "pools"};
static const cpf__record_kind *const asking[] = {&cpf__record_commission, &cpf__record_clawback, &cpf__record_draw,
                                                 &cpf__record_pool};

static int needs_commissions(const cpf_model *model, const char *only)
{
    int64_t records = 0;

    for (size_t i = 0; i < sizeof asking / sizeof asking[0]; i++)
        records += cpf__model_records(model, asking[i])->count;
    for (size_t i = 0; only && i < sizeof of_commissions / sizeof of_commissions[0]; i++)
        if (strcmp(only, of_commissions[i]) == 0)
            return records > 0;
    return !only && records > 0;
}

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

static cpf_status make_tables(cpf__apply_view *at, const cpf_stage_options *options, cpf_tables **tables,
                              cpf_error **error)
{
    cpf_status status = CPF_OK;

    if (!needs_commissions(at->view.model, options ? options->only : NULL))
        return cpf__stage_tables(&at->view, options, apply_rows, tables, error);
    status = cpf__commissions_make(&at->view, &at->commissions, error);
    if (status == CPF_OK)
        status = cpf__stage_tables(&at->view, options, apply_rows, tables, error);
    cpf__commissions_free(&at->commissions);
    return status;
}

cpf_status cpf_apply(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                     const cpf_tables *results, const cpf_stage_options *options, cpf_tables **tables,
                     cpf_error **error)
{
    cpf__apply_view at = {0};
    cpf_status status = cpf__stage_begin(&at.view, model, options, error);

    if (status != CPF_OK)
        return status;
    if (!tables)
        return cpf__bad_argument(at.view.context, error, "tables");
    if (cpf__stage_takes(&at.view, facts, "facts", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    if (cpf__stage_takes(&at.view, targets, "targets", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    at.view.facts = facts;
    at.view.targets = targets;
    at.view.earlier = results;
    status = check_results(at.view.context, results, error);
    return status == CPF_OK ? make_tables(&at, options, tables, error) : status;
}
