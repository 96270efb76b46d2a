/* SPDX-License-Identifier: MIT */
/* Tables by day, and working days. */
#include "calendar_parts.h"
#include "day.h"
#include "mem.h"

#include <string.h>

static int works_on(const cpf__calendar *calendar, cpf_day day)
{
    return calendar->working_week >> cpf__day_of_week(day) & 1;
}

/* Heap sort: no memory, no worst case. */
static void sift(cpf_day *days, int64_t at, int64_t count)
{
    for (int64_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        cpf_day swap = days[at];

        if (child + 1 < count && days[child + 1] > days[child])
            child++;
        if (days[child] <= swap)
            return;
        days[at] = days[child];
        days[child] = swap;
        at = child;
    }
}

static void sort_days(cpf_day *days, int64_t count)
{
    for (int64_t i = count / 2 - 1; i >= 0; i--)
        sift(days, i, count);
    for (int64_t end = count - 1; end > 0; end--) {
        cpf_day largest = days[0];

        days[0] = days[end];
        days[end] = largest;
        sift(days, 0, end);
    }
}

static cpf_status set_holidays(const cpf__calendar_spec *spec, cpf__calendar *calendar)
{
    int64_t count = spec->holiday_count, kept = 0;
    cpf_day *days = cpf__alloc(calendar->context, count, sizeof *days);

    if (!days)
        return CPF_E_MEMORY;
    if (count > 0)
        memcpy(days, spec->holidays, (size_t)count * sizeof *days);
    sort_days(days, count);
    for (int64_t i = 0; i < count; i++) {
        if (i == 0 || days[i] != days[i - 1])
            days[kept++] = days[i];
    }
    calendar->holidays = days;
    calendar->holiday_count = kept;
    return CPF_OK;
}

/* Index of the first holiday on or after the day. */
static int64_t holidays_before(const cpf__calendar *calendar, cpf_day day)
{
    int64_t low = 0, high = calendar->holiday_count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (calendar->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

cpf_status cpf__calendar_days(const cpf__calendar_spec *spec, cpf__calendar *calendar)
{
    int32_t days = calendar->to - calendar->from, leaf = calendar->leaf_begin;
    int64_t holiday;

    if (set_holidays(spec, calendar) != CPF_OK)
        return CPF_E_MEMORY;
    calendar->leaf_of_day = cpf__alloc(calendar->context, days, sizeof *calendar->leaf_of_day);
    calendar->working_before = cpf__alloc(calendar->context, (int64_t)days + 1, sizeof *calendar->working_before);
    if (!calendar->leaf_of_day || !calendar->working_before)
        return CPF_E_MEMORY;
    holiday = holidays_before(calendar, calendar->from);
    for (int32_t i = 0; i < days; i++) {
        cpf_day day = calendar->from + i;
        int free_day = holiday < calendar->holiday_count && calendar->holidays[holiday] == day;

        holiday += free_day;
        leaf += calendar->periods[leaf].to == day;
        calendar->leaf_of_day[i] = leaf;
        calendar->working_before[i + 1] = calendar->working_before[i] + (works_on(calendar, day) && !free_day);
    }
    return CPF_OK;
}

int32_t cpf__calendar_leaf_of(const cpf__calendar *calendar, cpf_day day)
{
    return day >= calendar->from && day < calendar->to ? calendar->leaf_of_day[day - calendar->from] : CPF_NONE;
}

/* Full weeks, the days left over, less the holidays that would have been worked. */
static int32_t count_working_days(const cpf__calendar *calendar, cpf_day from, cpf_day to)
{
    int32_t a_week = 0, weeks = (to - from) / 7, count;

    for (int32_t day = 0; day < 7; day++)
        a_week += calendar->working_week >> day & 1;
    count = weeks * a_week;
    for (cpf_day day = from + 7 * weeks; day < to; day++)
        count += works_on(calendar, day);
    for (int64_t i = holidays_before(calendar, from); i < calendar->holiday_count && calendar->holidays[i] < to; i++)
        count -= works_on(calendar, calendar->holidays[i]);
    return count;
}

int32_t cpf__calendar_working_days(const cpf__calendar *calendar, cpf_day from, cpf_day to)
{
    if (from >= to)
        return 0;
    if (from >= calendar->from && to <= calendar->to)
        return calendar->working_before[to - calendar->from] - calendar->working_before[from - calendar->from];
    return count_working_days(calendar, from, to);
}
