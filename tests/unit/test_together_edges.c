/* SPDX-License-Identifier: MIT */
/* Scorecards are scored together when nothing but weights differs: each other field is changed alone, and parts them.
 */
#include <stddef.h>
#include <string.h>

#include "support.h"
#include "together.h"

enum { ITEMS = 2, PIECES = 2 };

typedef struct world {
    struct cpf_scorecard card;
    struct cpf_item items[ITEMS];
    cpf__curve curves[ITEMS];
    cpf__piece pieces[ITEMS][PIECES];
} world;

#define FIELD(path)                                                                                                    \
    {                                                                                                                  \
#path, offsetof(world, path)                                                                                   \
    }
static const struct field {
    const char *name;
    size_t at;
} parting[] =
    {
        FIELD(card.level),
        FIELD(card.points_decimals),
        FIELD(card.total_decimals),
        FIELD(card.missing),
        FIELD(card.item_count),
        FIELD(items[0].indicator),
        FIELD(items[1].indicator),
        FIELD(items[1].target_kind),
        FIELD(items[1].constant),
        FIELD(items[1].attain.zero),
        FIELD(items[1].attain.negative),
        FIELD(items[1].attain.direction),
        FIELD(items[1].attain.scale),
        FIELD(curves[1].input),
        FIELD(curves[1].count),
        FIELD(curves[1].step_num),
        FIELD(curves[1].step_den),
        FIELD(curves[1].clamped),
        FIELD(curves[1].low.num),
        FIELD(curves[1].low.den),
        FIELD(curves[1].high.num),
        FIELD(curves[1].high.den),
        FIELD(pieces[1][0].edge_num),
        FIELD(pieces[1][1].edge_num),
        FIELD(pieces[1][1].edge_den),
        FIELD(pieces[1][1].closed),
        FIELD(pieces[1][1].a),
        FIELD(pieces[1][1].b),
        FIELD(pieces[1][1].den),
},
  not_parting[] = {
      FIELD(card.attribute_text), FIELD(items[0].weight),   FIELD(items[1].weight),
      FIELD(items[1].rule),       FIELD(curves[0].low.num), /* that curve is not clamped */
};

static void make_world(world *it)
{
    memset(it, 0, sizeof *it);
    it->card = (struct cpf_scorecard){.level = 2, .points_decimals = 4, .total_decimals = 2, .item_count = ITEMS};
    for (int i = 0; i < ITEMS; i++) {
        it->curves[i] = (cpf__curve){.count = PIECES, .step_den = 2, .clamped = i, .low = {0, 2}, .high = {6, 2}};
        it->items[i] = (struct cpf_item){
            .indicator = 2 * i, .weight = 500000, .target_kind = CPF__TARGET_CONSTANT, .constant = 10};
        for (int k = 0; k < PIECES; k++)
            it->pieces[i][k] = (cpf__piece){.edge_num = k, .edge_den = 2 * k, .b = 100, .den = 2};
    }
}

/* Two worlds as the scorecards of a model; what is pointed to is their own. */
static int32_t together(world *a, world *b, int32_t most)
{
    struct cpf_scorecard cards[2];
    struct cpf_model model = {.scorecard_count = 2, .scorecards = cards};
    world *const both[2] = {a, b};

    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < ITEMS; i++) {
            both[side]->curves[i].pieces = both[side]->pieces[i];
            both[side]->items[i].curve = &both[side]->curves[i];
        }
        cards[side] = both[side]->card;
        cards[side].items = both[side]->items;
    }
    return cpf__cards_together(&model, 0, most);
}

static int32_t together_when_changed(const struct field *field, int side)
{
    world both[2];

    make_world(&both[0]);
    make_world(&both[1]);
    *((unsigned char *)&both[side] + field->at) ^= 1;
    return together(&both[0], &both[1], 8);
}

static void test_fields(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < sizeof parting / sizeof *parting; i++)
            if (together_when_changed(&parting[i], side) != 1)
                fail_msg("%s does not part two scorecards", parting[i].name);
        for (size_t i = 0; i < sizeof not_parting / sizeof *not_parting; i++)
            if (together_when_changed(&not_parting[i], side) != 2)
                fail_msg("%s parts two scorecards", not_parting[i].name);
    }
}

/* A target by formula may be another for each unit; and there is a most. */
static void test_formula_and_most(void **state)
{
    world both[2];

    (void)state;
    make_world(&both[0]);
    make_world(&both[1]);
    assert_int_equal(together(&both[0], &both[1], 2), 2);
    assert_int_equal(together(&both[0], &both[1], 1), 1);
    both[0].items[0].target_kind = both[1].items[0].target_kind = CPF__TARGET_FORMULA;
    assert_int_equal(together(&both[0], &both[1], 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fields), cmocka_unit_test(test_formula_and_most)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
