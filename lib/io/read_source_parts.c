/* SPDX-License-Identifier: MIT */
/* What a source is made of: columns from other files, first dates, and the measures that it feeds. */
#include "read_source_parts.h"

#include "read_parts.h"

static const cpf__member lookup_members[] = {
    {"column", CPF__FORM_TEXT, 1, offsetof(cpf__lookup_given, column), NULL, 0, 0},
    {"file", CPF__FORM_TEXT, 1, offsetof(cpf__lookup_given, file), NULL, 0, 0},
    {"key", CPF__FORM_TEXT, 1, offsetof(cpf__lookup_given, key), NULL, 0, 0},
    {"take", CPF__FORM_TEXT, 1, offsetof(cpf__lookup_given, take), NULL, 0, 0},
    {"as", CPF__FORM_TEXT, 1, offsetof(cpf__lookup_given, as), NULL, 0, 0},
};
const cpf__shape cpf__lookup_shape = CPF__SHAPE("lookup", lookup_members);

typedef struct first_given {
    const char *column, *as;
} first_given;

static const cpf__member first_members[] = {
    {"column", CPF__FORM_TEXT, 1, offsetof(first_given, column), NULL, 0, 0},
    {"as", CPF__FORM_TEXT, 1, offsetof(first_given, as), NULL, 0, 0},
};
const cpf__shape cpf__first_shape = CPF__SHAPE("first", first_members);

typedef struct feed_given {
    const char *measure, *column, *where;
    int32_t except, reserved; /* node */
} feed_given;

static const cpf__member feed_members[] = {
    {"measure", CPF__FORM_TEXT, 1, offsetof(feed_given, measure), NULL, 0, 0},
    {"column", CPF__FORM_TEXT, 0, offsetof(feed_given, column), NULL, 0, 0},
    {"where", CPF__FORM_TEXT, 0, offsetof(feed_given, where), NULL, 0, 0},
    {"except", CPF__FORM_TEXTS, 0, offsetof(feed_given, except), NULL, 0, 0},
};
const cpf__shape cpf__feed_shape = CPF__SHAPE("feed", feed_members);

typedef struct exclusion_given {
    const char *code, *where, *reason;
} exclusion_given;

static const cpf__member exclusion_members[] = {
    {"code", CPF__FORM_TEXT, 1, offsetof(exclusion_given, code), NULL, 0, 0},
    {"where", CPF__FORM_TEXT, 1, offsetof(exclusion_given, where), NULL, 0, 0},
    {"reason", CPF__FORM_TEXT, 0, offsetof(exclusion_given, reason), NULL, 0, 0},
};
const cpf__shape cpf__exclusion_shape = CPF__SHAPE("exclusion", exclusion_members);

void cpf__read_lookup(cpf__reader *reader, int32_t node, void *source)
{
    cpf__lookup_given given = {0};

    if (cpf__read_object(reader, node, &cpf__lookup_shape, &given))
        cpf_source_add_lookup(source, given.column, given.file, given.key, given.take, given.as);
}

void cpf__read_first(cpf__reader *reader, int32_t node, void *source)
{
    first_given given = {0};

    if (cpf__read_object(reader, node, &cpf__first_shape, &given))
        cpf_source_add_first(source, given.column, given.as);
}

void cpf__read_feed(cpf__reader *reader, int32_t node, void *source)
{
    feed_given given = {.except = CPF_NONE};

    if (!cpf__read_object(reader, node, &cpf__feed_shape, &given))
        return;
    cpf_source_add_measure(source, given.measure, given.column, given.where);
    if (given.except == CPF_NONE)
        return;
    for (int32_t text = cpf__read_texts_first(reader, given.except); text != CPF_NONE;
         text = cpf__read_texts_next(reader, given.except, text))
        cpf_source_add_exception(source, cpf__json_text(reader->json, text));
}

void cpf__read_exclusion(cpf__reader *reader, int32_t node, void *source)
{
    exclusion_given given = {0};

    if (cpf__read_object(reader, node, &cpf__exclusion_shape, &given))
        cpf_source_add_exclusion(source, given.code, given.where, given.reason);
}
