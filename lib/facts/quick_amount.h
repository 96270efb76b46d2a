/* SPDX-License-Identifier: MIT */
/* Short numbers out of their bytes, eight at a time. What is not short and plain is left to the long way,
 * whose answer is the same. */
#ifndef CPF_FACTS_QUICK_AMOUNT_H
#define CPF_FACTS_QUICK_AMOUNT_H

#include <string.h>

#include "intake.h"

enum { CPF__QUICK_CHARS = 8 };

/* The word without its byte number `at`; those behind move down. */
static inline uint64_t cpf__quick_without(uint64_t word, int32_t at)
{
    uint64_t before = (UINT64_C(1) << 8 * at) - 1;

    return (word & before) | (word >> 8 & ~before);
}

/* 1 to 8 digits to the right, zeros before them. */
static inline uint64_t cpf__quick_right(uint64_t word, int32_t digits)
{
    int32_t shift = 8 * (CPF__QUICK_CHARS - digits);

    return word << shift | (UINT64_C(0x3030303030303030) & ((UINT64_C(1) << shift) - 1));
}

/* Value of eight digits, which they must be. */
static inline int64_t cpf__quick_value(uint64_t word)
{
    const uint64_t pairs = UINT64_C(0x000000FF000000FF);

    word -= UINT64_C(0x3030303030303030);
    word = word * 10 + (word >> 8);
    word = (word & pairs) * UINT64_C(0x000F424000000064) + (word >> 16 & pairs) * UINT64_C(0x0000271000000001);
    return (int64_t)(word >> 32);
}

/* Value of eight digits; 0 when one is none. */
static inline int cpf__quick_digits(uint64_t word, int64_t *value)
{
    const uint64_t highs = UINT64_C(0xF0F0F0F0F0F0F0F0);

    if (((word & highs) | ((word + UINT64_C(0x0606060606060606)) & highs) >> 4) != UINT64_C(0x3333333333333333))
        return 0;
    *value = cpf__quick_value(word);
    return 1;
}

/* A number of up to eight characters, its sign not counted. 0: to be read the long way. */
int cpf__quick_any(const char *text, int32_t digits, char point, int32_t decimals, int64_t *value);

/* The same, with the point where all declared decimals put it, as most numbers have it. */
static inline int cpf__quick_usual(const char *text, int32_t digits, char point, int32_t decimals, int64_t *value)
{
    int32_t whole = digits - 1 - decimals;
    uint32_t low, high;
    uint64_t word;

    if (digits < 4 || whole < 1 || text[whole] != point)
        return 0;
    memcpy(&low, text, 4);
    memcpy(&high, text + digits - 4, 4);
    word = low | (uint64_t)high << 8 * (digits - 4); /* bytes that both hold are the same */
    return cpf__quick_digits(cpf__quick_right(cpf__quick_without(word, whole), digits - 1), value);
}

/* A number in steps of 10^-decimals; 0: to be read the long way. */
static inline int cpf__quick_amount(cpf__slice text, char point, int32_t decimals, int64_t *value)
{
    int negative = text.length > 0 && text.data[0] == '-';
    const char *first = text.data + negative;
    int32_t digits = text.length - negative;

    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || digits < 1 || digits > CPF__QUICK_CHARS)
        return 0;
    if (!cpf__quick_usual(first, digits, point, decimals, value) &&
        !cpf__quick_any(first, digits, point, decimals, value))
        return 0;
    if (negative)
        *value = -*value;
    return 1;
}

#endif
