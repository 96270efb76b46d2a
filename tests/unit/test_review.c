/* SPDX-License-Identifier: MIT */
/* Results after the appraisal: composed, calibrated, announced and appealed; against figures worked out by hand and a
 * dull reference. */
#include <stdio.h>
#include <string.h>

#include "sha256.h"
#include "support.h"
#include "table.h"

enum { PEOPLE = 12, QUARTERS = 4 };

static const char grades[][2] = {"A", "B", "C", "D"};

/* A plan with PEOPLE people, four grades by band, and the given records. */
static cpf_status make_plan(cpf_context *context, const char *records, cpf_plan **plan)
{
    static char text[16384];
    int n =
        snprintf(text, sizeof text,
                 "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, "
                 "{\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");

    for (int i = 0; i < PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i + 1);
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": [{\"code\": "
             "\"sales\", \"formula\": \"sum(s)\", \"decimals\": 2, \"direction\": \"more\", \"owner\": \"o\", "
             "\"data_source\": \"d\"}], \"scorecards\": [{\"code\": \"rep\", \"level\": \"person\", \"items\": "
             "[{\"indicator\": \"sales\", \"weight\": 100, \"target\": \"100\", \"rule\": {\"name\": \"linear\"}}]}], "
             "\"grades\": [{\"code\": \"people\", \"level\": \"person\", \"bands\": [{\"grade\": \"A\", \"from\": 90}, "
             "{\"grade\": \"B\", \"from\": 75}, {\"grade\": \"C\", \"from\": 60}, {\"grade\": \"D\"}]}], \"records\": "
             "[%s]}",
             records);
    return cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, plan, NULL);
}

static int grade_of(int64_t total)
{
    return total >= 9000 ? 0 : total >= 7500 ? 1 : total >= 6000 ? 2 : 3;
}

/* Totals of people in a period; a negative one: no total. */
static cpf_table *totals_table(const int64_t *totals)
{
    static const cpf__column columns[] = {{"unit", {"u", "u"}, CPF_COLUMN_TEXT, 0},
                                          {"scorecard", {"s", "s"}, CPF_COLUMN_TEXT, 0},
                                          {"total", {"t", "t"}, CPF_COLUMN_DECIMAL, 2},
                                          {"grade_people", {"g", "g"}, CPF_COLUMN_TEXT, 0}};
    cpf_table *table = cpf__table_new(NULL, "totals", PEOPLE, columns, 4);

    for (int i = 0; i < PEOPLE; i++) {
        char code[16];

        snprintf(code, sizeof code, "P%d", i + 1);
        cpf__table_set_text(table, 0, i, code);
        cpf__table_set_text(table, 1, i, "rep");
        if (totals[i] < 0)
            continue;
        cpf__table_set_decimal(table, 2, i, totals[i]);
        cpf__table_set_text(table, 3, i, grades[grade_of(totals[i])]);
    }
    return table;
}

static int64_t totals[QUARTERS][PEOPLE];

static void draw_totals(void)
{
    cpf_test_random random = cpf_test_seed("review", 1124);

    for (int q = 0; q < QUARTERS; q++) {
        for (int i = 0; i < PEOPLE; i++)
            totals[q][i] = cpf_test_between(&random, 0, 5) ? cpf_test_between(&random, 3000, 12000) : -1;
    }
    totals[3][0] = totals[2][0] = totals[1][0] = totals[0][0] = -1; /* nothing at all */
}

static cpf_tables *gather(const char *const *periods, int count)
{
    cpf_tables *results = NULL;

    assert_int_equal(cpf_tables_new(NULL, &results), CPF_OK);
    for (int i = 0; i < count; i++)
        assert_int_equal(cpf_tables_add(results, periods[i], totals_table(totals[i]), NULL), CPF_OK);
    return results;
}

static cpf_tables *review(const char *records, const cpf_tables *results, const char *as_of)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_stage_options options;

    assert_int_equal(make_plan(NULL, records, &plan), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    if (as_of)
        assert_int_equal(cpf_day_parse(as_of, &options.as_of), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_review(model, results, &options, &tables, &error), error), CPF_OK);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return tables;
}

static const char *const quarters[] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"};

static void check_text(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), text);
}

/* Sum of weight x total over those with a total, divided once, half away from zero (all are positive). */
static int64_t dull_mean(int person, const int64_t *weights, int64_t *missing)
{
    int64_t sum = 0, weight = 0;

    *missing = 0;
    for (int q = 0; q < QUARTERS; q++) {
        if (totals[q][person] < 0) {
            *missing += weights[q];
            continue;
        }
        sum += weights[q] * totals[q][person];
        weight += weights[q];
    }
    return weight ? (2 * sum + weight) / (2 * weight) : -1;
}

