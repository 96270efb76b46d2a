/* SPDX-License-Identifier: MIT */
/* Facts: columns of one's own, single values, tables; programs run alone. */
#include "arithmetic.h"
#include "support.h"

#include <string.h>

static cpf_model *make_model(cpf_context *context)
{
    cpf_calendar_options calendar;
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    static const char *const codes[] = {"A", "B"};

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2025;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_window(plan, "W", cpf_day_from_date(2025, 1, 1), cpf_day_from_date(2025, 2, 1));
    cpf_plan_add_level(plan, "company", "");
    cpf_plan_add_level(plan, "channel", "");
    cpf_plan_add_unit_under(plan, "", "company", "C", "");
    for (int i = 0; i < 2; i++)
        cpf_plan_add_unit_under(plan, "C", "channel", codes[i], "");
    cpf_plan_add_measure(plan, "sales", "", "sum", 2, "USD");
    for (int i = 0; i < 2; i++) {
        cpf_indicator *indicator = cpf_plan_add_indicator(plan, codes[i], "", i ? "sum(sales) / 3" : "sum(sales)");

        cpf_indicator_set_decimals(indicator, 2 + i);
        cpf_indicator_set_unit(indicator, "USD");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "o", "s");
    }
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void test_columns(void **state)
{
    cpf_model *model = make_model(NULL);
    cpf_facts *facts;
    int64_t values[3] = {1, 2, 3}, value = -1;
    uint8_t valid = 5;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_null(cpf_facts_column(facts, 0, 0));
    assert_int_equal(cpf_facts_value(facts, 0, 0, 0, &value), CPF_E_MISSING);
    assert_int_equal(cpf_facts_set_column(facts, 0, 0, values, &valid, 0, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(facts, 1, 0, values, NULL, 1, NULL), CPF_OK);
    values[2] = 9;
    assert_int_equal(cpf_facts_column(facts, 0, 0)[2], 3);
    assert_ptr_equal(cpf_facts_column(facts, 1, 0), values);
    assert_null(cpf_facts_validity(facts, 1, 0));
    assert_int_equal(cpf_facts_value(facts, 1, 0, 0, &value), CPF_E_MISSING);
    assert_int_equal(cpf_facts_value(facts, 2, 0, 0, &value), CPF_OK);
    assert_int_equal(value, 3);
    assert_int_equal(cpf_facts_set_column(facts, 2, 0, values, NULL, 1, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_facts_set_column(facts, 0, 9, values, NULL, 1, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_facts_set_column(facts, 0, 0, NULL, NULL, 1, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_facts_value(facts, 3, 0, 0, &value), CPF_E_ARGUMENT);
    assert_int_equal(cpf_facts_measure_value(facts, 0, 0, 0, &value), CPF_E_MISSING);
    assert_int_equal(cpf_facts_measure_value(facts, 0, 1, 0, &value), CPF_E_ARGUMENT);
    cpf_facts_free(facts);
    cpf_facts_free(NULL);
    cpf_model_free(model);
}

/* Single values: a borrowed column is copied before it is written to; the last of equal keys counts. */
static void test_values(void **state)
{
    cpf_model *model = make_model(NULL);
    cpf_facts *facts;
    int64_t values[3] = {1, 2, 3}, value;
    cpf_id unit[4] = {0, 2, 2, 1}, indicator[4] = {0, 0, 0, 1}, period[4] = {0, 0, 0, 1}, wrong[4] = {0, 0, 0, 7};
    int64_t set[4] = {10, 20, 30, 40};

    (void)state;
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(facts, 0, 0, values, NULL, 1, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set(facts, 4, unit, indicator, wrong, set, NULL), CPF_E_ARGUMENT);
    assert_ptr_equal(cpf_facts_column(facts, 0, 0), values);
    assert_int_equal(cpf_facts_set(facts, 4, unit, indicator, period, set, NULL), CPF_OK);
    assert_int_equal(values[0], 1);
    assert_int_equal(cpf_facts_value(facts, 0, 0, 0, &value), CPF_OK);
    assert_int_equal(value, 10);
    assert_int_equal(cpf_facts_value(facts, 1, 0, 0, &value), CPF_OK);
    assert_int_equal(value, 2);
    assert_int_equal(cpf_facts_value(facts, 2, 0, 0, &value), CPF_OK);
    assert_int_equal(value, 30);
    assert_int_equal(cpf_facts_value(facts, 0, 1, 1, &value), CPF_E_MISSING);
    assert_int_equal(cpf_facts_value(facts, 1, 1, 1, &value), CPF_OK);
    assert_int_equal(cpf_facts_set(facts, 1, NULL, indicator, period, set, NULL), CPF_E_ARGUMENT);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

static void test_tables(void **state)
{
    cpf_model *model = make_model(NULL);
    cpf_facts *facts;
    cpf_events *events;
    cpf_table *table;
    cpf_error *error = NULL;
    cpf_id unit = 1;
    cpf_day day = cpf_day_from_date(2025, 6, 1);
    int64_t amount = 1000;
    char buffer[40];

    (void)state;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_append(events, 0, 1, &unit, &day, &amount, NULL, NULL, NULL), CPF_OK);
    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_table(facts, "facts", 0, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 6);
    assert_string_equal(cpf_table_text(table, 0, 4), "A");
    assert_string_equal(cpf_table_text(table, 1, 4), "B");
    assert_string_equal(cpf_table_text(table, 2, 4), "2025");
    assert_string_equal(cpf_table_format(table, 3, 4, buffer), "3.333");
    assert_string_equal(cpf_table_format(table, 3, 1, buffer), "10.00");
    cpf_table_free(table);
    assert_int_equal(cpf_facts_table(facts, "measures", CPF_NONE, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 6);
    assert_string_equal(cpf_table_format(table, 3, 0, buffer), "10.00");
    cpf_table_free(table);
    assert_int_equal(cpf_facts_table(facts, "guesses", CPF_NONE, &table, &error), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_test_has(error, "facts-table"), 0);
    cpf_error_free(error);
    assert_int_equal(cpf_facts_table(facts, "facts", 9, &table, NULL), CPF_E_ARGUMENT);
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
}

/* A program by hand: pushes, then one operation; with large numbers, missing ones and zeros. */
static cpf_status run_two(int32_t code, cpf__ratio a, cpf__ratio b, int missing, cpf__ratio *result)
{
    cpf__op ops[3] = {{.code = CPF__OP_NUMBER, .number = a}, {.code = CPF__OP_NUMBER, .number = b}, {.code = code}};
    cpf__program program = {.op_count = 3, .ops = ops};
    cpf__view absent = {.absent = 1};
    cpf__inputs inputs = {.terms = &absent};

    if (missing)
        ops[missing - 1] = (cpf__op){.code = CPF__OP_TERM};
    return cpf__program_run(&program, &inputs, 0, result);
}

static void test_arithmetic(void **state)
{
    static cpf_status (*const operations[])(cpf__ratio, cpf__ratio, cpf__ratio *) = {cpf__ratio_add, cpf__ratio_sub,
                                                                                     cpf__ratio_mul, cpf__ratio_div};
    cpf_test_random random = cpf_test_seed("arithmetic", 5);
    cpf__ratio result, wanted;

    (void)state;
    for (int round = 0; round < 40000; round++) {
        int shift = (int)cpf_test_between(&random, 0, 62), k = round % 4;
        cpf__ratio a = {cpf_test_between(&random, INT64_MIN, INT64_MAX) >> shift, 1}, b = a, one = {1, 1};
        cpf_status expected, status;

        a.den = 1 + (cpf_test_between(&random, 0, INT64_MAX) >> shift);
        b.num = cpf_test_between(&random, -5, 5) * ((int64_t)1 << (shift / 2));
        b.den = 1 + (cpf_test_between(&random, 0, INT64_MAX) >> (62 - shift));
        assert_int_equal(cpf__ratio_mul(a, one, &a), CPF_OK);
        cpf__ratio_div((cpf__ratio){a.num, 1}, (cpf__ratio){a.den, 1}, &a);
        cpf__ratio_div((cpf__ratio){b.num, 1}, (cpf__ratio){b.den, 1}, &b);
        expected = operations[k](a, b, &wanted);
        status = run_two(CPF__OP_ADD + k, a, b, 0, &result);
        assert_int_equal(status, expected);
        if (status == CPF_OK)
            assert_true(result.num == wanted.num && result.den == wanted.den);
        status = run_two(CPF__OP_EQ + round % 6, a, b, 0, &result);
        assert_int_equal(status, CPF_OK);
        k = cpf__ratio_compare(a, b);
        k = k < 0 ? 0 : k == 0 ? 1 : 2;
        assert_int_equal((int)result.num, "\2\5\1\3\4\6"[round % 6] >> k & 1);
    }
}

static void test_missing(void **state)
{
    cpf__ratio one = {1, 1}, zero = {0, 1}, result;

    (void)state;
    for (int32_t code = CPF__OP_ADD; code <= CPF__OP_DIV; code++)
        for (int which = 1; which <= 2; which++)
            assert_int_equal(run_two(code, one, one, which, &result), CPF_E_MISSING);
    for (int32_t code = CPF__OP_EQ; code <= CPF__OP_GE; code++)
        for (int which = 1; which <= 2; which++) {
            assert_int_equal(run_two(code, one, one, which, &result), CPF_OK);
            assert_true(result.num == 0);
        }
    assert_int_equal(run_two(CPF__OP_DIV, one, zero, 0, &result), CPF_E_MISSING);
    assert_int_equal(run_two(CPF__OP_WHEN, zero, one, 0, &result), CPF_E_MISSING);
    assert_int_equal(run_two(CPF__OP_WHEN, one, one, 0, &result), CPF_OK);
    assert_int_equal(run_two(CPF__OP_WHEN, one, one, 1, &result), CPF_E_MISSING);
    assert_int_equal(run_two(CPF__OP_LEAST, one, one, 2, &result), CPF_E_MISSING);
    assert_int_equal(run_two(CPF__OP_LEAST, one, zero, 0, &result), CPF_OK);
    assert_true(result.num == 0);
    assert_int_equal(run_two(CPF__OP_GREATEST, one, zero, 0, &result), CPF_OK);
    assert_true(result.num == 1);
    assert_int_equal(run_two(CPF__OP_TARGET, one, zero, 0, &result), CPF_E_MISSING);
}

static void test_memory(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context);
    int64_t values[3] = {1, 2, 3};
    cpf_id zero = 0;
    uint8_t valid = 7;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_facts *facts = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_facts_new(model, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_facts_set_column(facts, 0, 0, values, &valid, 1, NULL);
        if (status == CPF_OK)
            status = cpf_facts_set(facts, 1, &zero, &zero, &zero, values, NULL);
        if (status == CPF_OK)
            status = cpf_facts_set_column(facts, 1, 0, values, &valid, 0, NULL);
        cpf_facts_free(facts);
    }
    assert_int_equal(status, CPF_OK);
    cpf_test_memory_limit(memory, -1);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),    cmocka_unit_test(test_values),  cmocka_unit_test(test_tables),
        cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_missing), cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
