/* SPDX-License-Identifier: MIT */
/* Ranks by merging, which keeps the order of equal values. */
#include "rank_group.h"

#include <string.h>

enum { RUN = 16 }; /* members sorted by insertion before merging begins */

static void sort_run(cpf__rank_item *items, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        cpf__rank_item item = items[i];
        int32_t at = i;

        for (; at > 0 && items[at - 1].value < item.value; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static void merge_runs(const cpf__rank_item *from, int64_t middle, int64_t count, cpf__rank_item *to)
{
    int64_t left = 0, right = middle;

    for (int64_t i = 0; i < count; i++) {
        int take_left = left < middle && (right >= count || from[left].value >= from[right].value);

        to[i] = from[take_left ? left : right];
        left += take_left;
        right += !take_left;
    }
}

/* Sorts `items`, largest first, with `other` for room; which of the two holds the result. */
static cpf__rank_item *sort_items(cpf__rank_item *items, cpf__rank_item *other, int32_t count)
{
    for (int32_t i = 0; i < count; i += RUN)
        sort_run(items + i, count - i < RUN ? count - i : RUN);
    for (int64_t width = RUN; width < count; width *= 2) {
        cpf__rank_item *sorted = other;

        for (int64_t i = 0; i < count; i += 2 * width) {
            int64_t both = count - i < 2 * width ? count - i : 2 * width;

            merge_runs(items + i, both < width ? both : width, both, other + i);
        }
        other = items;
        items = sorted;
    }
    return items;
}

static int32_t count_equal(const cpf__rank_item *items, int32_t count)
{
    int32_t equal = 1;

    while (equal < count && items[equal].value == items[0].value)
        equal++;
    return equal;
}

/* Results of equals, from the place `standing.above` on. `percentile`: theirs. */
static void put_equals(const cpf__rank_members *at, const cpf__rank_item *items, cpf__standing standing,
                       int32_t percentile)
{
    const cpf__rank_task *task = at->task;

    for (int32_t i = 0; i < standing.equal; i++) {
        int32_t member = items[i].index;

        at->members[standing.above + i] = member;
        if (task->rank)
            task->rank[member] = cpf__rank_at(&cpf__rank_forms[task->method], standing);
        if (task->percentile)
            task->percentile[member] = percentile;
        if (task->group_class)
            cpf__rank_classes(&at->lines, 1, &standing.above, &task->group_class[member]);
    }
}

/* Lines that fall among equals; non-zero: they are split. */
static int settle_lines(cpf__rank_members *at, cpf__standing standing)
{
    int split = 0;

    for (int32_t line = 0; line < at->lines.count; line++)
        split |= cpf__rank_line_settle(at->task, &at->lines, line, standing.above, standing.above + standing.equal);
    return split;
}

cpf_status cpf__rank_by_sorting(cpf__rank_members *at, cpf__rank_scratch *scratch)
{
    const cpf__rank_task *task = at->task;
    cpf__rank_item *items = cpf__rank_hold(scratch->context, scratch->items, &scratch->item_capacity,
                                           2 * (int64_t)at->count, sizeof *items);
    cpf__percentile_scale scale = cpf__percentile_scale_of(task->kind, at->count);
    cpf__standing standing = {0, 0, 0, at->count};

    if (!items)
        return CPF_E_MEMORY;
    scratch->items = items;
    for (int32_t i = 0; i < at->count; i++)
        items[i] = (cpf__rank_item){task->values[at->members[i]], at->members[i]};
    items = sort_items(items, items + at->count, at->count);
    for (; standing.above < at->count; standing.above += standing.equal, standing.dense++) {
        int32_t percentile, split;

        standing.equal = count_equal(items + standing.above, at->count - standing.above);
        cpf__percentiles(&scale, 1, &standing.above, &standing.equal, &percentile);
        split = settle_lines(at, standing);
        put_equals(at, items + standing.above, standing, percentile);
        if (task->order)
            memcpy(task->order + task->place[at->group] + standing.above, at->members + standing.above,
                   (size_t)standing.equal * sizeof *task->order);
        if (split)
            cpf__rank_split(task, &at->lines, standing.above, at->members + standing.above, standing.equal);
    }
    return CPF_OK;
}
