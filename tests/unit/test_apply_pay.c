/* SPDX-License-Identifier: MIT */
/* Performance pay and pools: every way to a coefficient, floors, and pools shared to the last cent. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))
#define LINES(name, ...) static const char *const name[][4] = {__VA_ARGS__}

LINES(quarter, {"2026-Q3", "R1", "110", "A"}, {"2026-Q3", "R2", "89.99", "B"}, {"2026-Q3", "R3", "59.99", "D"},
      {"2026-Q3", "R10", "100", "A"});

static cpf_tables *pay(const char *records, const char *only)
{
    cpf_model *model = apply_model(records);
    cpf_tables *results = apply_results((int32_t)LEN(quarter), quarter);
    cpf_tables *tables = apply_run(model, NULL, NULL, results, only);

    cpf_tables_free(results);
    cpf_model_free(model);
    return tables;
}

#define GRADES(code)                                                                                                   \
    ", {\"kind\": \"pay_grade\", \"set\": {\"pay\": \"" code                                                           \
    "\"}, \"rows\": [{\"grade\": \"A\", \"coefficient\": \"1.2\"}, "                                                   \
    "{\"grade\": \"B\", \"coefficient\": 1}, {\"grade\": \"D\", \"coefficient\": 0}]}"

/* A coefficient a grade; the base is an attribute, and the legal minimum holds. */
static void test_grades(void **state)
{
    static const char *const amounts[] = {"6000.00", "3000.50", "0.00", ""};
    static const char *const paid[] = {"6000.00", "3000.50", "1800.01", ""};
    static const char *const states[] = {"paid", "paid", "at_floor", "no_base"};
    cpf_tables *tables =
        pay("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base_attribute\": \"base\", \"floor\": "
            "\"1800.0001\"}]}" GRADES("p"),
            "pay");
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_column(table, "amount", LEN(amounts), amounts);
    apply_column(table, "paid", LEN(paid), paid);
    apply_column(table, "state", LEN(states), states);
    apply_cell(table, "grade", 2, "D");
    apply_cell(table, "coefficient", 0, "1.200000");
    cpf_tables_free(tables);
}

/* The total itself: points above 100 count double, nothing below 60, and no more than 1.15. */
static void test_total(void **state)
{
    static const char *const amounts[] = {"1150.00", "899.90", "0.00", "1000.00"};
    static const char *const states[] = {"capped", "paid", "below_threshold", "paid"};
    cpf_tables *tables =
        pay("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1000, \"threshold\": "
            "60, \"excess_from\": 100, \"excess\": 2, \"most\": \"1.15\"}]}",
            "pay");

    (void)state;
    apply_column(cpf_tables_at(tables, 0), "amount", LEN(amounts), amounts);
    apply_column(cpf_tables_at(tables, 0), "state", LEN(states), states);
    cpf_tables_free(tables);
}

static void test_excess(void **state)
{
    cpf_tables *tables = pay("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1000, "
                             "\"excess_from\": 100, \"excess\": 2, \"neutral\": 120}]}",
                             "pay");

    (void)state;
    apply_cell(cpf_tables_at(tables, 0), "amount", 0, "1000.00");
    apply_cell(cpf_tables_at(tables, 0), "amount", 3, "833.33");
    cpf_tables_free(tables);
}

/* Bands of the total: the lower bound belongs to the band, below the lowest nothing is paid. */
static void test_bands(void **state)
{
    static const char *const coefficients[] = {"1.500000", "0.800000", "0.000000", "1.000000"};
    cpf_tables *tables =
        pay("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"bands\", \"base\": 1000}]}, {\"kind\": "
            "\"pay_band\", \"set\": {\"pay\": \"p\"}, \"rows\": [{\"from\": 100, \"coefficient\": 1}, {\"from\": "
            "110, \"coefficient\": \"1.5\"}, {\"from\": 60, \"coefficient\": \"0.8\"}]}",
            "pay");

    (void)state;
    apply_column(cpf_tables_at(tables, 0), "coefficient", LEN(coefficients), coefficients);
    cpf_tables_free(tables);
}

