/* SPDX-License-Identifier: MIT */
/* Conditions as most are, `status = 'active' and lines >= 1`: looked at without a stack of exact numbers. */
#ifndef CPF_FACTS_PLAIN_CONDITION_H
#define CPF_FACTS_PLAIN_CONDITION_H

#include "arithmetic.h"
#include "bits.h"

enum { CPF__PLAIN_TESTS = 8 };

/* A value from low to high (inverted: any other), or a text of an attribute. */
typedef struct cpf__plain_test {
    const int32_t *text; /* NULL: a value */
    const int64_t *values;
    const uint8_t *valid; /* NULL: all are */
    int64_t low, high;
    int32_t wanted, inverted;
} cpf__plain_test;

/* All tests must hold. */
typedef struct cpf__plain_condition {
    int32_t count;
    int32_t never; /* something that it asks for is missing for every unit */
    cpf__plain_test tests[CPF__PLAIN_TESTS];
} cpf__plain_condition;

/* 0: the condition is not plain, see cpf__condition_holds. */
int cpf__plain_condition_make(const cpf__condition *condition, const cpf__inputs *inputs, cpf__plain_condition *plain);

static inline int cpf__plain_condition_holds(const cpf__plain_condition *plain, cpf_id unit)
{
    int holds = !plain->never;

    for (int32_t i = 0; i < plain->count && holds; i++) {
        const cpf__plain_test *test = &plain->tests[i];

        if (test->text)
            holds = test->text[unit] == test->wanted;
        else
            holds = cpf__bit(test->valid, unit) &&
                    (test->values[unit] >= test->low && test->values[unit] <= test->high) != test->inverted;
    }
    return holds;
}

#endif
