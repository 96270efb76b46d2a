/* SPDX-License-Identifier: MIT */
/* Why a line has its points: rule, piece of the curve, attainment, actual and target. */
#include <string.h>

#include "telling.h"
#include "text.h"

enum { SHOWN_DECIMALS = 6, EXACT_DECIMALS = 8 };

typedef struct attained {
    cpf__i128 num, den; /* den 0: without bound */
    int64_t actual, target;
    int32_t decimals;
} attained;

static const cpf__operation operations_of_sign[] = {CPF__BY_SHIFT, CPF__BY_ABSOLUTE, CPF__BY_QUOTIENT};

static void tell_actual_value(const cpf__telling *telling, const cpf__line_at *at)
{
    cpf__tell_actual(telling, CPF__STEP_ACTUAL,
                     (cpf__cell_at){at->unit, at->item->indicator, at->appraisal->period});
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

    cpf__tell_counted(input->telling, input->at->appraisal, (cpf__cell_at){input->at->unit, index, input->at->appraisal->period});
}

static void tell_formula_target(const cpf__telling *telling, const cpf__line_at *at, int64_t target, int32_t decimals)
{
    const cpf_model *model = telling->model;
    target_input input = {telling, at, &at->item->target};
    cpf__view *views = cpf__arena_take(telling->to->arena, model->indicator_count, sizeof *views);
    cpf__inputs inputs = {model, &model->calendar->periods[at->appraisal->period], NULL, NULL, views};
    cpf__program_telling program = {telling, &at->item->target, &inputs, at->unit, decimals + 4, tell_target_input, &input};
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

static void tell_target_value(const cpf__telling *telling, const cpf__line_at *at, int64_t target, int32_t decimals)
{
    if (at->item->target_kind == CPF__TARGET_GOAL)
        cpf__tell_counted(telling, at->appraisal, (cpf__cell_at){at->unit, at->item->indicator, at->appraisal->period});
    else if (at->item->target_kind == CPF__TARGET_CONSTANT)
        cpf__step_leaf(telling->to, CPF__STEP_TARGET, "target of the scorecard", "评分卡规定的目标", target, decimals, 0);
    else
        tell_formula_target(telling, at, target, decimals);
}

/* Attainment with what it is made of. */
static void tell_attainment(const cpf__telling *telling, const cpf__line_at *at, const attained *x)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_ATTAINMENT, "attainment", "完成率");
    int zero = x->target == 0, scaled = zero && at->item->attain.zero == CPF__ZERO_ABSOLUTE;
    cpf__ratio value = {0, 1};

    if (x->den && cpf__ratio_div((cpf__ratio){x->num, 1}, (cpf__ratio){x->den, 1}, &value) == CPF_OK)
        cpf__step_ratio(telling->to, step, value, SHOWN_DECIMALS);
    if (!zero || scaled) {
        cpf__step_operation(telling->to, step, operations_of_sign[zero ? 1 : x->target < 0 ? 0 : 2]);
    } else {
        cpf__step_note(telling->to, step, x->den ? "the target is 0: 1 when it is reached, else 0" : "the target is 0 and it is missed: without bound",
                       x->den ? "目标为 0：达成记 1，未达成记 0" : "目标为 0 且未达成：视为无穷大", NULL, NULL);
    }
    tell_actual_value(telling, at);
    if (scaled)
        cpf__step_leaf(telling->to, CPF__STEP_NUMBER, "scale for a target of 0", "目标为 0 时的标度", at->item->attain.scale, x->decimals, 0);
    else
        tell_target_value(telling, at, x->target, x->decimals);
    cpf__step_end(telling->to);
}

static void tell_number(const cpf__telling *telling, const char *label, const char *label_zh, cpf__ratio value)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, label, label_zh);

    cpf__step_ratio(telling->to, step, value, CPF__MAX_DECIMALS);
    cpf__step_end(telling->to);
}

