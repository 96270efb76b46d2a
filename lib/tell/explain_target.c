/* SPDX-License-Identifier: MIT */
/*
 * Why a target is what it is. Each way of coming to it is worked out again and told only where it gives the figure that is held: the goal
 * itself, a share in the parent's amount, a share of a period, or the sum of what lies below.
 */
#include "cover.h"
#include "explain_bounds.h"
#include "explain_factors.h"
#include "explain_origin.h"
#include "explain_ratio.h"
#include "mem.h"
#include "share.h"
#include "telling.h"

enum { ITEMS_SHOWN = 20, SHARE_DECIMALS = 6 };

/* An amount divided among members 0 .. count - 1 by weights; `mine` is the one that is told about. */
typedef struct division {
    int64_t *weights, *parts, *scratch;
    int64_t count, mine, step;
    cpf__i128 sum;
    int of_units;
} division;

typedef struct target_at {
    const cpf__telling *telling;
    const struct cpf_goal *goal;
    cpf_id goal_id;
    cpf__cell_at cell;
    int64_t value;
    int32_t decimals;
    int64_t step; /* of the explanation */
} target_at;

/* Members of a division by name. */
typedef const char *(*member_name)(const target_at *at, int64_t member);

static int open_division(const target_at *at, int64_t count, division *of)
{
    cpf__arena *arena = at->telling->to->arena;

    *of = (division){.count = count};
    of->weights = cpf__arena_take(arena, count, sizeof(int64_t));
    of->parts = cpf__arena_take(arena, count, sizeof(int64_t));
    of->scratch = cpf__arena_take(arena, count, sizeof(int64_t));
    return of->weights && of->parts && of->scratch && count > 0;
}

/* By the rule of one of the goals of the indicator, the amount comes to the value: *step is that rule's. */
static int divides(const target_at *at, division *of, int64_t amount)
{
    const cpf_model *model = at->telling->model;

    for (cpf_id i = -1; i < model->goal_count; i++) {
        const struct cpf_goal *goal = i < 0 ? at->goal : &model->goals[i];
        cpf__share_rule rule = {goal->manner->step, goal->manner->ties_by_weight, 0};

        if (goal->indicator != at->cell.indicator || (goal->manner->split == CPF_NONE && goal->manner->season == CPF_NONE))
            continue;
        if (cpf__share(model->context, &rule, amount, of->weights, of->count, of->scratch, of->parts) != CPF_OK) {
            cpf__arena_fail(at->telling->to->arena);
            return 0;
        }
        of->step = goal->manner->step;
        if (of->parts[of->mine] == at->value)
            return 1;
    }
    return 0;
}

/* All zero: everybody the same. */
static void sum_weights(division *of)
{
    of->sum = 0;
    for (int64_t i = 0; i < of->count; i++)
        of->sum += of->weights[i];
    for (int64_t i = 0; i < of->count && !of->sum; i++)
        of->weights[i] = 1;
    of->sum = of->sum ? of->sum : of->count;
}

static void tell_weight_sum(const target_at *at, const division *of, member_name name)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_WEIGHT, "all weights", "权重合计");
    cpf__i128 rest = of->sum;

    cpf__step_ratio(to, step, (cpf__ratio){of->sum, 1}, 0);
    cpf__step_operation(to, step, CPF__BY_SUM);
    for (int64_t i = 0; i < of->count && i < ITEMS_SHOWN; i++) {
        cpf__step_leaf(to, CPF__STEP_WEIGHT, name(at, i), NULL, of->weights[i], 0, 0);
        rest -= of->weights[i];
    }
    if (of->count > ITEMS_SHOWN) {
        step = cpf__step_begin(to, CPF__STEP_WEIGHT, "others", "其余");
        cpf__step_ratio(to, step, (cpf__ratio){rest, 1}, 0);
        cpf__step_end(to);
    }
    cpf__step_end(to);
}

/* Tells the amount that was divided; its exact value is `amount`. */
typedef void (*tell_amount)(const target_at *at, const void *user);

