/* SPDX-License-Identifier: MIT */
/* Units from a table: one level, a unit a row. */
#include "mem.h"
#include "read_parts.h"
#include "read_row_unit.h"
#include "read_table.h"

typedef struct unit_file_given {
    cpf__table_format format;
    const char *level, *prefix, *parent_prefix, *parent_is;
    int32_t code, parent; /* nodes */
    cpf__row_unit_given about;
} unit_file_given;

#define AT(member) offsetof(unit_file_given, member)
static const cpf__member unit_file_members[] = {
    {"file", CPF__FORM_TEXT, 1, AT(format.file), NULL, 0, 0},
    {"separator", CPF__FORM_WORD, 0, AT(format.separator), CPF__SEPARATOR_WORDS, 0, 0},
    {"where", CPF__FORM_TEXT, 0, AT(format.where), NULL, 0, 0},
    {"level", CPF__FORM_TEXT, 1, AT(level), NULL, 0, 0},
    {"code", CPF__FORM_TEXTS, 1, AT(code), NULL, 0, 0},
    {"prefix", CPF__FORM_TEXT, 0, AT(prefix), NULL, 0, 0},
    {"parent", CPF__FORM_TEXTS, 0, AT(parent), NULL, 0, 0},
    {"parent_prefix", CPF__FORM_TEXT, 0, AT(parent_prefix), NULL, 0, 0},
    {"parent_is", CPF__FORM_SCALAR, 0, AT(parent_is), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, AT(about.name), NULL, 0, 0},
    {"from", CPF__FORM_TEXT, 0, AT(about.from), NULL, 0, 0},
    {"to", CPF__FORM_TEXT, 0, AT(about.to), NULL, 0, 0},
    {"attributes", CPF__FORM_OBJECT, 0, AT(about.attributes), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__unit_file_shape = CPF__SHAPE("unit_file", unit_file_members);

static void add_row_units(cpf__read_table *table, const unit_file_given *given, const cpf__row_unit *about,
                          const cpf__code_cells *code_cells, const cpf__code_cells *parent_cells)
{
    while (cpf__table_next(table)) {
        const char *code = cpf__table_code(table, code_cells, 1), *parent = given->parent_is;

        if (parent_cells->count)
            parent = cpf__table_code(table, parent_cells, 2);
        if (code && (parent || !parent_cells->count))
            cpf__row_unit_add(table, about, parent, given->level, code);
    }
}

void cpf__read_unit_file(cpf__reader *reader, int32_t node)
{
    unit_file_given given = {.code = CPF_NONE, .parent = CPF_NONE, .about.attributes = CPF_NONE};
    cpf__code_cells code, parent;
    cpf__read_table table;
    int64_t told = reader->told;
    cpf__row_unit about;

    cpf__read_object(reader, node, &cpf__unit_file_shape, &given);
    if (given.parent != CPF_NONE && given.parent_is)
        cpf__tell(reader, node, CPF__PLAN_ONE_OF, "parent", "parent_is");
    if (reader->told != told)
        return; /* the rows would only tell what follows from it */
    cpf__table_begin(&table, reader, node);
    code = cpf__table_code_cells(&table, given.code, given.prefix);
    parent = cpf__table_code_cells(&table, given.parent, given.parent_prefix);
    cpf__row_unit_begin(&about, &table, &given.about);
    if (cpf__table_open(&table, &given.format))
        add_row_units(&table, &given, &about, &code, &parent);
    cpf__row_unit_end(&about, &table);
    cpf__table_end(&table);
}
