/* SPDX-License-Identifier: MIT */
#include "band_quick.h"

enum { ONE = 1000000 }; /* a factor of 1 */

static cpf__i128 size_in(const cpf__quick_bands *bands, cpf__i128 amount)
{
    cpf__i128 size = amount < 0 ? -amount : amount;

    return bands->ended && size > bands->limits[bands->count] ? bands->limits[bands->count] : size;
}

static int64_t reached(const cpf__quick_bands *bands, cpf__i128 size)
{
    int64_t band = 0;

    while (band + 1 < bands->count &&
           (bands->upper_closed ? size > bands->limits[band + 1] : size >= bands->limits[band + 1]))
        band++;
    return band;
}

/* What counts of a size, in 10^-6 of a fine step. */
static cpf__i128 counted(const cpf__quick_bands *bands, cpf__i128 size)
{
    cpf__i128 above = bands->fast && size > bands->fast_from ? size - bands->fast_from : 0;

    return size * ONE + above * (bands->factor - ONE);
}

static void add_slices(const cpf__quick_bands *bands, cpf__i128 amount, int sign, cpf__i128 *base, cpf__i128 *pay)
{
    cpf__i128 size = size_in(bands, amount), before = 0;

    sign = amount < 0 ? -sign : sign;
    for (int64_t band = 0; band < bands->count && size > bands->limits[band]; band++) {
        int inside = band + 1 == bands->count || size < bands->limits[band + 1];
        cpf__i128 to = inside ? size : bands->limits[band + 1], after = counted(bands, to);

        base[band] += sign * (to - bands->limits[band]);
        pay[band] += sign * (after - before) * bands->rates[band];
        before = after;
    }
}

static cpf__i128 signed_as(cpf__i128 size, cpf__i128 amount)
{
    return amount < 0 ? -size : size;
}

void cpf__quick_pay(const cpf__quick_bands *bands, cpf__i128 low, cpf__i128 high, cpf__i128 *base, cpf__i128 *pay)
{
    cpf__i128 from = size_in(bands, low), to = size_in(bands, high);
    int64_t band;

    for (int64_t i = 0; i < bands->count; i++)
        base[i] = pay[i] = 0;
    if (bands->mode != CPF__BANDS_WHOLE) {
        add_slices(bands, high, 1, base, pay);
        add_slices(bands, low, -1, base, pay);
        return;
    }
    band = reached(bands, to);
    base[band] = signed_as(to, high) - signed_as(from, low);
    pay[band] = bands->rates[band] * (signed_as(counted(bands, to), high) - signed_as(counted(bands, from), low));
}

/* exact / step rounded down. */
static cpf__i128 whole_of(cpf__i128 exact, cpf__i128 step)
{
    cpf__i128 whole = exact / step;

    return whole * step > exact ? whole - 1 : whole;
}

static int64_t largest_rest(const cpf__i128 *exact, int64_t n, cpf__i128 step, const int64_t *parts)
{
    cpf__i128 best = 0;
    int64_t found = -1;

    for (int64_t i = 0; i < n; i++) {
        cpf__i128 rest = exact[i] - step * parts[i]; /* below 0: it has got its step */

        if (rest > best) {
            best = rest;
            found = i;
        }
    }
    return found;
}

cpf_status cpf__quick_parts(const cpf__i128 *exact, int64_t n, cpf__i128 step, cpf__i128 *total, int64_t *parts,
                            int64_t *sum)
{
    cpf__i128 all = total ? *total : 0, given = 0;
    int64_t before = 0;
    cpf_status status = cpf__divide(all, step, CPF__HALF_UP, &before);

    for (int64_t i = 0; i < n; i++) {
        cpf__i128 whole = whole_of(exact[i], step);

        if (whole > INT64_MAX - 1 || whole < INT64_MIN)
            return CPF_E_RANGE;
        parts[i] = (int64_t)whole;
        given += whole;
        all += exact[i];
    }
    if (status == CPF_OK)
        status = cpf__divide(all, step, CPF__HALF_UP, sum);
    if (status == CPF_OK)
        status = cpf__sub(*sum, before, sum);
    if (total)
        *total = all;
    for (int64_t i; status == CPF_OK && given < *sum && (i = largest_rest(exact, n, step, parts)) >= 0; given++)
        parts[i]++;
    if (status == CPF_OK)
        parts[0] += (int64_t)(*sum - given); /* a total that crosses 0 may round by a step more */
    return status;
}
