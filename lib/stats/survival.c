/* SPDX-License-Identifier: MIT */
#include "survival.h"

#include <math.h>

static int comes_before(const cpf__stay *a, const cpf__stay *b)
{
    return a->length < b->length || (a->length == b->length && a->ended > b->ended);
}

/* Heap sort: no memory, no worst case. */
static void sink_stay(cpf__stay *stays, int64_t at, int64_t count)
{
    for (int64_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        cpf__stay swap = stays[at];

        if (child + 1 < count && comes_before(&stays[child], &stays[child + 1]))
            child++;
        if (!comes_before(&swap, &stays[child]))
            return;
        stays[at] = stays[child];
        stays[child] = swap;
        at = child;
    }
}

static void sort_stays(cpf__stay *stays, int64_t n)
{
    for (int64_t i = n / 2 - 1; i >= 0; i--)
        sink_stay(stays, i, n);
    for (int64_t end = n - 1; end > 0; end--) {
        cpf__stay longest = stays[0];

        stays[0] = stays[end];
        stays[end] = longest;
        sink_stay(stays, 0, end);
    }
}

int64_t cpf__median_stay(cpf__stay *stays, int64_t n)
{
    double lasting = 1;

    sort_stays(stays, n);
    for (int64_t i = 0, next; i < n; i = next) {
        int64_t ended = 0;

        for (next = i; next < n && stays[next].length == stays[i].length; next++)
            ended += stays[next].ended;
        lasting *= (double)(n - i - ended) / (double)(n - i);
        if (lasting <= 0.5 + 1e-12)
            return stays[i].length;
    }
    return -1;
}
