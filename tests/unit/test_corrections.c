/* SPDX-License-Identifier: MIT */
/* Closed periods: a year is played month by month while earlier months change again and again. What was credited stays;
 * what is to be credited is always what is due by now without what was credited already. */
#include "apply_check.h"

enum { MONTHS = 12, REPS = 4, KEYS = 2 };

static const char *const reps[REPS] = {"R1", "R2", "R3", "R10"};
static const char *const month_codes[MONTHS] = {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
                                                "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"};

/* Sales and totals (KEYS) of everybody in every month, in hundredths, as they are now and as they were credited. */
typedef struct year {
    int64_t now[KEYS][REPS][MONTHS], credited[KEYS][REPS][MONTHS];
    int has_now[KEYS][REPS][MONTHS], has_credited[KEYS][REPS][MONTHS];
} year;

static void add_text(char *text, size_t size, const char *before, const char *after, int64_t value)
{
    char number[24];
    size_t length = strlen(text);

    snprintf(text + length, size - length, "%s%s%s", before, (cpf_decimal_format(value, 2, number), number), after);
}

/* The first `closed` months are closed, each on the fifth of the month after next. */
static const char *year_records(const year *y, int closed)
{
    static char text[65536];
    char head[200];
    size_t length;

    snprintf(text, sizeof text, "{\"kind\": \"closing\", \"rows\": [");
    for (int m = 0; m < closed; m++) {
        length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s{\"period\": \"%s\", \"on\": \"2026-%02d-28\"}", m ? ", " : "",
                 month_codes[m], m + 1);
    }
    strcat(text, "]}, {\"kind\": \"credited\", \"rows\": [");
    for (int m = 0; m < closed; m++)
        for (int r = 0; r < REPS; r++)
            for (int k = 0; k < KEYS; k++) {
                if (!y->has_credited[k][r][m])
                    continue;
                snprintf(head, sizeof head, "%s{\"period\": \"%s\", \"unit\": \"%s\", %s",
                         text[strlen(text) - 1] == '[' ? "" : ", ", month_codes[m], reps[r],
                         k ? "\"total\": \"" : "\"indicator\": \"sales\", \"amount\": \"");
                add_text(text, sizeof text, head, "\"}", y->credited[k][r][m]);
            }
    strcat(text, "]}");
    return text;
}

static cpf_facts *year_facts(const cpf_model *model, const year *y)
{
    const char *lines[REPS * MONTHS][4];
    static char values[REPS * MONTHS][24];
    int32_t count = 0;

    for (int m = 0; m < MONTHS; m++)
        for (int r = 0; r < REPS; r++) {
            if (!y->has_now[0][r][m])
                continue;
            cpf_decimal_format(y->now[0][r][m], 2, values[count]);
            memcpy(lines[count], (const char *[]){reps[r], "sales", month_codes[m], values[count]},
                   sizeof lines[count]);
            count++;
        }
    return apply_facts(model, count, (const char *const(*)[4])lines);
}

static cpf_tables *year_results(const year *y, int months)
{
    const char *lines[REPS * MONTHS][4];
    static char values[REPS * MONTHS][24];
    int32_t count = 0;

    for (int m = 0; m < months; m++)
        for (int r = 0; r < REPS; r++) {
            values[count][0] = '\0';
            if (y->has_now[1][r][m])
                cpf_decimal_format(y->now[1][r][m], 2, values[count]);
            memcpy(lines[count], (const char *[]){month_codes[m], reps[r], values[count], ""}, sizeof lines[count]);
            count++;
        }
    return apply_results(count, (const char *const(*)[4])lines);
}

static void draw_month(cpf_test_random *random, year *y, int m)
{
    for (int k = 0; k < KEYS; k++)
        for (int r = 0; r < REPS; r++) {
            y->has_now[k][r][m] = cpf_test_between(random, 0, 9) > 0;
            y->now[k][r][m] = y->has_now[k][r][m] ? cpf_test_between(random, -2000, 20000) : 0;
        }
}

