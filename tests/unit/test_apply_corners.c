/* SPDX-License-Identifier: MIT */
/* Results of some periods, scorecards and grades alone; pools without takers; gates over one band; cliffs of money. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))
#define COUNT(list) ((int32_t)(sizeof(list) / sizeof(list)[0]))
#define RECORDS(kind, rows) "{\"kind\": \"" kind "\", \"rows\": [" rows "]}"
#define TABLE(settings, bands)                                                                                         \
    RECORDS("rate_table", "{\"code\": \"t\"" settings "}")                                                             \
    ", {\"kind\": \"rate_band\", \"set\": {\"table\": \"t\"}, "                                                        \
    "\"rows\": [" bands "]}"
#define QUARTERS                                                                                                       \
    ", " RECORDS("commission", "{\"table\": \"t\", \"unit\": \"R1\", \"indicator\": \"sales\", \"period\": "           \
                               "\"2026-H1\", \"each\": \"quarter\"}")

static const char *const results_lines[][4] = {{"2026-Q1", "R1", "95", "A"},
                                               {"2026-Q1", "R2", "70", "B"},
                                               {"2026-Q1", "R10", "95", "A"},
                                               {"2026-Q2", "R1", "65", "B"},
                                               {"2026-Q2", "R2", "", ""}};

static cpf_tables *run(const char *records, const char *only, const char *period)
{
    cpf_model *model = apply_model(records);
    cpf_tables *results = apply_results(COUNT(results_lines), results_lines), *tables = NULL;
    cpf_stage_options options;
    cpf_error *error = NULL;

    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = only;
    options.period = period ? cpf_model_find_period(model, period) : CPF_NONE;
    assert_int_equal(cpf_test_tell(cpf_apply(model, NULL, NULL, results, &options, &tables, &error), error), CPF_OK);
    cpf_tables_free(results);
    cpf_model_free(model);
    return tables;
}

static void check_column(const char *records, const char *only, const char *period, const char *column, int64_t count,
                         const char *const *texts)
{
    cpf_tables *tables = run(records, only, period);

    assert_int_equal(cpf_tables_count(tables), 1);
    apply_column(cpf_tables_at(tables, 0), column, count, texts);
    cpf_tables_free(tables);
}

#define GRADES                                                                                                         \
    ", " RECORDS("pay_grade", "{\"pay\": \"p\", \"grade\": \"A\", \"coefficient\": 2}, {\"pay\": \"p\", \"grade\": "   \
                              "\"B\", \"coefficient\": 1}, {\"pay\": \"p\", \"grade\": \"D\", \"coefficient\": 0}")

/* Pay of a period, of a scorecard by a standing, and of periods that are asked for. */
static void test_pay(void **state)
{
    static const char one[] = RECORDS("pay", "{\"code\": \"p\", \"base\": 100, \"scorecard\": \"rep\", \"standing\": "
                                             "\"reps\", \"period\": \"2026-Q1\"}") GRADES;
    static const char each[] = RECORDS("pay", "{\"code\": \"p\", \"base_attribute\": \"base\"}") GRADES;
    static const char *const q1[] = {"200.00", "100.00", "200.00"};
    static const char *const all[] = {"10000.00", "3000.50", "", "5000.00", ""};
    static const char *const q2[] = {"5000.00", ""};

    (void)state;
    check_column(one, "pay", NULL, "paid", LEN(q1), q1);
    check_column(one, "pay", "2026-Q1", "paid", LEN(q1), q1);
    check_column(one, "pay", "2026-H1", "paid", 0, NULL); /* results of that period itself */
    check_column(one, "pay", "2026-Q2", "paid", 0, NULL);
    check_column(each, "pay", NULL, "paid", LEN(all), all);
    check_column(each, "pay", "2026-Q2", "paid", LEN(q2), q2);
    check_column(each, "pay", "2026-Q3", "paid", 0, NULL);
}

/* A pool's awards are its own, and those of its period alone. */
static void test_awards(void **state)
{
    static const char records[] = RECORDS("pool", "{\"code\": \"b\", \"amount\": 5, \"period\": \"2026-Q1\"}, "
                                                  "{\"code\": \"a\", \"amount\": 30}") ", " RECORDS(
        "award", "{\"pool\": \"a\", \"unit\": \"R2\", \"amount\": 40}, {\"pool\": \"b\", \"unit\": "
                 "\"R1\", \"amount\": 10}, {\"pool\": \"a\", \"unit\": \"R1\", \"amount\": 20}");
    static const char *const all[] = {"10.00", "20.00", "5.00"};

    (void)state;
    check_column(records, "pools", NULL, "paid", 3, all);
    check_column(records, "pools", "2026-Q1", "paid", 3, all);
    check_column(records, "pools", "2026-Q2", "paid", 2, all);
}

