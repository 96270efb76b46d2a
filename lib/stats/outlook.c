/* SPDX-License-Identifier: MIT */
/* Hyndman et al. 2008, Forecasting with Exponential Smoothing, 6.1: coefficients of past errors in later values. */
#include "outlook.h"

#include <math.h>
#include <string.h>

#include "smoothing.h"

/* alpha, beta of alpha, gamma. Smaller ones come first, so that of equals the calmer is taken. */
typedef struct outlook_manner {
    double alpha, beta, gamma;
} outlook_manner;

static const outlook_manner manners[] = {
    {0.05, 0, 0.1}, {0.1, 0, 0.1}, {0.2, 0, 0.1},  {0.35, 0, 0.1}, {0.6, 0, 0.1},    {0.05, 0, 0.3},
    {0.1, 0, 0.3},  {0.2, 0, 0.3}, {0.35, 0, 0.3}, {0.6, 0, 0.3},  {0.2, 0.02, 0.1}, {0.4, 0.1, 0.1},
};
enum { MANNERS = sizeof manners / sizeof manners[0], PARAMETERS = 2 };

#define DAMPING 0.9

static double running_mean(const double *y, int64_t n)
{
    double mean = 0;

    for (int64_t i = 0; i < n; i++)
        mean += (y[i] - mean) / (double)(i + 1);
    return mean;
}

/* The first year gives the level and the seasons; without seasons the first values give the level. */
static int64_t begin_state(cpf__smoother *state, const double *y, int seasonal, double *season)
{
    int64_t used = seasonal ? state->period : CPF__OUTLOOK_LEAST / 2;

    state->level = running_mean(y, used);
    state->trend = 0;
    state->at = 0;
    state->season = season;
    for (int64_t k = 0; seasonal && k < used; k++)
        season[k] = y[k] - state->level;
    return used;
}

/* Runs through the values; the sum of squares of the errors. */
static double run_through(cpf__smoother *state, const double *y, int64_t n, int64_t used)
{
    double squares = 0;

    for (int64_t i = used; i < n; i++) {
        double error = y[i] - cpf__smooth_next(state);

        squares += error * error;
        cpf__smooth_move(state, y[i]);
    }
    return squares;
}

static cpf__smoother smoother_of(const outlook_manner *is, int64_t period, int seasonal)
{
    return (cpf__smoother){.alpha = is->alpha,
                           .beta = is->beta,
                           .gamma = seasonal ? is->gamma : 0,
                           .damping = DAMPING,
                           .period = period,
                           .form = CPF__SMOOTH_ERROR,
                           .seasons = seasonal ? CPF__SEASONS_ADD : CPF__SEASONS_NONE};
}

int cpf__outlook_fit(cpf__outlook *outlook, const double *y, int64_t n, int64_t period, double *season, double *scratch)
{
    int seasonal = period > 1 && n >= 2 * period, best = -1;
    double least = 0;
    int64_t used = 0;

    *outlook = (cpf__outlook){.seasonal = seasonal};
    if (!seasonal && n < CPF__OUTLOOK_LEAST)
        return 0;
    for (int i = 0; i < MANNERS; i++) {
        cpf__smoother state = smoother_of(&manners[i], period, seasonal);
        double squares;

        used = begin_state(&state, y, seasonal, scratch);
        squares = run_through(&state, y, n, used);
        if (best >= 0 && !(squares < least))
            continue;
        best = i;
        least = squares;
        if (seasonal)
            memcpy(season, scratch, (size_t)period * sizeof *season);
        *outlook = (cpf__outlook){.alpha = state.alpha,
                                  .beta = state.beta,
                                  .gamma = state.gamma,
                                  .level = state.level,
                                  .trend = state.trend,
                                  .season = season,
                                  .period = period,
                                  .at = state.at,
                                  .seasonal = seasonal};
    }
    outlook->freedom = fmax(1, (double)(n - used - PARAMETERS));
    outlook->sigma = sqrt(least / outlook->freedom);
    return 1;
}

/* By how much an error moves what is expected `ahead` >= 1 values later. */
static double moves(const cpf__outlook *state, int64_t ahead)
{
    double steps = DAMPING * (1 - pow(DAMPING, (double)ahead)) / (1 - DAMPING);
    int same_season = state->seasonal && ahead % state->period == 0;

    return state->alpha + state->beta * steps + (same_season ? state->gamma : 0);
}

static double next_value(const cpf__outlook *state, int64_t ahead)
{
    double steps = DAMPING * (1 - pow(DAMPING, (double)(ahead + 1))) / (1 - DAMPING);
    double season = !state->seasonal ? 0 : state->season[(state->at + ahead) % state->period];

    return state->level + steps * state->trend + season;
}

cpf__rest_forecast cpf__outlook_rest(const cpf__outlook *outlook, const cpf__rest_ahead *ahead)
{
    double surprise = ahead->so_far - ahead->begun * next_value(outlook, 0), variance = 0, mean = 0, span = 0;

    for (int64_t i = 0; i < ahead->count; i++) {
        double weight = 1;

        for (int64_t later = i + 1; later < ahead->count; later++)
            weight += ahead->parts[later] * moves(outlook, later - i);
        variance += ahead->parts[i] * weight * weight;
        span += ahead->parts[i];
        mean += ahead->parts[i] * (next_value(outlook, i) + (i ? moves(outlook, i) * surprise : 0));
    }
    /* The level itself is known from so many errors only: it goes astray the more, the further ahead. */
    return (cpf__rest_forecast){mean, outlook->sigma * sqrt(variance * (1 + span / (outlook->freedom + PARAMETERS)))};
}
