/* SPDX-License-Identifier: MIT */
#include "mem.h"
#include "read_parts.h"
#include "read_source_parts.h"
#include "read_table.h"

typedef struct source_given {
    const char *code, *file, *day, *where, *known, *takes_back;
    int32_t separator, decimal_point, round, bad_rows, unknown_units;
    int32_t unit, key, lookups, firsts, exclusions, feeds; /* nodes */
} source_given;

#define AT(member) offsetof(source_given, member)
static const cpf__member source_members[] = {
    {"code", CPF__FORM_TEXT, 1, AT(code), NULL, 0, 0},
    {"file", CPF__FORM_TEXT, 0, AT(file), NULL, 0, 0},
    {"separator", CPF__FORM_WORD, 0, AT(separator), CPF__SEPARATOR_WORDS, 0, 0},
    {"decimal_point", CPF__FORM_WORD, 0, AT(decimal_point), ".|,", 0, 0},
    {"round", CPF__FORM_FLAG, 0, AT(round), NULL, 0, 0},
    {"bad_rows", CPF__FORM_WORD, 0, AT(bad_rows), "stop|aside", 0, 0},
    {"unknown_units", CPF__FORM_WORD, 0, AT(unknown_units), "bad|ignore", 0, 0},
    {"unit", CPF__FORM_OBJECT, 1, AT(unit), NULL, 0, 0},
    {"day", CPF__FORM_TEXT, 1, AT(day), NULL, 0, 0},
    {"key", CPF__FORM_TEXTS, 0, AT(key), NULL, 0, 0},
    {"known", CPF__FORM_TEXT, 0, AT(known), NULL, 0, 0},
    {"void", CPF__FORM_TEXT, 0, AT(takes_back), NULL, 0, 0},
    {"where", CPF__FORM_TEXT, 0, AT(where), NULL, 0, 0},
    {"lookups", CPF__FORM_LIST, 0, AT(lookups), NULL, 0, 0},
    {"firsts", CPF__FORM_LIST, 0, AT(firsts), NULL, 0, 0},
    {"exclusions", CPF__FORM_LIST, 0, AT(exclusions), NULL, 0, 0},
    {"feeds", CPF__FORM_LIST, 1, AT(feeds), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__source_shape = CPF__SHAPE("source", source_members);

static const cpf__member unit_columns_members[] = {
    {"columns", CPF__FORM_TEXTS, 1, offsetof(cpf__unit_columns, columns), NULL, 0, 0},
    {"prefix", CPF__FORM_TEXT, 0, offsetof(cpf__unit_columns, prefix), NULL, 0, 0},
};
const cpf__shape cpf__unit_columns_shape = CPF__SHAPE("unit_columns", unit_columns_members);

/* Texts of a node, to be given back; NULL: no memory. */
static const char **read_columns(cpf__reader *reader, int32_t node, int32_t *count)
{
    const char **columns = cpf__alloc(reader->context, (int64_t)reader->json->items[node].count + 1, sizeof *columns);

    *count = 0;
    if (!columns)
        cpf__no_memory(&reader->findings);
    for (int32_t text = cpf__read_texts_first(reader, node); columns && text != CPF_NONE;
         text = cpf__read_texts_next(reader, node, text))
        columns[(*count)++] = cpf__json_text(reader->json, text);
    return columns;
}

static void read_unit_columns(cpf__reader *reader, int32_t node, cpf_source *source)
{
    cpf__unit_columns given = {NULL, CPF_NONE, 0};
    const char **columns;
    int32_t count;

    if (!cpf__read_object(reader, node, &cpf__unit_columns_shape, &given))
        return;
    columns = read_columns(reader, given.columns, &count);
    if (columns)
        cpf_source_set_unit(source, given.prefix, count, columns);
    cpf__free(reader->context, columns);
}

static void read_key(cpf__reader *reader, int32_t node, cpf_source *source)
{
    const char **columns;
    int32_t count;

    if (node == CPF_NONE)
        return;
    columns = read_columns(reader, node, &count);
    if (columns)
        cpf_source_set_key(source, count, columns);
    cpf__free(reader->context, columns);
}

void cpf__read_source(cpf__reader *reader, int32_t node)
{
    source_given given = {.unit = CPF_NONE,
                          .key = CPF_NONE,
                          .lookups = CPF_NONE,
                          .firsts = CPF_NONE,
                          .exclusions = CPF_NONE,
                          .feeds = CPF_NONE};
    cpf_source *source;

    cpf__reader_at(reader, node);
    if (!cpf__read_object(reader, node, &cpf__source_shape, &given))
        return;
    source = cpf_plan_add_source(reader->plan, given.code, given.file);
    cpf_source_set_format(source, cpf__separator_of(given.separator), given.decimal_point ? ',' : '.', given.round);
    cpf_source_set_policy(source, given.bad_rows, given.unknown_units);
    cpf_source_set_day(source, given.day);
    cpf_source_set_filter(source, given.where);
    read_unit_columns(reader, given.unit, source);
    read_key(reader, given.key, source);
    cpf_source_set_known(source, given.known, given.takes_back);
    cpf__read_each_of(reader, given.lookups, source, cpf__read_lookup);
    cpf__read_each_of(reader, given.firsts, source, cpf__read_first);
    cpf__read_each_of(reader, given.exclusions, source, cpf__read_exclusion);
    cpf__read_each_of(reader, given.feeds, source, cpf__read_feed);
}
