/* SPDX-License-Identifier: MIT */
#include "read_parts.h"

typedef struct indicator_given {
    const char *code, *name, *formula, *builtin, *unit, *direction, *owner, *data_source;
    int32_t with, decimals;
} indicator_given;

#define AT(member) offsetof(indicator_given, member)
static const cpf__member indicator_members[] = {
    {"code", CPF__FORM_TEXT, 1, AT(code), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, AT(name), NULL, 0, 0},
    {"formula", CPF__FORM_TEXT, 0, AT(formula), NULL, 0, 0},
    {"builtin", CPF__FORM_TEXT, 0, AT(builtin), NULL, 0, 0},
    {"with", CPF__FORM_OBJECT, 0, AT(with), NULL, 0, 0},
    {"unit", CPF__FORM_TEXT, 0, AT(unit), NULL, 0, 0},
    {"decimals", CPF__FORM_WHOLE, 0, AT(decimals), NULL, 0, 9},
    {"direction", CPF__FORM_TEXT, 0, AT(direction), NULL, 0, 0},
    {"owner", CPF__FORM_TEXT, 0, AT(owner), NULL, 0, 0},
    {"data_source", CPF__FORM_TEXT, 0, AT(data_source), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__indicator_shape = CPF__SHAPE("indicator", indicator_members);

/* `name` is the name of a parameter. */
static void read_builtin_parameter(cpf__reader *reader, int32_t name, void *indicator)
{
    const char *value = cpf__read_scalar(reader, name + 1, cpf__json_text(reader->json, name));

    if (value)
        cpf_indicator_set_parameter(indicator, cpf__json_text(reader->json, name), value);
}

/* Asks what stands in the text, so that a formula that is no text is not told as a missing one too. */
static int has_one_manner(cpf__reader *reader, int32_t node)
{
    int formula = cpf__json_member(reader->json, node, "formula") != CPF_NONE;
    int builtin = cpf__json_member(reader->json, node, "builtin") != CPF_NONE;

    if (formula == builtin)
        cpf__tell(reader, node, CPF__PLAN_ONE_OF, "formula", "builtin");
    return formula != builtin;
}

void cpf__read_indicator(cpf__reader *reader, int32_t node)
{
    indicator_given given = {.with = CPF_NONE, .decimals = CPF_NONE};
    cpf_indicator *indicator;

    cpf__reader_at(reader, node);
    if (!cpf__read_object(reader, node, &cpf__indicator_shape, &given))
        return;
    if (!has_one_manner(reader, node) || (!given.formula && !given.builtin))
        return;
    indicator = given.builtin ? cpf_plan_add_builtin(reader->plan, given.code, given.name, given.builtin)
                              : cpf_plan_add_indicator(reader->plan, given.code, given.name, given.formula);
    if (given.unit)
        cpf_indicator_set_unit(indicator, given.unit);
    if (given.decimals != CPF_NONE)
        cpf_indicator_set_decimals(indicator, given.decimals);
    if (given.direction)
        cpf_indicator_set_direction(indicator, given.direction);
    cpf_indicator_set_origin(indicator, given.owner, given.data_source);
    cpf__read_each_of(reader, given.with, indicator, read_builtin_parameter);
}
