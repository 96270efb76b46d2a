/* SPDX-License-Identifier: MIT */
/* Classes by place, as a forced distribution wants them: lines between the places of a group, and equals across them.
 */
#include "rank_group.h"

void cpf__rank_lines_open(const cpf__rank_task *task, int32_t group, int32_t n, cpf__rank_lines *lines)
{
    const int64_t *places = task->places + (int64_t)group * task->classes;
    int64_t line = 0;

    lines->count = places[0] < 0 ? -1 : task->classes - 1;
    for (int32_t i = 0; i < lines->count; i++) {
        line += places[i];
        lines->asked[i] = lines->settled[i] = line < n ? (int32_t)line : n;
    }
}

int cpf__rank_line_settle(const cpf__rank_task *task, cpf__rank_lines *lines, int32_t line, int32_t first, int32_t last)
{
    if (lines->asked[line] <= first || lines->asked[line] >= last)
        return 0;
    if (task->ties != CPF__TIES_BY_KEY)
        lines->settled[line] = task->ties == CPF__TIES_ABOVE ? last : first;
    return task->ties == CPF__TIES_BY_KEY;
}

/* A place is in the class that as many lines are above as the class has better ones. */
void cpf__rank_classes(const cpf__rank_lines *lines, int32_t n, const int32_t *restrict places,
                       int8_t *restrict classes)
{
    for (int32_t i = 0; i < n; i++)
        classes[i] = lines->count < 0 ? -1 : 0;
    for (int32_t line = 0; line < lines->count; line++) {
        int32_t end = lines->settled[line];

        for (int32_t i = 0; i < n; i++)
            classes[i] = (int8_t)(classes[i] + (places[i] >= end));
    }
}

void cpf__rank_split(const cpf__rank_task *task, const cpf__rank_lines *lines, int32_t first, int32_t *members,
                     int32_t n)
{
    cpf__rank_by_key(task->key, members, n);
    for (int32_t i = 0; i < n; i++) {
        int32_t place = first + i;

        cpf__rank_classes(lines, 1, &place, &task->group_class[members[i]]);
    }
}
