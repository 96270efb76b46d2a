/* SPDX-License-Identifier: MIT */
/* Small tables out of files: rows of random cells written with every kind of quoting come back as they were. */
#define _POSIX_C_SOURCE 200809L
#include "csv_table.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COLUMNS = 4, CELL_CHARS = 16, ROWS_MAX = 9000 };

static char path[] = "/tmp/cpf-table-XXXXXX";
static char cells[ROWS_MAX][COLUMNS][CELL_CHARS];

static void write_text(const char *text)
{
    FILE *stream = fopen(path, "wb");

    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static void write_cell(FILE *stream, const char *cell, int quoted)
{
    if (!quoted && !strpbrk(cell, "\",\r\n")) {
        fputs(cell, stream);
        return;
    }
    fputc('"', stream);
    for (; *cell; cell++) {
        if (*cell == '"')
            fputc('"', stream);
        fputc(*cell, stream);
    }
    fputc('"', stream);
}

static void write_rows(cpf_test_random *random, int rows)
{
    static const char letters[] = "ab,\"\r\n ;=";
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    FILE *stream = fopen(path, "wb");
    const char *end = ends[cpf_test_between(random, 0, 2)];

    assert_non_null(stream);
    fprintf(stream, "w,x,y,z%s", end);
    for (int row = 0; row < rows; row++) {
        for (int i = 0; i < COLUMNS; i++) {
            int n = (int)cpf_test_between(random, i == 0, CELL_CHARS - 1);

            for (int k = 0; k < n; k++)
                cells[row][i][k] = letters[cpf_test_between(random, 0, (int64_t)sizeof letters - 2)];
            cells[row][i][n] = '\0';
            write_cell(stream, cells[row][i], (int)cpf_test_between(random, 0, 1));
            fputs(i + 1 < COLUMNS ? "," : end, stream);
        }
    }
    fclose(stream);
}

static void test_round_trip(void **state)
{
    static const char *const columns[] = {"z", "x", "x"};
    static const int source[] = {3, 1, 1};
    cpf_test_random random = cpf_test_seed("csv table", 31);

    (void)state;
    for (int round = 0; round < 8; round++) {
        int rows = round ? (int)cpf_test_between(&random, 0, 200) : ROWS_MAX;
        cpf__csv_table *table = NULL;

        write_rows(&random, rows);
        assert_int_equal(cpf__csv_load(NULL, path, ',', 3, columns, &table, NULL), CPF_OK);
        assert_int_equal(table->rows, rows);
        assert_int_equal(table->positions[0], 4);
        for (int row = 0; row < rows; row++)
            for (int i = 0; i < 3; i++) {
                const cpf__slice *field = &table->fields[row * 3 + i];
                const char *cell = cells[row][source[i]];

                assert_int_equal(field->length, strlen(cell));
                assert_memory_equal(field->data, cell, strlen(cell));
            }
        cpf__csv_table_free(table);
    }
}

static void test_lines(void **state)
{
    static const char *const columns[] = {"a"};
    cpf__csv_table *table = NULL;

    (void)state;
    write_text("a,b\n1,\"x\ny\"\n\n2,z\n");
    assert_int_equal(cpf__csv_load(NULL, path, ',', 1, columns, &table, NULL), CPF_OK);
    assert_int_equal(table->rows, 2);
    assert_int_equal(table->lines[0], 2);
    assert_int_equal(table->lines[1], 5);
    cpf__csv_table_free(table);
    cpf__csv_table_free(NULL);
}

static void test_refused(void **state)
{
    static const char *const columns[] = {"a", "c"};
    static const struct {
        const char *text, *code;
        cpf_status status;
    } cases[] = {{"a,b\n1,2\n", "csv-missing-columns", CPF_E_DATA},
                 {"a,c,a\n1,2,3\n", "csv-repeated-column", CPF_E_DATA},
                 {"a,c\n1,2\n3\n", "csv-ragged", CPF_E_DATA},
                 {"a,c\n1,\"2\n", "csv-quote-open", CPF_E_SYNTAX},
                 {"", "csv-no-header", CPF_E_DATA},
                 {"a,c\n1,\xC3\n", "csv-utf8", CPF_E_SYNTAX}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__csv_table *table = NULL;
        cpf_error *error = NULL;

        write_text(cases[i].text);
        assert_int_equal(cpf__csv_load(NULL, path, ',', 2, columns, &table, &error), cases[i].status);
        assert_null(table);
        assert_int_equal(cpf_test_has(error, cases[i].code), 0);
        assert_non_null(strstr(cpf_error_subject(error), path));
        cpf_error_free(error);
    }
}

static void test_memory(void **state)
{
    static const char *const columns[] = {"a", "b"};
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    write_text("a,b\n1,\"2\"\"\"\n3,4\n");
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__csv_table *table = NULL;
        cpf_error *error = NULL;

        if (context)
            status = cpf__csv_load(context, path, ',', 2, columns, &table, &error);
        assert_int_equal(cpf_error_status(error), context ? status : CPF_OK);
        cpf__csv_table_free(table);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

static int make_file(void **state)
{
    int handle = mkstemp(path);

    (void)state;
    return handle < 0 ? -1 : close(handle);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_refused), cmocka_unit_test(test_memory)};

    return cmocka_run_group_tests(tests, make_file, remove_file);
}
