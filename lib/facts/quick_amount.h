/* SPDX-License-Identifier: MIT */
/* Short numbers out of their bytes, eight at a time. What is not short and plain is left to the long way,
 * whose answer is the same. */
#ifndef CPF_FACTS_QUICK_AMOUNT_H
#define CPF_FACTS_QUICK_AMOUNT_H

#include <string.h>

#include "intake.h"

enum { CPF__QUICK_CHARS = 8 };

/* 1 to 8 bytes, the first one lowest, without reading beyond them. */
static inline uint64_t cpf__quick_word(const char *text, int32_t length)
{
    uint32_t low, high;
    uint64_t word = 0;

    if (length >= 4) {
        memcpy(&low, text, 4);
        memcpy(&high, text + length - 4, 4);
        return low | (uint64_t)high << 8 * (length - 4); /* bytes that both hold are the same */
    }
    for (int32_t i = 0; i < length; i++)
        word |= (uint64_t)(uint8_t)text[i] << 8 * i;
    return word;
}

/* Value of eight digits; 0 when one is none. */
static inline int cpf__quick_digits(uint64_t word, int64_t *value)
{
    const uint64_t highs = UINT64_C(0xF0F0F0F0F0F0F0F0), pairs = UINT64_C(0x000000FF000000FF);

    if (((word & highs) | ((word + UINT64_C(0x0606060606060606)) & highs) >> 4) != UINT64_C(0x3333333333333333))
        return 0;
    word -= UINT64_C(0x3030303030303030);
    word = word * 10 + (word >> 8);
    word = (word & pairs) * UINT64_C(0x000F424000000064) + (word >> 16 & pairs) * UINT64_C(0x0000271000000001);
    *value = (int64_t)(word >> 32);
    return 1;
}

/* A number of up to eight characters and its sign in steps of 10^-decimals; 0: to be read the long way. */
static inline int cpf__quick_amount(cpf__slice text, char point, int32_t decimals, int64_t *value)
{
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    const uint64_t ones = UINT64_C(0x0101010101010101), zeros = UINT64_C(0x3030303030303030);
    int negative = text.length > 0 && text.data[0] == '-';
    int32_t digits = text.length - negative, places = 0, shift;
    uint64_t word, differs, found;
    int64_t number;

    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || digits < 1 || digits > CPF__QUICK_CHARS)
        return 0;
    word = cpf__quick_word(text.data + negative, digits);
    differs = word ^ ones * (uint8_t)point;
    found = (differs - ones) & ~differs & ones << 7; /* its lowest bit is that of the first point */
    if (found) {
        int32_t whole = __builtin_ctzll(found) / 8;
        uint64_t before = (UINT64_C(1) << 8 * whole) - 1;

        word = (word & before) | (word >> 8 & ~before);
        places = --digits - whole;
    }
    if (!digits || places > decimals)
        return 0;
    shift = 8 * (CPF__QUICK_CHARS - digits);
    if (shift)
        word = word << shift | zeros >> (64 - shift);
    if (!cpf__quick_digits(word, &number))
        return 0;
    number *= powers[decimals - places];
    *value = negative ? -number : number;
    return 1;
}

#endif
