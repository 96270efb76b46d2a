/* SPDX-License-Identifier: MIT */
#include "reach.h"

#include <string.h>

#include "bits.h"
#include "mem.h"

cpf_status cpf__reach_open(cpf__reach *reach, const cpf_context *context, const cpf__tree *tree, cpf_id unit, int below,
                           int states)
{
    int32_t top = cpf__tree_depth(tree, unit), depths = below ? tree->depths - top : 1;

    memset(reach, 0, sizeof *reach);
    reach->context = context;
    reach->top = top;
    reach->shift = cpf__alloc(context, depths, sizeof *reach->shift);
    reach->begin = cpf__alloc(context, depths, 2 * sizeof *reach->begin);
    if (!reach->shift || !reach->begin)
        return CPF_E_MEMORY;
    reach->end = reach->begin + depths;
    reach->begin[0] = unit;
    reach->end[0] = unit + 1;
    for (int32_t i = 0; i < depths && reach->begin[i] < reach->end[i]; i++) {
        if (i + 1 < depths) {
            reach->begin[i + 1] = tree->child_begin[reach->begin[i]];
            reach->end[i + 1] = tree->child_end[reach->end[i] - 1];
        }
        reach->depths = i + 1;
        reach->shift[i] = reach->count - reach->begin[i];
        reach->count += reach->end[i] - reach->begin[i];
    }
    if (states)
        reach->state = cpf__alloc(context, reach->count, 1);
    return states && !reach->state ? CPF_E_MEMORY : CPF_OK;
}

void cpf__reach_close(cpf__reach *reach)
{
    cpf__free(reach->context, reach->shift);
    cpf__free(reach->context, reach->begin);
    cpf__free(reach->context, reach->state);
}

static void set_bits(uint8_t *bits, int64_t begin, int64_t end)
{
    for (; begin < end && begin % 8; begin++)
        cpf__bit_set(bits, begin, 1);
    if (end - begin >= 8)
        memset(bits + begin / 8, 0xff, (size_t)((end - begin) / 8));
    for (begin += (end - begin) / 8 * 8; begin < end; begin++)
        cpf__bit_set(bits, begin, 1);
}

void cpf__reach_mark(const cpf__reach *reach, const cpf__reach *places, uint8_t *bits)
{
    for (int32_t i = 0; bits && i < reach->depths; i++) {
        int64_t shift = places ? places->shift[reach->top + i - places->top] : 0;

        if (!reach->state) {
            set_bits(bits, reach->begin[i] + shift, reach->end[i] + shift);
            continue;
        }
        for (cpf_id unit = reach->begin[i]; unit < reach->end[i]; unit++)
            if (reach->state[unit + reach->shift[i]] != CPF__REACH_OUT)
                cpf__bit_set(bits, unit + shift, 1);
    }
}
