/* SPDX-License-Identifier: MIT */
/* The cascade once more, dull: one unit at a time from the top, every share by sorting exact remainders. One year of
 * months. */
#ifndef CPF_TEST_CASCADE_REFERENCE_H
#define CPF_TEST_CASCADE_REFERENCE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"

enum { REF_MONTHS = 12, REF_BLOCKS = 64, REF_PERIODS = 19, REF_YEAR = 0xFFF };

/* Periods of one year as sets of months: year, halves, quarters, months, as the calendar orders them. */
static const int ref_sets[REF_PERIODS] = {0xFFF, 0x03F, 0xFC0, 0x007, 0x038, 0x1C0, 0xE00, 0x001, 0x002, 0x004,
                                          0x008, 0x010, 0x020, 0x040, 0x080, 0x100, 0x200, 0x400, 0x800};
static const char *const ref_codes[REF_PERIODS] = {
    "2026",    "2026-H1", "2026-H2", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026-01", "2026-02", "2026-03",
    "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"};

typedef struct ref_pin {
    int32_t unit, period;
    int64_t amount;
} ref_pin;

typedef struct ref_tree {
    int32_t count;
    const int32_t *parent;  /* units in their order: a parent first */
    const int64_t *weight;  /* of dividing: sums for parents already taken */
    const int64_t *factors; /* [unit * 12 + month] */
    int64_t step;
    int ties_by_weight;
    int pin_count;
    const ref_pin *pins;            /* by unit, longer periods first */
    cpf__i128 (*month)[REF_MONTHS]; /* out */
    int failed;
    int32_t *first, *next; /* children of a unit, as a list in their order */
} ref_tree;

typedef struct ref_block {
    int set, sign;           /* -1: its amount was negative where it began */
    cpf__i128 amount, whole; /* what is left; what there was before pins of the unit took theirs */
} ref_block;

typedef struct ref_blocks {
    int count;
    ref_block at[REF_BLOCKS];
} ref_blocks;

typedef struct ref_claim {
    cpf__u128 rest;
    int64_t weight;
    int64_t index;
} ref_claim;

