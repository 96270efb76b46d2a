/* SPDX-License-Identifier: MIT */
#include "block_set.h"

#include <string.h>

int32_t cpf__set_words(const cpf__calendar *calendar)
{
    int32_t bits = calendar->leaf_end - calendar->leaf_begin + calendar->count - calendar->window_begin;

    return bits / 64 + 1;
}

void cpf__set_of_period(const cpf__calendar *calendar, cpf_id period, int32_t words, uint64_t *set)
{
    const struct cpf_period *it = &calendar->periods[period];
    int32_t leaves = calendar->leaf_end - calendar->leaf_begin;
    int32_t begin = it->leaf_begin - calendar->leaf_begin, end = it->leaf_end - calendar->leaf_begin;

    if (period >= calendar->window_begin) {
        begin = leaves + period - calendar->window_begin;
        end = begin + 1;
    }
    memset(set, 0, (size_t)words * sizeof *set);
    for (int32_t bit = begin; bit < end; bit++)
        set[bit / 64] |= (uint64_t)1 << bit % 64;
}

cpf_id cpf__set_period(const cpf__calendar *calendar, const uint64_t *set, int32_t words, uint64_t *scratch)
{
    for (cpf_id period = 0; period < calendar->count; period++) {
        cpf__set_of_period(calendar, period, words, scratch);
        if (cpf__set_equal(set, scratch, words))
            return period;
    }
    return CPF_NONE;
}

int cpf__set_inside(const uint64_t *part, const uint64_t *set, int32_t words)
{
    uint64_t outside = 0;

    for (int32_t i = 0; i < words; i++)
        outside |= part[i] & ~set[i];
    return !outside;
}

int cpf__set_meets(const uint64_t *a, const uint64_t *b, int32_t words)
{
    uint64_t common = 0;

    for (int32_t i = 0; i < words; i++)
        common |= a[i] & b[i];
    return common != 0;
}

int cpf__set_equal(const uint64_t *a, const uint64_t *b, int32_t words)
{
    return !memcmp(a, b, (size_t)words * sizeof *a);
}

int cpf__set_empty(const uint64_t *set, int32_t words)
{
    return !cpf__set_meets(set, set, words);
}

void cpf__set_take(uint64_t *set, const uint64_t *part, int32_t words)
{
    for (int32_t i = 0; i < words; i++)
        set[i] &= ~part[i];
}
