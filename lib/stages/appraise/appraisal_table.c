/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraisal_tables.h"
#include "appraise_messages.h"

typedef struct table_row {
    const char *name;
    cpf_status (*make)(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
} table_row;

static const table_row table_rows[] = {
    {"totals", cpf__totals_table},
    {"scores", cpf__scores_table},
    {"groups", cpf__groups_table},
    {"quotas", cpf__quotas_table},
    {"borders", cpf__borders_table},
    {"levels", cpf__levels_table},
    {"bases", cpf__bases_table},
    {"gates", cpf__gates_table},
    {"next_grade", cpf__next_grade_table},
};

cpf_status cpf_appraisal_table(const cpf_appraisal *appraisal, const char *name, cpf_table **table, cpf_error **error)
{
    if (!appraisal)
        return cpf__bad_argument(NULL, error, "appraisal");
    if (!name || !table)
        return cpf__bad_argument(appraisal->context, error, name ? "table" : "name");
    for (size_t i = 0; i < sizeof table_rows / sizeof table_rows[0]; i++)
        if (!strcmp(name, table_rows[i].name))
            return table_rows[i].make(appraisal, table, error);
    return cpf__find(appraisal->context, error, NULL, &cpf__appraise_messages[CPF__APPRAISE_NO_TABLE], name);
}
