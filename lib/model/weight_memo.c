/* SPDX-License-Identifier: MIT */
#include "weight_memo.h"

#include <string.h>

#include "bits.h"
#include "mem.h"

static void note_attribute(cpf__weight_memo *memo, cpf_id attribute)
{
    int known = attribute == CPF_NONE || memo->attributes > CPF__WEIGHT_MEMO_TEXTS;

    for (int32_t i = 0; i < memo->attributes && !known; i++)
        known = memo->attribute[i] == attribute;
    if (known)
        return;
    if (memo->attributes < CPF__WEIGHT_MEMO_TEXTS)
        memo->attribute[memo->attributes] = attribute;
    memo->attributes++;
}

cpf_status cpf__weight_memo_open(cpf__weight_memo *memo, const cpf_model *model, cpf_id card, cpf_day day)
{
    const cpf_context *context = model->context;
    int64_t lines = model->scorecards[card].item_count;
    cpf_status status;

    *memo = (cpf__weight_memo){.attributes = 0};
    status = cpf__card_weights_open(&memo->of, model, card, day);
    memo->named = cpf__alloc(context, cpf__bits_bytes(model->tree->count), 1);
    memo->lines = cpf__alloc(context, lines * CPF__WEIGHT_MEMO_PLACES, sizeof *memo->lines);
    if (status != CPF_OK || !memo->named || !memo->lines)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < memo->of.count; i++) {
        cpf_id unit, attribute;

        cpf__card_scope_at(&memo->of, i, &unit, &attribute);
        if (unit != CPF_NONE)
            cpf__bit_set(memo->named, unit, 1);
        note_attribute(memo, attribute);
    }
    return CPF_OK;
}

void cpf__weight_memo_close(cpf__weight_memo *memo)
{
    const cpf_context *context = memo->of.model->context;

    cpf__free(context, memo->named);
    cpf__free(context, memo->lines);
    cpf__card_weights_close(&memo->of);
}

static cpf__weight_key key_of(const cpf__weight_memo *memo, cpf_id unit)
{
    const cpf_model *model = memo->of.model;
    cpf__weight_key key = {unit, {CPF_NONE, CPF_NONE, CPF_NONE, CPF_NONE}};

    while (key.named != CPF_NONE && !cpf__bit(memo->named, key.named))
        key.named = model->tree->parent[key.named];
    for (int32_t i = 0; i < memo->attributes && i < CPF__WEIGHT_MEMO_TEXTS; i++) {
        const int32_t *texts = model->attributes[memo->attribute[i]].text;

        key.texts[i] = texts ? texts[unit] : CPF_NONE;
    }
    return key;
}

static uint32_t place_of_key(const cpf__weight_key *key)
{
    uint32_t hash = (uint32_t)key->named;

    for (int32_t i = 0; i < CPF__WEIGHT_MEMO_TEXTS; i++)
        hash = hash * 31 + (uint32_t)key->texts[i];
    return hash % CPF__WEIGHT_MEMO_PLACES;
}

static int all_own(const cpf__weight_memo *memo, const cpf__line_weight *lines)
{
    const struct cpf_scorecard *card = &memo->of.model->scorecards[memo->of.card];
    int own = 1;

    for (int32_t i = 0; i < card->item_count && own; i++)
        own = lines[i].policy == CPF_NONE && lines[i].weight == card->items[i].weight;
    return own;
}

const cpf__line_weight *cpf__weight_memo_of(cpf__weight_memo *memo, cpf_id unit, int *own)
{
    cpf__weight_key key = key_of(memo, unit);
    uint32_t place = place_of_key(&key);
    int64_t count = memo->of.model->scorecards[memo->of.card].item_count;
    cpf__line_weight *lines = memo->lines + count * place;

    if (!memo->taken[place] || memo->attributes > CPF__WEIGHT_MEMO_TEXTS ||
        memcmp(&memo->keys[place], &key, sizeof key) != 0) {
        cpf__card_weights_of(&memo->of, unit, lines);
        memo->keys[place] = key;
        memo->taken[place] = 1;
        memo->own[place] = (uint8_t)all_own(memo, lines);
    }
    if (own)
        *own = memo->own[place];
    return lines;
}