static int64_t cell_of(const cpf_table *table, const char *column, int64_t row, int *there)
{
    int32_t at = cpf_table_find(table, column);

    *there = cpf_table_valid(table, at, row);
    return *there ? cpf_table_decimals(table, at)[row] : 0;
}

/* The row of a unit, its period and of sales or the total; -1: none. */
static int64_t row_of(const cpf_table *table, int r, const char *period, int k)
{
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (!strcmp(cpf_table_text(table, cpf_table_find(table, "unit"), row), reps[r]) &&
            !strcmp(cpf_table_text(table, cpf_table_find(table, "period"), row), period) &&
            !strcmp(cpf_table_text(table, cpf_table_find(table, "indicator"), row), k ? "" : "sales"))
            return row;
    return -1;
}

/* Every difference of a closed month is told, and nothing else. */
static void check_corrections(const cpf_table *table, const year *y, int closed)
{
    int64_t rows = 0;

    for (int k = 0; k < KEYS; k++)
        for (int r = 0; r < REPS; r++)
            for (int m = 0; m < closed; m++) {
                int64_t row = row_of(table, r, month_codes[m], k), difference = y->now[k][r][m] - y->credited[k][r][m];
                int there;

                assert_int_equal(row >= 0, difference != 0);
                if (!difference)
                    continue;
                rows++;
                assert_int_equal(cell_of(table, "difference", row, &there), difference);
                assert_int_equal(cell_of(table, "credited", row, &there), y->credited[k][r][m]);
                assert_int_equal(there, y->has_credited[k][r][m]);
                assert_int_equal(cell_of(table, "recomputed", row, &there), y->now[k][r][m]);
                assert_int_equal(there, y->has_now[k][r][m]);
                apply_cell(table, "into", row, month_codes[closed]);
            }
    assert_int_equal(cpf_table_row_count(table), rows);
}

/* What is credited in the open month: what is due by now without what was credited. The month is then closed with it.
 */
static void check_true_ups(const cpf_table *table, year *y, int open)
{
    for (int k = 0; k < KEYS; k++)
        for (int r = 0; r < REPS; r++) {
            int64_t row = row_of(table, r, month_codes[open], k), due = 0, before = 0, credit = y->now[k][r][open];
            int there;

            for (int m = 0; m <= open; m++) {
                due += y->now[k][r][m];
                before += m < open ? y->credited[k][r][m] : 0;
            }
            assert_int_equal(row >= 0, due - before != y->now[k][r][open]);
            if (row >= 0) {
                credit = cell_of(table, "credit", row, &there);
                assert_int_equal(cell_of(table, "cumulative", row, &there), due);
                assert_int_equal(cell_of(table, "credited_before", row, &there), before);
                assert_int_equal(cell_of(table, "carried", row, &there), credit - y->now[k][r][open]);
                cell_of(table, "own", row, &there);
                assert_int_equal(there, y->has_now[k][r][open]);
            }
            assert_int_equal(credit, due - before);
            y->credited[k][r][open] = credit;
            y->has_credited[k][r][open] = row >= 0 || y->has_now[k][r][open];
        }
}

/* Each row explains itself out of the others. */
static void check_explained(const cpf_model *model, const cpf_tables *tables, const char *name)
{
    const cpf_table *table = cpf_tables_find(tables, name);

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;

        if (cpf_explain_row(model, tables, name, row, NULL, NULL, NULL, &explanation, &error) != CPF_OK)
            cpf_test_tell(CPF_OK, error);
        assert_non_null(explanation);
        cpf_explanation_free(explanation);
    }
}

