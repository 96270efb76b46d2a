/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "table.h"

static const cpf__column columns[] = {
    {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0}, {"sales", {"Sales", "销售额"}, CPF_COLUMN_DECIMAL, 2},
    {"slope", {"Slope", NULL}, CPF_COLUMN_FLOAT, 0},    {"since", {NULL, NULL}, CPF_COLUMN_DAY, 0},
    {"parent", {"Parent", "上级"}, CPF_COLUMN_ID, 0},   {"late", {"Late", "逾期"}, CPF_COLUMN_FLAG, 0},
};
enum { COLUMNS = 6, ROWS = 300 };

static void set_row(cpf_table *table, int64_t row)
{
    char name[32];

    snprintf(name, sizeof name, "unit %d", (int)(row % 50));
    cpf__table_set_text(table, 0, row, name);
    cpf__table_set_decimal(table, 1, row, row * 101 - 5000);
    cpf__table_set_float(table, 2, row, (double)row / 8);
    cpf__table_set_int(table, 3, row, (int32_t)row * 10);
    cpf__table_set_int(table, 4, row, (int32_t)row - 1);
    cpf__table_set_int(table, 5, row, row % 3 == 0);
}

static void check_row(const cpf_table *table, int64_t row)
{
    char name[32];

    snprintf(name, sizeof name, "unit %d", (int)(row % 50));
    assert_string_equal(cpf_table_text(table, 0, row), name);
    assert_int_equal(cpf_table_decimals(table, 1)[row], row * 101 - 5000);
    assert_true(cpf_table_floats(table, 2)[row] == (double)row / 8);
    assert_int_equal(cpf_table_ints(table, 3)[row], row * 10);
    assert_int_equal(cpf_table_ints(table, 4)[row], row - 1);
    assert_int_equal(cpf_table_ints(table, 5)[row], row % 3 == 0);
}

static cpf_status make_table(const cpf_context *context, cpf_table **table)
{
    cpf_error *error = NULL;
    cpf_status status;
    cpf_table *made = cpf__table_new(context, "totals", 10, columns, COLUMNS);

    for (int64_t row = 0; row < ROWS; row++)
        set_row(made, row < 10 ? row : cpf__table_add_row(made));
    cpf__table_set_scaled(made, 1, 5, 101 * 5 - 5000, 3);
    status = cpf__table_done(made, table, &error);
    assert_int_equal(cpf_error_status(error), status);
    cpf_error_free(error);
    return status;
}

static void cells_are_what_was_set_while_the_table_grows(void **state)
{
    cpf_table *table = NULL;

    (void)state;
    assert_int_equal(make_table(NULL, &table), CPF_OK);
    assert_string_equal(cpf_table_name(table), "totals");
    assert_int_equal(cpf_table_row_count(table), ROWS);
    assert_int_equal(cpf_table_column_count(table), COLUMNS);
    for (int64_t row = 0; row < ROWS; row++)
        check_row(table, row);
    for (int32_t i = 0; i < COLUMNS; i++)
        assert_null(cpf_table_validity(table, i));
    cpf_table_free(table);
}

static void heads_can_be_read_in_both_languages(void **state)
{
    cpf_table *table = cpf__table_new(NULL, "t", 0, columns, COLUMNS);

    (void)state;
    assert_non_null(table);
    for (int32_t i = 0; i < COLUMNS; i++) {
        assert_string_equal(cpf_table_column_name(table, i), columns[i].name);
        assert_int_equal(cpf_table_column_type(table, i), columns[i].type);
        assert_int_equal(cpf_table_column_decimals(table, i), columns[i].decimals);
        assert_int_equal(cpf_table_find(table, columns[i].name), i);
    }
    assert_string_equal(cpf_table_column_title(table, 1, CPF_CHINESE), "销售额");
    assert_string_equal(cpf_table_column_title(table, 1, CPF_ENGLISH), "Sales");
    assert_string_equal(cpf_table_column_title(table, 2, CPF_CHINESE), "slope");
    assert_string_equal(cpf_table_column_title(table, 3, CPF_ENGLISH), "since");
    assert_int_equal(cpf_table_find(table, "nothing"), CPF_NONE);
    assert_int_equal(cpf_table_find(table, NULL), CPF_NONE);
    cpf_table_free(table);
}

static void a_cell_has_a_value_once_it_is_set(void **state)
{
    cpf_table *table = cpf__table_new(NULL, "t", 20, columns, COLUMNS);
    char buffer[40];

    (void)state;
    for (int64_t row = 0; row < 20; row++)
        assert_false(cpf_table_valid(table, 1, row));
    for (int64_t row = 19; row >= 0; row--) {
        assert_non_null(cpf_table_validity(table, 1));
        assert_string_equal(cpf_table_format(table, 1, row, buffer), "");
        cpf__table_set_decimal(table, 1, row, row);
        cpf__table_set_decimal(table, 1, row, row); /* twice is once */
        assert_true(cpf_table_valid(table, 1, row));
        assert_true(cpf_table_validity(table, 1) == NULL || !row || !(cpf_table_validity(table, 1)[0] & 1));
    }
    assert_null(cpf_table_validity(table, 1));
    assert_string_equal(cpf_table_text(table, 0, 3), "");
    assert_int_equal(cpf__table_add_row(table), 20);
    assert_false(cpf_table_valid(table, 1, 20));
    assert_non_null(cpf_table_validity(table, 1));
    cpf_table_free(table);
}

