/* SPDX-License-Identifier: MIT */
/* Scores out of ratings: means of raters, of categories, of items. */
#ifndef CPF_REVIEW_RATING_SCORES_H
#define CPF_REVIEW_RATING_SCORES_H

#include "rating_book.h"

/* What a category says. */
typedef struct cpf__rated_category {
    int64_t end; /* behind its last row */
    const char *category;
    int64_t raters;
    int counts; /* enough raters */
    cpf__ratio mean;
} cpf__rated_category;

/* Weight of a category, or of an item (the other ""); 1 where nothing is said. */
cpf__ratio cpf__rating_weight(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *category,
                              const char *item);

/* The category that begins at a position of the cell, over all items. CPF_E_RANGE. */
cpf_status cpf__rating_category(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin,
                                cpf__rated_category *category);

/* The mean over the items that the rater whose rows begin at a position rated; *end behind his rows, at most `stop`.
 * CPF_E_MISSING: items without weight only; CPF_E_RANGE. */
cpf_status cpf__rating_of_rater(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin, int64_t stop,
                                int64_t *end, cpf__ratio *mean);

/* The score on the scale of the ratings. CPF_E_MISSING: no category counts; CPF_E_RANGE. */
cpf_status cpf__rating_score(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio *score);

/* The score on the scale that it is mapped to. CPF_E_MISSING: no step of the table is as low; CPF_E_RANGE. */
cpf_status cpf__rating_map(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                           cpf__ratio *mapped);

#endif
