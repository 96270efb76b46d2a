/* SPDX-License-Identifier: MIT */
/* Tables written: what a reader of CSV, of JSON and of a terminal finds again. */
#include <string.h>

#include "support.h"
#include "table.h"
#include "text.h"

#include <channelperf/io.h>

enum { TEXT, AMOUNT, RATE, DAY, NUMBER, FLAG, COLUMNS, ROWS = 200 };

static const cpf__column columns[COLUMNS] = {
    {"text", {"Name", "名称"}, CPF_COLUMN_TEXT, 0}, {"amount", {"Amount", "金额"}, CPF_COLUMN_DECIMAL, 2},
    {"rate", {"Rate", "比率"}, CPF_COLUMN_FLOAT, 0}, {"day", {"Day", "日期"}, CPF_COLUMN_DAY, 0},
    {"id", {"Id", "编号"}, CPF_COLUMN_ID, 0},        {"flag", {"Flag", "标志"}, CPF_COLUMN_FLAG, 0},
};

static cpf_table *done(cpf_table *table)
{
    cpf_table *out = NULL;

    assert_int_equal(cpf__table_done(table, &out, NULL), CPF_OK);
    return out;
}

static char *written(const cpf_table *table, const char *format, int32_t language)
{
    static char kept[1 << 16];
    cpf_text *text = NULL;

    assert_int_equal(cpf_table_write(table, format, language, &text, NULL), CPF_OK);
    assert_true(cpf_text_length(text) < (int64_t)sizeof kept);
    memcpy(kept, cpf_text_data(text), (size_t)cpf_text_length(text) + 1);
    cpf_text_free(text);
    return kept;
}

static cpf_table *small_table(void)
{
    cpf_table *table = cpf__table_new(NULL, "small", 2, columns, COLUMNS);

    cpf__table_set_text(table, TEXT, 0, "湖畔, \"East\"");
    cpf__table_set_decimal(table, AMOUNT, 0, -1205);
    cpf__table_set_float(table, RATE, 0, 0.1);
    cpf__table_set_int(table, DAY, 0, cpf_day_from_date(2026, 7, 31));
    cpf__table_set_int(table, NUMBER, 0, 7);
    cpf__table_set_int(table, FLAG, 0, 1);
    return done(table);
}

static void test_csv_of_every_type(void **state)
{
    cpf_table *table = small_table();

    (void)state;
    assert_string_equal(written(table, "csv", CPF_ENGLISH),
                        "text,amount,rate,day,id,flag\n\"湖畔, \"\"East\"\"\",-12.05,0.1,2026-07-31,7,1\n,,,,,\n");
    cpf_table_free(table);
}

static void test_json_of_every_type(void **state)
{
    cpf_table *table = small_table();
    const char *json = written(table, "json", CPF_CHINESE);

    (void)state;
    assert_non_null(strstr(json, "{\"name\": \"small\", \"columns\": [{\"name\": \"text\", \"type\": \"text\"}, {\"name\": \"amount\", "
                                 "\"type\": \"decimal\", \"decimals\": 2}"));
    assert_non_null(strstr(json, "[\"湖畔, \\\"East\\\"\", -12.05, 0.1, \"2026-07-31\", 7, true],\n[null, null, null, null, null, null]]}"));
    cpf_table_free(table);
}

/* Every line of the terminal's table is as wide as the rule under the titles, but for blanks at the end. */
static void test_text_is_aligned(void **state)
{
    cpf_table *table = cpf__table_new(NULL, "wide", 3, columns, 2);
    char *line, *rest;
    int64_t width = -1, lines = 0;

    (void)state;
    cpf__table_set_text(table, TEXT, 0, "湖畔贸易");
    cpf__table_set_decimal(table, AMOUNT, 0, 123456);
    cpf__table_set_text(table, TEXT, 1, "Mara");
    cpf__table_set_decimal(table, AMOUNT, 1, -1);
    cpf__table_set_text(table, TEXT, 2, "");
    cpf__table_set_decimal(table, AMOUNT, 2, 0);
    table = done(table);
    rest = written(table, "text", CPF_CHINESE);
    assert_non_null(strstr(rest, "名称"));
    for (; (line = strtok(lines ? NULL : rest, "\n")) != NULL; lines++) {
        width = width < 0 ? cpf__text_width(line) : width;
        assert_int_equal(cpf__text_width(line), width);
    }
    assert_int_equal(lines, 5);
    assert_int_equal(width, 8 + 2 + 7);
    cpf_table_free(table);
}

/* Text that a spreadsheet would run gets an apostrophe; negative numbers stay numbers. */
static void test_formulas_are_harmless(void **state)
{
    static const char *const texts[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"};
    static const char *const cells[] = {"\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@SUM(A1)\"", "\"'\tx\"", "\"'\rx\""};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cpf_table *table = cpf__table_new(NULL, "t", 1, columns, 2);
        char expected[80] = "text,amount\n";

        cpf__table_set_text(table, TEXT, 0, texts[i]);
        cpf__table_set_decimal(table, AMOUNT, 0, -5);
        table = done(table);
        strcat(expected, cells[i]);
        strcat(expected, ",-0.05\n");
        assert_string_equal(written(table, "csv", CPF_ENGLISH), expected);
        cpf_table_free(table);
    }
}

