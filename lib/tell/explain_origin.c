/* SPDX-License-Identifier: MIT */
/* Targets that are taken over as a share of a total, or as growth. */
#include "explain_origin.h"

#include "origin.h"

enum { RATE_DECIMALS = 6 };
#define WHOLE INT64_C(1000000)

/* 0: the goal has a target of its own, or what it comes from is not there. */
static int settle(const cpf__telling *telling, cpf_id goal, cpf__origin *origin)
{
    int64_t row = cpf__origin_of_goal(telling->model, goal);

    return row >= 0 && cpf__origin_settle(telling->model, telling->actuals, row, origin, NULL) == CPF_OK;
}

int64_t cpf__tell_amount_of_goal(const cpf__telling *telling, cpf_id goal)
{
    cpf__origin origin;

    return settle(telling, goal, &origin) ? origin.target : telling->model->goals[goal].target;
}

/* amount * rate, in exact figures. */
static void tell_product(const cpf__telling *telling, const cpf__origin *origin)
{
    const cpf_model *model = telling->model;
    const struct cpf_goal *goal = &model->goals[origin->goal];
    int32_t decimals = model->indicators[goal->indicator].decimals, before = model->indicators[origin->of].decimals;
    int64_t amount = origin->has_share ? origin->total : origin->before;
    int64_t rate = origin->has_share ? origin->share : WHOLE + origin->growth;
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, "exact value", "精确值");
    cpf__ratio exact = {0, 1};

    decimals = origin->has_share ? decimals : before;
    (void)cpf__ratio_mul(cpf__ratio_of(amount, decimals), cpf__ratio_of(rate, RATE_DECIMALS), &exact);
    cpf__step_ratio(telling->to, step, exact, decimals + RATE_DECIMALS);
    cpf__step_operation(telling->to, step, CPF__BY_PRODUCT);
    if (origin->has_share)
        cpf__step_leaf(telling->to, CPF__STEP_GOAL, "total", "公司总目标", amount, decimals, 0);
    else
        cpf__tell_actual(telling, CPF__STEP_ACTUAL, (cpf__cell_at){goal->unit, origin->of, origin->before_period});
    cpf__step_leaf(telling->to, CPF__STEP_NUMBER, origin->has_share ? "share" : "1 + growth",
                   origin->has_share ? "占比" : "1 + 增长率", rate, RATE_DECIMALS, 1);
    cpf__step_end(telling->to);
}

void cpf__tell_origin(const cpf__telling *telling, cpf_id goal)
{
    const cpf_model *model = telling->model;
    const struct cpf_goal *it = &model->goals[goal];
    cpf__origin origin;
    int64_t step;

    if (!settle(telling, goal, &origin))
        return;
    step = cpf__step_begin(telling->to, CPF__STEP_GOAL, origin.has_share ? "share of the total" : "growth over before",
                           origin.has_share ? "占公司总目标的比例" : "相对上期增长");
    cpf__step_value(telling->to, step, origin.target, model->indicators[it->indicator].decimals);
    if (it->manner->step == 1)
        cpf__step_operation(telling->to, step, CPF__BY_ROUNDING);
    else
        cpf__step_note(telling->to, step, "rounded to whole steps", "取整到最小分配单位", NULL, NULL);
    tell_product(telling, &origin);
    cpf__step_end(telling->to);
}
