/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_RATER_INDICES_H
#define CPF_STATS_RATER_INDICES_H

#include <channelperf/base.h>

/* Ratings by rater, ratee and dimension; a ratee counts as rated when no dimension is NaN. */
typedef struct cpf__ratings_cube {
    const double *items;
    int64_t raters, ratees, dimensions;
} cpf__ratings_cube;

typedef struct cpf__rater_index {
    double leniency;         /* mean less that of all raters, over the ratees that all have rated */
    double halo_sd;          /* mean deviation of a ratee's dimensions: small where one impression rules all */
    double halo_correlation; /* mean correlation of two dimensions over the ratees */
    double spread;           /* deviation of all ratings: small where everybody is put in the middle */
} cpf__rater_index;

/* `indices` has an item a rater; NaN where something is not defined. scratch: `ratees` bytes. */
void cpf__rater_indices(cpf__ratings_cube cube, uint8_t *scratch, cpf__rater_index *indices);

#endif
