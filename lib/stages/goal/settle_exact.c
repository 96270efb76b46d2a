/* SPDX-License-Identifier: MIT */
/*
 * Settling from the top down. Every child brings a proposal; who has not answered takes what the others leave; what is
 * still over or missing is spread over all that can move, by their weights. That is the nearest division to the
 * proposals, in squares divided by weights, between the least of each and no upper end.
 */
#include <stdlib.h>

#include "bounded_shares.h"
#include "cpu.h"
#include "decimal.h"
#include "mem.h"
#include "settle.h"

/* What a proposal has beyond whole steps. */
typedef struct fraction {
    cpf__i128 rest;
    int64_t at;
} fraction;

/* The children of one unit that can move. */
typedef struct movers {
    int64_t *place;           /* in the list */
    int64_t *part;            /* proposals, then results, in steps */
    int64_t *lower, *weight;  /* of what is shared out */
    int64_t *share, *scratch; /* scratch: twice as long */
    fraction *fractions;
    int64_t count;
} movers;

typedef struct settling {
    cpf__talks *talks;
    cpf__i128 *parts; /* proposal of each unit, in 1 / CPF__WHOLE_ALPHA of the smallest amount */
    int64_t alpha;
    movers movers;
} settling;

static int64_t in_steps(const settling *it, int64_t amount)
{
    int64_t step = it->talks->step;

    return amount / step + (amount % step > 0);
}

/* What a unit says for itself; who has not answered, and nobody for it, asks for the least. */
static cpf__i128 own_proposal(const settling *it, const cpf__talk *talk)
{
    if (talk->state & CPF__TALK_FIXED)
        return (cpf__i128)CPF__WHOLE_ALPHA * talk->answer;
    if (talk->state & CPF__TALK_CLOSED)
        return 0;
    if (talk->state & CPF__TALK_ANSWERED)
        return (cpf__i128)(CPF__WHOLE_ALPHA - it->alpha) * talk->given + (cpf__i128)it->alpha * talk->wish;
    return (cpf__i128)CPF__WHOLE_ALPHA * talk->least;
}

/* Units without an answer of their own propose the sum of what is proposed below them. */
static void propose(const settling *it)
{
    const cpf__talks *talks = it->talks;
    const uint8_t own = CPF__TALK_FIXED | CPF__TALK_CLOSED | CPF__TALK_ANSWERED;

    for (int64_t i = talks->count - 1; i >= 0; i--) {
        const cpf__talk *talk = &talks->items[i];

        if ((talk->state & own) || talk->first == talk->end)
            it->parts[i] = own_proposal(it, talk);
        if (talk->parent != CPF_NONE)
            it->parts[talk->parent] += it->parts[i];
    }
}

/* Takes out what cannot move. What is left of the unit's amount. */
static cpf__i128 find_movers(settling *it, const cpf__talk *talk)
{
    const cpf__talks *talks = it->talks;
    cpf__i128 left = talk->agreed;

    it->movers.count = 0;
    for (int64_t i = talk->first; i < talk->end; i++) {
        const cpf__talk *child = &talks->items[i];

        if (child->state & CPF__TALK_FIXED)
            left -= child->answer;
        else if (!(child->state & CPF__TALK_CLOSED))
            it->movers.place[it->movers.count++] = i;
    }
    return left;
}

