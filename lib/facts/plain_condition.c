/* SPDX-License-Identifier: MIT */
#include "plain_condition.h"

#include "decimal.h"

/* Numbers beyond this are left to the long way. */
#define MOST ((cpf__i128)INT64_MAX / 2)

static int is_comparison(int32_t code)
{
    return code >= CPF__OP_EQ && code <= CPF__OP_GE;
}

/* The whole values that compare with num / den as the operation says. */
static void set_range(cpf__plain_test *test, int32_t code, cpf__i128 num, cpf__i128 den)
{
    cpf__i128 floor = num / den - (num % den < 0), ceiling = floor + (num % den != 0);

    test->low = INT64_MIN;
    test->high = INT64_MAX;
    if (code == CPF__OP_EQ || code == CPF__OP_NE || code == CPF__OP_GE)
        test->low = (int64_t)ceiling;
    if (code == CPF__OP_EQ || code == CPF__OP_NE || code == CPF__OP_LE)
        test->high = (int64_t)floor;
    if (code == CPF__OP_LT)
        test->high = (int64_t)ceiling - 1;
    if (code == CPF__OP_GT)
        test->low = (int64_t)floor + 1;
    test->inverted = code == CPF__OP_NE;
}

/* `operand < number` and the like. 0: it is not, or the numbers are large. */
static int take_comparison(const cpf__op *ops, const cpf__inputs *inputs, cpf__plain_condition *plain)
{
    const cpf__view *view;
    cpf__plain_test *test = &plain->tests[plain->count];
    cpf__i128 num = ops[1].number.num, den = ops[1].number.den;

    if (ops[0].code != CPF__OP_OPERAND || ops[1].code != CPF__OP_NUMBER || !is_comparison(ops[2].code))
        return 0;
    view = &inputs->operands[ops[0].a];
    if (num > MOST || num < -MOST)
        return 0;
    if (view->absent) {
        plain->never = 1;
    } else {
        num *= cpf__pow10(view->decimals);
        if (!view->values || num / den > MOST || num / den < -MOST)
            return 0;
        test->values = view->values;
        test->valid = view->valid;
        set_range(test, ops[2].code, num, den);
        plain->count++;
    }
    return 1;
}

static void take_text(const cpf__op *op, const cpf__inputs *inputs, cpf__plain_condition *plain)
{
    const int32_t *text = inputs->model->attributes[op->a].text;
    cpf__plain_test *test = &plain->tests[plain->count];

    if (!text || op->b == CPF_NONE) {
        plain->never = 1;
        return;
    }
    test->text = text;
    test->wanted = op->b;
    plain->count++;
}

int cpf__plain_condition_make(const cpf__condition *condition, const cpf__inputs *inputs, cpf__plain_condition *plain)
{
    int32_t waiting = 0; /* tests that are not joined yet */

    *plain = (cpf__plain_condition){0};
    for (int32_t i = 0; i < condition->count; i++) {
        const cpf__op *op = &condition->ops[i];

        if (op->code == CPF__OP_AND && waiting > 1) {
            waiting--;
            continue;
        }
        if (plain->count == CPF__PLAIN_TESTS)
            return 0;
        if (op->code == CPF__OP_TEXT_EQUAL) {
            take_text(op, inputs, plain);
        } else {
            if (i + 2 >= condition->count || !take_comparison(op, inputs, plain))
                return 0;
            i += 2;
        }
        waiting++;
    }
    return waiting == 1;
}
