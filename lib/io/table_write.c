/* SPDX-License-Identifier: MIT */
/* A table in one of the formats: rows, so that a new format is a row and a file. */
#include <channelperf/io.h>
#include <string.h>

#include "io_messages.h"
#include "table_data.h"
#include "table_formats.h"
#include "text.h"

typedef struct table_format {
    const char *name;
    void (*write)(const cpf_table *table, int32_t language, cpf_text *text);
} table_format;

static const table_format table_formats[] = {
    {"csv", cpf__table_csv},
    {"json", cpf__table_json},
    {"text", cpf__table_plain},
};

static const table_format *find_format(const char *name)
{
    for (size_t i = 0; i < sizeof table_formats / sizeof table_formats[0]; i++)
        if (strcmp(table_formats[i].name, name) == 0)
            return &table_formats[i];
    return NULL;
}

cpf_status cpf_table_write(const cpf_table *table, const char *format, int32_t language, cpf_text **text, cpf_error **error)
{
    const table_format *found;
    cpf_text *made;

    if (!table || !format || !text)
        return cpf__bad_argument(table ? table->context : NULL, error, !table ? "table" : !format ? "format" : "text");
    found = find_format(format);
    if (!found)
        return cpf__find(table->context, error, NULL, &cpf__io_messages[CPF__IO_FORMAT], format);
    made = cpf__text_new(table->context);
    found->write(table, language, made);
    if (cpf__text_failed(made)) {
        cpf_text_free(made);
        return cpf__no_memory(error);
    }
    *text = made;
    return CPF_OK;
}