/* An exemption counts where it meets the period, for its unit alone. */
static void test_exempt(void **state)
{
    static const char records[] =
        RECORDS("trigger", "{\"code\": \"low\", \"condition\": \"below\", \"limit\": 100}") ", " RECORDS(
            "exempt", "{\"unit\": \"R10\", \"from\": \"2026-03-31\", \"to\": \"2026-04-01\"}, {\"unit\": \"R2\", "
                      "\"from\": \"2026-04-01\", \"to\": \"2026-05-01\"}, {\"unit\": \"R1\", \"from\": "
                      "\"2025-12-01\", \"to\": \"2026-01-01\"}, {\"unit\": \"R1\", \"from\": \"2026-06-30\", "
                      "\"to\": \"2026-07-01\"}");
    static const char *const q1[] = {"triggered", "triggered", "exempt"};
    static const char *const q2[] = {"exempt"};

    (void)state;
    check_column(records, "lists", "2026-Q1", "state", LEN(q1), q1);
    check_column(records, "lists", "2026-Q2", "state", LEN(q2), q2);
}

/* The first failure is told, and what comes behind it changes nothing. */
static void test_first_failure(void **state)
{
    static const struct {
        const char *records, *code, *sales;
    } rows[] = {
        {TABLE("", "{\"rate\": 1}") QUARTERS ", " RECORDS("pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9, "
                                                                  "\"of\": \"commission\", \"scheme\": \"t\"}"),
         "apply-pool-range", "900000000000000"},
        {RECORDS("pay", "{\"code\": \"s\", \"by\": \"total\", \"base\": 900000000000000}") ", " RECORDS(
             "pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9, \"of\": \"pay\", \"scheme\": \"s\"}"),
         "apply-pool-range", "1"},
        {TABLE("", "{\"rate\": 1}") QUARTERS ", " RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", "
                                                                  "\"floor\": 1, \"decimals\": 9}"),
         "apply-draw-range", "900000000000000"},
        {RECORDS("clawback",
                 "{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 900000000000000, \"rate\": 1, "
                 "\"on\": \"2026-01-02\"}, {\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 1, "
                 "\"rate\": 1, \"on\": \"2026-01-03\"}") ", " RECORDS("draw", "{\"unit\": \"R1\", \"period\": "
                                                                              "\"2026-Q1\", \"floor\": 1, "
                                                                              "\"decimals\": 9}"),
         "apply-draw-range", "1"},
        {RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-H1\", \"each\": \"quarter\", \"floor\": "
                         "900000000000000, \"indicator\": \"sales\", \"decimals\": 2}, {\"unit\": \"R2\", \"period\": "
                         "\"2026-Q1\", \"floor\": 1}"),
         "apply-draw-range", "-92000000000000000"},
    };

    (void)state;
    for (int64_t i = 0; i < LEN(rows); i++) {
        const char *facts_lines[2][4] = {{"R1", "sales", "2026-Q1", rows[i].sales},
                                         {"R1", "sales", "2026-Q2", rows[i].sales}};
        cpf_model *model = apply_model(rows[i].records);
        cpf_facts *facts = apply_facts(model, 2, (const char *const(*)[4])facts_lines);
        cpf_tables *results = apply_results(COUNT(results_lines), results_lines), *tables = NULL;
        cpf_error *error = NULL;

        if (cpf_apply(model, facts, NULL, results, NULL, &tables, &error) != CPF_E_RANGE)
            fail_msg("row %d (%s): another status", (int)i, rows[i].code);
        assert_int_equal(cpf_error_count(error), 1);
        cpf_test_has(error, rows[i].code);
        cpf_error_free(error);
        cpf_tables_free(results);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

/* Lines of a unit in order of time, with another unit's clawback left to it; no line before a unit began. */
static void test_draws(void **state)
{
    static const char
        records[] = RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q2\", \"floor\": 7, \"indicator\": "
                                    "\"sales\"}, "
                                    "{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"floor\": 5, \"indicator\": "
                                    "\"sales\"}, "
                                    "{\"unit\": \"R3\", \"period\": \"2026-Q1\", \"floor\": 9, \"indicator\": "
                                    "\"sales\"}") ", " RECORDS("clawback",
                                                               "{\"unit\": \"R2\", \"indicator\": \"sales\", "
                                                               "\"amount\": 10, \"rate\": 1, \"on\": "
                                                               "\"2026-02-03\"}, {\"unit\": \"R1\", \"indicator\": "
                                                               "\"sales\", \"amount\": 3, \"rate\": 1, "
                                                               "\"on\": \"2026-02-03\"}");
    static const char *const facts_lines[][4] = {{"R1", "sales", "2026-Q1", "6"}, {"R1", "sales", "2026-Q2", "6"}};
    static const char *const floors[] = {"5.00", "7.00"}, *const top_ups[] = {"2.00", "1.00"};
    cpf_model *model = apply_model(records);
    cpf_facts *facts = apply_facts(model, 2, facts_lines);
    cpf_tables *tables = apply_run(model, facts, NULL, NULL, "draw_ledger");

    (void)state;
    apply_column(cpf_tables_at(tables, 0), "floor", 2, floors);
    apply_column(cpf_tables_at(tables, 0), "top_up", 2, top_ups);
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
    model = apply_model(
        RECORDS("draw", "{\"unit\": \"R3\", \"period\": \"2026-Q1\", \"floor\": 9, \"indicator\": \"sales\"}"));
    tables = apply_run(model, NULL, NULL, NULL, "draw_ledger");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 0);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* A shut gate leaves the first band, and with one band everything; rates and factors may be huge. */
