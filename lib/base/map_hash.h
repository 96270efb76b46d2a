/* SPDX-License-Identifier: MIT */
/* Hash of a code. Decides where a code lies in a map and nothing that anyone sees: ids are given in order of adding. */
#ifndef CPF_BASE_MAP_HASH_H
#define CPF_BASE_MAP_HASH_H

#include <string.h>

#include "decimal.h"

/* Both halves of the product: every bit of either factor reaches every bit of the result. */
static inline uint64_t cpf__hash_fold(uint64_t a, uint64_t b)
{
    cpf__u128 product = (cpf__u128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Up to 8 bytes without reading beyond them, each way of reading giving every byte. */
static inline uint64_t cpf__hash_tail(const char *bytes, int64_t length)
{
    uint32_t low, high;

    if (length >= 4) {
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + length - 4, 4);
        return (uint64_t)high << 32 | low;
    }
    if (!length)
        return 0;
    return (uint64_t)(uint8_t)bytes[0] << 16 | (uint64_t)(uint8_t)bytes[length / 2] << 8 | (uint8_t)bytes[length - 1];
}

static inline uint64_t cpf__hash(const char *bytes, int64_t length)
{
    const uint64_t mix = UINT64_C(0x9E3779B97F4A7C15), other = UINT64_C(0xD1B54A32D192ED03);
    uint64_t hash = (uint64_t)length ^ mix;

    for (; length > 8; bytes += 8, length -= 8) {
        uint64_t word;

        memcpy(&word, bytes, 8);
        hash = cpf__hash_fold(hash ^ word, other);
    }
    return cpf__hash_fold(cpf__hash_fold(hash ^ cpf__hash_tail(bytes, length), mix) ^ other, mix);
}

static inline uint32_t cpf__hash_kept(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

#endif
