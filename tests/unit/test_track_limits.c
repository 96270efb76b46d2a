/* SPDX-License-Identifier: MIT */
/* Tracking at its limits: figures that are not there, or that are zero; windows; histories too short. */
#include "track_limits.h"

static void test_arguments(void **state)
{
    track_case is = make_case("", "", "");
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_track(NULL, is.facts, NULL, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_track(is.model, NULL, NULL, NULL, &tables, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "facts"));
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_track(is.model, is.facts, NULL, NULL, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "tables"));
    cpf_error_free(error);
    track_free(&is);
}

/* Only P1 has a target; its part of the floor is not known, as the whole has none. */
static void test_missing(void **state)
{
    track_case is = make_case("", GOAL("sales", "2026", ", \"floor\": \"900\""), PACE("") ", " GAP ", " FUNNEL);
    cpf_tables *tables;
    const cpf_table *table;
    cpf_facts *targets = is.targets;

    (void)state;
    for (int month = 0; month < 27; month++)
        put_months(&is, is.facts, "P1", "sales", month, month, 5000 + month * month % 7);
    put(&is, is.facts, "P1", "sales", "2026", 15000);
    put(&is, is.facts, "P2", "sales", "2026", 15000);
    put(&is, targets, "P1", "sales", "2026", 100000);
    put(&is, targets, "R1", "sales", "2026", 100000);
    put(&is, targets, "R2", "sales", "2026", 10000);
    table = table_of(&is, "pace", NULL, DAY(3, 31), &tables);
    assert_string_equal(track_text(table, "status", 0), "no_target"); /* ALL */
    assert_false(track_has(table, "p_floor", track_row(table, "unit", "P1")));
    assert_true(track_has(table, "p_target", track_row(table, "unit", "P1")));
    assert_string_equal(track_text(table, "status", track_row(table, "unit", "P2")), "no_target");
    assert_string_equal(track_text(table, "status", track_row(table, "unit", "R1")), "no_actual");
    assert_string_equal(track_text(table, "worst", track_row(table, "unit", "R1")), "P1");
    assert_false(track_has(table, "worst_gap", track_row(table, "unit", "R2"))); /* nobody below has a target */
    cpf_tables_free(tables);
    table = table_of(&is, "stalls", NULL, DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    assert_string_equal(track_text(table, "unit", 0), "P1");
    cpf_tables_free(tables);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(track_cell(table, "target", 0), 100000);
    assert_false(track_has(table, "actual", 0));
    assert_int_equal(track_cell(table, "weighted", 0), 0);
    cpf_tables_free(tables);
    put(&is, is.facts, "R2", "sales", "2026", 10000);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(track_cell(table, "gap", 1), 0);
    assert_false(track_has(table, "cover", 1)); /* nothing is left to cover */
    cpf_tables_free(tables);
    table = table_of(&is, "funnel", NULL, CPF_NO_DAY, &tables);
    assert_int_equal(cpf_table_row_count(table), 6);
    assert_int_equal(track_cell(table, "entered", 0), 0);
    assert_false(track_has(table, "rate", 0));
    cpf_tables_free(tables);
    is.targets = NULL;
    assert_null(table_of(&is, "stalls", NULL, DAY(3, 31), &tables));
    cpf_tables_free(tables);
    assert_null(table_of(&is, "pace", NULL, DAY(3, 31), &tables));
    cpf_tables_free(tables);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    assert_false(track_has(table, "target", 0));
    cpf_tables_free(tables);
    is.targets = targets;
    track_free(&is);
}

/* Partner P1, P2, ... as told from row `from` on. */
static int64_t row_of_partner(const cpf_table *table, int64_t from, int number)
{
    int64_t row = from;

    while (track_text(table, "unit", row)[0] != 'P' || track_text(table, "unit", row)[1] != '0' + number)
        row++;
    return row;
}

/* Targets of zero: what is at least as good is green, anything worse red; a range is not judged. */
static void test_zero_targets(void **state)
{
    static const char *const indicators[] = {"sales", "cost", "stock"};
    static const char *const lights[][3] = {{"green", "green", "red"}, {"green", "red", "green"}, {"", "", ""}};
    static const int64_t actuals[] = {0, 500, -500};
    track_case is = make_case("", "",
                              PACE("") ", {\"kind\": \"pace\", \"rows\": [{\"indicator\": \"cost\"}, {\"indicator\": "
                                       "\"stock\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 4; i++) {
            char unit[3] = {'P', (char)('1' + i), 0};

            put(&is, is.targets, unit, indicators[k], "2026", 0);
            put(&is, is.facts, unit, indicators[k], "2026", i < 3 ? actuals[i] : 700);
        }
    }
    table = table_of(&is, "pace", "2026", DAY(6, 30), &tables);
    assert_int_equal(cpf_table_row_count(table), 21);
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 3; i++) {
            int64_t row = row_of_partner(table, 7 * k, i + 1);

            assert_string_equal(track_text(table, "light", row), lights[k][i]);
            assert_false(track_has(table, "index", row));
            assert_int_equal(strcmp(track_text(table, "status", row), "not_judged") == 0, k == 2);
        }
    }
    assert_string_equal(track_text(table, "worst", 1), "P3"); /* of P1 and P3 the one below zero */
    assert_false(track_has(table, "worst_gap", 2));           /* P2 and P4 are above */
    assert_false(track_has(table, "worst_gap", 8));           /* less is better */
    assert_string_equal(track_text(table, "worst", 9), "P4"); /* by more than P2 */
    cpf_tables_free(tables);
    track_free(&is);
}

