/* SPDX-License-Identifier: MIT */
/* Memory of the two ways of ranking, used again from group to group. */
#include "mem.h"
#include "rank_group.h"

void cpf__rank_scratch_free(cpf__rank_scratch *scratch)
{
    cpf__free(scratch->context, scratch->counters);
    cpf__free(scratch->context, scratch->values);
    cpf__free(scratch->context, scratch->members);
    cpf__free(scratch->context, scratch->equals);
    cpf__free(scratch->context, scratch->lines);
    cpf__free(scratch->context, scratch->items);
}

void *cpf__rank_hold(const cpf_context *context, void *block, int64_t *capacity, int64_t count, size_t size)
{
    void *larger;

    if (block && count <= *capacity)
        return block;
    larger = cpf__alloc_column(context, count, size);
    if (larger) {
        cpf__free(context, block);
        *capacity = count;
    }
    return larger;
}
