/* SPDX-License-Identifier: MIT */
/* Shares within bounds: water filling, bounded proportional, least squares, and more than was received passed on. */
#include <math.h>

#include "apportion.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "clamped_lines.h"
#include "table_formats.h"
#include "text.h"
#include "whole_steps.h"

#define PARAM_TOTAL                                                                                                   \
    {                                                                                                                 \
        "total", "what the parts add up to", "各部分之和", "number", NULL, NULL, NULL                                 \
    }
#define PARAM_STEPS                                                                                                   \
    {                                                                                                                 \
        "decimals", "also give parts that are whole in the last of so many decimals", "另给出精确到该小数位的整数化结果", "decimals", "0", \
            "9", "-1"                                                                                                 \
    }

static const cpf_param water_params[] = {
    {"demands", "what each would take at most", "各成员的需求上限", "list of numbers", "0", NULL, NULL},
    {"weights", "what each is entitled to in proportion", "各成员的权重", "list of numbers", "0", NULL, "1 each"},
    {"capacity", "what there is", "可分配总量", "number", "0", NULL, NULL},
    PARAM_STEPS,
};

static const cpf_param proportional_params[] = {
    {"weights", "what the parts are in proportion to where no bound holds them", "各成员的权重", "list of numbers", "0", NULL, NULL},
    PARAM_TOTAL,
    {"min", "least, one number for all or one for each; null: none", "下限（一个数或逐个给出；null 为无）", "number", NULL, NULL, "0"},
    {"max", "most, one number for all or one for each; null: none", "上限（一个数或逐个给出；null 为无）", "number", NULL, NULL, "none"},
    PARAM_STEPS,
};

static const cpf_param project_params[] = {
    {"a", "what was proposed", "原方案数值", "list of numbers", NULL, NULL, NULL},
    {"w", "weight of each squared change", "各项变动平方的权重", "list of numbers above 0", "0", NULL, "1 / a"},
    PARAM_TOTAL,
    {"min", "least, one number for all or one for each; null: none", "下限（一个数或逐个给出；null 为无）", "number", NULL, NULL, "none"},
    {"max", "most, one number for all or one for each; null: none", "上限（一个数或逐个给出；null 为无）", "number", NULL, NULL, "none"},
    PARAM_STEPS,
};

static const cpf_param over_params[] = {
    {"target", "what the highest level received", "最高层级接到的目标", "amount", NULL, NULL, NULL},
    {"level_percent", "what each level adds, in percent of what it received", "各层级加码的百分比", "list of percents", NULL, NULL, NULL},
    {"leaf_share", "shares of the lowest level", "最低层级各成员的份额", "list of numbers", "0", NULL, NULL},
};

static const char *const state_names[] = {"at_lo", "free", "at_hi"};

/* What a problem of lines is made of, and what its solution is called in the answer. */
typedef struct line_call {
    cpf__lines lines;
    double total;
    const char *total_name, *values_name, *multiplier_name;
} line_call;

static void answer_states(cpf__call *call, const uint8_t *states, int64_t n)
{
    cpf__answer_name(call, "state");
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < n; i++) {
        cpf__text_add(call->answer, i ? ", " : "");
        cpf__json_string(call->answer, state_names[states[i]]);
    }
    cpf__text_add(call->answer, "]");
}

static int64_t whole_bound(double bound, int upper)
{
    static const double limit = 9007199254740992.0, off = 1e-9;
    double whole = upper ? floor(bound + off) : ceil(bound - off);

    return whole > limit ? (int64_t)limit : whole < -limit ? -(int64_t)limit : (int64_t)whole;
}

/* The same parts in whole steps; the total has to be one that the decimals can hold. */
static void answer_whole(cpf__call *call, const line_call *it, const double *values)
{
    int32_t decimals = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);
    int64_t n = it->lines.n, total, *low = cpf__call_take(call, n, sizeof *low), *high = cpf__call_take(call, n, sizeof *high);
    double *steps = cpf__call_take(call, n, sizeof *steps), scale = (double)cpf__pow10(decimals < 0 ? 0 : decimals);
    cpf__numbers parts = {cpf__call_take(call, n, sizeof(int64_t)), NULL, n};
    cpf_status status;

    if (decimals < 0 || !it->total_name || call->status != CPF_OK)
        return;
    total = cpf__call_number(call, cpf__call_find(call, it->total_name), decimals);
    for (int64_t i = 0; i < n; i++) {
        steps[i] = values[i] * scale;
        low[i] = whole_bound(it->lines.low[i] * scale, 0);
        high[i] = whole_bound(it->lines.high[i] * scale, 1);
    }
    if (call->status != CPF_OK)
        return;
    status = cpf__whole_steps(call->context, steps, low, high, n, total, parts.items);
    if (status == CPF_OK)
        cpf__answer_numbers(call, "rounded", parts, decimals);
    else if (status == CPF_E_INFEASIBLE)
        cpf__answer_null(call, "rounded"); /* no whole parts lie between these bounds */
    else if (status == CPF_E_RANGE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    else
        cpf__call_failed(call, status);
}