static void play_month(year *y, int open)
{
    cpf_model *model = apply_model(year_records(y, open));
    cpf_facts *facts = year_facts(model, y);
    cpf_tables *results = year_results(y, MONTHS), *tables = apply_run(model, facts, NULL, results, NULL);

    check_corrections(cpf_tables_find(tables, "corrections"), y, open);
    check_explained(model, tables, "corrections");
    check_explained(model, tables, "true_ups");
    check_true_ups(cpf_tables_find(tables, "true_ups"), y, open);
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

/* At the end of the year everything that is due has been credited, once. */
static void test_year(void **state)
{
    cpf_test_random random = cpf_test_seed("closed months", 20261127);

    (void)state;
    for (int i = 0; i < 12; i++) {
        static year y;
        int64_t due = 0, credited = 0;

        memset(&y, 0, sizeof y);
        draw_month(&random, &y, 0);
        for (int r = 0; r < REPS; r++) /* January is credited as it is: somebody there was credited in all */
            for (int k = 0; k < KEYS; k++) {
                y.credited[k][r][0] = y.now[k][r][0];
                y.has_credited[k][r][0] = y.has_now[k][r][0] || r == 0;
            }
        for (int m = 1; m < MONTHS; m++) {
            draw_month(&random, &y, m);
            for (int late = 0; late < 2; late++)
                draw_month(&random, &y, (int)cpf_test_between(&random, 0, m));
            play_month(&y, m);
        }
        for (int m = 0; m < MONTHS; m++)
            for (int r = 0; r < REPS; r++) {
                due += y.now[0][r][m];
                credited += y.credited[0][r][m];
            }
        assert_int_equal(due, credited);
    }
}

static cpf_tables *run_with(const char *records, const char *as_of, const char *period, int32_t count,
                            const char *const (*lines)[4], cpf_status wanted)
{
    cpf_model *model = apply_model(records);
    cpf_facts *facts = apply_facts(model, count, lines);
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    if (as_of)
        assert_int_equal(cpf_day_parse(as_of, &options.as_of), CPF_OK);
    if (period)
        options.period = cpf_model_find_period(model, period);
    status = cpf_apply(model, facts, NULL, NULL, &options, &tables, &error);
    if (status != wanted)
        cpf_test_tell(CPF_OK, error);
    assert_int_equal(status, wanted);
    if (wanted == CPF_E_RANGE)
        cpf_test_has(error, "apply-range");
    cpf_error_free(error);
    cpf_facts_free(facts);
    cpf_model_free(model);
    return tables;
}

#define CLOSED                                                                                                         \
    "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}, {\"period\": \"2026-02\", " \
    "\"on\": \"2026-03-05\"}]}, {\"kind\": \"credited\", \"set\": {\"unit\": \"R1\"}, \"rows\": [{\"period\": "        \
    "\"2026-01\", \"indicator\": \"sales\", \"amount\": 100}, {\"period\": \"2026-02\", \"indicator\": \"sales\", "    \
    "\"amount\": 50}, {\"period\": \"2026-01\", \"indicator\": \"ticket\", \"amount\": 20}]}"

/* What was closed later is still open as of a day before; ratios are corrected, but their differences do not add up. */
static void test_days_and_ratios(void **state)
{
    static const char *const lines[][4] = {{"R1", "sales", "2026-01", "130"},
                                           {"R1", "sales", "2026-02", "50"},
                                           {"R1", "ticket", "2026-01", "26"},
                                           {"R2", "sales", "2026-01", "7"}};
    cpf_tables *tables = run_with(CLOSED, NULL, NULL, 4, lines, CPF_OK);
    const cpf_table *table = cpf_tables_find(tables, "corrections");

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 3);
    apply_cell(table, "difference", 0, "30.00");
    apply_cell(table, "into", 0, "2026-03");
    apply_cell(table, "unit", 1, "R2"); /* of a level that is credited: nothing was credited to it */
    apply_cell(table, "credited", 1, "");
    apply_cell(table, "difference", 2, "6.00");
    apply_cell(table, "indicator", 2, "ticket");
    apply_cell(table, "into", 2, "");
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "true_ups")), 2);
    cpf_tables_free(tables);
    tables = run_with(CLOSED, "2026-02-10", "2026-02", 4, lines, CPF_OK);
    table = cpf_tables_find(tables, "true_ups");
    apply_cell(table, "period", 0, "2026-02");
    apply_cell(table, "own", 0, "50.00");
    apply_cell(table, "credit", 0, "80.00");
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "corrections")), 2); /* the ratio goes nowhere */
    cpf_tables_free(tables);
    tables = run_with(CLOSED, "2026-01-31", NULL, 4, lines, CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "corrections")), 0);
    cpf_tables_free(tables);
}

