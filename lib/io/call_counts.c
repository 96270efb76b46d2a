/* SPDX-License-Identifier: MIT */
#include "call_counts.h"

enum { COUNT_ROOM = 24 };

static void out_of_range(cpf__call *call, int32_t node, int64_t value, int64_t most)
{
    char shown[2][COUNT_ROOM];

    cpf_decimal_format(value, 0, shown[0]);
    cpf_decimal_format(most, 0, shown[1]);
    cpf__call_fail(call, node, CPF__IO_CALL_RANGE, shown[0], "0", shown[1]);
}

/* An item of a list. */
static int32_t item_node(const cpf__call *call, int32_t list, int64_t i)
{
    int32_t at = cpf__json_child(call->json, list);

    while (i-- > 0)
        at = cpf__json_sibling(call->json, at);
    return at;
}

cpf__counted cpf__call_counted(cpf__call *call, const char *x, const char *n)
{
    cpf__counted counted = {0, cpf__call_whole(call, n, 0, INT32_MAX)};

    counted.x = cpf__call_whole(call, x, 0, counted.n);
    return counted;
}

cpf__numbers cpf__call_counts(cpf__call *call, int32_t node, int64_t most)
{
    cpf__numbers counts = cpf__call_numbers(call, node, 0, 0);

    for (int64_t i = 0; i < counts.count && call->status == CPF_OK; i++)
        if (counts.items[i] < 0 || counts.items[i] > most)
            out_of_range(call, item_node(call, node, i), counts.items[i], most);
    return counts;
}

cpf__counted_lists cpf__call_counted_lists(cpf__call *call, const char *x, const char *n, int64_t most)
{
    int32_t node = cpf__call_find(call, x);
    cpf__numbers sizes = cpf__call_counts(call, cpf__call_find(call, n), most);
    cpf__numbers counts = cpf__call_counts(call, node, most);

    (void)cpf__call_list(call, node, sizes.count);
    for (int64_t i = 0; i < sizes.count && call->status == CPF_OK; i++)
        if (counts.items[i] > sizes.items[i])
            out_of_range(call, item_node(call, node, i), counts.items[i], sizes.items[i]);
    return (cpf__counted_lists){counts.items, sizes.items, call->status == CPF_OK ? sizes.count : 0};
}
