/* SPDX-License-Identifier: MIT */
/* The divisor methods: the largest claim takes the next unit, from a start that is near the end. */
#include "claim_heap.h"
#include "decimal.h"
#include "divisor_start.h"
#include "mem.h"

static int may_take(const cpf__problem *problem, const uint64_t *parts, int64_t i)
{
    return problem->weights[i] > 0 && parts[i] < cpf__problem_most(problem, i);
}

static void fill_heap(const cpf__problem *problem, const uint64_t *parts, cpf__claim_heap *heap)
{
    for (int64_t i = 0; i < problem->n; i++)
        if (may_take(problem, parts, i))
            heap->items[heap->count++] = cpf__claim_item_of(problem->method, problem->weights[i], parts[i], i);
    cpf__claim_heap_order(heap);
}

static void give_units(const cpf__problem *problem, cpf__claim_heap *heap, uint64_t *parts, uint64_t *left)
{
    for (; *left && heap->count; --*left) {
        int64_t i = heap->items[0].index;

        parts[i]++;
        if (may_take(problem, parts, i)) {
            cpf__claim_item next = cpf__claim_item_of(problem->method, problem->weights[i], parts[i], i);

            cpf__claim_heap_replace(heap, &next);
        } else {
            cpf__claim_heap_drop(heap);
        }
    }
}

/* Whether the last claim that was met and the first one that was not are equal. */
static int cut_is_tie(const cpf__problem *problem, const cpf__claim_heap *heap, const uint64_t *parts)
{
    int tie = 0;

    for (int64_t i = 0; heap->count && i < problem->n && !tie; i++)
        if (problem->weights[i] > 0 && parts[i] > cpf__problem_least(problem, i)) {
            cpf__claim_item met = cpf__claim_item_of(problem->method, problem->weights[i], parts[i] - 1, i);

            tie = cpf__claim_item_compare(problem->method, &met, &heap->items[0]) == 0;
        }
    return tie;
}

cpf_status cpf__divisor(const cpf__problem *problem, uint64_t *parts, int *tie, uint64_t *left)
{
    cpf__claim_heap heap = {problem->method, problem->tie_by_weight, 0, NULL};
    cpf__u128 given = 0;

    heap.items = cpf__alloc_column(problem->context, problem->n, sizeof *heap.items);
    if (!heap.items)
        return CPF_E_MEMORY;
    cpf__divisor_start(problem, parts);
    for (int64_t i = 0; i < problem->n; i++)
        given += parts[i];
    *left = problem->amount - (uint64_t)given;
    fill_heap(problem, parts, &heap);
    give_units(problem, &heap, parts, left);
    *tie |= cut_is_tie(problem, &heap, parts);
    cpf__free(problem->context, heap.items);
    return CPF_OK;
}
