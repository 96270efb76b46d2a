/* SPDX-License-Identifier: MIT */
/* Ranks of doubles, grades by places, and groups brought to one level. */
#ifndef CPF_STATS_DISTRIBUTION_H
#define CPF_STATS_DISTRIBUTION_H

#include <stdint.h>

typedef enum cpf__tie_rank {
    CPF__TIES_STANDARD = 0, /* 1 2 2 4 */
    CPF__TIES_MODIFIED,     /* 1 3 3 4 */
    CPF__TIES_DENSE,        /* 1 2 2 3 */
    CPF__TIES_ORDINAL,      /* 1 2 3 4, equal ones by position */
    CPF__TIES_FRACTIONAL    /* 1 2.5 2.5 4 */
} cpf__tie_rank;

/* Ranks by keys upwards. order: n positions. */
void cpf__rank_keys(const double *keys, int64_t n, cpf__tie_rank ties, int64_t *order, double *ranks);

/* The grade of each of n keys, the lowest key first: quota[g] places each, adding up to n. Equal keys that a line
 * between grades would part get the grade of their first place, or of their last when `down`. order: n positions.
 * Whether a line met equal keys. */
int cpf__grade_keys(const double *keys, int64_t n, const int64_t *quota, int64_t grades, int down, int64_t *order,
                    int64_t *grade);

typedef enum cpf__calibration {
    CPF__MEAN_SHIFT = 0, /* every group's mean becomes that of all */
    CPF__MEAN_SIGMA,     /* ... and its deviation too */
    CPF__MEAN_SHRUNK     /* the shift by the reliability n vb / (n vb + vw) of the group's mean */
} cpf__calibration;

/* Groups of values one after the other, size[g] each, calibrated in place. 0: not defined (a group without spread when
 * deviations are brought to one, or too few values to know how far groups differ). */
int cpf__calibrate(double *values, const int64_t *size, int64_t groups, cpf__calibration how);

/* Number of limits that the value has reached. */
int32_t cpf__box_of(double value, const double *limits, int32_t count);

#endif
