/* SPDX-License-Identifier: MIT */
/* Validity bitmaps: bit i of byte i / 8, least significant first; NULL means all valid. */
#ifndef CPF_BASE_BITS_H
#define CPF_BASE_BITS_H

#include <stdint.h>

static inline int cpf__bit(const uint8_t *bits, int64_t i)
{
    return !bits || (bits[i >> 3] >> (i & 7) & 1);
}

static inline void cpf__bit_set(uint8_t *bits, int64_t i, int on)
{
    uint8_t mask = (uint8_t)(1u << (i & 7));

    bits[i >> 3] = (uint8_t)(on ? bits[i >> 3] | mask : bits[i >> 3] & ~mask);
}

static inline int64_t cpf__bits_bytes(int64_t n)
{
    return (n + 7) / 8;
}

#endif