/* x as the curve takes it: the attainment, what is one by it, or the whole steps away from 1. */
static cpf__ratio tell_input_of_curve(const cpf__telling *telling, const cpf__line_at *at, const attained *x)
{
    const cpf__curve *curve = at->item->curve;
    cpf__ratio value = {0, 1}, step_size = {curve->step_num, curve->step_den > 0 ? curve->step_den : 1}, distance;
    int inverse = curve->input == CPF__X_INVERSE, stepped = curve->step_num > 0;
    int64_t step = 0, whole = 0;

    (void)cpf__ratio_div((cpf__ratio){inverse ? x->den : x->num, 1}, (cpf__ratio){inverse ? x->num : x->den, 1}, &value);
    if (inverse || stepped) {
        step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, inverse ? "target over actual" : "steps", inverse ? "目标 ÷ 实际" : "级数");
        cpf__step_operation(telling->to, step, inverse ? CPF__BY_INVERSE : CPF__BY_STEPS);
    }
    tell_attainment(telling, at, x);
    if (stepped) {
        tell_number(telling, "size of a step", "每级幅度", step_size);
        if (cpf__ratio_sub(value, (cpf__ratio){1, 1}, &distance) == CPF_OK && cpf__ratio_div(distance, step_size, &distance) == CPF_OK)
            (void)cpf__ratio_round(distance, 0, CPF__DOWN, &whole);
        value = cpf__ratio_of(whole, 0);
    }
    if (inverse || stepped) {
        cpf__step_ratio(telling->to, step, value, SHOWN_DECIMALS);
        cpf__step_end(telling->to);
    }
    return value;
}

static cpf__ratio tell_piece(const cpf__telling *telling, const cpf__line_at *at, const attained *x, const cpf__piece *piece)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_POINTS, "points on the curve", "曲线上的分数");
    cpf__ratio value, product = {0, 1};

    cpf__step_operation(telling->to, step, CPF__BY_LINE);
    tell_number(telling, "constant", "常数项", (cpf__ratio){piece->a, 1});
    tell_number(telling, "slope", "斜率", (cpf__ratio){piece->b, 1});
    value = tell_input_of_curve(telling, at, x);
    tell_number(telling, "divisor", "除数", (cpf__ratio){piece->den, 1});
    if (cpf__ratio_mul((cpf__ratio){piece->b, 1}, value, &product) == CPF_OK &&
        cpf__ratio_add((cpf__ratio){piece->a, 1}, product, &value) == CPF_OK &&
        cpf__ratio_div(value, (cpf__ratio){piece->den, 1}, &value) == CPF_OK)
        cpf__step_ratio(telling->to, step, value, EXACT_DECIMALS);
    cpf__step_end(telling->to);
    return value;
}

/* Points before rounding. */
static void tell_curve(const cpf__telling *telling, const cpf__line_at *at, const attained *x, int32_t piece)
{
    const cpf__curve *curve = at->item->curve;
    int64_t step = 0;
    cpf__ratio value;

    if (curve->clamped) {
        step = cpf__step_begin(telling->to, CPF__STEP_POINTS, "points within the limits", "封顶保底后的分数");
        cpf__step_operation(telling->to, step, CPF__BY_CLAMP);
    }
    value = tell_piece(telling, at, x, &curve->pieces[piece]);
    if (curve->clamped) {
        tell_number(telling, "fewest points", "最低分", curve->low);
        tell_number(telling, "most points", "最高分", curve->high);
        value = cpf__ratio_compare(value, curve->low) < 0    ? curve->low
                : cpf__ratio_compare(value, curve->high) > 0 ? curve->high
                                                             : value;
        cpf__step_ratio(telling->to, step, value, EXACT_DECIMALS);
        cpf__step_end(telling->to);
    }
}

static void add_edge(cpf_text *text, const cpf__piece *piece, const char *before)
{
    char digits[24];
    int64_t edge = 0;

    if (!piece->edge_den)
        return;
    (void)cpf__divide((cpf__i128)piece->edge_num * cpf__pow10(SHOWN_DECIMALS), piece->edge_den, CPF__HALF_UP, &edge);
    cpf_decimal_format(edge, SHOWN_DECIMALS, digits);
    cpf__text_add(text, before);
    cpf__text_add(text, digits);
}

