/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 8 << 20, ALIGNMENT = 16 };

typedef struct arena_block {
    struct arena_block *next;
    int64_t bytes; /* behind this head */
} arena_block;

_Static_assert(sizeof(arena_block) == ALIGNMENT, "what follows the head of a block stays aligned");

struct cpf__arena {
    const cpf_context *context;
    arena_block *blocks; /* the newest first */
    int64_t used;        /* of the newest */
    int64_t next_bytes;
    int failed;
    char empty[4]; /* what a text is when there is no memory */
};

cpf__arena *cpf__arena_new(const cpf_context *context)
{
    cpf__arena *arena = cpf__alloc(context, 1, sizeof *arena);

    if (arena) {
        arena->context = context;
        arena->next_bytes = FIRST_BLOCK;
    }
    return arena;
}

void cpf__arena_free(cpf__arena *arena)
{
    arena_block *next;

    if (!arena)
        return;
    for (arena_block *block = arena->blocks; block; block = next) {
        next = block->next;
        cpf__free(arena->context, block);
    }
    cpf__free(arena->context, arena);
}

static int add_block(cpf__arena *arena, int64_t needed)
{
    int64_t bytes = needed > arena->next_bytes ? needed : arena->next_bytes;
    arena_block *block = cpf__alloc_column(arena->context, bytes + (int64_t)sizeof *block, 1);

    if (!block)
        return 0;
    block->next = arena->blocks;
    block->bytes = bytes;
    arena->blocks = block;
    arena->used = 0;
    if (arena->next_bytes < LARGEST_BLOCK)
        arena->next_bytes *= 2;
    return 1;
}

/* Not cleared: what of a block is never taken need never be touched. */
static void *take_bytes(cpf__arena *arena, int64_t bytes, int64_t alignment)
{
    int64_t begin = (arena->used + alignment - 1) / alignment * alignment;

    if (arena->failed)
        return NULL;
    if (!arena->blocks || bytes > arena->blocks->bytes - begin) {
        if (!add_block(arena, bytes)) {
            arena->failed = 1;
            return NULL;
        }
        begin = 0;
    }
    arena->used = begin + bytes;
    return (unsigned char *)(arena->blocks + 1) + begin;
}

void *cpf__arena_take(cpf__arena *arena, int64_t count, size_t size)
{
    void *taken;

    if (count < 0 || count > INT64_MAX / 4 / (int64_t)size) {
        arena->failed = 1;
        return NULL;
    }
    taken = take_bytes(arena, count * (int64_t)size, ALIGNMENT);
    if (taken)
        memset(taken, 0, (size_t)count * size);
    return taken;
}

char *cpf__arena_text(cpf__arena *arena, const char *text)
{
    int64_t length = text ? (int64_t)strlen(text) : 0;
    char *copy = take_bytes(arena, length + 1, 1);

    if (!copy)
        return arena->empty;
    if (length)
        memcpy(copy, text, (size_t)length);
    copy[length] = '\0';
    return copy;
}

void *cpf__arena_copy(cpf__arena *arena, const void *items, int64_t count, size_t size)
{
    void *copy = cpf__arena_take(arena, count, size);

    if (copy && count)
        memcpy(copy, items, (size_t)count * size);
    return copy;
}

int cpf__arena_failed(const cpf__arena *arena)
{
    return arena->failed;
}

void cpf__arena_fail(cpf__arena *arena)
{
    arena->failed = 1;
}
