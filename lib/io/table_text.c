/* SPDX-License-Identifier: MIT */
/* Columns for a terminal: titles in the reader's language, numbers to the right, Chinese characters two places wide. */
#include "mem.h"
#include "table_data.h"
#include "table_formats.h"
#include "text.h"

static int is_number(const cpf_table *table, int32_t column)
{
    int32_t type = cpf_table_column_type(table, column);

    return type == CPF_COLUMN_DECIMAL || type == CPF_COLUMN_FLOAT || type == CPF_COLUMN_ID;
}

static void measure_widths(const cpf_table *table, int32_t language, int64_t *widths)
{
    char buffer[40];

    for (int32_t c = 0; c < cpf_table_column_count(table); c++) {
        widths[c] = cpf__text_width(cpf_table_column_title(table, c, language));
        for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
            int64_t width = cpf__text_width(cpf_table_format(table, c, row, buffer));

            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
}

static void add_repeated(cpf_text *text, const char *piece, int64_t times)
{
    for (int64_t i = 0; i < times; i++)
        cpf__text_add(text, piece);
}

/* `last` cells that stand to the left get no blanks behind them, so that no line ends in blanks. */
static void add_aligned(cpf_text *text, const char *cell, int64_t width, int right, int last)
{
    int64_t blanks = width - cpf__text_width(cell);

    if (right)
        add_repeated(text, " ", blanks);
    cpf__text_add(text, cell);
    if (!right && !last)
        add_repeated(text, " ", blanks);
    if (!last)
        cpf__text_add(text, "  ");
}

static void add_titles(const cpf_table *table, int32_t language, const int64_t *widths, cpf_text *text)
{
    int32_t columns = cpf_table_column_count(table);

    for (int32_t c = 0; c < columns; c++)
        add_aligned(text, cpf_table_column_title(table, c, language), widths[c], is_number(table, c), c == columns - 1);
    cpf__text_add(text, "\n");
    for (int32_t c = 0; c < columns; c++) {
        add_repeated(text, "\xe2\x94\x80", widths[c]);
        cpf__text_add(text, c == columns - 1 ? "\n" : "  ");
    }
}

void cpf__table_plain(const cpf_table *table, int32_t language, cpf_text *text)
{
    int32_t columns = cpf_table_column_count(table);
    int64_t *widths = cpf__alloc(table->context, columns, sizeof *widths);
    char buffer[40];

    if (!widths) {
        cpf__text_fail(text);
        return;
    }
    measure_widths(table, language, widths);
    add_titles(table, language, widths, text);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        for (int32_t c = 0; c < columns; c++)
            add_aligned(text, cpf_table_format(table, c, row, buffer), widths[c], is_number(table, c), c == columns - 1);
        cpf__text_add(text, "\n");
    }
    cpf__free(table->context, widths);
}
