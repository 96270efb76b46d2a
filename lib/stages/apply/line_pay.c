/* SPDX-License-Identifier: MIT */
#include "line_pay.h"

#include "band_quick.h"

/* Limits with their end, bases and pay, and the same three of what a running total had before. */
enum { BLOCKS = 6, LIMITS = 0, BASE, PAY, OLD_LIMITS, OLD_BASE, OLD_PAY };

int cpf__line_pay_make(const cpf_context *context, int64_t widest, cpf__line_pay *line)
{
    line->context = context;
    line->bands = widest + 1;
    line->ratios = cpf__alloc(context, BLOCKS * line->bands, sizeof *line->ratios);
    line->counts = cpf__alloc(context, BLOCKS * line->bands, sizeof *line->counts);
    return line->ratios && line->counts;
}

void cpf__line_pay_free(cpf__line_pay *line)
{
    cpf__free(line->context, line->ratios);
    cpf__free(line->context, line->counts);
}

/* Where a way begins: at 0 when all of it is looked at again. */
static int is_unlocking(const cpf__rate_scheme *scheme, const cpf__line_asked *asked)
{
    return scheme->retroactive && asked->low != 0;
}

static void clear_ratios(cpf__ratio *ratios, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to; i++)
        ratios[i] = (cpf__ratio){0, 1};
}

/* Bands and pay from low to high with the gate shut or not; blocks from `block` on. */
static cpf_status pay_exactly(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                              int32_t shut, int32_t block)
{
    cpf__ratio *limits = line->ratios + block * line->bands, *base = limits + line->bands, *pay = base + line->bands;
    cpf__bands bands;
    cpf_status status =
        cpf__rate_scheme_bands(scheme, cpf__ratio_of(asked->target, asked->decimals), shut, limits, &bands);

    clear_ratios(base, 0, scheme->bands.count);
    clear_ratios(pay, 0, scheme->bands.count);
    if (status != CPF_OK)
        return status;
    return cpf__band_pay(&bands, cpf__ratio_of(asked->low, asked->decimals),
                         cpf__ratio_of(asked->high, asked->decimals), base, pay);
}

static cpf_status earn_exactly(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked)
{
    cpf__line_asked now = *asked, before = *asked;
    cpf__ratio *base = line->ratios + BASE * line->bands, *pay = line->ratios + PAY * line->bands;
    const cpf__ratio *old_base = line->ratios + OLD_BASE * line->bands, *old_pay = line->ratios + OLD_PAY * line->bands;
    cpf_status status;

    if (!is_unlocking(scheme, asked))
        return pay_exactly(line, scheme, asked, asked->shut, LIMITS);
    now.low = before.low = 0;
    before.high = asked->low;
    status = pay_exactly(line, scheme, &now, asked->shut, LIMITS);
    if (status == CPF_OK)
        status = pay_exactly(line, scheme, &before, asked->before_shut, OLD_LIMITS);
    for (int64_t i = 0; i < scheme->bands.count && status == CPF_OK; i++) {
        status = cpf__ratio_sub(base[i], old_base[i], &base[i]);
        if (status == CPF_OK)
            status = cpf__ratio_sub(pay[i], old_pay[i], &pay[i]);
    }
    return status;
}

cpf_status cpf__line_exact(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                           const cpf__ratio **base, const cpf__ratio **pay)
{
    *base = line->ratios + BASE * line->bands;
    *pay = line->ratios + PAY * line->bands;
    return earn_exactly(line, scheme, asked);
}

static int is_small(cpf__i128 value)
{
    return value <= CPF__QUICK_AMOUNT && value >= -CPF__QUICK_AMOUNT;
}

/* Fine steps are those of the amount and of the limits together. */
static cpf__i128 fine(int64_t value)
{
    return (cpf__i128)value * cpf__pow10(CPF__LIMIT_DECIMALS);
}

static int can_be_quick(const cpf__rate_scheme *scheme, const cpf__line_asked *asked)
{
    return scheme->quick && is_small(fine(asked->low)) && is_small(fine(asked->high)) && is_small(fine(asked->target));
}

