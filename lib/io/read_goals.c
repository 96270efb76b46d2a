/* SPDX-License-Identifier: MIT */
/* Goals that are written into the plan itself. */
#include "read_parts.h"

typedef struct goal_given {
    const char *unit, *indicator, *period, *target, *floor, *stretch;
    cpf__goal_manner manner;
} goal_given;

#define AT(member) offsetof(goal_given, member)
static const cpf__member goal_members[] = {
    {"unit", CPF__FORM_SCALAR, 1, AT(unit), NULL, 0, 0},
    {"indicator", CPF__FORM_TEXT, 1, AT(indicator), NULL, 0, 0},
    {"period", CPF__FORM_SCALAR, 1, AT(period), NULL, 0, 0},
    {"target", CPF__FORM_VALUE, 0, AT(target), NULL, 0, 0},
    {"floor", CPF__FORM_VALUE, 0, AT(floor), NULL, 0, 0},
    {"stretch", CPF__FORM_VALUE, 0, AT(stretch), NULL, 0, 0},
    {"split", CPF__FORM_OBJECT, 0, AT(manner.split), NULL, 0, 0},
    {"season", CPF__FORM_OBJECT, 0, AT(manner.season), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__goal_shape = CPF__SHAPE("goal", goal_members);

static void read_inline_goal(cpf__reader *reader, int32_t node)
{
    goal_given given = {.manner = {CPF_NONE, CPF_NONE}};
    cpf_goal *goal;

    if (!cpf__read_object(reader, node, &cpf__goal_shape, &given))
        return;
    goal = cpf_plan_add_goal(reader->plan, given.unit, given.indicator, given.period);
    cpf_goal_set_target(goal, given.target);
    cpf_goal_set_range(goal, given.floor, given.stretch);
    cpf__read_goal_manner(reader, &given.manner, goal);
}

void cpf__read_goal(cpf__reader *reader, int32_t node)
{
    cpf__reader_at(reader, node);
    if (cpf__json_member(reader->json, node, "file") != CPF_NONE)
        cpf__read_goal_file(reader, node);
    else
        read_inline_goal(reader, node);
}
