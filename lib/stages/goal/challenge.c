/* SPDX-License-Identifier: MIT */
#include "challenge.h"

#include "decimal.h"
#include "facts_in.h"
#include "rule.h"
#include "slopes.h"
#include "sort_doubles.h"

int cpf__challenge_actual(const cpf__stage_view *view, cpf_id indicator, cpf_id period, cpf_id unit, int64_t *value)
{
    const cpf__cells *cells;

    if (!view->facts || period == CPF_NONE)
        return 0;
    if (view->as_of != CPF_NO_DAY && view->model->calendar->periods[period].to - 1 > view->as_of)
        return 0;
    cells = cpf__facts_cells(view->facts, indicator, period);
    if (!cells->values || !cpf__bit(cells->valid, unit))
        return 0;
    *value = cells->values[unit];
    return 1;
}

/* a / b as good as c / d or better; b, d > 0. */
static int is_as_good(int32_t direction, int64_t a, int64_t b, int64_t c, int64_t d)
{
    cpf__i128 left = (cpf__i128)a * d, right = (cpf__i128)c * b;

    return direction == CPF__LESS ? left <= right : left >= right;
}

/* One past period: growth on its year before against the growth that is needed, or the levels. 0: it says nothing. */
static int compare_past(const cpf__stage_view *view, int by_level, const cpf__challenge *challenge, cpf_id period,
                        cpf__challenge_past *past)
{
    const struct cpf_period *periods = view->model->calendar->periods;
    int32_t direction = view->model->indicators[challenge->indicator].direction;
    int64_t value, base = 1, now = 1;

    if (!cpf__challenge_actual(view, challenge->indicator, period, challenge->unit, &value))
        return 0;
    if (!by_level) {
        if (!challenge->has_before || challenge->before <= 0 ||
            !cpf__challenge_actual(view, challenge->indicator, periods[period].year_before, challenge->unit, &base) ||
            base <= 0)
            return 0;
        now = challenge->before;
    }
    past->comparable[past->periods] = (double)value * ((double)now / (double)base);
    past->reached += is_as_good(direction, value, base, challenge->target, now);
    return 1;
}

void cpf__challenge_look_back(const cpf__stage_view *view, int64_t row, const cpf__challenge *challenge,
                              cpf__challenge_past *past)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_challenge);
    const struct cpf_period *periods = view->model->calendar->periods;
    int by_level = cpf__record_value(records, CPF__CHALLENGE_COMPARE, row) == CPF__COMPARE_LEVEL;
    cpf_id period = periods[challenge->period].previous;

    past->periods = past->reached = 0;
    for (int64_t i = 0; i < past->most && period != CPF_NONE; i++, period = periods[period].previous)
        past->periods += compare_past(view, by_level, challenge, period, past);
    cpf__sort_doubles(past->comparable, past->periods);
}

void cpf__challenge_forecast(const cpf__stage_view *view, const cpf__challenge *challenge, cpf__challenge_past *past)
{
    const struct cpf_period *periods = view->model->calendar->periods;
    double *t = past->memory, *x = t + past->most, *slopes = x + past->most, slope = 0;
    cpf_id period = periods[challenge->period].year_before;
    int64_t n = 0, pairs, value;

    past->forecast = 0;
    for (int64_t year = 1; year <= past->most && period != CPF_NONE; year++, period = periods[period].year_before) {
        if (!cpf__challenge_actual(view, challenge->indicator, period, challenge->unit, &value))
            continue;
        t[n] = -(double)year;
        x[n++] = (double)value;
    }
    if (!n)
        return;
    pairs = cpf__slopes_of(t, x, n, slopes);
    cpf__sort_doubles(slopes, pairs);
    if (pairs)
        slope = cpf__median_sorted(slopes, pairs);
    for (int64_t i = 0; i < n; i++)
        x[i] -= slope * t[i];
    cpf__sort_doubles(x, n);
    past->forecast = cpf__median_sorted(x, n);
}
