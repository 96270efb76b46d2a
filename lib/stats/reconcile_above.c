/* SPDX-License-Identifier: MIT */
/*
 * Which leaves end at 0. Seen from a price that its parent pays for one more unit, the total of a subtree is a line
 * with bends that never falls: each leaf gives one bend, the price from which on it is above 0. A node moves the bends
 * of its children by what one more unit costs itself. At a root, where nobody pays, leaves whose bend lies at a price
 * of 0 or more stay at 0; at a fixed node it is the price at which the children add up. The rest is
 * cpf__reconcile_tree.
 */
#include <math.h>
#include <string.h>

#include "mem.h"
#include "reconcile_tree.h"
#include "sort_doubles.h"

static const double near = 1e-9;

typedef struct bends {
    double *price, *gain; /* in the order of leaves from left to right; INFINITY: no bend, or settled already */
    double *spare_price, *spare_gain, *floor; /* floor: total of a node before its first bend */
    int64_t *leaf, *order, *spare_leaf;
    int64_t *begin, *next; /* of a node: its leaves in the arrays */
    double *count;
    uint8_t *zero; /* of a node: a leaf that ends at 0 */
} bends;

static void place_leaves(const cpf__node_tree *tree, bends *work)
{
    int64_t roots = 0;

    cpf__tree_leaves(tree->parent, tree->n, work->count);
    for (int64_t i = 0; i < tree->n; i++) {
        int64_t parent = tree->parent[i], *from = parent == CPF_NONE ? &roots : &work->next[parent];

        work->begin[i] = *from;
        work->next[i] = *from;
        *from += (int64_t)work->count[i];
        work->price[work->begin[i]] = INFINITY;
        work->leaf[work->begin[i]] = i; /* the last to write is the leaf itself */
    }
}

static void sort_bends(bends *work, int64_t from, int64_t count)
{
    size_t bytes = (size_t)count * sizeof(double);

    cpf__sort_positions(work->price + from, count, work->order);
    for (int64_t k = 0; k < count; k++) {
        work->spare_price[k] = work->price[from + work->order[k]];
        work->spare_gain[k] = work->gain[from + work->order[k]];
        work->spare_leaf[k] = work->leaf[from + work->order[k]];
    }
    memcpy(work->price + from, work->spare_price, bytes);
    memcpy(work->gain + from, work->spare_gain, bytes);
    memcpy(work->leaf + from, work->spare_leaf, (size_t)count * sizeof *work->leaf);
}

static double own_slope(double slope, double variance)
{
    return slope > 0 ? variance * (slope / (slope + variance)) : 0;
}

/* From the price among the children to the price of the parent. */
static void move_bends(const cpf__node_tree *tree, bends *work, int64_t i)
{
    int64_t from = work->begin[i], end = from + (int64_t)work->count[i];
    double total = work->floor[i], slope = 0, last = work->price[from];

    for (int64_t k = from; k < end && isfinite(work->price[k]); k++) {
        double gain = work->gain[k], price = work->price[k];

        total += slope * (price - last);
        last = price;
        work->price[k] = price + (total - tree->base[i]) / tree->variance[i];
        work->gain[k] = own_slope(slope + gain, tree->variance[i]) - own_slope(slope, tree->variance[i]);
        slope += gain;
    }
}

/* Leaves whose bend is at the price or beyond end at 0; no bend is left. */
static void settle(bends *work, int64_t i, double price)
{
    int64_t from = work->begin[i], end = from + (int64_t)work->count[i];

    for (int64_t k = from; k < end; k++) {
        if (isfinite(work->price[k]) && work->price[k] >= price)
            work->zero[work->leaf[k]] = 1;
        work->price[k] = INFINITY;
        work->gain[k] = 0;
    }
}