/* value = whole steps of amount * weight / sum, and what the largest remainder adds. */
static void tell_division(const target_at *at, const division *of, int64_t amount, member_name name, tell_amount whole, const void *user)
{
    cpf_explanation *to = at->telling->to;
    cpf__ratio part = {0, 1}, exact = {0, 1};
    int64_t floor_step, exact_step, part_step, weight_step, kept = 0;

    (void)cpf__ratio_div((cpf__ratio){of->weights[of->mine], 1}, (cpf__ratio){of->sum, 1}, &part);
    (void)cpf__ratio_mul(part, cpf__ratio_of(amount, at->decimals), &exact);
    (void)cpf__divide((cpf__i128)amount * of->weights[of->mine], of->sum * of->step, CPF__DOWN, &kept);
    kept *= of->step;
    cpf__step_operation(to, at->step, CPF__BY_SUM);
    floor_step = cpf__step_begin(to, CPF__STEP_NUMBER, "whole steps of the share", "份额的整数部分");
    cpf__step_value(to, floor_step, kept, at->decimals);
    cpf__step_operation(to, floor_step, CPF__BY_FLOOR);
    exact_step = cpf__step_begin(to, CPF__STEP_NUMBER, "exact share", "精确份额");
    cpf__step_ratio(to, exact_step, exact, at->decimals + SHARE_DECIMALS);
    cpf__step_operation(to, exact_step, CPF__BY_PRODUCT);
    whole(at, user);
    part_step = cpf__step_begin(to, CPF__STEP_WEIGHT, "part of the weights", "权重占比");
    cpf__step_ratio(to, part_step, part, SHARE_DECIMALS);
    cpf__step_operation(to, part_step, CPF__BY_QUOTIENT);
    weight_step = cpf__step_begin(to, CPF__STEP_WEIGHT, name(at, of->mine), NULL);
    cpf__step_value(to, weight_step, of->weights[of->mine], 0);
    if (of->of_units)
        cpf__tell_weight(at->telling, at->goal_id, at->cell);
    cpf__step_end(to);
    tell_weight_sum(at, of, name);
    cpf__step_end(to);
    cpf__step_end(to);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "step", "最小单位", of->step, at->decimals, 0);
    cpf__step_end(to);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "by the largest remainder", "按最大余数补分", at->value - kept, at->decimals, 0);
}

/* The parent's amount, less what goals of their own fix for siblings. */
typedef struct parent_amount {
    cpf_id parent;
    int64_t amount, pinned, pins;
} parent_amount;

static void tell_parent(const target_at *at, const void *user)
{
    const parent_amount *from = user;
    cpf_explanation *to = at->telling->to;
    cpf__cell_at cell = {from->parent, at->cell.indicator, at->cell.period};
    int64_t step;

    if (!from->pins) {
        cpf__tell_target(at->telling, cell);
        return;
    }
    step = cpf__step_begin(to, CPF__STEP_NUMBER, "left to be divided", "可分配余额");
    cpf__step_value(to, step, from->amount - from->pinned, at->decimals);
    cpf__step_operation(to, step, CPF__BY_DIFFERENCE);
    cpf__tell_target(at->telling, cell);
    cpf__step_leaf(to, CPF__STEP_GOAL, "fixed by goals of their own", "由单独目标固定的部分", from->pinned, at->decimals, 0);
    cpf__step_end(to);
}

static const char *taker_name(const target_at *at, int64_t member)
{
    const cpf__tree *tree = at->telling->model->tree;
    cpf_id parent = tree->parent[at->cell.unit];
    int64_t found = 0;

    for (cpf_id unit = tree->child_begin[parent]; unit < tree->child_end[parent]; unit++) {
        cpf_id goal = cpf__goal_of(at->telling->model, unit, at->cell.indicator, at->cell.period);
        int64_t value;

        if (!cpf__cell_value(at->telling->targets, (cpf__cell_at){unit, at->cell.indicator, at->cell.period}, &value) ||
            (goal != CPF_NONE && at->telling->model->goals[goal].unit == unit))
            continue;
        if (found++ == member)
            return cpf_model_unit_name(at->telling->model, unit);
    }
    return "";
}

