/* SPDX-License-Identifier: MIT */
/* Cubes: every total is met, every cell is the whole number below or above its real value, worked out again by scaling
 * rows and columns in long double; fixed cells stay; what cannot be met is named. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <channelperf/channelperf.h>

#include "support.h"
#include "two_way_whole.h"

enum { ROWS = 9, COLUMNS = 6, CELLS = ROWS * COLUMNS };

typedef struct two_way_case {
    int64_t rows, columns, fixed[CELLS], row_totals[ROWS], column_totals[COLUMNS];
    double seed[CELLS];
} two_way_case;

/* Totals are those of a table that respects what is fixed and empty, so that there is one. */
static void draw_two_way(cpf_test_random *random, two_way_case *it, int64_t most)
{
    memset(it, 0, sizeof *it);
    it->rows = cpf_test_between(random, 1, ROWS);
    it->columns = cpf_test_between(random, 1, COLUMNS);
    for (int64_t k = 0; k < it->rows * it->columns; k++) {
        int empty = cpf_test_between(random, 0, 7) == 0, fixed = cpf_test_between(random, 0, 9) == 0;
        int64_t value = empty ? 0 : cpf_test_between(random, 1, most);

        it->seed[k] = empty ? 0 : (double)cpf_test_between(random, 1, 1000) / 8;
        it->fixed[k] = fixed ? value : INT64_MIN;
        it->row_totals[k / it->columns] += value;
        it->column_totals[k % it->columns] += value;
    }
}

static void scale_lines(const two_way_case *it, int64_t lines, int64_t cells, int64_t stride, int64_t step,
                        const int64_t *totals, long double *table)
{
    for (int64_t i = 0; i < lines; i++) {
        long double sum = 0, total = (long double)totals[i];

        for (int64_t k = 0; k < cells; k++) {
            int64_t cell = i * stride + k * step;

            if (it->fixed[cell] != INT64_MIN)
                total -= (long double)it->fixed[cell];
            else
                sum += table[cell];
        }
        for (int64_t k = 0; k < cells && sum > 0; k++)
            table[i * stride + k * step] *= total / sum;
    }
}

static void check_two_way(const two_way_case *it)
{
    const cpf__two_way table = {it->rows, it->columns, it->seed, it->fixed, it->row_totals, it->column_totals};
    uint8_t rows[ROWS], columns[COLUMNS];
    cpf__two_way_fault fault = {0, rows, columns};
    int64_t cells[CELLS], row_sum[ROWS] = {0}, column_sum[COLUMNS] = {0};
    long double real[CELLS];
    double shown[CELLS];

    assert_int_equal(cpf__two_way_whole(NULL, &table, shown, cells, &fault), CPF_OK);
    for (int64_t k = 0; k < it->rows * it->columns; k++)
        real[k] = it->fixed[k] != INT64_MIN ? 0 : (long double)it->seed[k];
    for (int sweep = 0; sweep < 20000; sweep++) {
        scale_lines(it, it->rows, it->columns, it->columns, 1, it->row_totals, real);
        scale_lines(it, it->columns, it->rows, 1, it->columns, it->column_totals, real);
    }
    for (int64_t k = 0; k < it->rows * it->columns; k++) {
        row_sum[k / it->columns] += cells[k];
        column_sum[k % it->columns] += cells[k];
        if (it->fixed[k] != INT64_MIN)
            assert_int_equal(cells[k], it->fixed[k]);
        else
            assert_true(fabsl((long double)cells[k] - real[k]) < 1 + 1e-4L);
        assert_true(it->fixed[k] != INT64_MIN || fabsl((long double)shown[k] - real[k]) < 1e-3L);
    }
    assert_memory_equal(row_sum, it->row_totals, (size_t)it->rows * sizeof *row_sum);
    assert_memory_equal(column_sum, it->column_totals, (size_t)it->columns * sizeof *column_sum);
}

static void test_two_way(void **state)
{
    cpf_test_random random = cpf_test_seed("two ways", 20261124);
    two_way_case it;

    (void)state;
    for (int round = 0; round < 60; round++) {
        draw_two_way(&random, &it, round % 3 == 0 ? 3 : round % 3 == 1 ? 1000 : 100000000);
        check_two_way(&it);
    }
}

