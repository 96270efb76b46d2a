/* SPDX-License-Identifier: MIT */
/* Shares between floors and caps: who is held, what the free share would have been, what is handed on. */
#include "explain_bounds.h"

#include "divided.h"
#include "share.h"

enum { SHARE_DECIMALS = 6, FREE = 0, AT_FLOOR, AT_CAP };

/* Members that share, in steps; `mine` is the one that is told about. */
typedef struct bounded {
    const cpf__telling *telling;
    cpf__cell_at cell;
    cpf_id parent;
    int32_t decimals;
    cpf__divided by;
    int64_t *weights, *floors, *caps, *shares, *scratch;
    uint8_t *state;
    int64_t count, mine, value, amount, fixed; /* of the parent; what others have that do not share */
    int64_t plain;                             /* the share by weights alone */
    cpf__i128 rest, sum;                       /* what is left for the free, in steps; their weights */
} bounded;

static int open_bounded(bounded *it, int64_t n)
{
    cpf__arena *arena = it->telling->to->arena;
    int64_t *memory = cpf__arena_take(arena, 8 * n, sizeof *memory);

    it->by.free = cpf__arena_take(arena, 2 * n, 1);
    if (!memory || !it->by.free)
        return 0;
    it->state = it->by.free + n;
    it->by.weights = memory;
    it->by.floors = memory + n;
    it->by.caps = memory + 2 * n;
    it->weights = memory + 3 * n;
    it->floors = memory + 4 * n;
    it->caps = memory + 5 * n;
    it->shares = memory + 6 * n;
    it->scratch = memory + 7 * n;
    return 1;
}

static int64_t whole_steps_up(int64_t value, int64_t step)
{
    return value / step + (value % step > 0);
}

/* Those that share, and what the others have. 0: a target is missing. */
static int gather_members(bounded *it, cpf_id begin, cpf_id end)
{
    int any = 0;

    it->mine = CPF_NONE;
    for (cpf_id unit = begin; unit < end; unit++) {
        int64_t value, i = unit - begin, cap = it->by.caps[i];

        if (!cpf__cell_value(it->telling->targets, (cpf__cell_at){unit, it->cell.indicator, it->cell.period}, &value))
            continue;
        if (!it->by.free[i]) {
            if (cpf__add(it->fixed, value, &it->fixed) != CPF_OK)
                return 0;
            continue;
        }
        if (unit == it->cell.unit)
            it->mine = it->count;
        it->weights[it->count] = it->by.weights[i];
        it->floors[it->count] = whole_steps_up(it->by.floors[i] < 0 ? 0 : it->by.floors[i], it->by.step);
        it->caps[it->count] = cap == INT64_MAX ? INT64_MAX : cap / it->by.step;
        any |= it->weights[it->count++] > 0;
    }
    for (int64_t i = 0; i < it->count && !any; i++)
        it->weights[i] = 1;
    return it->mine != CPF_NONE;
}

/* How far beyond a bound a free member would be, times the weights; the sign says which. */
static cpf__i128 beyond(const bounded *it, int64_t i)
{
    cpf__i128 share = it->rest * it->weights[i];

    if (share < it->floors[i] * it->sum)
        return it->floors[i] * it->sum - share;
    return it->caps[i] != INT64_MAX && share > it->caps[i] * it->sum ? it->caps[i] * it->sum - share : 0;
}

/* Holds those beyond a bound on the side that is further off, until none is. */
static void hold_members(bounded *it)
{
    for (int again = 1; again;) {
        cpf__i128 excess = 0, rest;

        again = 0;
        it->sum = 0;
        for (int64_t i = 0; i < it->count; i++)
            it->sum += it->state[i] == FREE ? it->weights[i] : 0;
        if (!it->sum)
            return;
        for (int64_t i = 0; i < it->count; i++)
            excess += it->state[i] == FREE ? beyond(it, i) : 0;
        rest = it->rest;
        for (int64_t i = 0; i < it->count; i++) {
            cpf__i128 off = it->state[i] == FREE ? beyond(it, i) : 0;

            if (!off || (off > 0 ? excess < 0 : excess > 0))
                continue;
            it->state[i] = off > 0 ? AT_FLOOR : AT_CAP;
            rest -= off > 0 ? it->floors[i] : it->caps[i];
            again = 1;
        }
        it->rest = rest;
    }
}

/* The share by weights alone, of what is not fixed. */
static int share_plainly(bounded *it, int64_t left)
{
    const cpf__share_rule rule = {it->by.step, 0, 0};

    if (cpf__share(it->telling->model->context, &rule, left, it->weights, it->count, it->scratch, it->shares) != CPF_OK)
        return 0;
    it->plain = it->shares[it->mine];
    return 1;
}

/* Whether the value is what these bounds make of the parent's amount. */
static int leads_to_value(const bounded *it)
{
    int64_t own = it->by.sign * it->value, step = it->by.step, least;

    if (it->state[it->mine] == AT_FLOOR)
        return own == it->floors[it->mine] * step;
    if (it->state[it->mine] == AT_CAP)
        return own == it->caps[it->mine] * step;
    least = it->sum ? (int64_t)(it->rest * it->weights[it->mine] / it->sum) * step : INT64_MAX;
    return own >= least && own - least < 2 * step;
}

