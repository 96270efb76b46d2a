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

/* Bytes at the place of the file, as many as there are at once; -1: a failure, told. */
static ssize_t read_bytes(cpf__csv_file *file, char *bytes, int64_t capacity, cpf_error **error)
{
    ssize_t got;

    do
        got = read(file->handle, bytes, (size_t)capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        file_failure(file->context, file->path, errno, error);
    return got;
}

/* Reads the first two bytes, which say whether the file is gzip's, and goes on accordingly. */
static cpf_status start_reading(cpf__csv_file *file, cpf_error **error)
{
    ssize_t got = 1;

    file->capacity = READ_BYTES;
    file->data = file->buffer = cpf__alloc_column(file->context, file->capacity, 1);
    if (!file->buffer)
        return cpf__no_memory(error);
    while (got > 0 && file->length < 2) {
        got = read_bytes(file, file->buffer + file->length, 2 - file->length, error);
        if (got < 0)
            return CPF_E_IO;
        file->length += got;
    }
    if (!cpf__is_gzip(file->buffer, file->length))
        return CPF_OK;
    file->gzip = cpf__gzip_new(file->context, file->handle, file->buffer, file->length);
    file->length = 0;
    return file->gzip ? CPF_OK : cpf__no_memory(error);
}

static int is_mappable(const cpf__csv_file *file)
{
    char first[2];

    return file->total > 0 && !cpf__is_gzip(first, pread(file->handle, first, sizeof first, 0));
}

cpf_status cpf__csv_file_open(const cpf_context *context, const char *path, cpf__csv_file *file, cpf_error **error)
{
    struct stat facts;
    cpf_status status;

    *file = (cpf__csv_file){.path = path, .handle = open(path, O_RDONLY | O_CLOEXEC)};
    if (file->handle < 0)
        return file_failure(context, path, errno, error);
    file->context = cpf__context_retain(context);
    if (fstat(file->handle, &facts) == 0 && S_ISREG(facts.st_mode))
        file->total = facts.st_size;
    if (is_mappable(file) && map_window(file->handle, file->total, file))
        return CPF_OK;
    status = start_reading(file, error);
    if (status != CPF_OK)
        cpf__csv_file_close(file);
    return status;
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

/* More bytes behind the window; none at the end. */
static cpf_status fill_window(cpf__csv_file *file, int64_t *got, cpf_error **error)
{
    cpf__place place = {.file = file->path};
    char *behind = file->buffer + file->length;
    int64_t room = file->capacity - file->length;
    cpf_status status;
    int code = 0;

    if (!file->gzip) {
        *got = read_bytes(file, behind, room, error);
        return *got < 0 ? CPF_E_IO : CPF_OK;
    }
    status = cpf__gzip_read(file->gzip, behind, room, got, &code);
    if (status == CPF_E_IO)
        return file_failure(file->context, file->path, code, error);
    if (status == CPF_E_MEMORY)
        return cpf__no_memory(error);
    if (status != CPF_OK)
        return cpf__find(file->context, error, &place, &cpf__csv_messages[CPF__CSV_GZIP]);
    return CPF_OK;
}

cpf_status cpf__csv_file_next(cpf__csv_file *file, int64_t bytes, cpf_error **error)
{
    int64_t got = 0;
    cpf_status status;

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
    status = fill_window(file, &got, error);
    if (status != CPF_OK)
        return status;
    file->length += got;
    file->at_end = got == 0;
    return CPF_OK;
}

int64_t cpf__csv_file_passed(const cpf__csv_file *file, int64_t used)
{
    return file->gzip ? cpf__gzip_passed(file->gzip) : file->taken + used;
}

void cpf__csv_file_close(cpf__csv_file *file)
{
    if (file->mapped)
        munmap(file->mapped, (size_t)file->total);
    cpf__gzip_free(file->gzip);
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
