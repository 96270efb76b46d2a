/* SPDX-License-Identifier: MIT */
#include "csv_header.h"

#include <string.h>

#include "csv_messages.h"
#include "text.h"

enum { NAMES_SHOWN = 60, NAME_BYTES = 80 };

static int is_column(cpf__slice cell, const char *name)
{
    return (size_t)cell.length == strlen(name) && (!cell.length || memcmp(cell.data, name, (size_t)cell.length) == 0);
}

static void add_name(cpf_text *list, const char *name, int64_t length)
{
    int64_t shown = length > NAME_BYTES ? cpf__utf8_valid(name, NAME_BYTES) : length;

    if (cpf_text_length(list) > 0)
        cpf__text_add(list, ", ");
    cpf__text_add(list, "\"");
    if (shown)
        cpf__text_add_bytes(list, name, shown);
    cpf__text_add(list, shown < length ? "...\"" : "\"");
}

static cpf_status tell_missing_columns(const cpf_context *context, const cpf__place *place, const cpf_text *missing,
                                       int32_t width, const cpf__slice *header, cpf_error **error)
{
    cpf_text *there = cpf__text_new(context);
    cpf_status status;

    for (int32_t i = 0; i < width && i < NAMES_SHOWN; i++)
        add_name(there, header[i].data, header[i].length);
    if (width > NAMES_SHOWN)
        cpf__text_add(there, ", ...");
    if (cpf__text_failed(there))
        status = cpf__no_memory(error);
    else
        status = cpf__find(context, error, place, &cpf__csv_messages[CPF__CSV_NO_COLUMNS], cpf_text_data(missing),
                           cpf_text_data(there));
    cpf_text_free(there);
    return status;
}

/* Position of a name from 1, 0 when it is not there, -1 when it is there twice. */
static int32_t find_name(int32_t width, const cpf__slice *header, const char *name)
{
    int32_t found = 0;

    for (int32_t i = 0; i < width; i++)
        if (is_column(header[i], name))
            found = found ? -1 : i + 1;
    return found;
}

cpf_status cpf__csv_match(const cpf_context *context, const char *file, int64_t line, int32_t width,
                          const cpf__slice *header, int32_t n, const char *const *columns, const uint8_t *skip,
                          int32_t *positions, cpf_error **error)
{
    cpf__place place = {.file = file, .line = line};
    cpf_text *missing = cpf__text_new(context);
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < n; i++) {
        int wanted = columns[i] && !(skip && skip[i]);

        positions[i] = wanted ? find_name(width, header, columns[i]) : 0;
        if (wanted && positions[i] == 0)
            add_name(missing, columns[i], (int64_t)strlen(columns[i]));
        if (positions[i] < 0)
            status = cpf__find(context, error, &place, &cpf__csv_messages[CPF__CSV_TWO_COLUMNS], columns[i]);
    }
    if (cpf__text_failed(missing))
        status = cpf__no_memory(error);
    else if (cpf_text_length(missing) > 0)
        status = tell_missing_columns(context, &place, missing, width, header, error);
    cpf_text_free(missing);
    return status;
}