static void tell_source(const bounded *it, int64_t step, const cpf__bound *bound, int lowest)
{
    cpf_explanation *to = it->telling->to;
    const cpf_model *model = it->telling->model;
    char percent[32];

    if (it->by.pins) {
        cpf__step_note(to, step, "what goals of their own fix below", "下级由单独目标固定的合计", NULL, NULL);
    } else if (!lowest) {
        cpf__step_note(to, step, "sum of those below", "下级合计", NULL, NULL);
    } else if (bound->kind == CPF__BOUND_AMOUNT) {
        cpf__step_note(to, step, "amount of the goal", "目标设定的金额", NULL, NULL);
    } else if (bound->kind == CPF__BOUND_ATTRIBUTE) {
        cpf__step_note(to, step, "attribute %s", "属性 %s", model->attributes[bound->base.attribute].name, NULL);
    } else if (bound->kind == CPF__BOUND_GROWTH) {
        cpf_decimal_format(bound->amount, 6, percent);
        cpf__step_note(to, step, "%s times %s", "%s 倍于 %s", percent, model->indicators[bound->base.indicator].code);
    }
}

static void tell_bound(const bounded *it, const char *label, const char *label_zh, int64_t value, int is_cap)
{
    const cpf_model *model = it->telling->model;
    const cpf__manner *manner = model->goals[it->by.goal].manner;
    cpf_id unit = it->cell.unit;
    int lowest =
        model->tree->child_begin[unit] == model->tree->child_end[unit] || model->unit_level[unit] >= manner->to_level;
    int64_t step = cpf__step_begin(it->telling->to, CPF__STEP_NUMBER, label, label_zh);

    cpf__step_value(it->telling->to, step, it->by.sign * value * it->by.step, it->decimals);
    tell_source(it, step, manner->bounds ? is_cap ? &manner->bounds->cap : &manner->bounds->floor : NULL, lowest);
    cpf__step_end(it->telling->to);
}

static void tell_bounds_of(const bounded *it)
{
    if (it->by.sign < 0)
        tell_bound(it, "not above", "不高于", it->floors[it->mine], 0);
    else
        tell_bound(it, "floor", "下限", it->floors[it->mine], 0);
    if (it->caps[it->mine] != INT64_MAX)
        tell_bound(it, "cap", "上限", it->caps[it->mine], 1);
}

/* What is left for those that no bound holds: the parent's amount less what is held and fixed. */
static void tell_left(const bounded *it, void (*tell_parent)(const cpf__telling *telling, cpf__cell_at at))
{
    cpf_explanation *to = it->telling->to;
    int64_t left = (int64_t)it->rest * it->by.step * it->by.sign;
    int64_t step =
        cpf__step_begin(to, CPF__STEP_NUMBER, "left for those that no bound holds", "未受限单元的可分配余额");

    cpf__step_value(to, step, left, it->decimals);
    cpf__step_operation(to, step, CPF__BY_DIFFERENCE);
    tell_parent(it->telling, (cpf__cell_at){it->parent, it->cell.indicator, it->cell.period});
    cpf__step_leaf(to, CPF__STEP_NUMBER, "held by bounds or fixed by goals", "受上下限约束或已固定的部分",
                   it->amount - left, it->decimals, 0);
    cpf__step_end(to);
}

/* left * weight / weights of the free. The note says what weights alone would give, and who gets the difference. */
static void tell_free_share(const bounded *it, void (*tell_parent)(const cpf__telling *telling, cpf__cell_at at))
{
    static const char *const notes[3][2] = {
        {"by weights alone it would be %s; the bounds of others move it by %s",
         "仅按权重为 %s；他人的上下限使其变动 %s"},
        {"by weights alone it would be %s; its floor takes %s from the others", "仅按权重为 %s；其下限使他人减少 %s"},
        {"by weights alone it would be %s; its cap hands %s on to the others", "仅按权重为 %s；其上限使他人增加 %s"}};
    cpf_explanation *to = it->telling->to;
    int state = it->state[it->mine];
    cpf__ratio part = {0, 1}, exact = {0, 1};
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "share beside those that no bound holds",
                                   "与未受限单元同比例的份额"),
            part_step;
    char plain[32], moved[32];

    (void)cpf__ratio_div((cpf__ratio){it->weights[it->mine], 1}, (cpf__ratio){it->sum, 1}, &part);
    (void)cpf__ratio_mul(part, cpf__ratio_of((int64_t)it->rest * it->by.step * it->by.sign, it->decimals), &exact);
    cpf__step_ratio(to, step, exact, it->decimals + SHARE_DECIMALS);
    cpf__step_operation(to, step, CPF__BY_PRODUCT);
    cpf_decimal_format(it->plain, it->decimals, plain);
    cpf_decimal_format(state == AT_CAP ? it->plain - it->value : it->value - it->plain, it->decimals, moved);
    cpf__step_note(to, step, notes[state][0], notes[state][1], plain, moved);
    tell_left(it, tell_parent);
    part_step = cpf__step_begin(to, CPF__STEP_WEIGHT, "part of their weights", "占其权重之比");
    cpf__step_ratio(to, part_step, part, SHARE_DECIMALS);
    cpf__step_operation(to, part_step, CPF__BY_QUOTIENT);
    cpf__step_leaf(to, CPF__STEP_WEIGHT, cpf_model_unit_name(it->telling->model, it->cell.unit), NULL,
                   it->weights[it->mine], 0, 0);
    cpf__step_leaf(to, CPF__STEP_WEIGHT, "weights of those that no bound holds", "未受限单元的权重合计",
                   (int64_t)it->sum, 0, 0);
    cpf__step_end(to);
    cpf__step_end(to);
}

