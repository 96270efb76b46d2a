/* SPDX-License-Identifier: MIT */
#include "flow_shares.h"

#include <stdlib.h>
#include <string.h>

#include "bounded_shares.h"

enum { MOST_BITS = 60, COLUMNS = 9 };

/* Items order[begin .. end - 1] have the total between them. */
typedef struct piece {
    int64_t begin, end, total;
    int whole; /* their exact shares can flow: parts and rests are these */
} piece;

typedef struct sharing {
    const cpf_context *context;
    cpf__network *network;
    const cpf__flow_item *items;
    int64_t *memory;
    int64_t *exact, *rests;                   /* by item: exact share = exact + rests / over */
    int64_t *steps;                           /* by item: the whole steps that it gets */
    int64_t *order, *other;                   /* items, pieces side by side; other: scratch */
    int64_t *weights, *lows, *highs, *values; /* of one piece */
    int64_t *scratch;                         /* 2 n */
    cpf__circulation flow;
    CPF__VEC(piece) pieces;
    int hub_begins;
} sharing;

/* Gives each arc of the piece's items the sum of their amounts, times `over`: nothing else can flow there. */
static void fix_arcs(sharing *at, const piece *it, const int64_t *values, int64_t over)
{
    for (int64_t i = it->begin; i < it->end; i++)
        at->flow.low[at->items[at->order[i]].arc] = 0;
    for (int64_t i = it->begin; i < it->end; i++) {
        int64_t item = at->order[i];

        at->flow.low[at->items[item].arc] += (cpf__i128)values[item] * over + (over == 1 ? 0 : at->rests[item]);
    }
    for (int64_t i = it->begin; i < it->end; i++)
        at->flow.high[at->items[at->order[i]].arc] = at->flow.low[at->items[at->order[i]].arc];
}

/* Exact shares of a piece by weights, within the bounds of its items. */
static cpf_status share_exactly(sharing *at, const piece *it, int64_t *over)
{
    int64_t n = it->end - it->begin, gap;
    cpf_status status;

    for (int64_t i = 0; i < n; i++) {
        const cpf__flow_item *item = &at->items[at->order[it->begin + i]];

        at->weights[i] = item->weight;
        at->lows[i] = item->low;
        at->highs[i] = item->high;
    }
    status =
        cpf__bounded_quotients(it->total, at->weights, at->lows, at->highs, n, at->scratch, at->values, over, &gap);
    for (int64_t i = 0; status == CPF_OK && i < n; i++) {
        at->exact[at->order[it->begin + i]] = at->values[i];
        at->rests[at->order[it->begin + i]] = at->scratch[i];
    }
    return status;
}

/* From now on the arcs of the piece have no less than the whole part of the exact shares, and no more than is next to
 * them. */
static void narrow_arcs(sharing *at, const piece *it)
{
    cpf__arc *arcs = at->network->arcs.items;

    for (int64_t i = it->begin; i < it->end; i++)
        arcs[at->items[at->order[i]].arc].low = arcs[at->items[at->order[i]].arc].high = 0;
    for (int64_t i = it->begin; i < it->end; i++) {
        int64_t item = at->order[i];

        arcs[at->items[item].arc].low += at->exact[item];
        arcs[at->items[item].arc].high += at->exact[item] + (at->rests[item] > 0);
    }
}

typedef struct ranked {
    int64_t rest, item;
} ranked;

