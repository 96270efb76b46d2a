/* SPDX-License-Identifier: MIT */
/* All of applying results at once: the order of input changes no byte, every allocation may fail, and what is not yet
 * known at a day is not told. */
#include "apply_check.h"

#define LEN(list) ((int32_t)(sizeof(list) / sizeof(list)[0]))

/* One record each. */
static const char *const records[] = {
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\", \"cap\": 30, \"carry_over\": \"yes\"}]}",
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"d\", \"per\": \"deal\"}]}",
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"c\", \"per\": \"cumulative\", \"retroactive\": \"yes\", "
    "\"mode\": "
    "\"whole\", \"base\": \"attainment\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"t\", \"rate\": \"0.01\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"t\", \"from\": 100, \"rate\": \"0.07\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"t\", \"from\": 300, \"rate\": \"0.09\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"d\", \"rate\": \"0.033\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"c\", \"rate\": \"0.01\"}]}",
    "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"c\", \"from\": 1, \"rate\": \"0.02\"}]}",
    "{\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", \"level\": \"rep\", \"indicator\": \"sales\", "
    "\"period\": \"2026-H2\", "
    "\"each\": \"quarter\"}]}",
    "{\"kind\": \"commission\", \"rows\": [{\"table\": \"d\", \"unit\": \"ALL\", \"level\": \"rep\", \"indicator\": "
    "\"sales\", "
    "\"period\": \"2026-H2\", \"each\": \"month\"}]}",
    "{\"kind\": \"commission\", \"rows\": [{\"table\": \"c\", \"unit\": \"R1\", \"indicator\": \"sales\", \"period\": "
    "\"2026-H2\", "
    "\"each\": \"quarter\"}]}",
    "{\"kind\": \"credit\", \"rows\": [{\"deal\": \"9\", \"unit\": \"R1\", \"percent\": \"33.3333\", \"indicator\": "
    "\"sales\", "
    "\"amount\": 100, \"on\": \"2026-07-03\"}]}",
    "{\"kind\": \"credit\", \"rows\": [{\"deal\": \"9\", \"unit\": \"R2\", \"percent\": \"33.3333\", \"indicator\": "
    "\"sales\", "
    "\"amount\": 100, \"on\": \"2026-07-03\"}]}",
    "{\"kind\": \"credit\", \"rows\": [{\"deal\": \"9\", \"unit\": \"R10\", \"percent\": \"33.3334\", \"indicator\": "
    "\"sales\", "
    "\"amount\": 100, \"on\": \"2026-07-03\"}]}",
    "{\"kind\": \"credit\", \"rows\": [{\"deal\": \"10\", \"unit\": \"R1\", \"percent\": 100, \"indicator\": "
    "\"sales\", "
    "\"amount\": 40, \"on\": \"2026-07-03\"}]}",
    "{\"kind\": \"credit\", \"rows\": [{\"deal\": \"10\", \"unit\": \"R1\", \"role\": \"expert\", \"overlay\": "
    "\"yes\", \"percent\": "
    "25, \"indicator\": \"sales\", \"amount\": 40, \"on\": \"2026-07-03\"}]}",
    "{\"kind\": \"draw\", \"rows\": [{\"unit\": \"R1\", \"period\": \"2026-H2\", \"each\": \"month\", \"floor\": 5}]}",
    "{\"kind\": \"draw\", \"rows\": [{\"unit\": \"R2\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"floor\": "
    "5}]}",
    "{\"kind\": \"clawback\", \"rows\": [{\"unit\": \"R1\", \"deal\": \"9\", \"indicator\": \"sales\", \"amount\": 10, "
    "\"on\": "
    "\"2026-08-03\"}]}",
    "{\"kind\": \"clawback\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 10, \"rate\": "
    "\"0.1\", \"on\": "
    "\"2026-08-03\"}]}",
    "{\"kind\": \"pay\", \"rows\": [{\"code\": \"p2\", \"by\": \"total\", \"base_attribute\": \"base\", \"floor\": "
    "4000}]}",
    "{\"kind\": \"pay\", \"rows\": [{\"code\": \"p10\", \"by\": \"bands\", \"base\": 1000}]}",
    "{\"kind\": \"pay\", \"rows\": [{\"code\": \"p1\", \"base\": 1000}]}",
    "{\"kind\": \"pay_band\", \"rows\": [{\"pay\": \"p10\", \"from\": 60, \"coefficient\": 1}]}",
    "{\"kind\": \"pay_band\", \"rows\": [{\"pay\": \"p10\", \"from\": 90, \"coefficient\": 2}]}",
    "{\"kind\": \"pay_grade\", \"rows\": [{\"pay\": \"p1\", \"grade\": \"A\", \"coefficient\": 2}]}",
    "{\"kind\": \"pay_grade\", \"rows\": [{\"pay\": \"p1\", \"grade\": \"B\", \"coefficient\": 1}]}",
    "{\"kind\": \"pay_grade\", \"rows\": [{\"pay\": \"p1\", \"grade\": \"D\", \"coefficient\": 0}]}",
    "{\"kind\": \"pool\", \"rows\": [{\"code\": \"pool\", \"amount\": \"7000.01\", \"of\": \"pay\", \"scheme\": "
    "\"p2\", "
    "\"minimum_percent\": 10}]}",
    "{\"kind\": \"pool\", \"rows\": [{\"code\": \"given\", \"amount\": 10, \"minimum\": 1}]}",
    "{\"kind\": \"award\", \"rows\": [{\"pool\": \"given\", \"unit\": \"R1\", \"amount\": 7}]}",
    "{\"kind\": \"award\", \"rows\": [{\"pool\": \"given\", \"unit\": \"R2\", \"amount\": 7}]}",
    "{\"kind\": \"award\", \"rows\": [{\"pool\": \"given\", \"unit\": \"R10\", \"amount\": 7, \"minimum\": 5}]}",
    "{\"kind\": \"tier\", \"rows\": [{\"track\": \"b\", \"tier\": \"silver\", \"rank\": 1, \"limit\": 5}]}",
    "{\"kind\": \"tier\", \"rows\": [{\"track\": \"a\", \"tier\": \"silver\", \"rank\": 1, \"limit\": 5}]}",
    "{\"kind\": \"tier\", \"rows\": [{\"track\": \"a\", \"tier\": \"gold\", \"rank\": 2, \"limit\": 8}]}",
    "{\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"a\", \"indicator\": \"sales\", \"maximum\": 10, "
    "\"full_at\": 500}]}",
    "{\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"b\", \"indicator\": \"sales\", \"maximum\": 10, "
    "\"full_at\": 700, "
    "\"minimum\": 1}]}",
    "{\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"b\", \"indicator\": \"customers\", \"maximum\": 10, "
    "\"per_unit\": "
    "1}]}",
    "{\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2026-H2\", \"grace\": 1}]}",
    "{\"kind\": \"tier_start\", \"rows\": [{\"unit\": \"R10\", \"tier\": \"gold\"}]}",
    "{\"kind\": \"box\", \"rows\": [{\"code\": \"b\", \"performance_low\": 60, \"performance_high\": 90, "
    "\"potential\": "
    "\"potential\", \"potential_low\": 5, \"potential_high\": 8}]}",
    "{\"kind\": \"trigger\", \"rows\": [{\"code\": \"low\", \"grade\": \"D\", \"times\": 2}]}",
    "{\"kind\": \"trigger\", \"rows\": [{\"code\": \"high\", \"condition\": \"at_least\", \"limit\": 60, \"list\": "
    "\"training\"}]}",
    "{\"kind\": \"exempt\", \"rows\": [{\"unit\": \"R1\", \"from\": \"2026-08-01\", \"to\": \"2026-09-01\"}]}",
    "{\"kind\": \"exempt\", \"rows\": [{\"unit\": \"R1\", \"from\": \"2026-07-01\", \"to\": \"2026-08-10\"}]}",
    "{\"kind\": \"improvement\", \"rows\": [{\"unit\": \"R2\", \"indicator\": \"sales\", \"from\": \"2026-07-01\", "
    "\"target\": 90}]}",
    "{\"kind\": \"improvement\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"from\": \"2026-07-01\", "
    "\"target\": 90}]}",
    "{\"kind\": \"improvement_check\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"after\": \"30\", "
    "\"value\": 40}]}",
};

