/* SPDX-License-Identifier: MIT */
#include "pins.h"

#include "decimal.h"

/* Whether the block's amount stands in the plan, not only as the sum of periods that do. */
static int is_stated(const cpf__forest *forest, const cpf__block *block)
{
    return block->kind == CPF__BLOCK_FIXED && (!block->group || !cpf__block_empty(forest, block->rest));
}

int64_t cpf__pins_below(const cpf__forest *forest, int32_t block, int32_t sign)
{
    const cpf__block *it = &forest->blocks.items[block];
    int64_t sum = 0;

    if (it->kind == CPF__BLOCK_FIXED)
        return it->amount == INT64_MIN ? INT64_MAX : sign * it->amount;
    for (int32_t id = it->first; id != CPF_NONE; id = forest->blocks.items[id].next)
        if (__builtin_add_overflow(sum, cpf__pins_below(forest, id, sign), &sum))
            return INT64_MAX;
    return sum < 0 ? 0 : sum;
}

int32_t cpf__pins_cut(const cpf__forest *forest, int32_t block, cpf_id unit)
{
    int32_t id = forest->latest[unit];

    while (id != CPF_NONE && forest->blocks.items[id].parent != block)
        id = forest->blocks.items[id].here;
    return id;
}

/* Whether one of the group's parts is. */
static int is_open_group(const cpf__forest *forest, int32_t group, cpf_id unit)
{
    for (int32_t id = forest->blocks.items[group].first; id != CPF_NONE; id = forest->blocks.items[id].next)
        if (forest->blocks.items[id].kind != CPF__BLOCK_FIXED && !cpf__block_empty(forest, id) &&
            cpf__pins_open(forest, id, unit))
            return 1;
    return 0;
}

int cpf__pins_open(const cpf__forest *forest, int32_t block, cpf_id unit)
{
    const cpf__tree *tree = forest->model->tree;
    int found = 0;

    if (forest->blocks.items[block].group)
        return is_open_group(forest, block, unit);
    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++) {
        int32_t cut = cpf__pins_cut(forest, block, child);

        if (cut == CPF_NONE && !cpf__block_reaches(forest, &forest->blocks.items[block], child))
            continue;
        found = 1;
        if (cut == CPF_NONE ? cpf__pins_open(forest, block, child)
                            : forest->blocks.items[cut].kind != CPF__BLOCK_FIXED && cpf__pins_open(forest, cut, child))
            return 1;
    }
    return !found;
}

void cpf__pins_each(const cpf__forest *forest, int32_t block, cpf__pin_seen seen, void *user)
{
    const cpf__block *it = &forest->blocks.items[block];

    if (is_stated(forest, it)) {
        seen(user, block);
        return;
    }
    for (int32_t id = it->first; id != CPF_NONE; id = forest->blocks.items[id].next)
        cpf__pins_each(forest, id, seen, user);
}
