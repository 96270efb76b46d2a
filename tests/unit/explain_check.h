/* SPDX-License-Identifier: MIT */
/*
 * Recomputes an explanation from its table alone: every step with an operation must follow from those of its parts that have a figure. The
 * arithmetic is written here once more, over plain fractions.
 */
#ifndef CPF_TEST_EXPLAIN_CHECK_H
#define CPF_TEST_EXPLAIN_CHECK_H

#include <string.h>

#include "decimal.h"
#include "support.h"

enum { CHECK_PARTS = 400 };

typedef struct explain_check {
    const cpf_table *table;
    int64_t combined, skipped; /* steps that were recomputed; that 128 bits did not hold */
    int64_t depth, kind, expression, value, label;
} explain_check;

/* What a step hands on: known, and exactly how much. */
typedef struct handed {
    int known;
    cpf__ratio value;
} handed;

static int fold_parts(const handed *parts, int64_t count, int product, cpf__ratio *result)
{
    cpf_status status = CPF_OK;

    *result = (cpf__ratio){product, 1};
    for (int64_t i = 0; i < count && status == CPF_OK; i++)
        status = product ? cpf__ratio_mul(*result, parts[i].value, result) : cpf__ratio_add(*result, parts[i].value, result);
    return status == CPF_OK;
}

static int divide_ratio(cpf__ratio over, cpf__ratio under, cpf__ratio *result)
{
    return cpf__ratio_div(over, under, result) == CPF_OK;
}

/* Whole multiples of `unit` in `amount`, towards zero. */
static int whole_multiples(cpf__ratio amount, cpf__ratio unit, cpf__ratio *result)
{
    cpf__ratio quotient;

    if (!divide_ratio(amount, unit, &quotient))
        return 0;
    *result = (cpf__ratio){quotient.num / quotient.den, 1};
    return 1;
}

static int combine_two(const char *name, cpf__ratio a, cpf__ratio b, cpf__ratio *result)
{
    const cpf__ratio one = {1, 1};
    cpf__ratio positive = {b.num < 0 ? -b.num : b.num, b.den};
    int order = cpf__ratio_compare(a, b);

    if (!strcmp(name, "difference"))
        return cpf__ratio_sub(a, b, result) == CPF_OK;
    if (!strcmp(name, "quotient"))
        return divide_ratio(a, b, result);
    if (!strcmp(name, "shift"))
        return cpf__ratio_sub(a, b, result) == CPF_OK && divide_ratio(*result, positive, result) && cpf__ratio_add(*result, one, result) == CPF_OK;
    if (!strcmp(name, "absolute"))
        return divide_ratio(a, b, result) && cpf__ratio_add(*result, one, result) == CPF_OK;
    if (!strcmp(name, "steps"))
        return cpf__ratio_sub(a, one, result) == CPF_OK && whole_multiples(*result, b, result);
    if (!strcmp(name, "floor"))
        return whole_multiples(a, b, result) && cpf__ratio_mul(*result, b, result) == CPF_OK;
    if (!strcmp(name, "less") || !strcmp(name, "more_equal")) {
        *result = (cpf__ratio){(order < 0) == (name[0] == 'l'), 1};
        return 1;
    }
    if (!strcmp(name, "when")) {
        assert_true(a.num != 0);
        *result = b;
        return 1;
    }
    fail_msg("an operation that is not known: %s", name);
    return 0;
}

/* 1: *result; 0: 128 bits do not suffice. */
static int combine(const char *name, const handed *parts, int64_t count, cpf__ratio *result)
{
    cpf__ratio product;

    if (!strcmp(name, "sum") || !strcmp(name, "product"))
        return fold_parts(parts, count, name[0] == 'p', result);
    if (!strcmp(name, "rounded") || !strcmp(name, "rounded_up") || !strcmp(name, "negation") || !strcmp(name, "inverse")) {
        assert_int_equal(count, 1);
        *result = parts[0].value;
        if (name[0] == 'n')
            result->num = -result->num;
        return name[0] == 'i' ? divide_ratio((cpf__ratio){1, 1}, parts[0].value, result) : 1;
    }
    if (!strcmp(name, "line")) {
        assert_int_equal(count, 4);
        return cpf__ratio_mul(parts[1].value, parts[2].value, &product) == CPF_OK &&
               cpf__ratio_add(parts[0].value, product, &product) == CPF_OK && divide_ratio(product, parts[3].value, result);
    }
    if (!strcmp(name, "clamp")) {
        assert_int_equal(count, 3);
        *result = cpf__ratio_compare(parts[0].value, parts[1].value) < 0   ? parts[1].value
                  : cpf__ratio_compare(parts[0].value, parts[2].value) > 0 ? parts[2].value
                                                                           : parts[0].value;
        return 1;
    }
    if (!strcmp(name, "least") || !strcmp(name, "greatest")) {
        assert_true(count > 0);
        *result = parts[0].value;
        for (int64_t i = 1; i < count; i++)
            if ((cpf__ratio_compare(parts[i].value, *result) < 0) == (name[0] == 'l'))
                *result = parts[i].value;
        return 1;
    }
    assert_int_equal(count, 2);
    return combine_two(name, parts[0].value, parts[1].value, result);
}