/* Before the first month is over nothing can be told, and the same without any figures. */
static void test_nothing_yet(void **state)
{
    track_case is = make_case(
        "", GOAL("sales", "2026", ""),
        TREND ", {\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\"}]}, " PACE(", \"curve\": "
                                                                                                        "\"season\""));
    static const char *const names[] = {"trends", "alerts"};
    cpf_tables *tables;
    cpf_error *error = NULL;

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cpf_table_row_count(table_of(&is, names[i], NULL, CPF_NO_DAY, &tables)), 0);
        cpf_tables_free(tables);
        assert_int_equal(cpf_table_row_count(table_of(&is, names[i], NULL, cpf_day_from_date(2024, 1, 20), &tables)),
                         0);
        cpf_tables_free(tables);
        assert_int_equal(tell(&is, names[i], NULL, cpf_day_from_date(2023, 12, 31), &tables, &error), CPF_E_DATA);
        cpf_test_has(error, "track-day-outside");
        cpf_error_free(error);
        error = NULL;
    }
    assert_int_equal(tell(&is, "pace", NULL, cpf_day_from_date(2023, 12, 31), &tables, &error), CPF_E_DATA);
    cpf_error_free(error);
    put(&is, is.targets, "ALL", "sales", "2026", 100000); /* no year before: by working days */
    assert_string_equal(track_text(table_of(&is, "pace", NULL, DAY(3, 31), &tables), "curve", 0), "working_days");
    cpf_tables_free(tables);
    track_free(&is);
}

/* A window has no months of its own: by working days, or by days where none of them is one. */
static void test_windows(void **state)
{
    track_case is = make_case(", \"windows\": [{\"code\": \"W\", \"from\": \"2026-02-10\", \"to\": \"2026-03-20\"}, "
                              "{\"code\": \"E\", \"from\": \"2026-01-03\", \"to\": \"2026-01-05\"}]",
                              GOAL("sales", "W", "") ", " GOAL("sales", "2025", ""),
                              PACE("") ", " PACE(", \"curve\": \"season\", \"level\": \"partner\""));
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int i = 1; i <= 2; i++) {
        char unit[3] = {'P', (char)('0' + i), 0};

        put_months(&is, is.facts, unit, "sales", 0, 25, 200000);
        put(&is, is.facts, unit, "sales", "W", 30000);
        put(&is, is.facts, unit, "sales", "E", 10);
        put(&is, is.targets, unit, "sales", "W", 280000);
        put(&is, is.targets, unit, "sales", "E", 100);
        put(&is, is.targets, unit, "sales", "2025", 2400000);
        put(&is, is.facts, unit, "sales", "2025", 2400000);
    }
    put_months(&is, is.facts, "ALL", "sales", 0, 25, 400000);
    table = table_of(&is, "pace", NULL, DAY(2, 23), &tables);
    assert_int_equal(cpf_table_row_count(table), 7 + 4); /* the window only */
    assert_string_equal(track_text(table, "curve", 3), "working_days");
    assert_int_equal(track_cell(table, "expected", 3), 100000); /* 10 of 28 working days */
    assert_string_equal(track_text(table, "curve", 7), "working_days");
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "E", DAY(1, 3), &tables);
    assert_int_equal(track_cell(table, "expected", 3), 50);
    assert_int_equal(track_cell(table, "days_left", 3), 0);
    assert_false(track_has(table, "required", 3));
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2025", DAY(2, 23), &tables); /* over since: what was wanted is what was expected */
    assert_string_equal(track_text(table, "status", 3), "reached");
    assert_int_equal(track_int(table, "day", 3), cpf_day_from_date(2025, 12, 31));
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2025", cpf_day_from_date(2025, 6, 30), &tables);
    assert_string_equal(track_text(table, "curve", 6), "season");
    assert_string_equal(track_text(table, "method", 3), "level");
    assert_int_equal(track_cell(table, "expected", 6), 1200000); /* all months alike */
    cpf_tables_free(tables);
    track_free(&is);
}

