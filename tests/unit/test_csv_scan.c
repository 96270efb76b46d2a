/* SPDX-License-Identifier: MIT */
/* The scanner against a reference that reads one byte after the other, whole and cut at every byte. */
#include "csv_scan.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 160, CELLS_MAX = 200, ROWS_MAX = 200 };

typedef struct dull_cell {
    char bytes[TEXT_MAX];
    int length;
} dull_cell;

typedef struct dull_row {
    dull_cell cells[CELLS_MAX];
    int count, problem, line, begin, end; /* end: before the line end */
    int next;
} dull_row;

static int is_break(const char *data, int n, int at)
{
    return at < n && (data[at] == '\n' || data[at] == '\r');
}

static int after_break(const char *data, int n, int at)
{
    if (at < n && data[at] == '\r')
        return at + 1 < n && data[at + 1] == '\n' ? at + 2 : at + 1;
    return at < n && data[at] == '\n' ? at + 1 : at;
}

/* Bytes of the UTF-8 character at `at`, 0 when it is none: by the table of the Unicode standard (3-7). */
static int character(const unsigned char *b, int n, int at)
{
    static const struct {
        int low, high, second_low, second_high, length;
    } rows[] = {{0x01, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (b[at] < rows[i].low || b[at] > rows[i].high)
            continue;
        if (at + rows[i].length > n)
            return 0;
        if (rows[i].length > 1 && (b[at + 1] < rows[i].second_low || b[at + 1] > rows[i].second_high))
            return 0;
        for (int k = 2; k < rows[i].length; k++)
            if (b[at + k] < 0x80 || b[at + k] > 0xBF)
                return 0;
        return rows[i].length;
    }
    return 0;
}

static int is_utf8(const char *data, int begin, int end)
{
    for (int at = begin; at < end;) {
        int length = character((const unsigned char *)data, end, at);

        if (!length)
            return 0;
        at += length;
    }
    return 1;
}

static void put(dull_row *row, char byte)
{
    dull_cell *cell = &row->cells[row->count];

    cell->bytes[cell->length++] = byte;
}

/* One row from `at`, a byte at a time. */
static void dull_cells(const char *data, int n, int at, char separator, dull_row *row)
{
    enum { BEGIN, PLAIN, QUOTED, CLOSED } state = BEGIN;

    row->count = 0;
    row->cells[0].length = 0;
    for (;; at++) {
        int end = at >= n;
        char byte = end ? 0 : data[at];

        if (state == QUOTED && end) {
            row->problem = CPF__CSV_QUOTE_OPEN;
            return;
        }
        if (state == QUOTED && byte == '"') {
            state = CLOSED;
        } else if (state == QUOTED) {
            put(row, byte);
        } else if (end || byte == '\n' || byte == '\r') {
            row->count++;
            row->end = at;
            return;
        } else if (byte == separator) {
            row->cells[++row->count].length = 0;
            state = BEGIN;
        } else if (state == CLOSED && byte == '"') {
            put(row, byte);
            state = QUOTED;
        } else if (state == CLOSED) {
            row->problem = CPF__CSV_QUOTE_AFTER;
            return;
        } else if (byte == '"' && state == BEGIN) {
            state = QUOTED;
        } else if (byte == '"') {
            row->problem = CPF__CSV_QUOTE_INSIDE;
            return;
        } else {
            put(row, byte);
            state = PLAIN;
        }
    }
}

/* The row at `at` or behind the empty lines there; 0 when there is none. */
static int dull_next(const char *data, int n, int *at, int *line, char separator, dull_row *row)
{
    while (is_break(data, n, *at)) {
        *at = after_break(data, n, *at);
        ++*line;
    }
    if (*at >= n)
        return 0;
    row->problem = CPF_NONE;
    row->begin = *at;
    row->line = *line;
    dull_cells(data, n, *at, separator, row);
    if (row->problem != CPF_NONE)
        for (row->end = *at; row->end < n && !is_break(data, n, row->end);)
            row->end++;
    if (row->problem == CPF_NONE && !is_utf8(data, row->begin, row->end))
        row->problem = CPF__CSV_UTF8;
    for (int i = row->begin; i < row->end; i = is_break(data, n, i) ? after_break(data, n, i) : i + 1)
        *line += is_break(data, n, i);
    *at = row->next = after_break(data, n, row->end);
    ++*line;
    return 1;
}

static void same_row(const cpf__csv_scan *scan, const char *data, const cpf__csv_row *row, const dull_row *dull)
{
    assert_int_equal(row->line, dull->line);
    assert_int_equal(row->problem, dull->problem);
    assert_ptr_equal(row->raw.data, data + dull->begin);
    assert_int_equal(row->raw.length, dull->end - dull->begin);
    if (dull->problem == CPF_NONE) {
        assert_int_equal(row->count, dull->count);
        for (int i = 0; i < dull->count; i++) {
            assert_int_equal(scan->fields[i].length, dull->cells[i].length);
            if (dull->cells[i].length)
                assert_memory_equal(scan->fields[i].data, dull->cells[i].bytes, (size_t)dull->cells[i].length);
        }
    }
}

static void compare_text(const char *data, int n, char separator)
{
    static dull_row dull;
    cpf__csv_scan scan;
    cpf__csv_row row;
    int at = 0, used = 0, line = 1;

    cpf__csv_scan_start(&scan, NULL, separator);
    while (dull_next(data, n, &at, &line, separator, &dull)) {
        int64_t before = scan.line;

        /* Whatever part of the text is there: the row is told as the whole text tells it, or more is asked for. */
        for (int length = 0; length <= n - used; length++) {
            cpf_status status = cpf__csv_next(&scan, data + used, length, 0, &row);

            if (status == CPF_OK) {
                same_row(&scan, data, &row, &dull);
                assert_int_equal(row.used, dull.next - used);
                scan.line = before;
            } else {
                assert_int_equal(status, CPF_E_MISSING);
            }
            cpf__csv_scan_forget(&scan);
        }
        assert_int_equal(cpf__csv_next(&scan, data + used, n - used, 1, &row), CPF_OK);
        same_row(&scan, data, &row, &dull);
        used += (int)row.used;
        assert_int_equal(used, dull.next);
        assert_int_equal(scan.line, line);
    }
    assert_int_equal(cpf__csv_next(&scan, data + used, n - used, 1, &row), CPF_E_MISSING);
    cpf__csv_scan_end(&scan);
}

static void test_random_bytes(void **state)
{
    static const char letters[] = "aa\"\",;\t\n\r\r\nb\"1 \xE4\xB8\xAD\xC3\xA9\xFF";
    cpf_test_random random = cpf_test_seed("csv scan", 20260731);
    char data[TEXT_MAX];

    (void)state;
    for (int round = 0; round < 6000; round++) {
        int n = (int)cpf_test_between(&random, 0, 60);

        for (int i = 0; i < n; i++)
            data[i] = round % 10 == 0 ? (char)cpf_test_between(&random, 0, 255)
                                      : letters[cpf_test_between(&random, 0, (int64_t)sizeof letters - 1)];
        compare_text(data, n, ",;\t"[round % 3]);
    }
}

static void test_examples(void **state)
{
    static const char *const texts[] = {"a,b\r\n1,2\r\n",
                                        "a,b\r1,2\r",
                                        "a,b\n1,2",
                                        "\n\n\r\na\n\n",
                                        "\"a\n\"\"b\"\",\",c\n",
                                        "\"\"\n",
                                        "\"\",\"\"\n",
                                        ",,\n",
                                        "a,\"b\nc,d\ne,f\n",
                                        "x\"y,z\n1,2\n",
                                        "\"x\"y,z\n1,2\n",
                                        "\"",
                                        "\"\"\"\"",
                                        "a,\"\r\n\",b\r\n",
                                        "\xE9\x94\x80\xE5\x94\xAE,\xE9\x87\x91\n",
                                        "\xE9\x94,b\nc,d\n",
                                        ""};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        compare_text(texts[i], (int)strlen(texts[i]), ',');
    compare_text("a\0b,c\n", 6, ',');
}

static void test_mark(void **state)
{
    (void)state;
    assert_int_equal(cpf__csv_mark("\xEF\xBB\xBF"
                                   "a",
                                   4),
                     3);
    assert_int_equal(cpf__csv_mark("\xEF\xBB", 2), 0);
    assert_int_equal(cpf__csv_mark("a,b", 3), 0);
}

static void test_limits(void **state)
{
    cpf__csv_scan scan;
    cpf__csv_row row;
    int64_t n = CPF__CSV_ROW_MAX + 16;
    char *data = malloc((size_t)n);

    (void)state;
    assert_non_null(data);
    memset(data, 'a', (size_t)n);
    memcpy(data, "x,\"y\nz", 6);
    cpf__csv_scan_start(&scan, NULL, ',');
    assert_int_equal(cpf__csv_next(&scan, data, n, 0, &row), CPF_OK);
    assert_int_equal(row.problem, CPF__CSV_LONG);
    assert_int_equal(row.used, 5);
    memset(data, ',', (size_t)n);
    data[CPF__CSV_COLUMNS_MAX - 1] = '\n';
    assert_int_equal(cpf__csv_next(&scan, data, n, 0, &row), CPF_OK);
    assert_int_equal(row.problem, CPF_NONE);
    assert_int_equal(row.count, CPF__CSV_COLUMNS_MAX);
    data[CPF__CSV_COLUMNS_MAX - 1] = ',';
    data[CPF__CSV_COLUMNS_MAX] = '\n';
    assert_int_equal(cpf__csv_next(&scan, data, n, 0, &row), CPF_OK);
    assert_int_equal(row.problem, CPF__CSV_WIDE);
    cpf__csv_scan_end(&scan);
    free(data);
}

static void test_memory(void **state)
{
    static const char text[] = "a,\"b\"\"c\",d\n";
    cpf_status status = CPF_E_MEMORY;
    int64_t n = 0;

    (void)state;
    for (; status == CPF_E_MEMORY && n < 100; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__csv_scan scan;
        cpf__csv_row row;

        if (!context) {
            cpf_test_failing_free(context, memory);
            continue;
        }
        cpf__csv_scan_start(&scan, context, ',');
        status = cpf__csv_next(&scan, text, sizeof text - 1, 1, &row);
        cpf__csv_scan_end(&scan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    assert_true(n > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bytes), cmocka_unit_test(test_examples), cmocka_unit_test(test_mark),
        cmocka_unit_test(test_limits),       cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