static void check_composed(const char *records, const int64_t *weights)
{
    cpf_tables *results = gather(quarters, QUARTERS), *tables = review(records, results, NULL);
    const cpf_table *composed = cpf_tables_find(tables, "composed"), *parts = cpf_tables_find(tables, "composed_parts");
    int32_t total = cpf_table_find(composed, "total");

    assert_int_equal(cpf_table_row_count(composed), PEOPLE);
    assert_int_equal(cpf_table_row_count(parts), PEOPLE * QUARTERS);
    for (int i = 0; i < PEOPLE; i++) {
        int64_t missing, mean = dull_mean(i, weights, &missing);

        assert_int_equal(cpf_table_valid(composed, total, i), mean >= 0);
        if (mean >= 0)
            assert_int_equal(cpf_table_decimals(composed, total)[i], mean);
        assert_int_equal(cpf_table_decimals(composed, cpf_table_find(composed, "missing_weight"))[i], missing);
    }
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

static void test_composed(void **state)
{
    static const int64_t equal[] = {10000, 10000, 10000, 10000}, weights[] = {10000, 20000, 30000, 45000};

    (void)state;
    draw_totals();
    check_composed("{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}]}", equal);
    check_composed(
        "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\", \"rule\": \"weighted\"}]}, {\"kind\": "
        "\"composition_part\", \"set\": {\"period\": \"2026\"}, \"rows\": [{\"part\": \"2026-Q1\"}, {\"part\": "
        "\"2026-Q2\", \"weight\": 2}, {\"part\": \"2026-Q3\", \"weight\": 3}, {\"part\": \"2026-Q4\", \"weight\": "
        "4.5}]}",
        weights);
}

/* The long period's own appraisal is taken as it is. */
static void test_cumulative(void **state)
{
    static const char *const year[] = {"2026"};
    cpf_tables *results, *tables;
    const cpf_table *composed;

    (void)state;
    draw_totals();
    results = gather(year, 1);
    tables =
        review("{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\", \"rule\": \"cumulative\", \"scorecard\": "
               "\"rep\"}]}",
               results, NULL);
    composed = cpf_tables_find(tables, "composed");
    for (int i = 0; i < PEOPLE; i++) {
        if (totals[0][i] >= 0)
            assert_int_equal(cpf_table_decimals(composed, cpf_table_find(composed, "total"))[i], totals[0][i]);
    }
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* P2 82 B, P3 91 A, P4 50 D; the others 70 C; P1 nothing. */
static const char moves[] =
    "{\"kind\": \"calibration_rule\", \"rows\": [{\"standing\": \"people\", \"most_steps\": 1}]}, {\"kind\": "
    "\"calibration_move\", \"set\": {\"standing\": \"people\", \"period\": \"2026-Q1\", \"by\": \"Li\", \"reason\": "
    "\"r\"}, "
    "\"rows\": [{\"unit\": \"P2\", \"to\": \"C\", \"on\": \"2026-04-03\"}, {\"unit\": \"P2\", \"to\": \"A\", \"on\": "
    "\"2026-04-02\"}, {\"unit\": \"P3\", \"to\": \"C\", \"on\": \"2026-04-02\"}, {\"unit\": \"P4\", \"to\": \"B\", "
    "\"on\": "
    "\"2026-04-02\", \"second\": \"Wang\"}, {\"unit\": \"P1\", \"to\": \"B\", \"on\": \"2026-04-02\"}]}";

static void set_meeting(void)
{
    for (int i = 0; i < PEOPLE; i++)
        totals[0][i] = 7000;
    totals[0][0] = -1;
    totals[0][1] = 8200;
    totals[0][2] = 9100;
    totals[0][3] = 5000;
}

static void check_finals(const char *as_of, const char *const *wanted)
{
    cpf_tables *results = gather(quarters, 1), *tables = review(moves, results, as_of);
    const cpf_table *finals = cpf_tables_find(tables, "final_grades"), *counts = cpf_tables_find(tables, "calibration");
    int64_t before = 0, after = 0;

    assert_int_equal(cpf_table_row_count(finals), PEOPLE - 1);
    for (int i = 0; i < 3; i++)
        check_text(finals, "grade", i, wanted[i]);
    for (int i = 0; i < 4; i++) {
        before += cpf_table_decimals(counts, cpf_table_find(counts, "before"))[i];
        after += cpf_table_decimals(counts, cpf_table_find(counts, "after"))[i];
    }
    assert_int_equal(before, PEOPLE - 1);
    assert_int_equal(after, before);
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

static void test_calibration(void **state)
{
    static const char *const start[] = {"B", "A", "D"}, *const second[] = {"A", "A", "B"},
                             *const end[] = {"A", "A", "B"};
    cpf_tables *results, *tables;
    const cpf_table *made;

    (void)state;
    set_meeting();
    check_finals("2026-04-01", start);
    check_finals("2026-04-02", second);
    check_finals(NULL, end); /* from A to C are two steps, and nobody approved */
    results = gather(quarters, 1);
    tables = review(moves, results, NULL);
    made = cpf_tables_find(tables, "calibration_moves");
    assert_int_equal(cpf_table_row_count(made), 5);
    check_text(made, "why_not", 1, "second-approver"); /* P3 */
    check_text(made, "why_not", 3, "no-grade");        /* P1 */
    check_text(made, "why_not", 4, "second-approver"); /* P2 back */
    check_text(made, "from", 4, "A");
    check_text(made, "steps", 2, "2");
    made = cpf_tables_find(tables, "calibration");
    check_text(made, "mean_before", 0, "91.00");
    check_text(made, "mean_after", 0, "86.50");    /* P2 82, P3 91 */
    check_text(made, "share_before", 0, "9.0909"); /* one of eleven */
    check_text(made, "share_after", 0, "18.1818");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

static const char cases[] =
    "{\"kind\": \"case_rule\", \"rows\": [{\"appeal_days\": 7, \"review_days\": 10}]}, {\"kind\": \"case_event\", "
    "\"set\": "
    "{\"period\": \"2026-Q1\"}, \"rows\": [{\"unit\": \"P2\", \"state\": \"delivered\", \"on\": \"2026-04-10\"}, "
    "{\"unit\": "
    "\"P3\", \"state\": \"delivered\", \"on\": \"2026-04-10\"}, {\"unit\": \"P3\", \"state\": \"appealed\", \"on\": "
    "\"2026-04-17\", \"indicator\": \"sales\", \"reason\": \"returns\"}, {\"unit\": \"P3\", \"state\": \"reviewed\", "
    "\"on\": "
    "\"2026-04-20\"}, {\"unit\": \"P3\", \"state\": \"changed\", \"on\": \"2026-04-21\", \"total\": \"93.5\"}, "
    "{\"unit\": "
    "\"P4\", \"state\": \"delivered\", \"on\": \"2026-04-10\"}, {\"unit\": \"P4\", \"state\": \"seen\", \"on\": "
    "\"2026-04-11\"}, {\"unit\": \"P4\", \"state\": \"appealed\", \"on\": \"2026-04-12\", \"reason\": \"returns\"}]}";

static void test_cases(void **state)
{
    cpf_tables *results, *tables;
    const cpf_table *made;

    (void)state;
    set_meeting();
    results = gather(quarters, 1);
    tables = review(cases, results, "2026-04-30");
    made = cpf_tables_find(tables, "cases");
    assert_int_equal(cpf_table_row_count(made), 3);
    check_text(made, "state", 0, "accepted"); /* by silence: nothing came in seven days */
    check_text(made, "silent", 0, "1");
    check_text(made, "due", 0, "2026-04-17");
    check_text(made, "state", 1, "changed");
    check_text(made, "old_total", 1, "91.00");
    check_text(made, "new_total", 1, "93.50");
    check_text(made, "indicator", 1, "sales");
    check_text(made, "state", 2, "appealed");
    check_text(made, "due", 2, "2026-04-22");
    check_text(made, "overdue", 2, "1");
    made = cpf_tables_find(tables, "case_causes");
    assert_int_equal(cpf_table_row_count(made), 1);
    check_text(made, "appeals", 0, "2");
    check_text(made, "changed", 0, "1");
    check_text(made, "upheld", 0, "0");
    cpf_tables_free(tables);
    tables = review(cases, results, "2026-04-17"); /* still the day itself */
    check_text(cpf_tables_find(tables, "cases"), "state", 0, "delivered");
    check_text(cpf_tables_find(tables, "cases"), "state", 1, "appealed");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* Every entry's hash is that of its cells and of the hash before, worked out again from the table as it is read. */
static void test_log(void **state)
{
    cpf_tables *tables = review(cases, NULL, NULL);
    const cpf_table *log = cpf_tables_find(tables, "case_log");
    int32_t hash = cpf_table_find(log, "hash");

    (void)state;
    assert_int_equal(cpf_table_row_count(log), 8);
    for (int64_t row = 0; row < 8; row++) {
        char text[512] = "", buffer[40], expected[CPF__SHA256_TEXT];

        for (int32_t column = 0; column < hash; column++) {
            strcat(text, cpf_table_format(log, column, row, buffer));
            strcat(text, "\n");
        }
        cpf__sha256_text(text, (int64_t)strlen(text), expected);
        check_text(log, "hash", row, expected);
        check_text(log, "hash_before", row, row ? cpf_table_text(log, hash, row - 1) : "");
    }
    cpf_tables_free(tables);
}

/* Test vectors of FIPS 180-4, and every length around the blocks against each other's prefix. */
static void test_sha256(void **state)
{
    char text[CPF__SHA256_TEXT];

    (void)state;
    cpf__sha256_text("", 0, text);
    assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    cpf__sha256_text("abc", 3, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cpf__sha256_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, text);
    assert_string_equal(text, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    cpf__sha256_text("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                     "mnopqrstnopqrstu",
                     112, text);
    assert_string_equal(text, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

typedef struct wrong_record {
    const char *json, *code, *place;
} wrong_record;

#define EVENT(unit, state, on)                                                                                         \
    "{\"unit\": \"" unit "\", \"period\": \"2026-Q1\", \"state\": \"" state "\", \"on\": \"" on "\"}"
#define EVENTS(rows) "{\"kind\": \"case_event\", \"rows\": [" rows "]}"

static const wrong_record wrong[] = {
    {EVENTS(EVENT("P1", "seen", "2026-04-01")), "case-order", "rows[0].state"},
    {EVENTS(EVENT("P1", "accepted", "2026-04-02") ", " EVENT("P1", "delivered",
                                                             "2026-04-01") ", " EVENT("P1", "appealed", "2026-04-03")),
     "case-order", "rows[2].state"},
    {EVENTS(EVENT("P1", "delivered", "2026-04-01") ", " EVENT("P1", "appealed", "2026-04-09")), "case-late",
     "rows[1].on"},
    {EVENTS(EVENT("P1", "delivered", "2026-04-01") ", " EVENT("P1", "appealed", "2026-04-02") ", " EVENT(
         "P1", "reviewed", "2026-04-03") ", " EVENT("P1", "changed", "2026-04-03")),
     "case-change", "rows[3].total"},
    {"{\"kind\": \"calibration_move\", \"rows\": [{\"standing\": \"people\", \"period\": \"2026\", \"unit\": \"P1\", "
     "\"to\": \"S\", \"on\": \"2026-04-01\", \"by\": \"b\", \"reason\": \"r\"}]}",
     "move-grade", "rows[0].to"},
    {"{\"kind\": \"composition_part\", \"rows\": [{\"period\": \"2026-Q1\", \"part\": \"2026-Q2\"}]}", "part-outside",
     "rows[0].part"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = NULL;
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(make_plan(NULL, wrong[i].json, &plan), CPF_OK);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i].code);
        assert_non_null(strstr(cpf_error_subject_at(error, at), wrong[i].place));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

static void review_named(const char *period, const char *code)
{
    cpf_tables *results = gather(&period, 1), *tables = NULL;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(make_plan(NULL, moves, &plan), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    assert_int_equal(cpf_review(model, results, NULL, &tables, &error), CPF_E_DATA);
    cpf_test_has(error, code);
    cpf_error_free(error);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_tables_free(results);
}

static void test_strange_results(void **state)
{
    (void)state;
    set_meeting();
    review_named("2030-Q1", "result-period");
}

static void test_chaos(void **state)
{
    char records[4096];
    cpf_status status = CPF_E_MEMORY;
    cpf_tables *results;

    (void)state;
    set_meeting();
    results = gather(quarters, 1);
    snprintf(records, sizeof records, "%s, %s, {\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}]}", moves,
             cases);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = NULL;
        cpf_model *model = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        assert_int_equal(make_plan(context, records, &plan), CPF_OK);
        assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = cpf_review(model, results, NULL, &tables, &error);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            assert_int_equal(cpf_tables_count(tables), 10);
        cpf_tables_free(tables);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    cpf_tables_free(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_composed),    cmocka_unit_test(test_cumulative),
        cmocka_unit_test(test_calibration), cmocka_unit_test(test_cases),
        cmocka_unit_test(test_log),         cmocka_unit_test(test_sha256),
        cmocka_unit_test(test_wrong),       cmocka_unit_test(test_strange_results),
        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
