/* SPDX-License-Identifier: MIT */
/* Pay by bands, band by band: exact rationals, of which the whole is rounded once and the parts so that they add up. */
#ifndef CPF_STATS_BAND_PAY_H
#define CPF_STATS_BAND_PAY_H

#include "decimal.h"

typedef enum cpf__band_mode {
    CPF__BANDS_WHOLE = 0,   /* the whole amount at the rate of the band that it ends in */
    CPF__BANDS_MARGINAL,    /* each part at the rate of its own */
    CPF__BANDS_INTERPOLATED /* the money of a band by the part of it that is reached */
} cpf__band_mode;

/* Band k begins at limits[k], the first at 0, rising. Nothing is paid on 0; amounts below it as their opposites, with
 * the sign. */
typedef struct cpf__bands {
    const cpf__ratio *limits; /* `count`, and one more where the last band ends */
    const cpf__ratio *rates;  /* a part of the amount, or the money of the band */
    const uint8_t *money;     /* which; of a band without an end it is paid once the band is entered */
    int64_t count;            /* at least 1 */
    int32_t mode;             /* cpf__band_mode */
    int32_t ended;            /* what is above limits[count] earns nothing more */
    int32_t upper_closed;     /* an amount at a limit belongs to the band below */
    int32_t fast;             /* pay on what is above `fast_from` is multiplied by `factor` */
    cpf__ratio fast_from, factor;
} cpf__bands;

/* The band of an amount above 0. */
int64_t cpf__band_reached(const cpf__bands *bands, cpf__ratio amount);

/* What going from `low` to `high` brings in each band: the part of the amount, and the pay. Of whole amounts the step
 * is paid at the rate of the band of `high`; money is the difference of both bands'. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__band_pay(const cpf__bands *bands, cpf__ratio low, cpf__ratio high, cpf__ratio *base, cpf__ratio *pay);

/* Adds them up exactly, rounds the sum once to `decimals` and the parts so that they add up to it: down, and then a
 * step more to the largest remainders, the lower index first. `total`, when given, is the exact sum so far, to which
 * this one is added: the sum is then what its rounded value grows by, so that sums add up to the rounded total. CPF_OK,
 * CPF_E_RANGE. */
cpf_status cpf__whole_parts(const cpf__ratio *exact, int64_t n, int32_t decimals, cpf__ratio *total, int64_t *parts,
                            int64_t *sum);

#endif
