/* SPDX-License-Identifier: MIT */
#include "stage_view.h"

#include <string.h>

#include "facts_in.h"
#include "facts_messages.h"
#include "options.h"
#include "text.h"

cpf_status cpf_stage_options_init(cpf_stage_options *options, uint32_t struct_size)
{
    cpf_status status = cpf__options_begin(options, struct_size, sizeof *options);

    if (status != CPF_OK)
        return status;
    options->period = CPF_NONE;
    options->as_of = CPF_NO_DAY;
    return CPF_OK;
}

cpf_status cpf__stage_begin(cpf__stage_view *view, const cpf_model *model, const cpf_stage_options *options,
                            cpf_error **error)
{
    *view = (cpf__stage_view){.model = model, .period = CPF_NONE, .as_of = CPF_NO_DAY};
    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    view->context = model->context;
    if (cpf__options_check(model->context, options, sizeof *options, error) != CPF_OK)
        return CPF_E_ABI;
    if (!options)
        return CPF_OK;
    if (options->period != CPF_NONE && (options->period < 0 || options->period >= model->calendar->count))
        return cpf__bad_argument(model->context, error, "options.period");
    view->period = options->period;
    view->as_of = options->as_of;
    view->only = options->only;
    return CPF_OK;
}

cpf_status cpf__stage_takes(const cpf__stage_view *view, const cpf_facts *facts, const char *name, cpf_error **error)
{
    return facts && facts->model != view->model ? cpf__bad_argument(view->context, error, name) : CPF_OK;
}

/* Names all tables that there are. */
static cpf_status unknown_table(const cpf__stage_view *view, const char *name, const cpf__stage_row *rows,
                                cpf_error **error)
{
    cpf__place place = {.subject = name};
    cpf_text *names = cpf__text_new(view->context);
    cpf_status status;

    for (const cpf__stage_row *row = rows; row->name; row++) {
        cpf__text_add(names, row == rows ? "" : ", ");
        cpf__text_add(names, row->name);
    }
    status = cpf__text_failed(names)
                 ? cpf__no_memory(error)
                 : cpf__find(view->context, error, &place, &cpf__facts_messages[CPF__FACTS_UNKNOWN_TABLE], name,
                             cpf_text_data(names));
    cpf_text_free(names);
    return status;
}

cpf_status cpf__stage_tables(const cpf__stage_view *view, const cpf_stage_options *options, const cpf__stage_row *rows,
                             cpf_tables **tables, cpf_error **error)
{
    const char *only = options ? options->only : NULL;
    cpf_tables *made = cpf__tables_new(view->context);
    cpf_status status = CPF_OK;
    int known = !only;

    for (const cpf__stage_row *row = rows; status == CPF_OK && row->name; row++) {
        cpf_table *table = NULL;

        if (only && strcmp(row->name, only) != 0)
            continue;
        known = 1;
        status = row->make(view, &table, error);
        cpf__tables_add(made, table);
    }
    if (status == CPF_OK && !known)
        status = unknown_table(view, only, rows, error);
    if (status == CPF_OK)
        return cpf__tables_done(made, tables, error);
    cpf_tables_free(made);
    return status;
}
