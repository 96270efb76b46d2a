/* SPDX-License-Identifier: MIT */
/* The tree of periods in breadth-first order: grain after grain, each in order of time. */
#include "calendar_parts.h"

/* Periods of a grain in one year, weeks apart. */
static const int32_t per_year[CPF__WEEK] = {1, 2, 4, 12};

static int32_t grain_count(const cpf__calendar_spec *spec, int32_t grain)
{
    int32_t years = spec->last_year - spec->first_year + 1;

    if (grain == CPF__WEEK)
        return (cpf__year_start(spec, spec->last_year + 1) - cpf__year_start(spec, spec->first_year)) / 7;
    return years * per_year[grain];
}

/* The grain of the parents. */
static int32_t grain_above(const cpf__calendar_spec *spec, int32_t grain)
{
    do
        grain--;
    while (grain > CPF__YEAR && !cpf__calendar_has(spec, grain));
    return grain;
}

int32_t cpf__calendar_tree_count(const cpf__calendar_spec *spec)
{
    int32_t count = 0;

    for (int32_t grain = CPF__YEAR; grain <= (int32_t)spec->grain; grain++)
        count += cpf__calendar_has(spec, grain) ? grain_count(spec, grain) : 0;
    return count;
}

/* Rows of a grain with a fixed number a year; `begin` is the first one's id. */
static void add_grain(const cpf__calendar_spec *spec, struct cpf_period *periods, int32_t grain, int32_t begin)
{
    int32_t each = per_year[grain], months = CPF__MONTHS / each, count = grain_count(spec, grain);
    int32_t above = grain > CPF__YEAR ? each / per_year[grain_above(spec, grain)] : 1, parents = begin - count / above;

    for (int32_t i = 0; i < count; i++) {
        int32_t year = spec->first_year + i / each, month = i % each * months;
        struct cpf_period *period = &periods[begin + i];

        period->id = begin + i;
        period->grain = grain;
        period->parent = grain > CPF__YEAR ? parents + i / above : CPF_NONE;
        period->from = cpf__month_start(spec, year, month);
        period->to = cpf__month_start(spec, year, month + months);
        period->previous = i > 0 ? begin + i - 1 : CPF_NONE;
        period->year_before = i >= each ? begin + i - each : CPF_NONE;
    }
}

/* Weeks hang under months, or what is there in their place; the year before may lack a 53rd. */
static void add_weeks(const cpf__calendar_spec *spec, struct cpf_period *periods, int32_t begin)
{
    int32_t id = begin, above = begin - grain_count(spec, grain_above(spec, CPF__WEEK));

    for (int32_t year = spec->first_year; year <= spec->last_year; year++) {
        int32_t weeks = cpf__weeks_of_year(spec, year);
        int32_t before = year > spec->first_year ? cpf__weeks_of_year(spec, year - 1) : 0;

        for (int32_t week = 0; week < weeks; week++, id++) {
            struct cpf_period *period = &periods[id];

            period->id = id;
            period->grain = CPF__WEEK;
            period->from = cpf__year_start(spec, year) + 7 * week;
            period->to = period->from + 7;
            while (period->from >= periods[above].to)
                above++;
            period->parent = above;
            period->previous = id > begin ? id - 1 : CPF_NONE;
            period->year_before = week < before ? id - before : CPF_NONE;
        }
    }
}

/* Children and leaves, from the last row to the first: children are ready before their parents. */
static void link_rows(cpf__calendar *calendar)
{
    struct cpf_period *periods = calendar->periods;

    for (int32_t id = calendar->leaf_end - 1; id >= 0; id--) {
        struct cpf_period *period = &periods[id];
        struct cpf_period *parent = period->parent == CPF_NONE ? NULL : &periods[period->parent];

        if (id >= calendar->leaf_begin) {
            period->leaf_begin = id;
            period->leaf_end = id + 1;
        }
        if (!parent)
            continue;
        if (parent->child_end == 0) {
            parent->child_end = id + 1;
            parent->leaf_end = period->leaf_end;
        }
        parent->child_begin = id;
        parent->leaf_begin = period->leaf_begin;
    }
}

void cpf__calendar_tree(const cpf__calendar_spec *spec, cpf__calendar *calendar)
{
    int32_t begin = 0;

    for (int32_t grain = CPF__YEAR; grain <= (int32_t)spec->grain; grain++) {
        if (!cpf__calendar_has(spec, grain))
            continue;
        if (grain == CPF__WEEK)
            add_weeks(spec, calendar->periods, begin);
        else
            add_grain(spec, calendar->periods, grain, begin);
        calendar->leaf_begin = begin;
        begin += grain_count(spec, grain);
    }
    calendar->leaf_end = calendar->window_begin = begin;
    calendar->from = cpf__year_start(spec, spec->first_year);
    calendar->to = cpf__year_start(spec, spec->last_year + 1);
    link_rows(calendar);
}