static int compare_fractions(const void *left, const void *right)
{
    const fraction *a = left, *b = right;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Proposals in whole steps that add up to their rounded sum: the largest fractions are rounded up. */
static void round_proposals(settling *it)
{
    movers *them = &it->movers;
    cpf__i128 unit = (cpf__i128)CPF__WHOLE_ALPHA * it->talks->step, rests = 0;

    for (int64_t k = 0; k < them->count; k++) {
        cpf__i128 part = it->parts[them->place[k]];

        them->part[k] = (int64_t)(part / unit);
        them->fractions[k] = (fraction){part % unit, k};
        rests += them->fractions[k].rest;
    }
    if (rests)
        qsort(them->fractions, (size_t)them->count, sizeof *them->fractions, compare_fractions);
    for (int64_t k = 0; k < (int64_t)((2 * rests + unit) / (2 * unit)); k++)
        them->part[them->fractions[k].at]++;
    for (int64_t k = 0; k < them->count; k++) {
        int64_t least = in_steps(it, it->talks->items[them->place[k]].least);

        them->part[k] = them->part[k] < least ? least : them->part[k];
    }
}

/* What is over goes to those that have not answered, else to all; by `sign` it is taken from all instead. */
static cpf_status spread(settling *it, int64_t shift, int64_t open, int64_t *gap)
{
    movers *them = &it->movers;
    int64_t amount = shift < 0 ? -shift : shift, *upper = NULL;
    cpf_status status;

    for (int64_t k = 0; k < them->count; k++) {
        const cpf__talk *child = &it->talks->items[them->place[k]];

        them->weight[k] = child->weight;
        them->lower[k] = 0;
        if (shift < 0) {
            upper = them->scratch + 2 * them->count;
            upper[k] = them->part[k] - in_steps(it, child->least);
        } else if (open) {
            upper = them->scratch + 2 * them->count;
            upper[k] = child->state & CPF__TALK_OPEN ? INT64_MAX : 0;
            them->weight[k] = child->loose;
            them->lower[k] = child->bare / it->talks->step;
            them->part[k] -= them->lower[k];
            amount += them->lower[k];
        }
    }
    status = cpf__bounded_shares(cpf__cpu_level(), amount, them->weight, them->lower, upper, them->count, them->scratch,
                                 them->share, gap);
    for (int64_t k = 0; k < them->count && status == CPF_OK; k++)
        them->part[k] += shift < 0 ? -them->share[k] : them->share[k];
    return status;
}

/* The results into the list; what is no whole step to the largest. */
static void hand_out(settling *it, int64_t broken)
{
    movers *them = &it->movers;
    int64_t largest = 0;

    for (int64_t k = 0; k < them->count; k++) {
        largest = them->part[k] > them->part[largest] ? k : largest;
        it->talks->items[them->place[k]].agreed = them->part[k] * it->talks->step;
    }
    it->talks->items[them->place[largest]].agreed += broken;
}

static cpf_status divide(settling *it, int64_t at, cpf_error **error)
{
    cpf__talks *talks = it->talks;
    const cpf__talk *talk = &talks->items[at];
    cpf__i128 left = find_movers(it, talk), sum = 0;
    int64_t open = 0, gap = 0;
    cpf_status status = CPF_OK;

    for (int64_t i = talk->first; i < talk->end; i++)
        talks->items[i].agreed = talks->items[i].state & CPF__TALK_FIXED ? talks->items[i].answer : 0;
    if (left < 0 || (!it->movers.count && left))
        return cpf__settle_find(talks, left < 0 ? CPF__GOAL_SETTLE_FLOORS : CPF__GOAL_SETTLE_NOBODY, at,
                                left < INT64_MIN + 1 ? INT64_MAX : (int64_t)(left < 0 ? -left : left), error);
    if (!it->movers.count)
        return CPF_OK;
    round_proposals(it);
    for (int64_t k = 0; k < it->movers.count; k++) {
        sum += it->movers.part[k];
        open |= talks->items[it->movers.place[k]].state & CPF__TALK_OPEN;
    }
    sum = left / talks->step - sum;
    if (sum < -INT64_MAX)
        return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, at, 0, error);
    if (sum)
        status = spread(it, (int64_t)sum, open, &gap);
    if (status == CPF_E_INFEASIBLE) {
        if (cpf__mul(gap < 0 ? -gap : gap, talks->step, &gap) != CPF_OK)
            gap = INT64_MAX;
        return cpf__settle_find(talks, CPF__GOAL_SETTLE_FLOORS, at, gap, error);
    }
    if (status != CPF_OK)
        return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, at, 0, error);
    hand_out(it, (int64_t)(left % talks->step));
    return CPF_OK;
}

/* What a top is agreed to have. */
static cpf_status settle_top(const settling *it, int64_t at, cpf_error **error)
{
    cpf__talk *talk = &it->talks->items[at];
    int64_t step = it->talks->step, steps;

    if (talk->state & CPF__TALK_FIXED)
        talk->agreed = talk->answer;
    else if (it->talks->rule == CPF__KEEP_PARENT)
        talk->agreed = talk->given;
    else if (it->talks->rule == CPF__KEEP_CHILDREN && step == 1)
        talk->agreed = talk->wish;
    else if (cpf__divide((cpf__i128)(CPF__WHOLE_ALPHA - it->alpha) * talk->given + (cpf__i128)it->alpha * talk->wish,
                         (cpf__i128)CPF__WHOLE_ALPHA * step, CPF__HALF_UP, &steps) != CPF_OK ||
             cpf__mul(steps, step, &talk->agreed) != CPF_OK)
        return cpf__settle_find(it->talks, CPF__GOAL_SETTLE_RANGE, at, 0, error);
    if ((talk->state & CPF__TALK_CLOSED) && talk->agreed)
        return cpf__settle_find(it->talks, CPF__GOAL_SETTLE_NOBODY, at, talk->agreed, error);
    if (talk->agreed < talk->least)
        return cpf__settle_find(it->talks, CPF__GOAL_SETTLE_FLOORS, at, talk->least - talk->agreed, error);
    return CPF_OK;
}

static int open_settling(settling *it)
{
    const cpf__talks *talks = it->talks;
    int64_t most = 1, *block;

    for (int64_t i = 0; i < talks->count; i++)
        if (talks->items[i].end - talks->items[i].first > most)
            most = talks->items[i].end - talks->items[i].first;
    it->parts = cpf__alloc(talks->context, talks->count, sizeof *it->parts);
    it->movers.fractions = cpf__alloc(talks->context, most, sizeof *it->movers.fractions);
    it->movers.place = block = cpf__alloc(talks->context, 8 * most, sizeof *block);
    if (!it->parts || !it->movers.fractions || !block)
        return 0;
    it->movers.part = block + most;
    it->movers.lower = block + 2 * most;
    it->movers.weight = block + 3 * most;
    it->movers.share = block + 4 * most;
    it->movers.scratch = block + 5 * most; /* and the upper ends behind what the shares need */
    return 1;
}

cpf_status cpf__settle_exact(cpf__talks *talks, cpf_error **error)
{
    settling it = {.talks = talks, .alpha = talks->rule == CPF__COMPROMISE ? talks->alpha : CPF__WHOLE_ALPHA};
    cpf_status status = open_settling(&it) ? CPF_OK : cpf__no_memory(error);

    if (status == CPF_OK)
        propose(&it);
    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++) {
        if (talks->items[i].parent == CPF_NONE)
            status = settle_top(&it, i, error);
        if (status == CPF_OK && talks->items[i].first < talks->items[i].end)
            status = divide(&it, i, error);
    }
    cpf__free(talks->context, it.parts);
    cpf__free(talks->context, it.movers.fractions);
    cpf__free(talks->context, it.movers.place);
    return status;
}