/* Whole steps of the share, and what the largest remainder adds. */
static void tell_between(const bounded *it, int64_t step, void (*tell_parent)(const cpf__telling *, cpf__cell_at))
{
    cpf_explanation *to = it->telling->to;
    int64_t kept = it->by.sign * (int64_t)(it->rest * it->weights[it->mine] / it->sum) * it->by.step, floor_step;

    cpf__step_operation(to, step, CPF__BY_SUM);
    floor_step = cpf__step_begin(to, CPF__STEP_NUMBER, "whole steps of the share", "份额的整数部分");
    cpf__step_value(to, floor_step, kept, it->decimals);
    cpf__step_operation(to, floor_step, CPF__BY_FLOOR);
    tell_free_share(it, tell_parent);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "step", "最小单位", it->by.step, it->decimals, 0);
    cpf__step_end(to);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "by the largest remainder", "按最大余数补分", it->value - kept, it->decimals,
                   0);
}

static void tell_held(const bounded *it, int64_t step, void (*tell_parent)(const cpf__telling *, cpf__cell_at))
{
    static const cpf__operation operations[2][2] = {{CPF__BY_GREATEST, CPF__BY_CLAMP}, {CPF__BY_LEAST, CPF__BY_LEAST}};
    int capped = it->caps[it->mine] != INT64_MAX;

    if (it->sum) {
        cpf__step_operation(it->telling->to, step, operations[it->by.sign < 0][capped]);
        tell_free_share(it, tell_parent);
    }
    tell_bounds_of(it);
}

/* A unit whose bounds meet has no choice. 0: it is not one. */
static int tell_no_choice(bounded *it, cpf_id begin, int64_t step)
{
    int64_t i = it->cell.unit - begin;

    if (it->by.free[i] || it->by.floors[i] != it->by.caps[i] || it->value != it->by.sign * it->by.floors[i] ||
        it->by.floors[i] % it->by.step)
        return 0;
    it->mine = 0;
    it->floors[0] = it->caps[0] = it->by.floors[i] / it->by.step;
    cpf__step_operation(it->telling->to, step, it->by.woven ? CPF__BY_SUM : CPF__BY_GREATEST);
    if (it->by.woven)
        cpf__step_leaf(it->telling->to, CPF__STEP_NUMBER,
                       "as near to the weights as bounds and goals for parts of the period allow",
                       "在上下限与分期目标允许范围内最接近权重的份额", it->value, it->decimals, 0);
    else
        tell_bounds_of(it);
    return 1;
}

/* The unit has a parent: its goal is that of a unit above it. */
int cpf__tell_bounds(const cpf__telling *telling, cpf__cell_at cell, int64_t value, int64_t step,
                     void (*tell_parent)(const cpf__telling *telling, cpf__cell_at at))
{
    const cpf__tree *tree = telling->model->tree;
    bounded it = {.telling = telling, .cell = cell, .parent = tree->parent[cell.unit], .value = value};
    cpf_id begin, end;
    int64_t left;

    begin = tree->child_begin[it.parent];
    end = tree->child_end[it.parent];
    it.decimals = telling->model->indicators[cell.indicator].decimals;
    if (!cpf__cell_value(telling->targets, (cpf__cell_at){it.parent, cell.indicator, cell.period}, &it.amount) ||
        !open_bounded(&it, end - begin) ||
        cpf__divided_at(telling->model, telling->actuals, it.parent, cell.indicator, cell.period, &it.by) != CPF_OK ||
        !it.by.found)
        return 0;
    if (tell_no_choice(&it, begin, step))
        return 1;
    if (!gather_members(&it, begin, end) || cpf__sub(it.amount, it.fixed, &left) != CPF_OK || !share_plainly(&it, left))
        return 0;
    it.rest = (cpf__i128)it.by.sign * left / it.by.step;
    hold_members(&it);
    if (!leads_to_value(&it))
        return 0;
    if (it.state[it.mine] == FREE)
        tell_between(&it, step, tell_parent);
    else
        tell_held(&it, step, tell_parent);
    return 1;
}
