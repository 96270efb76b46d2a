/* SPDX-License-Identifier: MIT */
#include "read_lookups.h"

#include <string.h>

#include "map.h"
#include "read_parts.h"
#include "read_source_parts.h"

/* Remembers a text for a key; the first that a key has counts. 0: there is no memory. */
static int put_text(const cpf_context *context, cpf__read_lookup_column *lookup, const char *key, int32_t text)
{
    int added = 0;

    if (!cpf__vec_room(context, &lookup->text_of) ||
        cpf__map_add(lookup->keys, key, (int64_t)strlen(key), &added) == CPF_NONE)
        return 0;
    if (added)
        lookup->text_of.items[lookup->text_of.count++] = text;
    return 1;
}

static void take_row(cpf__read_table *other, int32_t key, int32_t take, cpf__read_lookup_column *lookup)
{
    const char *text = cpf__table_cell(other, take, 0);
    int32_t id = cpf__map_add(lookup->texts, text, (int64_t)strlen(text), NULL);

    if (id == CPF_NONE || !put_text(other->reader->context, lookup, cpf__table_cell(other, key, 0), id))
        cpf__no_memory(&other->reader->findings);
}

static void read_other(cpf__reader *reader, int32_t node, const cpf__lookup_given *given,
                       cpf__read_lookup_column *lookup)
{
    cpf__table_format format = {.file = given->file};
    cpf__read_table other;
    int32_t key, take;

    cpf__table_begin(&other, reader, node);
    key = cpf__table_column(&other, given->key);
    take = cpf__table_column(&other, given->take);
    if (cpf__table_open(&other, &format)) {
        while (cpf__table_next(&other))
            take_row(&other, key, take, lookup);
    }
    cpf__table_end(&other);
}

typedef struct lookups_work {
    cpf__lookups *lookups;
    cpf__read_table *table;
} lookups_work;

static void begin_lookup(cpf__reader *reader, int32_t node, void *user)
{
    lookups_work *work = user;
    cpf__lookup_given given = {0};
    cpf__read_lookup_column lookup = {.column = CPF_NONE};

    if (!cpf__read_object(reader, node, &cpf__lookup_shape, &given))
        return;
    lookup.as = given.as;
    lookup.from = cpf__lookups_find(work->lookups, given.column);
    if (lookup.from == CPF_NONE)
        lookup.column = cpf__table_column(work->table, given.column);
    lookup.keys = cpf__map_new(reader->context);
    lookup.texts = cpf__map_new(reader->context);
    if (!lookup.keys || !lookup.texts || !cpf__vec_room(reader->context, &work->lookups->items)) {
        cpf__map_free(lookup.keys);
        cpf__map_free(lookup.texts);
        cpf__no_memory(&reader->findings);
        return;
    }
    work->lookups->items.items[work->lookups->items.count++] = lookup;
    read_other(reader, node, &given, &work->lookups->items.items[work->lookups->items.count - 1]);
}

void cpf__lookups_begin(cpf__lookups *lookups, cpf__read_table *table, int32_t list)
{
    lookups_work work = {lookups, table};

    if (list != CPF_NONE)
        cpf__read_each_of(table->reader, list, &work, begin_lookup);
}

void cpf__lookups_end(cpf__lookups *lookups, cpf__reader *reader)
{
    for (int64_t i = 0; i < lookups->items.count; i++) {
        cpf__map_free(lookups->items.items[i].keys);
        cpf__map_free(lookups->items.items[i].texts);
        cpf__vec_free(reader->context, &lookups->items.items[i].text_of);
    }
    cpf__vec_free(reader->context, &lookups->items);
}

int32_t cpf__lookups_find(const cpf__lookups *lookups, const char *as)
{
    for (int32_t i = 0; i < lookups->items.count; i++) {
        if (strcmp(lookups->items.items[i].as, as) == 0)
            return i;
    }
    return CPF_NONE;
}

/* From the lookup whose key is a cell of the table on to the one asked for: a lookup comes behind what it goes by. */
const char *cpf__lookups_text(cpf__lookups *lookups, int32_t index, cpf__read_table *table)
{
    cpf__read_lookup_column *lookup = &lookups->items.items[index];
    const char *key = lookup->from == CPF_NONE ? cpf__table_cell(table, lookup->column, 0)
                                               : cpf__lookups_text(lookups, lookup->from, table);
    cpf_id id = cpf__map_find(lookup->keys, key, (int64_t)strlen(key));

    if (!*key)
        return "";
    if (id != CPF_NONE)
        return lookup->text_of.items[id] == CPF_NONE ? "" : cpf__map_code(lookup->texts, lookup->text_of.items[id]);
    cpf__table_tell(table, lookup->column, CPF__PLAN_LOOKUP_KEY, key);
    if (!put_text(table->reader->context, lookup, key, CPF_NONE))
        cpf__no_memory(&table->reader->findings);
    return "";
}
