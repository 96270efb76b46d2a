/* SPDX-License-Identifier: MIT */
/* Codes "0", "1", "2" and so on, each the number of its own id: where they begin and what they are need not be kept. */
#ifndef CPF_BASE_MAP_COUNTED_H
#define CPF_BASE_MAP_COUNTED_H

#include <stdint.h>

/* Where the code of an id begins when the codes before it stand one after the other, a NUL behind each. */
static inline int64_t cpf__counted_begin(int64_t id)
{
    int64_t begin = 2 * id;

    for (int64_t power = 10; power < id; power *= 10)
        begin += id - power; /* those with one digit more */
    return begin;
}

/* The number that the code is written as without sign or leading zeros; -1: none, or one that no id reaches. */
static inline int64_t cpf__counted_number(const char *code, int64_t length)
{
    int64_t number = 0;

    if (length < 1 || length > 10 || (length > 1 && code[0] == '0'))
        return -1;
    for (int64_t i = 0; i < length; i++) {
        if (code[i] < '0' || code[i] > '9')
            return -1;
        number = number * 10 + (code[i] - '0');
    }
    return number;
}

#endif
