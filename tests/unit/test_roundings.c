/* SPDX-License-Identifier: MIT */
/* Who received what shares leave over, against the targets themselves; the factors of seasons as they count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { UNITS = 7, QUARTERS = 4 };

static const char *const codes[UNITS] = {"c", "n", "s", "n1", "n2", "s1", "s2"};
static const int parents[UNITS] = {-1, 0, 0, 1, 1, 2, 2};
static const char *const quarters[QUARTERS] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"};
static const int64_t factors[QUARTERS] = {10, 25, 35, 40};

typedef struct rounding_case {
    int64_t weights[UNITS], amount, step;
    cpf_model *model;
    cpf_facts *targets;
    cpf_tables *tables;
} rounding_case;

static cpf_status run_case(cpf_context *context, rounding_case *it, const char *only, cpf_error **error)
{
    static const char head[] =
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026], \"grain\": \"quarter\", \"seasons\": {\"q\": "
        "[0.1, "
        "0.25, 0.35, 0.4]}}, \"levels\": [{\"code\": \"c\"}, {\"code\": \"r\"}, {\"code\": \"p\"}], \"measures\": "
        "[{\"code\": \"m\", \"kind\": \"sum\"}], \"indicators\": [{\"code\": \"k\", \"formula\": \"sum(m)\", "
        "\"direction\": \"more\", \"unit\": \"u\", \"owner\": \"o\", \"data_source\": \"d\"}], \"goals\": [{\"unit\": "
        "\"c\", \"indicator\": \"k\", \"period\": \"2026\", \"target\": %lld, \"split\": {\"by\": \"by_weight\", "
        "\"drivers\": [{\"of\": \"w\"}], \"step\": %lld}, \"season\": {\"by\": \"factors\", \"season\": \"q\"}}], "
        "\"units\": [";
    static const char *const levels[] = {"c", "r", "p"};
    char text[4096], *end = text + snprintf(text, sizeof text, head, (long long)it->amount, (long long)it->step);
    cpf_stage_options options;
    cpf_plan *plan = NULL;
    cpf_status status;

    for (int i = 0; i < UNITS; i++) {
        end += snprintf(end, 200, "%s{\"level\": \"%s\", \"code\": \"%s\"", i ? ", " : "", levels[(i > 0) + (i > 2)],
                        codes[i]);
        if (i)
            end += snprintf(end, 200, ", \"parent\": \"%s\"", codes[parents[i]]);
        end += snprintf(end, 200, ", \"attributes\": {\"w\": %lld}}", (long long)it->weights[i]);
    }
    snprintf(end, 10, "]}");
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &it->model, error);
    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(it->model, NULL, NULL, &it->targets, error);
    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    if (status == CPF_OK)
        status = cpf_cascade_tables(it->model, NULL, it->targets, &options, &it->tables, error);
    return status;
}

static void forget(rounding_case *it)
{
    cpf_tables_free(it->tables);
    cpf_facts_free(it->targets);
    cpf_model_free(it->model);
}

static int64_t value_at(const rounding_case *it, const char *unit, const char *period)
{
    return cpf_facts_column(it->targets, 0,
                            cpf_model_find_period(it->model, period))[cpf_model_find_unit(it->model, unit)];
}

static const char *text_at(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static int64_t number_at(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

/* The row of the member is there exactly when it got more than its whole steps; its figures are right. */
static int64_t expect_member(const cpf_table *table, const char *unit, const char *period, int64_t step, int64_t given,
                             int64_t product, int64_t sum)
{
    int64_t whole = product / sum / step * step, found = 0;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        if (strcmp(text_at(table, "unit", row), unit) != 0 || strcmp(text_at(table, "period", row), period) != 0)
            continue;
        found++;
        assert_int_equal(number_at(table, "given", row), given);
        assert_int_equal(number_at(table, "rounding", row), given - whole);
        assert_int_equal(cpf_table_row_decimals(table, cpf_table_find(table, "exact"), row), 6);
        assert_int_equal(number_at(table, "exact", row), product * 1000000 / sum);
    }
    assert_int_equal(found, given != whole);
    return found;
}

