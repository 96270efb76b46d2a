/* SPDX-License-Identifier: MIT */
#include "fill_rows.h"

#include <string.h>

#include "cpu.h"
#include "season_run.h"
#include "stream.h"

enum { LINE = 8, TILE_VALUES = 1 << 14, ROWS_LEAST = 64, ROWS_MOST = 1024 };

cpf_status cpf__tile_open(cpf__tile *tile, const cpf__filling *at)
{
    const cpf_context *context = at->flow->model->context;
    int64_t columns = (int64_t)at->leaf_count + at->sum_count, rows = TILE_VALUES / columns / LINE * LINE;
    int64_t *next;

    tile->rows = rows < ROWS_LEAST ? ROWS_LEAST : rows > ROWS_MOST ? ROWS_MOST : rows;
    tile->memory = cpf__alloc_column(context, columns * tile->rows, sizeof *tile->memory);
    tile->leaves = cpf__alloc(context, at->leaf_count, sizeof *tile->leaves);
    tile->by_period = cpf__alloc(context, at->flow->model->calendar->count, sizeof *tile->by_period);
    tile->scratch = cpf__alloc(context, 3 * (int64_t)at->leaf_count, sizeof *tile->scratch);
    if (!tile->memory || !tile->leaves || !tile->by_period || !tile->scratch)
        return CPF_E_MEMORY;
    next = tile->memory;
    for (int32_t i = 0; i < at->leaf_count; i++, next += tile->rows)
        tile->leaves[i] = tile->by_period[at->leaves[i]] = next;
    for (int32_t i = 0; i < at->sum_count; i++, next += tile->rows)
        tile->by_period[at->sums[i]] = next;
    return CPF_OK;
}

void cpf__tile_close(cpf__tile *tile, const cpf__filling *at)
{
    const cpf_context *context = at->flow->model->context;

    cpf__free(context, tile->memory);
    cpf__free(context, tile->leaves);
    cpf__free(context, tile->by_period);
    cpf__free(context, tile->scratch);
}

/* Units from `first` on, not beyond `end`, that are divided by the same factors. */
static cpf_id run_end(const cpf__filling *at, const cpf__tile *tile, cpf_id first, cpf_id end, const int64_t *factors)
{
    const int32_t *texts = at->seasons.texts;
    cpf_id last = first + 1;

    if (at->seasons.by_base)
        return last;
    if (!texts)
        return end;
    while (last < end && (texts[last] == texts[last - 1] ||
                          cpf__season_of(&at->seasons, last, tile->scratch + 2 * at->leaf_count) == factors))
        last++;
    return last;
}

/* Finest periods of the units first .. first + n - 1 into the tile. */
static cpf_status divide_rows(const cpf__filling *at, const cpf__tile *tile, const int64_t *amounts, cpf_id first,
                              int64_t n)
{
    cpf_id end = (cpf_id)(first + n), last;
    cpf_status status = CPF_OK;

    for (cpf_id unit = first; unit < end && status == CPF_OK; unit = last) {
        const int64_t *factors = cpf__season_of(&at->seasons, unit, tile->scratch + 2 * at->leaf_count);

        last = run_end(at, tile, unit, end, factors);
        status = cpf__season_run(at->flow->model->context, &at->rule, amounts + (unit - first), last - unit, factors,
                                 at->leaf_count, tile->leaves, unit - first, tile->scratch);
    }
    return status;
}

/* Longer periods in the tile from their parts. */
static cpf_status sum_rows(const cpf__filling *at, const cpf__tile *tile, int32_t level, int64_t n)
{
    const struct cpf_period *periods = at->flow->model->calendar->periods;
    int64_t over = 0;

    for (int32_t i = 0; i < at->sum_count; i++) {
        const struct cpf_period *period = &periods[at->sums[i]];
        int64_t *sums = tile->by_period[at->sums[i]];

        memcpy(sums, tile->by_period[period->child_begin], (size_t)n * sizeof *sums);
        for (cpf_id part = period->child_begin + 1; part < period->child_end; part++)
            over |= cpf__add_part(level, sums, tile->by_period[part], n);
    }
    return over < 0 ? CPF_E_RANGE : CPF_OK;
}

/* Adds the rows to their parents, of which the first is *parent; *parent = the one that may have more children. Nothing
 * is pinned: the parts have the sign of the block's amount and cannot exceed it. */
static void add_to_parents(const cpf__filling *at, const cpf__tile *tile, int32_t level, cpf_id first, int64_t n,
                           cpf_id *parent)
{
    const cpf__tree *tree = at->flow->model->tree;
    cpf_id end = (cpf_id)(first + n), from = first;

    while (from < end) {
        cpf_id begin = tree->child_begin[*parent], last = tree->child_end[*parent];
        cpf_id to = last < end ? last : end;

        for (int32_t m = 0; m < at->leaf_count && from < to; m++) {
            int64_t sum = cpf__sum_values(level, tile->leaves[m] + (from - first), to - from);

            at->columns[m][*parent] = from == begin ? sum : at->columns[m][*parent] + sum;
        }
        from = to > from ? to : from;
        if (last > end)
            return;
        ++*parent;
    }
}

static void put_rows(const cpf__filling *at, const cpf__tile *tile, cpf_id first, int64_t n)
{
    for (int32_t i = 0; i < at->leaf_count + at->sum_count; i++) {
        cpf_id period = i < at->leaf_count ? at->leaves[i] : at->sums[i - at->leaf_count];
        int64_t *to = at->by_period[period] + first;

        if (at->stream)
            cpf__stream_copy(to, tile->by_period[period], (int32_t)n);
        else
            memcpy(to, tile->by_period[period], (size_t)n * sizeof *to);
    }
}

cpf_status cpf__fill_rows(const cpf__filling *at, cpf__tile *tile, int32_t depth, cpf_id begin, cpf_id end,
                          cpf_id parent)
{
    const int64_t *amounts = at->store->values + cpf__store_place(at->store, depth, begin);
    int32_t level = cpf__cpu_level();
    cpf_status status = CPF_OK;

    for (cpf_id first = begin, last; first < end && status == CPF_OK; first = last) {
        int64_t rows = tile->rows - (first == begin ? begin % LINE : 0); /* later ones begin at whole lines */

        last = end - first < rows ? end : (cpf_id)(first + rows);
        status = divide_rows(at, tile, amounts + (first - begin), first, last - first);
        if (status == CPF_OK)
            status = sum_rows(at, tile, level, last - first);
        if (status == CPF_OK && parent != CPF_NONE)
            add_to_parents(at, tile, level, first, last - first, &parent);
        if (status == CPF_OK)
            put_rows(at, tile, first, last - first);
    }
    return status;
}
