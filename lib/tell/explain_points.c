/* SPDX-License-Identifier: MIT */
/* Why a line has its points: rule, piece of the curve, attainment, actual and target. */
#include <string.h>

#include "telling.h"
#include "text.h"

enum { SHOWN_DECIMALS = 6, EXACT_DECIMALS = 8 };

static void tell_number(const cpf__telling *telling, const char *label, const char *label_zh, cpf__ratio value)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_NUMBER, label, label_zh);

    cpf__step_ratio(telling->to, step, value, CPF__MAX_DECIMALS);
    cpf__step_end(telling->to);
}

/* The attainment, or what is scored in its place. */
static void tell_x(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x)
{
    if (at->item->basis)
        cpf__tell_basis(telling, at, x);
    else
        cpf__tell_attainment(telling, at, x);
}

/* x as the curve takes it: the attainment, what is one by it, or the whole steps away from 1. */
static cpf__ratio tell_input_of_curve(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x)
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
    tell_x(telling, at, x);
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

static cpf__ratio tell_piece(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, const cpf__piece *piece)
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
static void tell_curve(const cpf__telling *telling, const cpf__line_at *at, const cpf__attained *x, int32_t piece)
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
    cpf__attained x = {0};
    int64_t points;
    int32_t piece = 0;

    if (!cpf__line_scored(at->line, at->unit, at->i, &x.actual, &x.target) ||
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
    tell_x(telling, at, &x);
    cpf__step_end(telling->to);
}

/* Why there are no points, with what there is. */
static void tell_unscored(const cpf__telling *telling, const cpf__line_at *at, int64_t step)
{
    int64_t actual_value, target_value;
    int actual = cpf__line_actual(at->line, at->unit, &actual_value);
    int target = cpf__line_target(at->line, at->unit, at->i, &target_value);

    static const char *const notes[][2] = {
        {"no points: there is no target", "无得分：没有目标值"},
        {"no points: there is no actual value", "无得分：没有实际值"},
        {"no points: there is no attainment for this target", "无得分：该目标值无法计算完成率"},
        {"no points: what the line goes by is missing", "无得分：缺少计分依据"},
    };
    const char *const *note = notes[at->item->basis ? 3 : !target ? 0 : !actual ? 1 : 2];

    cpf__step_note(telling->to, step, note[0], note[1], NULL, NULL);
    tell_rule(telling, at, -1);
    if (actual)
        cpf__tell_line_actual(telling, at);
    if (target)
        cpf__tell_line_target(telling, at, target_value);
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
