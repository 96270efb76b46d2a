/* SPDX-License-Identifier: MIT */
#include "conflict.h"

#include "conflict_members.h"
#include "decimal.h"
#include "goal_messages.h"
#include "text.h"

enum { MEMBERS_TOLD = 5 };

/* How a breach is told: which finding, and whether more is asked for than there is (0: by the sign of what is left). */
typedef struct breach_row {
    cpf__goal_message row;
    int32_t over;
} breach_row;

static const breach_row breach_rows[CPF__BREACHES] = {
    [CPF__BREACH_GAP] = {CPF__GOAL_GAP_UNITS, 0},           [CPF__BREACH_PERIODS] = {CPF__GOAL_GAP_PERIODS, 0},
    [CPF__BREACH_FLOORS] = {CPF__GOAL_BOUND_FLOORS, 1},     [CPF__BREACH_CAPS] = {CPF__GOAL_BOUND_CAPS, 0},
    [CPF__BREACH_PARTS] = {CPF__GOAL_BOUND_PARTS, 1},       [CPF__BREACH_CROSSED] = {CPF__GOAL_BOUND_CROSSED, 1},
    [CPF__BREACH_WOVEN] = {CPF__GOAL_BOUND_WOVEN, 1},       [CPF__BREACH_STEP] = {CPF__GOAL_BOUND_STEP, 1},
    [CPF__BREACH_NEGATIVE] = {CPF__GOAL_BOUND_NEGATIVE, 1}, [CPF__BREACH_RANGE] = {CPF__GOAL_RANGE, 1},
};

/* Behind the name of a member. */
static const char *const member_signs[CPF__MEMBER_KINDS] = {"=", "=", ">=", "<="};

cpf_status cpf__conflicts_begin(cpf__flow *flow, cpf_error **error)
{
    int64_t count = flow->forest.blocks.count;
    cpf__span *spans = cpf__alloc(flow->model->context, count, sizeof *spans);

    cpf__free(flow->model->context, flow->conflicts->spans);
    flow->conflicts->spans = spans;
    if (!spans)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < count; i++)
        spans[i] = (cpf__span){INT64_MIN, CPF__NO_CAP, 1, 0};
    return CPF_OK;
}

void cpf__conflicts_free(const cpf_context *context, cpf__conflicts *conflicts)
{
    cpf__vec_free(context, &conflicts->all);
    cpf__vec_free(context, &conflicts->members);
    cpf__free(context, conflicts->spans);
    conflicts->spans = NULL;
}