static const char *const facts_lines[][4] = {
    {"R1", "sales", "2026-Q3", "450.55"}, {"R1", "sales", "2026-Q4", "120"},   {"R2", "sales", "2026-Q3", "310"},
    {"R10", "sales", "2026-H2", "300"},   {"R2", "customers", "2026-H2", "7"}, {"R1", "sales", "2026-H2", "570.55"},
    {"R3", "sales", "2026-Q3", "-20"},
};
static const char *const target_lines[][4] = {{"R1", "sales", "2026-H2", "500"}, {"R1", "sales", "2026-07", "60"}};
static const char *const results_lines[][4] = {
    {"2026-07", "R1", "40", "D"}, {"2026-07", "R2", "61", "B"},   {"2026-07", "R3", "95.5", "A"},
    {"2026-08", "R1", "50", "D"}, {"2026-08", "R2", "99.4", "A"}, {"2026-08", "R10", "", ""},
};

/* All records in an order, one behind the other. */
static char *joined(const int32_t *order)
{
    size_t size = 1;
    char *text, *at;

    for (int32_t i = 0; i < LEN(records); i++)
        size += strlen(records[i]) + 2;
    at = text = malloc(size);
    for (int32_t i = 0; i < LEN(records); i++)
        at += sprintf(at, "%s%s", i ? ", " : "", records[order[i]]);
    return text;
}

