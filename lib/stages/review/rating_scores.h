/* SPDX-License-Identifier: MIT */
/* Scores out of ratings: rows of one cell stand together, category by category and rater by rater. */
#ifndef CPF_REVIEW_RATING_SCORES_H
#define CPF_REVIEW_RATING_SCORES_H

#include "decimal.h"
#include "record_ratings.h"
#include "model_in.h"

enum { CPF__RATING_DECIMALS = 4 };

/* The ratings of a model in the order in which they are worked on. */
typedef struct cpf__rating_book {
    const cpf_model *model;
    const cpf_context *context;
    const cpf__records *ratings;
    int64_t *order; /* rows that have a value */
    int64_t count;
    cpf__ratio *means; /* scratch: of the raters of a category */
} cpf__rating_book;

/* Positions [begin, end) of the order: one unit, indicator and period. */
typedef struct cpf__rating_cell {
    int64_t begin, end;
    cpf_id unit, indicator, period;
    int64_t rule; /* row of the records rating_rule; -1: the defaults */
} cpf__rating_cell;

/* What a category says. */
typedef struct cpf__rated_category {
    int64_t end; /* behind its last row */
    const char *category;
    int64_t raters;
    int counts; /* enough raters */
    cpf__ratio mean;
} cpf__rated_category;

cpf_status cpf__rating_book_open(cpf__rating_book *book, const cpf_model *model); /* CPF_E_MEMORY; close it also then */
void cpf__rating_book_close(cpf__rating_book *book);

/* The cell that begins at a position. */
cpf__rating_cell cpf__rating_cell_at(const cpf__rating_book *book, int64_t begin);

/* The category that begins at a position of the cell, over all items. CPF_E_RANGE. */
cpf_status cpf__rating_category(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin,
                                cpf__rated_category *category);

/* The score on the scale of the ratings. CPF_E_MISSING: no category counts; CPF_E_RANGE. */
cpf_status cpf__rating_score(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio *score);

/* The score on the scale that it is mapped to. CPF_E_RANGE. */
cpf_status cpf__rating_map(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                           cpf__ratio *mapped);

int64_t cpf__rating_rule_value(const cpf__rating_book *book, const cpf__rating_cell *cell, int32_t field,
                               int64_t otherwise);

#endif
