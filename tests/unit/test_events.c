/* SPDX-License-Identifier: MIT */
/* Collecting and measuring: the order of rows, batches, merging and threads change no byte; sums never wrap; nothing is
 * lost when memory fails. */
#include "facts_in.h"
#include "intake.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEASURES = 8, ROWS = 6000 };

static const char *const kinds[MEASURES] = {"sum", "count", "first", "last", "distinct", "min", "max", "stock"};
static const char *const codes[MEASURES] = {"m_sum",      "m_count", "m_first", "m_last",
                                            "m_distinct", "m_min",   "m_max",   "m_stock"};
static const char *const formulas[] = {"sum(m_sum)",
                                       "count(m_sum > 0 and m_first in period)",
                                       "sum(m_sum) / count(m_count >= 1)",
                                       "median(m_sum)",
                                       "distinct(m_distinct)",
                                       "distinct(m_distinct, ever)",
                                       "sum(m_stock)",
                                       "min(m_min)",
                                       "max(m_max)",
                                       "sum(m_sum, trailing(2)) / sum(m_sum, company)",
                                       "sum(m_sum, before)",
                                       "mean(m_sum where m_count >= 2)",
                                       "max(m_sum)",
                                       "distinct(m_distinct where m_count >= 2)"};
enum { FORMULAS = sizeof formulas / sizeof formulas[0] };

typedef struct row_set {
    int32_t n;
    cpf_id unit[ROWS];
    cpf_day day[ROWS];
    int64_t value[ROWS];
} row_set;

static cpf_plan *make_plan(cpf_context *context, int32_t channels)
{
    cpf_calendar_options options;
    cpf_plan *plan = NULL;
    int32_t *parent;

    if (cpf_plan_new(context, &plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&options, sizeof options);
    options.first_year = options.last_year = 2025;
    options.grain = CPF_GRAIN_QUARTER;
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_window(plan, "W", cpf_day_from_date(2025, 2, 10), cpf_day_from_date(2025, 7, 4));
    cpf_plan_add_level(plan, "company", "");
    cpf_plan_add_level(plan, "region", "");
    cpf_plan_add_level(plan, "channel", "");
    cpf_plan_add_unit(plan, NULL, "company", "C", "");
    parent = calloc((size_t)channels + 8, sizeof *parent);
    assert_non_null(parent);
    cpf_plan_add_units(plan, "region", 7, parent, NULL);
    for (int32_t i = 0; i < channels; i++)
        parent[i] = 1 + i % 7;
    cpf_plan_add_units(plan, "channel", channels, parent, NULL);
    free(parent);
    for (int i = 0; i < MEASURES; i++)
        cpf_plan_add_measure(plan, codes[i], "", kinds[i], 0, "");
    for (int i = 0; i < FORMULAS; i++) {
        char code[16];
        cpf_indicator *indicator;

        snprintf(code, sizeof code, "i%d", i);
        indicator = cpf_plan_add_indicator(plan, code, "", formulas[i]);
        cpf_indicator_set_decimals(indicator, 3);
        cpf_indicator_set_unit(indicator, "1");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "o", "s");
    }
    return plan;
}

