/* SPDX-License-Identifier: MIT */
/* Where a unit will be at the end of the period, and how sure that is. */
#ifndef CPF_TRACK_LANDING_H
#define CPF_TRACK_LANDING_H

#include "outlook.h"
#include "past.h"
#include "track_time.h"

typedef enum cpf__landing_method {
    CPF__LANDING_NONE = 0,
    CPF__LANDING_FINAL,    /* the period is over */
    CPF__LANDING_SEASONAL, /* level and seasons of its own history */
    CPF__LANDING_LEVEL,    /* two years are not there yet: no seasons */
    CPF__LANDING_BLEND,    /* too short for any: run rate and target, without limits */
    CPF__LANDINGS
} cpf__landing_method;
extern const char *const cpf__landing_names[CPF__LANDINGS]; /* "" for none */

/* In steps of the indicator. */
typedef struct cpf__landing {
    cpf__landing_method method;
    double value, low, high;
    double middle, deviation, freedom; /* of the distribution; freedom 0: no limits can be given */
    double sure;                       /* what is reached already; -INFINITY where values may fall below 0 */
} cpf__landing;

enum { CPF__LANDER_QUANTILES = 64 };

/* Room that is kept over the units. */
typedef struct cpf__lander {
    const cpf__stage_view *view;
    const cpf__track_time *time;
    cpf_id indicator;
    int64_t history; /* leaf periods at most */
    double confidence;
    cpf__past past;
    cpf__outlook outlook;
    cpf__recalibration calibration; /* of the landings of all units in the last year, as far ahead */
    int64_t times;                  /* of which these were, at most */
    double outside;                 /* what the model calls the chance of landing outside limits of `confidence`, */
    double quantile[CPF__LANDER_QUANTILES]; /* and its quantiles by degrees of freedom, from 1 */
    double *room, *parts;
    int64_t ahead; /* leaf periods still to come, the one that has begun included */
} cpf__lander;

/* CPF_E_MEMORY; cpf__lander_end in any case. */
cpf_status cpf__lander_begin(cpf__lander *lander, cpf_error **error);
void cpf__lander_end(cpf__lander *lander);

/* What is known of a unit. */
typedef struct cpf__landing_case {
    cpf_id unit;
    double actual, expected, target; /* expected, target: NaN without */
} cpf__landing_case;

/* Without limits: these wait until the landings of all units have been looked back at. */
cpf__landing cpf__land(cpf__lander *lander, const cpf__landing_case *is);
void cpf__lander_weigh(cpf__lander *lander);
void cpf__landing_limits(const cpf__lander *lander, cpf__landing *landing);

/* Probability that the landing is at least `value`, of the distribution that the limits are of; NaN without limits. */
double cpf__landing_reaches(const cpf__lander *lander, const cpf__landing *landing, double value);

#endif
