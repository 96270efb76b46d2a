/* SPDX-License-Identifier: MIT */
#include "call_json.h"

#include <string.h>

#include "bits.h"
#include "text.h"

enum { NUMBER_ROOM = 24 };

void cpf__call_failed(cpf__call *call, cpf_status status)
{
    if (call->status == CPF_OK)
        call->status = status == CPF_E_MEMORY ? cpf__no_memory(call->error) : status;
}

void cpf__call_fail(cpf__call *call, int32_t node, int32_t message, const char *a, const char *b, const char *c)
{
    cpf_text *path;
    cpf__place place = {0};

    if (call->status != CPF_OK)
        return;
    path = cpf__text_new(call->context);
    if (node > 0)
        cpf__json_path(call->json, node, path);
    place.path = cpf_text_data(path);
    if (node > 0) {
        place.line = call->json->items[node].line;
        place.column = call->json->items[node].column;
    }
    cpf__call_failed(call, cpf__text_failed(path)
                               ? CPF_E_MEMORY
                               : cpf__find(call->context, call->error, &place, &cpf__io_messages[message], a, b, c));
    cpf_text_free(path);
}

void *cpf__call_take(cpf__call *call, int64_t count, size_t size)
{
    void *block = cpf__arena_take(call->arena, count, size);

    if (!block)
        cpf__call_failed(call, CPF_E_MEMORY);
    return block;
}

int32_t cpf__call_find(const cpf__call *call, const char *name)
{
    for (int32_t at = cpf__json_child(call->json, 0); at != CPF_NONE; at = cpf__json_sibling(call->json, at)) {
        if (strcmp(cpf__json_text(call->json, at), name) == 0)
            return at + 1;
    }
    return CPF_NONE;
}

static const cpf_param *param_named(const cpf__call *call, const char *name)
{
    const cpf_param *param = call->entry->params;

    while (strcmp(param->name, name) != 0)
        param++;
    return param;
}

const char *cpf__call_scalar(cpf__call *call, int32_t node)
{
    int32_t kind = call->json->items[node].kind;

    if (kind != CPF__JSON_TEXT && kind != CPF__JSON_NUMBER)
        cpf__call_fail(call, node, CPF__IO_CALL_TEXT, NULL, NULL, NULL);
    return cpf__json_text(call->json, node);
}

const char *cpf__call_text(cpf__call *call, int32_t node)
{
    if (call->json->items[node].kind != CPF__JSON_TEXT)
        cpf__call_fail(call, node, CPF__IO_CALL_TEXT, NULL, NULL, NULL);
    return cpf__json_text(call->json, node);
}

/* Position among "one|two|three", or CPF_NONE. */
static int32_t position_of(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (int32_t i = 0; *words; i++) {
        size_t size = strcspn(words, "|");

        if (size == length && memcmp(words, word, size) == 0)
            return i;
        words += size + (words[size] == '|');
    }
    return CPF_NONE;
}

int32_t cpf__call_word_at(cpf__call *call, int32_t node, const char *words)
{
    const char *word = cpf__call_text(call, node);
    int32_t position = position_of(words, word);

    if (position == CPF_NONE)
        cpf__call_fail(call, node, CPF__IO_CALL_WORD, word, words, NULL);
    return position == CPF_NONE ? 0 : position;
}

int32_t cpf__call_word(cpf__call *call, const char *name)
{
    const cpf_param *param = param_named(call, name);
    int32_t node = cpf__call_find(call, name);

    return node == CPF_NONE ? position_of(param->unit, param->fallback) : cpf__call_word_at(call, node, param->unit);
}

int64_t cpf__call_number(cpf__call *call, int32_t node, int32_t decimals)
{
    int32_t kind = call->json->items[node].kind;
    const char *text = cpf__json_text(call->json, node);
    cpf_status status = CPF_E_SYNTAX;
    int64_t value = 0;

    if (kind == CPF__JSON_NUMBER || kind == CPF__JSON_TEXT)
        status = cpf__decimal_parse(text, (int64_t)strlen(text), '.', decimals, -1, &value);
    if (status == CPF_E_SYNTAX)
        cpf__call_fail(call, node, CPF__IO_CALL_NUMBER, text, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_fail(call, node, CPF__IO_CALL_DECIMALS, text, NULL, NULL);
    return value;
}

int64_t cpf__call_whole(cpf__call *call, const char *name, int64_t low, int64_t high)
{
    const char *fallback = param_named(call, name)->fallback;
    int32_t node = cpf__call_find(call, name);
    char shown[2][NUMBER_ROOM];
    int64_t value = 0;

    if (node == CPF_NONE) {
        (void)cpf_decimal_parse(fallback, 0, 0, &value);
        return value;
    }
    value = cpf__call_number(call, node, 0);
    if (value < low || value > high) {
        cpf_decimal_format(low, 0, shown[0]);
        cpf_decimal_format(high, 0, shown[1]);
        cpf__call_fail(call, node, CPF__IO_CALL_RANGE, cpf__json_text(call->json, node), shown[0], shown[1]);
        return low;
    }
    return value;
}

int64_t cpf__call_list(cpf__call *call, int32_t node, int64_t needed)
{
    char shown[2][NUMBER_ROOM];
    int64_t count;

    if (node == CPF_NONE)
        return 0;
    if (call->json->items[node].kind != CPF__JSON_LIST) {
        cpf__call_fail(call, node, CPF__IO_CALL_LIST, NULL, NULL, NULL);
        return 0;
    }
    count = call->json->items[node].count;
    if (needed < 0 || count == needed)
        return count;
    cpf_decimal_format(count, 0, shown[0]);
    cpf_decimal_format(needed, 0, shown[1]);
    cpf__call_fail(call, node, CPF__IO_CALL_COUNT, shown[0], shown[1], NULL);
    return 0;
}

int cpf__call_object(cpf__call *call, int32_t node)
{
    if (call->json->items[node].kind == CPF__JSON_OBJECT)
        return 1;
    cpf__call_fail(call, node, CPF__IO_CALL_INNER_OBJECT, NULL, NULL, NULL);
    return 0;
}
