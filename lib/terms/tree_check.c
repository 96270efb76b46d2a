/* SPDX-License-Identifier: MIT */
/* Is it one tree: every root beyond the first, and one node of each ring, is a problem. */
#include "mem.h"
#include "tree_order.h"
#include "vec.h"

typedef struct findings {
    const cpf_context *context;
    CPF__VEC(cpf__tree_problem) list;
    int failed;
} findings;

static void report(findings *all, cpf__tree_problem_kind kind, int32_t node, int32_t other)
{
    if (!cpf__vec_room(all->context, &all->list)) {
        all->failed = 1;
        return;
    }
    all->list.items[all->list.count++] = (cpf__tree_problem){kind, node, other};
}

static void check_roots(findings *all, int32_t n, const int32_t *parent, const cpf__siblings *siblings)
{
    if (n == 0)
        report(all, CPF__TREE_EMPTY, CPF_NONE, CPF_NONE);
    else if (siblings->roots == 0)
        report(all, CPF__TREE_NO_ROOT, CPF_NONE, CPF_NONE);
    for (int32_t i = 0; siblings->roots > 1 && i < n; i++) {
        if (parent[i] == CPF_NONE && i != siblings->first_root)
            report(all, CPF__TREE_TWO_ROOTS, i, siblings->first_root);
    }
}

/* Climbs from every node; a climb that meets itself has found a ring. seen[i]: 0, or 1 + the node from which i was
 * climbed first. */
static void check_rings(findings *all, int32_t n, const int32_t *parent, int32_t *seen)
{
    for (int32_t start = 0; start < n; start++) {
        int32_t at = start;

        while (at != CPF_NONE && seen[at] == 0) {
            seen[at] = start + 1;
            at = parent[at];
        }
        if (at != CPF_NONE && seen[at] == start + 1)
            report(all, CPF__TREE_CYCLE, at, parent[at]);
    }
}

cpf_status cpf__tree_check(const cpf_context *context, int32_t n, const int32_t *parent, const cpf__siblings *siblings,
                           cpf__tree_problem **problems, int32_t *problem_count)
{
    findings all = {.context = context};
    int32_t *seen = cpf__alloc(context, n, sizeof *seen);

    if (!seen)
        return CPF_E_MEMORY;
    check_roots(&all, n, parent, siblings);
    check_rings(&all, n, parent, seen);
    cpf__free(context, seen);
    if (all.failed) {
        cpf__vec_free(context, &all.list);
        return CPF_E_MEMORY;
    }
    if (all.list.count == 0)
        return CPF_OK;
    *problems = all.list.items;
    *problem_count = (int32_t)all.list.count;
    return CPF_E_PLAN;
}
