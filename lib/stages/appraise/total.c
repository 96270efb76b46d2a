/* SPDX-License-Identifier: MIT */
#include "total.h"

#include <math.h>
#include <string.h>

#include "decimal.h"

void cpf__sums_open(cpf__sums *sums, int32_t n)
{
    size_t rows = (size_t)(n + 7) / 8 * 8; /* whole registers */

    memset(sums->sum, 0, rows * sizeof *sums->sum);
    memset(sums->full, 0, sizeof sums->full);
    memset(sums->all, 0xff, sizeof sums->all);
    sums->most = 0;
    sums->gaps = 0;
}

static void weigh_plain(const double *table, int32_t n, const uint8_t *valid, cpf__sums *sums)
{
    for (int32_t i = 0; i < n; i++)
        sums->some[i] += cpf__bit(valid, i) ? table[sums->card[i]] : 0;
}

void cpf__sums_weigh(const cpf__mean *mean, int32_t line, int32_t n, const uint8_t *valid, cpf__sums *sums)
{
    const double *table = mean->factors + (int64_t)line * CPF__CARDS_TOGETHER;

    for (int32_t card = 0; !valid && card < mean->cards; card++)
        sums->full[card] += table[card];
    if (!valid)
        return;
    for (int32_t byte = 0; byte < (n + 7) / 8; byte++)
        sums->all[byte] &= valid[byte];
    if (!sums->gaps)
        memset(sums->some, 0, (size_t)(n + 7) / 8 * 8 * sizeof *sums->some);
    sums->gaps = 1;
#if CPF__X86
    if (mean->level >= CPF__CPU_AVX512) {
        cpf__sums_weigh_512(table, n, valid, sums);
        return;
    }
#endif
    weigh_plain(table, n, valid, sums);
}

static void add_plain(const double *table, int32_t n, const int64_t *points, cpf__sums *sums)
{
    int64_t most = 0;

    for (int32_t i = 0; i < n; i++) {
        most |= points[i] ^ (points[i] >> 63);
        sums->sum[i] += table[sums->card[i]] * (double)points[i];
    }
    sums->most |= most;
}

void cpf__sums_add(const cpf__mean *mean, int32_t line, int32_t n, const int64_t *points, const uint8_t *valid,
                   cpf__sums *sums)
{
    const double *table = mean->factors + (int64_t)line * CPF__CARDS_TOGETHER;

    cpf__sums_weigh(mean, line, n, valid, sums);
#if CPF__X86
    if (mean->level >= CPF__CPU_AVX512) {
        cpf__sums_add_512(table, n, points, sums);
        return;
    }
#endif
    add_plain(table, n, points, sums);
}

static double weight_of(const cpf__sums *sums, int32_t i)
{
    return sums->full[sums->card[i]] + (sums->gaps ? sums->some[i] : 0);
}

/* Sums are below 2^50 then, and so are the numbers that are divided. */
int cpf__sums_fit(const cpf__mean *mean, const cpf__sums *sums)
{
    const double limit = 0x1p50;
    double largest = 0;

    for (int32_t card = 0; card < mean->cards; card++)
        largest = mean->factor_sum[card] > largest ? mean->factor_sum[card] : largest;
    /* `most` is below twice the largest magnitude, and at least half of it. */
    return ((double)sums->most * 2 + 2) * largest * (double)mean->raise < limit &&
           largest * (double)mean->lower < limit;
}

/* |sum| * raise and weights * lower are whole and below 2^50: the quotient is at most one off (its error is below
 * 2^-2), every product below is exact, and the remainder settles it. */
static void divide_plain(const cpf__mean *mean, int32_t n, const cpf__sums *sums, int64_t *totals)
{
    for (int32_t i = 0; i < n; i++) {
        double weight = mean->missing == CPF__MISSING_ZERO ? mean->factor_sum[sums->card[i]] : weight_of(sums, i);
        double size = fabs(sums->sum[i]) * (double)mean->raise, divisor = weight * (double)mean->lower;
        double whole, rest;

        divisor = divisor > 0 ? divisor : 1;
        whole = (double)(int64_t)(size / divisor);
        rest = size - whole * divisor;
        whole += (double)(rest >= divisor) - (double)(rest < 0);
        rest = size - whole * divisor;
        whole += (double)(2 * rest >= divisor);
        totals[i] = (int64_t)copysign(whole, sums->sum[i]);
    }
}

void cpf__sums_divide(const cpf__mean *mean, int32_t n, const cpf__sums *sums, int64_t *totals)
{
#if CPF__X86
    if (mean->level >= CPF__CPU_AVX512) {
        cpf__sums_divide_512(mean, n, sums, totals);
        return;
    }
#endif
    divide_plain(mean, n, sums, totals);
}

/* A line with weight that all rows have: every row has a total. */
static int all_have_totals(const cpf__mean *mean, const cpf__sums *sums)
{
    int have = mean->missing != CPF__MISSING_REFUSE || !sums->gaps;

    for (int32_t card = 0; card < mean->cards; card++)
        have &= sums->full[card] > 0;
    return have;
}

void cpf__sums_valid(const cpf__mean *mean, int32_t n, const cpf__sums *sums, uint8_t *valid)
{
    if (all_have_totals(mean, sums)) {
        memset(valid, 0xff, (size_t)cpf__bits_bytes(n));
        if (n % 8)
            valid[n / 8] = (uint8_t)((1u << n % 8) - 1);
        return;
    }
    for (int32_t i = 0; i < n; i += 8) {
        int32_t rows = n - i < 8 ? n - i : 8;
        unsigned byte = 0;

        for (int32_t row = 0; row < rows; row++)
            byte |= (unsigned)(weight_of(sums, i + row) > 0) << row;
        valid[i / 8] = (uint8_t)(byte & (mean->missing == CPF__MISSING_REFUSE ? sums->all[i / 8] : 0xffu));
    }
}

cpf_status cpf__total_exact(const cpf__mean *mean, int32_t card, const int64_t *points, const uint8_t *have,
                            int64_t *total)
{
    cpf__i128 sum = 0, raised, divisor = 0;
    int all = 1;

    for (int32_t line = 0; line < mean->lines; line++) {
        int64_t weight = mean->weights[(int64_t)line * CPF__CARDS_TOGETHER + card];

        all &= have[line];
        sum += have[line] ? (cpf__i128)weight * points[line] : 0;
        divisor += have[line] ? weight : 0;
    }
    if (!divisor || (mean->missing == CPF__MISSING_REFUSE && !all))
        return CPF_E_MISSING;
    if (mean->missing == CPF__MISSING_ZERO)
        divisor = mean->weight_sum[card];
    if (__builtin_mul_overflow(sum, (cpf__i128)mean->raise, &raised))
        return CPF_E_RANGE;
    return cpf__divide(raised, divisor * mean->lower, CPF__HALF_UP, total);
}
