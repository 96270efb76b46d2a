/* SPDX-License-Identifier: MIT */
/* Causes of a change where values are missing, do not fit, or come too early; and memory that ends in a long table. */
#include "track_limits.h"

#define CAUSE                                                                                                          \
    "{\"kind\": \"cause\", \"rows\": [{\"indicator\": \"sales\", \"position\": 1, \"factor\": \"cost\", \"level\": "   \
    "\"partner\"}]}"

static void put_year(const track_case *is, const char *unit, const char *indicator, int64_t before, int64_t now)
{
    put(is, is->facts, unit, indicator, "2025-05", before);
    put(is, is->facts, unit, indicator, "2026-05", now);
}

/* Told is who has all values in both months. */
static void test_missing(void **state)
{
    track_case is = make_case("", "", CAUSE);
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put_year(&is, "P1", "cost", 1000, 1500);
    put(&is, is.facts, "P1", "sales", "2026-05", 800);
    put_year(&is, "P2", "sales", 1000, 1500);
    put(&is, is.facts, "P2", "cost", "2026-05", 800);
    put_year(&is, "P3", "sales", 1000, 1500);
    put(&is, is.facts, "P3", "cost", "2025-05", 800);
    put_year(&is, "P4", "cost", 1000, 1500);
    put(&is, is.facts, "P4", "sales", "2025-05", 800);
    table = table_of(&is, "causes", NULL, DAY(5, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_tables_free(tables);
    put(&is, is.facts, "P1", "sales", "2025-05", 700);
    table = table_of(&is, "causes", NULL, DAY(5, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    assert_string_equal(track_text(table, "factor", 0), "cost");
    assert_int_equal(track_cell(table, "effect", 0), 500);
    assert_int_equal(track_cell(table, "share", 0), 50000); /* five times the change */
    assert_string_equal(track_text(table, "factor", 1), "rest");
    assert_int_equal(track_cell(table, "effect", 1), -400);
    cpf_tables_free(tables);
    track_free(&is);
}

/* No share of a change that is none, nor one too large to be written. */
static void test_shares(void **state)
{
    track_case is = make_case("", "", CAUSE);
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put_year(&is, "P1", "sales", 700, 700);
    put_year(&is, "P1", "cost", 100, 300);
    put_year(&is, "P2", "sales", 0, 1);
    put_year(&is, "P2", "cost", 0, INT64_C(9000000000000000000));
    table = table_of(&is, "causes", NULL, DAY(5, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 4);
    for (int64_t row = 0; row < 4; row++)
        assert_false(track_has(table, "share", row));
    assert_int_equal(track_cell(table, "effect", 0), 200);
    assert_int_equal(track_cell(table, "effect", 1), -200);
    assert_true(track_cell(table, "effect", 2) + track_cell(table, "effect", 3) == 1);
    cpf_tables_free(tables);
    track_free(&is);
}

/* The change, an effect, and what it leaves, that do not fit: sales and cost of P1 a year ago and now. */
static const int64_t too_large[][4] = {
    {INT64_MIN, INT64_MAX, 0, 0},
    {0, 0, 0, INT64_MAX},
    {0, INT64_C(-9000000000000000000), 0, INT64_C(9000000000000000000)},
};

static void test_range(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        track_case is = make_case("", "", CAUSE);
        cpf_tables *tables;
        cpf_error *error = NULL;

        put_year(&is, "P1", "sales", too_large[i][0], too_large[i][1]);
        put_year(&is, "P1", "cost", too_large[i][2], too_large[i][3]);
        assert_int_equal(tell(&is, "causes", NULL, DAY(5, 31), &tables, &error), CPF_E_RANGE);
        assert_non_null(
            strstr(cpf_error_message_at(error, cpf_test_has(error, "track-range"), CPF_ENGLISH), "P1/sales/2026-05"));
        cpf_error_free(error);
        track_free(&is);
    }
}

/* Each indicator has its own factors; there is nothing to tell in the first month and in the first year. */
static void test_indicators(void **state)
{
    track_case is = make_case("", "",
                              CAUSE ", {\"kind\": \"cause\", \"rows\": [{\"indicator\": \"stock\", \"position\": 2, "
                                    "\"factor\": \"sales\"}, {\"indicator\": \"stock\", \"position\": 1, \"factor\": "
                                    "\"rate\", \"level\": \"partner\"}]}");
    cpf_tables *tables;
    const cpf_table *table;
    cpf_error *error = NULL;

    (void)state;
    put_year(&is, "P1", "sales", 20000, 30000);
    put_year(&is, "P1", "cost", 20000, 30000);
    put_year(&is, "P1", "rate", 5000, 7000);
    put_year(&is, "P1", "stock", 10000, 21000);
    table = table_of(&is, "causes", NULL, DAY(5, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2 + 3);
    assert_string_equal(track_text(table, "indicator", 0), "sales");
    assert_string_equal(track_text(table, "indicator", 2), "stock");
    assert_string_equal(track_text(table, "factor", 2), "rate");
    assert_int_equal(track_cell(table, "effect", 2), 4000); /* 200.00 * (0.7 - 0.5) */
    assert_string_equal(track_text(table, "factor", 3), "sales");
    assert_int_equal(track_cell(table, "effect", 3), 7000); /* 100.00 * 0.7 */
    assert_int_equal(track_cell(table, "effect", 4), 0);
    cpf_tables_free(tables);
    assert_int_equal(cpf_table_row_count(table_of(&is, "causes", NULL, cpf_day_from_date(2024, 1, 5), &tables)), 0);
    cpf_tables_free(tables);
    assert_int_equal(cpf_table_row_count(table_of(&is, "causes", NULL, cpf_day_from_date(2024, 8, 5), &tables)), 0);
    cpf_tables_free(tables);
    assert_int_equal(tell(&is, "causes", NULL, cpf_day_from_date(2027, 1, 1), &tables, &error), CPF_E_DATA);
    cpf_test_has(error, "track-day-outside");
    cpf_error_free(error);
    track_free(&is);
}

static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    track_case is = {0};
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    partners = 40;
    is.model = make_model(context, "", "", CAUSE);
    assert_int_equal(cpf_facts_new(is.model, &is.facts, NULL), CPF_OK);
    for (int i = 1; i <= partners; i++) {
        char unit[16];

        snprintf(unit, sizeof unit, "P%d", i);
        put_year(&is, unit, "sales", 1000, 1000 + i);
        put_year(&is, unit, "cost", 1000, 1000 + 2 * i);
    }
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_tables *tables;

        cpf_test_memory_limit(memory, n);
        status = tell(&is, "causes", NULL, DAY(5, 31), &tables, NULL);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 2 * partners);
        else
            assert_null(tables);
        cpf_tables_free(tables);
    }
    assert_int_equal(status, CPF_OK);
    track_free(&is);
    cpf_test_failing_free(context, memory);
    partners = 4;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing),    cmocka_unit_test(test_shares), cmocka_unit_test(test_range),
        cmocka_unit_test(test_indicators), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
