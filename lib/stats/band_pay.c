/* SPDX-License-Identifier: MIT */
#include "band_pay.h"

/* The first failure of a reckoning stays, and what follows it means nothing. */
typedef struct reckoning {
    const cpf__bands *bands;
    cpf__ratio *base, *pay;
    cpf_status status;
} reckoning;

static const cpf__ratio nothing = {0, 1};

static cpf__ratio plus(reckoning *at, cpf__ratio a, cpf__ratio b)
{
    cpf__ratio sum = nothing;

    if (at->status == CPF_OK)
        at->status = cpf__ratio_add(a, b, &sum);
    return sum;
}

static cpf__ratio minus(reckoning *at, cpf__ratio a, cpf__ratio b)
{
    b.num = -b.num;
    return plus(at, a, b);
}

static cpf__ratio product(reckoning *at, cpf__ratio a, cpf__ratio b)
{
    cpf__ratio result = nothing;

    if (at->status == CPF_OK)
        at->status = cpf__ratio_mul(a, b, &result);
    return result;
}

static cpf__ratio quotient(reckoning *at, cpf__ratio a, cpf__ratio b)
{
    cpf__ratio result = nothing;

    if (at->status == CPF_OK)
        at->status = cpf__ratio_div(a, b, &result);
    return result;
}

static int is_below(cpf__ratio a, cpf__ratio b)
{
    return cpf__ratio_compare(a, b) < 0;
}

int64_t cpf__band_reached(const cpf__bands *bands, cpf__ratio amount)
{
    int64_t band = 0;

    while (band + 1 < bands->count && cpf__ratio_compare(amount, bands->limits[band + 1]) >= bands->upper_closed)
        band++;
    return band;
}

/* What counts of a magnitude: what is above the accelerator's beginning counts `factor` times. */
static cpf__ratio weighted(reckoning *at, cpf__ratio size)
{
    const cpf__bands *bands = at->bands;
    const cpf__ratio one = {1, 1};
    cpf__ratio above;

    if (!bands->fast || !is_below(bands->fast_from, size))
        return size;
    above = minus(at, size, bands->fast_from);
    return plus(at, size, product(at, above, minus(at, bands->factor, one)));
}

/* Magnitude that counts, up to the end of the last band. */
static cpf__ratio size_of(const cpf__bands *bands, cpf__ratio amount)
{
    if (amount.num < 0)
        amount.num = -amount.num;
    if (bands->ended && is_below(bands->limits[bands->count], amount))
        return bands->limits[bands->count];
    return amount;
}

static cpf__ratio with_sign(cpf__ratio size, int negative)
{
    if (negative)
        size.num = -size.num;
    return size;
}

static int is_open(const cpf__bands *bands, int64_t band)
{
    return band + 1 == bands->count && !bands->ended;
}

/* Money of a band without an end, or of a whole amount: all of it, faster where the band or the amount is above. */
static cpf__ratio whole_money(reckoning *at, int64_t band, cpf__ratio point)
{
    const cpf__bands *bands = at->bands;

    if (bands->fast && is_below(bands->fast_from, point))
        return product(at, bands->rates[band], bands->factor);
    return bands->rates[band];
}

static cpf__ratio part_pay(reckoning *at, int64_t band, cpf__ratio from, cpf__ratio to)
{
    const cpf__bands *bands = at->bands;
    cpf__ratio counted;

    if (bands->money[band] && is_open(bands, band))
        return whole_money(at, band, from);
    counted = minus(at, weighted(at, to), weighted(at, from));
    if (bands->money[band])
        counted = quotient(at, counted, minus(at, bands->limits[band + 1], from));
    return product(at, bands->rates[band], counted);
}

/* Adds to each band what an amount brings from 0 on, taken away with `negative`. */
static void add_parts(reckoning *at, cpf__ratio amount, int negative)
{
    const cpf__bands *bands = at->bands;
    cpf__ratio size = size_of(bands, amount);
    int64_t last = cpf__band_reached(bands, size);

    negative ^= amount.num < 0;
    for (int64_t band = 0; size.num && band <= last; band++) {
        cpf__ratio from = bands->limits[band], to = size;

        if (!is_open(bands, band) && is_below(bands->limits[band + 1], to))
            to = bands->limits[band + 1];
        at->base[band] = plus(at, at->base[band], with_sign(minus(at, to, from), negative));
        at->pay[band] = plus(at, at->pay[band], with_sign(part_pay(at, band, from, to), negative));
    }
}

