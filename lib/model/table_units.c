/* SPDX-License-Identifier: MIT */
/* Units with their attributes, a column each. */
#include <string.h>

#include "bits.h"
#include "mem.h"
#include "model_tables.h"

enum { UNIT, NAME, LEVEL, PARENT, FROM, TO, UNIT_COLUMNS };

static const cpf__column unit_columns[UNIT_COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [PARENT] = {"parent", {"Parent", "上级"}, CPF_COLUMN_TEXT, 0},
    [FROM] = {"from", {"From", "开始日"}, CPF_COLUMN_DAY, 0},
    [TO] = {"to", {"To", "结束日"}, CPF_COLUMN_DAY, 0},
};

static cpf_table *new_units_table(const cpf_model *model)
{
    int32_t count = UNIT_COLUMNS + model->attribute_count;
    cpf__column *columns = cpf__alloc(model->context, count, sizeof *columns);
    cpf_table *table;

    if (!columns)
        return NULL;
    memcpy(columns, unit_columns, sizeof unit_columns);
    for (int32_t i = 0; i < model->attribute_count; i++) {
        const cpf__attribute *attribute = &model->attributes[i];
        int is_text = attribute->text != NULL;

        columns[UNIT_COLUMNS + i] = (cpf__column){attribute->name,
                                                  {attribute->name, attribute->name},
                                                  is_text ? CPF_COLUMN_TEXT : CPF_COLUMN_DECIMAL,
                                                  is_text ? 0 : attribute->decimals};
    }
    table = cpf__table_new(model->context, "units", model->tree->count, columns, count);
    cpf__free(model->context, columns);
    return table;
}

static void fill_attribute(cpf_table *table, int32_t column, const cpf__attribute *attribute, int32_t units)
{
    for (int32_t unit = 0; unit < units; unit++) {
        if (attribute->text && attribute->text[unit] != CPF_NONE)
            cpf__table_set_text(table, column, unit, cpf__map_code(attribute->texts, attribute->text[unit]));
        else if (!attribute->text && attribute->number && cpf__bit(attribute->number_valid, unit))
            cpf__table_set_decimal(table, column, unit, attribute->number[unit]);
    }
}

cpf_table *cpf__table_of_units(const cpf_model *model)
{
    cpf_table *table = new_units_table(model);

    for (int32_t unit = 0; table && unit < model->tree->count; unit++) {
        cpf__table_set_text(table, UNIT, unit, cpf_model_unit_code(model, unit));
        cpf__table_set_text(table, NAME, unit, cpf_model_unit_name(model, unit));
        cpf__table_set_text(table, LEVEL, unit, cpf_model_unit_level(model, unit));
        if (model->tree->parent[unit] != CPF_NONE)
            cpf__table_set_text(table, PARENT, unit, cpf_model_unit_code(model, model->tree->parent[unit]));
        if (model->unit_from && model->unit_from[unit] != CPF_NO_DAY)
            cpf__table_set_int(table, FROM, unit, model->unit_from[unit]);
        if (model->unit_to && model->unit_to[unit] != CPF_NO_DAY)
            cpf__table_set_int(table, TO, unit, model->unit_to[unit]);
    }
    for (int32_t i = 0; table && i < model->attribute_count; i++)
        fill_attribute(table, UNIT_COLUMNS + i, &model->attributes[i], model->tree->count);
    return table;
}