/* Histories too short or too strange for a test, for seasons, or for a change of level. */
static void test_short_trends(void **state)
{
    track_case is = make_case("", "",
                              TREND ", {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"rate\"}, {\"indicator\": "
                                    "\"cost\", \"level\": \"partner\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put_months(&is, is.facts, "P1", "sales", 33, 35, 100);  /* three months */
    put_months(&is, is.facts, "P2", "sales", 31, 35, -100); /* five */
    for (int month = 0; month < 36; month++) {              /* nothing in Januaries */
        put_months(&is, is.facts, "P3", "sales", month, month, month % 12 == 0 ? 0 : 100 + month * month % 7);
        put_months(&is, is.facts, "P4", "sales", month, month, 50);
        put_months(&is, is.facts, "P3", "cost", month, month, month % 2 ? 50 : -50); /* years that come to nothing */
    }
    put_months(&is, is.facts, "R1", "rate", 10, 35, 5000);
    for (int month = 25; month < 36; month++) {
        put_months(&is, is.facts, "P1", "cost", month, month, 1000 + 100 * (month - 25));
        put_months(&is, is.facts, "P2", "cost", month, month, 9000 - 100 * (month - 25));
    }
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 4 + 7 + 4);
    assert_int_equal(track_cell(table, "periods", 0), 3); /* P1 */
    assert_false(track_has(table, "p", 0));
    assert_false(track_has(table, "change", 0));
    assert_false(track_has(table, "year_on_year", 0));
    assert_int_equal(track_cell(table, "periods", 1), 35); /* P3, from its first sale on */
    assert_true(track_has(table, "p", 1));
    assert_false(track_has(table, "change", 1));
    assert_int_equal(track_cell(table, "periods", 2), 5); /* P2 */
    assert_true(track_has(table, "p", 2));
    assert_false(track_has(table, "change", 2));
    assert_false(track_has(table, "slope_percent", 2));    /* of a mean below zero */
    assert_int_equal(track_cell(table, "periods", 3), 11); /* P4 is there since February */
    assert_int_equal(track_cell(table, "periods", 4), 0);  /* ALL has no rate */
    assert_false(track_has(table, "last", 4));
    assert_int_equal(track_cell(table, "last", 5), 5000);
    assert_int_equal(track_cell(table, "now", 5), 5000); /* a rate does not add up */
    assert_int_equal(track_cell(table, "moved", 5), 0);
    assert_int_equal(track_int(table, "watch", 11), 1); /* the rising cost of P1 */
    assert_int_equal(track_cell(table, "periods", 12), 36);
    assert_false(track_has(table, "change", 12));
    assert_int_equal(track_int(table, "found", 13), 1); /* the falling one of P2 */
    assert_int_equal(track_int(table, "watch", 13), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),   cmocka_unit_test(test_missing), cmocka_unit_test(test_zero_targets),
        cmocka_unit_test(test_nothing_yet), cmocka_unit_test(test_windows), cmocka_unit_test(test_short_trends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