/* The money of the band of a whole amount. */
static void add_money(reckoning *at, cpf__ratio amount, int negative)
{
    cpf__ratio size = size_of(at->bands, amount);
    int64_t band = cpf__band_reached(at->bands, size);

    negative ^= amount.num < 0;
    if (size.num && at->bands->money[band])
        at->pay[band] = plus(at, at->pay[band], with_sign(whole_money(at, band, size), negative));
}

/* The step at the rate of the band in which it ends. */
static void add_whole(reckoning *at, cpf__ratio low, cpf__ratio high)
{
    const cpf__bands *bands = at->bands;
    cpf__ratio to = size_of(bands, high), from = size_of(bands, low);
    cpf__ratio counted_to = with_sign(weighted(at, to), high.num < 0);
    cpf__ratio counted_from = with_sign(weighted(at, from), low.num < 0);
    int64_t band = cpf__band_reached(bands, to);

    at->base[band] = minus(at, with_sign(to, high.num < 0), with_sign(from, low.num < 0));
    add_money(at, high, 0);
    add_money(at, low, 1);
    if (!bands->money[band])
        at->pay[band] = plus(at, at->pay[band], product(at, bands->rates[band], minus(at, counted_to, counted_from)));
}

cpf_status cpf__band_pay(const cpf__bands *bands, cpf__ratio low, cpf__ratio high, cpf__ratio *base, cpf__ratio *pay)
{
    reckoning at = {bands, base, pay, CPF_OK};

    for (int64_t band = 0; band < bands->count; band++)
        base[band] = pay[band] = nothing;
    if (bands->mode == CPF__BANDS_WHOLE) {
        add_whole(&at, low, high);
    } else {
        add_parts(&at, high, 0);
        add_parts(&at, low, 1);
    }
    return at.status;
}

/* Whole steps of a ratio, rounded down, and what is left of it. */
static cpf_status floor_of(cpf__ratio exact, int32_t decimals, int64_t *whole, cpf__ratio *rest)
{
    cpf_status status = cpf__ratio_round(exact, decimals, CPF__FLOOR, whole);

    return status == CPF_OK ? cpf__ratio_sub(exact, cpf__ratio_of(*whole, decimals), rest) : status;
}

/* The largest remainder among those that have got no step yet; the lower index of equals. */
static int64_t next_of(const cpf__ratio *exact, int64_t n, int32_t decimals, const int64_t *parts)
{
    cpf__ratio best = nothing, rest;
    int64_t found = -1, whole;

    for (int64_t i = 0; i < n; i++)
        if (floor_of(exact[i], decimals, &whole, &rest) == CPF_OK && whole == parts[i] &&
            cpf__ratio_compare(rest, best) > 0) {
            best = rest;
            found = i;
        }
    return found;
}

static cpf_status round_sum(cpf__ratio all, int32_t decimals, cpf__ratio *total, int64_t *sum)
{
    int64_t before = 0;
    cpf_status status = CPF_OK;

    if (total) {
        status = cpf__ratio_round(*total, decimals, CPF__HALF_UP, &before);
        if (status == CPF_OK)
            status = cpf__ratio_add(*total, all, &all);
        *total = all;
    }
    if (status == CPF_OK)
        status = cpf__ratio_round(all, decimals, CPF__HALF_UP, sum);
    return status == CPF_OK ? cpf__sub(*sum, before, sum) : status;
}

cpf_status cpf__whole_parts(const cpf__ratio *exact, int64_t n, int32_t decimals, cpf__ratio *total, int64_t *parts,
                            int64_t *sum)
{
    cpf__ratio all = nothing, rest;
    cpf_status status = CPF_OK;
    int64_t given = 0;

    for (int64_t i = 0; i < n && status == CPF_OK; i++) {
        status = cpf__ratio_add(all, exact[i], &all);
        if (status == CPF_OK)
            status = floor_of(exact[i], decimals, &parts[i], &rest);
        if (status == CPF_OK)
            status = cpf__add(given, parts[i], &given);
    }
    if (status == CPF_OK)
        status = round_sum(all, decimals, total, sum);
    for (int64_t i; status == CPF_OK && given < *sum && (i = next_of(exact, n, decimals, parts)) >= 0; given++)
        parts[i]++;
    if (status == CPF_OK)
        parts[0] += *sum - given; /* a total that crosses 0 may round by a step more */
    return status;
}
