/* SPDX-License-Identifier: MIT */
#include "weave_rows.h"

/* Marks the children that get a share, of a joint the plain ones; 0: there are none. */
static int mark_takers(const cpf__weave *weave, cpf_id unit, int32_t depth, int plain, uint8_t *live)
{
    const cpf__tree *tree = weave->flow->model->tree;
    const cpf__reach *reach = &weave->flow->reaches[weave->top];
    int found = 0;

    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++) {
        int64_t place = cpf__reach_place(reach, depth + 1, child);

        if (!cpf__weave_takes(weave, child, depth + 1) || (plain && weave->joint_at[place] > 1))
            continue;
        live[place] = 1;
        found = 1;
    }
    return found;
}

static int is_there(const cpf__weave *weave, cpf_id unit)
{
    const cpf_model *model = weave->flow->model;
    const cpf__block *top = cpf__weave_block(weave, weave->top);
    const struct cpf_period *period = &model->calendar->periods[model->goals[top->split_goal].period];

    return !model->unit_from || cpf__model_present(model, unit, period->from, period->to);
}

/* Below the plain children of a joint. */
static void see_plain(const cpf__weave *weave, const cpf__joint *joint, uint8_t *live, cpf__row_seen seen, void *user)
{
    const cpf__reach *reach = &weave->flow->reaches[weave->top];

    (void)mark_takers(weave, joint->unit, joint->depth, 1, live);
    for (int32_t i = joint->depth + 1 - reach->top; i < reach->depths; i++)
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++) {
            int64_t place = cpf__reach_place(reach, reach->top + i, unit);

            if (!live[place])
                continue;
            live[place] = 0;
            if (!mark_takers(weave, unit, reach->top + i, 0, live) && is_there(weave, unit))
                seen(user, unit, place);
        }
}

void cpf__weave_rows(const cpf__weave *weave, const cpf__limit *limit, uint8_t *live, cpf__row_seen seen, void *user)
{
    const cpf__reach *reach = &weave->flow->reaches[weave->top];
    const cpf__joint *joint;

    if (limit->kind != CPF__LIMIT_END && limit->kind != CPF__LIMIT_PLAIN)
        return;
    joint = &weave->joints.items[limit->id];
    if (limit->kind == CPF__LIMIT_PLAIN)
        see_plain(weave, joint, live, seen, user);
    else if (is_there(weave, joint->unit))
        seen(user, joint->unit, cpf__reach_place(reach, joint->depth, joint->unit));
}
