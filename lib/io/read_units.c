/* SPDX-License-Identifier: MIT */
/* Levels, and units that are written into the plan itself. */
#include "read_parts.h"

typedef struct level_given {
    const char *code, *name;
} level_given;

static const cpf__member level_members[] = {
    {"code", CPF__FORM_TEXT, 1, offsetof(level_given, code), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, offsetof(level_given, name), NULL, 0, 0},
};
const cpf__shape cpf__level_shape = CPF__SHAPE("level", level_members);

typedef struct unit_given {
    const char *level, *code, *name, *parent;
    cpf_day from, to;
    int32_t attributes;
} unit_given;

static const cpf__member unit_members[] = {
    {"level", CPF__FORM_TEXT, 1, offsetof(unit_given, level), NULL, 0, 0},
    {"code", CPF__FORM_SCALAR, 1, offsetof(unit_given, code), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, offsetof(unit_given, name), NULL, 0, 0},
    {"parent", CPF__FORM_SCALAR, 0, offsetof(unit_given, parent), NULL, 0, 0},
    {"from", CPF__FORM_DAY, 0, offsetof(unit_given, from), NULL, 0, 0},
    {"to", CPF__FORM_DAY, 0, offsetof(unit_given, to), NULL, 0, 0},
    {"attributes", CPF__FORM_OBJECT, 0, offsetof(unit_given, attributes), NULL, 0, 0},
};
const cpf__shape cpf__unit_shape = CPF__SHAPE("unit", unit_members);

void cpf__read_level(cpf__reader *reader, int32_t node)
{
    level_given given = {NULL, NULL};

    cpf__reader_at(reader, node);
    if (cpf__read_object(reader, node, &cpf__level_shape, &given))
        cpf_plan_add_level(reader->plan, given.code, given.name);
}

static void read_attributes(cpf__reader *reader, int32_t object, cpf_unit *unit)
{
    if (object == CPF_NONE)
        return;
    for (int32_t name = cpf__json_child(reader->json, object); name != CPF_NONE;
         name = cpf__json_sibling(reader->json, name)) {
        const char *value = cpf__read_scalar(reader, name + 1, cpf__json_text(reader->json, name));

        if (value)
            cpf_unit_set_attribute(unit, cpf__json_text(reader->json, name), value);
    }
}

static void read_inline_unit(cpf__reader *reader, int32_t node)
{
    unit_given given = {NULL, NULL, NULL, NULL, CPF_NO_DAY, CPF_NO_DAY, CPF_NONE};
    cpf_unit *unit;

    if (!cpf__read_object(reader, node, &cpf__unit_shape, &given))
        return;
    unit = cpf_plan_add_unit_under(reader->plan, given.parent, given.level, given.code, given.name);
    if (given.from != CPF_NO_DAY || given.to != CPF_NO_DAY)
        cpf_unit_set_span(unit, given.from, given.to);
    read_attributes(reader, given.attributes, unit);
}

void cpf__read_unit(cpf__reader *reader, int32_t node)
{
    cpf__reader_at(reader, node);
    if (cpf__json_member(reader->json, node, "file") == CPF_NONE)
        read_inline_unit(reader, node);
    else if (cpf__json_member(reader->json, node, "path") != CPF_NONE)
        cpf__read_unit_paths(reader, node);
    else
        cpf__read_unit_file(reader, node);
}