static void answer_impossible(cpf__call *call, const cpf__line_sum *sum)
{
    cpf__answer_text(call, "error", "infeasible");
    if (sum->line != CPF_NONE)
        cpf__answer_whole(call, "index", sum->line);
    else
        cpf__answer_double(call, sum->gap > 0 ? "shortfall" : "excess", fabs(sum->gap));
}

static void solve(cpf__call *call, const line_call *it)
{
    int64_t n = it->lines.n;
    double *values = cpf__call_take(call, n, sizeof *values);
    uint8_t *states = cpf__call_take(call, n, 1);
    cpf__line_sum sum;
    cpf_status status;

    if (call->status != CPF_OK)
        return;
    status = cpf__clamped_lines(call->context, it->lines, it->total, values, states, &sum);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    else if (status != CPF_E_INFEASIBLE)
        cpf__call_failed(call, status);
    if (call->status != CPF_OK)
        return;
    if (status == CPF_E_INFEASIBLE) {
        answer_impossible(call, &sum);
        return;
    }
    cpf__answer_doubles(call, it->values_name, values, n);
    cpf__answer_double(call, it->multiplier_name, sum.has_multiplier ? sum.multiplier : NAN);
    answer_states(call, states, n);
    answer_whole(call, it, values);
}

static double *all_of(cpf__call *call, int64_t n, double value)
{
    double *items = cpf__call_take(call, n, sizeof *items);

    for (int64_t i = 0; items && i < n; i++)
        items[i] = value;
    return items;
}

static void run_water_fill(cpf__call *call)
{
    cpf__doubles demands = cpf__call_doubles(call, cpf__call_find(call, "demands"), -1, NULL, CPF__NOT_NEGATIVE);
    int32_t weights_node = cpf__call_find(call, "weights");
    double capacity = cpf__call_double(call, "capacity", 0, CPF__NOT_NEGATIVE), sum = 0;
    line_call it = {{demands.count, NULL, NULL, NULL, demands.items}, capacity, "capacity", "allocation", "level"};

    it.lines.slope = weights_node == CPF_NONE ? all_of(call, demands.count, 1)
                                              : cpf__call_doubles(call, weights_node, demands.count, NULL, CPF__NOT_NEGATIVE).items;
    it.lines.low = all_of(call, demands.count, 0);
    for (int64_t i = 0; call->status == CPF_OK && i < demands.count; i++)
        sum += demands.items[i];
    if (capacity > sum) {
        it.total = sum;
        it.total_name = NULL; /* nothing is short: everyone gets the demand, in whatever steps it is */
    }
    solve(call, &it);
    if (call->status == CPF_OK)
        cpf__answer_double(call, "unused", capacity - it.total);
}

static void run_bounded(cpf__call *call)
{
    cpf__doubles weights = cpf__call_doubles(call, cpf__call_find(call, "weights"), -1, NULL, CPF__NOT_NEGATIVE);
    line_call it = {{weights.count, NULL, weights.items, NULL, NULL}, 0, "total", "allocation", "lambda"};

    it.total = cpf__call_double(call, "total", 0, CPF__ANY_NUMBER);
    it.lines.low = cpf__call_bounds(call, "min", weights.count, cpf__call_find(call, "min") == CPF_NONE ? 0 : -INFINITY);
    it.lines.high = cpf__call_bounds(call, "max", weights.count, INFINITY);
    solve(call, &it);
}

static void run_project(cpf__call *call)
{
    cpf__doubles proposed = cpf__call_doubles(call, cpf__call_find(call, "a"), -1, NULL, CPF__ANY_NUMBER), weights = {NULL, 0};
    double *slope = cpf__call_take(call, proposed.count, sizeof *slope);
    int32_t node = cpf__call_find(call, "w");
    line_call it = {{proposed.count, proposed.items, slope, NULL, NULL}, 0, "total", "x", "multiplier"};

    if (node != CPF_NONE)
        weights = cpf__call_doubles(call, node, proposed.count, NULL, CPF__ABOVE_ZERO);
    it.total = cpf__call_double(call, "total", 0, CPF__ANY_NUMBER);
    it.lines.low = cpf__call_bounds(call, "min", proposed.count, -INFINITY);
    it.lines.high = cpf__call_bounds(call, "max", proposed.count, INFINITY);
    for (int64_t i = 0; call->status == CPF_OK && i < proposed.count; i++)
        slope[i] = node == CPF_NONE ? fabs(proposed.items[i]) : 1 / weights.items[i];
    solve(call, &it);
}