/* Rows that need more than their only columns have; a fixed cell that is too much; sums that differ; signs. */
static void test_two_way_faults(void **state)
{
    const double seed[] = {1, 0, 1, 0, 1, 1};
    const int64_t row_totals[] = {5, 5, 10}, column_totals[] = {8, 12}, other[] = {8, 11}, low[] = {-1, 21};
    const int64_t fixed[] = {6, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN};
    uint8_t rows[3], columns[2];
    cpf__two_way_fault fault = {0, rows, columns};
    cpf__two_way table = {3, 2, seed, NULL, row_totals, column_totals};
    int64_t cells[6];
    double real[6];

    (void)state;
    assert_int_equal(cpf__two_way_whole(NULL, &table, real, cells, &fault), CPF_E_INFEASIBLE);
    assert_int_equal(fault.gap, 2);
    assert_true(rows[0] && rows[1] && !rows[2] && columns[0] && !columns[1]);
    table.fixed = fixed;
    assert_int_equal(cpf__two_way_whole(NULL, &table, real, cells, &fault), CPF_E_INFEASIBLE);
    assert_int_equal(fault.gap, 1);
    assert_true(rows[0] && !rows[1] && !rows[2] && !columns[0]);
    table.column_totals = other;
    assert_int_equal(cpf__two_way_whole(NULL, &table, real, cells, &fault), CPF_E_SUM);
    assert_int_equal(fault.gap, 1);
    table.column_totals = low;
    assert_int_equal(cpf__two_way_whole(NULL, &table, real, cells, &fault), CPF_E_RANGE);
}

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026], \"grain\": \"quarter\"}, \"levels\": [{\"code\": "
    "\"c\"}, {\"code\": \"r\"}], \"units\": [{\"level\": \"c\", \"code\": \"c\"}, {\"level\": \"r\", \"code\": "
    "\"east\", \"parent\": \"c\", \"attributes\": {\"w\": 3}}, {\"level\": \"r\", \"code\": \"west\", \"parent\": "
    "\"c\", \"attributes\": {\"w\": 5}}, {\"level\": \"r\", \"code\": \"south\", \"parent\": \"c\", \"attributes\": "
    "{\"w\": 9}}], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\"}], \"indicators\": [{\"code\": \"k\", "
    "\"formula\": \"sum(m)\", \"decimals\": 2, \"direction\": \"more\", \"unit\": \"u\", \"owner\": \"o\", "
    "\"data_source\": \"d\"}], \"goals\": [{\"unit\": \"c\", \"indicator\": \"k\", \"period\": \"2026\", \"target\": "
    "\"1000.01\", \"split\": {\"by\": \"by_weight\", \"drivers\": [{\"of\": \"w\"}]}, \"season\": {\"by\": "
    "\"days\"}}], \"records\": [{\"kind\": \"cube\", \"rows\": [{\"code\": \"p\", \"indicator\": \"k\", \"period\": "
    "\"2026\", \"level\": \"r\", \"by\": \"%s\"}]}, {\"kind\": \"cube_margin\", \"set\": {\"cube\": \"p\"}, \"rows\": "
    "[%s]}%s]}";

#define SHARES                                                                                                         \
    "{\"column\": \"tea\", \"share\": 30}, {\"column\": \"coffee\", \"share\": 50}, {\"column\": \"ice\", \"share\": " \
    "25}"
#define CELL(kind, fields) ", {\"kind\": \"" kind "\", \"set\": {\"cube\": \"p\"}, \"rows\": [{" fields "}]}"

static cpf_status make_cube(cpf_context *context, const char *by, const char *margins, const char *more,
                            cpf_model **model, cpf_facts **targets, cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options options;
    char text[8192];
    cpf_plan *plan = NULL;
    cpf_status status;

    snprintf(text, sizeof text, head, by, margins, more);
    cpf_stage_options_init(&options, sizeof options);
    options.only = "cube";
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(*model, NULL, NULL, targets, error);
    if (status == CPF_OK)
        status = cpf_cascade_tables(*model, NULL, *targets, &options, tables, error);
    return status;
}

static int64_t target_of(const cpf_model *model, const cpf_facts *targets, const char *unit, const char *period)
{
    return cpf_facts_column(targets, 0, cpf_model_find_period(model, period))[cpf_model_find_unit(model, unit)];
}

/* Sum of the cells of a unit, a column and a period; NULL: of all of them. */
static int64_t sum_of(const cpf_table *table, const char *unit, const char *column, const char *period)
{
    const char *const wanted[] = {unit, column, period}, *const names[] = {"unit", "column", "period"};
    const int64_t *values = cpf_table_decimals(table, cpf_table_find(table, "value"));
    int64_t sum = 0;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        int same = 1;

        for (int i = 0; i < 3; i++)
            same &= !wanted[i] || strcmp(wanted[i], cpf_table_text(table, cpf_table_find(table, names[i]), row)) == 0;
        sum += same ? values[row] : 0;
    }
    return sum;
}

