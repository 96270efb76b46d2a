/* SPDX-License-Identifier: MIT */
#include "group_agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "agreement.h"
#include "mem.h"

enum {
    MOST_CELLS = 4000000,  /* raters times ratees */
    ALPHA_RATINGS = 20000, /* whose differences are compared each with each */
    ALPHA_PAIRS = 200000000,
    MOST_CLASSES = 100, /* different ratings of two raters */
    TWO = 2
};
static const double OUTSIDE = 0.05; /* of limits that are not told */

/* A group at work. */
typedef struct agreeing {
    const cpf_context *context;
    const cpf__given *items;
    int64_t count, raters, ratees, complete;
    cpf_id *units;   /* of the ratees, rising */
    double *ratings; /* [rater * ratees + ratee], NaN: not rated */
    double *whole;   /* [ratee * raters + rater] of those whom all rated */
    double *scratch;
} agreeing;

static int compare_units(const void *left, const void *right)
{
    cpf_id a = *(const cpf_id *)left, b = *(const cpf_id *)right;

    return (a > b) - (a < b);
}

static void list_ratees(agreeing *at)
{
    for (int64_t i = 0; i < at->count; i++)
        at->units[i] = at->items[i].unit;
    qsort(at->units, (size_t)at->count, sizeof *at->units, compare_units);
    for (int64_t i = 0; i < at->count; i++)
        if (!i || at->units[i] != at->units[at->ratees - 1])
            at->units[at->ratees++] = at->units[i];
    for (int64_t i = 0; i < at->count; i++)
        at->raters += !i || strcmp(at->items[i].rater, at->items[i - 1].rater) != 0;
}

static void fill_ratings(agreeing *at)
{
    int64_t rater = -1;

    for (int64_t i = 0; i < at->raters * at->ratees; i++)
        at->ratings[i] = NAN;
    for (int64_t i = 0; i < at->count; i++) {
        const cpf_id *place = bsearch(&at->items[i].unit, at->units, (size_t)at->ratees, sizeof *place, compare_units);

        rater += !i || strcmp(at->items[i].rater, at->items[i - 1].rater) != 0;
        at->ratings[rater * at->ratees + (place - at->units)] = at->items[i].value;
    }
    for (int64_t u = 0; u < at->ratees; u++) {
        int all = 1;

        for (int64_t r = 0; r < at->raters; r++) {
            at->whole[at->complete * at->raters + r] = at->ratings[r * at->ratees + u];
            all &= !isnan(at->ratings[r * at->ratees + u]);
        }
        at->complete += all;
    }
}

/* The different ratings, rising; their number, at most MOST_CLASSES, or 0. */
static int64_t list_classes(const agreeing *at, double *classes)
{
    int64_t count = 0;

    for (int64_t i = 0; i < at->complete * at->raters; i++) {
        int64_t place = 0;

        while (place < count && classes[place] < at->whole[i])
            place++;
        if (place < count && classes[place] == at->whole[i])
            continue;
        if (count == MOST_CLASSES)
            return 0;
        memmove(classes + place + 1, classes + place, (size_t)(count - place) * sizeof *classes);
        classes[place] = at->whole[i];
        count++;
    }
    return count;
}

/* Two raters, with quadratic weights over the places of their ratings. */
static double kappa_of(const agreeing *at)
{
    double classes[MOST_CLASSES + 1], *table = at->scratch;
    int64_t k = list_classes(at, classes);

    if (k < 2)
        return NAN;
    memset(table, 0, (size_t)(k * k) * sizeof *table);
    for (int64_t u = 0; u < at->complete; u++) {
        int64_t a = 0, b = 0;

        while (classes[a] < at->whole[u * TWO])
            a++;
        while (classes[b] < at->whole[u * TWO + 1])
            b++;
        table[a * k + b]++;
    }
    return cpf__kappa_of(table, k, CPF__KAPPA_QUADRATIC, table + k * k).kappa;
}

/* Figures that need two ratees whom all rated. */
static cpf_status take_whole(const agreeing *at, cpf__group_agreement *agreement)
{
    int64_t *order = cpf__alloc(at->context, at->complete, sizeof *order);
    cpf__icc icc;

    if (!order)
        return CPF_E_MEMORY;
    cpf__icc_of(at->whole, at->complete, at->raters, OUTSIDE, &icc);
    agreement->icc = icc.value[CPF__ICC_2_1];
    agreement->icc_mean = icc.value[CPF__ICC_2_K];
    agreement->w = cpf__concordance_of(at->whole, at->complete, at->raters, 1, at->scratch, order).w;
    if (at->raters == TWO)
        agreement->kappa = kappa_of(at);
    cpf__free(at->context, order);
    return CPF_OK;
}

static cpf_status take_figures(agreeing *at, cpf__group_agreement *agreement)
{
    int64_t cells = at->raters * at->ratees, room = 3 * cells, classes = MOST_CLASSES * (MOST_CLASSES + 4);
    double pairs = (double)at->raters * (double)at->raters * (double)at->ratees;

    at->ratings = cpf__alloc(at->context, cells, sizeof *at->ratings);
    at->whole = cpf__alloc(at->context, cells + at->raters, sizeof *at->whole);
    at->scratch = cpf__alloc(at->context, room > classes ? room : classes, sizeof *at->scratch);
    if (!at->ratings || !at->whole || !at->scratch)
        return CPF_E_MEMORY;
    fill_ratings(at);
    agreement->complete = at->complete;
    if (at->count <= ALPHA_RATINGS && pairs <= ALPHA_PAIRS)
        agreement->alpha = cpf__alpha_of(at->ratings, at->raters, at->ratees, CPF__ALPHA_INTERVAL, at->scratch).alpha;
    return at->complete >= TWO ? take_whole(at, agreement) : CPF_OK;
}

cpf_status cpf__agreement_of_group(const cpf_context *context, const cpf__given *items, int64_t count,
                                   cpf__group_agreement *agreement)
{
    agreeing at = {.context = context, .items = items, .count = count};
    cpf_status status = CPF_OK;

    at.units = cpf__alloc(context, count, sizeof *at.units);
    if (!at.units)
        return CPF_E_MEMORY;
    list_ratees(&at);
    *agreement = (cpf__group_agreement){at.raters, at.ratees, -1, NAN, NAN, NAN, NAN, NAN};
    if (at.raters >= TWO && at.ratees >= TWO && at.ratees <= MOST_CELLS / at.raters)
        status = take_figures(&at, agreement);
    cpf__free(context, at.units);
    cpf__free(context, at.ratings);
    cpf__free(context, at.whole);
    cpf__free(context, at.scratch);
    return status;
}
