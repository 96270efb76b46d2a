/* SPDX-License-Identifier: MIT */
/* What a line is about: its actual value, its target, and the quotient of both. */
#include "telling.h"

enum { SHOWN_DECIMALS = 6 };

static const cpf__operation operations_of_sign[] = {CPF__BY_SHIFT, CPF__BY_ABSOLUTE, CPF__BY_QUOTIENT};

void cpf__tell_line_actual(const cpf__telling *telling, const cpf__line_at *at)
{
    cpf__tell_actual(telling, CPF__STEP_ACTUAL, (cpf__cell_at){at->unit, at->item->indicator, at->appraisal->period});
}

/* Targets that a scorecard computes: the formula, with the targets in it told one by one. */
typedef struct target_input {
    const cpf__telling *telling;
    const cpf__line_at *at;
    const cpf__program *program;
} target_input;

static void tell_target_input(const void *user, int32_t index)
{
    const target_input *input = user;

    cpf__tell_counted(input->telling, input->at->appraisal,
                      (cpf__cell_at){input->at->unit, index, input->at->appraisal->period});
}

static void tell_formula_target(const cpf__telling *telling, const cpf__line_at *at, int64_t target, int32_t decimals)
{
    const cpf_model *model = telling->model;
    target_input input = {telling, at, &at->item->target};
    cpf__view *views = cpf__arena_take(telling->to->arena, model->indicator_count, sizeof *views);
    cpf__inputs inputs = {model, &model->calendar->periods[at->appraisal->period], NULL, NULL, views};
    cpf__program_telling program = {telling,      &at->item->target, &inputs, at->unit,
                                    decimals + 4, tell_target_input, &input};
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_TARGET, "target by formula", "公式目标");

    for (cpf_id i = 0; views && i < model->indicator_count; i++) {
        const cpf__cells *cells = cpf__facts_cells(at->appraisal->targets, i, at->appraisal->period);

        views[i] = (cpf__view){cells->values, NULL, cells->valid, model->indicators[i].decimals, !cells->values};
    }
    cpf__step_value(telling->to, step, target, decimals);
    cpf__step_operation(telling->to, step, CPF__BY_ROUNDING);
    cpf__step_note(telling->to, step, "%s", "%s", at->item->target_text, NULL);
    if (views)
        cpf__tell_program(&program);
    cpf__step_end(telling->to);
}

void cpf__tell_line_target(const cpf__telling *telling, const cpf__line_at *at, int64_t target)
{
    int32_t decimals = telling->model->indicators[at->item->indicator].decimals;

    if (at->item->target_kind == CPF__TARGET_GOAL)
        cpf__tell_counted(telling, at->appraisal, (cpf__cell_at){at->unit, at->item->indicator, at->appraisal->period});
    else if (at->item->target_kind == CPF__TARGET_CONSTANT)
        cpf__step_leaf(telling->to, CPF__STEP_TARGET, "target of the scorecard", "评分卡规定的目标", target, decimals,
                       0);
    else
        tell_formula_target(telling, at, target, decimals);
}

void cpf__tell_attainment(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_ATTAINMENT, "attainment", "完成率");
    int zero = x->target == 0, scaled = zero && at->item->attain.zero == CPF__ZERO_ABSOLUTE;
    cpf__ratio value = {0, 1};

    if (x->den && cpf__ratio_div((cpf__ratio){x->num, 1}, (cpf__ratio){x->den, 1}, &value) == CPF_OK)
        cpf__step_ratio(telling->to, step, value, SHOWN_DECIMALS);
    if (!zero || scaled) {
        cpf__step_operation(telling->to, step, operations_of_sign[zero ? 1 : x->target < 0 ? 0 : 2]);
    } else {
        cpf__step_note(telling->to, step,
                       x->den ? "the target is 0: 1 when it is reached, else 0"
                              : "the target is 0 and it is missed: without bound",
                       x->den ? "目标为 0：达成记 1，未达成记 0" : "目标为 0 且未达成：视为无穷大", NULL, NULL);
    }
    cpf__tell_line_actual(telling, at);
    if (scaled)
        cpf__step_leaf(telling->to, CPF__STEP_NUMBER, "scale for a target of 0", "目标为 0 时的标度",
                       at->item->attain.scale, telling->model->indicators[at->item->indicator].decimals, 0);
    else
        cpf__tell_line_target(telling, at, x->target);
    cpf__step_end(telling->to);
}