static handed check_step(explain_check *check, int64_t row);

/* Is this expression an operation, and not a formula in words? */
static int is_operation(const char *kind, const char *expression)
{
    return *expression && strcmp(kind, "rule") != 0 && strcmp(kind, "setting") != 0;
}

static int64_t depth_of(const explain_check *check, int64_t row)
{
    return cpf_table_decimals(check->table, (int32_t)check->depth)[row];
}

/* Steps inside the step that have a figure and are one deeper. All steps inside are checked. */
static int64_t check_parts(explain_check *check, int64_t row, handed *parts, int *all_known)
{
    int64_t count = 0, depth = depth_of(check, row);

    *all_known = 1;
    for (int64_t i = row + 1; i < cpf_table_row_count(check->table) && depth_of(check, i) > depth; i++) {
        handed part;

        if (depth_of(check, i) != depth + 1)
            continue;
        part = check_step(check, i);
        if (!cpf_table_valid(check->table, (int32_t)check->value, i))
            continue;
        assert_true(count < CHECK_PARTS);
        *all_known &= part.known;
        parts[count++] = part;
    }
    return count;
}

static handed check_step(explain_check *check, int64_t row)
{
    int32_t value = (int32_t)check->value, decimals = cpf_table_row_decimals(check->table, value, row);
    const char *kind = cpf_table_text(check->table, (int32_t)check->kind, row);
    const char *expression = cpf_table_text(check->table, (int32_t)check->expression, row);
    handed *parts = test_malloc(CHECK_PARTS * sizeof *parts);
    handed result = {cpf_table_valid(check->table, value, row), {0, 1}};
    int64_t shown = result.known ? cpf_table_decimals(check->table, value)[row] : 0, expected = 0;
    int all_known, up = !strcmp(expression, "rounded_up"), rounded = up || !strcmp(expression, "rounded");
    int64_t count = check_parts(check, row, parts, &all_known);

    if (result.known)
        result.value = cpf__ratio_of(shown, decimals);
    if (result.known && is_operation(kind, expression)) {
        cpf__ratio exact;

        if (!all_known || !combine(expression, parts, count, &exact)) {
            check->skipped++;
            result.known = rounded;
        } else {
            assert_int_equal(cpf__ratio_round(exact, decimals, up ? CPF__CEILING : rounded ? CPF__HALF_UP : CPF__DOWN, &expected), CPF_OK);
            if (expected != shown)
                print_error("row %d (%s, %s): %lld is shown, the parts give %lld\n", (int)row,
                            cpf_table_text(check->table, (int32_t)check->label, row), expression, (long long)shown, (long long)expected);
            assert_int_equal(expected, shown);
            check->combined++;
            if (!rounded)
                result.value = exact;
        }
    }
    test_free(parts);
    return result;
}

/* Checks all steps of an explanation; its first one shows `value` (has_value 0: none). */
static void check_explanation(const cpf_explanation *explanation, int has_value, int64_t value, int64_t *combined, int64_t *skipped)
{
    explain_check check = {0};
    cpf_table *table = NULL;

    assert_int_equal(cpf_explanation_table(explanation, &table, NULL), CPF_OK);
    check.table = table;
    check.depth = cpf_table_find(table, "depth");
    check.kind = cpf_table_find(table, "kind");
    check.expression = cpf_table_find(table, "expression");
    check.value = cpf_table_find(table, "value");
    check.label = cpf_table_find(table, "label");
    assert_int_equal(depth_of(&check, 0), 0);
    for (int64_t row = 1; row < cpf_table_row_count(table); row++)
        assert_true(depth_of(&check, row) >= 0 && depth_of(&check, row) <= depth_of(&check, row - 1) + 1);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (depth_of(&check, row) == 0)
            check_step(&check, row);
    assert_int_equal(cpf_table_valid(table, (int32_t)check.value, 0), has_value);
    if (has_value)
        assert_int_equal(cpf_table_decimals(table, (int32_t)check.value)[0], value);
    *combined += check.combined;
    *skipped += check.skipped;
    cpf_table_free(table);
}

#endif
