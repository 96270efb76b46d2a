/* SPDX-License-Identifier: MIT */
#include "weighing.h"

#include "mem.h"

cpf_status cpf__weighing_open(cpf__weighing *weighing, const cpf_appraisal *appraisal, cpf_id card)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_scorecard *it = &model->scorecards[card];

    *weighing = (cpf__weighing){.appraisal = appraisal, .card = card};
    weighing->lines = weighing->own = cpf__alloc(appraisal->context, it->item_count, sizeof *weighing->own);
    if (!weighing->own)
        return CPF_E_MEMORY;
    for (int32_t i = 0; i < it->item_count; i++)
        weighing->own[i] = cpf__line_weight_own(it->items[i].weight);
    if (!cpf__card_has_weights(model, card))
        return CPF_OK;
    weighing->differ = 1;
    return cpf__weight_memo_open(&weighing->memo, model, card, model->calendar->periods[appraisal->period].to - 1);
}

void cpf__weighing_close(cpf__weighing *weighing)
{
    cpf__free(weighing->appraisal->context, weighing->own);
    if (weighing->differ)
        cpf__weight_memo_close(&weighing->memo);
}

int cpf__weighing_at(cpf__weighing *weighing, cpf_id unit)
{
    int own = 1;

    if (weighing->differ)
        weighing->lines = cpf__weight_memo_of(&weighing->memo, unit, &own);
    return own;
}
