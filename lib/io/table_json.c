/* SPDX-License-Identifier: MIT */
/* {"name", "columns": [{"name", "type", "decimals"}], "rows": [[cell, ...], ...]}: decimals as numbers with all their digits, days as
 * "2026-07-31", null where there is no value. */
#include "table_formats.h"
#include "text.h"

static const char *const type_names[] = {"", "text", "decimal", "float", "day", "id", "flag"};

void cpf__json_string(cpf_text *text, const char *string)
{
    const char *plain = string;

    cpf__text_add(text, "\"");
    for (; *string; string++) {
        unsigned char byte = (unsigned char)*string;

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        cpf__text_add_bytes(text, plain, string - plain);
        if (byte >= 0x20)
            cpf__text_format(text, "\\%c", byte);
        else
            cpf__text_format(text, "\\u%04x", byte);
        plain = string + 1;
    }
    cpf__text_add(text, plain);
    cpf__text_add(text, "\"");
}

static void add_head(const cpf_table *table, int32_t column, cpf_text *text)
{
    int32_t type = cpf_table_column_type(table, column);

    cpf__text_add(text, column ? ", {\"name\": " : "{\"name\": ");
    cpf__json_string(text, cpf_table_column_name(table, column));
    cpf__text_format(text, ", \"type\": \"%s\"", type_names[type]);
    if (type == CPF_COLUMN_DECIMAL)
        cpf__text_format(text, ", \"decimals\": %d", cpf_table_column_decimals(table, column));
    cpf__text_add(text, "}");
}

static void add_cell(const cpf_table *table, int32_t column, int64_t row, cpf_text *text)
{
    int32_t type = cpf_table_column_type(table, column);
    char buffer[40];
    const char *cell = cpf_table_format(table, column, row, buffer);

    if (column)
        cpf__text_add(text, ", ");
    if (!cpf_table_valid(table, column, row))
        cpf__text_add(text, "null");
    else if (type == CPF_COLUMN_TEXT || type == CPF_COLUMN_DAY)
        cpf__json_string(text, cell);
    else if (type == CPF_COLUMN_FLAG)
        cpf__text_add(text, cell[0] == '0' ? "false" : "true");
    else
        cpf__text_add(text, cell);
}

void cpf__table_json(const cpf_table *table, int32_t language, cpf_text *text)
{
    int32_t columns = cpf_table_column_count(table);
    int64_t rows = cpf_table_row_count(table);

    (void)language;
    cpf__text_add(text, "{\"name\": ");
    cpf__json_string(text, cpf_table_name(table));
    cpf__text_add(text, ", \"columns\": [");
    for (int32_t c = 0; c < columns; c++)
        add_head(table, c, text);
    cpf__text_add(text, "], \"rows\": [");
    for (int64_t row = 0; row < rows; row++) {
        cpf__text_add(text, row ? ",\n[" : "\n[");
        for (int32_t c = 0; c < columns; c++)
            add_cell(table, c, row, text);
        cpf__text_add(text, "]");
    }
    cpf__text_add(text, "]}\n");
}
