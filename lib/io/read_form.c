/* SPDX-License-Identifier: MIT */
/* One small function for each form a member may have. */
#include <string.h>

#include "day.h"
#include "decimal.h"
#include "read_shape.h"

enum { WORDS_SHOWN = 120 };

typedef struct form_row {
    int (*take)(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot);
    cpf__plan_message refusal;
} form_row;

static int kind_of(const cpf__reader *reader, int32_t node)
{
    return reader->json->items[node].kind;
}

static const char *text_of(const cpf__reader *reader, int32_t node)
{
    return cpf__json_text(reader->json, node);
}

static void store_text(void *slot, const char *text)
{
    memcpy(slot, &text, sizeof text);
}

static void store_number(void *slot, int32_t number)
{
    memcpy(slot, &number, sizeof number);
}

static int take_one_text(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)member;
    if (kind_of(reader, node) != CPF__JSON_TEXT)
        return 0;
    store_text(slot, text_of(reader, node));
    return 1;
}

static int take_scalar(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)member;
    if (kind_of(reader, node) != CPF__JSON_TEXT && kind_of(reader, node) != CPF__JSON_NUMBER)
        return 0;
    store_text(slot, text_of(reader, node));
    return 1;
}

/* How many decimals it may have and how large it may be is for the plan's check, which knows what it is a value of. */
static int take_value(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    int64_t value;

    if (cpf_decimal_parse(text_of(reader, node), 0, 1, &value) == CPF_E_SYNTAX)
        return 0;
    return take_scalar(reader, node, member, slot);
}

static int take_whole(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    int64_t value;

    if (kind_of(reader, node) != CPF__JSON_NUMBER || cpf_decimal_parse(text_of(reader, node), 0, 0, &value) != CPF_OK ||
        value < member->low || value > member->high)
        return 0;
    store_number(slot, (int32_t)value);
    return 1;
}

static int take_flag(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)member;
    if (kind_of(reader, node) != CPF__JSON_TRUE && kind_of(reader, node) != CPF__JSON_FALSE)
        return 0;
    store_number(slot, kind_of(reader, node) == CPF__JSON_TRUE);
    return 1;
}

static int take_day(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    cpf_day day;

    (void)member;
    if (kind_of(reader, node) != CPF__JSON_TEXT || cpf_day_parse(text_of(reader, node), &day) != CPF_OK)
        return 0;
    memcpy(slot, &day, sizeof day);
    return 1;
}

static int take_word(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    const char *word = member->words, *text = text_of(reader, node);

    if (kind_of(reader, node) != CPF__JSON_TEXT)
        return 0;
    for (int32_t position = 0; word; position++) {
        size_t length = strcspn(word, "|");

        if (strlen(text) == length && !memcmp(text, word, length)) {
            store_number(slot, position);
            return 1;
        }
        word = word[length] ? word + length + 1 : NULL;
    }
    return 0;
}

static int take_list(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)member;
    if (kind_of(reader, node) != CPF__JSON_LIST)
        return 0;
    store_number(slot, node);
    return 1;
}

static int take_object(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)member;
    if (kind_of(reader, node) != CPF__JSON_OBJECT)
        return 0;
    store_number(slot, node);
    return 1;
}

int32_t cpf__read_texts_first(const cpf__reader *reader, int32_t node)
{
    return reader->json->items[node].kind == CPF__JSON_LIST ? cpf__json_child(reader->json, node) : node;
}

int32_t cpf__read_texts_next(const cpf__reader *reader, int32_t node, int32_t text)
{
    return text == node ? CPF_NONE : cpf__json_sibling(reader->json, text);
}

static int take_text_list(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    int32_t text = cpf__read_texts_first(reader, node);

    (void)member;
    if (text == CPF_NONE)
        return 0;
    for (; text != CPF_NONE; text = cpf__read_texts_next(reader, node, text)) {
        if (kind_of(reader, text) != CPF__JSON_TEXT)
            return 0;
    }
    store_number(slot, node);
    return 1;
}

static int take_any(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    (void)reader;
    (void)member;
    store_number(slot, node);
    return 1;
}

static const form_row rows[CPF__FORMS] = {
    [CPF__FORM_TEXT] = {take_one_text, CPF__PLAN_NOT_TEXT},   [CPF__FORM_SCALAR] = {take_scalar, CPF__PLAN_NOT_SCALAR},
    [CPF__FORM_VALUE] = {take_value, CPF__PLAN_NOT_NUMBER},   [CPF__FORM_WHOLE] = {take_whole, CPF__PLAN_NOT_WHOLE},
    [CPF__FORM_FLAG] = {take_flag, CPF__PLAN_NOT_FLAG},       [CPF__FORM_DAY] = {take_day, CPF__PLAN_NOT_DAY},
    [CPF__FORM_WORD] = {take_word, CPF__PLAN_NOT_WORD},       [CPF__FORM_LIST] = {take_list, CPF__PLAN_NOT_LIST},
    [CPF__FORM_OBJECT] = {take_object, CPF__PLAN_NOT_OBJECT}, [CPF__FORM_TEXTS] = {take_text_list, CPF__PLAN_NOT_TEXTS},
    [CPF__FORM_ANY] = {take_any, CPF__PLAN_UNKNOWN},
};

/* "monday|tuesday" as people read it: each word in quotes, a tab as they would write it. */
static const char *words_shown(const char *words, char *buffer, size_t size)
{
    size_t at = 0;

    for (int open = 1; *words && at + 8 < size; words++) {
        const char letter[] = {*words, '\0'};
        const char *part = *words == '|' ? "\", " : *words == '\t' ? "\\t" : letter;

        buffer[at] = '"';
        at += (size_t)open;
        open = 0;
        memcpy(buffer + at, part, strlen(part));
        at += strlen(part);
        open = *words == '|';
    }
    memcpy(buffer + at, "\"", 2);
    return buffer;
}

int cpf__read_form(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot)
{
    char words[WORDS_SHOWN];

    if (rows[member->form].take(reader, node, member, slot))
        return 1;
    cpf__tell(reader, node, rows[member->form].refusal, member->name,
              member->words ? words_shown(member->words, words, sizeof words) : text_of(reader, node));
    return 0;
}
