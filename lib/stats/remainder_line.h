/* SPDX-License-Identifier: MIT */
/*
 * The search for the line that exactly `left` remainders lie above. Remainders lie about evenly, so that interpolation
 * needs few looks at them; where they do not, looks that also tell the values next to the line end it soon, equal
 * values included.
 */
#ifndef CPF_STATS_REMAINDER_LINE_H
#define CPF_STATS_REMAINDER_LINE_H

#include <stdint.h>

/* More than `left` values lie above `low`, fewer above `high`. */
typedef struct cpf__line {
    int64_t low, high, low_count, high_count;
    int32_t looks;
} cpf__line;

/* What a look at all values found. `below`, `above`: the largest value not above the line, the smallest above it;
 * CPF__LINE_FEW looks do without. */
typedef struct cpf__line_look {
    int64_t count, below, above;
} cpf__line_look;

enum cpf__line_looks { CPF__LINE_FEW = 5 };

/* Remainders lie in [0, top) or are -1, which counts for nothing. 0 < left < members. */
static inline cpf__line cpf__line_start(int64_t members, int64_t top)
{
    return (cpf__line){-1, top - 1, members, 0, 0};
}

static inline int cpf__line_open(const cpf__line *line)
{
    return line->high - line->low > 1;
}

static inline int64_t cpf__line_next(cpf__line *line, int64_t left)
{
    double part = ((double)(line->low_count - left) + 0.5) / (double)(line->low_count - line->high_count + 1);
    double wide = (double)(line->high - line->low);
    int64_t next = line->low + (int64_t)(wide * (++line->looks % 3 ? part : 0.5));

    return next <= line->low ? line->low + 1 : next >= line->high ? line->high - 1 : next;
}

/* 1: `at` is the line. */
static inline int cpf__line_take(cpf__line *line, int64_t at, int64_t left, const cpf__line_look *look)
{
    if (look->count > left) {
        line->low = line->looks > CPF__LINE_FEW ? look->above - 1 : at;
        line->low_count = look->count;
    } else {
        line->high = line->looks > CPF__LINE_FEW ? look->below : at;
        line->high_count = look->count;
    }
    return look->count == left;
}

#endif
