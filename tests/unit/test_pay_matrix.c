/* SPDX-License-Identifier: MIT */
/* Coefficients that two indicators say together: against going through the limits one by one, in any order of cells;
 * what is missing; what is wrong with matrices; every allocation failing. */
#include "apply_check.h"

#define LEN(list) ((int32_t)(sizeof(list) / sizeof(list)[0]))

enum { ROWS = 4, COLUMNS = 5, CELLS = ROWS * COLUMNS, ROUNDS = 60 };

/* Limits in 0.0001, rising; coefficients in 0.000001. */
typedef struct drawn_matrix {
    int64_t row_from[ROWS], column_from[COLUMNS], coefficient[CELLS];
} drawn_matrix;

#define PAY "{\"kind\": \"pay\", \"rows\": [{\"code\": \"m\", \"by\": \"matrix\", \"base\": 1000000}]}"
#define MATRIX(rows, columns)                                                                                          \
    ", {\"kind\": \"matrix\", \"rows\": [{\"code\": \"m\", \"rows\": \"" rows "\", \"columns\": \"" columns "\"}]}"
#define CELLS_OF(pay, cells) ", {\"kind\": \"matrix_cell\", \"set\": {\"matrix\": \"" pay "\"}, \"rows\": [" cells "]}"
#define CELL(row, column) "{\"row_from\": \"" row "\", \"column_from\": \"" column "\", \"value\": 1}"

#define ENDING(row, column, row_to, column_to)                                                                         \
    "{\"row_from\": \"" row "\", \"column_from\": \"" column "\", \"value\": 1, \"row_to\": \"" row_to                \
    "\", \"column_to\": \"" column_to "\"}"

static void draw(cpf_test_random *random, drawn_matrix *it)
{
    for (int i = 0; i < ROWS; i++)
        it->row_from[i] = (i ? it->row_from[i - 1] : 4000) + cpf_test_between(random, 1, 3000);
    for (int i = 0; i < COLUMNS; i++)
        it->column_from[i] = (i ? it->column_from[i - 1] : 4000) + cpf_test_between(random, 1, 3000);
    for (int i = 0; i < CELLS; i++)
        it->coefficient[i] = cpf_test_between(random, 0, 2000000);
}

static void write_cells(const drawn_matrix *it, const int32_t *order, char *text, size_t size)
{
    int n = snprintf(text, size, PAY MATRIX("sales", "customers") ", {\"kind\": \"matrix_cell\", \"rows\": [");

    for (int i = 0; i < CELLS; i++) {
        char figures[3][40];

        cpf_decimal_format(it->row_from[order[i] / COLUMNS], 4, figures[0]);
        cpf_decimal_format(it->column_from[order[i] % COLUMNS], 4, figures[1]);
        cpf_decimal_format(it->coefficient[order[i]], 6, figures[2]);
        n += snprintf(text + n, size - (size_t)n,
                      "%s{\"matrix\": \"m\", \"row_from\": \"%s\", \"column_from\": \"%s\", \"value\": \"%s\"}",
                      i ? ", " : "", figures[0], figures[1], figures[2]);
    }
    snprintf(text + n, size - (size_t)n, "]}");
}

/* Position of the last limit that actual / target has reached, -1: none. */
static int reached(const int64_t *from, int count, int64_t actual, int64_t target)
{
    int last = -1;

    for (int i = 0; i < count; i++)
        last = actual * 10000 >= from[i] * target ? i : last;
    return last;
}

static void set_value(cpf_facts *facts, const cpf_model *model, const char *indicator, int64_t value)
{
    cpf_id unit = cpf_model_find_unit(model, "R1"), id = cpf_model_find_indicator(model, indicator);
    cpf_id period = cpf_model_find_period(model, "2026-Q3");

    assert_int_equal(cpf_facts_set(facts, 1, &unit, &id, &period, &value, NULL), CPF_OK);
}

static const char *const result_line[][4] = {{"2026-Q3", "R1", "", ""}};

/* The figures of R1, some of them often at a limit. */
static void check_matrix(cpf_test_random *random, const cpf_model *model, const drawn_matrix *it)
{
    int64_t targets_of[] = {cpf_test_between(random, 1, 400) * 100, cpf_test_between(random, 1, 50) * 20};
    int64_t actuals_of[] = {cpf_test_between(random, 0, 60000), cpf_test_between(random, 0, 1500)}, coefficient;
    cpf_facts *facts = apply_facts(model, 0, NULL), *targets = apply_facts(model, 0, NULL);
    cpf_tables *results = apply_results(1, result_line), *tables;
    int row, column;

    if (cpf_test_between(random, 0, 1)) {
        targets_of[0] = 10000;
        actuals_of[0] = it->row_from[cpf_test_between(random, 0, ROWS - 1)] - cpf_test_between(random, 0, 1);
    }
    set_value(facts, model, "sales", actuals_of[0]);
    set_value(facts, model, "customers", actuals_of[1]);
    set_value(targets, model, "sales", targets_of[0]);
    set_value(targets, model, "customers", targets_of[1]);
    row = reached(it->row_from, ROWS, actuals_of[0], targets_of[0]);
    column = reached(it->column_from, COLUMNS, actuals_of[1], targets_of[1]);
    coefficient = row < 0 || column < 0 ? 0 : it->coefficient[row * COLUMNS + column];
    tables = apply_run(model, facts, targets, results, "pay");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 1);
    assert_int_equal(
        cpf_table_decimals(cpf_tables_at(tables, 0), cpf_table_find(cpf_tables_at(tables, 0), "coefficient"))[0],
        coefficient);
    assert_int_equal(cpf_table_decimals(cpf_tables_at(tables, 0), cpf_table_find(cpf_tables_at(tables, 0), "paid"))[0],
                     coefficient * 100); /* 1,000,000.00 times 10^-6 */
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_facts_free(facts);
    cpf_facts_free(targets);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("pay matrix", 24);
    char text[6000];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        drawn_matrix it;
        int32_t order[CELLS];
        cpf_model *model;

        draw(&random, &it);
        for (int i = 0; i < CELLS; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, CELLS);
        write_cells(&it, order, text, sizeof text);
        model = apply_model(text);
        for (int i = 0; i < 10; i++)
            check_matrix(&random, model, &it);
        cpf_model_free(model);
    }
}