static void check_case(const rounding_case *it)
{
    const cpf_table *table = cpf_tables_find(it->tables, "roundings");
    int64_t rows = 0, equal = 0;

    for (int parent = 0; parent < UNITS; parent++) {
        int64_t sum = 0, count = 0, season = 0;

        for (int child = 1; child < UNITS; child++) {
            sum += parents[child] == parent ? it->weights[child] : 0;
            count += parents[child] == parent;
        }
        equal += count > 1 && !sum && value_at(it, codes[parent], "2026");
        for (int child = 1; child < UNITS; child++)
            if (parents[child] == parent)
                rows += expect_member(table, codes[child], "2026", it->step, value_at(it, codes[child], "2026"),
                                      value_at(it, codes[parent], "2026") * (sum ? it->weights[child] : 1),
                                      sum ? sum : count);
        for (int q = 0; q < QUARTERS; q++)
            season += factors[q];
        for (int q = 0; q < QUARTERS && !count; q++)
            rows += expect_member(table, codes[parent], quarters[q], it->step, value_at(it, codes[parent], quarters[q]),
                                  value_at(it, codes[parent], "2026") * factors[q], season);
    }
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (!*text_at(table, "unit", row)) {
            assert_string_equal(text_at(table, "note", row), "equal");
            equal--;
            rows++;
        }
    assert_int_equal(equal, 0);
    assert_int_equal(cpf_table_row_count(table), rows);
}

static void test_roundings(void **state)
{
    cpf_test_random random = cpf_test_seed("roundings", 20261124);

    (void)state;
    for (int round = 0; round < 200; round++) {
        rounding_case it = {.step = round % 3 ? 1 : 10};
        cpf_error *error = NULL;

        it.amount = cpf_test_between(&random, -50, 500) * it.step;
        for (int i = UNITS - 1; i >= 0; i--) {
            it.weights[i] = i > 2 ? cpf_test_between(&random, 0, 2) * cpf_test_between(&random, 0, 9) : it.weights[i];
            if (i)
                it.weights[parents[i]] += it.weights[i];
        }
        (void)run_case(NULL, &it, "roundings", &error);
        assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
        check_case(&it);
        forget(&it);
    }
}

/* Made only when it is asked for by name. */
static void test_asked_for(void **state)
{
    rounding_case it = {.step = 1, .amount = 1001, .weights = {6, 3, 3, 1, 2, 3, 0}};
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_test_tell(run_case(NULL, &it, NULL, &error), error), CPF_OK);
    assert_null(cpf_tables_find(it.tables, "roundings"));
    assert_non_null(cpf_tables_find(it.tables, "seasons"));
    forget(&it);
}

static void test_seasons(void **state)
{
    static const int64_t shares[QUARTERS] = {90909, 227273, 318182, 363636};
    rounding_case it = {.step = 1, .amount = 1001, .weights = {6, 3, 3, 1, 2, 3, 0}};
    cpf_error *error = NULL;
    const cpf_table *table;

    (void)state;
    assert_int_equal(cpf_test_tell(run_case(NULL, &it, "seasons", &error), error), CPF_OK);
    table = cpf_tables_find(it.tables, "seasons");
    assert_int_equal(cpf_table_row_count(table), QUARTERS);
    for (int q = 0; q < QUARTERS; q++) {
        assert_string_equal(text_at(table, "period", q), quarters[q]);
        assert_int_equal(number_at(table, "factor", q), factors[q]);
        assert_int_equal(cpf_table_row_decimals(table, cpf_table_find(table, "factor"), q), 2);
        assert_int_equal(number_at(table, "sum", q), 110);
        assert_int_equal(number_at(table, "share", q), shares[q]);
        assert_string_equal(text_at(table, "note", q), "normalised");
    }
    forget(&it);
}

static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        rounding_case it = {.step = 1, .amount = 1001, .weights = {6, 3, 3, 1, 2, 3, 0}};
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_error *error = NULL;

        if (context)
            status = run_case(context, &it, n % 2 ? "seasons" : "roundings", &error);
        if (status == CPF_OK && n % 2 == 0)
            check_case(&it);
        cpf_error_free(error);
        forget(&it);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roundings),
        cmocka_unit_test(test_asked_for),
        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