static void check_cube(const char *by, const char *more, const char *const *periods)
{
    static const char *const units[] = {"east", "west", "south"};
    cpf_model *model = NULL;
    cpf_facts *targets = NULL;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *table;

    assert_int_equal(cpf_test_tell(make_cube(NULL, by, SHARES, more, &model, &targets, &tables, &error), error),
                     CPF_OK);
    table = cpf_tables_find(tables, "cube");
    for (int i = 0; i < 3; i++)
        for (int p = 0; periods[p]; p++)
            assert_int_equal(sum_of(table, units[i], NULL, periods[p]),
                             target_of(model, targets, units[i], periods[p]));
    assert_int_equal(sum_of(table, NULL, "tea", NULL), 28572);    /* 100001 * 30 / 105 = 28571.7 */
    assert_int_equal(sum_of(table, NULL, "coffee", NULL), 47619); /* 47619.5 */
    assert_int_equal(sum_of(table, NULL, "ice", NULL), 23810);    /* 23809.8 */
    if (*more) {
        assert_int_equal(sum_of(table, "west", "ice", "2026-Q1"), 0);
        assert_int_equal(sum_of(table, "east", "tea", "2026-Q2"), 1234);
    }
    cpf_tables_free(tables);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_cubes(void **state)
{
    static const char *const whole[] = {"2026", NULL};
    static const char *const quarters[] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", NULL};

    (void)state;
    check_cube("total", "", whole);
    check_cube("months", "", quarters);
    check_cube("months",
               CELL("cube_cell", "\"unit\": \"west\", \"column\": \"ice\", \"period\": \"2026-Q1\", \"value\": 0")
                   CELL("cube_cell", "\"unit\": \"east\", \"column\": \"tea\", \"period\": \"2026-Q2\", \"value\": "
                                     "\"12.34\"")
                       CELL("cube_seed", "\"unit\": \"east\", \"column\": \"ice\", \"weight\": 55.5"),
               quarters);
}

typedef struct wrong_cube {
    const char *by, *margins, *more, *code, *text;
} wrong_cube;

static const wrong_cube wrong[] = {
    {"total", "{\"column\": \"tea\", \"amount\": \"400.005\"}, {\"column\": \"ice\", \"amount\": 600}", "", "cube-fine",
     "p"},
    {"total", "{\"column\": \"tea\", \"amount\": 400}, {\"column\": \"ice\", \"amount\": 600}", "", "cube-sum",
     "1000.01"},
    {"total", "{\"column\": \"tea\", \"amount\": 400}, {\"column\": \"ice\", \"share\": 60}", "", "cube-margin", "p"},
    {"total", "{\"cube\": \"q\", \"column\": \"tea\", \"amount\": 400}", "", "unknown-cube", "q"},
    {"total", "{\"cube\": \"q\", \"column\": \"tea\", \"amount\": 400}", "", "cube-empty", "p"},
    {"total", SHARES, CELL("cube_seed", "\"unit\": \"east\", \"column\": \"te\", \"weight\": 1"), "unknown-cube-column",
     "te"},
    {"total", SHARES, CELL("cube_cell", "\"unit\": \"c\", \"column\": \"tea\", \"value\": 1"), "cube-unit", "c"},
    {"months", SHARES, CELL("cube_cell", "\"unit\": \"east\", \"column\": \"tea\", \"value\": 1"), "cube-period", "p"},
    {"total", SHARES, CELL("cube_cell", "\"unit\": \"east\", \"column\": \"tea\", \"value\": 177"), "cube-gap", "0.53"},
    {"months", SHARES,
     CELL("cube_cell", "\"unit\": \"east\", \"column\": \"tea\", \"value\": 0, \"period\": \"2026-Q1\"")
         CELL("cube_cell", "\"unit\": \"east\", \"column\": \"ice\", \"value\": 0, \"period\": \"2026-Q1\"")
             CELL("cube_cell", "\"unit\": \"east\", \"column\": \"coffee\", \"value\": 0, \"period\": \"2026-Q1\""),
     "cube-gap", "2026-Q1"},
    {"months", SHARES,
     CELL("cube_cell", "\"unit\": \"south\", \"column\": \"ice\", \"value\": 300, \"period\": \"2026-Q1\""), "cube-gap",
     "ice"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        int32_t at;

        assert_int_not_equal(
            make_cube(NULL, wrong[i].by, wrong[i].margins, wrong[i].more, &model, &targets, &tables, &error), CPF_OK);
        at = cpf_test_has(error, wrong[i].code);
        if (!strstr(cpf_error_message_at(error, at, CPF_ENGLISH), wrong[i].text))
            fail_msg("%s", cpf_error_message_at(error, at, CPF_ENGLISH));
        cpf_error_free(error);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
}

static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        if (context)
            status = make_cube(context, "months", SHARES,
                               CELL("cube_seed", "\"unit\": \"east\", \"column\": \"ice\", \"weight\": 55.5"), &model,
                               &targets, &tables, &error);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_way), cmocka_unit_test(test_two_way_faults), cmocka_unit_test(test_cubes),
        cmocka_unit_test(test_wrong),   cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
