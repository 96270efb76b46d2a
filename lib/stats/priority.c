/* SPDX-License-Identifier: MIT */
/* What an apportionment can be checked by: exact shares, and the order in which units are given. */
#include "claim_heap.h"
#include "mem.h"

cpf_status cpf__quota_of(int64_t total, const int64_t *weights, int64_t n, int64_t index, cpf__ratio *quota,
                         int64_t *lower, int64_t *upper)
{
    cpf__ratio amount = cpf__ratio_of(total, 0), share;
    int64_t sum = 0;
    cpf_status status;

    if (index < 0 || index >= n)
        return CPF_E_RANGE;
    for (int64_t i = 0; i < n; i++)
        if (weights[i] < 0 || __builtin_add_overflow(sum, weights[i], &sum))
            return CPF_E_RANGE;
    status = cpf__ratio_div(cpf__ratio_of(weights[index], 0), cpf__ratio_of(sum, 0), &share);
    if (status == CPF_OK)
        status = cpf__ratio_mul(share, amount, quota);
    if (status == CPF_OK)
        status = cpf__ratio_round(*quota, 0, CPF__FLOOR, lower);
    if (status == CPF_OK)
        status = cpf__ratio_round(*quota, 0, CPF__CEILING, upper);
    return status;
}

/* Puts every positive weight on the heap; the units they have together. */
static cpf_status fill_claims(const int64_t *weights, const int64_t *initial, int64_t n, cpf__claim_heap *heap,
                              int64_t *total)
{
    *total = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t parts = initial ? initial[i] : 0;

        if (weights[i] < 0 || parts < 0 || __builtin_add_overflow(*total, parts, total))
            return CPF_E_RANGE;
        if (weights[i] > 0)
            heap->items[heap->count++] = cpf__claim_item_of(heap->method, weights[i], (uint64_t)parts, i);
    }
    cpf__claim_heap_order(heap);
    return CPF_OK;
}

static cpf__priority take_unit(cpf__claim_heap *heap, int64_t total)
{
    cpf__claim_item top = heap->items[0];
    cpf__priority unit = {total, top.index, (int64_t)top.claim.parts + 1, cpf__claim_whole(heap->method, top.claim)};
    cpf__claim_item next = cpf__claim_item_of(heap->method, top.claim.weight, top.claim.parts + 1, top.index);

    cpf__claim_heap_replace(heap, &next);
    return unit;
}

cpf_status cpf__priority_values(const cpf_context *context, const int64_t *weights, int64_t n, cpf__apportion_id method,
                                const int64_t *initial, int64_t count, cpf__priority *units, int64_t *given)
{
    cpf__claim_heap heap = {method, 1, 0, NULL};
    cpf_status status;
    int64_t total;

    *given = 0;
    heap.items = cpf__alloc_column(context, n, sizeof *heap.items);
    if (!heap.items)
        return CPF_E_MEMORY;
    status = fill_claims(weights, initial, n, &heap, &total);
    if (status == CPF_OK && count > INT64_MAX - total)
        status = CPF_E_RANGE;
    for (; status == CPF_OK && heap.count && *given < count; ++*given)
        units[*given] = take_unit(&heap, total + *given + 1);
    cpf__free(context, heap.items);
    return status;
}
