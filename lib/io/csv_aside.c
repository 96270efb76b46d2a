/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "csv_aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "context.h"
#include "csv_messages.h"
#include "mem.h"
#include "text.h"

enum { ASIDE_BYTES = 64 * 1024 };

static const char suffix[] = ".new";
static const char aside_header[] = "file,line,column,message,row\r\n";

static void forget_aside(cpf__csv_aside *aside)
{
    cpf_context *context = aside->context;

    cpf__free(context, aside->beside);
    cpf__free(context, aside->buffer);
    *aside = (cpf__csv_aside){.handle = -1};
    cpf_context_free(context);
}

static cpf_status flush_bytes(cpf__csv_aside *aside, const char *bytes, int64_t length)
{
    while (length > 0 && !aside->failure) {
        ssize_t written = write(aside->handle, bytes, (size_t)length);

        if (written >= 0) {
            bytes += written;
            length -= written;
        } else if (errno != EINTR) {
            aside->failure = errno;
        }
    }
    return aside->failure ? CPF_E_IO : CPF_OK;
}

static cpf_status flush_aside(cpf__csv_aside *aside)
{
    int64_t length = aside->length;

    aside->length = 0;
    return flush_bytes(aside, aside->buffer, length);
}

static cpf_status put_bytes(cpf__csv_aside *aside, const char *bytes, int64_t length)
{
    if (aside->length + length > ASIDE_BYTES && flush_aside(aside) != CPF_OK)
        return CPF_E_IO;
    if (length > ASIDE_BYTES)
        return flush_bytes(aside, bytes, length);
    if (length)
        memcpy(aside->buffer + aside->length, bytes, (size_t)length);
    aside->length += length;
    return CPF_OK;
}

static cpf_status tell_unwritable(const cpf_context *context, const char *path, int code, cpf_error **error)
{
    cpf__place place = {.file = path};

    return cpf__find(context, error, &place, &cpf__csv_messages[CPF__CSV_FILE_UNWRITABLE], code);
}

/* Readable by its owner only, and never through a link that somebody left there. */
static int open_beside(const char *beside)
{
    unlink(beside);
    return open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

cpf_status cpf__csv_aside_open(const cpf_context *context, const char *path, cpf__csv_aside *aside, cpf_error **error)
{
    int64_t length = (int64_t)strlen(path);
    int code;

    *aside = (cpf__csv_aside){.path = path, .handle = -1};
    aside->context = cpf__context_retain(context);
    aside->beside = cpf__alloc(context, length + (int64_t)sizeof suffix, 1);
    aside->buffer = cpf__alloc(context, ASIDE_BYTES, 1);
    if (!aside->beside || !aside->buffer) {
        forget_aside(aside);
        return cpf__no_memory(error);
    }
    memcpy(aside->beside, path, (size_t)length);
    memcpy(aside->beside + length, suffix, sizeof suffix);
    aside->handle = open_beside(aside->beside);
    if (aside->handle >= 0)
        return put_bytes(aside, aside_header, (int64_t)sizeof aside_header - 1);
    code = errno;
    forget_aside(aside);
    return tell_unwritable(context, path, code, error);
}

/* A cell in quotes; one that a spreadsheet would take for a formula begins with an apostrophe. */
static void quote_cell(cpf_text *line, const char *bytes, int64_t length)
{
    cpf__text_add(line, "\"");
    if (length && bytes[0] && strchr("=+-@\t\r", bytes[0]))
        cpf__text_add(line, "'");
    while (length) {
        const char *quote = memchr(bytes, '"', (size_t)length);
        int64_t part = quote ? quote - bytes + 1 : length;

        cpf__text_add_bytes(line, bytes, part);
        if (quote)
            cpf__text_add(line, "\"");
        bytes += part;
        length -= part;
    }
    cpf__text_add(line, "\"");
}

static void quote_text(cpf_text *line, const char *string)
{
    quote_cell(line, string ? string : "", string ? (int64_t)strlen(string) : 0);
    cpf__text_add(line, ",");
}

cpf_status cpf__csv_aside_add(cpf__csv_aside *aside, cpf__slice row, const cpf_error *finding)
{
    const cpf__place *place = cpf__error_place_at(finding, 0);
    cpf_text *line = cpf__text_new(aside->context);
    cpf_status status;

    quote_text(line, place ? place->file : NULL);
    cpf__text_add_int(line, place ? place->line : 0);
    cpf__text_add(line, ",");
    quote_text(line, place ? place->column_name : NULL);
    quote_text(line, cpf_error_message(finding));
    quote_cell(line, row.data, row.length);
    cpf__text_add(line, "\r\n");
    status = cpf__text_failed(line) ? CPF_E_MEMORY : put_bytes(aside, cpf_text_data(line), cpf_text_length(line));
    cpf_text_free(line);
    return status;
}

cpf_status cpf__csv_aside_close(cpf__csv_aside *aside, int keep, cpf_error **error)
{
    cpf_context *context = cpf__context_retain(aside->context);
    const char *path = aside->path;
    int code;

    flush_aside(aside);
    if (keep && !aside->failure && fsync(aside->handle) != 0 && errno != EINVAL)
        aside->failure = errno;
    if (close(aside->handle) != 0 && !aside->failure)
        aside->failure = errno;
    if (keep && !aside->failure && rename(aside->beside, path) != 0)
        aside->failure = errno;
    if (!keep || aside->failure)
        unlink(aside->beside);
    code = aside->failure;
    forget_aside(aside);
    if (code)
        tell_unwritable(context, path, code, error);
    cpf_context_free(context);
    return code ? CPF_E_IO : CPF_OK;
}
