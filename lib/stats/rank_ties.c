/* SPDX-License-Identifier: MIT */
#include "rank.h"

/* Lets the member at `top` sink until no key below it is higher. */
static void sink(const int32_t *keys, int32_t *heap, int64_t top, int64_t n)
{
    int32_t member = heap[top];

    for (int64_t below = 2 * top + 1; below < n; below = 2 * top + 1) {
        below += below + 1 < n && keys[heap[below + 1]] > keys[heap[below]];
        if (keys[heap[below]] <= keys[member])
            break;
        heap[top] = heap[below];
        top = below;
    }
    heap[top] = member;
}

static int in_order(const int32_t *keys, const int32_t *members, int64_t n)
{
    for (int64_t i = 1; i < n; i++)
        if (keys[members[i - 1]] > keys[members[i]])
            return 0;
    return 1;
}

/* A heap needs no memory, and a block of equals may be a whole company. */
void cpf__rank_by_key(const int32_t *keys, int32_t *members, int64_t n)
{
    if (in_order(keys, members, n))
        return;
    for (int64_t top = n / 2 - 1; top >= 0; top--)
        sink(keys, members, top, n);
    for (int64_t last = n - 1; last > 0; last--) {
        int32_t latest = members[0];

        members[0] = members[last];
        members[last] = latest;
        sink(keys, members, 0, last);
    }
}