static void random_text(cpf_test_random *random, char *text)
{
    static const char *const pieces[] = {"a", ",", "\"", "\n", "\r\n", " ", "华", "x=1", ";", "'"};
    int64_t count = cpf_test_between(random, 0, 6);

    strcpy(text, "z"); /* never a formula, never empty: both are written otherwise */
    for (int64_t i = 0; i < count; i++)
        strcat(text, pieces[cpf_test_between(random, 0, 9)]);
}

/* A plain reader of RFC 4180: one cell from *at, which is moved to what ends it. */
static void read_cell(const char **at, char *cell)
{
    int quoted = **at == '"';

    for (*at += quoted; **at; (*at)++) {
        if (quoted && **at == '"' && (*at)[1] != '"')
            break;
        if (!quoted && (**at == ',' || **at == '\n'))
            break;
        *at += quoted && **at == '"';
        *cell++ = **at;
    }
    *cell = '\0';
    *at += quoted;
}

static void test_csv_round_trip(void **state)
{
    cpf_test_random random = cpf_test_seed("csv round trip", 5);
    cpf_table *table = cpf__table_new(NULL, "t", ROWS, columns, 2);
    char expected[64], cell[64], number[24];
    const char *at;

    (void)state;
    for (int64_t row = 0; row < ROWS; row++) {
        random_text(&random, expected);
        cpf__table_set_text(table, TEXT, row, expected);
        cpf__table_set_decimal(table, AMOUNT, row, cpf_test_between(&random, -100000, 100000));
    }
    table = done(table);
    at = strchr(written(table, "csv", CPF_ENGLISH), '\n');
    for (int64_t row = 0; row < ROWS; row++) {
        assert_int_equal(*at++, '\n');
        read_cell(&at, cell);
        assert_string_equal(cell, cpf_table_text(table, TEXT, row));
        assert_int_equal(*at++, ',');
        read_cell(&at, cell);
        cpf_decimal_format(cpf_table_decimals(table, AMOUNT)[row], 2, number);
        assert_string_equal(cell, number);
    }
    assert_string_equal(at, "\n");
    cpf_table_free(table);
}

static void test_refusals(void **state)
{
    cpf_table *table = small_table();
    cpf_text *text = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_table_write(table, "xml", 0, &text, &error), CPF_E_NOT_FOUND);
    cpf_test_has(error, "table-format");
    cpf_error_free(error);
    assert_int_equal(cpf_table_write(NULL, "csv", 0, &text, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_table_write(table, NULL, 0, &text, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_table_write(table, "csv", 0, NULL, NULL), CPF_E_ARGUMENT);
    assert_null(text);
    cpf_table_free(table);
}

static cpf_status write_within(int64_t n, const char *format)
{
    cpf_test_memory *memory = cpf_test_memory_new(-1);
    cpf_context *context = NULL;
    cpf_table *table = NULL;
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
    table = cpf__table_new(context, "t", 40, columns, COLUMNS);
    for (int64_t row = 0; row < 40; row++)
        cpf__table_set_text(table, TEXT, row, "a name that is rather long, with a comma");
    table = done(table);
    cpf_test_memory_limit(memory, n);
    status = cpf_table_write(table, format, CPF_ENGLISH, &text, &error);
    assert_true(status == CPF_OK || (status == CPF_E_MEMORY && cpf_error_status(error) == CPF_E_MEMORY && !text));
    cpf_test_memory_limit(memory, -1);
    cpf_error_free(error);
    cpf_text_free(text);
    cpf_table_free(table);
    cpf_context_free(context);
    cpf_test_memory_free(memory);
    return status;
}

static void test_no_memory(void **state)
{
    static const char *const formats[] = {"csv", "json", "text"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        int64_t n = 0;

        while (write_within(n, formats[i]) == CPF_E_MEMORY)
            n++;
        assert_true(n > 1);
    }
}

/* Findings as a table, in both languages. */
static void test_findings(void **state)
{
    cpf_error *error = NULL;
    cpf_text *text = NULL;
    cpf_table *table = NULL;

    (void)state;
    assert_int_equal(cpf_table_write(NULL, "csv", 0, &text, &error), CPF_E_ARGUMENT);
    assert_int_equal(cpf_error_table(error, CPF_CHINESE, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 1);
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "code"), 0), "bad-argument");
    assert_string_equal(cpf_table_text(table, cpf_table_find(table, "severity"), 0), "错误");
    cpf_table_free(table);
    assert_int_equal(cpf_error_table(NULL, CPF_ENGLISH, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_table_free(table);
    assert_int_equal(cpf_error_table(error, CPF_ENGLISH, NULL, NULL), CPF_E_ARGUMENT);
    cpf_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_of_every_type), cmocka_unit_test(test_json_of_every_type), cmocka_unit_test(test_text_is_aligned),
        cmocka_unit_test(test_formulas_are_harmless), cmocka_unit_test(test_csv_round_trip), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_findings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
