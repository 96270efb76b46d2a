/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "map.h"

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_zeros(const char *digits)
{
    while (*digits == '0')
        digits++;
    return digits;
}

static const char *skip_digits(const char *digits)
{
    while (is_digit(*digits))
        digits++;
    return digits;
}

/* Compares the runs of digits at *a and *b by value, however long, and steps behind them. */
static int compare_runs(const char **a, const char **b)
{
    const char *digits_a = skip_zeros(*a), *digits_b = skip_zeros(*b);
    ptrdiff_t length_a, length_b;
    int order;

    *a = skip_digits(digits_a);
    *b = skip_digits(digits_b);
    length_a = *a - digits_a;
    length_b = *b - digits_b;
    if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
    order = memcmp(digits_a, digits_b, (size_t)length_a);
    return (order > 0) - (order < 0);
}

int cpf__code_compare(const char *a, const char *b)
{
    const char *at_a = a, *at_b = b;
    int order;

    while (*at_a && *at_b) {
        if (is_digit(*at_a) && is_digit(*at_b)) {
            order = compare_runs(&at_a, &at_b);
            if (order)
                return order;
        } else if (*at_a != *at_b) {
            return (unsigned char)*at_a < (unsigned char)*at_b ? -1 : 1;
        } else {
            at_a++, at_b++;
        }
    }
    if (*at_a || *at_b)
        return *at_a ? 1 : -1;
    order = strcmp(a, b); /* "R09" and "R9" differ all the same */
    return (order > 0) - (order < 0);
}

/* The bytes of a key from the highest down; what does not fit is left out. */
typedef struct code_key {
    uint64_t key;
    int32_t bits; /* that are still free */
} code_key;

static void put_bits(code_key *to, uint32_t value, int32_t bits)
{
    to->bits -= bits;
    if (to->bits >= 0)
        to->key |= (uint64_t)value << to->bits;
    else if (to->bits > -bits)
        to->key |= value >> -to->bits;
}

/* A digit's place among the other bytes, how many digits count, and they, four bits each. A run that is too long to
 * count in eight bits ends the key. */
static const char *put_run(code_key *to, const char *digits)
{
    const char *begin = skip_zeros(digits), *end = skip_digits(begin);
    uint32_t length = end - begin < UINT8_MAX ? (uint32_t)(end - begin) : UINT8_MAX;

    put_bits(to, '0', 8);
    put_bits(to, length, 8);
    if (length == UINT8_MAX)
        to->bits = 0;
    for (const char *at = begin; at < end && to->bits > 0; at++)
        put_bits(to, (uint32_t)(*at - '0'), 4);
    return end;
}

uint64_t cpf__code_key(const char *code)
{
    code_key to = {0, 64};

    while (*code && to.bits > 0) {
        if (is_digit(*code))
            code = put_run(&to, code);
        else
            put_bits(&to, (uint8_t)*code++, 8);
    }
    return to.key;
}
