/* SPDX-License-Identifier: MIT */
/* Grades: bands given by their lower bounds only, so gaps and overlaps cannot be said; and quotas. */
#ifndef CPF_TERMS_BAND_H
#define CPF_TERMS_BAND_H

#include "error.h"

typedef struct cpf__band {
    char *grade;
    int64_t from; /* lower bound in steps of the total, closed; INT64_MIN for the lowest */
} cpf__band;

/* Position of the band (sorted by descending bound) that holds the value. */
int32_t cpf__band_of(const cpf__band *bands, int32_t count, int64_t value);

/* How places are made whole. */
typedef enum cpf__places_id {
    CPF__PLACES_LARGEST_REMAINDER = 0,
    CPF__PLACES_FLOOR, /* floor of the share; what is left goes to the grade marked as the rest */
    CPF__PLACES_COUNT
} cpf__places_id;
extern const char *const cpf__places_names[CPF__PLACES_COUNT]; /* "largest_remainder", "floor" */

/* Ties at a line between two grades. */
typedef enum cpf__tie_id {
    CPF__TIE_ORDER = 0, /* the order of the group decides (declared key) */
    CPF__TIE_UP,        /* the block of equals gets the better grade */
    CPF__TIE_DOWN,      /* the worse */
    CPF__TIE_COUNT
} cpf__tie_id;
extern const char *const cpf__tie_names[CPF__TIE_COUNT]; /* "order", "up", "down" */

/* Whole places of n people over `count` grades with shares (any unit); they add up to n. `rest`: the grade that takes
 * what is left with CPF__PLACES_FLOOR. */
cpf_status cpf__places(const cpf_context *context, int64_t n, const int64_t *shares, int32_t count, cpf__places_id how,
                       int32_t rest, int64_t *places);

#endif
