/* SPDX-License-Identifier: MIT */
/* Lines of scorecards, with their rules. */
#include "read_items.h"

#include <string.h>

#include "read_parts.h"

typedef struct item_given {
    const char *indicator, *weight, *target, *negative_target;
    int32_t rule, zero_target;
} item_given;

#define AT(member) offsetof(item_given, member)
static const cpf__member item_members[] = {
    {"indicator", CPF__FORM_TEXT, 1, AT(indicator), NULL, 0, 0},
    {"weight", CPF__FORM_VALUE, 1, AT(weight), NULL, 0, 0},
    {"rule", CPF__FORM_OBJECT, 1, AT(rule), NULL, 0, 0},
    {"target", CPF__FORM_SCALAR, 0, AT(target), NULL, 0, 0},
    {"zero_target", CPF__FORM_ANY, 0, AT(zero_target), NULL, 0, 0},
    {"negative_target", CPF__FORM_TEXT, 0, AT(negative_target), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__item_shape = CPF__SHAPE("item", item_members);

typedef struct rule_given {
    const char *name;
    int32_t points, reserved;
} rule_given;

static const cpf__member rule_members[] = {
    {"name", CPF__FORM_TEXT, 1, offsetof(rule_given, name), NULL, 0, 0},
    {"points", CPF__FORM_ANY, 0, offsetof(rule_given, points), NULL, 0, 0},
};
const cpf__shape cpf__rule_shape = CPF__OPEN_SHAPE("rule", rule_members);

typedef struct zero_target_given {
    const char *absolute;
} zero_target_given;

static const cpf__member zero_target_members[] = {
    {"absolute", CPF__FORM_VALUE, 1, offsetof(zero_target_given, absolute), NULL, 0, 0},
};
const cpf__shape cpf__zero_target_shape = CPF__SHAPE("zero_target", zero_target_members);

static const cpf__member zero_text_member = {"zero_target", CPF__FORM_TEXT, 0, 0, NULL, 0, 0};
static const cpf__member coordinate_member = {"points", CPF__FORM_VALUE, 0, 0, NULL, 0, 0};

static void read_point(cpf__reader *reader, int32_t node, void *item)
{
    const char *attainment = NULL, *points = NULL;
    int32_t first;

    if (reader->json->items[node].kind != CPF__JSON_LIST || reader->json->items[node].count != 2) {
        cpf__tell(reader, node, CPF__PLAN_PAIR, NULL, NULL);
        return;
    }
    first = cpf__json_child(reader->json, node);
    cpf__read_form(reader, first, &coordinate_member, &attainment);
    cpf__read_form(reader, cpf__json_sibling(reader->json, first), &coordinate_member, &points);
    if (attainment && points)
        cpf_item_add_point(item, attainment, points);
}

/* The points of a curve; some rules have a parameter of that name, which is no list. */
static int is_curve(const cpf__reader *reader, int32_t node)
{
    return node != CPF_NONE && reader->json->items[node].kind == CPF__JSON_LIST;
}

/* All members of a rule but its name and curve are parameters; which there are is in the registry. */
static void read_rule_parameter(cpf__reader *reader, int32_t name, void *item)
{
    const char *text = cpf__json_text(reader->json, name), *value;

    if (!strcmp(text, "name") || (!strcmp(text, "points") && is_curve(reader, name + 1)))
        return;
    value = cpf__read_scalar(reader, name + 1, text);
    if (value)
        cpf_item_set_parameter(item, text, value);
}

static void read_zero_target(cpf__reader *reader, int32_t node, const char **zero, const char **scale)
{
    zero_target_given given = {NULL};

    if (reader->json->items[node].kind != CPF__JSON_OBJECT) {
        cpf__read_form(reader, node, &zero_text_member, zero);
        return;
    }
    if (cpf__read_object(reader, node, &cpf__zero_target_shape, &given)) {
        *zero = "absolute";
        *scale = given.absolute;
    }
}

static void read_policies(cpf__reader *reader, const item_given *given, cpf_item *item)
{
    const char *zero = "missing", *scale = NULL;

    if (given->zero_target != CPF_NONE)
        read_zero_target(reader, given->zero_target, &zero, &scale);
    cpf_item_set_policies(item, zero, scale, given->negative_target ? given->negative_target : "shift");
}

void cpf__read_item(cpf__reader *reader, int32_t node, void *card)
{
    item_given given = {.rule = CPF_NONE, .zero_target = CPF_NONE};
    rule_given rule = {NULL, CPF_NONE, 0};
    cpf_item *item;

    if (!cpf__read_object(reader, node, &cpf__item_shape, &given) ||
        !cpf__read_object(reader, given.rule, &cpf__rule_shape, &rule))
        return;
    item = cpf_scorecard_add_item(card, given.indicator, given.weight, rule.name);
    if (given.target)
        cpf_item_set_target(item, given.target);
    read_policies(reader, &given, item);
    cpf__read_each_of(reader, given.rule, item, read_rule_parameter);
    if (is_curve(reader, rule.points))
        cpf__read_each_of(reader, rule.points, item, read_point);
}
