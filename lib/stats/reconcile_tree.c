/* SPDX-License-Identifier: MIT */
/*
 * What a subtree would like its total to be, and how strongly, is a square again: (total - centre)^2 / spread. Going
 * up, those of the children add and meet the node's own; going down, what the parent got is spread over the children by
 * their spreads.
 */
#include "reconcile_tree.h"

#include <math.h>

#include "mem.h"

static const double agreement = 1e-9; /* of the size: what sums of doubles may be off */

typedef struct passes {
    double *centre, *spread;   /* of the subtree */
    double *centres, *spreads; /* sums over the children */
    double *lost;              /* of centres: what the additions lost */
    uint8_t *inner;            /* has children */
} passes;

void cpf__tree_leaves(const int64_t *parent, int64_t n, double *leaves)
{
    for (int64_t i = 0; i < n; i++)
        leaves[i] = 0;
    for (int64_t i = n - 1; i >= 0; i--) {
        leaves[i] = leaves[i] > 0 ? leaves[i] : 1;
        if (parent[i] != CPF_NONE)
            leaves[parent[i]] += leaves[i];
    }
}

static void add_centre(passes *work, int64_t parent, double value)
{
    double old = work->centres[parent], sum = old + value;

    work->lost[parent] += fabs(old) >= fabs(value) ? (old - sum) + value : (value - sum) + old;
    work->centres[parent] = sum;
}

/* Whether a fixed node's children can add up to it. */
static int meet(const cpf__node_tree *tree, passes *work, int64_t i)
{
    double base = tree->base[i], variance = tree->variance[i], sum = work->centres[i] + work->lost[i],
           spread = work->spreads[i];

    work->centre[i] = base;
    work->spread[i] = variance;
    if (!work->inner[i])
        return 1;
    if (!(variance > 0))
        return spread > 0 || fabs(sum - base) <= agreement * fmax(fabs(sum), fabs(base));
    work->centre[i] = spread > 0 ? (base * spread + sum * variance) / (spread + variance) : sum;
    work->spread[i] = spread > 0 ? variance * (spread / (spread + variance)) : 0;
    return 1;
}

static cpf_status go_up(const cpf__node_tree *tree, passes *work, int64_t *conflict)
{
    for (int64_t i = 0; i < tree->n; i++) {
        if (tree->parent[i] != CPF_NONE)
            work->inner[tree->parent[i]] = 1;
    }
    for (int64_t i = tree->n - 1; i >= 0; i--) {
        int64_t parent = tree->parent[i];

        if (!meet(tree, work, i)) {
            *conflict = i;
            return CPF_E_INFEASIBLE;
        }
        if (parent == CPF_NONE)
            continue;
        add_centre(work, parent, work->centre[i]);
        work->spreads[parent] += work->spread[i];
    }
    return CPF_OK;
}

static void go_down(const cpf__node_tree *tree, const passes *work, double *values)
{
    for (int64_t i = 0; i < tree->n; i++) {
        int64_t parent = tree->parent[i];
        double rest = 0;

        if (parent != CPF_NONE && work->spreads[parent] > 0)
            rest = (values[parent] - work->centres[parent] - work->lost[parent]) / work->spreads[parent];
        values[i] = work->centre[i] + (work->spread[i] > 0 ? work->spread[i] * rest : 0);
    }
}

cpf_status cpf__reconcile_tree(const cpf_context *context, cpf__node_tree tree, double *values, int64_t *conflict)
{
    double *block = cpf__alloc(context, 5 * tree.n, sizeof *block);
    uint8_t *inner = cpf__alloc(context, tree.n, 1);
    passes work = {.centre = block, .inner = inner};
    cpf_status status = CPF_E_MEMORY;

    *conflict = CPF_NONE;
    if (block && inner) {
        work.spread = block + tree.n;
        work.centres = block + 2 * tree.n;
        work.spreads = block + 3 * tree.n;
        work.lost = block + 4 * tree.n;
        status = go_up(&tree, &work, conflict);
    }
    if (status == CPF_OK)
        go_down(&tree, &work, values);
    cpf__free(context, inner);
    cpf__free(context, block);
    return status;
}
