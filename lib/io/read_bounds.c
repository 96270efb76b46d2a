/* SPDX-License-Identifier: MIT */
/* Floors and caps of the shares of a goal. */
#include "read_parts.h"

typedef struct bounds_given {
    int32_t floor, cap;
} bounds_given;

static const cpf__member bounds_members[] = {
    {"floor", CPF__FORM_ANY, 0, offsetof(bounds_given, floor), NULL, 0, 0},
    {"cap", CPF__FORM_ANY, 0, offsetof(bounds_given, cap), NULL, 0, 0},
};
const cpf__shape cpf__bounds_shape = CPF__SHAPE("bounds", bounds_members);

typedef struct bound_given {
    const char *attribute, *growth, *of, *in;
} bound_given;

static const cpf__member bound_members[] = {
    {"attribute", CPF__FORM_TEXT, 0, offsetof(bound_given, attribute), NULL, 0, 0},
    {"growth", CPF__FORM_VALUE, 0, offsetof(bound_given, growth), NULL, 0, 0},
    {"of", CPF__FORM_TEXT, 0, offsetof(bound_given, of), NULL, 0, 0},
    {"in", CPF__FORM_TEXT, 0, offsetof(bound_given, in), NULL, 0, 0},
};
const cpf__shape cpf__bound_shape = CPF__SHAPE("bound", bound_members);

static void read_bound(cpf__reader *reader, int32_t node, const char *which, cpf_goal *goal)
{
    bound_given given = {0};
    const char *amount;

    if (node == CPF_NONE)
        return;
    if (reader->json->items[node].kind != CPF__JSON_OBJECT) {
        amount = cpf__read_scalar(reader, node, which);
        if (amount)
            cpf_goal_set_bound(goal, which, "amount", amount, NULL, NULL);
        return;
    }
    if (!cpf__read_object(reader, node, &cpf__bound_shape, &given))
        return;
    if (!given.attribute == !given.growth)
        cpf__tell(reader, node, CPF__PLAN_ONE_OF, "attribute", "growth");
    else if (given.attribute)
        cpf_goal_set_bound(goal, which, "attribute", given.attribute, NULL, NULL);
    else
        cpf_goal_set_bound(goal, which, "growth", given.growth, given.of, given.in);
}

void cpf__read_bounds(cpf__reader *reader, int32_t node, cpf_goal *goal)
{
    bounds_given given = {CPF_NONE, CPF_NONE};

    if (!cpf__read_object(reader, node, &cpf__bounds_shape, &given))
        return;
    read_bound(reader, given.floor, "floor", goal);
    read_bound(reader, given.cap, "cap", goal);
}
