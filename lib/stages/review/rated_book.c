/* SPDX-License-Identifier: MIT */
#include "rated_book.h"

#include <string.h>

#include "mem.h"
#include "rater_strictness.h"
#include "review_messages.h"

cpf_status cpf__rating_range(const cpf__rating_book *book, int64_t at, cpf_error **error)
{
    cpf__place place = {.subject =
                            cpf_model_unit_code(book->model, (cpf_id)cpf__rating_id(book, CPF__RATING_UNIT, at))};

    return cpf__find(book->context, error, &place, &cpf__review_messages[CPF__REVIEW_RATING_RANGE], place.subject);
}

cpf_status cpf__rated_book_open(cpf__rated_book *book, const cpf_model *model, cpf_error **error)
{
    cpf_status status = cpf__rating_book_open(&book->given, model);
    int64_t wrong = 0;

    book->counted = book->given;
    book->counted.values = cpf__alloc(model->context, book->given.count, sizeof *book->counted.values);
    if (status != CPF_OK || !book->counted.values)
        return cpf__no_memory(error);
    if (book->given.count)
        memcpy(book->counted.values, book->given.values, (size_t)book->given.count * sizeof *book->given.values);
    status = cpf__correct_ratings(&book->counted, &wrong);
    if (status == CPF_E_RANGE)
        return cpf__rating_range(&book->given, wrong, error);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

void cpf__rated_book_close(cpf__rated_book *book)
{
    cpf__free(book->given.context, book->counted.values);
    cpf__rating_book_close(&book->given);
}
