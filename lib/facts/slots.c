/* SPDX-License-Identifier: MIT */
#include "slots.h"

#include "context.h"
#include "mem.h"

static const struct cpf_period *window_at(const cpf__slots *slots, int32_t window)
{
    return &slots->calendar->periods[slots->calendar->window_begin + window];
}

static int32_t inside_slot(const cpf__slots *slots, int32_t window)
{
    return slots->leaf_count + 1 + 2 * window;
}

/* Binary insertion: windows are few, and mostly given in order. */
static void order_windows(cpf__slots *slots)
{
    for (int32_t i = 0; i < slots->window_count; i++) {
        int32_t at = i;

        for (; at > 0 && window_at(slots, slots->windows[at - 1])->from > window_at(slots, i)->from; at--)
            slots->windows[at] = slots->windows[at - 1];
        slots->windows[at] = i;
    }
    for (int32_t i = 0; i < slots->window_count; i++) {
        cpf_day to = window_at(slots, slots->windows[i])->to;

        slots->reach[i] = i && slots->reach[i - 1] > to ? slots->reach[i - 1] : to;
    }
}

cpf__slots *cpf__slots_new(const cpf_context *context, const cpf__calendar *calendar)
{
    cpf__slots *slots = cpf__alloc(context, 1, sizeof *slots);

    if (!slots)
        return NULL;
    slots->context = cpf__context_retain(context);
    slots->calendar = calendar;
    slots->end = INT32_MAX;
    slots->leaf_count = calendar->leaf_end - calendar->leaf_begin;
    slots->window_count = calendar->count - calendar->window_begin;
    slots->count = slots->leaf_count + 1 + 2 * slots->window_count;
    slots->windows = cpf__alloc(context, slots->window_count, sizeof *slots->windows);
    slots->reach = cpf__alloc(context, slots->window_count, sizeof *slots->reach);
    if (!slots->windows || !slots->reach) {
        cpf__slots_free(slots);
        return NULL;
    }
    order_windows(slots);
    return slots;
}

void cpf__slots_free(cpf__slots *slots)
{
    cpf_context *context;

    if (!slots)
        return;
    context = slots->context;
    cpf__free(context, slots->windows);
    cpf__free(context, slots->reach);
    cpf__free(context, slots);
    cpf_context_free(context);
}

/* Number of windows, in their order, that have begun on the day. */
static int32_t begun_windows(const cpf__slots *slots, cpf_day day)
{
    int32_t low = 0, high = slots->window_count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (window_at(slots, slots->windows[middle])->from <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int32_t window_slots(const cpf__slots *slots, cpf_day day, int earlier, int32_t *list)
{
    int32_t begun = begun_windows(slots, day), n = 0;

    for (int32_t i = begun - 1; i >= 0 && slots->reach[i] > day; i--)
        if (window_at(slots, slots->windows[i])->to > day)
            list[n++] = inside_slot(slots, slots->windows[i]);
    for (int32_t i = begun; earlier && i < slots->window_count; i++)
        list[n++] = inside_slot(slots, slots->windows[i]) + 1;
    return n;
}

int32_t cpf__slots_of(const cpf__slots *slots, cpf_day day, int earlier, int32_t *list)
{
    int32_t leaf = cpf__calendar_leaf_of(slots->calendar, day), n = 0;

    if (day >= slots->end)
        return 0;
    if (leaf != CPF_NONE)
        list[n++] = leaf - slots->calendar->leaf_begin;
    else if (earlier && day < slots->calendar->from)
        list[n++] = slots->leaf_count;
    return slots->window_count ? n + window_slots(slots, day, earlier, list + n) : n;
}

cpf__span cpf__span_inside(const cpf__slots *slots, cpf_id period)
{
    const struct cpf_period *row = &slots->calendar->periods[period];
    int32_t window = period - slots->calendar->window_begin;

    if (window >= 0)
        return (cpf__span){0, 0, {inside_slot(slots, window), CPF_NONE}};
    return (cpf__span){row->leaf_begin - slots->calendar->leaf_begin,
                       row->leaf_end - slots->calendar->leaf_begin,
                       {CPF_NONE, CPF_NONE}};
}

cpf__span cpf__span_before(const cpf__slots *slots, cpf_id period)
{
    int32_t window = period - slots->calendar->window_begin;

    if (window >= 0)
        return (cpf__span){0, 0, {inside_slot(slots, window) + 1, CPF_NONE}};
    return (cpf__span){0, cpf__span_inside(slots, period).begin, {slots->leaf_count, CPF_NONE}};
}

cpf__span cpf__span_until(const cpf__slots *slots, cpf_id period)
{
    cpf__span inside = cpf__span_inside(slots, period), before = cpf__span_before(slots, period);

    if (period >= slots->calendar->window_begin)
        return (cpf__span){0, 0, {before.other[0], inside.other[0]}};
    return (cpf__span){0, inside.end, {slots->leaf_count, CPF_NONE}};
}
