/* SPDX-License-Identifier: MIT */
#include "total.h"

#include <string.h>

#include "decimal.h"

enum { LANES_OF_TOTAL = CPF__TOTAL_LANES };

/* Bits first .. first + n - 1, first a multiple of 8; bits behind n are not set. NULL: all set. */
static uint64_t lane_bits(const uint8_t *bits, int64_t first, int32_t n)
{
    uint64_t word = 0, all = n == 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1;

    for (int32_t byte = 0; bits && byte < (n + 7) / 8; byte++)
        word |= (uint64_t)bits[first / 8 + byte] << 8 * byte;
    return bits ? word & all : all;
}

/* Sums of weight times points, and of weights, over the lines that a subject has. */
static void add_line(int64_t weight, const int64_t *points, uint64_t have, int32_t n, int64_t *sums, int64_t *weights)
{
    for (int32_t i = 0; i < n; i++) {
        int64_t on = -(int64_t)(have >> i & 1);

        sums[i] += weight * (points[i] & on);
        weights[i] += weight & on;
    }
}

/* |sum| * raise and weights * lower are below 2^50, so that the quotient in double is at most one off (its error is
 * below 2^-2) and the remainder settles it. */
static void divide_lanes(const cpf__mean *mean, int32_t n, const int64_t *sums, const int64_t *weights, int64_t *totals)
{
    for (int32_t i = 0; i < n; i++) {
        int64_t negative = -(int64_t)(sums[i] < 0), size = ((sums[i] ^ negative) - negative) * mean->raise;
        int64_t divisor = weights[i] * mean->lower, whole, rest;

        divisor += !divisor;
        whole = (int64_t)((double)size / (double)divisor);
        rest = size - whole * divisor;
        whole += (rest >= divisor) - (rest < 0);
        rest = size - whole * divisor;
        whole += 2 * rest >= divisor;
        totals[i] = (whole ^ negative) - negative;
    }
}

/* Whether the lanes are small enough for divide_lanes. */
static int lanes_fit(const cpf__mean *mean, int64_t first, int32_t n)
{
    const double limit = 1125899906842624.0; /* 2^50 */
    int64_t most = 0;

    for (int32_t line = 0; line < mean->lines; line++)
        for (int32_t i = 0; i < n; i++) {
            int64_t value = mean->points[line][first + i];

            most |= value ^ (value >> 63);
        }
    /* `most` has at least as many binary digits as the largest magnitude, and is below twice that. */
    return ((double)most * 2 + 2) * (double)mean->weight_sum * (double)mean->raise < limit &&
           (double)mean->weight_sum * (double)mean->lower < limit;
}

static cpf_status divide_exactly(const cpf__mean *mean, const uint64_t *have, int64_t at, int32_t lane, int64_t *total)
{
    cpf__i128 sum = 0, raised, divisor = 0;

    for (int32_t line = 0; line < mean->lines; line++)
        if (have[line] >> lane & 1) {
            sum += (cpf__i128)mean->weights[line] * mean->points[line][at];
            divisor += mean->weights[line];
        }
    if (mean->missing == CPF__MISSING_ZERO)
        divisor = mean->weight_sum;
    if (__builtin_mul_overflow(sum, (cpf__i128)mean->raise, &raised))
        return CPF_E_RANGE;
    return cpf__divide(raised, divisor * mean->lower, CPF__HALF_UP, total);
}

/* Which subjects have a total: with at least one line that counts, or with all where the scorecard refuses gaps. */
static uint64_t lanes_with_total(const cpf__mean *mean, const uint64_t *have)
{
    uint64_t any = 0, all = ~(uint64_t)0;

    for (int32_t line = 0; line < mean->lines; line++) {
        any |= mean->weights[line] ? have[line] : 0;
        all &= have[line];
    }
    return mean->missing == CPF__MISSING_REFUSE ? any & all : any;
}

cpf_status cpf__total_lanes(const cpf__mean *mean, int64_t first, int32_t n, uint64_t *have, int64_t *totals,
                            uint64_t *valid, int32_t *failed)
{
    int64_t sums[LANES_OF_TOTAL] = {0}, weights[LANES_OF_TOTAL] = {0};

    for (int32_t line = 0; line < mean->lines; line++)
        have[line] = lane_bits(mean->bits[line], first, n);
    *valid = lanes_with_total(mean, have);
    if (lanes_fit(mean, first, n)) {
        for (int32_t line = 0; line < mean->lines; line++)
            add_line(mean->weights[line], mean->points[line] + first, have[line], n, sums, weights);
        for (int32_t i = 0; i < n && mean->missing == CPF__MISSING_ZERO; i++)
            weights[i] = mean->weight_sum;
        divide_lanes(mean, n, sums, weights, totals);
    } else {
        for (int32_t i = 0; i < n; i++)
            if ((*valid >> i & 1) && divide_exactly(mean, have, first + i, i, &totals[i]) != CPF_OK) {
                *failed = i;
                return CPF_E_RANGE;
            }
    }
    for (int32_t i = 0; i < n; i++)
        totals[i] = *valid >> i & 1 ? totals[i] : 0;
    return CPF_OK;
}
