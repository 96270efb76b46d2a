/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include "context.h"
#include "mem.h"
#include "tree_order.h"

void cpf__tree_free(cpf__tree *tree)
{
    cpf_context *context;

    if (!tree)
        return;
    context = tree->context;
    cpf__free(context, tree->parent);
    cpf__free(context, tree->child_begin);
    cpf__free(context, tree->depth_begin);
    cpf__free(context, tree->input);
    cpf__free(context, tree);
    cpf_context_free(context);
}

static cpf__tree *empty_tree(const cpf_context *context, int32_t n)
{
    cpf__tree *tree = cpf__alloc(context, 1, sizeof *tree);

    if (!tree)
        return NULL;
    tree->context = cpf__context_retain(context);
    tree->count = n;
    tree->parent = cpf__alloc(context, n, sizeof *tree->parent);
    tree->child_begin = cpf__alloc(context, (int64_t)n + 1, sizeof *tree->child_begin);
    tree->input = cpf__alloc(context, n, sizeof *tree->input);
    if (tree->parent && tree->child_begin && tree->input) {
        tree->child_end = tree->child_begin + 1;
        return tree;
    }
    cpf__tree_free(tree);
    return NULL;
}

/* Breadth first: ids are given in the order of the queue, and the queue is `input` itself. A leaf's empty range of
 * children stands where they would stand, so that ranges of a depth can be followed down without looking for the next
 * inner node. */
static void number_nodes(cpf__tree *tree, const cpf__siblings *siblings)
{
    int32_t filled = 1;

    tree->child_begin[0] = filled;
    tree->input[0] = siblings->first_root;
    tree->parent[0] = CPF_NONE;
    for (int32_t id = 0; id < tree->count; id++) {
        int32_t at = tree->input[id];

        for (int32_t i = siblings->begin[at]; i < siblings->begin[at + 1]; i++) {
            tree->parent[filled] = id;
            tree->input[filled++] = siblings->nodes[i];
        }
        tree->child_end[id] = filled;
    }
}

/* A depth begins where the children of the first node of the depth above begin. */
static cpf_status set_depths(cpf__tree *tree)
{
    int32_t depth = 0;

    for (int32_t begin = 0; begin < tree->count; begin = tree->child_begin[begin])
        tree->depths++;
    tree->depth_begin = cpf__alloc(tree->context, (int64_t)tree->depths + 1, sizeof *tree->depth_begin);
    if (!tree->depth_begin)
        return CPF_E_MEMORY;
    for (int32_t begin = 0; begin < tree->count; begin = tree->child_begin[begin])
        tree->depth_begin[depth++] = begin;
    tree->depth_begin[depth] = tree->count;
    return CPF_OK;
}

cpf_status cpf__tree_build(const cpf_context *context, int32_t n, const int32_t *parent,
                           int (*order)(const void *user, int32_t a, int32_t b), const void *user, cpf__tree **tree,
                           cpf__tree_problem **problems, int32_t *problem_count)
{
    cpf__siblings siblings = {0};
    cpf__tree *built = NULL;
    cpf_status status = cpf__siblings_make(context, n, parent, order, user, &siblings);

    if (status == CPF_OK)
        status = cpf__tree_check(context, n, parent, &siblings, problems, problem_count);
    if (status == CPF_OK) {
        built = empty_tree(context, n);
        if (built)
            number_nodes(built, &siblings);
        status = built ? set_depths(built) : CPF_E_MEMORY;
        if (status == CPF_OK)
            *tree = built;
        else
            cpf__tree_free(built);
    }
    cpf__siblings_free(context, &siblings);
    return status;
}

int32_t cpf__tree_depth(const cpf__tree *tree, int32_t node)
{
    int32_t low = 0, high = tree->depths;

    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;

        if (tree->depth_begin[middle] <= node)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void cpf__tree_below(const cpf__tree *tree, int32_t node, int32_t depth, int32_t *begin, int32_t *end)
{
    int32_t first = node, last = node + 1;
    int32_t at = cpf__tree_depth(tree, node);

    if (depth < at)
        last = first;
    for (; at < depth && first < last; at++) {
        int32_t next = tree->child_begin[first];

        last = tree->child_end[last - 1];
        first = next;
    }
    *begin = first;
    *end = last;
}

int32_t cpf__tree_ancestor(const cpf__tree *tree, int32_t node, int32_t depth)
{
    int32_t at = cpf__tree_depth(tree, node);

    if (depth < 0 || at < depth)
        return CPF_NONE;
    for (; at > depth; at--)
        node = tree->parent[node];
    return node;
}
