/* SPDX-License-Identifier: MIT */
/* Cells of a grid, read where they stand. */
#ifndef CPF_FACTS_GRID_CELL_H
#define CPF_FACTS_GRID_CELL_H

#include "intake_grid.h"
#include "quick_amount.h"

typedef struct cpf__grid_text {
    uint32_t from;
    int32_t length;
} cpf__grid_text;

/* `cell`: from 0. */
static inline cpf__grid_text cpf__grid_at(const cpf__grid *grid, int64_t row, int32_t cell)
{
    int64_t at = grid->first + row * grid->width + cell;
    uint32_t from = at ? grid->stops[at - 1] + 1 : 0;

    return (cpf__grid_text){from, (int32_t)(grid->stops[at] - from)};
}

static inline cpf__slice cpf__grid_slice(const cpf__grid *grid, cpf__grid_text text)
{
    return (cpf__slice){grid->data + text.from, text.length, 0};
}

/* Eight bytes from there on, which may be those of the cells behind. */
static inline uint64_t cpf__grid_word(const cpf__grid *grid, uint32_t from)
{
    uint64_t word;

    memcpy(&word, grid->data + from, sizeof word);
    return word;
}

/* The first eight bytes of a cell; zeros behind its end. */
static inline uint64_t cpf__grid_code(const cpf__grid *grid, cpf__grid_text text)
{
    uint64_t word = cpf__grid_word(grid, text.from);

    return text.length >= CPF__QUICK_CHARS ? word : word & ((UINT64_C(1) << 8 * text.length) - 1);
}

/* Numbers as most are: all declared decimals, and before the point up to eight digits, at least one. Per length of the
 * text: the bits of its bytes, and those of them that are no digits. Other lengths have bits that cannot be. */
enum { CPF__USUAL_CHARS = 2 * CPF__QUICK_CHARS + 2 };
typedef struct cpf__grid_usual_form {
    uint64_t bits[CPF__USUAL_CHARS], others[CPF__USUAL_CHARS];
    int32_t decimals;
    char point;
} cpf__grid_usual_form;

static inline void cpf__grid_usual_begin(cpf__grid_usual_form *form, char point, int32_t decimals)
{
    for (int32_t length = 0; length < CPF__USUAL_CHARS; length++) {
        int32_t whole = length - decimals - (decimals > 0);
        int is_usual = whole >= 1 && whole <= CPF__QUICK_CHARS;

        form->bits[length] = is_usual ? (UINT64_C(1) << length) - 1 : 0;
        form->others[length] = is_usual ? (uint64_t)(decimals > 0) << whole : 1;
    }
    form->decimals = decimals;
    form->point = point;
}

static inline int cpf__grid_is_usual(const cpf__grid *grid, cpf__grid_text text, const cpf__grid_usual_form *form)
{
    uint64_t digits, others;

    if (text.length >= CPF__USUAL_CHARS)
        return 0;
    memcpy(&digits, (const char *)grid->digits + text.from / 8, sizeof digits);
    others = ~(digits >> text.from % 8) & form->bits[text.length];
    if (others != form->others[text.length])
        return 0;
    return !others || grid->data[text.from + (uint32_t)(text.length - 1 - form->decimals)] == form->point;
}

/* Value of such a number; `power`: 10^decimals, decimals at most eight. */
static inline int64_t cpf__grid_usual(const cpf__grid *grid, cpf__grid_text text, int32_t decimals, int64_t power)
{
    int32_t whole = text.length - decimals - (decimals > 0);
    uint64_t word = cpf__grid_word(grid, text.from);

    if (!decimals)
        return cpf__quick_value(cpf__quick_right(word, whole));
    if (text.length <= CPF__QUICK_CHARS)
        return cpf__quick_value(cpf__quick_right(cpf__quick_without(word, whole), text.length - 1));
    return cpf__quick_value(cpf__quick_right(word, whole)) * power +
           cpf__quick_value(cpf__quick_right(cpf__grid_word(grid, text.from + (uint32_t)whole + 1), decimals));
}

#endif
