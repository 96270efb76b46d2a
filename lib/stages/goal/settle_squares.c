/* SPDX-License-Identifier: MIT */
/*
 * Settling by least squares: the top stands for what was given, every answer for what was committed, each moves against
 * the square of its change divided by its weight. Who has not answered moves so easily that it takes what is left;
 * units above that have not answered have no say of their own.
 */
#include <math.h>

#include "mem.h"
#include "reconcile_tree.h"
#include "round_tree.h"
#include "settle.h"

static const double easily = 1099511627776.0; /* 2^40: of a unit that has not answered, beside one that has */
static const double freely = 1e12;            /* of a unit above, beside all below it */

typedef struct squares {
    cpf__talks *talks;
    double *base, *variance, *value, *floor, *below; /* below: variances of the children */
    int64_t *parent, *fixed_whole, *whole;
    uint8_t *fixed;
} squares;

static int open_squares(squares *it)
{
    int64_t n = it->talks->count;
    const cpf_context *context = it->talks->context;

    it->base = cpf__alloc(context, 5 * n, sizeof *it->base);
    it->parent = cpf__alloc(context, 3 * n, sizeof *it->parent);
    it->fixed = cpf__alloc(context, n, 1);
    if (!it->base || !it->parent || !it->fixed)
        return 0;
    it->variance = it->base + n;
    it->value = it->base + 2 * n;
    it->floor = it->base + 3 * n;
    it->below = it->base + 4 * n;
    it->fixed_whole = it->parent + n;
    it->whole = it->parent + 2 * n;
    return 1;
}

static void close_squares(squares *it)
{
    cpf__free(it->talks->context, it->base);
    cpf__free(it->talks->context, it->parent);
    cpf__free(it->talks->context, it->fixed);
}

/* What a unit stands for, and how easily it moves. */
static void take_unit(squares *it, int64_t i)
{
    const cpf__talk *talk = &it->talks->items[i];
    double weight = (double)(talk->weight > 0 ? talk->weight : 1), step = (double)it->talks->step;
    int leaf = talk->first == talk->end, top = talk->parent == CPF_NONE;

    it->base[i] = (double)talk->given;
    it->variance[i] = weight;
    if (talk->state & (CPF__TALK_FIXED | CPF__TALK_CLOSED)) {
        it->fixed[i] = 1;
        it->base[i] = talk->state & CPF__TALK_FIXED ? (double)talk->answer : 0;
        it->fixed_whole[i] = talk->state & CPF__TALK_FIXED ? talk->answer / it->talks->step : 0;
        it->variance[i] = 0;
    } else if ((talk->state & CPF__TALK_ANSWERED) && top) { /* stands for both */
        it->base[i] = ((double)talk->given + (double)talk->answer) / 2;
        it->variance[i] = weight / 2;
    } else if (talk->state & CPF__TALK_ANSWERED) {
        it->base[i] = (double)talk->answer;
    } else if (leaf && !top) {
        it->variance[i] = easily * (double)(talk->given > 0 ? talk->given : 1);
    } else if (!top) {
        it->variance[i] = freely * (it->below[i] > weight ? it->below[i] : weight);
    }
    if (leaf)
        it->floor[i] = it->fixed[i] ? 0 : (double)talk->least;
    it->base[i] = (it->base[i] - it->floor[i]) / step;
    if (talk->parent == CPF_NONE)
        return;
    it->floor[talk->parent] += it->floor[i];
    it->below[talk->parent] += it->variance[i];
}

/* An agreed figure, or zero, that those below cannot add up to. */
static cpf_status tell_conflict(const cpf__talks *talks, int64_t at, cpf_error **error)
{
    const cpf__talk *talk = &talks->items[at < 0 ? 0 : at];
    int64_t gap = talk->answer;

    for (int64_t i = talk->first; i < talk->end; i++)
        gap -= talks->items[i].least;
    return cpf__settle_find(talks, gap < 0 ? CPF__GOAL_SETTLE_FLOORS : CPF__GOAL_SETTLE_NOBODY, at,
                            gap < 0 ? -gap : gap, error);
}

static cpf_status solve(squares *it, cpf_error **error)
{
    cpf__talks *talks = it->talks;
    double step = (double)talks->step;
    cpf__node_tree tree = {talks->count, it->parent, it->base, it->variance};
    int64_t conflict = CPF_NONE;
    cpf_status status;

    for (int64_t i = 0; i < talks->count; i++)
        it->parent[i] = talks->items[i].parent;
    for (int64_t i = talks->count - 1; i >= 0; i--)
        take_unit(it, i);
    status = cpf__reconcile_tree_above(talks->context, tree, it->value, &conflict);
    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++) {
        double above = it->value[i] > 0 ? it->value[i] : 0;

        it->value[i] = it->fixed[i] ? (double)it->fixed_whole[i] : above + it->floor[i] / step;
    }
    if (status == CPF_OK)
        status = cpf__round_tree(talks->context, it->parent, it->value, it->fixed, it->fixed_whole, talks->count,
                                 it->whole, &conflict);
    if (status == CPF_OK || status == CPF_E_MEMORY)
        return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
    if (status == CPF_E_INFEASIBLE)
        return tell_conflict(talks, conflict, error);
    return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, 0, 0, error);
}

cpf_status cpf__settle_squares(cpf__talks *talks, cpf_error **error)
{
    squares it = {.talks = talks};
    cpf_status status = open_squares(&it) ? solve(&it, error) : cpf__no_memory(error);

    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++)
        talks->items[i].agreed = it.whole[i] * talks->step;
    close_squares(&it);
    return status;
}