/* Product of 1 + percent / 100 over the levels, exactly. */
static cpf__ratio read_factor(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "level_percent"), decimals = cpf__call_decimals(call, node, 0);
    cpf__numbers percents = cpf__call_numbers(call, node, decimals, 0);
    cpf__ratio factor = {1, 1};

    for (int64_t i = 0; call->status == CPF_OK && i < percents.count; i++) {
        cpf__i128 whole = (cpf__i128)100 * cpf__pow10(decimals);
        cpf__ratio level = {whole + percents.items[i], whole};

        if (cpf__ratio_mul(factor, level, &factor) != CPF_OK)
            cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    }
    return factor;
}

static void run_over_assignment(cpf__call *call)
{
    int32_t target_node = cpf__call_find(call, "target"), shares_node = cpf__call_find(call, "leaf_share");
    int32_t decimals = cpf__call_decimals(call, target_node, 0);
    int64_t target = cpf__call_number(call, target_node, decimals);
    cpf__numbers shares = cpf__call_numbers(call, shares_node, cpf__call_decimals(call, shares_node, 0), 0);
    cpf__numbers parts = {cpf__call_take(call, shares.count, sizeof(int64_t)), NULL, shares.count};
    cpf__apportion_options options = {.method = CPF__HAMILTON, .tie_by_weight = 1, .threshold_den = 1};
    cpf__ratio factor = read_factor(call), assigned = {0, 1};
    int64_t whole = 0;
    int equal = 0;
    cpf_status status;

    if (call->status != CPF_OK)
        return;
    status = cpf__ratio_mul(cpf__ratio_of(target, decimals), factor, &assigned);
    if (status == CPF_OK)
        status = cpf__ratio_round(assigned, decimals, CPF__HALF_UP, &whole);
    if (status != CPF_OK) {
        cpf__call_fail(call, target_node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
        return;
    }
    status = cpf__apportion(call->context, whole, shares.items, shares.count, &options, parts.items, NULL, &equal, NULL);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, shares_node, CPF__IO_CALL_WEIGHT, NULL, NULL, NULL);
    else if (status == CPF_OK && equal && whole)
        cpf__call_fail(call, shares_node, CPF__IO_CALL_NO_WEIGHT, NULL, NULL, NULL);
    else
        cpf__call_failed(call, status);
    if (call->status != CPF_OK)
        return;
    cpf__answer_name(call, "total_assigned");
    cpf__text_add_decimal(call->answer, whole, decimals);
    cpf__answer_double(call, "factor", (double)factor.num / (double)factor.den);
    cpf__answer_double(call, "cover", (double)factor.den / (double)factor.num);
    cpf__answer_numbers(call, "leaf", parts, decimals);
}

#define RETURNS_LINES                                                                                                 \
    "state: at_lo, free or at_hi for each; rounded: with decimals; where the bounds cannot hold the total: error "     \
    "\"infeasible\" with shortfall, excess or index"

const cpf__call_row cpf__methods_bounded[CPF__BOUNDED_METHODS] = {
    {{{"water_fill", "Water filling", "注水分配", "Shares of what is scarce: nobody gets more than asked for, and the smallest share is as large as it can be.",
       "稀缺资源的分配：任何人不超过其需求，且最小份额尽可能大（最大最小公平）。", "x = min(demand, weight * level), sum x = capacity",
       "Keshav 1997; Bertsekas & Gallager 1992", CPF__PARAMS(water_params)},
      "allocation; level: per unit of weight; unused; " RETURNS_LINES},
     run_water_fill},
    {{{"bounded_proportional", "Proportional within bounds", "有上下限的按比例分配", "Parts in proportion to weights as far as bounds allow.",
       "在上下限允许的范围内按权重比例分配。", "x = clamp(lambda * weight, min, max), sum x = total", "Patriksson 2008", CPF__PARAMS(proportional_params)},
      "allocation; lambda; " RETURNS_LINES},
     run_bounded},
    {{{"project_box_sum", "Nearest plan with a total", "最小改动配平",
       "Changes a proposal as little as possible, in least squares, until it has its total and lies within bounds.",
       "在上下限内以最小二乘意义下的最小改动使方案达到总数。", "min sum w (x - a)^2, sum x = total, min <= x <= max",
       "Duchi et al. 2008; Condat 2016", CPF__PARAMS(project_params)},
      "x; multiplier; " RETURNS_LINES},
     run_project},
    {{{"over_assignment", "Over-assignment", "层层加码", "What arrives at the lowest level when every level adds its own percentage.",
       "各层级逐级加码后最低层级承接的目标。", "target * prod(1 + percent / 100)", "Zoltners, Sinha & Lorimer 2006", CPF__PARAMS(over_params)},
      "total_assigned: rounded once to the decimals of the target; factor; cover: target / total; leaf: largest remainder"},
     run_over_assignment},
};