/* Weights of the siblings that share; what the others have. 0 when they are not known. */
static int gather_siblings(const target_at *at, cpf_id begin, cpf_id end, division *of, parent_amount *from)
{
    const cpf_model *model = at->telling->model;
    int64_t takers = 0;

    if (!open_division(at, end - begin, of) ||
        cpf__goal_weights(model, at->telling->actuals, at->goal_id, begin, end, of->weights, NULL) != CPF_OK)
        return 0;
    for (cpf_id unit = begin; unit < end; unit++) {
        cpf_id goal = cpf__goal_of(model, unit, at->cell.indicator, at->cell.period);
        int64_t value;

        if (!cpf__cell_value(at->telling->targets, (cpf__cell_at){unit, at->cell.indicator, at->cell.period}, &value))
            continue;
        if (goal != CPF_NONE && model->goals[goal].unit == unit) {
            from->pins++;
            if (cpf__add(from->pinned, value, &from->pinned) != CPF_OK)
                return 0;
            continue;
        }
        if (unit == at->cell.unit)
            of->mine = takers;
        of->weights[takers++] = of->weights[unit - begin];
    }
    of->count = takers;
    of->of_units = 1;
    return takers > 0;
}

static int tell_share(const target_at *at)
{
    const cpf__tree *tree = at->telling->model->tree;
    cpf_id parent = tree->parent[at->cell.unit];
    parent_amount from = {.parent = parent};
    division of;
    int64_t left;

    if (at->goal->unit == at->cell.unit ||
        !cpf__cell_value(at->telling->targets, (cpf__cell_at){parent, at->cell.indicator, at->cell.period}, &from.amount) ||
        !gather_siblings(at, tree->child_begin[parent], tree->child_end[parent], &of, &from) ||
        cpf__sub(from.amount, from.pinned, &left) != CPF_OK)
        return 0;
    sum_weights(&of);
    if (!divides(at, &of, left))
        return 0;
    tell_division(at, &of, left, taker_name, tell_parent, &from);
    return 1;
}

static void tell_whole_period(const target_at *at, const void *user)
{
    (void)user;
    cpf__tell_target(at->telling, (cpf__cell_at){at->cell.unit, at->cell.indicator, at->goal->period});
}

static const char *leaf_name(const target_at *at, int64_t member)
{
    const cpf__calendar *calendar = at->telling->model->calendar;

    return calendar->periods[calendar->periods[at->goal->period].leaf_begin + member].code;
}

static int tell_season(const target_at *at)
{
    const cpf_model *model = at->telling->model;
    const struct cpf_period *whole = &model->calendar->periods[at->goal->period];
    division of;
    int64_t amount;

    if (at->cell.period < whole->leaf_begin || at->cell.period >= whole->leaf_end || at->goal->period == at->cell.period ||
        !cpf__cell_value(at->telling->targets, (cpf__cell_at){at->cell.unit, at->cell.indicator, at->goal->period}, &amount) ||
        !open_division(at, whole->leaf_end - whole->leaf_begin, &of) ||
        cpf__goal_season(model, at->telling->actuals, at->goal_id, at->cell.unit, whole->leaf_begin, whole->leaf_end, of.weights, NULL) != CPF_OK)
        return 0;
    of.mine = at->cell.period - whole->leaf_begin;
    sum_weights(&of);
    if (!divides(at, &of, amount))
        return 0;
    tell_division(at, &of, amount, leaf_name, tell_whole_period, NULL);
    return 1;
}

/* Cells that make up one: of the units, or of the periods, begin .. end - 1. */
typedef struct cells_below {
    cpf_id begin, end;
    int by_period;
} cells_below;

static cpf__cell_at cell_below(const target_at *at, const cells_below *below, cpf_id i)
{
    cpf__cell_at cell = at->cell;

    *(below->by_period ? &cell.period : &cell.unit) = i;
    return cell;
}

static int adds_to_value(const target_at *at, const cells_below *below)
{
    cpf__i128 sum = 0;
    int64_t found = 0, value;

    for (cpf_id i = below->begin; i < below->end; i++) {
        if (cpf__cell_value(at->telling->targets, cell_below(at, below, i), &value)) {
            sum += value;
            found++;
        }
    }
    return found && sum == at->value;
}

static int tell_sum_below(const target_at *at, const cells_below *below)
{
    cpf_explanation *to = at->telling->to;
    const cpf_model *model = at->telling->model;
    cpf__i128 rest = at->value;
    int64_t shown = 0, value, step;

    if (!adds_to_value(at, below))
        return 0;
    cpf__step_operation(to, at->step, CPF__BY_SUM);
    for (cpf_id i = below->begin; i < below->end && shown < ITEMS_SHOWN; i++) {
        if (!cpf__cell_value(at->telling->targets, cell_below(at, below, i), &value))
            continue;
        cpf__step_leaf(to, below->by_period ? CPF__STEP_SEASON : CPF__STEP_UNIT,
                       below->by_period ? model->calendar->periods[i].code : cpf_model_unit_name(model, i), NULL, value, at->decimals, 0);
        rest -= value;
        shown++;
    }
    if (shown == ITEMS_SHOWN) {
        step = cpf__step_begin(to, CPF__STEP_UNIT, "others", "其余");
        cpf__step_ratio(to, step, (cpf__ratio){rest, cpf__pow10(at->decimals)}, at->decimals);
        cpf__step_end(to);
    }
    return 1;
}

