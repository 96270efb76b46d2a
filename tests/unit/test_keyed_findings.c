/* SPDX-License-Identifier: MIT */
/* Corrections row by row against sums by hand; what is wrong with rows and plans is told where it stands. */
#include "keyed_check.h"

/* Sums by hand for a handful of rows: the plain rows bring 77.00 and 12.34. */
static void a_correction_replaces_what_it_corrects(void **state)
{
    static const struct {
        const char *row;
        int64_t sales;
    } steps[] = {
        {"S1,2025-02-01,2025-02-01,7,1,paid,10.00,k1", 9934},
        {"S1,2025-02-01,2025-02-01,7,1,paid,10.00,k1", 9934},
        {"S1,2025-02-01,2025-02-01,7,2,paid,5.00,k1", 10434},
        {"S2,2025-02-03,2025-03-09,7,1,paid,8.50,k1", 10284},
        {"S1,2025-02-03,2025-03-08,7,1,paid,99.00,k1", 10284},
        {"S2,2025-02-03,2025-03-10,7,1,draft,8.50,k1", 9434},
        {",,2025-03-11,7,2,void,,", 8934},
        {"S1,2025-02-02,2025-03-12,7,2,paid,6.00,k1", 9534},
        {"S9,2025-02-02,2025-03-13,7,2,paid,6.00,k1", 8934},
    };
    cpf_model *model = NULL;
    cpf_events *events = NULL;

    (void)state;
    assert_int_equal(make_model(NULL, "", key_members, &model, NULL), CPF_OK);
    assert_int_equal(start(model, INT32_MAX, &events, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        char text[256];
        int length = snprintf(text, sizeof text, "%sx,%s\n", header, steps[i].row);
        cpf_facts *facts = NULL;
        int64_t years[2] = {0, 0};

        assert_int_equal(cpf_events_parse(events, 0, text, length, NULL), CPF_OK);
        assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
        for (cpf_id year = 0; year < 2; year++)
            assert_int_equal(cpf_facts_measure_value(facts, 0, 0, year, &years[year]), CPF_OK);
        assert_int_equal(years[0] + years[1], steps[i].sales);
        cpf_facts_free(facts);
    }
    assert_null(cpf_events_findings(events));
    cpf_events_free(events);
    cpf_model_free(model);
}

/* The plain rows of March 2025 alone are too many steps for 64 bits; an event takes them back into them. */
static void sums_may_leave_64_bits_on_the_way(void **state)
{
    static const char plain[] = "shop,day,amount,customer\nS1,2025-03-03,92233720368547758.00,k\n";
    static const char rows[] = "shop,day,entered,no,line,status,amount,customer\n"
                               "S1,2025-03-04,2025-03-04,1,1,paid,-9000.00,k\n";
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    int64_t sales = 0;

    (void)state;
    assert_int_equal(make_model(NULL, "", key_members, &model, NULL), CPF_OK);
    assert_int_equal(start(model, INT32_MAX, &events, NULL), CPF_OK);
    assert_int_equal(cpf_events_parse(events, 1, plain, (int64_t)sizeof plain - 1, NULL), CPF_OK);
    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_E_RANGE);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cpf_events_parse(events, 0, rows, (int64_t)sizeof rows - 1, NULL), CPF_OK);
        assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
        assert_int_equal(cpf_facts_measure_value(facts, 0, 0, cpf_model_find_period(model, "2025-03"), &sales), CPF_OK);
        assert_int_equal(sales, INT64_C(9223372036853883500));
        cpf_facts_free(facts);
        facts = NULL;
    }
    cpf_events_free(events);
    cpf_model_free(model);
}

/* The example: January's sales as known on some days, added up by hand. */
static void the_example_as_known_on_days(void **state)
{
    static const struct {
        int32_t month, day;
        int64_t sales;
    } known[] = {{1, 31, 230000}, {2, 4, 235000}, {2, 9, 280000}, {2, 10, 200000}, {12, 31, 200000}};
    cpf_read_options reading;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;

    (void)state;
    assert_int_equal(cpf_read_options_init(&reading, sizeof reading), CPF_OK);
    reading.folder = CPF_TEST_ROOT "/examples/plans";
    assert_int_equal(cpf_plan_read(NULL, CPF_TEST_ROOT "/examples/plans/corrections.json", &plan, NULL), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        cpf_day day = cpf_day_from_date(2026, known[i].month, known[i].day);
        cpf_events *events = NULL;
        cpf_facts *facts = NULL;
        int64_t sales = 0;

        assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
        assert_int_equal(cpf_events_set_as_of(events, day, NULL), CPF_OK);
        assert_int_equal(cpf_events_read(events, CPF_NONE, &reading, NULL), CPF_OK);
        assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
        assert_int_equal(cpf_facts_value(facts, 0, 0, cpf_model_find_period(model, "2026-01"), &sales), CPF_OK);
        assert_int_equal(sales, known[i].sales);
        cpf_facts_free(facts);
        cpf_events_free(events);
    }
    cpf_model_free(model);
    cpf_plan_free(plan);
}