/* A period that is named takes the difference, or the next open one behind it; at the end of the calendar none does. */
static void test_named_period(void **state)
{
    static const char *const lines[][4] = {{"R1", "sales", "2026-01", "130"}, {"R1", "sales", "2027-12", "9"}};
    static const char records[] =
        "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\", \"into\": \"2026-06\"}, "
        "{\"period\": \"2026-06\", \"on\": \"2026-07-05\"}, {\"period\": \"2027-12\", \"on\": \"2028-01-05\"}]}, "
        "{\"kind\": \"credited\", \"set\": {\"unit\": \"R1\", \"indicator\": \"sales\"}, \"rows\": [{\"period\": "
        "\"2026-01\", \"amount\": 100}, {\"period\": \"2026-06\", \"amount\": 5}, {\"period\": \"2027-12\", "
        "\"amount\": 8}]}";
    cpf_tables *tables = run_with(records, NULL, NULL, 2, lines, CPF_OK);
    const cpf_table *table = cpf_tables_find(tables, "corrections");

    (void)state;
    apply_cell(table, "into", 0, "2026-07");
    apply_cell(table, "period", 1, "2026-06");
    apply_cell(table, "recomputed", 1, "");
    apply_cell(table, "difference", 1, "-5.00");
    apply_cell(table, "into", 2, "");
    table = cpf_tables_find(tables, "true_ups");
    assert_int_equal(cpf_table_row_count(table), 1);
    apply_cell(table, "carried", 0, "25.00");
    apply_cell(table, "own", 0, "");
    apply_cell(table, "credit", 0, "25.00");
    cpf_tables_free(tables);
}

/* Plans without closings have no such tables; a total has the decimals that it needs. */
static void test_totals(void **state)
{
    static const char *const totals[][4] = {{"2026-01", "R1", "80.5", "B"}};
    static const char records[] =
        "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}, {\"period\": "
        "\"2026-02\", \"on\": \"2026-03-05\"}]}, {\"kind\": \"credited\", \"set\": {\"unit\": \"R1\"}, \"rows\": "
        "[{\"period\": \"2026-01\", \"total\": \"80.1234\"}, {\"period\": \"2026-02\", \"total\": 70}]}";
    cpf_model *model = apply_model(records), *none = apply_model("");
    cpf_tables *results = apply_results(1, totals), *tables = apply_run(model, NULL, NULL, results, NULL);
    const cpf_table *table = cpf_tables_find(tables, "corrections");

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 1); /* February was not appraised again */
    apply_cell(table, "credited", 0, "80.1234");
    apply_cell(table, "difference", 0, "0.3766");
    cpf_tables_free(tables);
    tables = apply_run(none, NULL, NULL, results, NULL);
    assert_null(cpf_tables_find(tables, "corrections"));
    assert_null(cpf_tables_find(tables, "true_ups"));
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_model_free(model);
    cpf_model_free(none);
}

static void test_out_of_range(void **state)
{
    static const char *const far[][4] = {{"R1", "sales", "2026-01", "90000000000000000"},
                                         {"R1", "sales", "2026-02", "90000000000000000"}};
    static const char one[] =
        "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}]}, {\"kind\": "
        "\"credited\", \"set\": {\"unit\": \"R1\", \"indicator\": \"sales\"}, \"rows\": [{\"period\": \"2026-01\", "
        "\"amount\": \"%s\"}]}";
    char records[500];

    (void)state;
    snprintf(records, sizeof records, one, "-90000000000000000");
    assert_null(run_with(records, NULL, NULL, 1, far, CPF_E_RANGE)); /* the difference */
    snprintf(records, sizeof records, one, "0");
    assert_null(run_with(records, NULL, NULL, 2, far, CPF_E_RANGE)); /* with the open period's own */
    assert_null(run_with("{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}, "
                         "{\"period\": \"2026-02\", \"on\": \"2026-03-05\"}]}, {\"kind\": \"credited\", \"set\": "
                         "{\"unit\": \"R1\", \"indicator\": \"sales\"}, \"rows\": [{\"period\": \"2026-01\", "
                         "\"amount\": 1}, {\"period\": \"2026-02\", \"amount\": 1}]}",
                         NULL, NULL, 2, far, CPF_E_RANGE)); /* two closed ones together */
}

