/* SPDX-License-Identifier: MIT */
#include "pacing.h"

#include <math.h>

#include "day.h"
#include "moments.h"
#include "steady_sum.h"

void cpf__days_by_week(cpf_day begin, int64_t days, const uint8_t week[7], uint8_t *flags)
{
    int32_t weekday = cpf__day_of_week(begin);

    for (int64_t i = 0; i < days; i++)
        flags[i] = week[(weekday + i) % 7];
}

int64_t cpf__days_by_month(cpf_day begin, int64_t days, const uint8_t *flags, int64_t *by_month)
{
    int32_t year, month, day_of_month;
    int64_t months = 0;
    cpf_day next;

    cpf__day_to_date(begin, &year, &month, &day_of_month);
    for (int64_t i = 0, end; i < days; i = end, months++) {
        next = cpf_day_from_date(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
        end = next == CPF_NO_DAY || next - begin > days ? days : next - begin;
        if (by_month) {
            by_month[months] = 0;
            for (int64_t k = i; k < end; k++)
                by_month[months] += flags[k];
        }
        year += month == 12;
        month = month == 12 ? 1 : month + 1;
    }
    return months;
}

double cpf__weight_until(const double *weights, int64_t n, double elapsed)
{
    cpf__steady sum = {0, 0};
    int64_t whole = (int64_t)floor(fmin(elapsed, (double)n));

    for (int64_t i = 0; i < whole; i++)
        cpf__steady_add(&sum, weights[i]);
    if (whole < n)
        cpf__steady_add(&sum, (elapsed - (double)whole) * weights[whole]);
    return cpf__steady_total(&sum);
}

int cpf__seasonal_ratios(const double *y, int64_t years, int64_t period, double *year_mean, double *ratios)
{
    int good = 1;

    for (int64_t year = 0; year < years; year++) {
        year_mean[year] = cpf__mean(y + year * period, period, 1);
        good = good && (year_mean[year] < 0 || year_mean[year] > 0);
    }
    for (int64_t season = 0; good && season < period; season++) {
        cpf__steady sum = {0, 0};

        for (int64_t year = 0; year < years; year++)
            cpf__steady_add(&sum, y[year * period + season] / year_mean[year]);
        ratios[season] = cpf__steady_total(&sum) / (double)years;
    }
    return good;
}

double cpf__seasonal_change(const double *y, int64_t n, int64_t period)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = period; i < n; i++)
        cpf__steady_add(&sum, fabs(y[i] - y[i - period]));
    return n > period ? cpf__steady_total(&sum) / (double)(n - period) : NAN;
}

void cpf__forecast_simply(const double *y, int64_t n, int64_t period, cpf__simple_forecast way, int64_t horizon,
                          double *forecast)
{
    double mean = way == CPF__SIMPLE_MEAN ? cpf__mean(y, n, 1) : 0;
    double step = way == CPF__SIMPLE_DRIFT ? (y[n - 1] - y[0]) / (double)(n - 1) : 0;

    for (int64_t h = 0; h < horizon; h++) {
        if (way == CPF__SIMPLE_MEAN)
            forecast[h] = mean;
        else if (way == CPF__SIMPLE_SEASON)
            forecast[h] = y[n - period + h % period];
        else
            forecast[h] = y[n - 1] + (double)(h + 1) * step;
    }
}
