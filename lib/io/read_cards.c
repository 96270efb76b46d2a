/* SPDX-License-Identifier: MIT */
#include "read_items.h"
#include "read_parts.h"

typedef struct scorecard_given {
    const char *code, *level, *missing;
    int32_t points_decimals, total_decimals, where, items;
} scorecard_given;

#define AT(member) offsetof(scorecard_given, member)
static const cpf__member scorecard_members[] = {
    {"code", CPF__FORM_TEXT, 1, AT(code), NULL, 0, 0},
    {"level", CPF__FORM_TEXT, 1, AT(level), NULL, 0, 0},
    {"where", CPF__FORM_OBJECT, 0, AT(where), NULL, 0, 0},
    {"points_decimals", CPF__FORM_WHOLE, 0, AT(points_decimals), NULL, 0, 9},
    {"total_decimals", CPF__FORM_WHOLE, 0, AT(total_decimals), NULL, 0, 9},
    {"missing", CPF__FORM_TEXT, 0, AT(missing), NULL, 0, 0},
    {"items", CPF__FORM_LIST, 1, AT(items), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__scorecard_shape = CPF__SHAPE("scorecard", scorecard_members);

typedef struct card_filter_given {
    const char *attribute, *is;
} card_filter_given;

static const cpf__member card_filter_members[] = {
    {"attribute", CPF__FORM_TEXT, 1, offsetof(card_filter_given, attribute), NULL, 0, 0},
    {"is", CPF__FORM_SCALAR, 1, offsetof(card_filter_given, is), NULL, 0, 0},
};
const cpf__shape cpf__card_filter_shape = CPF__SHAPE("card_filter", card_filter_members);

static void read_filter(cpf__reader *reader, int32_t node, cpf_scorecard *card)
{
    card_filter_given given = {0};

    if (cpf__read_object(reader, node, &cpf__card_filter_shape, &given))
        cpf_scorecard_set_filter(card, given.attribute, given.is);
}

void cpf__read_scorecard(cpf__reader *reader, int32_t node)
{
    scorecard_given given = {.points_decimals = 4, .total_decimals = 2, .where = CPF_NONE, .items = CPF_NONE};
    cpf_scorecard *card;

    cpf__reader_at(reader, node);
    if (!cpf__read_object(reader, node, &cpf__scorecard_shape, &given))
        return;
    card = cpf_plan_add_scorecard(reader->plan, given.code, given.level);
    cpf_scorecard_set_decimals(card, given.points_decimals, given.total_decimals);
    if (given.missing)
        cpf_scorecard_set_missing(card, given.missing);
    if (given.where != CPF_NONE)
        read_filter(reader, given.where, card);
    cpf__read_each_of(reader, given.items, card, cpf__read_item);
}
