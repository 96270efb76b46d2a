/* SPDX-License-Identifier: MIT */
#include "tree_order.h"

#include "mem.h"

#include <string.h>

typedef struct sorter {
    int (*order)(const void *user, int32_t a, int32_t b);
    const void *user;
    int32_t *scratch;
} sorter;

static int is_sorted(const sorter *how, const int32_t *nodes, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        if (how->order(how->user, nodes[i - 1], nodes[i]) > 0)
            return 0;
    }
    return 1;
}

/* Joins two sorted runs; equals keep the order of the input. */
static void merge_runs(const sorter *how, int32_t *nodes, int32_t middle, int32_t count)
{
    int32_t left = 0, right = middle, out = 0;

    memcpy(how->scratch, nodes, (size_t)count * sizeof *nodes);
    while (left < middle && right < count) {
        int take_right = how->order(how->user, how->scratch[left], how->scratch[right]) > 0;

        nodes[out++] = take_right ? how->scratch[right++] : how->scratch[left++];
    }
    while (left < middle)
        nodes[out++] = how->scratch[left++];
    while (right < count)
        nodes[out++] = how->scratch[right++];
}

static void sort_siblings(const sorter *how, int32_t *nodes, int32_t count)
{
    if (is_sorted(how, nodes, count))
        return;
    for (int64_t width = 1; width < count; width *= 2) {
        for (int64_t begin = 0; begin + width < count; begin += 2 * width) {
            int64_t end = begin + 2 * width < count ? begin + 2 * width : count;

            merge_runs(how, nodes + begin, (int32_t)width, (int32_t)(end - begin));
        }
    }
}

/* Counting sort by parent. begin[i + 1] counts, then marks the end, then moves back to the beginning of the next. */
static cpf_status gather(int32_t n, const int32_t *parent, cpf__siblings *siblings)
{
    int32_t *begin = siblings->begin;

    siblings->first_root = CPF_NONE;
    for (int32_t i = 0; i < n; i++) {
        if (parent[i] < CPF_NONE || parent[i] >= n)
            return CPF_E_ARGUMENT;
        if (parent[i] != CPF_NONE)
            begin[parent[i] + 1]++;
        else if (siblings->roots++ == 0)
            siblings->first_root = i;
    }
    for (int32_t i = 0; i < n; i++)
        begin[i + 1] += begin[i];
    for (int32_t i = n - 1; i >= 0; i--) {
        if (parent[i] != CPF_NONE)
            siblings->nodes[--begin[parent[i] + 1]] = i;
    }
    return CPF_OK;
}

/* After gathering, begin[i + 1] is where the children of i begin; one place down it is in its own slot. */
static void close_ranges(int32_t n, cpf__siblings *siblings)
{
    memmove(siblings->begin, siblings->begin + 1, (size_t)n * sizeof *siblings->begin);
    siblings->begin[n] = n - siblings->roots;
}

cpf_status cpf__siblings_make(const cpf_context *context, int32_t n, const int32_t *parent,
                              int (*order)(const void *user, int32_t a, int32_t b), const void *user,
                              cpf__siblings *siblings)
{
    sorter how = {order, user, NULL};
    cpf_status status = n < 0 ? CPF_E_ARGUMENT : CPF_E_MEMORY;

    if (n < 0)
        return status;
    siblings->begin = cpf__alloc(context, (int64_t)n + 1, sizeof *siblings->begin);
    siblings->nodes = cpf__alloc(context, n, sizeof *siblings->nodes);
    how.scratch = cpf__alloc(context, n, sizeof *how.scratch);
    if (siblings->begin && siblings->nodes && how.scratch)
        status = gather(n, parent, siblings);
    if (status == CPF_OK) {
        close_ranges(n, siblings);
        for (int32_t i = 0; order && i < n; i++)
            sort_siblings(&how, siblings->nodes + siblings->begin[i], siblings->begin[i + 1] - siblings->begin[i]);
    }
    cpf__free(context, how.scratch);
    return status;
}

void cpf__siblings_free(const cpf_context *context, cpf__siblings *siblings)
{
    cpf__free(context, siblings->begin);
    cpf__free(context, siblings->nodes);
}
