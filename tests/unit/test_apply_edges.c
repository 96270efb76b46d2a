/* SPDX-License-Identifier: MIT */
/* Pools, deals, draws and clawbacks where figures are huge, equal, absent or out of the calendar. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))
#define COUNT(list) ((int32_t)(sizeof(list) / sizeof(list)[0]))
#define TABLE(settings, bands)                                                                                         \
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\"" settings                                                  \
    "}]}, {\"kind\": \"rate_band\", \"set\": {\"table\": \"t\"}, \"rows\": [" bands "]}"
#define PAID(settings)                                                                                                 \
    ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", \"unit\": \"R1\", \"indicator\": \"sales\"" settings   \
    "}]}"
#define RECORDS(kind, rows) "{\"kind\": \"" kind "\", \"rows\": [" rows "]}"
#define CREDIT(unit, deal, indicator, amount, on)                                                                      \
    "{\"deal\": \"" deal "\", \"unit\": \"" unit "\", \"percent\": 100, \"indicator\": \"" indicator                   \
    "\", \"amount\": " amount ", \"on\": \"" on "\"}"
#define LARGE "90000000000000000"

/* A plan that is right, whose figures are too large at one place. */
typedef struct too_large {
    const char *records, *code, *sales;
} too_large;

static const too_large ranges[] = {
    {RECORDS("pool", "{\"code\": \"p\", \"amount\": 900000000000000, \"decimals\": 9}") ", " RECORDS(
         "award", "{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 1}"),
     "apply-pool-range", "1"},
    {RECORDS("pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9}") ", " RECORDS(
         "award", "{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 1, \"minimum\": 900000000000000}"),
     "apply-pool-range", "1"},
    {RECORDS("pool", "{\"code\": \"p\", \"amount\": 9, \"minimum\": 900000000000000, \"decimals\": 9}") ", " RECORDS(
         "award", "{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 1}"),
     "apply-pool-range", "1"},
    {RECORDS("pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9}") ", " RECORDS(
         "award", "{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 9000000000}, {\"pool\": \"p\", \"unit\": \"R2\", "
                  "\"amount\": 9000000000}, {\"pool\": \"p\", \"unit\": \"R3\", \"amount\": 1}"),
     "apply-pool-range", "1"},
    {TABLE("", "{\"rate\": 1}") PAID(", \"period\": \"2026-Q1\"") ", " RECORDS(
         "pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9, \"of\": \"commission\", \"scheme\": \"t\"}"),
     "apply-pool-range", "900000000000000"},
    {RECORDS("pay", "{\"code\": \"s\", \"by\": \"total\", \"base\": 900000000000000}") ", " RECORDS(
         "pool", "{\"code\": \"p\", \"amount\": 9, \"decimals\": 9, \"of\": \"pay\", \"scheme\": \"s\"}"),
     "apply-pool-range", "1"},
    {RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"floor\": 900000000000000, \"decimals\": 9}"),
     "apply-draw-range", "1"},
    {TABLE("", "{\"rate\": 1}") PAID(", \"period\": \"2026-Q1\"") ", " RECORDS(
         "draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"floor\": 1, \"decimals\": 9}"),
     "apply-draw-range", "900000000000000"},
    {RECORDS("clawback",
             "{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 900000000000000, \"rate\": 1, \"on\": "
             "\"2026-01-02\"}") ", " RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", "
                                                     "\"floor\": 1, \"decimals\": 9}"),
     "apply-draw-range", "1"},
    {RECORDS("clawback", "{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 90000000000000000, \"rate\": 1, "
                         "\"on\": \"2026-01-02\"}") ", " RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", "
                                                                         "\"floor\": 1, \"indicator\": \"sales\"}"),
     "apply-draw-range", "-" LARGE},
    {RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"floor\": 900000000000000, \"indicator\": "
                     "\"sales\", \"decimals\": 2}"),
     "apply-draw-range", "-92000000000000000"},
    {RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-H1\", \"each\": \"quarter\", \"floor\": 1, \"indicator\": "
                     "\"sales\", \"recoverable\": \"yes\"}"),
     "apply-draw-range", "-" LARGE},
    {RECORDS("credit",
             CREDIT("R1", "a", "sales", LARGE, "2026-01-01") ", " CREDIT("R1", "b", "sales", LARGE, "2026-01-01")),
     "apply-deal-range", "1"},
    {RECORDS("clawback", "{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": 90000000000000000, \"rate\": 1000, "
                         "\"on\": \"2026-01-02\"}, {\"unit\": \"R2\", \"indicator\": \"sales\", \"amount\": 1, "
                         "\"rate\": 1, \"on\": \"2026-01-02\"}"),
     "apply-deal-range", "1"},
};

