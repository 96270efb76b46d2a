/* SPDX-License-Identifier: MIT */
/* Why a total of several levels is what it is: sum(weight * total of the level) / sum(weights). */
#include "levels.h"
#include "telling.h"

enum { MORE_DECIMALS = 4 };

typedef struct leveling {
    const cpf__telling *telling;
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const cpf__level_part *parts;
    int32_t count;
    cpf__tell_own own;
    cpf__ratio sum, weights;
} leveling;

static const char *level_name(const leveling *at, const cpf__level_part *part)
{
    return at->telling->model->levels[part->level].code;
}

static void tell_weight(const leveling *at, const cpf__level_part *part, const char *name, const char *name_zh)
{
    cpf__step_leaf(at->telling->to, CPF__STEP_WEIGHT, name, name_zh, part->weight, CPF__LEVEL_WEIGHT_DECIMALS, 1);
}

/* Whose total it is, where it is not that of a unit of the level. */
static void note_giver(const leveling *at, const cpf__level_part *part, int64_t step)
{
    const cpf_model *model = at->telling->model;

    if (part->from == CPF_NONE)
        cpf__step_note(at->telling->to, step, "no total on this level, nor above", "该层级及其上级均无总分", NULL,
                       NULL);
    else if (model->unit_level[part->from] != part->level)
        cpf__step_note(at->telling->to, step, "no total on this level: that of %s", "该层级无总分，沿用 %s 的总分",
                       cpf_model_unit_code(model, part->from), NULL);
}

static void tell_part(leveling *at, const cpf__level_part *part)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_LINE, level_name(at, part), NULL);
    cpf__ratio product = {0, 1};

    note_giver(at, part, step);
    if (cpf__level_counts(at->card, part)) {
        cpf__step_operation(to, step, CPF__BY_PRODUCT);
        tell_weight(at, part, "weight", "权重");
        if (part->from == CPF_NONE)
            cpf__step_leaf(to, CPF__STEP_NUMBER, "counted with", "计入分数", 0, 0, 0);
        else
            at->own(at->telling, at->appraisal, at->appraisal->subject_of[part->from]);
        if (cpf__ratio_mul(cpf__ratio_of(part->weight, CPF__LEVEL_WEIGHT_DECIMALS),
                           cpf__ratio_of(part->total, part->decimals), &product) == CPF_OK)
            cpf__step_ratio(to, step, product, CPF__MAX_DECIMALS);
        (void)cpf__ratio_add(at->sum, product, &at->sum);
    }
    cpf__step_end(to);
}

static void tell_sum(leveling *at)
{
    int64_t step = cpf__step_begin(at->telling->to, CPF__STEP_NUMBER, "weights times totals", "加权总分合计");

    cpf__step_operation(at->telling->to, step, CPF__BY_SUM);
    for (int32_t i = 0; i < at->count; i++)
        tell_part(at, &at->parts[i]);
    cpf__step_ratio(at->telling->to, step, at->sum, CPF__MAX_DECIMALS);
    cpf__step_end(at->telling->to);
}

static void tell_weights(leveling *at)
{
    int64_t step = cpf__step_begin(at->telling->to, CPF__STEP_WEIGHT, "weights that count", "计入的权重合计");

    cpf__step_operation(at->telling->to, step, CPF__BY_SUM);
    for (int32_t i = 0; i < at->count; i++) {
        if (!cpf__level_counts(at->card, &at->parts[i]))
            continue;
        tell_weight(at, &at->parts[i], level_name(at, &at->parts[i]), NULL);
        (void)cpf__ratio_add(at->weights, cpf__ratio_of(at->parts[i].weight, CPF__LEVEL_WEIGHT_DECIMALS), &at->weights);
    }
    cpf__step_ratio(at->telling->to, step, at->weights, CPF__LEVEL_WEIGHT_DECIMALS);
    cpf__step_end(at->telling->to);
}

void cpf__tell_levels(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id card, cpf_id unit,
                      cpf__tell_own own)
{
    leveling at = {telling, appraisal, &telling->model->scorecards[card], NULL, 0, own, {0, 1}, {0, 1}};
    cpf__level_part *parts = cpf__arena_take(telling->to->arena, telling->model->level_count, sizeof *parts);
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, "weighted mean of levels", "各层级加权平均");
    cpf__ratio mean;

    if (parts) {
        at.parts = parts;
        at.count = cpf__level_parts(appraisal, card, unit, parts);
    }
    cpf__step_operation(telling->to, step, CPF__BY_QUOTIENT);
    tell_sum(&at);
    tell_weights(&at);
    if (cpf__ratio_div(at.sum, at.weights, &mean) == CPF_OK)
        cpf__step_ratio(telling->to, step, mean, at.card->total_decimals + MORE_DECIMALS);
    cpf__step_end(telling->to);
}
