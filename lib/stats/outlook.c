/* SPDX-License-Identifier: MIT */
/* Hyndman et al. 2008, Forecasting with Exponential Smoothing, 6.1: coefficients of past errors in later values.
 * Hoeting et al. 1999, Bayesian model averaging: the mean of all, weighted by likelihood, instead of the best one. */
#include "outlook.h"

#include <math.h>
#include <stddef.h>

#include "special.h"

const cpf__outlook_manner cpf__outlook_manners[CPF__OUTLOOK_MANNERS] = {
    {0.05, 0, 0},     {0.1, 0, 0},     {0.2, 0, 0},     {0.4, 0, 0},     {0.8, 0, 0}, /* levels */
    {1, 0, 0},                                                                        /* the last value */
    {0.05, 0.5, 0.5}, {0.1, 0.5, 0.5}, {0.2, 0.5, 0.5}, {0.4, 0.5, 0.5}, {0.8, 0.5, 0.5}, {0.05, 0.3, 1},
    {0.1, 0.3, 1},    {0.2, 0.3, 1},   {0.4, 0.3, 1},   {0.8, 0.3, 1},   {0, 1, 1}, /* the value a year ago */
};

enum { PARAMETERS = 2 };

int64_t cpf__outlook_room(int64_t n, int64_t period)
{
    return CPF__OUTLOOK_MANNERS * (period + 3 * (n + 1));
}

/* The first year gives the level and the seasons; without seasons the first values give the level. */
static cpf__outlook_state begin_state(const cpf__outlook_manner *is, const double *y, int64_t start, int64_t period,
                                      double *season)
{
    double level = 0;

    for (int64_t i = 0; i < start; i++)
        level += (y[i] - level) / (double)(i + 1);
    for (int64_t k = 0; k < period; k++)
        season[k] = is->believed * (y[k] - level);
    return (cpf__outlook_state){is->alpha, period ? is->learns * (1 - is->alpha) : 0, level, period ? season : NULL, 0};
}

static void move(cpf__outlook_state *state, int64_t period, double value)
{
    double error = value - state->level - (period ? state->season[state->at] : 0);

    state->level += state->alpha * error;
    if (!period)
        return;
    state->season[state->at] += state->gamma * error;
    state->at = (state->at + 1) % period;
}

static double value_ahead(const cpf__outlook *outlook, int manner, int64_t ahead)
{
    const cpf__outlook_state *state = &outlook->state[manner];

    return state->season ? state->level + state->season[(state->at + ahead) % outlook->period] : state->level;
}

static double sum_ahead(const cpf__outlook *outlook, const cpf__outlook_state *state)
{
    double sum = (double)outlook->horizon * state->level;

    for (int64_t i = 0, at = state->at; state->season && i < outlook->horizon; i++) {
        sum += state->season[at++];
        at = at < outlook->period ? at : 0;
    }
    return sum;
}

static double sum_of(const double *y, int64_t count)
{
    double sum = 0;

    for (int64_t i = 0; i < count; i++)
        sum += y[i];
    return sum;
}

static double square(double x)
{
    return x * x;
}

/* Runs through the values: what is said at each place, and by how much it was wrong. */
static void run_manner(cpf__outlook *outlook, int manner, const double *y)
{
    cpf__outlook_state *state = &outlook->state[manner];
    double *said = outlook->said[manner], near = 0, far = 0;

    for (int64_t at = outlook->start; at <= outlook->n; at++) {
        int64_t then = at - outlook->horizon;

        said[at] = sum_ahead(outlook, state);
        if (then >= outlook->start)
            far += square(sum_of(y + then, outlook->horizon) - said[then]);
        outlook->near_squares[manner][at] = near;
        outlook->far_squares[manner][at] = far;
        if (at == outlook->n)
            break;
        near += square(y[at] - value_ahead(outlook, manner, 0));
        move(state, outlook->period, y[at]);
    }
}

int cpf__outlook_run(cpf__outlook *outlook, const double *y, int64_t n, int64_t period, int64_t horizon, double *room)
{
    int seasonal = period > 1 && n >= 2 * period;

    *outlook = (cpf__outlook){.n = n,
                              .period = seasonal ? period : 0,
                              .horizon = horizon,
                              .start = seasonal ? period : CPF__OUTLOOK_LEAST / 2,
                              .manners = seasonal ? CPF__OUTLOOK_MANNERS : CPF__OUTLOOK_LEVELS};
    if (!seasonal && n < CPF__OUTLOOK_LEAST)
        return 0;
    for (int manner = 0; manner < outlook->manners; manner++, room += period + 3 * (n + 1)) {
        outlook->state[manner] = begin_state(&cpf__outlook_manners[manner], y, outlook->start, outlook->period, room);
        outlook->said[manner] = room + period;
        outlook->near_squares[manner] = outlook->said[manner] + n + 1;
        outlook->far_squares[manner] = outlook->near_squares[manner] + n + 1;
        run_manner(outlook, manner, y);
    }
    return 1;
}