static cpf_model *make_model(cpf_context *context, int32_t channels)
{
    cpf_plan *plan = make_plan(context, channels);
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_non_null(plan);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void make_rows(row_set *rows, const cpf_model *model, cpf_test_random *random)
{
    rows->n = ROWS;
    for (int32_t i = 0; i < rows->n; i++) {
        rows->unit[i] = (cpf_id)cpf_test_between(random, 0, cpf_model_unit_count(model) - 1);
        rows->day[i] = cpf_day_from_date(2024, 11, 1) + (cpf_day)cpf_test_between(random, 0, 500);
        rows->value[i] = cpf_test_between(random, -3, 40);
    }
}

static cpf_status append_rows(cpf_events *events, const row_set *rows, int32_t begin, int32_t end)
{
    cpf_status status = CPF_OK;

    for (cpf_id m = 0; m < MEASURES && status == CPF_OK; m++)
        status = cpf_events_append(events, m, end - begin, rows->unit + begin, rows->day + begin,
                                   m >= 1 && m <= 3 ? NULL : rows->value + begin, NULL, NULL, NULL);
    return status;
}

static void same_cells(const cpf_model *model, const cpf__cells *a, const cpf__cells *b)
{
    size_t n = (size_t)cpf_model_unit_count(model);

    assert_true(!a->values == !b->values && !a->valid == !b->valid);
    if (a->values)
        assert_memory_equal(a->values, b->values, n * sizeof *a->values);
    if (a->valid)
        assert_memory_equal(a->valid, b->valid, (n + 7) / 8);
}

static void same_facts(const cpf_facts *a, const cpf_facts *b)
{
    int64_t periods = cpf_model_period_count(a->model);

    for (int64_t i = 0; i < FORMULAS * periods; i++)
        same_cells(a->model, &a->indicators[i], &b->indicators[i]);
    for (int64_t i = 0; i < MEASURES * periods; i++)
        same_cells(a->model, &a->measures[i], &b->measures[i]);
}

static cpf_facts *measure(const cpf_model *model, const cpf_events *events)
{
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;

    if (cpf_measure(model, events, NULL, &facts, &error) != CPF_OK)
        cpf_test_tell(CPF_E_RANGE, error);
    assert_non_null(facts);
    return facts;
}

static void shuffle_rows(row_set *to, const row_set *from, cpf_test_random *random)
{
    static int32_t order[ROWS];

    for (int32_t i = 0; i < from->n; i++)
        order[i] = i;
    cpf_test_shuffle(random, order, from->n);
    to->n = from->n;
    for (int32_t i = 0; i < from->n; i++) {
        to->unit[i] = from->unit[order[i]];
        to->day[i] = from->day[order[i]];
        to->value[i] = from->value[order[i]];
    }
}

static void test_order_and_batches(void **state)
{
    static row_set rows, shuffled;
    cpf_test_random random = cpf_test_seed("events order", 11);
    cpf_model *model = make_model(NULL, 60);
    cpf_events *plain, *mixed, *part;
    cpf_facts *a, *b;

    (void)state;
    make_rows(&rows, model, &random);
    cpf_events_new(model, &plain, NULL);
    assert_int_equal(append_rows(plain, &rows, 0, rows.n), CPF_OK);
    a = measure(model, plain);
    for (int round = 0; round < 6; round++) {
        shuffle_rows(&shuffled, &rows, &random);
        cpf_events_new(model, &mixed, NULL);
        for (int32_t at = 0; at < rows.n;) {
            int32_t end = at + (int32_t)cpf_test_between(&random, 0, 3000);

            end = end > rows.n ? rows.n : end;
            cpf_events_new(model, &part, NULL);
            assert_int_equal(append_rows(round % 2 ? part : mixed, &shuffled, at, end), CPF_OK);
            assert_int_equal(cpf__events_merge(mixed, part, NULL), CPF_OK);
            cpf_events_free(part);
            at = end;
        }
        b = measure(model, mixed);
        same_facts(a, b);
        cpf_facts_free(b);
        cpf_events_free(mixed);
    }
    cpf_facts_free(a);
    cpf_events_free(plain);
    cpf_model_free(model);
}

static cpf_facts *measure_with_threads(int32_t threads, const row_set *rows)
{
    cpf_context *context;
    cpf_model *model;
    cpf_events *events;
    cpf_facts *facts;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, threads), CPF_OK);
    model = make_model(context, 70000);
    cpf_events_new(model, &events, NULL);
    assert_int_equal(append_rows(events, rows, 0, rows->n), CPF_OK);
    facts = measure(model, events);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_context_free(context);
    return facts;
}

static void test_threads(void **state)
{
    static row_set rows;
    cpf_test_random random = cpf_test_seed("events threads", 12);
    cpf_model *model = make_model(NULL, 70000);
    cpf_facts *one, *three;

    (void)state;
    make_rows(&rows, model, &random);
    cpf_model_free(model);
    one = measure_with_threads(1, &rows);
    three = measure_with_threads(3, &rows);
    same_facts(one, three);
    cpf_facts_free(one);
    cpf_facts_free(three);
}

static cpf_status measure_three(const cpf_model *model, const int64_t *values, cpf_facts **facts, cpf_error **error)
{
    cpf_day day = cpf_day_from_date(2025, 2, 1);
    cpf_id unit = cpf_model_find_unit(model, "9");
    cpf_events *events;
    cpf_status status;

    cpf_events_new(model, &events, NULL);
    for (int i = 0; i < 3; i++)
        assert_int_equal(cpf_events_append(events, 0, 1, &unit, &day, &values[i], NULL, NULL, NULL), CPF_OK);
    status = cpf_measure(model, events, NULL, facts, error);
    cpf_events_free(events);
    return status;
}

/* Sums that leave 64 bits on the way and come back are exact in any order; those that stay outside are told. */
static void test_large_sums(void **state)
{
    static const int64_t orders[3][3] = {
        {INT64_MAX, 5, -INT64_MAX}, {-INT64_MAX, -7, INT64_MAX}, {INT64_MIN, -1, INT64_MAX}};
    static const int64_t sums[3] = {5, -7, -2};
    static const int64_t outside[3] = {INT64_MAX, 1, 0}, below[3] = {INT64_MIN, 0, -1};
    cpf_model *model = make_model(NULL, 3);
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    int64_t value;

    (void)state;
    for (int i = 0; i < 3; i++) {
        cpf_id quarter = cpf_model_find_period(model, "2025-Q1");

        assert_int_equal(measure_three(model, orders[i], &facts, &error), CPF_OK);
        assert_int_equal(cpf_facts_measure_value(facts, 0, 0, quarter, &value), CPF_OK);
        assert_true(value == sums[i]);
        cpf_facts_free(facts);
    }
    assert_int_equal(measure_three(model, outside, &facts, &error), CPF_E_RANGE);
    assert_int_equal(cpf_test_has(error, "sum-range"), 0);
    assert_string_equal(cpf_error_subject(error), "9/m_sum/2025");
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(measure_three(model, below, &facts, &error), CPF_E_RANGE);
    cpf_error_free(error);
    cpf_model_free(model);
}

