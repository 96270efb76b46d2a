/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* madvise */
#include "mem.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "context.h"

/* In front of what the caller sees: where the host's block begins and how long it is. */
typedef struct block_head {
    uint64_t bytes;  /* of the host's block, this head included; 0: a column in a piece that columns share */
    uint64_t offset; /* from the host's block, or from the piece, to what the caller sees */
} block_head;

/* In front of the columns that share a piece. */
typedef struct piece {
    atomic_llong columns; /* not given back */
} piece;

enum {
    HEAD_BYTES = sizeof(block_head),
    COLUMN_ALIGNMENT = 64,
    SMALL_PAGE = 4096,
    LARGE_PAGE = 2 << 20,
    LARGE_COLUMN = 4 << 20 /* from here on, slack of one large page is worth it */
};

_Static_assert(HEAD_BYTES == 16, "a block stays 16-byte aligned behind its head");

static block_head *head_of(void *block)
{
    return (block_head *)block - 1;
}

/* Bytes of `count` items and `slack` more; 0 when that does not fit. */
static size_t block_bytes(int64_t count, size_t size, size_t slack)
{
    size_t items;

    if (count < 0 || (uint64_t)count > SIZE_MAX / 2)
        return 0;
    if (__builtin_mul_overflow((size_t)count, size, &items) || items > SIZE_MAX / 2 - slack)
        return 0;
    return items + slack;
}

static void *place_block(unsigned char *raw, size_t bytes, size_t alignment)
{
    uintptr_t first = (uintptr_t)raw + HEAD_BYTES;
    size_t offset = HEAD_BYTES + (alignment - first % alignment) % alignment;
    void *block = raw + offset;

    head_of(block)->bytes = bytes;
    head_of(block)->offset = offset;
    return block;
}

static void *allocate_block(const cpf_context *context, size_t bytes, size_t alignment)
{
    const cpf_allocator *allocator = cpf__context_allocator(context);
    unsigned char *raw = bytes ? allocator->allocate(allocator->user, bytes) : NULL;

    return raw ? place_block(raw, bytes, alignment) : NULL;
}

void *cpf__alloc(const cpf_context *context, int64_t count, size_t size)
{
    size_t bytes = block_bytes(count, size, HEAD_BYTES);
    void *block = allocate_block(context, bytes, 1);

    if (block)
        memset(block, 0, bytes - HEAD_BYTES);
    return block;
}

/* Bytes on large pages: the last page is large too when more than half of it is used. */
static size_t large_bytes(size_t bytes)
{
    size_t tail = bytes % LARGE_PAGE;

    return tail > LARGE_PAGE / 2 ? bytes - tail + LARGE_PAGE : bytes - tail;
}

/* A hint and nothing more: a system that refuses it gives small pages. */
static void ask_large_pages(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    (void)madvise(block, bytes, MADV_HUGEPAGE);
#else
    (void)block, (void)bytes;
#endif
}

void *cpf__alloc_column(const cpf_context *context, int64_t count, size_t size)
{
    size_t items = block_bytes(count, size, 0);
    int large = items >= LARGE_COLUMN;
    size_t alignment = large ? LARGE_PAGE : COLUMN_ALIGNMENT, whole = large ? large_bytes(items) : items;
    size_t slack = HEAD_BYTES + alignment + (whole > items ? whole - items : 0);
    void *block = allocate_block(context, block_bytes(count, size, slack), alignment);

    if (block && large)
        ask_large_pages(block, whole);
    return block;
}

/* Columns that are written side by side must not meet in the same sets of the cache: each begins half a small page, and
 * a line, after the one before. With room for its head. 0: does not fit. */
static size_t column_stride(int64_t count, size_t size)
{
    const size_t shift = SMALL_PAGE / 2 + COLUMN_ALIGNMENT;
    size_t items = block_bytes(count, size, SMALL_PAGE + COLUMN_ALIGNMENT), over;

    if (!items)
        return 0;
    items -= SMALL_PAGE;
    over = items % SMALL_PAGE;
    return items - over + (over > shift ? SMALL_PAGE : 0) + shift;
}

int cpf__alloc_columns(const cpf_context *context, int64_t columns, int64_t count, size_t size, void **each)
{
    size_t stride = column_stride(count, size);
    int64_t lines = (int64_t)(stride / COLUMN_ALIGNMENT), all;
    unsigned char *first;

    if (!stride || columns < 1 || __builtin_mul_overflow(columns, lines, &all) || all == INT64_MAX)
        return 0;
    first = cpf__alloc_column(context, all + 1, COLUMN_ALIGNMENT);
    if (!first)
        return 0;
    atomic_init(&((piece *)(void *)first)->columns, columns);
    for (int64_t i = 0; i < columns; i++) {
        size_t offset = COLUMN_ALIGNMENT + (size_t)i * stride;

        each[i] = first + offset;
        head_of(each[i])->bytes = 0;
        head_of(each[i])->offset = offset;
    }
    return 1;
}

void *cpf__realloc(const cpf_context *context, void *block, int64_t count, size_t size)
{
    const cpf_allocator *allocator = cpf__context_allocator(context);
    size_t bytes = block_bytes(count, size, HEAD_BYTES);
    unsigned char *raw;

    if (!block || !bytes)
        return allocate_block(context, bytes, 1);
    raw = allocator->reallocate(allocator->user, head_of(block), (size_t)head_of(block)->bytes, bytes);
    return raw ? place_block(raw, bytes, 1) : NULL;
}

void cpf__free(const cpf_context *context, void *block)
{
    const cpf_allocator *allocator = cpf__context_allocator(context);
    block_head *head;

    if (!block)
        return;
    head = head_of(block);
    if (!head->bytes) {
        piece *shared = (void *)((unsigned char *)block - head->offset);

        if (atomic_fetch_sub_explicit(&shared->columns, 1, memory_order_acq_rel) != 1)
            return;
        block = shared;
        head = head_of(block);
    }
    allocator->release(allocator->user, (unsigned char *)block - head->offset, (size_t)head->bytes);
}

char *cpf__strndup(const cpf_context *context, const char *text, int64_t length)
{
    char *copy = length < 0 || length == INT64_MAX ? NULL : cpf__alloc(context, length + 1, 1);

    if (copy && length)
        memcpy(copy, text, (size_t)length);
    return copy;
}

char *cpf__strdup(const cpf_context *context, const char *text)
{
    return cpf__strndup(context, text, (int64_t)strlen(text));
}
