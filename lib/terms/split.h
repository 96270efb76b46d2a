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

/* Blends drivers into one weight per child: each driver's shares are taken as whole parts of 10^15 by largest
 * remainder, so that they add up exactly; the weight is the sum of percent[k] times its part. A driver that is zero
 * everywhere is left out and the others count for more (*dropped has its bit set). percent in any common unit, >= 0. */
cpf_status cpf__split_blend(const cpf_context *context, int32_t drivers, const int64_t *const *values,
                            const int64_t *percent, int64_t n, int64_t *weights, uint64_t *dropped);

#endif