static int by_rest(const void *left, const void *right)
{
    const ranked *a = left, *b = right;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

/* Whole steps of a piece: those left over go to the largest remainders. */
static void share_steps(sharing *at, const piece *it)
{
    int64_t n = it->end - it->begin, left = it->total;
    ranked *list = (ranked *)(void *)at->scratch;

    for (int64_t i = 0; i < n; i++) {
        int64_t item = at->order[it->begin + i];

        list[i] = (ranked){at->rests[item], item};
        at->steps[item] = at->exact[item];
        left -= at->exact[item];
    }
    qsort(list, (size_t)n, sizeof *list, by_rest);
    for (int64_t i = 0; i < n && left > 0 && list[i].rest > 0; i++, left--)
        at->steps[list[i].item]++;
}

/* Whether the item is on the side that has to have more than it was given. */
static int wants_more(const sharing *at, int64_t item)
{
    const cpf__arc *arc = &at->network->arcs.items[at->items[item].arc];

    return at->hub_begins ? at->flow.level[arc->to] < 0 : at->flow.level[arc->from] >= 0;
}

static cpf_status add_piece(sharing *at, piece made)
{
    if (!cpf__vec_room(at->context, &at->pieces))
        return CPF_E_MEMORY;
    at->pieces.items[at->pieces.count++] = made;
    return CPF_OK;
}

/* The amounts cannot flow: those that want more get `gap` more between them, and the others less. */
static cpf_status cut_piece(sharing *at, const piece *it, const int64_t *values, int64_t over)
{
    cpf__i128 sum = at->flow.gap;
    piece more = *it, less = *it;
    int64_t n = 0;
    cpf_status status;

    for (int64_t i = it->begin; i < it->end; i++)
        if (wants_more(at, at->order[i])) {
            sum += (cpf__i128)values[at->order[i]] * over + (over == 1 ? 0 : at->rests[at->order[i]]);
            at->other[n++] = at->order[i];
        }
    more.end = less.begin = it->begin + n;
    if (!n || n == it->end - it->begin || sum % over)
        return CPF_E_INFEASIBLE;
    for (int64_t i = it->begin; i < it->end; i++)
        if (!wants_more(at, at->order[i]))
            at->other[n++] = at->order[i];
    memcpy(at->order + it->begin, at->other, (size_t)n * sizeof *at->order);
    more.total = (int64_t)(sum / over);
    less.total = it->total - more.total;
    status = add_piece(at, less);
    return status == CPF_OK ? add_piece(at, more) : status;
}

/* Exact shares that can flow; 1 in *cut: they could not, and smaller pieces take their place. */
static cpf_status settle_exactly(sharing *at, piece *it, int *cut)
{
    int64_t over;
    cpf_status status = share_exactly(at, it, &over);

    if (status != CPF_OK)
        return status;
    cpf__circulation_limits(&at->flow, over);
    fix_arcs(at, it, at->exact, over);
    cpf__circulation_solve(&at->flow);
    *cut = at->flow.gap != 0;
    if (*cut)
        return cut_piece(at, it, at->exact, over);
    it->whole = 1;
    narrow_arcs(at, it);
    return CPF_OK;
}

static cpf_status settle_piece(sharing *at, piece *it)
{
    int cut = 0;
    cpf_status status = it->whole ? CPF_OK : settle_exactly(at, it, &cut);

    if (status != CPF_OK || cut)
        return status;
    share_steps(at, it);
    cpf__circulation_limits(&at->flow, 1);
    fix_arcs(at, it, at->steps, 1);
    cpf__circulation_solve(&at->flow);
    return at->flow.gap ? cut_piece(at, it, at->steps, 1) : CPF_OK;
}

static cpf_status settle_pieces(sharing *at, int64_t n, int64_t total)
{
    cpf_status status = add_piece(at, (piece){0, n, total, 0});

    while (status == CPF_OK && at->pieces.count > 0) {
        piece it = at->pieces.items[--at->pieces.count];

        status = settle_piece(at, &it);
    }
    return status;
}

/* What was found, also as the limits of the arcs. */
static void put_parts(sharing *at, int64_t n, int64_t *parts)
{
    cpf__arc *arcs = at->network->arcs.items;

    memcpy(parts, at->steps, (size_t)n * sizeof *parts);
    for (int64_t i = 0; i < n; i++)
        arcs[at->items[i].arc].low = 0;
    for (int64_t i = 0; i < n; i++)
        arcs[at->items[i].arc].low += parts[i];
    for (int64_t i = 0; i < n; i++)
        arcs[at->items[i].arc].high = arcs[at->items[i].arc].low;
}

static int is_too_large(const cpf__flow_item *items, int64_t n, int64_t total)
{
    int64_t weights = 0;

    for (int64_t i = 0; i < n; i++)
        if (__builtin_add_overflow(weights, items[i].weight, &weights))
            return 1;
    return total >> MOST_BITS || weights >> MOST_BITS;
}

cpf_status cpf__flow_shares(const cpf_context *context, cpf__network *network, int hub_begins,
                            const cpf__flow_item *items, int64_t n, int64_t total, int64_t *parts)
{
    sharing at = {.context = context, .network = network, .items = items, .hub_begins = hub_begins};
    cpf_status status;

    if (n <= 0 || is_too_large(items, n, total))
        return n <= 0 ? CPF_OK : CPF_E_RANGE;
    at.memory = cpf__alloc(context, n, (COLUMNS + 2) * sizeof *at.memory);
    status = cpf__circulation_open(&at.flow, context, network);
    if (!at.memory)
        status = CPF_E_MEMORY;
    if (status == CPF_OK) {
        int64_t **const columns[COLUMNS + 1] = {&at.exact,   &at.rests, &at.steps, &at.order,  &at.other,
                                                &at.weights, &at.lows,  &at.highs, &at.values, &at.scratch};

        for (int i = 0; i <= COLUMNS; i++)
            *columns[i] = at.memory + i * n;
        for (int64_t i = 0; i < n; i++)
            at.order[i] = i;
        status = settle_pieces(&at, n, total);
    }
    if (status == CPF_OK)
        put_parts(&at, n, parts);
    cpf__circulation_close(&at.flow);
    cpf__vec_free(context, &at.pieces);
    cpf__free(context, at.memory);
    return status;
}