/* Without results there is nothing to pay, and no table. */
static void test_no_results(void **state)
{
    cpf_model *model = apply_model("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base\": 1000}]}" GRADES("p"));
    cpf_tables *tables = apply_run(model, NULL, NULL, NULL, "pay");

    (void)state;
    assert_int_equal(cpf_tables_count(tables), 0);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* A pool of pay, one of commissions of a region, both scaled to what there is. */
static void test_pool_sources(void **state)
{
    static const char *const paid[] = {"4666.63", "2333.70", "0.00", "50.00"};
    static const char *const facts_lines[][4] = {{"R1", "sales", "2026-Q3", "1000"},
                                                 {"R2", "sales", "2026-Q3", "1000"}};
    cpf_model *model =
        apply_model("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base_attribute\": \"base\"}]}" GRADES(
            "p") ", {\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\"}]}, {\"kind\": \"rate_band\", \"rows\": "
                 "[{\"table\": \"t\", "
                 "\"rate\": \"0.1\"}]}, {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", \"level\": \"rep\", "
                 "\"indicator\": "
                 "\"sales\", \"period\": \"2026-Q3\"}]}, {\"kind\": \"pool\", \"rows\": [{\"code\": \"two\", "
                 "\"amount\": 50, \"of\": "
                 "\"commission\", \"scheme\": \"t\", \"attribute\": \"region\", \"is\": \"north\"}, {\"code\": "
                 "\"one\", \"amount\": "
                 "\"7000.33\", \"of\": \"pay\", \"scheme\": \"p\", \"minimum_percent\": 50, \"unit\": \"ALL\"}]}");
    cpf_facts *facts = apply_facts(model, 2, facts_lines);
    cpf_tables *results = apply_results((int32_t)LEN(quarter), quarter);
    cpf_tables *tables = apply_run(model, facts, NULL, results, "pools");
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_cell(table, "pool", 0, "one");
    apply_cell(table, "minimum", 0, "3000.00");
    apply_cell(table, "minimum", 1, "1500.25");
    apply_cell(table, "factor", 0, "0.555542");
    apply_cell(table, "factor", 3, "0.500000");
    apply_cell(table, "cut", 3, "50.00");
    apply_column(table, "paid", LEN(paid), paid);
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

/* What each award of a pool must get, by the rule itself. */
static void share_plainly(int64_t pool, const int64_t *awards, const int64_t *least, int64_t n, int64_t *paid)
{
    int64_t above = 0, left = pool, given = 0, rests[8];

    for (int64_t i = 0; i < n; i++) {
        above += awards[i] - least[i];
        left -= least[i];
        paid[i] = awards[i];
    }
    if (left >= above)
        return;
    for (int64_t i = 0; i < n; i++) {
        paid[i] = least[i] + left * (awards[i] - least[i]) / above;
        rests[i] = left * (awards[i] - least[i]) % above;
        given += paid[i] - least[i];
    }
    for (; given < left; given++) {
        int64_t best = 0;

        for (int64_t i = 1; i < n; i++)
            best = rests[i] > rests[best] ? i : best;
        paid[best]++;
        rests[best] = -1;
    }
}

static void test_random_pools(void **state)
{
    static const char *const reps[] = {"R1", "R2", "R3", "R10"};
    cpf_test_random random = cpf_test_seed("pools", 17);

    (void)state;
    for (int i = 0; i < 120; i++) {
        char records[2048], *at = records;
        int64_t awards[4], least[4], paid[4], sum = 0, lowest = 0, pool, got = 0;
        cpf_model *model;
        cpf_tables *tables;
        const cpf_table *table;

        for (int k = 0; k < 4; k++) {
            awards[k] = cpf_test_between(&random, 0, i % 2 ? 20 : 1000000);
            least[k] = cpf_test_between(&random, 0, awards[k]);
            sum += awards[k];
            lowest += least[k];
        }
        pool = cpf_test_between(&random, lowest, sum + 10);
        share_plainly(pool, awards, least, 4, paid);
        at += sprintf(
            at,
            "{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": \"%lld.%02lld\"}]}, {\"kind\": \"award\", "
            "\"set\": {\"pool\": \"p\"}, \"rows\": [",
            (long long)(pool / 100), (long long)(pool % 100));
        for (int k = 3; k >= 0; k--)
            at += sprintf(at, "{\"unit\": \"%s\", \"amount\": \"%lld.%02lld\", \"minimum\": \"%lld.%02lld\"}%s",
                          reps[k], (long long)(awards[k] / 100), (long long)(awards[k] % 100),
                          (long long)(least[k] / 100), (long long)(least[k] % 100), k ? ", " : "]}");
        model = apply_model(records);
        tables = apply_run(model, NULL, NULL, NULL, "pools");
        table = cpf_tables_at(tables, 0);
        for (int k = 0; k < 4; k++) {
            int64_t one = cpf_table_decimals(table, cpf_table_find(table, "paid"))[k];

            assert_int_equal(one, paid[k]);
            assert_true(one >= least[k] && one <= awards[k]);
            got += one;
        }
        assert_int_equal(got, sum < pool ? sum : pool);
        cpf_tables_free(tables);
        cpf_model_free(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grades),       cmocka_unit_test(test_total),      cmocka_unit_test(test_excess),
        cmocka_unit_test(test_bands),        cmocka_unit_test(test_no_results), cmocka_unit_test(test_pool_sources),
        cmocka_unit_test(test_random_pools),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
