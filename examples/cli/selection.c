/* SPDX-License-Identifier: MIT */
#include "selection.h"

#include <stdlib.h>

#include "deliver.h"
#include "output.h"

/* 1 for `unit` and all below it. Parents come before their children, so that one pass marks them. */
static char *marked(const cpf_model *model, cpf_id unit)
{
    int32_t count = cpf_model_unit_count(model);
    char *marks = calloc((size_t)count + 1, 1);

    for (int32_t u = 0; marks && u < count; u++) {
        cpf_id parent = cpf_model_unit_parent(model, u);

        marks[u] = (char)(unit == CPF_NONE || u == unit || (parent != CPF_NONE && marks[parent]));
    }
    return marks;
}

/* The column of one indicator and period, with what is not wanted left out. */
static cpf_status copy_column(const cpf_facts *facts, cpf_facts *part, const char *marks, int32_t count,
                              cpf_id indicator, cpf_id period, cpf_error **error)
{
    const int64_t *values = cpf_facts_column(facts, indicator, period);
    const uint8_t *valid = cpf_facts_validity(facts, indicator, period);
    uint8_t *kept;
    cpf_status status;

    if (!values)
        return CPF_OK;
    kept = calloc((size_t)count / 8 + 1, 1);
    if (!kept)
        return CPF_E_MEMORY;
    for (int32_t u = 0; u < count; u++) {
        if (marks[u] && (!valid || valid[u / 8] >> u % 8 & 1))
            kept[u / 8] = (uint8_t)(kept[u / 8] | 1u << u % 8);
    }
    status = cpf_facts_set_column(part, indicator, period, values, kept, 0, error);
    free(kept);
    return status;
}

static cpf_status copy_columns(const cli_job *job, const cpf_facts *facts, cpf_facts *part, const char *marks,
                               cpf_id indicator, cpf_id period, cpf_error **error)
{
    int32_t count = cpf_model_unit_count(job->model);
    cpf_status status = CPF_OK;

    for (cpf_id i = 0; i < cpf_model_indicator_count(job->model); i++) {
        for (cpf_id p = 0; p < cpf_model_period_count(job->model) && status == CPF_OK; p++) {
            if ((indicator == CPF_NONE || i == indicator) && (period == CPF_NONE || p == period))
                status = copy_column(facts, part, marks, count, i, p, error);
        }
    }
    return status;
}

static int print_part(const cli_job *job, const char *name, const cpf_facts *facts, cpf_id unit, cpf_id indicator,
                      cpf_id period)
{
    char *marks = marked(job->model, unit);
    cpf_facts *part = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = marks ? cpf_facts_new(job->model, &part, &error) : CPF_E_MEMORY;

    if (status == CPF_OK)
        status = copy_columns(job, facts, part, marks, indicator, period, &error);
    if (status == CPF_OK)
        status = cpf_facts_table(part, "facts", period, &table, &error);
    cpf_facts_free(part);
    free(marks);
    return status == CPF_OK ? cli_deliver(job->options, name, table) : cli_fail(job->options, status, error);
}

int cli_selection_print(const cli_job *job, const char *name, const cpf_facts *facts)
{
    cpf_id unit, indicator, period;
    int code = cli_job_unit(job, &unit);

    if (!code)
        code = cli_job_indicator(job, &indicator);
    if (!code)
        code = cli_job_period(job, &period);
    return code ? code : print_part(job, name, facts, unit, indicator, period);
}
