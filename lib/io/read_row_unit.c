/* SPDX-License-Identifier: MIT */
#include "read_row_unit.h"

#include <string.h>

#include "read_shape.h"

static const cpf__member column_member = {"attributes", CPF__FORM_TEXT, 0, 0, NULL, 0, 0};

static void add_attribute(cpf__row_unit *about, cpf__read_table *table, int32_t name)
{
    cpf__reader *reader = table->reader;
    const char *column = NULL;

    if (!cpf__read_form(reader, name + 1, &column_member, &column))
        return;
    if (!cpf__vec_room(reader->context, &about->attributes)) {
        cpf__no_memory(&reader->findings);
        return;
    }
    about->attributes.items[about->attributes.count++] =
        (cpf__row_attribute){cpf__json_text(reader->json, name), cpf__table_column(table, column), 0};
}

void cpf__row_unit_begin(cpf__row_unit *about, cpf__read_table *table, const cpf__row_unit_given *given)
{
    const cpf__json *json = table->reader->json;

    memset(about, 0, sizeof *about);
    about->name = cpf__table_column(table, given->name);
    about->from = cpf__table_column(table, given->from);
    about->to = cpf__table_column(table, given->to);
    if (given->attributes == CPF_NONE)
        return;
    for (int32_t name = cpf__json_child(json, given->attributes); name != CPF_NONE;
         name = cpf__json_sibling(json, name))
        add_attribute(about, table, name);
}

void cpf__row_unit_end(cpf__row_unit *about, cpf__read_table *table)
{
    cpf__vec_free(table->reader->context, &about->attributes);
}

void cpf__row_unit_add(cpf__read_table *table, const cpf__row_unit *about, const char *parent, const char *level,
                       const char *code)
{
    cpf_unit *unit =
        cpf_plan_add_unit_under(table->reader->plan, parent, level, code, cpf__table_cell(table, about->name, 3));
    cpf_day from = CPF_NO_DAY, to = CPF_NO_DAY;

    if (about->from != CPF_NONE)
        cpf__table_day(table, about->from, &from);
    if (about->to != CPF_NONE)
        cpf__table_day(table, about->to, &to);
    if (from != CPF_NO_DAY || to != CPF_NO_DAY)
        cpf_unit_set_span(unit, from, to);
    for (int64_t i = 0; i < about->attributes.count; i++)
        cpf_unit_set_attribute(unit, about->attributes.items[i].name,
                               cpf__table_cell(table, about->attributes.items[i].column, 3));
}
