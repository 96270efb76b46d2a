/* SPDX-License-Identifier: MIT */
/* Ratings as they were given, and as they count. */
#ifndef CPF_REVIEW_RATED_BOOK_H
#define CPF_REVIEW_RATED_BOOK_H

#include "rating_book.h"

typedef struct cpf__rated_book {
    cpf__rating_book given;
    cpf__rating_book counted; /* the same but for the values: strictness of raters is taken out */
} cpf__rated_book;

/* CPF_E_RANGE, CPF_E_MEMORY. Close it in any case. */
cpf_status cpf__rated_book_open(cpf__rated_book *book, const cpf_model *model, cpf_error **error);
void cpf__rated_book_close(cpf__rated_book *book);

/* The finding that the rating at a position does not fit. */
cpf_status cpf__rating_range(const cpf__rating_book *book, int64_t at, cpf_error **error);

#endif
