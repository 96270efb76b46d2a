/* SPDX-License-Identifier: MIT */
/* The tables of splits and seasons: how a target comes down to children and to periods. */
#ifndef CPF_TERMS_SPLIT_H
#define CPF_TERMS_SPLIT_H

#include <channelperf/registry.h>

#include "error.h"

typedef enum cpf__split_id {
    CPF__SPLIT_EQUAL = 0, /* every child the same */
    CPF__SPLIT_BY_WEIGHT, /* by a numeric attribute of the unit; a parent's weight is the sum below it */
    CPF__SPLIT_BY_BASE,   /* by the value of an additive indicator in a base period */
    CPF__SPLIT_BLEND,     /* by several drivers with shares that add up to 100 per cent */
    CPF__SPLIT_SAME,      /* a level or a ratio: every child has the parent's value; nothing is divided */
    CPF__SPLIT_RATIO,     /* a ratio: numerators below add up to it over the denominators; see the record ratio_goal */
    CPF__SPLITS
} cpf__split_id;
typedef struct cpf__split_row {
    cpf_entry entry;
    int32_t id, divides, needs_drivers;
} cpf__split_row;
extern const cpf__split_row cpf__splits[CPF__SPLITS];
int32_t cpf__split_find(const char *name);

typedef enum cpf__season_id {
    CPF__SEASON_EQUAL = 0,    /* every leaf period the same */
    CPF__SEASON_DAYS,         /* by calendar days */
    CPF__SEASON_WORKING_DAYS, /* by working days */
    CPF__SEASON_FACTORS,      /* by the factors of a named season of the plan */
    CPF__SEASON_BASE,         /* by the base indicator in the same periods of the year before */
    CPF__SEASONS
} cpf__season_id;
typedef struct cpf__season_row {
    cpf_entry entry;
    int32_t id;
} cpf__season_row;
extern const cpf__season_row cpf__seasons[CPF__SEASONS];
int32_t cpf__season_find(const char *name);

/* What is done where a driver is not known of a unit: missing is not zero. */
typedef enum cpf__unknown_policy {
    CPF__UNKNOWN_ZERO = 0,    /* it counts 0 */
    CPF__UNKNOWN_RENORMALISE, /* the unit's other drivers count for more */
    CPF__UNKNOWN_SIBLINGS,    /* the mean of the siblings that have it */
    CPF__UNKNOWN_FAIL,
    CPF__UNKNOWN_POLICIES
} cpf__unknown_policy;
extern const char *const cpf__unknown_policy_names[CPF__UNKNOWN_POLICIES];

/* What is known of a driver of a unit. */
typedef enum cpf__driver_mark {
    CPF__DRIVER_KNOWN = 0,
    CPF__DRIVER_UNKNOWN,
    CPF__DRIVER_ABSENT /* the unit gets nothing, and counts nowhere */
} cpf__driver_mark;

/* Drivers of n siblings. */
typedef struct cpf__blend {
    int32_t drivers, unknown;     /* at most 64; cpf__unknown_policy */
    const int64_t *const *values; /* values[driver][sibling] >= 0; 0 where it is not known */
    const uint8_t *const *marks;  /* cpf__driver_mark in the same places; NULL, also of one driver: all known */
    const int64_t *percent;       /* >= 0, in any common unit */
    int64_t n;
} cpf__blend;

/*
 * Blends drivers into one weight per child: each driver's shares are taken as whole parts of 10^15 by largest
 * remainder, so that they add up exactly; the weight is the sum of percent[k] times its part. A driver that is zero
 * everywhere is left out and the others count for more (*dropped has its bit set). Where drivers are renormalised, what
 * a unit has of the others is multiplied by sum(percent) / sum(percent of those it has), cut off behind the last part.
 * `each` NULL, or drivers * n items: what each driver brings; weights[i] is the sum over each[k * n + i].
 */
cpf_status cpf__split_weights(const cpf_context *context, const cpf__blend *blend, int64_t *weights, int64_t *each,
                              uint64_t *dropped);

/* The same for drivers that are all known. */
cpf_status cpf__split_blend(const cpf_context *context, int32_t drivers, const int64_t *const *values,
                            const int64_t *percent, int64_t n, int64_t *weights, uint64_t *dropped);

/* The values of one driver where unknown ones are the mean of those that are known, all in a common unit. Where their
 * sum would not fit in 64 bits they are cut off behind the last digit that does. */
void cpf__split_impute(const int64_t *values, const uint8_t *marks, int64_t n, int64_t *imputed);

/* items[i] = weights[i] (NULL: 1) * factors[i], all >= 0, cut off likewise. `items` may be `weights`. CPF_E_RANGE: more
 * than 128 bits. */
cpf_status cpf__split_factors(const int64_t *weights, const int64_t *factors, int64_t n, int64_t *items);

#endif
