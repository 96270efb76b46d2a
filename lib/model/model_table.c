/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model_messages.h"
#include "model_tables.h"

typedef struct model_table_row {
    const char *name;
    cpf_table *(*make)(const cpf_model *model);
} model_table_row;

static const model_table_row model_tables[] = {
    {"units", cpf__table_of_units},       {"periods", cpf__table_of_periods},
    {"measures", cpf__table_of_measures}, {"indicators", cpf__table_of_indicators},
    {"goals", cpf__table_of_goals},       {"scorecards", cpf__table_of_scorecards},
    {"sources", cpf__table_of_sources},
};

cpf_status cpf_model_table(const cpf_model *model, const char *name, cpf_table **table, cpf_error **error)
{
    const cpf_context *context = model ? model->context : NULL;
    cpf__place place = {0};

    if (!model || !name || !table)
        return cpf__bad_argument(context, error, !model ? "model" : !name ? "name" : "table");
    for (size_t i = 0; i < sizeof model_tables / sizeof model_tables[0]; i++)
        if (strcmp(model_tables[i].name, name) == 0)
            return cpf__table_done(model_tables[i].make(model), table, error);
    if (cpf__record_kind_find(name) != CPF_NONE)
        return cpf__table_done(cpf__table_of_records(model, cpf__record_kind_find(name)), table, error);
    place.subject = name;
    return cpf__find(context, error, &place, &cpf__model_messages[CPF__MODEL_UNKNOWN_TABLE], name);
}