static void test_mistakes(void **state)
{
    cpf_model *model = make_model(NULL, 3), *other = make_model(NULL, 3);
    cpf_events *events, *foreign;
    cpf_facts *facts;
    cpf_error *error = NULL;
    cpf_id units[4] = {0, 99, 1, -1};
    cpf_day days[4] = {cpf_day_from_date(2025, 1, 1), 1, CPF_NO_DAY, 1};
    int64_t values[4] = {1, 2, 3, 4};
    cpf_status row_status[4];
    uint8_t valid = 0x0E;
    cpf_measure_options options;

    (void)state;
    cpf_events_new(model, &events, NULL);
    cpf_events_new(other, &foreign, NULL);
    assert_int_equal(cpf_events_append(events, 0, 4, units, days, values, &valid, row_status, &error), CPF_E_DATA);
    assert_int_equal(row_status[0], CPF_E_MISSING);
    assert_int_equal(row_status[1], CPF_E_NOT_FOUND);
    assert_int_equal(row_status[2], CPF_E_DATA);
    assert_int_equal(row_status[3], CPF_E_NOT_FOUND);
    assert_string_equal(cpf_error_message(error),
                        "3 of 4 rows have no such unit or no day; the first is row 1, counted from 0");
    cpf_error_free(error);
    assert_int_equal(cpf_events_append(NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_append(events, MEASURES, 0, NULL, NULL, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_append(events, 0, -1, units, days, values, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_append(events, 0, 1, units, days, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_append(events, 0, 1, units, NULL, values, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_append(events, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL), CPF_OK);
    assert_int_equal(cpf_measure(model, foreign, NULL, &facts, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf__events_merge(events, foreign, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_measure_options_init(&options, 1), CPF_E_ABI);
    assert_int_equal(cpf_measure_options_init(&options, sizeof options), CPF_OK);
    options.periods = units + 1;
    options.period_count = 1;
    assert_int_equal(cpf_measure(model, events, &options, &facts, NULL), CPF_E_ARGUMENT);
    cpf_events_free(events);
    cpf_events_free(foreign);
    cpf_events_free(NULL);
    cpf_model_free(model);
    cpf_model_free(other);
}

/* Only what is asked for is measured. */
static void test_periods(void **state)
{
    cpf_model *model = make_model(NULL, 3);
    cpf_id wanted[2] = {cpf_model_find_period(model, "2025-Q2"), cpf_model_find_period(model, "W")};
    cpf_measure_options options;
    cpf_events *events;
    cpf_facts *facts;

    (void)state;
    cpf_events_new(model, &events, NULL);
    cpf_measure_options_init(&options, sizeof options);
    options.periods = wanted;
    options.period_count = 2;
    assert_int_equal(cpf_measure(model, events, &options, &facts, NULL), CPF_OK);
    for (cpf_id p = 0; p < cpf_model_period_count(model); p++)
        assert_int_equal(cpf_facts_column(facts, 0, p) != NULL, p == wanted[0] || p == wanted[1]);
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
}

/* Everything after the model with the n-th allocation failing: told, nothing lost, and what was appended before stays.
 */
static cpf_status whole_run(const cpf_model *model, const row_set *rows, cpf_facts **facts)
{
    cpf_events *events = NULL, *more = NULL;
    cpf_error *error = NULL;
    cpf_table *table = NULL;
    cpf_status status = cpf_events_new(model, &events, &error);

    if (status == CPF_OK)
        status = cpf_events_new(model, &more, &error);
    if (status == CPF_OK)
        status = append_rows(events, rows, 0, 100);
    if (status == CPF_OK)
        status = append_rows(more, rows, 100, 200);
    if (status == CPF_OK)
        status = cpf__events_merge(events, more, &error);
    if (status == CPF_OK)
        status = cpf_events_table(events, &table, &error);
    cpf_table_free(table);
    table = NULL;
    if (status == CPF_OK)
        status = cpf_measure(model, events, NULL, facts, &error);
    if (status == CPF_OK)
        status = cpf_facts_table(*facts, "facts", CPF_NONE, &table, &error);
    if (status == CPF_E_MEMORY)
        cpf_facts_free(*facts);
    if (error)
        assert_int_equal(cpf_error_status(error), status);
    cpf_table_free(table);
    cpf_error_free(error);
    cpf_events_free(events);
    cpf_events_free(more);
    return status;
}

static void test_memory(void **state)
{
    static row_set rows;
    cpf_test_random random = cpf_test_seed("events memory", 13);
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, 9);
    cpf_facts *facts = NULL;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    make_rows(&rows, model, &random);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        int64_t live = cpf_test_memory_live(memory);

        facts = NULL;
        cpf_test_memory_limit(memory, n);
        status = whole_run(model, &rows, &facts);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_E_MEMORY)
            assert_int_equal(cpf_test_memory_live(memory), live);
    }
    assert_int_equal(status, CPF_OK);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_batches), cmocka_unit_test(test_threads), cmocka_unit_test(test_large_sums),
        cmocka_unit_test(test_mistakes),          cmocka_unit_test(test_periods), cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
