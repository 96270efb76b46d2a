/* SPDX-License-Identifier: MIT */
/* Where the bytes stand that cut a CSV text: separators, line ends, quotes. Nothing is decided here. */
#ifndef CPF_IO_CSV_STOPS_H
#define CPF_IO_CSV_STOPS_H

#include <stdint.h>

#include "cpu.h"

enum { CPF__CSV_STOPS_BYTES = 16 * 1024 };

typedef struct cpf__csv_stops {
    int32_t count;
    int32_t doubtful;   /* some byte is NUL or beyond 0x7F: the text has to be looked at */
    int32_t odd;        /* some byte is a CR or a quote */
    int32_t line_feeds; /* how many */
    uint32_t at[CPF__CSV_STOPS_BYTES + 64];
    uint64_t digits[CPF__CSV_STOPS_BYTES / 64 + 2]; /* bit i: byte i is a digit; behind the text they mean nothing */
} cpf__csv_stops;

/* All separators, LF, CR and quotes of data[0 .. length), length at most CPF__CSV_STOPS_BYTES, with the instructions of
 * a level of cpu.h. */
void cpf__csv_find_stops(int32_t level, const char *data, int64_t length, char separator, cpf__csv_stops *stops);

/* The same, the plain way: what the others must equal. `from`: bytes that are done. */
void cpf__csv_stops_plain(const char *data, int64_t from, int64_t length, char separator, cpf__csv_stops *stops);
/* Whole blocks of 64 bytes; the number of bytes done. */
int64_t cpf__csv_stops_256(const char *data, int64_t length, char separator, cpf__csv_stops *stops);
int64_t cpf__csv_stops_512(const char *data, int64_t length, char separator, cpf__csv_stops *stops);

/* Appends the set bits of a block that begins at `base`: a few at once, so that their number is not guessed wrong; up
 * to seven behind the last mean nothing. */
static inline void cpf__csv_stops_add(cpf__csv_stops *stops, uint64_t bits, uint32_t base)
{
    enum { AT_ONCE = 8 };
    uint32_t *at = stops->at + stops->count;

    stops->count += __builtin_popcountll(bits);
    do {
        for (int i = 0; i < AT_ONCE; i++) {
            *at++ = base + (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
            bits &= bits - 1;
        }
    } while (bits);
}

#endif
