/* SPDX-License-Identifier: MIT */
/* Rows that measures leave out by name: random rows against loops over them; what is wrong is told where it stands. */
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 200, TEXT = 16384 };

static const char plan_text[] =
    "{\"channelperf\": 1, \"code\": \"t\", \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [{\"code\": "
    "\"company\"}, {\"code\": \"shop\"}], \"units\": [{\"level\": \"company\", \"code\": \"C\"}, {\"level\": "
    "\"shop\", \"code\": \"S1\", \"parent\": \"C\"}, {\"level\": \"shop\", \"code\": \"S2\", \"parent\": \"C\"}], "
    "\"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"regular\", \"kind\": "
    "\"sum\", \"decimals\": 2}, {\"code\": \"orders\", \"kind\": \"count\"}], \"sources\": [{\"code\": \"book\", "
    "\"unit\": {\"columns\": [\"shop\"]}, \"day\": \"day\", \"exclusions\": [%s], \"feeds\": [{\"measure\": \"sales\", "
    "\"column\": \"amount\", \"where\": \"kind != 'x'\"}, {\"measure\": \"regular\", \"column\": \"amount\", "
    "\"where\": "
    "\"kind != 'x' or amount > 900\", \"except\": %s}, {\"measure\": \"orders\", \"except\": \"large\"}]}], "
    "\"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2}]}";

static const char exclusions[] = "{\"code\": \"navy-2025\", \"where\": \"deal = 'd1'\", \"reason\": \"one-off\"}, "
                                 "{\"code\": \"large\", \"where\": \"amount >= 500 or kind = 'y'\"}";

static cpf_status make_model(cpf_context *context, const char *given, const char *except, cpf_model **model,
                             cpf_error **error)
{
    char text[4096];
    cpf_plan *plan = NULL;
    cpf_status status;

    snprintf(text, sizeof text, plan_text, given, except);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

/* What the table is to tell of one exclusion and measure, and what is left of the measure. */
typedef struct left_out {
    int64_t rows[2], amount[2];
} left_out;

typedef struct book {
    char text[TEXT];
    int64_t sales[2], regular[2], orders[2];
    left_out navy, large, counted; /* of regular, of regular, of orders; by year */
} book;

static void add_row(left_out *to, int year, int64_t amount)
{
    to->rows[year]++;
    to->amount[year] += amount;
}

static void draw_book(cpf_test_random *random, book *it)
{
    char *at = it->text;

    memset(it, 0, sizeof *it);
    at += sprintf(at, "shop,day,deal,kind,amount\n");
    for (int i = 0; i < ROWS; i++) {
        int year = (int)cpf_test_between(random, 0, 1), deal = (int)cpf_test_between(random, 0, 4);
        char kind = (char)('x' + cpf_test_between(random, 0, 2));
        int64_t amount = cpf_test_between(random, 0, 100000);
        int meant = kind != 'x' || amount > 90000, large = amount >= 50000 || kind == 'y';

        at += sprintf(at, "S%d,%d-%02d-11,d%d,%c,%lld.%02d\n", (int)cpf_test_between(random, 1, 2), 2025 + year,
                      (int)cpf_test_between(random, 1, 12), deal, kind, (long long)(amount / 100), (int)(amount % 100));
        it->sales[year] += kind != 'x' ? amount : 0;
        if (meant && deal == 1)
            add_row(&it->navy, year, amount);
        else if (meant && large)
            add_row(&it->large, year, amount);
        else if (meant)
            it->regular[year] += amount;
        if (large)
            add_row(&it->counted, year, 1);
        else
            it->orders[year]++;
    }
}

static void check_measure(const cpf_model *model, const cpf_facts *facts, const char *code, const int64_t *years)
{
    static const char *const periods[] = {"2025", "2026"};
    int64_t value;

    for (int year = 0; year < 2; year++) {
        assert_int_equal(cpf_facts_measure_value(facts, 0, cpf_model_find_measure(model, code),
                                                 cpf_model_find_period(model, periods[year]), &value),
                         CPF_OK);
        assert_int_equal(value, years[year]);
    }
}

static void check_row(const cpf_table *table, int64_t row, const char *exclusion, const char *measure,
                      const left_out *wanted, int year)
{
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "exclusion"), row), exclusion);
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "measure"), row), measure);
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "period"), row), year ? "2026" : "2025");
    assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "rows"))[row], wanted->rows[year]);
    assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "amount"))[row], wanted->amount[year]);
}