/* The price at which the children add up to a fixed node; whether there is one. */
static int fixed_price(const cpf__node_tree *tree, const bends *work, int64_t i, double *price)
{
    int64_t from = work->begin[i], end = from + (int64_t)work->count[i], k;
    double total = work->floor[i], slope = 0, base = tree->base[i];

    *price = -INFINITY;
    if (base - total <= near * fmax(fabs(base), fabs(total)))
        return total - base <= near * fmax(fabs(base), fabs(total));
    for (k = from; k < end && isfinite(work->price[k]); k++) {
        double next = k > from ? total + slope * (work->price[k] - work->price[k - 1]) : total;

        if (next >= base)
            break;
        total = next;
        slope += work->gain[k];
    }
    if (!(slope > 0))
        return 0;
    *price = work->price[k - 1] + (base - total) / slope;
    return 1;
}

/* A node whose children are done. */
static int finish_node(const cpf__node_tree *tree, bends *work, int64_t i)
{
    int is_leaf = work->leaf[work->begin[i]] == i && work->next[i] == work->begin[i];
    double variance = tree->variance[i], price = 0;

    if (is_leaf && !(variance > 0)) {
        work->floor[i] = tree->base[i];
        return tree->base[i] >= 0;
    }
    if (is_leaf) {
        work->price[work->begin[i]] = -tree->base[i] / variance;
        work->gain[work->begin[i]] = variance;
    } else {
        sort_bends(work, work->begin[i], (int64_t)work->count[i]);
        if (variance > 0)
            move_bends(tree, work, i);
        else if (!fixed_price(tree, work, i, &price))
            return 0;
    }
    if (!(variance > 0)) {
        settle(work, i, price);
        work->floor[i] = tree->base[i];
    } else if (tree->parent[i] == CPF_NONE) {
        settle(work, i, 0);
    }
    return 1;
}

static cpf_status find_zeros(const cpf__node_tree *tree, bends *work, int64_t *conflict)
{
    place_leaves(tree, work);
    for (int64_t i = tree->n - 1; i >= 0; i--) {
        if (!finish_node(tree, work, i)) {
            *conflict = i;
            return CPF_E_INFEASIBLE;
        }
        if (tree->parent[i] != CPF_NONE)
            work->floor[tree->parent[i]] += work->floor[i];
    }
    return CPF_OK;
}

static cpf_status solve_above(const cpf_context *context, cpf__node_tree tree, bends *work, double *values,
                              int64_t *conflict)
{
    double *base = work->price, *variance = work->gain; /* no longer needed as they were */
    cpf_status status = find_zeros(&tree, work, conflict);

    if (status != CPF_OK)
        return status;
    for (int64_t i = 0; i < tree.n; i++) {
        base[i] = work->zero[i] ? 0 : tree.base[i];
        variance[i] = work->zero[i] ? 0 : tree.variance[i];
    }
    tree.base = base;
    tree.variance = variance;
    status = cpf__reconcile_tree(context, tree, values, conflict);
    for (int64_t i = 0; status == CPF_OK && i < tree.n; i++)
        values[i] = values[i] < 0 && !work->zero[i] && values[i] > -near * fabs(tree.base[i]) ? 0 : values[i];
    return status;
}

cpf_status cpf__reconcile_tree_above(const cpf_context *context, cpf__node_tree tree, double *values, int64_t *conflict)
{
    int64_t n = tree.n;
    double *block = cpf__alloc(context, 6 * n, sizeof *block);
    int64_t *places = cpf__alloc(context, 5 * n, sizeof *places);
    uint8_t *zero = cpf__alloc(context, n, 1);
    bends work = {.price = block, .leaf = places, .zero = zero};
    cpf_status status = CPF_E_MEMORY;

    *conflict = CPF_NONE;
    if (block && places && zero) {
        work.gain = block + n;
        work.spare_price = block + 2 * n;
        work.spare_gain = block + 3 * n;
        work.floor = block + 4 * n;
        work.count = block + 5 * n;
        work.order = places + n;
        work.spare_leaf = places + 2 * n;
        work.begin = places + 3 * n;
        work.next = places + 4 * n;
        status = solve_above(context, tree, &work, values, conflict);
    }
    cpf__free(context, zero);
    cpf__free(context, places);
    cpf__free(context, block);
    return status;
}
