/* SPDX-License-Identifier: MIT */
/* Ratings in the order in which they are worked on: rows of one cell stand together, category by category and rater by
 * rater. */
#ifndef CPF_REVIEW_RATING_BOOK_H
#define CPF_REVIEW_RATING_BOOK_H

#include "decimal.h"
#include "model_in.h"
#include "record_ratings.h"

enum { CPF__RATING_DECIMALS = 4 };

/* The ratings of a model. Positions are places in the order. */
typedef struct cpf__rating_book {
    const cpf_model *model;
    const cpf_context *context;
    const cpf__records *ratings;
    int64_t *order;  /* rows that have a value */
    int64_t *values; /* by position: the rating that counts; as it was given until it is corrected */
    int64_t count;
    cpf__ratio *means; /* scratch: of the raters of a category */
} cpf__rating_book;

/* Positions [begin, end): one unit, indicator and period. */
typedef struct cpf__rating_cell {
    int64_t begin, end;
    cpf_id unit, indicator, period;
    int64_t rule; /* row of the records rating_rule; -1: the defaults */
} cpf__rating_cell;

cpf_status cpf__rating_book_open(cpf__rating_book *book, const cpf_model *model); /* CPF_E_MEMORY; close it also then */
void cpf__rating_book_close(cpf__rating_book *book);

/* The cell that begins at a position. */
cpf__rating_cell cpf__rating_cell_at(const cpf__rating_book *book, int64_t begin);

/* A field of the rule of the cell's indicator. */
int64_t cpf__rating_rule_value(const cpf__rating_book *book, const cpf__rating_cell *cell, int32_t field,
                               int64_t otherwise);

/* The record among `records` whose first field is the indicator; -1: there is none. */
int64_t cpf__record_of_indicator(const cpf__records *records, int64_t indicator);

/* The rating as it was given; an id or a text of the record at a position. */
static inline int64_t cpf__rating_id(const cpf__rating_book *book, int32_t field, int64_t at)
{
    return cpf__record_value(book->ratings, field, book->order[at]);
}

static inline const char *cpf__rating_text(const cpf__rating_book *book, int32_t field, int64_t at)
{
    return cpf__record_text(book->ratings, field, book->order[at]);
}

#endif
