/* SPDX-License-Identifier: MIT */
/* From the rows of a block to the subjects of a card: values are picked and, where no cache would keep them, go past it
 * in the same loop, so that neither waits for the other. */
#include <string.h>

#include "scoring.h"

enum { LINE = 8 }; /* values of a cache line */

#if CPF__X86
#include <immintrin.h>

static inline __m128d pick_two(const int64_t *values, uint64_t rows)
{
    const double *from = (const double *)(const void *)values;

    return _mm_loadh_pd(_mm_load_sd(from + (rows & 0xffff)), from + (rows >> 16 & 0xffff));
}

static CPF__ALWAYS_INLINE void pick_line(const int64_t *values, const uint16_t *rows, int64_t *to,
                                                            int past)
{
    double *line = (double *)(void *)to;
    __m128d pairs[LINE / 2];
    uint64_t four[2];

    memcpy(four, rows, sizeof four);
    pairs[0] = pick_two(values, four[0]);
    pairs[1] = pick_two(values, four[0] >> 32);
    pairs[2] = pick_two(values, four[1]);
    pairs[3] = pick_two(values, four[1] >> 32);
    for (int i = 0; i < LINE / 2; i++) {
        if (past)
            _mm_stream_pd(line + 2 * (int64_t)i, pairs[i]);
        else
            _mm_storeu_pd(line + 2 * (int64_t)i, pairs[i]);
    }
}
#else
static inline void pick_line(const int64_t *values, const uint16_t *rows, int64_t *to, int past)
{
    (void)past;
    for (int i = 0; i < LINE; i++)
        to[i] = values[rows[i]];
}
#endif

static void pick_some(const int64_t *values, const uint16_t *rows, int32_t n, int64_t *to)
{
    for (int32_t i = 0; i < n; i++)
        to[i] = values[rows[i]];
}

/* Only whole lines go past the cache: a part of one would be written more than once. */
void cpf__put_rows(const int64_t *values, const uint16_t *rows, int32_t n, int64_t *to, int past)
{
    int32_t head = past ? (int32_t)(LINE - (uintptr_t)to / sizeof *to % LINE) % LINE : 0, i;

    head = head < n ? head : n;
    pick_some(values, rows, head, to);
    for (i = head; past && i + LINE <= n; i += LINE)
        pick_line(values, rows + i, to + i, 1);
    for (; i + LINE <= n; i += LINE)
        pick_line(values, rows + i, to + i, 0);
    pick_some(values, rows + i, n - i, to + i);
}