static cpf_status run(cpf_context *context, const book *it, cpf_model **model, cpf_facts **facts, cpf_tables **tables,
                      cpf_error **error)
{
    cpf_events *events = NULL;
    cpf_facts *targets = NULL;
    cpf_status status = make_model(context, exclusions, "[\"navy-2025\", \"large\"]", model, error);

    if (status == CPF_OK)
        status = cpf_events_new(*model, &events, error);
    if (status == CPF_OK)
        status = cpf_events_parse(events, 0, it->text, (int64_t)strlen(it->text), error);
    if (status == CPF_OK)
        status = cpf_measure(*model, events, NULL, facts, error);
    if (status == CPF_OK)
        status = cpf_cascade(*model, *facts, NULL, &targets, error);
    if (status == CPF_OK)
        status = cpf_cascade_tables(*model, *facts, targets, NULL, tables, error);
    cpf_facts_free(targets);
    cpf_events_free(events);
    return status;
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("exclusions", 9);
    static book it;

    (void)state;
    for (int round = 0; round < 40; round++) {
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        const cpf_table *table;

        draw_book(&random, &it);
        assert_int_equal(cpf_test_tell(run(NULL, &it, &model, &facts, &tables, &error), error), CPF_OK);
        check_measure(model, facts, "sales", it.sales);
        check_measure(model, facts, "regular", it.regular);
        check_measure(model, facts, "orders", it.orders);
        table = cpf_tables_find(tables, "exclusions");
        assert_int_equal(cpf_table_row_count(table), 6);
        for (int year = 0; year < 2; year++) {
            check_row(table, year, "navy-2025", "regular", &it.navy, year);
            check_row(table, 2 + year, "large", "regular", &it.large, year);
            check_row(table, 4 + year, "large", "orders", &it.counted, year);
        }
        assert_string_equal(cpf_table_text(table, cpf_table_find(table, "reason"), 0), "one-off");
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

/* Exclusions that meet no row say so. */
static void test_nothing(void **state)
{
    cpf_model *model = NULL;
    cpf_facts *facts = NULL;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    static book it;
    const cpf_table *table;

    (void)state;
    strcpy(it.text, "shop,day,deal,kind,amount\nS1,2026-01-01,d9,z,5\n");
    assert_int_equal(cpf_test_tell(run(NULL, &it, &model, &facts, &tables, &error), error), CPF_OK);
    table = cpf_tables_find(tables, "exclusions");
    assert_int_equal(cpf_table_row_count(table), 3);
    for (int64_t row = 0; row < 3; row++) {
        assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "rows"))[row], 0);
        assert_false(cpf_table_valid(table, cpf_table_find(table, "amount"), row));
    }
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

typedef struct wrong_case {
    const char *given, *except, *code, *place;
} wrong_case;

static const wrong_case wrong[] = {
    {"{\"code\": \"large\", \"where\": \"amount >\"}", "\"large\"", NULL, "sources[0].exclusions[0].where"},
    {"{\"code\": \"large\", \"where\": \"\"}", "\"large\"", "exclusion-where", "sources[0].exclusions[0].where"},
    {"{\"code\": \"large\", \"where\": \"a = 'b'\"}", "\"larg\"", "unknown-exclusion", "sources[0].feeds[1].except"},
    {"{\"code\": \"large\", \"where\": \"a = 'b'\"}", "[\"large\", \"large\"]", "code-twice",
     "sources[0].feeds[1].except"},
    {"{\"code\": \"large\", \"where\": \"a = 'b'\"}, {\"code\": \"large\", \"where\": \"a = 'b'\"}", "\"large\"",
     "code-twice", "sources[0].exclusions[1].code"},
    {"{\"where\": \"a = 'b'\"}", "\"large\"", "plan-member-missing", "sources[0].exclusions[0]"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        int found = 0;

        assert_int_equal(make_model(NULL, wrong[i].given, wrong[i].except, &model, &error), CPF_E_PLAN);
        for (int32_t k = 0; k < cpf_error_count(error); k++)
            found += strstr(cpf_error_subject_at(error, k), wrong[i].place) != NULL;
        assert_int_equal(found, 1);
        if (wrong[i].code)
            assert_non_null(strstr(cpf_error_subject_at(error, cpf_test_has(error, wrong[i].code)), wrong[i].place));
        cpf_error_free(error);
    }
}

/* From C: the exception belongs to the measure before it; without one it is a wrong call. */
static void test_builder(void **state)
{
    cpf_plan *plan;
    cpf_source *source;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    source = cpf_plan_add_source(plan, "s", NULL);
    cpf_source_add_exclusion(source, "one", NULL, NULL);
    cpf_source_add_exception(source, "one");
    cpf_source_add_exclusion(NULL, "one", "a = 'b'", NULL);
    cpf_source_add_exception(NULL, "one");
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    cpf_test_has(error, "exclusion-where");
    assert_true(strstr(cpf_error_subject_at(error, 0), "cpf_source_add_exception") != NULL);
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static void test_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    static book it;

    (void)state;
    strcpy(it.text, "shop,day,deal,kind,amount\nS1,2026-01-01,d1,z,5\nS2,2026-01-01,d2,y,7\n");
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        if (context)
            status = run(context, &it, &model, &facts, &tables, &error);
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),  cmocka_unit_test(test_nothing), cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_builder), cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
