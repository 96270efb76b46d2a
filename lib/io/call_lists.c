/* SPDX-License-Identifier: MIT */
/* Lists of a call's document: numbers that share their decimals, so that they stay exact whole steps, and texts. */
#include <string.h>

#include "bits.h"
#include "call_json.h"

static int32_t decimals_of(const cpf__call *call, int32_t node, int32_t least)
{
    const char *text = cpf__json_text(call->json, node);
    cpf_status status = CPF_E_RANGE;
    int64_t value;

    for (; least < CPF__MAX_DECIMALS; least++) {
        status = cpf__decimal_parse(text, (int64_t)strlen(text), '.', least, -1, &value);
        if (status != CPF_E_RANGE)
            break;
    }
    return least;
}

int32_t cpf__call_decimals(cpf__call *call, int32_t node, int32_t least)
{
    if (node == CPF_NONE)
        return least;
    if (call->json->items[node].kind != CPF__JSON_LIST)
        return decimals_of(call, node, least);
    for (int32_t at = cpf__json_child(call->json, node); at != CPF_NONE; at = cpf__json_sibling(call->json, at))
        least = decimals_of(call, at, least);
    return least;
}

/* A missing number: its bit is taken out, and where it is the first, the bits are made. */
static void put_missing(cpf__call *call, cpf__numbers *numbers, int64_t i)
{
    if (!numbers->valid) {
        numbers->valid = cpf__call_take(call, cpf__bits_bytes(numbers->count), 1);
        if (numbers->valid)
            memset(numbers->valid, 0xFF, (size_t)cpf__bits_bytes(numbers->count));
    }
    if (numbers->valid)
        cpf__bit_set(numbers->valid, i, 0);
}

cpf__numbers cpf__call_numbers(cpf__call *call, int32_t node, int32_t decimals, int nullable)
{
    cpf__numbers numbers = {NULL, NULL, cpf__call_list(call, node, -1)};
    int32_t at = numbers.count ? cpf__json_child(call->json, node) : CPF_NONE;

    numbers.items = cpf__call_take(call, numbers.count, sizeof *numbers.items);
    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at)) {
        if (nullable && call->json->items[at].kind == CPF__JSON_NULL)
            put_missing(call, &numbers, i);
        else
            numbers.items[i] = cpf__call_number(call, at, decimals);
    }
    return numbers;
}

const char **cpf__call_texts(cpf__call *call, int32_t node, int64_t needed)
{
    int64_t count = cpf__call_list(call, node, needed);
    int32_t at = count ? cpf__json_child(call->json, node) : CPF_NONE;
    const char **texts = node == CPF_NONE ? NULL : cpf__call_take(call, count, sizeof *texts);

    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at))
        texts[i] = cpf__call_scalar(call, at);
    return texts;
}
