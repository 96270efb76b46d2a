/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model_in.h"

static int is_unit(const cpf_model *model, cpf_id unit)
{
    return model && unit >= 0 && unit < model->tree->count;
}

int32_t cpf_model_unit_count(const cpf_model *model)
{
    return model ? model->tree->count : 0;
}

cpf_id cpf_model_find_unit(const cpf_model *model, const char *code)
{
    cpf_id id = model && code ? cpf__map_find(model->unit_codes, code, (int64_t)strlen(code)) : CPF_NONE;

    return id == CPF_NONE ? CPF_NONE : model->unit_of_code[id];
}

cpf_id cpf_model_unit_added(const cpf_model *model, int32_t position)
{
    return is_unit(model, position) ? model->unit_of_input[position] : CPF_NONE;
}

const char *cpf_model_unit_code(const cpf_model *model, cpf_id unit)
{
    return is_unit(model, unit) ? cpf__map_code(model->unit_codes, model->code_of_unit[unit]) : "";
}

const char *cpf_model_unit_name(const cpf_model *model, cpf_id unit)
{
    if (is_unit(model, unit) && model->unit_names && model->unit_named[unit / 64] >> unit % 64 & 1)
        return model->unit_names[cpf__name_place(model, unit)];
    return cpf_model_unit_code(model, unit);
}

cpf_id cpf_model_unit_parent(const cpf_model *model, cpf_id unit)
{
    return is_unit(model, unit) ? model->tree->parent[unit] : CPF_NONE;
}

void cpf_model_unit_children(const cpf_model *model, cpf_id unit, cpf_id *begin, cpf_id *end)
{
    int known = is_unit(model, unit);

    if (begin)
        *begin = known ? model->tree->child_begin[unit] : 0;
    if (end)
        *end = known ? model->tree->child_end[unit] : 0;
}

const char *cpf_model_unit_level(const cpf_model *model, cpf_id unit)
{
    return is_unit(model, unit) ? model->levels[model->unit_level[unit]].code : "";
}

const char *cpf_model_unit_attribute(const cpf_model *model, cpf_id unit, const char *name)
{
    cpf_id id = is_unit(model, unit) && name ? cpf__model_find_attribute(model, name) : CPF_NONE;
    const cpf__attribute *attribute = id == CPF_NONE ? NULL : &model->attributes[id];

    if (!attribute || !attribute->text || attribute->text[unit] == CPF_NONE)
        return NULL;
    return cpf__map_code(attribute->texts, attribute->text[unit]);
}

cpf_id cpf__model_find_attribute(const cpf_model *model, const char *name)
{
    for (cpf_id i = 0; i < model->attribute_count; i++)
        if (strcmp(model->attributes[i].name, name) == 0)
            return i;
    return CPF_NONE;
}

cpf_id cpf__model_ancestor(const cpf_model *model, cpf_id unit, int32_t level)
{
    while (unit != CPF_NONE && model->unit_level[unit] > level)
        unit = model->tree->parent[unit];
    return unit != CPF_NONE && model->unit_level[unit] == level ? unit : CPF_NONE;
}

int cpf__model_present(const cpf_model *model, cpf_id unit, cpf_day from, cpf_day to)
{
    if (!model->unit_from)
        return from < to;
    /* An open beginning, CPF_NO_DAY, lies before every day. */
    return from < to && model->unit_from[unit] < to &&
           (model->unit_to[unit] == CPF_NO_DAY || model->unit_to[unit] > from);
}