static void bad_rows_are_told_where_they_stand(void **state)
{
    static const struct {
        const char *row, *code, *subject;
    } bad[] = {
        {"x,S1,2025-02-01,2025-02-01,,,paid,1.00,k1", "row-key", "book line 3 column no"},
        {"x,S1,2025-02-01,soon,1,1,paid,1.00,k1", "row-day", "book line 3 column entered"},
        {"x,S1,2025-02-01,,1,1,paid,1.00,k1", "row-day", "book line 3 column entered"},
        {"x,S1,never,2025-02-01,1,1,paid,1.00,k1", "row-day", "book line 3 column day"},
        {"x,S1,2025-02-01,2025-02-01,1,1,paid,much,k1", "row-number", "book line 3 column amount"},
    };
    cpf_model *model = NULL;

    (void)state;
    assert_int_equal(make_model(NULL, "", key_members, &model, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[256];
        int length =
            snprintf(text, sizeof text, "%sx,S1,2025-02-01,2025-02-01,1,1,paid,1.00,k1\n%s\n", header, bad[i].row);
        cpf_events *events = NULL;
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(start(model, INT32_MAX, &events, NULL), CPF_OK);
        assert_int_equal(cpf_events_parse(events, 0, text, length, &error), CPF_E_DATA);
        at = cpf_test_has(error, bad[i].code);
        assert_string_equal(cpf_error_subject_at(error, at), bad[i].subject);
        assert_int_equal(row_count(events, "used"), 1);
        cpf_error_free(error);
        cpf_events_free(events);
    }
    cpf_model_free(model);
}

/* Told once, at the row, and only when the version that counts is in doubt. */
static void two_versions_of_a_day_are_told(void **state)
{
    static const char text[] =
        "x,S1,2025-02-01,2025-02-01,1,1,paid,1.00,k1\nx,S1,2025-02-01,2025-02-01,1,1,paid,2.00,k1\n"
        "x,S1,2025-02-01,2025-02-01,2,1,paid,3.00,k1\nx,S1,2025-02-01,2025-02-01,2,1,paid,4.00,k1\n"
        "x,S1,2025-02-01,2025-02-02,2,1,paid,5.00,k1\n";
    char rows[512];
    int length = snprintf(rows, sizeof rows, "%s%s", header, text);
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    const cpf_error *findings;

    (void)state;
    assert_int_equal(make_model(NULL, "", key_members, &model, NULL), CPF_OK);
    assert_int_equal(start(model, INT32_MAX, &events, NULL), CPF_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(cpf_events_parse(events, 0, rows, length, NULL), CPF_OK);
    findings = cpf_events_findings(events);
    assert_int_equal(cpf_error_count(findings), 1);
    assert_string_equal(cpf_error_subject_at(findings, cpf_test_has(findings, "row-tie")), "book line 3");
    assert_non_null(strstr(cpf_error_message_at(findings, 0, CPF_ENGLISH), "\"1/1\""));
    cpf_events_free(events);
    cpf_model_free(model);
}

static void what_does_not_go_together_is_told(void **state)
{
    static const struct {
        const char *members, *code;
    } bad[] = {
        {"\"known\": \"entered\", ", "key-missing"},
        {"\"void\": \"status = 'void'\", ", "key-missing"},
        {"\"key\": \"no\", \"void\": \"status = 'void'\", ", "key-void"},
        {"\"key\": \"no\", \"firsts\": [{\"column\": \"customer\", \"as\": \"begun\"}], ", "key-firsts"},
        {"\"key\": [\"no\", \"\"], ", "no-column"},
        {"\"key\": \"no\", \"known\": \"entered\", \"void\": \"status =\", ", "formula-value"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cpf_model *model = NULL;
        cpf_error *error = NULL;

        assert_int_not_equal(make_model(NULL, "", bad[i].members, &model, &error), CPF_OK);
        cpf_test_has(error, bad[i].code);
        cpf_error_free(error);
    }
}

static void the_builder_refuses_columns_without_names(void **state)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_source *source;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    source = cpf_plan_add_source(plan, "book", NULL);
    cpf_source_set_key(source, 2, NULL);
    cpf_source_set_key(NULL, 0, NULL);
    cpf_source_set_known(NULL, NULL, NULL);
    assert_int_not_equal(cpf_plan_freeze(plan, &model, &error), CPF_OK);
    cpf_test_has(error, "bad-argument");
    cpf_error_free(error);
    cpf_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_correction_replaces_what_it_corrects),
        cmocka_unit_test(sums_may_leave_64_bits_on_the_way),
        cmocka_unit_test(the_example_as_known_on_days),
        cmocka_unit_test(bad_rows_are_told_where_they_stand),
        cmocka_unit_test(two_versions_of_a_day_are_told),
        cmocka_unit_test(what_does_not_go_together_is_told),
        cmocka_unit_test(the_builder_refuses_columns_without_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
