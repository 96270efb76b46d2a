/* SPDX-License-Identifier: MIT */
/* A place as people say it: "orders.csv line 812 column amount", "plan.json line 14: indicators[2].rule (goal east)".
 * */
#include "finding.h"
#include "mem.h"
#include "text.h"

static int is_given(const char *text)
{
    return text && *text;
}

static void add_after(cpf_text *text, const char *separator, const char *word)
{
    if (cpf_text_length(text))
        cpf__text_add(text, separator);
    cpf__text_add(text, word);
}

static void add_number(cpf_text *text, const char *word, int64_t number)
{
    add_after(text, " ", word);
    cpf__text_add(text, " ");
    cpf__text_add_int(text, number);
}

static void add_position(cpf_text *text, const cpf__place *place)
{
    if (is_given(place->file))
        cpf__text_add(text, place->file);
    if (place->line > 0)
        add_number(text, "line", place->line);
    if (is_given(place->column_name)) {
        add_after(text, " ", "column ");
        cpf__text_add(text, place->column_name);
    } else if (place->column > 0 && !is_given(place->path)) {
        add_number(text, "column", place->column);
    }
}

static void add_about(cpf_text *text, const cpf__place *place)
{
    if (is_given(place->path)) {
        add_after(text, ": ", place->path);
        if (place->column > 0 && !is_given(place->column_name)) /* inside the text that stands there */
            add_number(text, "column", place->column);
    }
    if (!is_given(place->subject))
        return;
    if (!cpf_text_length(text)) {
        cpf__text_add(text, place->subject);
        return;
    }
    cpf__text_add(text, " (");
    cpf__text_add(text, place->subject);
    cpf__text_add(text, ")");
}

char *cpf__place_render(const cpf_context *context, const cpf__place *place)
{
    cpf_text *text = cpf__text_new(context);
    char *line = NULL;

    add_position(text, place);
    add_about(text, place);
    if (!cpf__text_failed(text))
        line = cpf__strndup(context, cpf_text_data(text), cpf_text_length(text));
    cpf_text_free(text);
    return line;
}
