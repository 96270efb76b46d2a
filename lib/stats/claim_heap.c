/* SPDX-License-Identifier: MIT */
#include "claim_heap.h"

static const double CLAIM_ERROR = 0x1p-47; /* of two claims in double together, relative: each has less than 2^-49 */

cpf__claim_item cpf__claim_item_of(cpf__apportion_id method, int64_t weight, uint64_t parts, int64_t index)
{
    cpf__claim claim = {weight, parts};

    return (cpf__claim_item){cpf__claim_value(method, claim), claim, index};
}

int cpf__claim_item_compare(cpf__apportion_id method, const cpf__claim_item *a, const cpf__claim_item *b)
{
    if (a->value > b->value + b->value * CLAIM_ERROR)
        return 1;
    if (b->value > a->value + a->value * CLAIM_ERROR)
        return -1;
    return cpf__claim_compare(method, a->claim, b->claim);
}

static int goes_before(const cpf__claim_heap *heap, const cpf__claim_item *a, const cpf__claim_item *b)
{
    int order = cpf__claim_item_compare(heap->method, a, b);

    if (order)
        return order > 0;
    if (heap->by_weight && a->claim.weight != b->claim.weight)
        return a->claim.weight > b->claim.weight;
    return a->index < b->index;
}

static void sink(cpf__claim_heap *heap, int64_t at, const cpf__claim_item *item)
{
    for (;;) {
        int64_t below = 2 * at + 1;

        if (below >= heap->count)
            break;
        if (below + 1 < heap->count && goes_before(heap, &heap->items[below + 1], &heap->items[below]))
            below++;
        if (!goes_before(heap, &heap->items[below], item))
            break;
        heap->items[at] = heap->items[below];
        at = below;
    }
    heap->items[at] = *item;
}

void cpf__claim_heap_order(cpf__claim_heap *heap)
{
    for (int64_t at = heap->count / 2 - 1; at >= 0; at--) {
        cpf__claim_item item = heap->items[at];

        sink(heap, at, &item);
    }
}

void cpf__claim_heap_replace(cpf__claim_heap *heap, const cpf__claim_item *item)
{
    sink(heap, 0, item);
}

void cpf__claim_heap_drop(cpf__claim_heap *heap)
{
    cpf__claim_item last = heap->items[--heap->count];

    if (heap->count)
        sink(heap, 0, &last);
}
