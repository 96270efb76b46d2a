/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "mem.h"
#include "read_messages.h"

enum { FIRST_BYTES = 1 << 16 };

typedef struct growing {
    char *bytes;
    int64_t length, capacity;
} growing;

/* Words of ours, since those of the system follow the locale. */
static const char *reason_of(int code)
{
    static const struct {
        int code;
        const char *words;
    } rows[] = {{EACCES, "permission denied"},          {EISDIR, "it is a folder"},
                {EMFILE, "too many open files"},        {ENFILE, "too many open files"},
                {ENAMETOOLONG, "the name is too long"}, {ELOOP, "too many links"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].code == code)
            return rows[i].words;
    }
    return "input/output error";
}

static cpf_status refuse_file(const cpf_context *context, const char *path, int code, cpf_error **error)
{
    cpf__plan_message row = code == ENOENT || code == ENOTDIR ? CPF__PLAN_NOT_FOUND : CPF__PLAN_UNREADABLE;
    cpf__place place = {0};

    place.file = path;
    return cpf__find(context, error, &place, &cpf__plan_messages[row], path, reason_of(code));
}

/* Room for more bytes than there are; the limit is passed by one byte at most, which is enough to see it. */
static int grow(const cpf_context *context, growing *file, int64_t limit)
{
    int64_t wanted = file->capacity ? file->capacity * 2 : FIRST_BYTES;
    char *bytes;

    if (file->length < file->capacity)
        return 1;
    if (wanted > limit + 1)
        wanted = limit + 1;
    bytes = cpf__realloc(context, file->bytes, wanted, 1);
    if (!bytes)
        return 0;
    file->bytes = bytes;
    file->capacity = wanted;
    return 1;
}

static cpf_status read_all(const cpf_context *context, int descriptor, const char *path, int64_t limit, growing *file,
                           cpf_error **error)
{
    cpf__place place = {0};
    ssize_t got = 1;

    place.file = path;
    while (got) {
        if (file->length > limit)
            return cpf__find(context, error, &place, &cpf__plan_messages[CPF__PLAN_TOO_LONG]);
        if (!grow(context, file, limit))
            return cpf__no_memory(error);
        got = read(descriptor, file->bytes + file->length, (size_t)(file->capacity - file->length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse_file(context, path, errno, error);
        file->length += got;
    }
    return CPF_OK;
}

cpf_status cpf__read_file(const cpf_context *context, const char *path, int64_t limit, char **bytes, int64_t *length,
                          cpf_error **error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    growing file = {0};
    cpf_status status;

    if (descriptor < 0)
        return refuse_file(context, path, errno, error);
    file.bytes = cpf__alloc(context, 1, 1);
    status = file.bytes ? read_all(context, descriptor, path, limit, &file, error) : cpf__no_memory(error);
    close(descriptor);
    if (status != CPF_OK) {
        cpf__free(context, file.bytes);
        return status;
    }
    *bytes = file.bytes;
    *length = file.length;
    return CPF_OK;
}
