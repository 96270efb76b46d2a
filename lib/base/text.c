/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <stdio.h>
#include <string.h>

#include "context.h"
#include "mem.h"

enum { FIRST_CAPACITY = 64 };

struct cpf_text {
    cpf_context *context; /* retained */
    char *data;           /* NUL behind the bytes at all times */
    int64_t length;
    int64_t capacity; /* the NUL included */
    int failed;
};

cpf_text *cpf__text_new(const cpf_context *context)
{
    cpf_text *text = cpf__alloc(context, 1, sizeof *text);

    if (!text)
        return NULL;
    text->data = cpf__alloc(context, FIRST_CAPACITY, 1);
    if (!text->data) {
        cpf__free(context, text);
        return NULL;
    }
    text->capacity = FIRST_CAPACITY;
    text->context = cpf__context_retain(context);
    return text;
}

void cpf_text_free(cpf_text *text)
{
    cpf_context *context;

    if (!text)
        return;
    context = text->context;
    cpf__free(context, text->data);
    cpf__free(context, text);
    cpf_context_free(context);
}

const char *cpf_text_data(const cpf_text *text)
{
    return text ? text->data : "";
}

int64_t cpf_text_length(const cpf_text *text)
{
    return text ? text->length : 0;
}

void cpf__text_fail(cpf_text *text)
{
    if (text)
        text->failed = 1;
}

int cpf__text_failed(const cpf_text *text)
{
    return !text || text->failed;
}

/* Room for `extra` bytes and the NUL. */
static int make_room(cpf_text *text, int64_t extra)
{
    int64_t wanted;
    char *grown;

    if (!text || text->failed)
        return 0;
    if (extra < text->capacity - text->length)
        return 1;
    if (extra >= INT64_MAX / 4 - text->length) {
        text->failed = 1;
        return 0;
    }
    wanted = text->capacity * 2 > text->length + extra + 1 ? text->capacity * 2 : text->length + extra + 1;
    grown = cpf__realloc(text->context, text->data, wanted, 1);
    if (!grown) {
        text->failed = 1;
        return 0;
    }
    text->data = grown;
    text->capacity = wanted;
    return 1;
}

void cpf__text_add_bytes(cpf_text *text, const char *bytes, int64_t length)
{
    if (length <= 0 || !make_room(text, length))
        return;
    memcpy(text->data + text->length, bytes, (size_t)length);
    text->length += length;
    text->data[text->length] = '\0';
}

void cpf__text_add(cpf_text *text, const char *string)
{
    cpf__text_add_bytes(text, string, (int64_t)strlen(string));
}

void cpf__text_vformat(cpf_text *text, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0 || !make_room(text, length)) {
        if (text && length < 0)
            text->failed = 1;
        return;
    }
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    text->length += length;
}

void cpf__text_format(cpf_text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    cpf__text_vformat(text, format, arguments);
    va_end(arguments);
}

void cpf__text_cut(cpf_text *text, int64_t length)
{
    if (!text || length < 0 || length >= text->length)
        return;
    text->length = length;
    text->data[length] = '\0';
}