#define TWO_BY_TWO                                                                                                     \
    PAY MATRIX("sales", "customers")                                                                                   \
        CELLS_OF("m", CELL("0", "0") ", " CELL("0", "1") ", " CELL("1", "0") ", " CELL("1", "1"))

/* No coefficient without actual or target, or with a target of 0; a total is not needed. */
static void test_missing(void **state)
{
    cpf_model *model = apply_model(TWO_BY_TWO);

    (void)state;
    for (int missing = 0; missing <= 5; missing++) {
        cpf_facts *facts = apply_facts(model, 0, NULL), *targets = apply_facts(model, 0, NULL);
        cpf_tables *results = apply_results(1, result_line), *tables;

        if (missing != 1)
            set_value(facts, model, "sales", 100);
        if (missing != 2)
            set_value(facts, model, "customers", 1);
        if (missing != 3)
            set_value(targets, model, "sales", missing == 5 ? 0 : 100);
        if (missing != 4)
            set_value(targets, model, "customers", 1);
        tables = apply_run(model, facts, targets, results, "pay");
        apply_cell(cpf_tables_at(tables, 0), "state", 0, missing ? "no_coefficient" : "paid");
        apply_cell(cpf_tables_at(tables, 0), "paid", 0, missing ? "" : "1000000.00");
        cpf_tables_free(tables);
        cpf_tables_free(results);
        cpf_facts_free(facts);
        cpf_facts_free(targets);
    }
    cpf_model_free(model);
}

typedef struct wrong_matrix {
    const char *records, *code, *place;
} wrong_matrix;

static const wrong_matrix wrong[] = {
    {PAY, "pay-no-matrix", "records[0].rows[0]"},
    {PAY MATRIX("sales", "customers"), "matrix-empty", "records[1].rows[0]"},
    {PAY CELLS_OF("m", CELL("0", "0")), "unknown-code", "records[1].rows[0].matrix"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"matrix\", \"matrix\": \"n\", \"base\": 1}]}" MATRIX(
         "sales", "customers") CELLS_OF("m", CELL("0", "0")),
     "unknown-code", "records[0].rows[0].matrix"},
    {PAY MATRIX("sales", "customers") CELLS_OF("m", CELL("0", "0") ", " CELL("0.5", "0") ", " CELL("0", "1")),
     "matrix-cell-missing", "records[2].rows[1].column_from"},
    {PAY MATRIX("sales", "customers") CELLS_OF("m", CELL("0.5", "0") ", " CELL("0.50", "0")), "record-twice",
     "records[2].rows[1]"},
    {PAY MATRIX("sales", "customers") CELLS_OF("m", ENDING("0", "0", "0.4", "") ", " CELL("0.5", "0")), "matrix-gap",
     "records[2].rows[0].row_to"},
    {PAY MATRIX("sales", "customers") CELLS_OF("m", ENDING("0", "0", "", "2") ", " CELL("0", "1")), "matrix-overlap",
     "records[2].rows[0].column_to"},
    {PAY MATRIX("sales", "customers") CELLS_OF("m", ENDING("0", "0", "0.5", "") ", " ENDING("0.5", "0", "1", "")),
     "matrix-end", "records[2].rows[1].row_to"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (int i = 0; i < LEN(wrong); i++) {
        cpf_plan *plan = apply_plan(NULL, wrong[i].records);
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i].code);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i].place))
            fail_msg("%s is told at %s", wrong[i].code, cpf_error_subject_at(error, at));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Where less is better, actual / target chooses nothing. */
static void test_direction(void **state)
{
    static const char text[] =
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"l\"}], \"units\": "
        "[{\"level\": \"l\", \"code\": \"U\"}], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 0}], "
        "\"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(s)\"}, {\"code\": \"days\", \"formula\": "
        "\"sum(s)\", \"direction\": \"less\"}], \"records\": [" PAY MATRIX("sales", "days")
            CELLS_OF("m", CELL("0", "0")) "]}";
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    int32_t at;

    (void)state;
    assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    at = cpf_test_has(error, "matrix-direction");
    assert_non_null(strstr(cpf_error_subject_at(error, at), "records[1].rows[0].columns"));
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = apply_plan(context, TWO_BY_TWO);
        cpf_tables *results = apply_results(1, result_line), *tables = NULL;
        cpf_model *model = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_plan_freeze(plan, &model, NULL);
        if (status == CPF_OK)
            status = cpf_apply(model, NULL, NULL, results, NULL, &tables, NULL);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            apply_cell(cpf_tables_find(tables, "pay"), "state", 0, "no_coefficient");
        cpf_tables_free(tables);
        cpf_tables_free(results);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_missing),   cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_chaos),  cmocka_unit_test(test_direction),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