static int64_t saturate(cpf__i128 value)
{
    return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

cpf_status cpf__conflict_at_top(cpf__flow *flow, int32_t block, const cpf__bounds *bounds, cpf__breach_at *failed,
                                cpf_error **error)
{
    const cpf__block *it = &flow->forest.blocks.items[block];
    cpf__i128 amount = (cpf__i128)bounds->sign * it->amount, less = bounds->floors[0] - amount;
    cpf__i128 more = bounds->caps[0] == CPF__NO_CAP ? 0 : amount - bounds->caps[0];
    cpf_id unit = CPF_NONE;
    int64_t gap = 0;

    if (!bounds->shared)
        return CPF_OK;
    if (flow->conflicts)
        flow->conflicts->spans[block] = (cpf__span){bounds->floors[0], bounds->caps[0], bounds->sign, 0};
    if (!bounds->pins && it->amount < 0) {
        *failed = (cpf__breach_at){CPF__BREACH_NEGATIVE, it->unit, it->amount};
        return CPF_OK;
    }
    if (!bounds->pins && (less > 0 || more > 0 || flow->conflicts || it->woven) &&
        cpf__conflict_crossed(flow, block, bounds, &unit, &gap) != CPF_OK)
        return cpf__no_memory(error);
    if (unit != CPF_NONE)
        *failed = (cpf__breach_at){CPF__BREACH_CROSSED, unit, gap};
    else if (it->woven) /* goals below may leave less than the bounds, or go before them */
        return CPF_OK;
    else if ((less > 0 || more > 0) && bounds->pins)
        *failed = (cpf__breach_at){CPF__BREACH_GAP, it->unit, saturate(bounds->sign * (less > 0 ? -less : more))};
    else if (less > 0)
        *failed = (cpf__breach_at){CPF__BREACH_FLOORS, it->unit, saturate(less)};
    else if (more > 0)
        *failed = (cpf__breach_at){it->group && it->kind == CPF__BLOCK_SHARE ? CPF__BREACH_PARTS : CPF__BREACH_CAPS,
                                   it->unit, saturate(-more)};
    return CPF_OK;
}

static cpf__conflict conflict_of(const cpf__flow *flow, int32_t block, const cpf__breach_at *failed)
{
    const cpf__block *it = &flow->forest.blocks.items[block];
    int64_t gap = failed->gap == INT64_MIN ? INT64_MAX : failed->gap;
    cpf__conflict made = {.goal = it->goal, .unit = failed->unit, .breach = failed->breach, .block = block};

    made.period = it->period == CPF_NONE ? flow->model->goals[it->goal].period : it->period;
    made.over = breach_rows[failed->breach].over;
    if (failed->breach == CPF__BREACH_GAP || failed->breach == CPF__BREACH_PERIODS)
        made.over = it->amount < 0 ? gap > 0 : gap < 0;
    made.missing = gap < 0 ? -gap : gap;
    return made;
}

/* The members in the short form of a finding; the target is named by the finding itself. */
static void list_members(const cpf_model *model, const cpf__conflict *conflict, const cpf__member *members,
                         cpf_text *list)
{
    int32_t decimals = model->indicators[model->goals[conflict->goal].indicator].decimals;
    int64_t told = 0, count = 0;
    char figure[32];

    for (int64_t i = 0; i < conflict->count; i++) {
        const cpf__member *it = &members[i];

        if (it->kind == CPF__MEMBER_TARGET)
            continue;
        count++;
        if (told == MEMBERS_TOLD)
            continue;
        cpf_decimal_format(it->value, decimals, figure);
        cpf__text_format(list, "%s%s%s%s %s %s", told++ ? ", " : "", cpf_model_unit_code(model, it->unit),
                         it->period == conflict->period ? "" : "/",
                         it->period == conflict->period ? "" : model->calendar->periods[it->period].code,
                         member_signs[it->kind], figure);
    }
    if (count > told)
        cpf__text_format(list, ", +%lld", (long long)(count - told));
}

static cpf_status tell_conflict(const cpf__flow *flow, const cpf__conflict *conflict, const cpf__member *members,
                                int64_t gap, cpf_error **error)
{
    const cpf_model *model = flow->model;
    cpf_text *list = cpf__text_new(model->context);
    int sign = conflict->breach == CPF__BREACH_GAP || conflict->breach == CPF__BREACH_PERIODS ||
               conflict->breach == CPF__BREACH_STEP || conflict->breach == CPF__BREACH_NEGATIVE;
    int64_t amount = sign ? gap : conflict->missing;
    cpf_status status;

    list_members(model, conflict, members, list);
    if (cpf__text_failed(list))
        status = cpf__no_memory(error);
    else
        status = cpf__goal_find_list(model, conflict->goal, breach_rows[conflict->breach].row,
                                     cpf_model_unit_code(model, conflict->unit), conflict->period, amount,
                                     cpf_text_data(list), error);
    cpf_text_free(list);
    return status;
}

cpf_status cpf__conflict_add(cpf__flow *flow, int32_t block, const cpf__bounds *bounds, const cpf__breach_at *failed,
                             cpf_error **error)
{
    cpf__conflicts own = {0}, *to = flow->conflicts ? flow->conflicts : &own;
    cpf__conflict conflict = conflict_of(flow, block, failed);
    cpf_status status = CPF_OK;

    if (failed->breach == CPF__BREACH_RANGE)
        return tell_conflict(flow, &conflict, NULL, failed->gap, error);
    if (!cpf__vec_room(flow->model->context, &to->all) || cpf__conflict_members(flow, bounds, &conflict, to) != CPF_OK)
        status = cpf__no_memory(error);
    else if (to == &own)
        status = tell_conflict(flow, &conflict, own.members.items + conflict.first, failed->gap, error);
    else
        to->all.items[to->all.count++] = conflict;
    cpf__conflicts_free(flow->model->context, &own);
    return status;
}

/* Whether block `id` could have so much more, as far as the block that it is fixed in goes. */
static int fits_around(const cpf__flow *flow, int32_t id, int64_t more)
{
    const cpf__block *blocks = flow->forest.blocks.items, *it = &blocks[id], *around;
    const cpf__span *span;
    cpf__i128 left;

    if (it->parent == CPF_NONE)
        return 1;
    around = &blocks[it->parent];
    span = &flow->conflicts->spans[it->parent];
    if (span->failed || it->kind != CPF__BLOCK_FIXED)
        return 0;
    if (around->group)
        return !cpf__block_empty(&flow->forest, around->rest) && blocks[around->rest].amount >= more;
    left = (cpf__i128)span->sign * around->amount - span->sign * more;
    return left >= span->least && (span->most == CPF__NO_CAP || left <= span->most);
}

/* Whether the values below a pin let it have so much. */
static int fits_below(const cpf__flow *flow, int32_t id, int64_t amount)
{
    const cpf__span *span = &flow->conflicts->spans[id];
    cpf__i128 size = (cpf__i128)span->sign * amount;

    return !span->failed && size >= span->least && (span->most == CPF__NO_CAP || size <= span->most);
}

static void settle_member(const cpf__flow *flow, const cpf__conflict *conflict, cpf__member *member)
{
    int64_t missing = conflict->over == (member->kind == CPF__MEMBER_TARGET) ? conflict->missing : -conflict->missing;
    int lower = conflict->over && member->kind != CPF__MEMBER_CAP;

    if (conflict->breach == CPF__BREACH_WOVEN) { /* the network has told */
        member->alone =
            member->alone && (member->kind != CPF__MEMBER_TARGET || fits_around(flow, member->block, member->change));
        return;
    }
    if (conflict->breach == CPF__BREACH_CROSSED || conflict->breach == CPF__BREACH_PARTS)
        missing = lower ? -conflict->missing : conflict->missing;
    else if (member->size != member->value)
        missing = -missing;
    if (conflict->breach == CPF__BREACH_STEP || __builtin_add_overflow(member->value, missing, &member->change))
        return;
    member->change = missing;
    member->alone = 1;
    if (member->kind == CPF__MEMBER_TARGET)
        member->alone = fits_around(flow, member->block, missing);
    else if (lower)
        member->alone = member->kind == CPF__MEMBER_PIN ? fits_below(flow, member->block, member->value + missing) &&
                                                              (member->size >= conflict->missing)
                                                        : member->value >= conflict->missing;
    else if (member->kind == CPF__MEMBER_PIN)
        member->alone = fits_below(flow, member->block, member->value + missing);
}

void cpf__conflicts_settle(cpf__flow *flow)
{
    cpf__conflicts *conflicts = flow->conflicts;

    for (; conflicts->settled < conflicts->all.count; conflicts->settled++) {
        const cpf__conflict *it = &conflicts->all.items[conflicts->settled];

        for (int64_t i = 0; i < it->count; i++)
            settle_member(flow, it, &conflicts->members.items[it->first + i]);
    }
}
