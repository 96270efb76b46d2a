/* SPDX-License-Identifier: MIT */
/* Plain conditions say of every unit what the stack of exact numbers says, at the numbers themselves, beside them and
 * between them, with values that are missing; what is not plain is left alone. */
#include "model_in.h"
#include "plain_condition.h"
#include "support.h"

#include <string.h>

enum { UNITS = 40, OPERANDS = 3, ROUNDS = 4000, MOST_OPS = 40 };

static int64_t values[OPERANDS][UNITS];
static uint8_t valid[OPERANDS][UNITS / 8];
static int32_t texts[UNITS];
static cpf__view views[OPERANDS];

static void make_views(cpf_test_random *random)
{
    for (int k = 0; k < OPERANDS; k++) {
        for (int i = 0; i < UNITS; i++)
            values[k][i] = i == 7 ? INT64_MAX : i == 8 ? INT64_MIN : cpf_test_between(random, -30, 30);
        for (int i = 0; i < UNITS / 8; i++)
            valid[k][i] = (uint8_t)cpf_test_next(random);
        views[k] = (cpf__view){values[k], NULL, k ? valid[k] : NULL, (int32_t)cpf_test_between(random, 0, 2),
                               cpf_test_between(random, 0, 9) == 0};
    }
    for (int i = 0; i < UNITS; i++)
        texts[i] = (int32_t)cpf_test_between(random, -1, 2);
}

static cpf__op operation(int32_t code, int32_t a, int32_t b)
{
    return (cpf__op){code, a, b, 0, {0, 1}};
}

static void add_test(cpf_test_random *random, cpf__condition *condition)
{
    static const int64_t dens[] = {1, 2, 3, 10, 100, 7};

    if (cpf_test_between(random, 0, 2) == 0) {
        condition->ops[condition->count++] = operation(CPF__OP_TEXT_EQUAL, 0, (int32_t)cpf_test_between(random, -1, 2));
        return;
    }
    condition->ops[condition->count++] = operation(CPF__OP_OPERAND, (int32_t)cpf_test_between(random, 0, 2), 0);
    condition->ops[condition->count] = operation(CPF__OP_NUMBER, 0, 0);
    condition->ops[condition->count++].number =
        (cpf__ratio){cpf_test_between(random, -40, 40), dens[cpf_test_between(random, 0, 5)]};
    condition->ops[condition->count++] = operation((int32_t)cpf_test_between(random, CPF__OP_EQ, CPF__OP_GE), 0, 0);
}

/* Tests joined as they come, or in pairs. */
static void make_condition(cpf_test_random *random, cpf__condition *condition, int32_t joins)
{
    int64_t tests = cpf_test_between(random, 1, 5);
    int32_t waiting = 0;

    condition->count = 0;
    for (int64_t i = 0; i < tests; i++) {
        add_test(random, condition);
        waiting++;
        while (waiting > 1 && (i == tests - 1 || cpf_test_between(random, 0, 1))) {
            condition->ops[condition->count++] = operation(joins, 0, 0);
            waiting--;
        }
    }
}

static void test_against_stack(void **state)
{
    cpf_test_random random = cpf_test_seed("plain condition", 2211);
    cpf__attribute attribute = {.text = texts};
    cpf_model model = {.attribute_count = 1, .attributes = &attribute};
    cpf__inputs inputs = {.model = &model, .operands = views};
    cpf__op ops[MOST_OPS];
    cpf__condition condition = {0, ops};
    int met = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        cpf__plain_condition plain;

        make_views(&random);
        make_condition(&random, &condition, CPF__OP_AND);
        assert_true(cpf__plain_condition_make(&condition, &inputs, &plain));
        for (cpf_id unit = 0; unit < UNITS; unit++) {
            int holds;

            assert_int_equal(cpf__condition_holds(&condition, &inputs, unit, &holds), CPF_OK);
            assert_int_equal(cpf__plain_condition_holds(&plain, unit), holds);
            met += holds;
        }
    }
    assert_true(met > ROUNDS);
}

static void test_not_plain(void **state)
{
    cpf_test_random random = cpf_test_seed("not plain", 3);
    cpf__attribute attribute = {.text = texts};
    cpf_model model = {.attribute_count = 1, .attributes = &attribute};
    cpf__inputs inputs = {.model = &model, .operands = views};
    cpf__op ops[MOST_OPS];
    cpf__condition condition = {0, ops};
    cpf__plain_condition plain;

    (void)state;
    make_views(&random);
    for (int i = 0; i < 50; i++) {
        make_condition(&random, &condition, CPF__OP_OR);
        assert_int_equal(cpf__plain_condition_make(&condition, &inputs, &plain),
                         ops[condition.count - 1].code != CPF__OP_OR);
    }
    ops[0] = operation(CPF__OP_OPERAND, 0, 0);
    ops[1] = operation(CPF__OP_NUMBER, 0, 0);
    ops[1].number.num = (cpf__i128)INT64_MAX * 4;
    ops[2] = operation(CPF__OP_GT, 0, 0);
    condition.count = 3;
    assert_false(cpf__plain_condition_make(&condition, &inputs, &plain));
    condition.count = 2;
    assert_false(cpf__plain_condition_make(&condition, &inputs, &plain));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_stack),
        cmocka_unit_test(test_not_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
