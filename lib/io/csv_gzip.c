/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "csv_gzip.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "context.h"
#include "mem.h"

enum { INPUT_BYTES = 64 * 1024, OUTPUT_MOST = 1 << 30, GZIP_WINDOW = 15 + 16 };

struct cpf__gzip {
    cpf_context *context;
    z_stream stream;
    int64_t taken; /* bytes of the file that were read */
    int32_t handle;
    int32_t begun;  /* inside a member: the end of the file must not come yet */
    int32_t at_end; /* of the file */
    int32_t reserved;
    unsigned char input[INPUT_BYTES];
};

int cpf__is_gzip(const char *bytes, int64_t length)
{
    return length >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0;
}

static void *allocate_for_zlib(void *user, unsigned int count, unsigned int size)
{
    return cpf__alloc(user, count, size);
}

static void free_for_zlib(void *user, void *block)
{
    cpf__free(user, block);
}

cpf__gzip *cpf__gzip_new(const cpf_context *context, int32_t handle, const char *first, int64_t length)
{
    cpf__gzip *gzip = cpf__alloc(context, 1, sizeof *gzip);

    if (!gzip)
        return NULL;
    gzip->context = cpf__context_retain(context);
    gzip->handle = handle;
    gzip->stream.zalloc = allocate_for_zlib;
    gzip->stream.zfree = free_for_zlib;
    gzip->stream.opaque = gzip->context;
    if (inflateInit2(&gzip->stream, GZIP_WINDOW) != Z_OK) {
        cpf_context_free(gzip->context);
        cpf__free(context, gzip);
        return NULL;
    }
    memcpy(gzip->input, first, (size_t)length);
    gzip->stream.next_in = gzip->input;
    gzip->stream.avail_in = (unsigned int)length;
    gzip->taken = length;
    return gzip;
}

void cpf__gzip_free(cpf__gzip *gzip)
{
    cpf_context *context;

    if (!gzip)
        return;
    context = gzip->context;
    inflateEnd(&gzip->stream);
    cpf__free(context, gzip);
    cpf_context_free(context);
}

int64_t cpf__gzip_passed(const cpf__gzip *gzip)
{
    return gzip->taken - (int64_t)gzip->stream.avail_in;
}

/* Input, unless the file has ended. */
static cpf_status read_input(cpf__gzip *gzip, int *code)
{
    ssize_t got;

    if (gzip->stream.avail_in || gzip->at_end)
        return CPF_OK;
    do
        got = read(gzip->handle, gzip->input, INPUT_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        *code = errno;
        return CPF_E_IO;
    }
    gzip->at_end = got == 0;
    gzip->taken += got;
    gzip->stream.next_in = gzip->input;
    gzip->stream.avail_in = (unsigned int)got;
    return CPF_OK;
}

/* Zeros may fill up a file behind its last member; anything else there must be another member. */
static void pass_padding(cpf__gzip *gzip)
{
    while (!gzip->begun && gzip->stream.avail_in && !*gzip->stream.next_in) {
        gzip->stream.next_in++;
        gzip->stream.avail_in--;
    }
}

static cpf_status inflate_some(cpf__gzip *gzip)
{
    int answer;

    gzip->begun = 1;
    answer = inflate(&gzip->stream, Z_NO_FLUSH);
    if (answer == Z_STREAM_END) {
        gzip->begun = 0;
        answer = inflateReset(&gzip->stream);
    }
    if (answer == Z_MEM_ERROR)
        return CPF_E_MEMORY;
    return answer == Z_OK || answer == Z_BUF_ERROR ? CPF_OK : CPF_E_DATA;
}

cpf_status cpf__gzip_read(cpf__gzip *gzip, char *bytes, int64_t capacity, int64_t *got, int *code)
{
    unsigned int room = capacity < OUTPUT_MOST ? (unsigned int)capacity : (unsigned int)OUTPUT_MOST;
    cpf_status status = CPF_OK;

    gzip->stream.next_out = (unsigned char *)bytes;
    gzip->stream.avail_out = room;
    *got = 0;
    while (status == CPF_OK && !*got) {
        status = read_input(gzip, code);
        if (status != CPF_OK)
            break;
        pass_padding(gzip);
        if (!gzip->stream.avail_in && gzip->at_end)
            return gzip->begun ? CPF_E_DATA : CPF_OK;
        if (gzip->stream.avail_in)
            status = inflate_some(gzip);
        *got = room - gzip->stream.avail_out;
    }
    return status;
}
