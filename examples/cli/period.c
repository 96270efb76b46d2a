/* SPDX-License-Identifier: MIT */
#include "period.h"

#include <string.h>

static int any_valid(const cpf_facts *facts, cpf_id indicator, cpf_id period, int32_t units)
{
    const uint8_t *valid = cpf_facts_validity(facts, indicator, period);

    if (!cpf_facts_column(facts, indicator, period))
        return 0;
    for (int32_t u = 0; valid && u < units; u++) {
        if (valid[u / 8] >> u % 8 & 1)
            return 1;
    }
    return !valid;
}

static int has_targets(const cpf_model *model, const cpf_facts *targets, cpf_id period)
{
    for (cpf_id i = 0; i < cpf_model_indicator_count(model); i++) {
        if (any_valid(targets, i, period, cpf_model_unit_count(model)))
            return 1;
    }
    return 0;
}

/* Sums without rows are 0 and not missing: only another figure at the top shows that there was something. */
static int has_actuals(const cpf_model *model, const cpf_facts *actuals, cpf_id period)
{
    int64_t value;

    for (cpf_id i = 0; i < cpf_model_indicator_count(model); i++) {
        if (cpf_facts_value(actuals, 0, i, period, &value) == CPF_OK && value)
            return 1;
    }
    return 0;
}

/* A year of the calendar, or a window about as long: quota years often begin in the middle of a month. */
static int is_year(const cpf_period *period)
{
    enum { NEARLY = 360 };

    return !strcmp(cpf_period_grain(period), "year") || cpf_period_to(period) - cpf_period_from(period) >= NEARLY;
}

/* a is rather appraised than b: years first, then the later end, then the longer. */
static int better(const cpf_period *a, const cpf_period *b)
{
    int year_a = is_year(a), year_b = is_year(b);

    if (year_a != year_b)
        return year_a;
    if (cpf_period_to(a) != cpf_period_to(b))
        return cpf_period_to(a) > cpf_period_to(b);
    return cpf_period_from(a) < cpf_period_from(b);
}

static cpf_id best_of(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals, int need_targets)
{
    cpf_id best = CPF_NONE;

    for (cpf_id p = 0; p < cpf_model_period_count(model); p++) {
        if (best != CPF_NONE && !better(cpf_model_period(model, p), cpf_model_period(model, best)))
            continue;
        if (has_actuals(model, actuals, p) && (!need_targets || has_targets(model, targets, p)))
            best = p;
    }
    return best;
}

cpf_id cli_period_choose(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals)
{
    return best_of(model, targets, actuals, cpf_model_goal_count(model) > 0);
}

int cli_period_has_results(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals, cpf_id period)
{
    return has_actuals(model, actuals, period) && (!cpf_model_goal_count(model) || has_targets(model, targets, period));
}

int cli_period_inside(const cpf_model *model, cpf_id inner, cpf_id outer)
{
    const cpf_period *a = cpf_model_period(model, inner), *b = cpf_model_period(model, outer);

    return cpf_period_from(a) >= cpf_period_from(b) && cpf_period_to(a) <= cpf_period_to(b);
}
