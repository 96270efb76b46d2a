/* SPDX-License-Identifier: MIT */
/* Where a running total will land: a mean of smoothers, each worth what it would have been worth so far, and how far
 * the rest of the period may go astray. */
#ifndef CPF_STATS_OUTLOOK_H
#define CPF_STATS_OUTLOOK_H

#include "recalibration.h"

/* LEAST: values that a level without seasons needs, LEVELS: manners without seasons, which come first. */
enum { CPF__OUTLOOK_LEAST = 8, CPF__OUTLOOK_LEVELS = 6, CPF__OUTLOOK_MANNERS = 17 };

/* A level that follows the series, in the error form; seasons that begin as `believed` of those of the first year, and
 * learn that part of what the level leaves. The last value again, and that of a year ago, are two of them. */
typedef struct cpf__outlook_manner {
    double alpha, learns, believed;
} cpf__outlook_manner;
extern const cpf__outlook_manner cpf__outlook_manners[CPF__OUTLOOK_MANNERS];

typedef struct cpf__outlook_state {
    double alpha, gamma, level;
    double *season; /* NULL without */
    int64_t at;     /* the season of the next value */
} cpf__outlook_state;

/* What all of them said, at every place of the series. */
typedef struct cpf__outlook {
    int64_t n, period, horizon,
        start; /* horizon: leaf periods that are looked ahead; start: the first place said for */
    int32_t manners;
    cpf__outlook_state state[CPF__OUTLOOK_MANNERS]; /* after the last value */
    double *said[CPF__OUTLOOK_MANNERS];             /* of the sum of the next `horizon` values, n + 1 places */
    double *near_squares[CPF__OUTLOOK_MANNERS];     /* sums of squared errors known by then: of the next value, */
    double *far_squares[CPF__OUTLOOK_MANNERS];      /* and of the sum of `horizon` of them */
} cpf__outlook;

/* Doubles of room that n values with this period want. */
int64_t cpf__outlook_room(int64_t n, int64_t period);

/* With seasons for a period above 1, of which there must be two; else CPF__OUTLOOK_LEAST values. 0: too few.
 * horizon > 0. `room` is kept as long as the outlook. Time: n * (horizon + 17). */
int cpf__outlook_run(cpf__outlook *outlook, const double *y, int64_t n, int64_t period, int64_t horizon, double *room);

typedef struct cpf__rest_forecast {
    double mean, deviation; /* deviation 0: all errors are 0 */
    double freedom;         /* errors less parameters */
} cpf__rest_forecast;

/* What was said of the next `horizon` values when only the first `at` were known; start + 2 < at <= n. */
cpf__rest_forecast cpf__outlook_at(const cpf__outlook *outlook, int64_t at);

/* How far astray it went at the places [from, to) whose next `horizon` values are known: the probability of errors at
 * least as large is counted in. */
void cpf__outlook_look_back(const cpf__outlook *outlook, const double *y, int64_t from, int64_t to,
                            cpf__recalibration *calibration);

/* What is still to come: of the next leaf period on, `parts[i]` of what each brings. */
typedef struct cpf__rest_ahead {
    const double *parts; /* 0 to 1, `horizon` of them; parts[0] of a leaf period that has begun is what is left of it */
    double begun;        /* the part of the first one that is over */
    double so_far;       /* and what it brought */
} cpf__rest_ahead;

/* Innovations come evenly through a leaf period: what the begun one brought beside what was expected moves the level of
 * all that follow. */
cpf__rest_forecast cpf__outlook_rest(const cpf__outlook *outlook, const cpf__rest_ahead *ahead);

#endif
