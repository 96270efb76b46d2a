/* SPDX-License-Identifier: MIT */
/* What only some units have said about themselves, put into columns by unit id. */
#include "steps.h"
#include "unit_spot.h"

static void take_unit_levels(cpf__build *build)
{
    cpf_model *model = build->model;
    int32_t count = model->tree->count;

    model->unit_level = cpf__alloc_column(build->context, count, sizeof *model->unit_level);
    if (!model->unit_level) {
        cpf__build_fail(build);
        return;
    }
    for (int32_t unit = 0; unit < count; unit++)
        model->unit_level[unit] =
            (int16_t)build->level_of_name[build->plan->unit_levels.items[model->tree->input[unit]]];
}

static void mark_named(cpf__build *build)
{
    for (int64_t i = 0; i < build->plan->unit_names.count; i++) {
        int32_t unit = build->model->unit_of_input[build->plan->unit_names.items[i].position];

        build->model->unit_named[unit / 64] |= (uint64_t)1 << unit % 64;
    }
}

static void take_unit_names(cpf__build *build)
{
    cpf_model *model = build->model;
    int64_t count = build->plan->unit_names.count;
    int32_t words = model->tree->count / 64 + 1;

    if (!count)
        return;
    model->unit_names = cpf__alloc(build->context, count, sizeof *model->unit_names);
    model->unit_named = cpf__alloc(build->context, words, sizeof *model->unit_named);
    model->names_before = cpf__alloc(build->context, words, sizeof *model->names_before);
    if (!model->unit_names || !model->unit_named || !model->names_before) {
        cpf__build_fail(build);
        return;
    }
    mark_named(build);
    for (int32_t word = 1; word < words; word++)
        model->names_before[word] = model->names_before[word - 1] + __builtin_popcountll(model->unit_named[word - 1]);
    for (int64_t i = 0; i < count; i++) {
        const cpf__unit_text *given = &build->plan->unit_names.items[i];
        int32_t at = cpf__name_place(model, model->unit_of_input[given->position]);

        model->unit_names[at] = cpf__arena_text(model->arena, given->text);
    }
}

static void check_span(cpf__build *build, const cpf__unit_span *span, int64_t *wrong)
{
    cpf_model *model = build->model;

    if (span->from == CPF_NO_DAY || span->to == CPF_NO_DAY || span->from < span->to || !cpf__tally(wrong))
        return;
    cpf__at_unit(build, span->position, cpf_model_unit_code(model, model->unit_of_input[span->position]));
    cpf__tell(build, cpf__member(build, ".to"), CPF__MODEL(UNIT_SPAN));
}

static void take_unit_spans(cpf__build *build)
{
    cpf_model *model = build->model;
    int32_t count = model->tree->count;
    int64_t wrong = 0;

    if (!build->plan->spans.count)
        return;
    model->unit_from = cpf__alloc_column(build->context, count, sizeof *model->unit_from);
    model->unit_to = cpf__alloc_column(build->context, count, sizeof *model->unit_to);
    if (!model->unit_from || !model->unit_to) {
        cpf__build_fail(build);
        return;
    }
    for (int32_t unit = 0; unit < count; unit++)
        model->unit_from[unit] = model->unit_to[unit] = CPF_NO_DAY;
    for (int64_t i = 0; i < build->plan->spans.count; i++) {
        const cpf__unit_span *span = &build->plan->spans.items[i];

        check_span(build, span, &wrong);
        model->unit_from[model->unit_of_input[span->position]] = span->from;
        model->unit_to[model->unit_of_input[span->position]] = span->to;
    }
    cpf__tally_rest(build, wrong);
}

void cpf__freeze_unit_columns(cpf__build *build)
{
    if (!build->model->tree)
        return;
    take_unit_levels(build);
    take_unit_names(build);
    take_unit_spans(build);
}
