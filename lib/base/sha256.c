/* SPDX-License-Identifier: MIT */
#include "sha256.h"

#include <string.h>

enum { WORDS = 8, BLOCK = 64, ROUNDS = 64, LENGTH_AT = 56 };

static const uint32_t round_constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t x, int bits)
{
    return x >> bits | x << (32 - bits);
}

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void expand(const unsigned char *block, uint32_t *w)
{
    for (int i = 0; i < 16; i++)
        w[i] = big_endian(block + 4 * i);
    for (int i = 16; i < ROUNDS; i++) {
        uint32_t a = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t b = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10;

        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
}

static void take_block(uint32_t *hash, const unsigned char *block)
{
    uint32_t w[ROUNDS], s[WORDS];

    expand(block, w);
    memcpy(s, hash, sizeof s);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t chosen = (s[4] & s[5]) ^ (~s[4] & s[6]), most = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        uint32_t one =
            s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) + chosen + round_constants[i] + w[i];
        uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + most;

        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (int i = 0; i < WORDS; i++)
        hash[i] += s[i];
}

/* What is left, a one bit, zeros, and the length in bits: one block, or two. */
static void take_end(uint32_t *hash, const char *rest, int64_t left, int64_t length)
{
    unsigned char end[2 * BLOCK] = {0};
    int64_t blocks = left < LENGTH_AT ? 1 : 2;
    uint64_t bits = (uint64_t)length * 8;

    if (left)
        memcpy(end, rest, (size_t)left);
    end[left] = 0x80;
    for (int i = 0; i < 8; i++)
        end[blocks * BLOCK - 1 - i] = (unsigned char)(bits >> 8 * i);
    for (int64_t i = 0; i < blocks; i++)
        take_block(hash, end + i * BLOCK);
}

void cpf__sha256_text(const char *bytes, int64_t length, char text[CPF__SHA256_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    uint32_t hash[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    int64_t whole = length / BLOCK * BLOCK;

    for (int64_t i = 0; i < whole; i += BLOCK)
        take_block(hash, (const unsigned char *)bytes + i);
    take_end(hash, bytes + whole, length - whole, length);
    for (int i = 0; i < 8 * WORDS; i++)
        text[i] = digits[hash[i / 8] >> (28 - i % 8 * 4) & 15];
    text[8 * WORDS] = '\0';
}
