/* SPDX-License-Identifier: MIT */
/* Lines of a scorecard. */
#ifndef CPF_MODEL_CARD_ITEM_H
#define CPF_MODEL_CARD_ITEM_H

#include "build.h"

/* Line `index` of the card that is looked at. The item's curve is the model's. */
void cpf__take_item(cpf__build *build, const cpf__item_draft *draft, int64_t index, struct cpf_item *item);

#endif
