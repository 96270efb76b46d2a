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
