/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bits.h"
#include "mem.h"
#include "table_data.h"

enum { INT_TYPES = 1 << CPF_COLUMN_DAY | 1 << CPF_COLUMN_ID | 1 << CPF_COLUMN_FLAG };

/* The column, its cell now with a value; NULL where there is no such cell or it holds another type. */
static cpf__column_data *take_cell(cpf_table *table, int32_t column, int64_t row, int types)
{
    cpf__column_data *found;

    if (!table || table->failed || column < 0 || column >= table->column_count || row < 0 || row >= table->rows)
        return NULL;
    found = &table->columns[column];
    if (!(types >> found->type & 1))
        return NULL;
    found->valid_count += !cpf__bit(found->valid, row);
    cpf__bit_set(found->valid, row, 1);
    return found;
}

/* The first row with decimals of its own: from now on every row says its decimals. */
static int make_row_decimals(cpf_table *table, cpf__column_data *column)
{
    column->row_decimals = cpf__alloc_column(table->context, table->capacity, 1);
    if (!column->row_decimals) {
        table->failed = 1;
        return 0;
    }
    memset(column->row_decimals, (int)column->decimals, (size_t)table->capacity);
    column->decimals = 0; /* of the rows set so far: none has spoken yet */
    return 1;
}

void cpf__table_set_decimal(cpf_table *table, int32_t column, int64_t row, int64_t value)
{
    cpf__column_data *found = take_cell(table, column, row, 1 << CPF_COLUMN_DECIMAL);

    if (found)
        ((int64_t *)found->cells)[row] = value;
}

void cpf__table_set_scaled(cpf_table *table, int32_t column, int64_t row, int64_t value, int32_t decimals)
{
    cpf__column_data *found = take_cell(table, column, row, 1 << CPF_COLUMN_DECIMAL);

    if (!found || (!found->row_decimals && decimals == found->decimals)) {
        cpf__table_set_decimal(table, column, row, value);
        return;
    }
    if (!found->row_decimals && !make_row_decimals(table, found))
        return;
    ((int64_t *)found->cells)[row] = value;
    found->row_decimals[row] = (int8_t)decimals;
    if (decimals > found->decimals)
        found->decimals = decimals;
}

void cpf__table_set_float(cpf_table *table, int32_t column, int64_t row, double value)
{
    cpf__column_data *found = take_cell(table, column, row, 1 << CPF_COLUMN_FLOAT);

    if (found)
        ((double *)found->cells)[row] = value;
}

void cpf__table_set_int(cpf_table *table, int32_t column, int64_t row, int32_t value)
{
    cpf__column_data *found = take_cell(table, column, row, INT_TYPES);

    if (found)
        ((int32_t *)found->cells)[row] = value;
}

void cpf__table_set_text(cpf_table *table, int32_t column, int64_t row, const char *text)
{
    cpf__column_data *found = take_cell(table, column, row, 1 << CPF_COLUMN_TEXT);
    cpf_id id;

    if (!found)
        return;
    id = cpf__map_add(table->pool, text, (int64_t)strlen(text), NULL);
    table->failed |= id == CPF_NONE;
    ((int32_t *)found->cells)[row] = id;
}