static void test_findings(void **state)
{
    static const char *const wrong[][2] = {
        {"closing-empty", "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}]}"},
        {"closing-into", "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\", "
                         "\"into\": \"2026-01\"}]}"},
        {"credited-figure", "{\"kind\": \"credited\", \"rows\": [{\"period\": \"2026-01\", \"unit\": \"R1\", "
                            "\"indicator\": \"sales\", \"amount\": 1, \"total\": 2}]}"},
        {"credited-figure", "{\"kind\": \"credited\", \"rows\": [{\"period\": \"2026-01\", \"unit\": \"R1\"}]}"},
        {"credited-open", "{\"kind\": \"credited\", \"rows\": [{\"period\": \"2026-01\", \"unit\": \"R1\", \"total\": "
                          "2}]}"},
        {"unknown-period", "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2099-01\", \"on\": \"2026-02-05\"}]}"},
        {"unknown-period",
         "{\"kind\": \"credited\", \"rows\": [{\"period\": \"2099-01\", \"unit\": \"R1\", \"total\": 1}]}"},
        {"credited-figure", "{\"kind\": \"credited\", \"rows\": [{\"period\": \"2026-01\", \"unit\": \"R1\", "
                            "\"indicator\": \"sales\"}]}"},
        {"record-twice", "{\"kind\": \"closing\", \"rows\": [{\"period\": \"2026-01\", \"on\": \"2026-02-05\"}, "
                         "{\"period\": \"2026-01\", \"on\": \"2026-02-06\"}]}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = apply_plan(NULL, wrong[i][1]);
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i][0]);
        assert_true(*cpf_error_message_at(error, at, CPF_CHINESE) && *cpf_error_subject_at(error, at));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

static void test_memory(void **state)
{
    static const char *const lines[][4] = {{"R1", "sales", "2026-01", "130"}, {"R2", "sales", "2026-01", "7"}};
    static const char *const totals[][4] = {{"2026-01", "R1", "80", "B"}};
    static const char records[] = CLOSED ", {\"kind\": \"credited\", \"rows\": [{\"period\": \"2026-01\", \"unit\": "
                                         "\"R1\", \"total\": 70}]}";
    static const char *const names[] = {"corrections", "true_ups"};
    static const int64_t rows[] = {5, 3};
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan = apply_plan(context, records);
    cpf_model *model = NULL;
    cpf_facts *facts;
    cpf_tables *results = apply_results(1, totals);

    (void)state;
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    facts = apply_facts(model, 2, lines);
    for (int i = 0; i < 2; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_stage_options options;
            cpf_tables *tables = NULL;
            cpf_error *error = NULL;

            cpf_stage_options_init(&options, sizeof options);
            options.only = names[i];
            cpf_test_memory_limit(memory, n);
            status = cpf_apply(model, facts, NULL, results, &options, &tables, &error);
            cpf_test_memory_limit(memory, -1);
            if (status == CPF_OK)
                assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), rows[i]);
            cpf_tables_free(tables);
            cpf_error_free(error);
        }
        assert_int_equal(status, CPF_OK);
    }
    cpf_tables_free(results);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_year),   cmocka_unit_test(test_days_and_ratios), cmocka_unit_test(test_named_period),
        cmocka_unit_test(test_totals), cmocka_unit_test(test_out_of_range),    cmocka_unit_test(test_findings),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
