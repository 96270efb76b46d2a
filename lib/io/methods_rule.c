/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bits.h"
#include "call_methods.h"
#include "rule.h"
#include "terms_messages.h"

enum { SHOWN_DECIMALS = 4 };

static const cpf_param score_params[] = {
    {"rule", "name of a scoring rule", "评分规则名称", "rule", NULL, NULL, NULL},
    {"parameters", "parameters of the rule by name", "规则参数", "object", NULL, NULL, "defaults of the rule"},
    {"points", "points of the curve, [attainment, points] each, ascending", "曲线上的点：[完成率, 分数]，按完成率升序", "list of pairs", NULL, NULL,
     "none"},
    {"actual", "actual values; null: missing", "实际值；null 表示缺失", "list of numbers", NULL, NULL, NULL},
    {"target", "target values; null: missing", "目标值；null 表示缺失", "list of numbers", NULL, NULL, NULL},
    {"decimals", "decimals of the points", "分数的小数位数", "decimals", "0", "9", "4"},
    {"direction", "what is better; decides with zero_target reached only", "方向；仅在 zero_target 为 reached 时起作用", "more|less|range", NULL, NULL,
     "more"},
    {"zero_target", "what a target of zero gives", "目标为零时的处理", "missing|reached|absolute", NULL, NULL, "missing"},
    {"scale", "what counts as 1 more with zero_target absolute", "zero_target 为 absolute 时每 1 完成率对应的数值", "as actual", "0", NULL, "0"},
    {"negative_target", "what a target below zero gives", "目标为负时的处理", "shift|missing", NULL, NULL, "shift"},
};

/* The members of "parameters" as they are written. */
static cpf__setting *read_settings(cpf__call *call, int32_t *count)
{
    int32_t node = cpf__call_find(call, "parameters"), n = 0;
    cpf__setting *settings;

    *count = 0;
    if (node == CPF_NONE || !cpf__call_object(call, node))
        return NULL;
    settings = cpf__call_take(call, call->json->items[node].count / 2, sizeof *settings);
    for (int32_t at = cpf__json_child(call->json, node); settings && at != CPF_NONE; at = cpf__json_sibling(call->json, at))
        settings[n++] = (cpf__setting){cpf__json_text(call->json, at), cpf__call_scalar(call, at + 1)};
    *count = n;
    return settings;
}

static cpf__knot *read_curve_points(cpf__call *call, int32_t *count)
{
    int32_t node = cpf__call_find(call, "points"), n = 0;
    int64_t all = cpf__call_list(call, node, -1);
    cpf__knot *knots = cpf__call_take(call, all, sizeof *knots);

    for (int32_t at = all ? cpf__json_child(call->json, node) : CPF_NONE; knots && at != CPF_NONE;
         at = cpf__json_sibling(call->json, at)) {
        int32_t x;

        if (cpf__call_list(call, at, 2) != 2)
            break;
        x = cpf__json_child(call->json, at);
        knots[n++] = (cpf__knot){cpf__call_scalar(call, x), cpf__call_scalar(call, x + 1)};
    }
    *count = n;
    return knots;
}

static cpf__curve *read_rule(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "rule"), setting_count, knot_count, id;
    const char *name = cpf__call_text(call, node);
    cpf__setting *settings = read_settings(call, &setting_count);
    cpf__knot *knots = read_curve_points(call, &knot_count);
    cpf__place place = {0};
    cpf__curve *curve = NULL;

    if (call->status != CPF_OK)
        return NULL;
    id = cpf__rule_find(name);
    place.path = "rule";
    if (id == CPF_NONE) {
        cpf__call_failed(call, cpf__find(call->context, call->error, &place, &cpf__terms_messages[CPF__TERMS_RULE_UNKNOWN], name));
        return NULL;
    }
    cpf__call_failed(call, cpf__rule_compile(call->context, id, settings, setting_count, knots, knot_count, NULL, &curve, call->error));
    return curve;
}