static void pay_quickly(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                        int32_t shut, int32_t block)
{
    cpf__i128 *limits = line->counts + block * line->bands, *base = limits + line->bands, *pay = base + line->bands;
    int64_t unit = scheme->base == CPF__BASE_ATTAINMENT ? asked->target : cpf__pow10(asked->decimals);
    int one = shut && scheme->bands.count > 1;
    cpf__quick_bands bands = {limits,
                              scheme->rates,
                              one ? 1 : scheme->bands.count,
                              scheme->bands.mode,
                              one ? 0 : scheme->bands.ended,
                              scheme->bands.upper_closed,
                              scheme->bands.fast,
                              (cpf__i128)scheme->fast_from * asked->target,
                              scheme->factor};

    for (int64_t i = 0; i < scheme->bands.count; i++)
        base[i] = pay[i] = 0;
    for (int64_t i = 0; i < bands.count + bands.ended; i++)
        limits[i] = (cpf__i128)scheme->limits[i] * unit;
    cpf__quick_pay(&bands, fine(asked->low), fine(asked->high), base, pay);
}

static void earn_quickly(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked)
{
    cpf__line_asked now = *asked, before = *asked;
    cpf__i128 *base = line->counts + BASE * line->bands, *pay = line->counts + PAY * line->bands;

    if (!is_unlocking(scheme, asked)) {
        pay_quickly(line, scheme, asked, asked->shut, LIMITS);
        return;
    }
    now.low = before.low = 0;
    before.high = asked->low;
    pay_quickly(line, scheme, &now, asked->shut, LIMITS);
    pay_quickly(line, scheme, &before, asked->before_shut, OLD_LIMITS);
    for (int64_t i = 0; i < scheme->bands.count; i++) {
        base[i] -= line->counts[OLD_BASE * line->bands + i];
        pay[i] -= line->counts[OLD_PAY * line->bands + i];
    }
}

/* 10^exponent, which may be more than 64 bits hold. */
static cpf__i128 wide_power(int32_t exponent)
{
    enum { HALF = 18 };

    return exponent > HALF ? (cpf__i128)cpf__pow10(HALF) * cpf__pow10(exponent - HALF) : cpf__pow10(exponent);
}

/* The total so far counts whole fine steps, whichever way made it. */
static cpf_status round_quickly(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                                int64_t *money, int64_t *earned)
{
    int32_t decimals = asked->decimals + CPF__LIMIT_DECIMALS + CPF__QUICK_RATE_DECIMALS + CPF__QUICK_FACTOR_DECIMALS;
    cpf__i128 scale = wide_power(decimals), step = wide_power(decimals - scheme->decimals), total = 0;
    cpf_status status;

    if (asked->total)
        total = asked->total->num * (scale / asked->total->den);
    status = cpf__quick_parts(line->counts + PAY * line->bands, scheme->bands.count, step, &total, money, earned);
    if (asked->total)
        *asked->total = (cpf__ratio){total, scale};
    return status;
}

cpf_status cpf__line_earn(const cpf__line_pay *line, const cpf__rate_scheme *scheme, const cpf__line_asked *asked,
                          int64_t *base, int64_t *money, int64_t *earned)
{
    int64_t n = scheme->bands.count, sum;
    cpf_status status;

    if (can_be_quick(scheme, asked)) {
        earn_quickly(line, scheme, asked);
        status =
            cpf__quick_parts(line->counts + BASE * line->bands, n, cpf__pow10(CPF__LIMIT_DECIMALS), NULL, base, &sum);
        return status == CPF_OK ? round_quickly(line, scheme, asked, money, earned) : status;
    }
    status = earn_exactly(line, scheme, asked);
    if (status == CPF_OK)
        status = cpf__whole_parts(line->ratios + BASE * line->bands, n, asked->decimals, NULL, base, &sum);
    if (status == CPF_OK)
        status = cpf__whole_parts(line->ratios + PAY * line->bands, n, scheme->decimals, asked->total, money, earned);
    return status;
}
