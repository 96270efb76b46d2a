/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "context.h"
#include "mem.h"
#include "model_in.h"
#include "row_filter.h"

cpf_model *cpf__model_retain(const cpf_model *model)
{
    cpf_model *owned = (cpf_model *)(uintptr_t)model; /* only the count changes */

    if (owned)
        atomic_fetch_add_explicit(&owned->owners, 1, memory_order_relaxed);
    return owned;
}

static void free_attribute(const cpf_context *context, cpf__attribute *attribute)
{
    cpf__map_free(attribute->texts);
    cpf__free(context, attribute->text);
    cpf__free(context, attribute->number);
    cpf__free(context, attribute->number_valid);
}

static void free_source(const cpf_context *context, cpf__source *source)
{
    for (int32_t i = 0; i < source->feed_count; i++)
        cpf__row_filter_free(context, &source->feeds[i].filter);
    cpf__row_filter_free(context, &source->filter);
    cpf__row_filter_free(context, &source->void_filter);
}

/* What the rows in the arena hold outside it. */
static void free_rows(cpf_model *model)
{
    for (int32_t i = 0; i < model->attribute_count; i++)
        free_attribute(model->context, &model->attributes[i]);
    for (int32_t i = 0; i < model->source_count; i++)
        free_source(model->context, &model->sources[i]);
    for (int32_t i = 0; i < model->scorecard_count; i++)
        for (int32_t j = 0; j < model->scorecards[i].item_count; j++)
            cpf__curve_free(model->scorecards[i].items[j].curve);
}

/* Arrays may stand for each other, and for the tree's. */
static void free_numbers(const cpf_model *model)
{
    const int32_t *input = model->tree ? model->tree->input : NULL;

    if (model->unit_of_code != model->unit_of_input)
        cpf__free(model->context, model->unit_of_code);
    if (model->code_of_unit != input)
        cpf__free(model->context, model->code_of_unit);
    if (model->unit_of_input != input)
        cpf__free(model->context, model->unit_of_input);
}

void cpf_model_free(cpf_model *model)
{
    cpf_context *context;

    if (!model || atomic_fetch_sub_explicit(&model->owners, 1, memory_order_acq_rel) != 1)
        return;
    context = model->context;
    free_rows(model);
    cpf__calendar_free(model->calendar);
    free_numbers(model);
    cpf__tree_free(model->tree);
    cpf__map_free(model->unit_codes);
    cpf__free(context, model->unit_names);
    cpf__free(context, model->unit_named);
    cpf__free(context, model->names_before);
    cpf__free(context, model->unit_from);
    cpf__free(context, model->unit_to);
    cpf__free(context, model->unit_level);
    cpf__arena_free(model->arena);
    cpf__free(context, model);
    cpf_context_free(context);
}

const char *cpf_model_code(const cpf_model *model)
{
    return model ? model->code : "";
}

const char *cpf_model_name(const cpf_model *model)
{
    return model ? model->name : "";
}

const char *cpf_model_version(const cpf_model *model)
{
    return model ? model->version : "";
}

int32_t cpf_model_measure_count(const cpf_model *model)
{
    return model ? model->measure_count : 0;
}

cpf_id cpf_model_find_measure(const cpf_model *model, const char *code)
{
    for (cpf_id i = 0; model && code && i < model->measure_count; i++)
        if (strcmp(model->measures[i].code, code) == 0)
            return i;
    return CPF_NONE;
}

const char *cpf_model_measure_code(const cpf_model *model, cpf_id measure)
{
    return model && measure >= 0 && measure < model->measure_count ? model->measures[measure].code : "";
}

int32_t cpf_model_measure_decimals(const cpf_model *model, cpf_id measure)
{
    return model && measure >= 0 && measure < model->measure_count ? model->measures[measure].decimals : 0;
}

int32_t cpf_model_goal_count(const cpf_model *model)
{
    return model ? model->goal_count : 0;
}

int32_t cpf_model_source_count(const cpf_model *model)
{
    return model ? model->source_count : 0;
}

const char *cpf_model_source_code(const cpf_model *model, cpf_id source)
{
    return model && source >= 0 && source < model->source_count ? model->sources[source].code : "";
}

const char *cpf_model_source_file(const cpf_model *model, cpf_id source)
{
    return model && source >= 0 && source < model->source_count ? model->sources[source].file : "";
}

int32_t cpf_model_scorecard_count(const cpf_model *model)
{
    return model ? model->scorecard_count : 0;
}

const char *cpf_model_scorecard_code(const cpf_model *model, cpf_id scorecard)
{
    return model && scorecard >= 0 && scorecard < model->scorecard_count ? model->scorecards[scorecard].code : "";
}
