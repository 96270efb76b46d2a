/* SPDX-License-Identifier: MIT */
/* Wide numbers and declared ties: rarely needed, so plain. The parts wait in a heap for the steps that are left. */
#include "share_exact.h"

#include "decimal.h"
#include "mem.h"

typedef struct waiting {
    cpf__u128 rest;
    int64_t weight; /* 0 where weights do not break ties */
    int64_t index;
} waiting;

static int goes_before(const waiting *a, const waiting *b)
{
    if (a->rest != b->rest)
        return a->rest > b->rest;
    return a->weight != b->weight ? a->weight > b->weight : a->index < b->index;
}

static void sift_waiting(waiting *heap, int64_t count, int64_t at)
{
    for (int64_t child; (child = 2 * at + 1) < count; at = child) {
        waiting swap = heap[at];

        if (child + 1 < count && goes_before(&heap[child + 1], &heap[child]))
            child++;
        if (!goes_before(&heap[child], &heap[at]))
            return;
        heap[at] = heap[child];
        heap[child] = swap;
    }
}

static cpf__u128 weight_sum(const int64_t *weights, int64_t n)
{
    cpf__u128 sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += (uint64_t)weights[i];
    return sum;
}

cpf_status cpf__share_exact(const cpf_context *context, int32_t ties_by_weight, uint64_t steps, const int64_t *weights,
                            int64_t n, int64_t *parts, int64_t *next)
{
    cpf__u128 sum = weight_sum(weights, n);
    waiting *heap = cpf__alloc(context, n, sizeof *heap);
    uint64_t left = steps;
    int64_t count = 0;

    if (!heap)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < n; i++) {
        cpf__u128 product = (cpf__u128)steps * (uint64_t)weights[i];

        parts[i] = (int64_t)(uint64_t)(product / sum);
        left -= (uint64_t)parts[i];
        if (weights[i])
            heap[count++] = (waiting){product % sum, ties_by_weight ? weights[i] : 0, i};
    }
    for (int64_t i = count / 2; i-- > 0;)
        sift_waiting(heap, count, i);
    for (; left; left--) {
        parts[heap[0].index]++;
        heap[0] = heap[--count];
        sift_waiting(heap, count, 0);
    }
    *next = heap[0].index;
    cpf__free(context, heap);
    return CPF_OK;
}