static void cells_are_written_by_their_type(void **state)
{
    cpf_table *table = cpf__table_new(NULL, "t", 3, columns, COLUMNS);
    char buffer[40];

    (void)state;
    cpf__table_set_text(table, 0, 0, "华东");
    cpf__table_set_decimal(table, 1, 0, -7);
    cpf__table_set_scaled(table, 1, 1, 12345, 4);
    cpf__table_set_scaled(table, 1, 2, 5, 0);
    cpf__table_set_float(table, 2, 0, 0.1);
    cpf__table_set_int(table, 3, 0, 0);
    cpf__table_set_int(table, 4, 0, 42);
    cpf__table_set_int(table, 5, 0, 1);
    assert_string_equal(cpf_table_format(table, 0, 0, buffer), "华东");
    assert_string_equal(cpf_table_format(table, 1, 0, buffer), "-0.07");
    assert_string_equal(cpf_table_format(table, 1, 1, buffer), "1.2345");
    assert_string_equal(cpf_table_format(table, 1, 2, buffer), "5");
    assert_string_equal(cpf_table_format(table, 2, 0, buffer), "0.1");
    assert_string_equal(cpf_table_format(table, 3, 0, buffer), "1970-01-01");
    assert_string_equal(cpf_table_format(table, 4, 0, buffer), "42");
    assert_string_equal(cpf_table_format(table, 5, 0, buffer), "1");
    assert_string_equal(cpf_table_format(table, 9, 0, buffer), "");
    assert_int_equal(cpf_table_column_decimals(table, 1), 4);
    assert_int_equal(cpf_table_row_decimals(table, 1, 0), 2);
    assert_int_equal(cpf_table_row_decimals(table, 1, 1), 4);
    assert_int_equal(cpf_table_row_decimals(table, 1, 2), 0);
    cpf_table_free(table);
}

static void what_is_not_there_is_ignored(void **state)
{
    cpf_table *table = cpf__table_new(NULL, "t", 2, columns, COLUMNS);

    (void)state;
    cpf__table_set_decimal(table, 0, 0, 1); /* another type */
    cpf__table_set_decimal(table, 1, 2, 1);
    cpf__table_set_decimal(table, 1, -1, 1);
    cpf__table_set_decimal(table, -1, 0, 1);
    cpf__table_set_decimal(table, COLUMNS, 0, 1);
    cpf__table_set_scaled(table, 2, 0, 1, 3);
    cpf__table_set_float(table, 1, 0, 1);
    cpf__table_set_int(table, 1, 0, 1);
    cpf__table_set_text(table, 1, 0, "x");
    for (int32_t i = 0; i < COLUMNS; i++)
        assert_true(!cpf_table_valid(table, i, 0) && !cpf_table_valid(table, i, 1));
    assert_null(cpf_table_decimals(table, 0));
    assert_null(cpf_table_floats(table, 1));
    assert_null(cpf_table_ints(table, 2));
    assert_null(cpf_table_column_name(table, COLUMNS));
    assert_null(cpf_table_column_title(table, -1, CPF_ENGLISH));
    assert_int_equal(cpf_table_column_type(table, -1), 0);
    assert_int_equal(cpf_table_column_decimals(table, 2), 0);
    assert_int_equal(cpf_table_row_decimals(table, 1, 2), 0);
    assert_int_equal(cpf_table_row_decimals(table, 0, 0), 0);
    assert_false(cpf_table_valid(table, 1, 2));
    assert_false(cpf_table_valid(table, 77, 0));
    cpf_table_free(table);
    cpf__table_set_int(NULL, 0, 0, 1);
    assert_int_equal(cpf__table_add_row(NULL), -1);
    assert_int_equal(cpf_table_row_count(NULL), 0);
    assert_int_equal(cpf_table_column_count(NULL), 0);
    assert_string_equal(cpf_table_name(NULL), "");
    assert_null(cpf_table_validity(NULL, 0));
    cpf_table_free(NULL);
}

static void every_failed_allocation_is_told_at_the_end(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n;

    (void)state;
    for (n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_table *table = NULL;

        if (context)
            status = make_table(context, &table);
        assert_int_equal(table == NULL, status == CPF_E_MEMORY);
        cpf_table_free(table);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    assert_true(n > 60);
    assert_null(cpf__table_new(NULL, "t", INT64_MAX / 2, columns, COLUMNS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_what_was_set_while_the_table_grows),
        cmocka_unit_test(heads_can_be_read_in_both_languages),
        cmocka_unit_test(a_cell_has_a_value_once_it_is_set),
        cmocka_unit_test(cells_are_written_by_their_type),
        cmocka_unit_test(what_is_not_there_is_ignored),
        cmocka_unit_test(every_failed_allocation_is_told_at_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
