/* SPDX-License-Identifier: MIT */
/* How far through a period one is: days that count, shares of a profile, seasons. */
#ifndef CPF_STATS_PACING_H
#define CPF_STATS_PACING_H

#include <channelperf/base.h>

/* Which days from `begin` on count: flags of `days` days, by a week from Monday. */
void cpf__days_by_week(cpf_day begin, int64_t days, const uint8_t week[7], uint8_t *flags);

/* How many of the flags are set, for each month that the days touch, in their order; the number of months. `by_month`
 * (may be NULL, to learn their number). */
int64_t cpf__days_by_month(cpf_day begin, int64_t days, const uint8_t *flags, int64_t *by_month);

/* The sum of the first `elapsed` of n weights, a part of the last one where it is no whole number. */
double cpf__weight_until(const double *weights, int64_t n, double elapsed);

/* The mean over the years of each season's ratio to the mean of its year: `years` full years of `period` values. 0 when
 * a year's mean is 0. */
int cpf__seasonal_ratios(const double *y, int64_t years, int64_t period, double *year_mean, double *ratios);

/* The mean amount by which values differ from those `period` before them; NaN without any. */
double cpf__seasonal_change(const double *y, int64_t n, int64_t period);

typedef enum cpf__simple_forecast {
    CPF__SIMPLE_MEAN = 0,
    CPF__SIMPLE_LAST,
    CPF__SIMPLE_SEASON, /* the value of the same season before */
    CPF__SIMPLE_DRIFT   /* on a straight line through the first and the last */
} cpf__simple_forecast;

/* The forecast that every other one has to beat, for `horizon` values after n >= 1 (>= period, >= 2 for a drift). */
void cpf__forecast_simply(const double *y, int64_t n, int64_t period, cpf__simple_forecast way, int64_t horizon,
                          double *forecast);

#endif
