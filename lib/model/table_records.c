/* SPDX-License-Identifier: MIT */
/* Reading records of a model: as columns, as places of findings, as a table. */
#include "mem.h"
#include "model_tables.h"
#include "text.h"

const cpf__records *cpf__model_records(const cpf_model *model, const cpf__record_kind *kind)
{
    return &model->records[cpf__record_kind_id(kind)];
}

cpf__place cpf__record_place(const cpf__records *records, int64_t row, const char *field, cpf_text *path)
{
    const cpf__record_spot *spot = &records->spots[row];
    cpf__place place = {0};

    cpf__text_cut(path, 0);
    if (spot->path)
        cpf__text_add(path, spot->path);
    else
        cpf__text_format(path, "%s[%lld]", records->kind->entry.name, (long long)row);
    if (field)
        cpf__text_format(path, ".%s", field);
    place.path = cpf_text_data(path);
    place.file = spot->file;
    place.line = spot->file ? spot->line : 0;
    place.subject = records->kind->entry.name;
    return place;
}

/* What a column of a table is for a field. */
static const int32_t column_types[CPF__FIELD_TYPES] = {
    [CPF__FIELD_TEXT] = CPF_COLUMN_TEXT,      [CPF__FIELD_WORD] = CPF_COLUMN_TEXT,
    [CPF__FIELD_UNIT] = CPF_COLUMN_TEXT,      [CPF__FIELD_LEVEL] = CPF_COLUMN_TEXT,
    [CPF__FIELD_INDICATOR] = CPF_COLUMN_TEXT, [CPF__FIELD_PERIOD] = CPF_COLUMN_TEXT,
    [CPF__FIELD_ATTRIBUTE] = CPF_COLUMN_TEXT, [CPF__FIELD_SCORECARD] = CPF_COLUMN_TEXT,
    [CPF__FIELD_STANDING] = CPF_COLUMN_TEXT,  [CPF__FIELD_DAY] = CPF_COLUMN_DAY,
    [CPF__FIELD_NUMBER] = CPF_COLUMN_DECIMAL, [CPF__FIELD_AMOUNT] = CPF_COLUMN_DECIMAL,
};

/* The word at a position of "a|b|c", for a buffer of 64 bytes. */
static const char *word_at(const char *words, int64_t position, char *buffer)
{
    int32_t length = 0;

    while (position--) {
        while (*words != '|')
            words++;
        words++;
    }
    while (words[length] && words[length] != '|' && length < 63) {
        buffer[length] = words[length];
        length++;
    }
    buffer[length] = '\0';
    return buffer;
}

/* Text of a value that is shown as one. */
static const char *value_text(const cpf_model *model, const cpf__records *records, int32_t field, int64_t row,
                              char *buffer)
{
    int64_t value = records->values[field][row];

    switch (records->kind->fields[field].type) {
    case CPF__FIELD_WORD:
        return word_at(records->kind->fields[field].words, value, buffer);
    case CPF__FIELD_UNIT:
        return cpf_model_unit_code(model, (cpf_id)value);
    case CPF__FIELD_LEVEL:
        return model->levels[value].code;
    case CPF__FIELD_INDICATOR:
        return model->indicators[value].code;
    case CPF__FIELD_PERIOD:
        return model->calendar->periods[value].code;
    case CPF__FIELD_ATTRIBUTE:
        return model->attributes[value].name;
    case CPF__FIELD_SCORECARD:
        return model->scorecards[value].code;
    case CPF__FIELD_STANDING:
        return model->standings[value].code;
    default:
        return records->texts[field][row];
    }
}

static int32_t decimals_of(const cpf_model *model, const cpf__records *records, int32_t field, int64_t row)
{
    if (records->kind->fields[field].type == CPF__FIELD_NUMBER)
        return records->kind->fields[field].decimals;
    field = cpf__record_field_find(records->kind, "indicator");
    return model->indicators[records->values[field][row]].decimals;
}

static void fill_cell(cpf_table *table, const cpf_model *model, const cpf__records *records, int32_t field, int64_t row)
{
    char buffer[64];
    int64_t value = records->values[field][row];

    if (value == CPF__RECORD_MISSING)
        return;
    if (column_types[records->kind->fields[field].type] == CPF_COLUMN_TEXT)
        cpf__table_set_text(table, field, row, value_text(model, records, field, row, buffer));
    else if (records->kind->fields[field].type == CPF__FIELD_DAY)
        cpf__table_set_int(table, field, row, (int32_t)value);
    else
        cpf__table_set_scaled(table, field, row, value, decimals_of(model, records, field, row));
}

cpf_table *cpf__table_of_records(const cpf_model *model, int32_t kind)
{
    const cpf__records *records = &model->records[kind];
    const cpf_entry *entry = &records->kind->entry;
    cpf__column *columns = cpf__alloc(model->context, entry->param_count, sizeof *columns);
    cpf_table *table = NULL;

    for (int32_t i = 0; columns && i < entry->param_count; i++)
        columns[i] = (cpf__column){entry->params[i].name,
                                   {entry->params[i].summary, entry->params[i].summary_zh},
                                   column_types[records->kind->fields[i].type],
                                   0};
    if (columns)
        table = cpf__table_new(model->context, entry->name, records->count, columns, entry->param_count);
    for (int64_t row = 0; table && row < records->count; row++) {
        for (int32_t i = 0; i < entry->param_count; i++)
            fill_cell(table, model, records, i, row);
    }
    cpf__free(model->context, columns);
    return table;
}
