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

static void take_unit_names(cpf__build *build)
{
    cpf_model *model = build->model;

    if (!build->plan->unit_names.count)
        return;
    model->unit_names = cpf__alloc(build->context, model->tree->count, sizeof *model->unit_names);
    if (!model->unit_names) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < build->plan->unit_names.count; i++) {
        const cpf__unit_text *given = &build->plan->unit_names.items[i];

        model->unit_names[model->unit_of_input[given->position]] = cpf__arena_text(model->arena, given->text);
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