/* The value is the goal's own, or the same for everybody below. */
static int tell_goal(const target_at *at)
{
    cpf_explanation *to = at->telling->to;
    const cpf_model *model = at->telling->model;
    int own = at->goal->unit == at->cell.unit && at->goal->period == at->cell.period;

    if (cpf__tell_amount_of_goal(at->telling, at->goal_id) != at->value || (!own && at->goal->manner->split != CPF__SPLIT_SAME))
        return 0;
    cpf__step_note(to, at->step, own ? "goal of the plan" : "as the goal of %s in %s", own ? "方案设定的目标" : "同 %s 在 %s 的目标",
                   cpf_model_unit_code(model, at->goal->unit), model->calendar->periods[at->goal->period].code);
    if (own)
        cpf__tell_origin(at->telling, at->goal_id);
    if (own && at->goal->has_floor)
        cpf__step_leaf(to, CPF__STEP_GOAL, "floor", "保底值", at->goal->floor, at->decimals, 0);
    if (own && at->goal->has_stretch)
        cpf__step_leaf(to, CPF__STEP_GOAL, "stretch", "挑战值", at->goal->stretch, at->decimals, 0);
    return 1;
}

/* The nearest goal leads there, or what lies below does. */
static void tell_way(const target_at *at)
{
    const cpf_model *model = at->telling->model;
    const struct cpf_period *period = &model->calendar->periods[at->cell.period];
    const cells_below units = {model->tree->child_begin[at->cell.unit], model->tree->child_end[at->cell.unit], 0};
    const cells_below periods = {period->child_begin, period->child_end, 1};

    if (at->goal && (tell_goal(at) || cpf__tell_ratio(at->telling, at->goal_id, at->cell, at->step)))
        return;
    if (at->goal) {
        const char *split = at->goal->manner->split == CPF_NONE ? "-" : cpf__splits[at->goal->manner->split].entry.name;
        const char *season = at->goal->manner->season == CPF_NONE ? "-" : cpf__seasons[at->goal->manner->season].entry.name;
        int of_period = at->goal->period == at->cell.period;

        cpf__step_note(at->telling->to, at->step, of_period ? "goal of %s, divided by split %s" : "goal of %s, divided over periods by %s",
                       of_period ? "%s 的目标，按 %s 分解" : "%s 的目标，按 %s 分摊到各周期", cpf_model_unit_code(model, at->goal->unit),
                       of_period ? split : season);
        if (of_period ? tell_share(at) : (tell_sum_below(at, &units) || tell_season(at)))
            return;
        if (of_period && at->goal->unit != at->cell.unit &&
            cpf__tell_bounds(at->telling, at->cell, at->value, at->step, cpf__tell_target))
            return;
    }
    if (tell_sum_below(at, &periods) || tell_sum_below(at, &units))
        return;
    cpf__step_note(at->telling->to, at->step, "held as it is", "按现有数值", NULL, NULL);
}

void cpf__tell_target(const cpf__telling *telling, cpf__cell_at cell)
{
    const cpf_model *model = telling->model;
    target_at at = {.telling = telling, .cell = cell, .decimals = model->indicators[cell.indicator].decimals};

    at.goal_id = cpf__goal_of(model, cell.unit, cell.indicator, cell.period);
    at.goal = at.goal_id == CPF_NONE ? NULL : &model->goals[at.goal_id];
    at.step = cpf__step_begin(telling->to, CPF__STEP_TARGET, "target", "目标值");
    cpf__step_unit(telling->to, at.step, model->indicators[cell.indicator].unit);
    if (cpf__cell_value(telling->targets, cell, &at.value)) {
        cpf__step_value(telling->to, at.step, at.value, at.decimals);
        tell_way(&at);
    } else {
        cpf__step_note(telling->to, at.step, "no target", "无目标", NULL, NULL);
    }
    cpf__step_end(telling->to);
}
