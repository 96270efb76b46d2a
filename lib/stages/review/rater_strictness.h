/* SPDX-License-Identifier: MIT */
/* Strict and lenient raters (评价者宽严): what a rater's ratings become beside those of all. */
#ifndef CPF_REVIEW_RATER_STRICTNESS_H
#define CPF_REVIEW_RATER_STRICTNESS_H

#include "rating_book.h"

enum { CPF__DEVIATION_DECIMALS = 6 };

/* Why a rater's ratings stay as they are. */
typedef enum cpf__rater_state {
    CPF__RATER_CORRECTED = 0,
    CPF__RATER_UNNAMED,
    CPF__RATER_FEW,
    CPF__RATER_NO_SPREAD,
    CPF__RATER_NOT_POSITIVE
} cpf__rater_state;

/* Mean and deviation of some ratings. */
typedef struct cpf__rating_spread {
    cpf__ratio mean;
    int64_t deviation; /* of all of them, rounded to 0.000001 */
} cpf__rating_spread;

/* The ratings of indicators that are corrected, by rater. */
typedef struct cpf__strictness {
    const cpf__rating_book *book;
    int64_t *order; /* positions of the book */
    int64_t count;
} cpf__strictness;

/* A rater, and all who are compared with: places [begin, end) and [all_begin, all_end) of the order. Zeroed before the
 * first. */
typedef struct cpf__rater {
    int64_t begin, end, all_begin, all_end;
    int64_t record; /* of the kind strictness */
    cpf__rating_spread own, all;
    cpf__rater_state state;
} cpf__rater;

/* Raters are sorted: indicator, period, category, name. CPF_E_MEMORY; close it also then. */
cpf_status cpf__strictness_open(cpf__strictness *strictness, const cpf__rating_book *book);
void cpf__strictness_close(cpf__strictness *strictness);

/* The next rater: CPF_OK, CPF_E_MISSING behind the last, CPF_E_RANGE. */
cpf_status cpf__strictness_next(const cpf__strictness *strictness, cpf__rater *rater);

/* How much of the whole correction a rater gets: n / (n + k). */
cpf__ratio cpf__strictness_share(const cpf__strictness *strictness, const cpf__rater *rater);

/* Puts what the ratings of all raters become into the values of the book; *wrong gets a position of what does not fit.
 * CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__correct_ratings(cpf__rating_book *book, int64_t *wrong);

#endif