static void test_gate_of_one(void **state)
{
    static const struct {
        const char *records, *amount;
    } rows[] = {
        {TABLE(", \"gate\": \"total\"", "{\"rate\": \"0.1\"}"), "5.00"},
        {TABLE(", \"gate\": \"total\", \"mode\": \"interpolated\"", "{\"to\": 100, \"money\": 30}"), "15.00"},
        {TABLE("", "{\"rate\": 50}"), "2500.00"},
        {TABLE(", \"accelerator_from\": \"0.25\", \"accelerator\": 11", "{\"rate\": \"0.1\"}"), "30.00"},
        {TABLE(", \"accelerator_from\": \"0.25\", \"accelerator\": 1001", "{\"rate\": \"0.1\"}"), "2505.00"},
    };
    static const char *const facts_lines[][4] = {{"R1", "sales", "2026-Q1", "50"}};
    static const char *const targets_lines[][4] = {
        {"R1", "sales", "2026-Q1", "100"}, {"R1", "sales", "2026-H1", "200"}, {"R1", "sales", "2026", "400"}};

    (void)state;
    for (int64_t i = 0; i < LEN(rows); i++) {
        char records[1000];
        cpf_model *model;
        cpf_facts *facts, *targets;
        cpf_tables *tables;

        snprintf(records, sizeof records, "%s%s", rows[i].records, QUARTERS);
        model = apply_model(records);
        facts = apply_facts(model, COUNT(facts_lines), facts_lines);
        targets = apply_facts(model, COUNT(targets_lines), targets_lines);
        tables = apply_run(model, facts, targets, NULL, "commissions");
        apply_cell(cpf_tables_at(tables, 0), "amount", 0, rows[i].amount);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

/* Jumps at limits: money after money, a rate after money, money after a rate, a lower rate. */
static void test_cliffs(void **state)
{
    static const char bands[] = "{\"money\": 50}, {\"from\": 100, \"money\": 20}, {\"from\": 200, \"rate\": \"0.2\"}, "
                                "{\"from\": 300, \"rate\": \"0.1\"}, {\"from\": 400, \"rate\": 0}, {\"from\": 500, "
                                "\"money\": 1}";
    static const char *const jumps[] = {"-30.00", "20.00", "-30.00", "-40.00", "1.00"};
    static const char *const inverse[] = {"", "", "600.0000", "", ""};
    static const char *const of_target[] = {"", "", "-30.000000000", "-40.000000000", ""};
    static const char *const money[] = {"-30.00", "", "", "", ""};
    char records[800];
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    snprintf(records, sizeof records, TABLE(", \"mode\": \"whole\"", "%s"), bands);
    tables = run(records, "cliffs", NULL);
    table = cpf_tables_at(tables, 0);
    apply_column(table, "jump", LEN(jumps), jumps);
    apply_column(table, "inverse_to", LEN(inverse), inverse);
    cpf_tables_free(tables);
    snprintf(records, sizeof records, TABLE(", \"mode\": \"whole\", \"base\": \"attainment\"", "%s"), bands);
    tables = run(records, "cliffs", NULL);
    table = cpf_tables_at(tables, 0);
    apply_column(table, "jump", LEN(money), money);
    apply_column(table, "jump_of_target", LEN(of_target), of_target);
    cpf_tables_free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pay),           cmocka_unit_test(test_awards), cmocka_unit_test(test_exempt),
        cmocka_unit_test(test_first_failure), cmocka_unit_test(test_draws),  cmocka_unit_test(test_gate_of_one),
        cmocka_unit_test(test_cliffs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