/* Takes off -count / 4 of the logarithms of squares; those of a manner without error are as good as none. */
static void take_likelihood(const cpf__outlook *outlook, double *const *squares, int64_t at, double count,
                            double *weight)
{
    double most = 0;

    for (int i = 0; i < outlook->manners; i++)
        most = fmax(most, squares[i][at]);
    for (int i = 0; i < outlook->manners && most > 0; i++)
        weight[i] -= 0.25 * count * log(fmax(squares[i][at] / most, 1e-24));
}

/* What each manner is worth, and by how much an error then moves what is expected later, in all and of its season. */
typedef struct outlook_weights {
    double of[CPF__OUTLOOK_MANNERS], level, season;
} outlook_weights;

/* The likelihood of normal errors with a deviation of their own, of the next value and of sums in equal parts (their
 * geometric mean). Sums that overlap count as so many apart. */
static outlook_weights weigh(const cpf__outlook *outlook, int64_t at)
{
    double near = (double)(at - outlook->start), horizon = (double)outlook->horizon, best = -INFINITY, all = 0;
    outlook_weights weights = {{0}, 0, 0};

    take_likelihood(outlook, outlook->near_squares, at, near, weights.of);
    take_likelihood(outlook, outlook->far_squares, at, fmax(0, near - horizon + 1) / horizon, weights.of);
    for (int i = 0; i < outlook->manners; i++)
        best = fmax(best, weights.of[i]);
    for (int i = 0; i < outlook->manners; i++) {
        weights.of[i] = exp(weights.of[i] - best);
        all += weights.of[i];
    }
    for (int i = 0; i < outlook->manners; i++) {
        weights.of[i] /= all;
        weights.level += weights.of[i] * outlook->state[i].alpha;
        weights.season += weights.of[i] * outlook->state[i].gamma;
    }
    return weights;
}

/* Errors and the deviation of parts of what is to come; NULL: all of each. */
static void spread(const cpf__outlook *outlook, const outlook_weights *weights, int64_t at, const double *parts,
                   cpf__rest_forecast *forecast)
{
    double errors = (double)(at - outlook->start), squares = 0, variance = 0, span = 0;

    for (int i = 0; i < outlook->manners; i++)
        squares += weights->of[i] * outlook->near_squares[i][at];
    for (int64_t i = outlook->horizon - 1; i >= 0; i--) {
        double part = parts ? parts[i] : 1, moved = 1 + weights->level * span;

        for (int64_t k = i + outlook->period; outlook->period && k < outlook->horizon; k += outlook->period)
            moved += weights->season * (parts ? parts[k] : 1);
        variance += part * moved * moved;
        span += part;
    }
    /* The level itself is known from so many errors only: it goes astray the more, the further ahead. */
    forecast->freedom = fmax(1, errors - PARAMETERS);
    forecast->deviation = sqrt(squares / forecast->freedom * variance);
}

cpf__rest_forecast cpf__outlook_at(const cpf__outlook *outlook, int64_t at)
{
    outlook_weights weights = weigh(outlook, at);
    cpf__rest_forecast forecast = {0, 0, 0};

    for (int i = 0; i < outlook->manners; i++)
        forecast.mean += weights.of[i] * outlook->said[i][at];
    spread(outlook, &weights, at, NULL, &forecast);
    return forecast;
}

void cpf__outlook_look_back(const cpf__outlook *outlook, const double *y, int64_t from, int64_t to,
                            cpf__recalibration *calibration)
{
    for (int64_t at = from; at < to; at++) {
        cpf__rest_forecast then = cpf__outlook_at(outlook, at);
        double error = sum_of(y + at, outlook->horizon) - then.mean;

        if (then.deviation > 0)
            cpf__recalibration_add(calibration, 2 * cpf__student_above(fabs(error) / then.deviation, then.freedom));
    }
}

cpf__rest_forecast cpf__outlook_rest(const cpf__outlook *outlook, const cpf__rest_ahead *ahead)
{
    outlook_weights weights = weigh(outlook, outlook->n);
    cpf__rest_forecast forecast = {0, 0, 0};

    for (int i = 0; i < outlook->manners; i++) {
        const cpf__outlook_state *state = &outlook->state[i];
        double next = value_ahead(outlook, i, 0), surprise = ahead->so_far - ahead->begun * next,
               mean = ahead->parts[0] * next;

        for (int64_t k = 1; k < outlook->horizon; k++) {
            double moved = state->alpha + (state->season && k % outlook->period == 0 ? state->gamma : 0);

            mean += ahead->parts[k] * (value_ahead(outlook, i, k) + moved * surprise);
        }
        forecast.mean += weights.of[i] * mean;
    }
    spread(outlook, &weights, outlook->n, ahead->parts, &forecast);
    return forecast;
}
