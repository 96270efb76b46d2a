/* SPDX-License-Identifier: MIT */
#include "weighing.h"

#include "mem.h"

cpf_status cpf__weighing_open(cpf__weighing *weighing, const cpf_appraisal *appraisal, cpf_id card)
{
    const cpf_model *model = appraisal->model;
    const struct cpf_scorecard *it = &model->scorecards[card];

    *weighing = (cpf__weighing){.appraisal = appraisal, .card = card};
    weighing->lines = cpf__alloc(appraisal->context, it->item_count, sizeof *weighing->lines);
    if (!weighing->lines)
        return CPF_E_MEMORY;
    for (int32_t i = 0; i < it->item_count; i++)
        weighing->lines[i] = cpf__line_weight_own(it->items[i].weight);
    if (!cpf__card_has_weights(model, card))
        return CPF_OK;
    weighing->differ = 1;
    return cpf__card_weights_open(&weighing->of, model, card, model->calendar->periods[appraisal->period].to - 1);
}

void cpf__weighing_close(cpf__weighing *weighing)
{
    cpf__free(weighing->appraisal->context, weighing->lines);
    if (weighing->differ)
        cpf__card_weights_close(&weighing->of);
}

void cpf__weighing_at(cpf__weighing *weighing, cpf_id unit)
{
    if (weighing->differ)
        cpf__card_weights_of(&weighing->of, unit, weighing->lines);
}