static void shuffle(cpf_test_random *random, int32_t *order, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        order[i] = i;
    if (random)
        cpf_test_shuffle(random, order, n);
}

/* The same facts, one after the other in another order. */
static cpf_facts *shuffled_facts(cpf_test_random *random, const cpf_model *model)
{
    int32_t order[LEN(facts_lines)];
    const char *lines[LEN(facts_lines)][4];

    shuffle(random, order, LEN(facts_lines));
    for (int32_t i = 0; i < LEN(facts_lines); i++)
        memcpy(lines[i], facts_lines[order[i]], sizeof lines[i]);
    return apply_facts(model, LEN(facts_lines), (const char *const(*)[4])lines);
}

/* Every table as CSV, one below the other. */
static char *told(cpf_test_random *random)
{
    int32_t order[LEN(records)];
    char *text, *all = calloc(1, 1);
    cpf_model *model;
    cpf_facts *facts, *targets;
    cpf_tables *results, *tables;

    shuffle(random, order, LEN(records));
    text = joined(order);
    model = apply_model(text);
    free(text);
    facts = shuffled_facts(random, model);
    targets = apply_facts(model, LEN(target_lines), target_lines);
    results = apply_results(LEN(results_lines), results_lines);
    tables = apply_run(model, facts, targets, results, NULL);
    assert_int_equal(cpf_tables_count(tables), 13);
    for (int32_t i = 0; i < 13; i++) {
        cpf_text *csv = NULL;

        assert_true(cpf_table_row_count(cpf_tables_at(tables, i)) > 0);
        assert_int_equal(cpf_table_write(cpf_tables_at(tables, i), "csv", CPF_ENGLISH, &csv, NULL), CPF_OK);
        all = realloc(all, strlen(all) + strlen(cpf_text_data(csv)) + 1);
        strcat(all, cpf_text_data(csv));
        cpf_text_free(csv);
    }
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_facts_free(targets);
    cpf_facts_free(facts);
    cpf_model_free(model);
    return all;
}

static void test_order(void **state)
{
    cpf_test_random random = cpf_test_seed("apply_order", 3);
    char *first = told(NULL);

    (void)state;
    for (int i = 0; i < 12; i++) {
        char *other = told(&random);

        assert_string_equal(first, other);
        free(other);
    }
    free(first);
}

