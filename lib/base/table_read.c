/* SPDX-License-Identifier: MIT */
/* Reading a table: nothing here changes one. */
#include <string.h>

#include "bits.h"
#include "day.h"
#include "table_data.h"
#include "text.h"

static const cpf__column_data *column_at(const cpf_table *table, int32_t column)
{
    return table && column >= 0 && column < table->column_count ? &table->columns[column] : NULL;
}

static const void *cells_of(const cpf_table *table, int32_t column, int types)
{
    const cpf__column_data *found = column_at(table, column);

    return found && (types >> found->type & 1) ? found->cells : NULL;
}

const char *cpf_table_name(const cpf_table *table)
{
    return table ? cpf__map_code(table->pool, table->name) : "";
}

int64_t cpf_table_row_count(const cpf_table *table)
{
    return table ? table->rows : 0;
}

int32_t cpf_table_column_count(const cpf_table *table)
{
    return table ? table->column_count : 0;
}

const char *cpf_table_column_name(const cpf_table *table, int32_t column)
{
    const cpf__column_data *found = column_at(table, column);

    return found ? cpf__map_code(table->pool, found->name) : NULL;
}

const char *cpf_table_column_title(const cpf_table *table, int32_t column, int32_t language)
{
    const cpf__column_data *found = column_at(table, column);

    return found ? cpf__map_code(table->pool, found->title[language == CPF_CHINESE]) : NULL;
}

int32_t cpf_table_column_type(const cpf_table *table, int32_t column)
{
    const cpf__column_data *found = column_at(table, column);

    return found ? found->type : 0;
}

int32_t cpf_table_column_decimals(const cpf_table *table, int32_t column)
{
    const cpf__column_data *found = column_at(table, column);

    return found && found->type == CPF_COLUMN_DECIMAL ? found->decimals : 0;
}

int32_t cpf_table_row_decimals(const cpf_table *table, int32_t column, int64_t row)
{
    const cpf__column_data *found = column_at(table, column);

    if (!found || found->type != CPF_COLUMN_DECIMAL || row < 0 || row >= table->rows)
        return 0;
    return found->row_decimals ? found->row_decimals[row] : found->decimals;
}

int32_t cpf_table_find(const cpf_table *table, const char *name)
{
    for (int32_t i = 0; name && i < cpf_table_column_count(table); i++)
        if (strcmp(cpf_table_column_name(table, i), name) == 0)
            return i;
    return CPF_NONE;
}

int32_t cpf_table_valid(const cpf_table *table, int32_t column, int64_t row)
{
    const cpf__column_data *found = column_at(table, column);

    return found && row >= 0 && row < table->rows && cpf__bit(found->valid, row);
}

const uint8_t *cpf_table_validity(const cpf_table *table, int32_t column)
{
    const cpf__column_data *found = column_at(table, column);

    return found && found->valid_count < table->rows ? found->valid : NULL;
}

const int64_t *cpf_table_decimals(const cpf_table *table, int32_t column)
{
    return cells_of(table, column, 1 << CPF_COLUMN_DECIMAL);
}

const double *cpf_table_floats(const cpf_table *table, int32_t column)
{
    return cells_of(table, column, 1 << CPF_COLUMN_FLOAT);
}

const int32_t *cpf_table_ints(const cpf_table *table, int32_t column)
{
    return cells_of(table, column, 1 << CPF_COLUMN_DAY | 1 << CPF_COLUMN_ID | 1 << CPF_COLUMN_FLAG);
}

const char *cpf_table_text(const cpf_table *table, int32_t column, int64_t row)
{
    const int32_t *ids = cells_of(table, column, 1 << CPF_COLUMN_TEXT);

    return ids && cpf_table_valid(table, column, row) ? cpf__map_code(table->pool, ids[row]) : "";
}

const char *cpf_table_format(const cpf_table *table, int32_t column, int64_t row, char *buffer)
{
    int32_t type = cpf_table_column_type(table, column);

    buffer[0] = '\0';
    if (!cpf_table_valid(table, column, row))
        return buffer;
    if (type == CPF_COLUMN_TEXT)
        return cpf_table_text(table, column, row);
    if (type == CPF_COLUMN_DECIMAL)
        cpf_decimal_format(cpf_table_decimals(table, column)[row], cpf_table_row_decimals(table, column, row), buffer);
    else if (type == CPF_COLUMN_FLOAT)
        cpf__double_format(cpf_table_floats(table, column)[row], buffer);
    else if (type == CPF_COLUMN_DAY)
        cpf__day_format(cpf_table_ints(table, column)[row], buffer);
    else
        cpf_decimal_format(cpf_table_ints(table, column)[row], 0, buffer);
    return buffer;
}
