/* SPDX-License-Identifier: MIT */
/* Tracking: sides of alerts, marks of several goals, odd seasons and landings, falls without a year before. */
#include "track_limits.h"

/* A limit on one side tells nothing of the other; peers without a value are not asked. */
static void test_sides(void **state)
{
    track_case is = make_case(
        "", "",
        "{\"kind\": \"alert\", \"set\": {\"indicator\": \"sales\", \"level\": \"partner\"}, \"rows\": [{\"code\": "
        "\"high\", \"test\": \"limit\", \"high\": 10, \"side\": \"below\"}, {\"code\": \"low\", \"test\": \"limit\", "
        "\"low\": 5, \"side\": \"above\"}, {\"code\": \"both\", \"test\": \"limit\", \"low\": 5, \"high\": 10}, "
        "{\"code\": \"peers\", \"test\": \"peers\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put(&is, is.facts, "P1", "sales", "2026-03", 2000);
    put(&is, is.facts, "P2", "sales", "2026-03", 100);
    put(&is, is.facts, "P3", "sales", "2026-03", 700);
    table = table_of(&is, "alerts", NULL, DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    for (int64_t row = 0; row < 2; row++)
        assert_string_equal(track_text(table, "alert", row), "both");
    assert_string_equal(track_text(table, "unit", 0), "P1");
    assert_string_equal(track_text(table, "unit", 1), "P2");
    cpf_tables_free(tables);
    track_free(&is);
}

/* What is usual, or how far off a value is, is left out where it is too large to be written. */
static void test_large_alerts(void **state)
{
    track_case is = make_case("", "",
                              "{\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"rule\": \"other\", \"indicator\": "
                              "\"sales\", \"level\": \"partner\", \"budget\": 1}]}");
    cpf_tables *tables;
    const cpf_table *table;
    int64_t row;

    (void)state;
    for (int month = 0; month < 26; month++) {
        put_months(&is, is.facts, "P1", "sales", month, month, INT64_MAX - INT64_C(100000000000000) * (month % 5));
        put_months(&is, is.facts, "P2", "sales", month, month, month % 3 - 1);
    }
    put(&is, is.facts, "P1", "sales", "2026-03", 100);
    put(&is, is.facts, "P2", "sales", "2026-03", INT64_C(9000000000000000000));
    table = table_of(&is, "alerts", NULL, DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    row = track_row(table, "unit", "P1");
    assert_false(track_has(table, "usual", row));
    assert_true(track_cell(table, "z", row) < -1000);
    row = track_row(table, "unit", "P2");
    assert_int_equal(track_cell(table, "usual", row), 0);
    assert_false(track_has(table, "z", row));
    assert_int_equal(track_cell(table, "p", row), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

/* Sizes are those of months with something in them. */
static void test_sizes(void **state)
{
    track_case is = make_case(
        "", "",
        "{\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\", \"level\": \"partner\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int month = 0; month < 26; month++) {
        put_months(&is, is.facts, "P1", "sales", month, month, month % 2 ? 0 : 10000 + month * month % 11 * 10);
        put_months(&is, is.facts, "P2", "sales", month, month, month % 2 ? 0 : -10000 - month * month % 11 * 10);
    }
    put(&is, is.facts, "P1", "sales", "2026-03", 10050);
    put(&is, is.facts, "P2", "sales", "2026-03", -90000);
    table = table_of(&is, "alerts", NULL, DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 1); /* P1 is as large as ever, though there was nothing before */
    assert_string_equal(track_text(table, "unit", 0), "P2");
    assert_in_range(-track_cell(table, "usual", 0), 10000, 10100);
    cpf_tables_free(tables);
    track_free(&is);
}

/* Floor and stretch are those of the nearest goal above that says one. */
static void test_marks(void **state)
{
    track_case is =
        make_case("",
                  GOAL("sales", "2026",
                       ", \"stretch\": \"1100\"") ", {\"unit\": \"R2\", \"indicator\": "
                                                  "\"sales\", \"period\": \"2026\", \"target\": \"400\", \"floor\": "
                                                  "\"300\"}, " GOAL("cost", "2026", ", \"stretch\": \"900\""),
                  PACE(""));
    cpf_tables *tables;
    const cpf_table *table;
    int64_t row;

    (void)state;
    for (int i = 1; i <= 3; i++) {
        char unit[3] = {'P', (char)('0' + i), 0};

        for (int month = 0; month < 27; month++)
            put_months(&is, is.facts, unit, "sales", month, month, 3000 + month * month % 7 * 300);
        put(&is, is.facts, unit, "sales", "2026", i == 3 ? 8000 : 3000 * i);
        put(&is, is.targets, unit, "sales", "2026", 50000);
    }
    put(&is, is.targets, "ALL", "sales", "2026", 100000);
    put(&is, is.targets, "R2", "sales", "2026", 40000);
    table = table_of(&is, "pace", NULL, DAY(3, 31), &tables);
    row = track_row(table, "unit", "P1");
    assert_true(track_has(table, "p_stretch", row));
    assert_false(track_has(table, "p_floor", row));
    row = track_row(table, "unit", "P2");
    assert_false(track_has(table, "p_stretch", row));
    assert_true(track_cell(table, "p_floor", row) >= track_cell(table, "p_target", row));
    assert_string_equal(track_text(table, "worst", 1), "P1"); /* P3 is behind by less */
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2026", cpf_day_from_date(2025, 6, 1), &tables);
    assert_string_equal(track_text(table, "status", track_row(table, "unit", "P1")), "not_begun");
    assert_int_equal(track_cell(table, "expected", track_row(table, "unit", "P1")), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

static const cpf_table *season_of(const track_case *is, int64_t whole, cpf_tables **tables)
{
    put_months(is, is->facts, "ALL", "sales", 12, 23, whole);
    put(is, is->targets, "P1", "sales", "2026", 1200000);
    return table_of(is, "pace", "2026", DAY(6, 30), tables);
}

/* Seasons of sums beyond 64 bits; of sums below zero there are none. */
static void test_seasons(void **state)
{
    track_case is = make_case("", "", PACE(", \"curve\": \"season\", \"level\": \"partner\""));
    cpf_tables *tables;
    const cpf_table *table = season_of(&is, INT64_C(100000000000000000), &tables);

    (void)state;
    assert_string_equal(track_text(table, "curve", 0), "season");
    assert_int_equal(track_cell(table, "expected", 0), 600000);
    cpf_tables_free(tables);
    table = season_of(&is, -5, &tables);
    assert_string_equal(track_text(table, "curve", 0), "working_days");
    cpf_tables_free(tables);
    track_free(&is);
}

/* Who had returns may end lower than today; where more is expected than the whole year nothing is foretold. */
static void test_landings(void **state)
{
    track_case is = make_case("", "", PACE(", \"level\": \"partner\""));
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int month = 0; month < 27; month++)
        put_months(&is, is.facts, "P1", "sales", month, month, month * month % 7 < 3 ? -900 : 1000 + month);
    put(&is, is.facts, "P1", "sales", "2026", 1000);
    put(&is, is.targets, "P1", "sales", "2026", 2000);
    put(&is, is.facts, "P2", "sales", "2026", 1000);
    put_months(&is, is.targets, "P2", "sales", 24, 25, 2000);
    put_months(&is, is.targets, "P2", "sales", 26, 35, -200);
    put(&is, is.targets, "P2", "sales", "2026", 2000);
    table = table_of(&is, "pace", "2026", DAY(2, 28), &tables);
    assert_true(track_cell(table, "low", track_row(table, "unit", "P1")) < 1000);
    assert_int_equal(track_cell(table, "expected", track_row(table, "unit", "P2")), 4000);
    assert_false(track_has(table, "landing", track_row(table, "unit", "P2")));
    cpf_tables_free(tables);
    track_free(&is);
}

/* The row of a unit from `from` on. */
static int64_t row_of(const cpf_table *table, const char *unit, int64_t from)
{
    while (strcmp(track_text(table, "unit", from), unit) != 0)
        from++;
    return from;
}

/* Without a year before, the last three months beside those before them say whether a fall is watched. */
static void test_falls(void **state)
{
    static const int64_t rising_again[] = {9000, 8900, 8800, 8700, 8600, 8500, 700, 600, 650, 850, 860, 870};
    track_case is = make_case("", "", TREND);
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int month = 24; month < 36; month++) {
        put_months(&is, is.facts, "P1", "sales", month, month, 9000 - 400 * (month - 24));
        put_months(&is, is.facts, "P2", "sales", month, month, rising_again[month - 24]);
    }
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    assert_int_equal(track_int(table, "found", 0), 1);
    assert_int_equal(track_int(table, "watch", 0), 1);
    assert_int_equal(track_int(table, "found", 2), 1);
    assert_true(track_cell(table, "change", 2) > 0);
    assert_int_equal(track_int(table, "watch", 2), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

/* With a year before, its sum says so; a fall of less than is asked for is found and not watched. */
static void test_long_falls(void **state)
{
    track_case is =
        make_case("", "",
                  TREND ", {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"cost\", \"level\": \"region\", "
                        "\"season\": \"whole\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int month = 0; month < 36; month++) {
        put_months(&is, is.facts, "P1", "sales", month, month, 9000 - 200 * month);
        put_months(&is, is.facts, "P3", "sales", month, month, 900000 - 200 * month);
        put_months(&is, is.facts, "ALL", "cost", month, month, month % 2 ? 50 : -50); /* no seasons: years of zero */
        put_months(&is, is.facts, "R1", "cost", month, month, 1000 + 100 * month);
    }
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    for (int64_t row = 0; row < 2; row++) {
        assert_int_equal(track_int(table, "found", row), 1);
        assert_int_equal(track_int(table, "watch", row), row == 0);
    }
    assert_int_equal(track_cell(table, "moved", 0), -12 * 200 * 12);
    assert_string_equal(track_text(table, "method", 4), "adjusted");
    assert_int_equal(track_cell(table, "slope", 4), 100);
    assert_int_equal(track_int(table, "watch", 4), 1);
    cpf_tables_free(tables);
    track_free(&is);
}

/* The last half year beside the same months before: a fall is watched, a rise is not, of costs the other way round;
 * what stays is not told, and without two years nothing is known. */
static void test_shifts(void **state)
{
    track_case is = make_case("", "", TREND ", {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"cost\"}]}");
    cpf_tables *tables;
    const cpf_table *table;
    int64_t cost = 4; /* after the four partners */

    (void)state;
    for (int month = 0; month < 36; month++) {
        int64_t usual = 100000 + month * 7919 % 7001, fallen = month < 30 ? usual : usual * 6 / 10,
                risen = month < 30 ? usual : usual * 14 / 10;

        put_months(&is, is.facts, "P1", "sales", month, month, fallen);
        put_months(&is, is.facts, "P2", "sales", month, month, risen);
        put_months(&is, is.facts, "P3", "sales", month, month, usual);
        put_months(&is, is.facts, "P1", "cost", month, month, risen);
        put_months(&is, is.facts, "P2", "cost", month, month, fallen);
        if (month >= 20)
            put_months(&is, is.facts, "P4", "sales", month, month, usual);
    }
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    assert_int_equal(track_int(table, "shifted", row_of(table, "P1", 0)), 1);
    assert_int_equal(track_int(table, "watch", row_of(table, "P1", 0)), 1);
    assert_string_equal(track_text(table, "shift_since", row_of(table, "P1", 0)), "2026-07");
    assert_in_range(-track_cell(table, "shift", row_of(table, "P1", 0)), 3500, 4500);
    assert_true(track_cell(table, "shift_p", row_of(table, "P1", 0)) < 50000);
    assert_int_equal(track_int(table, "shifted", row_of(table, "P2", 0)), 1);
    assert_int_equal(track_int(table, "watch", row_of(table, "P2", 0)), 0);
    assert_in_range(track_cell(table, "shift", row_of(table, "P2", 0)), 3500, 4500);
    assert_int_equal(track_int(table, "shifted", row_of(table, "P3", 0)), 0);
    assert_false(track_has(table, "shift_since", row_of(table, "P4", 0)));
    assert_int_equal(track_int(table, "watch", row_of(table, "P1", cost)), 1);
    assert_int_equal(track_int(table, "watch", row_of(table, "P2", cost)), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

/* A rate or a cost within its target is not reached before the end; of two that cost too much the worse is named. */
static void test_not_reached_yet(void **state)
{
    track_case is = make_case("", "",
                              "{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"rate\", \"level\": \"region\"}, "
                              "{\"indicator\": \"cost\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put(&is, is.targets, "R1", "rate", "2026", 5000);
    put(&is, is.facts, "R1", "rate", "2026", 6000);
    put(&is, is.targets, "P1", "cost", "2026", 10000);
    put(&is, is.facts, "P1", "cost", "2026", 7000);
    put(&is, is.targets, "P3", "cost", "2026", 10000);
    put(&is, is.facts, "P3", "cost", "2026", 6000);
    put(&is, is.targets, "P2", "cost", "2026", 10000);
    put(&is, is.facts, "P2", "cost", "2026", 2000);
    table = table_of(&is, "pace", "2026", DAY(6, 30), &tables);
    assert_string_equal(track_text(table, "status", 0), "on_course");
    assert_string_equal(track_text(table, "status", row_of(table, "P2", 2)), "on_course");
    assert_string_equal(track_text(table, "status", row_of(table, "P1", 2)), "behind_untested");
    assert_string_equal(track_text(table, "worst", row_of(table, "R1", 2)), "P1");
    assert_false(track_has(table, "worst_gap", row_of(table, "R2", 2)));
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2026", DAY(12, 31), &tables);
    assert_string_equal(track_text(table, "status", 0), "reached");
    assert_string_equal(track_text(table, "status", row_of(table, "P1", 2)), "reached");
    cpf_tables_free(tables);
    track_free(&is);
}

/* Years that are not divided have no seasons. */
static void test_years(void **state)
{
    track_case is = make_case(", \"grain\": \"year\"", "", TREND);
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put(&is, is.facts, "P1", "sales", "2024", 100);
    put(&is, is.facts, "P1", "sales", "2025", 200);
    put(&is, is.facts, "P1", "sales", "2026", 300);
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    assert_int_equal(track_cell(table, "periods", 0), 3);
    assert_int_equal(track_cell(table, "last", 0), 300);
    assert_int_equal(track_cell(table, "year_on_year", 0), 5000);
    assert_int_equal(track_cell(table, "moved", 0), 100);
    cpf_tables_free(tables);
    track_free(&is);
}

/* The first of several periods that does not fit ends the table; a funnel of all units counts the period asked for. */
static void test_periods(void **state)
{
    static const char *const names[] = {"pace", "stalls", "pipeline"};
    track_case is = make_case(
        "", GOAL("sales", "2025", "") ", " GOAL("sales", "2026", ""),
        PACE(", \"level\": \"partner\"") ", " GAP ", {\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", "
                                         "\"unit\": \"R2\"}]}, {\"kind\": \"funnel\", \"rows\": "
                                         "[{\"indicator\": \"sales\"}]}, {\"kind\": \"funnel_stage\", "
                                         "\"rows\": [{\"code\": "
                                         "\"a\", \"position\": 1}]}, " STAYS(STAY("d", "a", "1")));
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put(&is, is.targets, "P1", "sales", "2025", INT64_MAX);
    put(&is, is.facts, "P1", "sales", "2025", -10);
    put(&is, is.targets, "P3", "sales", "2025", 0);
    for (int i = 0; i < 3; i++) {
        cpf_error *error = NULL;

        assert_int_equal(tell(&is, names[i], NULL, CPF_NO_DAY, &tables, &error), CPF_E_RANGE);
        assert_non_null(strstr(cpf_error_message_at(error, cpf_test_has(error, "track-range"), CPF_ENGLISH), "/2025"));
        cpf_error_free(error);
    }
    table = table_of(&is, "funnel", "2026-Q2", CPF_NO_DAY, &tables);
    assert_int_equal(cpf_table_row_count(table), 7);
    assert_int_equal(track_cell(table, "entered", 3), 0); /* P1's came in January */
    assert_int_equal(track_cell(table, "amount", 3), 100);
    cpf_tables_free(tables);
    table = table_of(&is, "funnel", "2026-Q1", CPF_NO_DAY, &tables);
    assert_int_equal(track_cell(table, "entered", 3), 1);
    assert_int_equal(track_cell(table, "entered", 0), 0); /* counted where it is */
    cpf_tables_free(tables);
    track_free(&is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides),           cmocka_unit_test(test_large_alerts), cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_shifts),          cmocka_unit_test(test_marks),        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_landings),        cmocka_unit_test(test_falls),        cmocka_unit_test(test_long_falls),
        cmocka_unit_test(test_not_reached_yet), cmocka_unit_test(test_years),        cmocka_unit_test(test_periods),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
