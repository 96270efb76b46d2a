/* SPDX-License-Identifier: MIT */
#include "smoothing.h"

#include <math.h>

#include "steady_sum.h"

static double with_season(const cpf__smoother *state, double base, int64_t at)
{
    double season = state->seasons == CPF__SEASONS_NONE ? 0 : state->season[at % state->period];

    return state->seasons == CPF__SEASONS_MULTIPLY ? base * season : base + season;
}

double cpf__smooth_next(const cpf__smoother *state)
{
    return with_season(state, state->level + state->damping * state->trend, state->at);
}

static void move_by_error(cpf__smoother *state, double value)
{
    double base = state->level + state->damping * state->trend, error = value - cpf__smooth_next(state);
    double *season = state->seasons == CPF__SEASONS_NONE ? NULL : &state->season[state->at];
    double to_base = state->seasons == CPF__SEASONS_MULTIPLY ? *season : 1;
    double to_season = state->seasons == CPF__SEASONS_MULTIPLY ? base : 1;

    state->level = base + state->alpha * error / to_base;
    state->trend = state->damping * state->trend + state->beta * error / to_base;
    if (season)
        *season += state->gamma * error / to_season;
}

static void move_by_means(cpf__smoother *state, double value)
{
    double base = state->level + state->damping * state->trend, before = state->level, out = value;
    double *season = state->seasons == CPF__SEASONS_NONE ? NULL : &state->season[state->at];

    if (season)
        out = state->seasons == CPF__SEASONS_MULTIPLY ? value / *season : value - *season;
    state->level = state->alpha * out + (1 - state->alpha) * base;
    state->trend = state->beta * (state->level - before) + (1 - state->beta) * state->damping * state->trend;
    if (!season)
        return;
    out = state->seasons == CPF__SEASONS_MULTIPLY ? value / state->level : value - state->level;
    *season = state->gamma * out + (1 - state->gamma) * *season;
}

void cpf__smooth_move(cpf__smoother *state, double value)
{
    if (state->form == CPF__SMOOTH_CLASSIC)
        move_by_means(state, value);
    else
        move_by_error(state, value);
    if (state->seasons != CPF__SEASONS_NONE)
        state->at = (state->at + 1) % state->period;
}

void cpf__smooth_forecast(const cpf__smoother *state, int64_t horizon, double *forecast)
{
    double step = 1, steps = 0;

    for (int64_t h = 0; h < horizon; h++) {
        step *= state->damping;
        steps += step;
        forecast[h] = with_season(state, state->level + steps * state->trend, state->at + h);
    }
}

/* Over one period around each place; of an even period the two ends count half. */
static void moving_mean(const double *values, int64_t begin, int64_t end, int64_t period, double *mean)
{
    int64_t half = period / 2;

    for (int64_t i = begin; i < end; i++) {
        double sum = 0;

        for (int64_t k = i - half; k <= i + half; k++)
            sum += period % 2 == 0 && (k == i - half || k == i + half) ? 0.5 * values[k] : values[k];
        mean[i] = sum / (double)period;
    }
}

void cpf__smooth_start(cpf__smoother *state, const double *values, double *mean)
{
    int64_t period = state->period, begin = period / 2, end = 2 * period - period / 2;
    double count = (double)(end - begin), sum = 0, slopes = 0, squares = 0, seasons = 0;
    int multiply = state->seasons == CPF__SEASONS_MULTIPLY;

    moving_mean(values, begin, end, period, mean);
    for (int64_t i = begin; i < end; i++)
        sum += mean[i];
    for (int64_t i = begin; i < end; i++) {
        double from_middle = (double)(i - begin + 1) - 0.5 * (count + 1);

        slopes += from_middle * (mean[i] - sum / count);
        squares += from_middle * from_middle;
    }
    state->trend = slopes / squares;
    state->level = sum / count - state->trend * 0.5 * (count + 1);
    for (int64_t k = 0; k < period; k++) {
        double total = 0, times = 0;

        for (int64_t i = k; i < end; i += period) {
            if (i < begin)
                continue;
            total += multiply ? values[i] / mean[i] : values[i] - mean[i];
            times++;
        }
        state->season[k] = total / times;
        seasons += state->season[k] / (double)period;
    }
    for (int64_t k = 0; k < period; k++)
        state->season[k] = multiply ? state->season[k] / seasons : state->season[k] - seasons;
    state->at = 0;
}

cpf__errors cpf__errors_of(const double *values, const double *expected, int64_t n)
{
    cpf__steady sums[5] = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++) {
        double error = values[i] - expected[i];

        if (isnan(error))
            continue;
        count++;
        cpf__steady_add(&sums[0], error);
        cpf__steady_add(&sums[1], error * error);
        cpf__steady_add(&sums[2], fabs(error));
        cpf__steady_add(&sums[3], 100 * error / values[i]);
        cpf__steady_add(&sums[4], 100 * fabs(error / values[i]));
    }
    return (cpf__errors){count,
                         cpf__steady_total(&sums[0]) / (double)count,
                         cpf__steady_total(&sums[1]) / (double)count,
                         cpf__steady_total(&sums[2]) / (double)count,
                         cpf__steady_total(&sums[3]) / (double)count,
                         cpf__steady_total(&sums[4]) / (double)count};
}
