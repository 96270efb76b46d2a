/* SPDX-License-Identifier: MIT */
/* How long something lasts, and how it ends, when some of it is not over yet and some was not seen from its beginning.
 */
#ifndef CPF_STATS_SURVIVAL_H
#define CPF_STATS_SURVIVAL_H

#include <stdint.h>

typedef struct cpf__stay {
    int64_t seen;   /* it would not be known had it ended sooner; 0: it is known in any case */
    int64_t length; /* from 0 on */
    int32_t end;    /* 0: it lasts longer than that; 1, 2: it ended then, in one of two ways */
} cpf__stay;

/* What is known about one length. */
typedef struct cpf__stay_day {
    int64_t at_risk, ended[2]; /* of the stays that are known there, those that last so long; of these those that end */
    double still;              /* share that lasts longer. Kaplan & Meier 1958 */
    double over[2];            /* share that has ended by then, each way. Aalen & Johansen 1978 */
    double variance;           /* of the logarithm of `still`. Greenwood 1926; infinity when nothing lasts longer */
} cpf__stay_day;

/* The lengths from 0 to the longest that ended: so many. 0: none has ended. */
int64_t cpf__stay_days(const cpf__stay *stays, int64_t n);

/*
 * Fills all `count` = cpf__stay_days() days. A stay counts as being at risk from `seen` to `length` (delayed entry:
 * Tsai, Jewell & Wang 1987); those that end at a length come before those that only last so long. One that ended
 * before it would be known says nothing. The order of stays does not matter.
 */
void cpf__stay_curve(const cpf__stay *stays, int64_t n, cpf__stay_day *days, int64_t count);

/* The shortest length by which the share `over`, inside 0 to 1, is over. -1: more last than that. */
int64_t cpf__stay_quantile(const cpf__stay_day *days, int64_t count, double over);

typedef struct cpf__stay_limits {
    int64_t low, high; /* -1: beyond what is known */
} cpf__stay_limits;

/* Limits of that length for the normal quantile z: where the limits of log(-log(still)) cross. Brookmeyer & Crowley
 * 1982; Kalbfleisch & Prentice 1980. */
cpf__stay_limits cpf__stay_quantile_limits(const cpf__stay_day *days, int64_t count, double over, double z);

#endif