static int ref_by_rest(const void *left, const void *right)
{
    const ref_claim *a = left, *b = right;

    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static void ref_share(const ref_tree *tree, cpf__i128 amount, const int64_t *weights, int64_t n, cpf__i128 *parts)
{
    ref_claim *claims = calloc((size_t)n + 1, sizeof *claims);
    cpf__u128 steps = (cpf__u128)(amount < 0 ? -amount : amount) / (uint64_t)tree->step, left = steps, sum = 0;
    int all_zero = 1;

    for (int64_t i = 0; i < n; i++) {
        all_zero &= weights[i] == 0;
        sum = sum + (uint64_t)weights[i];
    }
    if (all_zero)
        sum = (cpf__u128)n;
    for (int64_t i = 0; i < n; i++) {
        cpf__u128 weight = all_zero ? 1 : (uint64_t)weights[i];

        parts[i] = (cpf__i128)(steps * weight / sum);
        left -= (cpf__u128)parts[i];
        claims[i] = (ref_claim){steps * weight % sum, tree->ties_by_weight ? (int64_t)weight : 0, i};
    }
    qsort(claims, (size_t)n, sizeof *claims, ref_by_rest);
    for (cpf__u128 i = 0; i < left; i++)
        parts[claims[i].index]++;
    for (int64_t i = 0; i < n; i++)
        parts[i] *= amount < 0 ? -tree->step : tree->step;
    free(claims);
}

/* Cuts what is pinned at the unit itself out of its blocks. */
static void ref_cut(ref_tree *tree, int32_t unit, ref_blocks *blocks)
{
    for (int p = 0; p < tree->pin_count; p++) {
        int set = ref_sets[tree->pins[p].period], found = -1;

        if (tree->pins[p].unit != unit)
            continue;
        for (int b = 0; b < blocks->count; b++)
            if ((blocks->at[b].set & set) == set)
                found = b;
        if (found < 0) {
            tree->failed = 1;
            return;
        }
        blocks->at[found].sign = 0;
        if (blocks->at[found].set == set && blocks->at[found].amount == tree->pins[p].amount)
            continue;
        blocks->at[found].set &= ~set;
        blocks->at[found].amount -= tree->pins[p].amount;
        blocks->at[blocks->count++] = (ref_block){set, 0, tree->pins[p].amount, tree->pins[p].amount};
    }
    for (int b = 0; b < blocks->count; b++)
        if (blocks->at[b].sign == 0)
            blocks->at[b].sign = blocks->at[b].amount < 0 ? -1 : 1;
    for (int b = 0; b < blocks->count; b++)
        if (blocks->at[b].whole >= 0 ? blocks->at[b].amount < 0 : blocks->at[b].amount > 0)
            tree->failed = 1;
}

/* Amount that the pins of a unit fix for a whole block: one pin of all of it, or several that cover it. */
static int ref_fixed(const ref_tree *tree, int32_t unit, int set, cpf__i128 *amount)
{
    int covered = 0;

    *amount = 0;
    for (int p = 0; p < tree->pin_count; p++) {
        int own = ref_sets[tree->pins[p].period];

        if (tree->pins[p].unit != unit || (own & set) != own || (own & covered))
            continue;
        covered |= own;
        *amount += tree->pins[p].amount;
    }
    return covered == set;
}

static int32_t ref_children(const ref_tree *tree, int32_t unit, int32_t *children)
{
    int32_t n = 0;

    for (int32_t child = tree->first[unit]; child; child = tree->next[child], n++)
        if (children)
            children[n] = child;
    return n;
}

/* The last unit is put in front of its siblings first, so that the lists come out in order; the root is no child. */
static void ref_link(ref_tree *tree)
{
    tree->first = calloc((size_t)tree->count, sizeof *tree->first);
    tree->next = calloc((size_t)tree->count, sizeof *tree->next);
    for (int32_t unit = tree->count - 1; unit > 0; unit--) {
        tree->next[unit] = tree->first[tree->parent[unit]];
        tree->first[tree->parent[unit]] = unit;
    }
}

static cpf__i128 ref_not_below(cpf__i128 value)
{
    return value < 0 ? 0 : value;
}

/* What pins of the unit fix inside the set; the periods left over. */
static cpf__i128 ref_own(const ref_tree *tree, int32_t unit, int *set)
{
    cpf__i128 sum = 0;

    for (int p = 0; p < tree->pin_count; p++) {
        int own = ref_sets[tree->pins[p].period];

        if (tree->pins[p].unit != unit || (own & *set) != own)
            continue;
        *set &= ~own;
        sum += tree->pins[p].amount;
    }
    return sum;
}

/* What is fixed at the unit and below it: each unit that is divided differently has at least nothing. */
static cpf__i128 ref_pinned(const ref_tree *tree, int32_t unit, int set, int sign)
{
    int left = set;
    cpf__i128 own = 0, below = 0;

    if (ref_fixed(tree, unit, set, &own))
        return sign * own;
    own = ref_own(tree, unit, &left);
    for (int32_t child = tree->first[unit]; child; child = tree->next[child])
        below += ref_pinned(tree, child, left, sign);
    return left == set ? below : ref_not_below(sign * own + ref_not_below(below));
}

/* The least that a unit can have; *closed: it can have nothing else. */
static cpf__i128 ref_least(const ref_tree *tree, int32_t unit, int set, int sign, int *closed)
{
    int left = set, child_closed;
    cpf__i128 sum = 0;

    *closed = ref_fixed(tree, unit, set, &sum);
    if (*closed)
        return sign * sum;
    (void)ref_own(tree, unit, &left);
    if (left != set)
        return ref_pinned(tree, unit, set, sign);
    *closed = tree->first[unit] != 0;
    for (int32_t child = tree->first[unit]; child; child = tree->next[child]) {
        sum += ref_least(tree, child, set, sign, &child_closed);
        *closed &= child_closed;
    }
    return *closed ? sum : ref_not_below(sum);
}

/* Whole steps by weights, none less than its least: those that get too little are set to it, over and over. */
static int ref_share_over(cpf__i128 amount, int64_t step, const int64_t *weights, const cpf__i128 *least, int64_t n,
                          cpf__i128 *parts)
{
    char *set = calloc((size_t)n + 1, 1);
    cpf__i128 rest = amount / step, sum, left;
    int again = 1, all_zero = 1;

    for (int64_t i = 0; i < n; i++) {
        all_zero &= weights[i] == 0;
        rest -= (least[i] + step - 1) / step;
    }
    if (rest < 0 || amount % step) {
        free(set);
        return 0;
    }
    for (rest = amount / step; again;) {
        again = 0;
        sum = 0;
        for (int64_t i = 0; i < n; i++)
            sum += set[i] ? 0 : all_zero ? 1 : weights[i];
        left = rest;
        for (int64_t i = 0; i < n; i++)
            if (!set[i] && (all_zero ? 1 : weights[i]) * left < (least[i] + step - 1) / step * sum) {
                set[i] = 1;
                parts[i] = (least[i] + step - 1) / step;
                rest -= parts[i];
                again = 1;
            }
    }
    left = rest;
    for (int64_t i = 0; i < n; i++)
        if (!set[i]) {
            parts[i] = sum ? (all_zero ? 1 : weights[i]) * rest / sum : 0;
            left -= parts[i];
        }
    for (; left > 0; left--) {
        int64_t best = -1;

        for (int64_t i = 0; i < n; i++)
            if (!set[i] &&
                (best < 0 || (all_zero ? 1 : weights[i]) * rest % sum > (all_zero ? 1 : weights[best]) * rest % sum))
                best = i;
        set[best] = 1;
        parts[best]++;
    }
    for (int64_t i = 0; i < n; i++)
        parts[i] *= step;
    free(set);
    return 1;
}

/* Shares of one block for the children that are not fixed. */
static void ref_divide_free(ref_tree *tree, cpf__i128 left, int sign, const int64_t *weights, const cpf__i128 *least,
                            int64_t n, cpf__i128 *parts)
{
    cpf__i128 whole = sign * left, beside = whole % tree->step;
    int held = 1;

    ref_share(tree, left, weights, n, parts);
    for (int64_t i = 0; i < n; i++)
        held &= sign * parts[i] >= least[i];
    if (held)
        return;
    if (ref_share_over(whole - beside, tree->step, weights, least, n, parts))
        parts[0] += beside;
    else if (!ref_share_over(whole, 1, weights, least, n, parts))
        tree->failed = 1;
    for (int64_t i = 0; i < n; i++)
        parts[i] *= sign;
}

/* Shares of one block for the children of a unit. */
static void ref_divide(ref_tree *tree, const ref_block *block, const int32_t *children, int32_t n, cpf__i128 *shares)
{
    int64_t *weights = calloc((size_t)n + 1, sizeof *weights), takers = 0;
    cpf__i128 *parts = calloc((size_t)n + 1, sizeof *parts), left = block->amount;
    cpf__i128 *least = calloc((size_t)n + 1, sizeof *least);
    int *fixed = calloc((size_t)n + 1, sizeof *fixed);

    for (int32_t i = 0; i < n; i++) {
        cpf__i128 own = ref_least(tree, children[i], block->set, block->sign, &fixed[i]);

        if (fixed[i]) {
            shares[i] = block->sign * own;
            left -= shares[i];
        } else {
            least[takers] = own;
            weights[takers++] = tree->weight[children[i]];
        }
    }
    if ((!takers && left) || (block->amount >= 0 ? left < 0 : left > 0))
        tree->failed = 1;
    if (takers && !tree->failed)
        ref_divide_free(tree, left, block->sign, weights, least, takers, parts);
    takers = 0;
    for (int32_t i = 0; i < n; i++)
        if (!fixed[i])
            shares[i] = parts[takers++];
    free(weights);
    free(parts);
    free(least);
    free(fixed);
}

static void ref_season(ref_tree *tree, int32_t unit, const ref_block *block)
{
    int64_t factors[REF_MONTHS];
    cpf__i128 parts[REF_MONTHS];
    int n = 0, k = 0;

    for (int m = 0; m < REF_MONTHS; m++)
        if (block->set >> m & 1)
            factors[n++] = tree->factors[unit * REF_MONTHS + m];
    ref_share(tree, block->amount, factors, n, parts);
    for (int m = 0; m < REF_MONTHS; m++)
        if (block->set >> m & 1)
            tree->month[unit][m] = parts[k++];
}

static void ref_unit(ref_tree *tree, int32_t unit, ref_blocks blocks)
{
    int32_t n = ref_children(tree, unit, NULL), *children = calloc((size_t)n + 1, sizeof *children);
    ref_blocks *below = calloc((size_t)n + 1, sizeof *below);
    cpf__i128 *shares = calloc((size_t)n + 1, sizeof *shares);

    (void)ref_children(tree, unit, children);
    ref_cut(tree, unit, &blocks);
    for (int b = 0; b < blocks.count && !tree->failed; b++) {
        const ref_block *block = &blocks.at[b];
        cpf__i128 sum = block->amount;

        if (!block->set && sum)
            tree->failed = 1;
        if (!block->set)
            continue;
        if (!n)
            ref_season(tree, unit, block);
        else
            ref_divide(tree, block, children, n, shares);
        for (int32_t i = 0; i < n; i++)
            below[i].at[below[i].count++] = (ref_block){block->set, block->sign, shares[i], shares[i]};
    }
    for (int32_t i = 0; i < n && !tree->failed; i++) {
        ref_unit(tree, children[i], below[i]);
        for (int m = 0; m < REF_MONTHS; m++)
            tree->month[unit][m] += tree->month[children[i]][m];
    }
    free(children);
    free(below);
    free(shares);
}

/* Months of all units for `amount` at the top in the year; 0: infeasible. */
static inline int ref_cascade(ref_tree *tree, int64_t amount)
{
    ref_blocks blocks = {1, {{REF_YEAR, amount < 0 ? -1 : 1, amount, amount}}};

    memset(tree->month, 0, (size_t)tree->count * sizeof *tree->month);
    tree->failed = 0;
    ref_link(tree);
    ref_unit(tree, 0, blocks);
    free(tree->first);
    free(tree->next);
    return !tree->failed;
}

#endif
