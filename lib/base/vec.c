/* SPDX-License-Identifier: MIT */
#include "vec.h"

#include <string.h>

enum { FIRST_ITEMS = 8 };

int cpf__vec_grow(const cpf_context *context, void **items, int64_t count, int64_t *capacity, size_t size)
{
    int64_t wanted;
    void *block;

    /* By memcpy: the pointer itself is of the item's type, not a void pointer. */
    memcpy(&block, items, sizeof block);
    if (count == *capacity) {
        if (*capacity > INT64_MAX / 2)
            return 0;
        wanted = block ? *capacity * 2 : FIRST_ITEMS;
        block = cpf__realloc(context, block, wanted, size);
        if (!block)
            return 0;
        memcpy(items, &block, sizeof block);
        *capacity = wanted;
    }
    memset((unsigned char *)block + (size_t)count * size, 0, size);
    return 1;
}