/* Every allocation of applying fails once, and nothing is lost. */
static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    int32_t order[LEN(records)];
    cpf_model *model = NULL;
    cpf_facts *facts, *targets;
    cpf_tables *results;
    cpf_plan *plan;
    cpf_status status = CPF_E_MEMORY;
    char *text;

    (void)state;
    shuffle(NULL, order, LEN(records));
    text = joined(order);
    plan = apply_plan(context, text);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    facts = apply_facts(model, LEN(facts_lines), facts_lines);
    targets = apply_facts(model, LEN(target_lines), target_lines);
    results = apply_results(LEN(results_lines), results_lines);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        int64_t live = cpf_test_memory_live(memory);
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_apply(model, facts, targets, results, NULL, &tables, &error);
        assert_true((status == CPF_OK) == (tables != NULL));
        cpf_tables_free(tables);
        cpf_error_free(error);
        assert_int_equal(cpf_test_memory_live(memory), live);
    }
    assert_int_equal(status, CPF_OK);
    cpf_test_memory_limit(memory, -1);
    cpf_tables_free(results);
    cpf_facts_free(targets);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
    free(text);
    cpf_test_failing_free(context, memory);
}

/* Freezing the plan of all kinds when memory ends. */
static void test_chaos_checks(void **state)
{
    int32_t order[LEN(records)];
    cpf_status status = CPF_E_MEMORY;
    char *text;

    (void)state;
    shuffle(NULL, order, LEN(records));
    text = joined(order);
    for (int64_t n = 0; status == CPF_E_MEMORY; n += 7) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_plan *plan = context ? apply_plan(context, text) : NULL;

        status = plan ? cpf_plan_check(plan, NULL) : CPF_E_MEMORY;
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    free(text);
}

/* At the end of a day only what had begun by then is paid. */
static void test_as_of(void **state)
{
    int32_t order[LEN(records)];
    cpf_stage_options options;
    cpf_model *model;
    cpf_facts *facts;
    cpf_tables *tables = NULL;
    char *text;

    (void)state;
    shuffle(NULL, order, LEN(records));
    text = joined(order);
    model = apply_model(text);
    facts = apply_facts(model, LEN(facts_lines), facts_lines);
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.as_of = cpf_day_from_date(2026, 7, 2);
    assert_int_equal(cpf_apply(model, facts, NULL, NULL, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "credits")), 0);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "clawbacks")), 0);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "draw_ledger")), 2);
    cpf_tables_free(tables);
    options.as_of = cpf_day_from_date(2026, 12, 31);
    options.period = cpf_model_find_period(model, "2026-Q4");
    assert_int_equal(cpf_apply(model, facts, NULL, NULL, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "draw_ledger")), 4);
    apply_cell(cpf_tables_find(tables, "commissions"), "period", 0, "2026-Q4");
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "credits")), 0);
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
    free(text);
}

/* Sets of tables keep what they are given, under the name that is given. */
static void test_sets(void **state)
{
    static const cpf__column column = {"unit", {"", ""}, CPF_COLUMN_TEXT, 0};
    cpf_tables *set = NULL;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    assert_int_equal(cpf_tables_new(NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_tables_new(NULL, &set), CPF_OK);
    assert_int_equal(cpf_tables_add(set, "a", cpf__table_new(NULL, "x", 0, &column, 1), NULL), CPF_OK);
    assert_int_equal(cpf_tables_add(set, NULL, cpf__table_new(NULL, "x", 0, &column, 1), NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_tables_add(set, "b", NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_tables_add(NULL, "b", cpf__table_new(NULL, "x", 0, &column, 1), NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_tables_count(set), 1);
    assert_string_equal(cpf_table_name(cpf_tables_find(set, "a")), "a");
    assert_null(cpf_tables_find(set, "x"));
    cpf_tables_free(set);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_table *table = context ? cpf__table_new(context, "x", 0, &column, 1) : NULL;

        set = NULL;
        status = table ? cpf_tables_new(context, &set) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_tables_add(set, "a name that is longer than the room that a table begins with", table, NULL);
        else
            cpf_table_free(table);
        cpf_tables_free(set);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order), cmocka_unit_test(test_chaos), cmocka_unit_test(test_chaos_checks),
        cmocka_unit_test(test_as_of), cmocka_unit_test(test_sets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
