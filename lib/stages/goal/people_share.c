/* SPDX-License-Identifier: MIT */
#include "people_share.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

static int compare_members(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

    return (a > b) - (a < b);
}

cpf_status cpf__team_open(const cpf_model *model, const cpf__person_spans *spans, cpf_id unit, cpf__team *team)
{
    int64_t begin, end;
    int32_t count = 0;

    cpf__person_spans_of(spans, unit, &begin, &end);
    *team = (cpf__team){unit, spans->items + begin, end - begin, NULL, 0};
    team->persons = cpf__alloc(model->context, team->span_count, sizeof *team->persons);
    if (!team->persons)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < team->span_count; i++)
        team->persons[i] = team->spans[i].person;
    qsort(team->persons, (size_t)team->span_count, sizeof *team->persons, compare_members);
    for (int64_t i = 0; i < team->span_count; i++)
        if (!i || team->persons[i] != team->persons[count - 1])
            team->persons[count++] = team->persons[i];
    team->members = count + 1;
    return CPF_OK;
}

void cpf__team_close(const cpf_context *context, cpf__team *team)
{
    cpf__free(context, team->persons);
    team->persons = NULL;
}

static int32_t member_of(const cpf__team *team, int32_t person)
{
    int32_t low = 0, high = team->members - 1;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (team->persons[middle] < person)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int64_t count_days(const cpf_model *model, int working, cpf_day from, cpf_day to)
{
    if (from >= to)
        return 0;
    return working ? cpf__calendar_working_days(model->calendar, from, to) : (int64_t)to - from;
}

void cpf__team_share(const cpf_model *model, const cpf__team *team, cpf_id period, int working, int ramped,
                     cpf__team_parts *parts)
{
    const struct cpf_period *it = &model->calendar->periods[period];
    int32_t vacant = team->members - 1;
    cpf_day covered = it->from; /* somebody, or nobody, was seen to be there before this day */

    working = working && cpf__calendar_working_days(model->calendar, it->from, it->to) > 0;
    parts->days = count_days(model, working, it->from, it->to);
    memset(parts->part, 0, (size_t)team->members * sizeof *parts->part);
    memset(parts->present, 0, (size_t)team->members * sizeof *parts->present);
    memset(parts->ramp, 0, (size_t)team->members * sizeof *parts->ramp);
    parts->part[vacant] = parts->days * CPF__PEOPLE_WHOLE * CPF__PEOPLE_WHOLE;
    for (int64_t i = 0; i < team->span_count; i++) { /* by their first days */
        const cpf__person_span *span = &team->spans[i];
        cpf_day from = span->from > it->from ? span->from : it->from, to = span->to < it->to ? span->to : it->to;
        int64_t days = count_days(model, working, from, to), part;
        int32_t member = member_of(team, span->person);

        if (from >= to)
            continue;
        part = days * span->percent * (ramped ? span->ramp : CPF__PEOPLE_WHOLE);
        parts->part[member] += part;
        parts->part[vacant] -= part;
        parts->present[member] += days;
        parts->ramp[member] += days * span->ramp;
        parts->present[vacant] += count_days(model, working, covered, from);
        covered = to > covered ? to : covered;
    }
    parts->present[vacant] += count_days(model, working, covered, it->to);
    if (parts->part[vacant] < 0) /* without their ramps people may carry more than there is: then they share it all */
        parts->part[vacant] = 0;
}
