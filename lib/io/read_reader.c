/* SPDX-License-Identifier: MIT */
#include "read_reader.h"

#include <string.h>

#include "plan_place.h"
#include "text.h"

enum { SHOWN_MAXIMUM = 120 };

int cpf__reader_stopped(const cpf__reader *reader)
{
    return cpf_error_status(reader->findings) == CPF_E_MEMORY;
}

const char *cpf__reader_path(cpf__reader *reader, int32_t node)
{
    cpf__text_cut(reader->path, 0);
    cpf__json_path(reader->json, node, reader->path);
    if (cpf__text_failed(reader->path))
        cpf__no_memory(&reader->findings);
    return cpf_text_data(reader->path);
}

void cpf__reader_at(cpf__reader *reader, int32_t node)
{
    cpf__plan_at(reader->plan, cpf__reader_path(reader, node));
}

/* 0 when this finding is one too many, which is told once. */
static int may_tell(cpf__reader *reader, const cpf__place *place)
{
    reader->told++;
    if (reader->told == CPF__READ_FINDINGS + 1)
        cpf__find(reader->context, &reader->findings, place, &cpf__plan_messages[CPF__PLAN_MANY], "1000");
    return reader->told <= CPF__READ_FINDINGS;
}

/* Text of the document as a message can bear it: the beginning of a long one. NULL stays NULL. */
static const char *shortened(const char *text, char *buffer)
{
    int64_t kept;

    if (!text || strlen(text) <= SHOWN_MAXIMUM)
        return text;
    kept = cpf__utf8_valid(text, SHOWN_MAXIMUM);
    memcpy(buffer, text, (size_t)kept);
    memcpy(buffer + kept, "...", 4);
    return buffer;
}

void cpf__tell(cpf__reader *reader, int32_t node, cpf__plan_message row, const char *first, const char *second)
{
    char short_first[SHOWN_MAXIMUM + 4], short_second[SHOWN_MAXIMUM + 4];
    cpf__place place = {0};

    place.file = reader->file;
    place.line = reader->json->items[node].line;
    place.path = cpf__reader_path(reader, node);
    if (may_tell(reader, &place))
        cpf__find(reader->context, &reader->findings, &place, &cpf__plan_messages[row], shortened(first, short_first),
                  shortened(second, short_second));
}

void cpf__tell_cell(cpf__reader *reader, int32_t node, const cpf__cell_place *cell, cpf__plan_message row,
                    const char *text)
{
    char short_text[SHOWN_MAXIMUM + 4];
    cpf__place place = {0};

    place.file = cell->file;
    place.line = cell->line;
    place.column_name = cell->column;
    place.path = cpf__reader_path(reader, node);
    if (may_tell(reader, &place))
        cpf__find(reader->context, &reader->findings, &place, &cpf__plan_messages[row], shortened(text, short_text));
}

void cpf__read_each(cpf__reader *reader, int32_t list, void (*each)(cpf__reader *reader, int32_t node))
{
    if (list == CPF_NONE)
        return;
    for (int32_t node = cpf__json_child(reader->json, list); node != CPF_NONE && !cpf__reader_stopped(reader);
         node = cpf__json_sibling(reader->json, node))
        each(reader, node);
}

void cpf__read_each_of(cpf__reader *reader, int32_t list, void *owner,
                       void (*each)(cpf__reader *reader, int32_t node, void *owner))
{
    if (list == CPF_NONE)
        return;
    for (int32_t node = cpf__json_child(reader->json, list); node != CPF_NONE && !cpf__reader_stopped(reader);
         node = cpf__json_sibling(reader->json, node))
        each(reader, node, owner);
}
