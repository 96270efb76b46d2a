/* SPDX-License-Identifier: MIT */
/*
 * RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front, because a partner's name must not run in
 * the reader's office; numbers of ours begin with a digit or a minus and are written as they are.
 */
#include <string.h>

#include "table_formats.h"
#include "text.h"

static int looks_like_formula(const char *string)
{
    return *string && strchr("=+-@\t\r", *string) != NULL;
}

static void add_quoted(cpf_text *text, const char *string)
{
    cpf__text_add(text, "\"");
    if (looks_like_formula(string))
        cpf__text_add(text, "'");
    for (const char *quote; (quote = strchr(string, '"')) != NULL; string = quote + 1) {
        cpf__text_add_bytes(text, string, quote - string + 1);
        cpf__text_add(text, "\"");
    }
    cpf__text_add(text, string);
    cpf__text_add(text, "\"");
}

static void add_text(cpf_text *text, const char *string)
{
    size_t edge = strlen(string);

    if (strpbrk(string, ",\"\r\n") || looks_like_formula(string) || (edge && (*string == ' ' || string[edge - 1] == ' ')))
        add_quoted(text, string);
    else
        cpf__text_add(text, string);
}

static void add_row(const cpf_table *table, int64_t row, cpf_text *text)
{
    char buffer[40];

    for (int32_t c = 0; c < cpf_table_column_count(table); c++) {
        const char *cell = cpf_table_format(table, c, row, buffer);

        if (c)
            cpf__text_add(text, ",");
        if (cpf_table_column_type(table, c) == CPF_COLUMN_TEXT)
            add_text(text, cell);
        else
            cpf__text_add(text, cell);
    }
    cpf__text_add(text, "\n");
}

void cpf__table_csv(const cpf_table *table, int32_t language, cpf_text *text)
{
    (void)language;
    for (int32_t c = 0; c < cpf_table_column_count(table); c++) {
        if (c)
            cpf__text_add(text, ",");
        add_text(text, cpf_table_column_name(table, c));
    }
    cpf__text_add(text, "\n");
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        add_row(table, row, text);
}
