/* SPDX-License-Identifier: MIT */
#include "quick_amount.h"

/* 1 to 8 bytes, the first one lowest, without reading beyond them. */
static uint64_t quick_word(const char *text, int32_t length)
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

int cpf__quick_any(const char *text, int32_t digits, char point, int32_t decimals, int64_t *value)
{
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word = quick_word(text, digits), differs = word ^ ones * (uint8_t)point;
    uint64_t found = (differs - ones) & ~differs & ones << 7; /* its lowest bit is that of the first point */
    int32_t places = 0;
    int64_t number;

    if (found) {
        int32_t whole = __builtin_ctzll(found) / 8;

        word = cpf__quick_without(word, whole);
        places = --digits - whole;
    }
    if (!digits || places > decimals || !cpf__quick_digits(cpf__quick_right(word, digits), &number))
        return 0;
    *value = number * powers[decimals - places];
    return 1;
}