static void test_ranges(void **state)
{
    static const char *const lines[][4] = {{"2026-Q1", "R1", "100", "A"}};

    (void)state;
    for (int64_t i = 0; i < LEN(ranges); i++) {
        const char *facts_lines[2][4] = {{"R1", "sales", "2026-Q1", ranges[i].sales},
                                         {"R1", "sales", "2026-Q2", ranges[i].sales}};
        cpf_model *model = apply_model(ranges[i].records);
        cpf_facts *facts = apply_facts(model, 2, (const char *const(*)[4])facts_lines);
        cpf_tables *results = apply_results(1, lines), *tables = NULL;
        cpf_error *error = NULL;

        if (cpf_apply(model, facts, NULL, results, NULL, &tables, &error) != CPF_E_RANGE)
            fail_msg("row %d (%s): another status", (int)i, ranges[i].code);
        cpf_test_has(error, ranges[i].code);
        assert_null(tables);
        cpf_error_free(error);
        cpf_tables_free(results);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

/* Of two quarters' pay only that of the pool's; only units under the pool's unit; other schemes are not in it. */
static void test_pool_takes(void **state)
{
    static const char *const results_lines[][4] = {
        {"2026-Q1", "R2", "100", "A"}, {"2026-Q1", "R1", "50", "D"}, {"2026-Q2", "R1", "100", "A"}};
    static const char *const pools[] = {"all", "all", "all", "one", "q1", "q1"};
    static const char *const units[] = {"R1", "R2", "R1", "R1", "R1", "R2"};
    static const char *const periods[] = {"2026-Q1", "2026-Q1", "2026-Q2", "2026-Q2", "2026-Q1", "2026-Q1"};
    static const char *const paid[] = {"333.33", "666.67", "1000.00", "10.00", "100.00", "200.00"};
    cpf_model *model = apply_model(
        RECORDS("pay", "{\"code\": \"s\", \"by\": \"total\", \"base\": 1000}, {\"code\": \"other\", \"by\": \"total\", "
                       "\"base\": 77}") ", " RECORDS("pool", "{\"code\": \"q1\", \"amount\": 300, \"of\": \"pay\", "
                                                             "\"scheme\": \"s\", \"period\": "
                                                             "\"2026-Q1\"}, {\"code\": \"one\", \"amount\": 10, "
                                                             "\"of\": \"pay\", \"scheme\": \"s\", "
                                                             "\"unit\": \"R1\", \"period\": \"2026-Q2\"}, {\"code\": "
                                                             "\"all\", \"amount\": 1000, \"of\": "
                                                             "\"pay\", \"scheme\": \"s\"}"));
    cpf_tables *results = apply_results(COUNT(results_lines), results_lines);
    cpf_tables *tables = apply_run(model, NULL, NULL, results, "pools");
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_column(table, "pool", LEN(pools), pools);
    apply_column(table, "unit", LEN(units), units);
    apply_column(table, "period", LEN(periods), periods);
    apply_column(table, "paid", LEN(paid), paid);
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_model_free(model);
}

/* Commissions of deals: a unit's are in order of their money, and equal ones share alike; other tables are not in it.
 */
static void test_pool_deals(void **state)
{
    static const char *const award[] = {"10.00", "20.00", "20.00", "30.00"};
    static const char *const paid[] = {"5.00", "10.00", "10.00", "15.00"};
    cpf_model *model = apply_model(
        TABLE(", \"per\": \"deal\"", "{\"rate\": \"0.1\"}")
            PAID(", \"period\": \"2026-Q1\"") ", " RECORDS("rate_table", "{\"code\": \"u\"}") ", " RECORDS("rate_band", "{\"table\": \"u\", \"rate\": 1}") ", " RECORDS(
                "commission",
                "{\"table\": \"u\", \"unit\": \"R1\", \"indicator\": \"customers\", \"period\": "
                "\"2026-Q1\"}") ", " RECORDS("credit",
                                             CREDIT("R1", "a", "sales", "200", "2026-01-01") ", " CREDIT("R1", "b", "sales", "300", "2026-01-02") ", " CREDIT(
                                                 "R1", "c", "sales", "100",
                                                 "2026-01-03") ", " CREDIT("R1", "d", "sales", "200",
                                                                           "2026-01-04")) ", " RECORDS("pool",
                                                                                                       "{\"code\": "
                                                                                                       "\"p\", "
                                                                                                       "\"amount\": "
                                                                                                       "40, \"of\": "
                                                                                                       "\"commission\","
                                                                                                       " \"scheme\": "
                                                                                                       "\"t\"}"));
    static const char *const facts_lines[][4] = {{"R1", "customers", "2026-Q1", "5"}};
    cpf_facts *facts = apply_facts(model, 1, facts_lines);
    cpf_tables *tables = apply_run(model, facts, NULL, NULL, "pools");

    (void)state;
    apply_column(cpf_tables_at(tables, 0), "award", LEN(award), award);
    apply_column(cpf_tables_at(tables, 0), "paid", LEN(paid), paid);
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

/* Days without a period, targets without an attainment, and what runs on from deal to deal. */
static void test_credits(void **state)
{
    static const char *const running[] = {"1", "100.00", "1100.00", "90000000000000000.00", "50.00", ""};
    static const char *const attainment[] = {"", "0.5000", "5.5000", "", "", ""};
    static const char *const periods[] = {"2026-01", "2026-01", "2026-01", "2026-03", "2026-04", ""};
    static const char *const targets_lines[][4] = {
        {"R1", "sales", "2026-01", "200"}, {"R1", "sales", "2026-03", "0.01"}, {"R1", "sales", "2026-04", "0"}};
    cpf_model *model = apply_model(RECORDS(
        "credit",
        CREDIT("R1", "d", "sales", LARGE, "2026-03-01") ", " CREDIT(
            "R1", "a", "sales", "100",
            "2026-01-01") ", " CREDIT("R1", "b", "sales", "1000",
                                      "2026-01-31") ", " CREDIT("R1", "c", "customers", "1",
                                                                "2026-01-05") ", " CREDIT("R1", "e", "sales", "50",
                                                                                          "2026-04-30") ", " CREDIT("R"
                                                                                                                    "1",
                                                                                                                    "f",
                                                                                                                    "sa"
                                                                                                                    "le"
                                                                                                                    "s",
                                                                                                                    "7",
                                                                                                                    "20"
                                                                                                                    "31"
                                                                                                                    "-0"
                                                                                                                    "1-"
                                                                                                                    "0"
                                                                                                                    "1")));
    cpf_facts *targets = apply_facts(model, COUNT(targets_lines), targets_lines);
    cpf_tables *tables = apply_run(model, NULL, targets, NULL, "credits");
    const cpf_table *table = cpf_tables_at(tables, 0);
    cpf_stage_options options;
    int64_t customers = 0;

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 6);
    while (strcmp(cpf_table_text(table, cpf_table_find(table, "deal"), customers), "c") != 0)
        customers++;
    apply_cell(table, "running", customers, running[0]);
    for (int64_t i = 1, row = 0; i < LEN(running); i++, row++) {
        row += row == customers;
        apply_cell(table, "running", row, running[i]);
        apply_cell(table, "attainment", row, attainment[i]);
        apply_cell(table, "period", row, periods[i]);
    }
    cpf_tables_free(tables);
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = "credits";
    options.period = cpf_model_find_period(model, "2026-02");
    assert_int_equal(cpf_apply(model, NULL, targets, NULL, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 0); /* one before it, and four after it */
    cpf_tables_free(tables);
    options.period = cpf_model_find_period(model, "2026-Q1");
    assert_int_equal(cpf_apply(model, NULL, targets, NULL, &options, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 4);
    cpf_tables_free(tables);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

/* By day, deal, amount and money, whatever the order of the records; a deal's rate is what all tables paid for it. */
static void test_clawbacks(void **state)
{
    static const char *const rows[] = {
        "{\"unit\": \"R1\", \"indicator\": \"sales\", \"deal\": \"x\", \"amount\": 10, \"rate\": \"0.1\", \"on\": "
        "\"2026-05-01\"}",
        "{\"unit\": \"R1\", \"indicator\": \"sales\", \"deal\": \"x\", \"amount\": 10, \"rate\": \"0.2\", \"on\": "
        "\"2026-05-01\"}",
        "{\"unit\": \"R1\", \"indicator\": \"sales\", \"deal\": \"x\", \"amount\": 20, \"rate\": \"0.1\", \"on\": "
        "\"2026-05-01\"}",
        "{\"unit\": \"R1\", \"indicator\": \"sales\", \"deal\": \"y\", \"amount\": 5, \"on\": \"2026-05-01\"}",
        "{\"unit\": \"R2\", \"indicator\": \"sales\", \"deal\": \"x\", \"amount\": 1, \"rate\": 1, \"on\": "
        "\"2026-04-01\"}"};
    static const char *const money[] = {"1.00", "2.00", "2.00", "1.50", "1.00"};
    static const char *const amounts[] = {"10.00", "10.00", "20.00", "5.00", "1.00"};
    cpf_test_random random = cpf_test_seed("clawbacks", 5);
    int32_t order[COUNT(rows)] = {0, 1, 2, 3, 4};

    (void)state;
    for (int i = 0; i < 6; i++) {
        char records[3000];
        size_t n = (size_t)snprintf(
            records, sizeof records, "%s",
            TABLE(", \"per\": \"deal\"", "{\"rate\": \"0.3\"}") PAID(", \"period\": \"2026-Q1\"") ", " RECORDS(
                "credit", CREDIT("R1", "y", "sales", "100", "2026-01-01") ", " CREDIT(
                              "R1", "z", "sales", "0",
                              "2026-01-02") ", " CREDIT("R1", "y2", "customers", "3",
                                                        "2026-01-02")) ", {\"kind\": \"clawback\", \"rows\": [");
        cpf_model *model;
        cpf_tables *tables;

        for (int32_t k = 0; k < COUNT(rows); k++)
            n += (size_t)snprintf(records + n, sizeof records - n, "%s%s", k ? ", " : "", rows[order[k]]);
        snprintf(records + n, sizeof records - n, "]}");
        model = apply_model(records);
        tables = apply_run(model, NULL, NULL, NULL, "clawbacks");
        apply_column(cpf_tables_at(tables, 0), "amount", LEN(money), money);
        apply_column(cpf_tables_at(tables, 0), "returned", LEN(amounts), amounts);
        cpf_tables_free(tables);
        cpf_model_free(model);
        cpf_test_shuffle(&random, order, COUNT(rows));
    }
}

/* Advances that are to be repaid from a time after the last part are owed in full. */
static void test_draws(void **state)
{
    static const char *const facts_lines[][4] = {{"R1", "sales", "2026-Q1", "40"}, {"R1", "sales", "2026-Q2", "150"}};
    static const char *const balance[] = {"60.00", "60.00", "60.00", "10.00"};
    static const char *const from[] = {"2026-Q4", "2026-Q2"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        char records[400];
        cpf_model *model;
        cpf_facts *facts;
        cpf_tables *tables;

        snprintf(records, sizeof records,
                 RECORDS("draw", "{\"unit\": \"R1\", \"period\": \"2026-H1\", \"each\": \"quarter\", \"floor\": 100, "
                                 "\"indicator\": \"sales\", \"recoverable\": \"yes\", \"recover_from\": \"%s\"}"),
                 from[i]);
        model = apply_model(records);
        facts = apply_facts(model, 2, facts_lines);
        tables = apply_run(model, facts, NULL, NULL, "draw_ledger");
        apply_column(cpf_tables_at(tables, 0), "balance", 2, &balance[2 * i]);
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

/* Beyond what whole numbers of 128 bits hold, amounts are paid by exact fractions; what is below 0 is paid as its
 * mirror image. */
static void test_huge_amounts(void **state)
{
    static const struct {
        const char *sales, *target, *amount;
    } rows[] = {
        {"1500", "1000", "20.00"},
        {"-" LARGE, "1000", "-1799999999999990.00"},
        {LARGE, "1000", "1799999999999990.00"},
        {"15", LARGE, "0.15"},
    };

    (void)state;
    for (int64_t i = 0; i < LEN(rows); i++) {
        const char *facts_lines[1][4] = {{"R1", "sales", "2026-Q1", rows[i].sales}};
        const char *target_lines[1][4] = {{"R1", "sales", "2026-Q1", rows[i].target}};
        cpf_model *model =
            apply_model(TABLE(", \"base\": \"attainment\"", "{\"rate\": \"0.01\"}, {\"from\": 1, \"rate\": \"0.02\"}")
                            PAID(", \"period\": \"2026-Q1\""));
        cpf_facts *facts = apply_facts(model, 1, (const char *const(*)[4])facts_lines);
        cpf_facts *targets = apply_facts(model, 1, (const char *const(*)[4])target_lines);
        cpf_tables *tables = apply_run(model, facts, targets, NULL, "commissions");

        apply_cell(cpf_tables_at(tables, 0), "amount", 0, rows[i].amount);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

static void test_arguments(void **state)
{
    cpf_model *model = apply_model(RECORDS("pool", "{\"code\": \"p\", \"amount\": 9}"));
    cpf_tables *tables = NULL;

    (void)state;
    assert_int_equal(cpf_apply(NULL, NULL, NULL, NULL, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_apply(model, NULL, NULL, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_null(tables);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),       cmocka_unit_test(test_pool_takes), cmocka_unit_test(test_pool_deals),
        cmocka_unit_test(test_credits),      cmocka_unit_test(test_clawbacks),  cmocka_unit_test(test_draws),
        cmocka_unit_test(test_huge_amounts), cmocka_unit_test(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
