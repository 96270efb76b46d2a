/* SPDX-License-Identifier: MIT */
#include "short_codes.h"

#include <string.h>

#include "context.h"
#include "mem.h"

enum { SHORT_CHARS = 8, LOOKAHEAD = 24, AT_ONCE = 64, FIRST_ITEMS = 16, IN_LINE = 4 };

/* Four lie in a line of the cache, which is filled from its beginning; what it cannot take goes behind it. */
typedef struct short_item {
    uint64_t word;
    int32_t length; /* 0: free */
    int32_t value;
} short_item;

struct cpf__short_codes {
    cpf_context *context; /* retained */
    const cpf__map *map;
    const int32_t *values;
    short_item *items;
    uint64_t mask;
    int32_t shift; /* 64 less the bits of the mask */
};

/* The bytes of a short code, the first one lowest, none read beyond it. */
static inline uint64_t word_of(const char *text, int32_t length)
{
    uint64_t word = 0;

    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && length >= 4) {
        uint32_t low, high;

        memcpy(&low, text, 4);
        memcpy(&high, text + length - 4, 4);
        return low | (uint64_t)high << 8 * (length - 4); /* bytes that both hold are the same */
    }
    for (int32_t i = 0; i < length; i++)
        word |= (uint64_t)(uint8_t)text[i] << 8 * i;
    return word;
}

/* The first item of a line. The highest bits of the product hang on all bytes of the code. */
static inline uint64_t place_of(uint64_t word, int32_t shift)
{
    return (word * UINT64_C(0x9E3779B97F4A7C15)) >> shift & ~(uint64_t)(IN_LINE - 1);
}

/* Nearly always in its line, and then without a branch that would go now this way and now that. */
static inline const short_item *item_at(const cpf__short_codes *codes, uint64_t at, uint64_t word, int32_t length)
{
    const short_item *line = &codes->items[at], *item;
    int32_t which = (line[1].word == word) + 2 * (line[2].word == word) + 3 * (line[3].word == word);

    item = &line[which % IN_LINE]; /* several are 0, and free */
    if (item->word == word && item->length == length)
        return item;
    for (item = line; item->length && (item->word != word || item->length != length); item = &codes->items[at])
        at = (at + 1) & codes->mask;
    return item;
}

static void put_codes(cpf__short_codes *codes)
{
    int32_t count = cpf__map_count(codes->map);

    for (cpf_id id = 0; id < count; id++) {
        const char *text = cpf__map_code(codes->map, id);
        size_t length = strlen(text);
        uint64_t word, at;

        if (!length || length > SHORT_CHARS)
            continue;
        word = word_of(text, (int32_t)length);
        for (at = place_of(word, codes->shift); codes->items[at].length;)
            at = (at + 1) & codes->mask;
        codes->items[at] = (short_item){word, (int32_t)length, codes->values[id]};
    }
}

cpf__short_codes *cpf__short_codes_new(const cpf_context *context, const cpf__map *map, const int32_t *values)
{
    cpf__short_codes *codes = cpf__alloc(context, 1, sizeof *codes);
    int64_t items = FIRST_ITEMS;

    if (!codes)
        return NULL;
    while (items < 2 * (int64_t)cpf__map_count(map))
        items *= 2;
    codes->items = cpf__alloc_column(context, items, sizeof *codes->items);
    if (!codes->items) {
        cpf__free(context, codes);
        return NULL;
    }
    memset(codes->items, 0, (size_t)items * sizeof *codes->items);
    codes->context = cpf__context_retain(context);
    codes->map = map;
    codes->values = values;
    codes->mask = (uint64_t)items - 1;
    codes->shift = __builtin_clzll(codes->mask);
    put_codes(codes);
    return codes;
}

void cpf__short_codes_free(cpf__short_codes *codes)
{
    cpf_context *context;

    if (!codes)
        return;
    context = codes->context;
    cpf__free(context, codes->items);
    cpf__free(context, codes);
    cpf_context_free(context);
}

static int32_t find_long(const cpf__short_codes *codes, const char *text, int32_t length)
{
    cpf_id id = cpf__map_find(codes->map, text, length);

    return id == CPF_NONE ? CPF_NONE : codes->values[id];
}

/* Each place is asked for some words ahead, so that its memory has come when it is looked at. */
void cpf__short_codes_find_words(const cpf__short_codes *codes, int64_t n, const uint64_t *words,
                                 const int32_t *lengths, int32_t *found)
{
    for (int64_t i = -LOOKAHEAD; i < n; i++) {
        const short_item *item;

        if (i + LOOKAHEAD < n)
            __builtin_prefetch(&codes->items[place_of(words[i + LOOKAHEAD], codes->shift)]);
        if (i < 0)
            continue;
        item = item_at(codes, place_of(words[i], codes->shift), words[i], lengths[i]);
        found[i] = item->length ? item->value : CPF_NONE;
    }
}

static int is_short(int32_t length)
{
    return length > 0 && length <= SHORT_CHARS;
}

static void find_some(const cpf__short_codes *codes, int32_t n, const char *const *texts, const int32_t *lengths,
                      int32_t *found)
{
    uint64_t words[AT_ONCE] = {0};

    for (int32_t i = 0; i < n; i++)
        words[i] = is_short(lengths[i]) ? word_of(texts[i], lengths[i]) : 0;
    cpf__short_codes_find_words(codes, n, words, lengths, found);
    for (int32_t i = 0; i < n; i++)
        if (!is_short(lengths[i]))
            found[i] = find_long(codes, texts[i], lengths[i]);
}

void cpf__short_codes_find(const cpf__short_codes *codes, int64_t n, const char *const *texts, const int32_t *lengths,
                           int32_t *found)
{
    for (int64_t i = 0; i < n; i += AT_ONCE)
        find_some(codes, n - i < AT_ONCE ? (int32_t)(n - i) : AT_ONCE, texts + i, lengths + i, found + i);
}
