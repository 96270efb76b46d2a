/* SPDX-License-Identifier: MIT */
/* Filters over looked-up columns: a looked-up text is judged once, not in every row where it comes up. */
#include "intake_memo.h"

#include <string.h>

#include "mem.h"

enum { UNKNOWN = 0, NO, YES, DOUBTFUL };

/* The lookup whose column alone the filter asks for; CPF_NONE: it asks for more, or the key is looked up itself. */
static int32_t lookup_asked(const cpf__source *source, const cpf__row_filter *filter)
{
    int32_t column = CPF_NONE;

    for (int32_t i = 0; i < filter->count; i++) {
        int32_t code = filter->ops[i].code;

        if (code == CPF__ROW_UNIT_TEXT || code == CPF__ROW_UNIT_NUMBER || code == CPF__ROW_UNIT_DAY)
            return CPF_NONE;
        if (code != CPF__ROW_TEXT_COLUMN && code != CPF__ROW_NUMBER_COLUMN && code != CPF__ROW_DAY_COLUMN)
            continue;
        if (column != CPF_NONE && column != filter->ops[i].a)
            return CPF_NONE;
        column = filter->ops[i].a;
    }
    for (int32_t i = 0; i < source->lookup_count && column != CPF_NONE; i++)
        if (source->lookups[i].as == column)
            return source->derived[source->lookups[i].column] ? CPF_NONE : i;
    return CPF_NONE;
}

static int make_answers(const cpf__block *block, cpf__feed_memo *memo)
{
    const cpf__map *texts = block->tables->lookups[memo->lookup].texts;
    int64_t count = texts ? cpf__map_count(texts) + 1 : 1; /* the first is for keys without a text */

    if (memo->answers && memo->count == count)
        return 1;
    cpf__free(block->events->context, memo->answers);
    memo->answers = cpf__alloc(block->events->context, count, 1);
    memo->count = count;
    memo->all = 0;
    return memo->answers != NULL;
}

static uint8_t judge(const cpf__block *block, const cpf__feed *feed, const cpf__feed_memo *memo, int32_t text)
{
    const cpf__text_table *table = &block->tables->lookups[memo->lookup];
    const char *data = text == CPF_NONE ? "" : cpf__map_code(table->texts, text);
    int holds;
    int32_t column;

    block->alone[block->source->lookups[memo->lookup].as] = (cpf__slice){data, (int32_t)strlen(data), 0};
    if (cpf__row_filter_holds(&feed->filter, block->alone, block->source->decimal_point, NULL, CPF_NONE, &holds,
                              &column) != CPF_OK)
        return DOUBTFUL;
    return holds ? YES : NO;
}

/* Ids of the texts that the rows' keys lead to, into block->texts. */
static void find_texts(cpf__block *block, const cpf__feed_memo *memo)
{
    const cpf__text_table *table = &block->tables->lookups[memo->lookup];
    int32_t column = block->source->lookups[memo->lookup].column;

    for (int64_t row = 0; row < block->rows->count; row++) {
        const cpf__slice *key = &cpf__rows_fields(block->rows, row)[column];

        block->keys[row] = key->length ? key->data : "";
        block->key_lengths[row] = key->length;
    }
    if (table->short_keys) {
        cpf__short_codes_find(table->short_keys, block->rows->count, block->keys, block->key_lengths, block->texts);
        return;
    }
    for (int64_t row = 0; row < block->rows->count; row++)
        block->texts[row] = CPF_NONE;
}

int cpf__intake_is_memo(const cpf__block *block, int32_t feed)
{
    cpf__feed_memo *memo = &block->state->memos[feed];

    if (!memo->asked) {
        memo->lookup = lookup_asked(block->source, &block->source->feeds[feed].filter);
        memo->asked = 1;
    }
    return memo->lookup != CPF_NONE;
}

cpf_status cpf__intake_memo(cpf__block *block, int32_t index, uint8_t *holds)
{
    const cpf__feed *feed = &block->source->feeds[index];
    cpf__feed_memo *memo = &block->state->memos[index];

    if (!make_answers(block, memo))
        return CPF_E_MEMORY;
    find_texts(block, memo);
    for (int64_t row = 0; row < block->rows->count; row++) {
        int32_t text = block->texts[row];
        uint8_t *answer = &memo->answers[text + 1];

        if (*answer == UNKNOWN)
            *answer = judge(block, feed, memo, text);
        holds[row] = *answer == YES;
        block->slow[row] |= *answer == DOUBTFUL;
    }
    return CPF_OK;
}

int32_t cpf__intake_memo_all(cpf__block *block, int32_t index)
{
    const cpf__feed *feed = &block->source->feeds[index];
    cpf__feed_memo *memo = &block->state->memos[index];
    int doubtful = 0;

    if (!make_answers(block, memo))
        return 0;
    if (memo->all)
        return memo->all;
    for (int32_t i = 0; i < memo->count; i++) {
        if (memo->answers[i] == UNKNOWN)
            memo->answers[i] = judge(block, feed, memo, i - 1);
        doubtful |= memo->answers[i] == DOUBTFUL;
    }
    return memo->all = doubtful ? -1 : 1;
}

int cpf__intake_memo_holds(uint8_t answer)
{
    return answer == YES;
}