/* Attainments for the reader: rounded, and not used any further. */
static void answer_attainments(cpf__call *call, const cpf__attain *how, cpf__numbers actual, cpf__numbers target)
{
    cpf__numbers shown = {NULL, NULL, actual.count};

    shown.items = cpf__call_take(call, shown.count, sizeof *shown.items);
    shown.valid = cpf__call_take(call, cpf__bits_bytes(shown.count), 1);
    for (int64_t i = 0; i < shown.count && call->status == CPF_OK; i++) {
        cpf__i128 num, den;
        int there = cpf__bit(actual.valid, i) && cpf__bit(target.valid, i);
        cpf_status status = there ? cpf__attainment(how, actual.items[i], target.items[i], &num, &den) : CPF_E_MISSING;
        cpf__ratio x = {0, 1};

        if (status == CPF_OK)
            status = den ? cpf__ratio_div((cpf__ratio){num, 1}, (cpf__ratio){den, 1}, &x) : CPF_E_MISSING;
        if (status == CPF_OK)
            status = cpf__ratio_round(x, SHOWN_DECIMALS, CPF__HALF_UP, &shown.items[i]);
        if (status == CPF_E_RANGE)
            cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
        cpf__bit_set(shown.valid, i, status == CPF_OK);
    }
    if (call->status == CPF_OK)
        cpf__answer_numbers(call, "attainment", shown, SHOWN_DECIMALS);
}

static void score_columns(cpf__call *call, const cpf__curve *curve, const cpf__attain *how, cpf__numbers actual, cpf__numbers target)
{
    int32_t decimals = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);
    cpf__numbers points = {NULL, NULL, actual.count};
    cpf_status status;

    points.items = cpf__call_take(call, points.count, sizeof *points.items);
    points.valid = cpf__call_take(call, cpf__bits_bytes(points.count), 1);
    if (call->status != CPF_OK)
        return;
    status = cpf__curve_column(curve, how, actual.count, actual.items, actual.valid, target.items, target.valid, decimals, points.items,
                               points.valid);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    cpf__call_failed(call, status);
    if (call->status != CPF_OK)
        return;
    answer_attainments(call, how, actual, target);
    cpf__answer_numbers(call, "points", points, decimals);
}

static void run_score(cpf__call *call)
{
    int32_t actual_node = cpf__call_find(call, "actual"), target_node = cpf__call_find(call, "target");
    int32_t scale = cpf__call_find(call, "scale");
    int32_t decimals = cpf__call_decimals(call, scale, cpf__call_decimals(call, target_node, cpf__call_decimals(call, actual_node, 0)));
    cpf__numbers actual = cpf__call_numbers(call, actual_node, decimals, 1);
    cpf__numbers target = cpf__call_numbers(call, target_node, decimals, 1);
    cpf__attain how = {.zero = cpf__call_word(call, "zero_target"),
                       .negative = cpf__call_word(call, "negative_target"),
                       .direction = cpf__call_word(call, "direction"),
                       .scale = scale == CPF_NONE ? 0 : cpf__call_number(call, scale, decimals)};
    cpf__curve *curve;

    cpf__call_list(call, target_node, actual.count);
    if (call->status == CPF_OK && how.zero == CPF__ZERO_ABSOLUTE && how.scale <= 0)
        cpf__call_fail(call, scale == CPF_NONE ? 0 : scale, CPF__IO_CALL_MISSING, "zero_target: absolute", "scale", NULL);
    curve = read_rule(call);
    if (call->status == CPF_OK)
        score_columns(call, curve, &how, actual, target);
    cpf__curve_free(curve);
}

const cpf__call_row cpf__methods_rule[CPF__RULE_METHODS] = {
    {{{"score", "Points of a scoring rule", "按评分规则计分", "Points for columns of actual and target values, exact and rounded once.",
       "按实际值与目标值计算分数：精确计算，仅舍入一次。", "points = rule(actual / target)", "", CPF__PARAMS(score_params)},
      "points: numbers, null where there is no attainment; attainment: actual / target rounded to 4 decimals, for show"},
     run_score},
};
