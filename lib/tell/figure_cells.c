/* SPDX-License-Identifier: MIT */
#include "figure_cells.h"

#include <string.h>

void cpf__figure_push(cpf__figuring *at, cpf__ratio value)
{
    if (cpf__vec_room(at->telling.model->context, &at->values))
        at->values.items[at->values.count++] = value;
    else
        at->status = CPF_E_MEMORY;
}

static int is_of_records(const cpf__scope *scope)
{
    return strchr(scope->name, '.') != NULL;
}

/* Whether a text of a row tells it from the row that led to it. */
static int is_telling(cpf__figuring *at, const cpf__scope *scope, int32_t column)
{
    const char *name = cpf_table_column_name(scope->table, column);
    char buffer[CPF__CELL_ROOM];

    return cpf_table_column_type(scope->table, column) == CPF_COLUMN_TEXT &&
           cpf_table_valid(scope->table, column, scope->row) &&
           (is_of_records(scope) ||
            strcmp(cpf_table_text(scope->table, column, scope->row),
                   cpf__figure_text(at, scope->outer, name, (int64_t)strlen(name), buffer)) != 0);
}

/* A row that another led to is named by its texts. */
static void note_row(cpf__figuring *at, const cpf__scope *scope, int64_t step)
{
    cpf_explanation *to = at->telling.to;
    const char *texts[2] = {"", ""};
    int32_t found = 0;

    for (int32_t i = 0; i < cpf_table_column_count(scope->table) && found < 2; i++)
        if (is_telling(at, scope, i))
            texts[found++] = cpf_table_text(scope->table, i, scope->row);
    if (is_of_records(scope))
        cpf__step_formula(to, step, scope->name);
    if (found)
        cpf__step_note(to, step, found > 1 ? "%s, %s" : "%s", found > 1 ? "%s，%s" : "%s", texts[0], texts[1]);
}

int64_t cpf__figure_begin(cpf__figuring *at, const cpf__scope *scope, int32_t column)
{
    int64_t step = cpf__step_begin(at->telling.to, is_of_records(scope) ? CPF__STEP_SETTING : CPF__STEP_OUTCOME,
                                   cpf_table_column_title(scope->table, column, CPF_ENGLISH),
                                   cpf_table_column_title(scope->table, column, CPF_CHINESE));

    if (scope->outer)
        note_row(at, scope, step);
    return step;
}

/* A cell as it stands in its table. */
void cpf__figure_cell_told(cpf__figuring *at, const cpf__scope *scope, int32_t column)
{
    char buffer[CPF__CELL_ROOM];
    cpf__ratio value;
    int64_t step;

    if (!cpf_table_valid(scope->table, column, scope->row))
        return;
    step = cpf__figure_begin(at, scope, column);
    if (cpf__figure_cell(scope, column, &value)) {
        cpf__step_value(at->telling.to, step, cpf_table_decimals(scope->table, column)[scope->row],
                        cpf_table_row_decimals(scope->table, column, scope->row));
        cpf__figure_push(at, value);
    } else {
        cpf__step_formula(at->telling.to, step, cpf_table_format(scope->table, column, scope->row, buffer));
    }
    cpf__step_end(at->telling.to);
}

void cpf__figure_leaf(cpf__figuring *at, const char *label, const char *label_zh, cpf__ratio value)
{
    int64_t step = cpf__step_begin(at->telling.to, CPF__STEP_NUMBER, label, label_zh);

    cpf__step_ratio(at->telling.to, step, value, CPF__MAX_DECIMALS);
    cpf__step_end(at->telling.to);
    cpf__figure_push(at, value);
}

/* What the largest remainder added: at most one step of the figure that is told. */
void cpf__figure_rest(cpf__figuring *at, cpf__ratio shown, int64_t first)
{
    const cpf__ratio step = cpf__ratio_of(1, at->decimals);
    cpf__ratio sum, rest;

    if (cpf__figure_value(CPF__BY_SUM, at->values.items + first, at->values.count - first, 0, &sum) != CPF_OK ||
        cpf__ratio_sub(shown, sum, &rest) != CPF_OK)
        return;
    if (cpf__ratio_compare((cpf__ratio){rest.num < 0 ? -rest.num : rest.num, rest.den}, step) <= 0)
        cpf__figure_leaf(at, "by the largest remainder", "按最大余数补分", rest);
}
