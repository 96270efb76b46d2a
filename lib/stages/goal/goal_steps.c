/* SPDX-License-Identifier: MIT */
#include "goal_steps.h"

void cpf__goal_steps(const cpf_model *model, cpf_id indicator, int64_t *steps)
{
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        steps[unit] = 0;
    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];
        int64_t *step = &steps[goal->unit];

        if (goal->indicator == indicator && (!*step || goal->manner->step < *step))
            *step = goal->manner->step;
    }
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        if (!steps[unit])
            steps[unit] = unit ? steps[model->tree->parent[unit]] : 1;
}
