/* SPDX-License-Identifier: MIT */
/* Results after the appraisal at their edges: other periods and grades, figures that do not fit. */
#include "review_limits.h"

static const quarter two_quarters[] = {{"2026-Q1", 8000, 2}, {"2026-Q2", 8000, 2}};

static void test_arguments(void **state)
{
    cpf_model *model = make_model(NULL, "");
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_review(NULL, NULL, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_review(model, NULL, NULL, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "tables"));
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_rate(model, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "facts"));
    cpf_error_free(error);
    assert_int_equal(cpf_review(model, NULL, NULL, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_tables_count(tables), 0);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

#define MOVE(standing, period, unit, to, on)                                                                           \
    "{\"standing\": \"" standing "\", \"period\": \"" period "\", \"unit\": \"" unit "\", \"to\": \"" to               \
    "\", \"on\": \"" on "\", \"by\": \"b\", \"reason\": \"r\"}"
#define MOVES(rows) "{\"kind\": \"calibration_move\", \"rows\": [" rows "]}"

/* Moves without a rule: by one grade; of two meetings, each with its own; moves of one day as they are written. */
static void test_moves(void **state)
{
    static const char records[] = MOVES(MOVE("people", "2026-Q1", "P1", "C", "2026-04-02") ", " MOVE(
        "people", "2026-Q1", "P1", "B",
        "2026-04-02") ", " MOVE("people", "2026-Q1", "P1", "A",
                                "2026-04-02") ", " MOVE("forced", "2026-Q1", "P2", "C",
                                                        "2026-04-01") ", " MOVE("people", "2026-Q2", "P3", "A",
                                                                                "2026-07-01") ", " MOVE("people",
                                                                                                        "2026-Q1", "P4",
                                                                                                        "A",
                                                                                                        "2026-04-01"));
    cpf_tables *results = gather(two_quarters, 2), *tables;
    const cpf_table *table =
        one_table(records, results, (wanted){.only = "final_grades", .period = "2026-Q1"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 2 * PEOPLE);
    check_text(table, "standing", 0, "people");
    check_text(table, "grade", 0, "A"); /* B, C, B, A */
    check_text(table, "moved", 0, "1");
    check_text(table, "grade", 1, "B");
    check_text(table, "grade", 2, "B"); /* moved a quarter later */
    check_text(table, "grade", 3, "A");
    check_text(table, "standing", PEOPLE + 1, "forced");
    check_text(table, "grade", PEOPLE + 1, "C");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration_moves"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 6);
    check_text(table, "unit", 0, "P4");
    check_text(table, "to", 1, "C");
    check_text(table, "to", 3, "A");
    check_text(table, "unit", 4, "P2");
    check_text(table, "unit", 5, "P3");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration", .as_of = "2026-04-01"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 12); /* two quarters, two meetings, three grades */
    check_text(table, "before", 1, "40");
    check_text(table, "after", 0, "1");
    check_text(table, "mean_after", 0, "80.00");
    check_text(table, "mean_before", 0, "");
    cpf_tables_free(tables);
    assert_null(one_table(records, NULL, (wanted){.only = "calibration"}, &tables)); /* no results, no meeting */
    cpf_tables_free(tables);
    assert_null(one_table("", results, (wanted){.only = "calibration"}, &tables));
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* The rule of other grades is not that of these; grades without totals have no mean. */
static void test_rules(void **state)
{
    static const char records[] =
        "{\"kind\": \"calibration_rule\", \"rows\": [{\"standing\": \"idle\", \"most_steps\": 0}, {\"standing\": "
        "\"people\", \"most_steps\": 0}]}, " MOVES(
            MOVE("people", "2026-Q1", "P1", "A", "2026-04-02") ", " MOVE("forced", "2026-Q1", "P1", "A", "2026-04-02"));
    static const quarter empty[] = {{"2026-Q1", -1, 2}};
    cpf_tables *results = gather(empty, 1), *tables;
    const cpf_table *table = one_table(records, results, (wanted){.only = "calibration_moves"}, &tables);

    (void)state;
    check_text(table, "why_not", 0, "second-approver");
    check_text(table, "standing", 1, "forced");
    check_text(table, "counts", 1, "1");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 8); /* of "idle" as well, of which the results have no grades */
    check_text(table, "before", 1, "40");
    check_text(table, "mean_before", 1, "");
    check_text(table, "standing", 6, "idle");
    check_text(table, "before", 6, "0");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

#define COMPOSED "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}, {\"period\": \"2026-H1\"}]}"

/* Totals of different decimals: the finest are those of the composed one. */
static void test_composed(void **state)
{
    static const quarter finer[] = {{"2026-Q1", 80, 0}, {"2026-Q2", 80125, 3}, {"2026-Q3", 8000, 2}};
    static const quarter years[] = {{"2026", 80, 0}};
    static const char parts[] =
        "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\", \"rule\": \"weighted\"}, {\"period\": "
        "\"2026-H1\"}]}, {\"kind\": \"composition_part\", \"rows\": [{\"period\": \"2026\", \"part\": \"2026-Q1\", "
        "\"weight\": 0}, {\"period\": \"2026-H1\", \"part\": \"2026-Q2\", \"weight\": 3}]}";
    cpf_tables *results = gather(finer, 3), *tables;
    const cpf_table *table = one_table(COMPOSED, results, (wanted){.only = "composed", .period = "2026"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), PEOPLE);
    check_text(table, "total", 0, "80.042"); /* 240.125 / 3 */
    cpf_tables_free(tables);
    table = one_table(COMPOSED, results, (wanted){.only = "composed"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 2 * PEOPLE);
    check_text(table, "total", PEOPLE, "80.063"); /* 160.125 / 2 */
    cpf_tables_free(tables);
    table = one_table(parts, results, (wanted){.only = "composed"}, &tables);
    check_text(table, "total", 0, ""); /* all of no weight */
    check_text(table, "total", PEOPLE, "80.125");
    cpf_tables_free(tables);
    cpf_tables_free(results);
    results = gather(years, 1); /* none of the parts was appraised */
    table = one_table(COMPOSED, results, (wanted){.only = "composed"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* Who has another scorecard is not composed. */
static void test_other_scorecard(void **state)
{
    static const char records[] =
        "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\", \"scorecard\": \"boss\"}, {\"period\": "
        "\"2026-H1\", \"scorecard\": \"rep\"}, {\"period\": \"2026-H2\"}]}"; /* of which nothing is there */
    cpf_tables *results = gather(two_quarters, 2), *tables;
    const cpf_table *table = one_table(records, results, (wanted){.only = "composed"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), PEOPLE);
    check_text(table, "period", 0, "2026-H1");
    check_text(table, "total", 0, "80.00");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* Totals that do not fit with the decimals of the others. */
static void test_composed_range(void **state)
{
    static const quarter finer_later[] = {{"2026-Q1", INT64_MAX / 2, 0}, {"2026-Q2", 8000, 2}};
    static const quarter finer_before[] = {{"2026-Q1", 8000, 2}, {"2026-Q2", INT64_MAX / 2, 0}};
    static const quarter *const cases[] = {finer_later, finer_before};
    cpf_model *model = make_model(NULL, COMPOSED);

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_tables *results = gather(cases[i], 2), *tables;
        cpf_error *error = NULL;

        assert_int_equal(review(model, results, (wanted){.only = "composed"}, &tables, &error), CPF_E_ARGUMENT);
        assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "results"));
        assert_null(tables);
        cpf_error_free(error);
        cpf_tables_free(results);
    }
    cpf_model_free(model);
}

#define EVENT(unit, period, state, on, rest)                                                                           \
    "{\"unit\": \"" unit "\", \"period\": \"" period "\", \"state\": \"" state "\", \"on\": \"" on "\"" rest "}"
#define EVENTS(rows) "{\"kind\": \"case_event\", \"rows\": [" rows "]}"

/* P1 is closed after a change, P2 upheld, P3 under review and late, P4 was told only later; P1 again in Q2. */
static const char case_records[] = EVENTS(EVENT("P1", "2026-Q1", "delivered", "2026-04-01", "") ", " EVENT("P1", "2026-Q1", "appealed", "2026-04-02", ", \"reason\": \"returns\"") ", " EVENT(
    "P1", "2026-Q1", "reviewed", "2026-04-03",
    "") ", " EVENT("P1", "2026-Q1", "changed", "2026-04-04",
                   ", \"total\": \"81.125\"") ","
                                              " " EVENT("P1", "2026-Q1", "closed", "2026-04-05", "") ", " EVENT("P2", "2026-Q1", "delivered", "2026-04-01", "") ", " EVENT("P2", "2026-Q1", "appealed", "2026-04-02", ", \"reason\": \"target\"") ", " EVENT(
                                                  "P2", "2026-Q1", "reviewed", "2026-04-03",
                                                  "") ", " EVENT("P2", "2026-Q1", "upheld", "2026-04-04",
                                                                 "") ", " EVENT("P3", "2026-Q1", "delivered",
                                                                                "2026-04-01",
                                                                                "") ", " EVENT("P3", "2026-Q1",
                                                                                               "appealed", "2026-04-02",
                                                                                               ", \"reason\": "
                                                                                               "\"returns\"") ","
                                                                                                              " " EVENT(
                                                                                                                  "P3",
                                                                                                                  "2026"
                                                                                                                  "-Q1",
                                                                                                                  "revi"
                                                                                                                  "ewe"
                                                                                                                  "d",
                                                                                                                  "2026"
                                                                                                                  "-04-"
                                                                                                                  "03",
                                                                                                                  "") ", " EVENT("P4",
                                                                                                                                 "2026-Q1",
                                                                                                                                 "delivered",
                                                                                                                                 "2026-05-01",
                                                                                                                                 "") ", " EVENT("P1",
                                                                                                                                                "2026-Q2",
                                                                                                                                                "delivered",
                                                                                                                                                "2026-04-20",
                                                                                                                                                "")) ", {\"kind\": \"case_rule\", \"rows\": [{\"silence\": \"open\"}]}";

static void test_cases(void **state)
{
    cpf_tables *results = gather(two_quarters, 1), *tables;
    const cpf_table *table =
        one_table(case_records, results, (wanted){.only = "cases", .as_of = "2026-04-30"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 4);
    check_text(table, "state", 0, "closed");
    check_text(table, "due", 0, "");
    check_text(table, "old_total", 0, "80.00");
    check_text(table, "new_total", 0, "81.125");
    check_text(table, "period", 1, "2026-Q2");
    check_text(table, "state", 1, "delivered"); /* silence says nothing here */
    check_text(table, "overdue", 1, "1");
    check_text(table, "old_total", 1, ""); /* not appraised yet */
    check_text(table, "state", 2, "upheld");
    check_text(table, "state", 3, "reviewed");
    check_text(table, "due", 3, "2026-04-16");
    check_text(table, "overdue", 3, "1");
    cpf_tables_free(tables);
    table = one_table(case_records, NULL, (wanted){.only = "cases", .period = "2026-Q2"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    check_text(table, "overdue", 0, "0"); /* no day, no delay */
    cpf_tables_free(tables);
    cpf_tables_free(results);
    results = gather((const quarter[]){{"2026-Q1", -1, 2}}, 1); /* appraised without a total */
    table = one_table(case_records, results, (wanted){.only = "cases", .as_of = "2026-04-30"}, &tables);
    check_text(table, "old_total", 0, "");
    check_text(table, "new_total", 0, "81.125");
    cpf_tables_free(tables);
    table = one_table(case_records, NULL, (wanted){.only = "case_causes"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    check_text(table, "cause", 0, "returns");
    check_text(table, "appeals", 0, "2");
    check_text(table, "changed", 0, "1");
    check_text(table, "upheld", 0, "0");
    check_text(table, "cause", 1, "target");
    check_text(table, "upheld", 1, "1");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments), cmocka_unit_test(test_moves),          cmocka_unit_test(test_rules),
        cmocka_unit_test(test_composed),  cmocka_unit_test(test_composed_range), cmocka_unit_test(test_other_scorecard),
        cmocka_unit_test(test_cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