/* The rule, and the span of the piece that was used. */
static void tell_rule(const cpf__telling *telling, const cpf__line_at *at, int32_t piece)
{
    const cpf_entry *entry = &cpf__rules[at->item->rule].entry;
    const cpf__curve *curve = at->item->curve;
    cpf_text *label = cpf__text_new(telling->to->context), *span = cpf__text_new(telling->to->context);
    int64_t step;

    cpf__text_format(label, "%s (%s)", entry->title_zh, entry->name);
    if (piece >= 0) {
        cpf__text_format(span, "%d/%d", (int)piece + 1, (int)curve->count);
        add_edge(span, &curve->pieces[piece], " >= ");
        if (piece + 1 < curve->count)
            add_edge(span, &curve->pieces[piece + 1], " < ");
    }
    if (cpf__text_failed(label) || cpf__text_failed(span))
        cpf__arena_fail(telling->to->arena);
    step = cpf__step_begin(telling->to, CPF__STEP_RULE, entry->title, cpf_text_data(label));
    cpf__step_formula(telling->to, step, entry->formula);
    if (piece >= 0)
        cpf__step_note(telling->to, step, "rule %s, piece %s", "规则 %s，第 %s 段", entry->name, cpf_text_data(span));
    cpf__step_end(telling->to);
    cpf_text_free(label);
    cpf_text_free(span);
}

static void tell_scored(const cpf__telling *telling, const cpf__line_at *at, int64_t step)
{
    const cpf__curve *curve = at->item->curve;
    attained x = {.decimals = telling->model->indicators[at->item->indicator].decimals};
    int64_t points;
    int32_t piece = 0;

    if (!cpf__line_actual(at->line, at->unit, &x.actual) ||
        !cpf__line_target(at->line, at->unit, at->i, &x.target) ||
        cpf__attainment(&at->item->attain, x.actual, x.target, &x.num, &x.den) != CPF_OK ||
        cpf__curve_points(curve, x.num, x.den, at->card->points_decimals, &points, &piece) != CPF_OK)
        return;
    tell_rule(telling, at, piece);
    if (x.den && (curve->input != CPF__X_INVERSE || x.num > 0)) {
        cpf__step_operation(telling->to, step, CPF__BY_ROUNDING);
        tell_curve(telling, at, &x, piece);
        return;
    }
    cpf__step_note(telling->to, step, "without bound: the last piece of the curve decides", "完成率无界：由曲线最后一段决定", NULL, NULL);
    step = cpf__step_begin(telling->to, CPF__STEP_FORMULA, "from", "依据");
    tell_attainment(telling, at, &x);
    cpf__step_end(telling->to);
}

/* Why there are no points, with what there is. */
static void tell_unscored(const cpf__telling *telling, const cpf__line_at *at, int64_t step)
{
    int64_t actual_value, target_value;
    int actual = cpf__line_actual(at->line, at->unit, &actual_value);
    int target = cpf__line_target(at->line, at->unit, at->i, &target_value);

    cpf__step_note(telling->to, step,
                   !target   ? "no points: there is no target"
                   : !actual ? "no points: there is no actual value"
                             : "no points: there is no attainment for this target",
                   !target   ? "无得分：没有目标值"
                   : !actual ? "无得分：没有实际值"
                             : "无得分：该目标值无法计算完成率",
                   NULL, NULL);
    tell_rule(telling, at, -1);
    if (actual)
        tell_actual_value(telling, at);
    if (target)
        tell_target_value(telling, at, target_value, telling->model->indicators[at->item->indicator].decimals);
}

void cpf__tell_points(const cpf__telling *telling, const cpf__line_at *at)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_POINTS, "points", "得分");

    cpf__step_note(telling->to, step, "%s", "%s", telling->model->indicators[at->item->indicator].code, NULL);
    if (cpf__bit(at->line->points_valid, at->i)) {
        cpf__step_value(telling->to, step, at->line->points[at->i], at->card->points_decimals);
        tell_scored(telling, at, step);
    } else {
        tell_unscored(telling, at, step);
    }
    cpf__step_end(telling->to);
}
