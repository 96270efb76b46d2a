/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"

/* The figures stay where they are: what is scored is read from the facts. */
void cpf__appraise_gather(cpf_appraisal *appraisal, cpf_id card, const cpf_facts *targets, const cpf_facts *actuals)
{
    const struct cpf_scorecard *it = &appraisal->model->scorecards[card];

    for (int32_t i = 0; i < it->item_count; i++) {
        const struct cpf_item *item = &it->items[i];
        const cpf__cells *actual = cpf__facts_cells(actuals, item->indicator, appraisal->period);
        const cpf__cells *target = cpf__facts_cells(targets, item->indicator, appraisal->period);
        cpf__line *line = &appraisal->cards[card].lines[i];

        line->item = item;
        line->actual_cells = actual;
        line->target_cells = target;
        line->actual = actual->values;
        line->actual_valid = actual->valid;
        line->target_kind = item->target_kind;
        line->constant = item->constant;
        line->target = item->target_kind == CPF__TARGET_GOAL ? target->values : NULL;
        line->target_valid = item->target_kind == CPF__TARGET_GOAL ? target->valid : NULL;
    }
}
