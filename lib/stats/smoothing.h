/* SPDX-License-Identifier: MIT */
/* Exponential smoothing: levels, trends and seasons that follow a series. Nothing is allocated. */
#ifndef CPF_STATS_SMOOTHING_H
#define CPF_STATS_SMOOTHING_H

#include <channelperf/base.h>

/* How the corrections are said. */
typedef enum cpf__smooth_form {
    CPF__SMOOTH_ERROR = 0, /* each state moves by its parameter times the error (Hyndman et al. 2008) */
    CPF__SMOOTH_CLASSIC    /* each is a mean of what is new and what was (Winters 1960; HoltWinters of R) */
} cpf__smooth_form;

typedef enum cpf__seasons { CPF__SEASONS_NONE = 0, CPF__SEASONS_ADD, CPF__SEASONS_MULTIPLY } cpf__seasons;

typedef struct cpf__smoother {
    double alpha, beta, gamma, damping; /* of level, trend, seasons; by how much the trend goes on, 1: wholly */
    double level, trend;                /* the state */
    double *season;                     /* of `period` places, the one of the next value at `at` */
    int64_t period, at;
    cpf__smooth_form form;
    cpf__seasons seasons;
} cpf__smoother;

/* What the next value is expected to be, and how the state moves when it is known. */
double cpf__smooth_next(const cpf__smoother *state);
void cpf__smooth_move(cpf__smoother *state, double value);

/* The next `horizon` values, the state as it is. */
void cpf__smooth_forecast(const cpf__smoother *state, int64_t horizon, double *forecast);

/* Level, trend and seasons out of the first two periods: their moving mean, a straight line through it, and the mean
 * distances (or ratios) from it, as HoltWinters of R has it:
 * the value after one period is the next. 2 period values; `mean` has that many places. */
void cpf__smooth_start(cpf__smoother *state, const double *values, double *mean);

typedef struct cpf__errors {
    int64_t count;
    double mean, square, absolute; /* of the errors: mean, mean square, mean amount */
    double percent, amount;        /* means of 100 error / value, and of its amount; NaN where a value is 0 */
} cpf__errors;

/* Of values less what was expected; pairs with a NaN do not count. NaN throughout without any. */
cpf__errors cpf__errors_of(const double *values, const double *expected, int64_t n);

#endif
