/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "arithmetic.h"
#include "mem.h"
#include "parallel.h"

/* One line whose target is a formula over goals. */
typedef struct formula_line {
    const cpf_appraisal *appraisal;
    const struct cpf_item *item;
    const cpf__card_result *card;
    cpf__line *line;
    cpf__inputs inputs;
} formula_line;

static cpf_status formula_part(void *user, int64_t begin, int64_t end)
{
    const formula_line *at = user;
    int32_t decimals = at->appraisal->model->indicators[at->item->indicator].decimals;
    const cpf_id *units = at->appraisal->units + at->card->first;

    for (int64_t i = begin; i < end; i++) {
        int64_t value = 0;
        cpf_status status = cpf__program_value(&at->item->target, &at->inputs, units[i], decimals, &value);

        if (status != CPF_OK && status != CPF_E_MISSING)
            return status;
        at->line->formula_target[i] = status == CPF_OK ? value : 0;
        cpf__bit_set(at->line->formula_valid, i, status == CPF_OK);
    }
    return CPF_OK;
}

/* The goals' targets in the period, by indicator. */
static cpf__view *target_views(const cpf_appraisal *appraisal, const cpf_facts *targets)
{
    const cpf_model *model = appraisal->model;
    cpf__view *views = cpf__alloc(appraisal->context, model->indicator_count, sizeof *views);

    for (cpf_id i = 0; views && i < model->indicator_count; i++) {
        const cpf__cells *cells = cpf__facts_cells(targets, i, appraisal->period);

        views[i] = (cpf__view){cells->values, NULL, cells->valid, model->indicators[i].decimals, !cells->values};
    }
    return views;
}

static cpf_status name_subject(const formula_line *at, cpf_id card, cpf_error **error)
{
    for (int64_t i = 0; i < at->card->count; i++)
        if (formula_part((void *)(uintptr_t)at, i, i + 1) != CPF_OK)
            return cpf__appraise_find(at->appraisal, CPF__APPRAISE_TARGET_RANGE, at->card->first + i, card,
                                      at->item->indicator, error);
    return CPF_E_INTERNAL;
}

static cpf_status run_line(formula_line *at, cpf_id card, cpf_error **error)
{
    const cpf_context *context = at->appraisal->context;
    cpf__line *line = at->line;
    cpf_status status;

    if (!line->formula_target)
        line->formula_target = cpf__alloc_column(context, at->card->count, sizeof *line->formula_target);
    if (!line->formula_valid)
        line->formula_valid = cpf__alloc(context, cpf__bits_bytes(at->card->count), 1);
    line->target = line->formula_target;
    line->target_valid = line->formula_valid;
    if (!line->formula_target || !line->formula_valid)
        return cpf__no_memory(error);
    status = cpf__parallel(context, at->card->count, CPF__SCORE_BLOCK, formula_part, at);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    return status == CPF_OK ? CPF_OK : name_subject(at, card, error);
}

cpf_status cpf__appraise_formulas(cpf_appraisal *appraisal, cpf_id card, const cpf_facts *targets, cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_scorecard *it = &model->scorecards[card];
    formula_line at = {.appraisal = appraisal, .card = &appraisal->cards[card]};
    cpf__view *views = target_views(appraisal, targets);
    cpf_status status = views ? CPF_OK : cpf__no_memory(error);

    at.inputs.model = model;
    at.inputs.period = &model->calendar->periods[appraisal->period];
    at.inputs.targets = views;
    for (int32_t i = 0; i < it->item_count && status == CPF_OK; i++) {
        if (it->items[i].target_kind != CPF__TARGET_FORMULA)
            continue;
        at.item = &it->items[i];
        at.line = &at.card->lines[i];
        status = run_line(&at, card, error);
    }
    cpf__free(appraisal->context, views);
    return status;
}
