/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "csv_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "context.h"
#include "csv_messages.h"
#include "mem.h"
#include "text.h"

enum { READ_BYTES = 1024 * 1024 };

static cpf_status file_failure(const cpf_context *context, const char *path, int code, cpf_error **error)
{
    cpf__place place = {.file = path};

    if (code == ENOENT || code == ENOTDIR)
        return cpf__find(context, error, &place, &cpf__csv_messages[CPF__CSV_FILE_MISSING]);
    return cpf__find(context, error, &place, &cpf__csv_messages[CPF__CSV_FILE_UNREADABLE], code);
}

/* The whole of a regular file is the window; 0 when the system cannot do that, and it is read. */
static int map_window(int handle, int64_t bytes, cpf__csv_file *file)
{
    void *window = mmap(NULL, (size_t)bytes, PROT_READ, MAP_PRIVATE, handle, 0);

    if (window == MAP_FAILED)
        return 0;
    posix_madvise(window, (size_t)bytes, POSIX_MADV_SEQUENTIAL);
    file->mapped = window;
    file->data = window;
    file->length = bytes;
    file->at_end = 1;
    return 1;
}

cpf_status cpf__csv_file_open(const cpf_context *context, const char *path, cpf__csv_file *file, cpf_error **error)
{
    struct stat facts;
    cpf__csv_file made = {.path = path};
    int handle = open(path, O_RDONLY | O_CLOEXEC);

    if (handle < 0)
        return file_failure(context, path, errno, error);
    made.handle = handle;
    if (fstat(handle, &facts) == 0 && S_ISREG(facts.st_mode))
        made.total = facts.st_size;
    if (!made.total || !map_window(handle, made.total, &made)) {
        made.capacity = READ_BYTES;
        made.data = made.buffer = cpf__alloc_column(context, made.capacity, 1);
        if (!made.buffer) {
            close(handle);
            return cpf__no_memory(error);
        }
    }
    made.context = cpf__context_retain(context);
    *file = made;
    return CPF_OK;
}

void cpf__csv_file_memory(const char *bytes, int64_t length, cpf__csv_file *file)
{
    *file = (cpf__csv_file){.data = bytes, .length = length, .total = length, .handle = -1, .at_end = 1};
}

/* Room for reading behind what is left in the window: a row that fills it needs a larger one. */
static int widen_window(cpf__csv_file *file)
{
    char *grown;

    if (file->length < file->capacity)
        return 1;
    grown = cpf__alloc_column(file->context, file->capacity * 2, 1);
    if (!grown)
        return 0;
    memcpy(grown, file->buffer, (size_t)file->length);
    cpf__free(file->context, file->buffer);
    file->buffer = grown;
    file->data = grown;
    file->capacity *= 2;
    return 1;
}

cpf_status cpf__csv_file_next(cpf__csv_file *file, int64_t bytes, cpf_error **error)
{
    ssize_t got;

    file->taken += bytes;
    file->length -= bytes;
    if (!file->buffer) {
        file->data += bytes;
        return CPF_OK;
    }
    memmove(file->buffer, file->buffer + bytes, (size_t)file->length);
    if (file->at_end)
        return CPF_OK;
    if (!widen_window(file))
        return cpf__no_memory(error);
    do
        got = read(file->handle, file->buffer + file->length, (size_t)(file->capacity - file->length));
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return file_failure(file->context, file->path, errno, error);
    file->length += got;
    file->at_end = got == 0;
    return CPF_OK;
}

void cpf__csv_file_close(cpf__csv_file *file)
{
    if (file->mapped)
        munmap(file->mapped, (size_t)file->total);
    if (file->handle >= 0)
        close(file->handle);
    cpf__free(file->context, file->buffer);
    cpf_context_free(file->context);
    *file = (cpf__csv_file){.handle = -1};
}

char *cpf__csv_path(const cpf_context *context, const char *folder, const char *file)
{
    int64_t before = folder ? (int64_t)strlen(folder) : 0, behind = (int64_t)strlen(file);
    char *path;

    if (!before || file[0] == '/')
        return cpf__strdup(context, file);
    path = cpf__alloc(context, before + behind + 2, 1);
    if (!path)
        return NULL;
    memcpy(path, folder, (size_t)before);
    if (path[before - 1] != '/')
        path[before++] = '/';
    memcpy(path + before, file, (size_t)behind + 1);
    return path;
}
