/* SPDX-License-Identifier: MIT */
#include "rating_book.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

/* A row and what decides its place. */
typedef struct rating_key {
    int64_t unit, indicator, period, row;
    const char *category, *rater, *item;
} rating_key;

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_ratings(const void *left, const void *right)
{
    const rating_key *a = left, *b = right;
    int order = compare_numbers(a->unit, b->unit);

    order = order ? order : compare_numbers(a->indicator, b->indicator);
    order = order ? order : compare_numbers(a->period, b->period);
    order = order ? order : strcmp(a->category, b->category);
    order = order ? order : strcmp(a->rater, b->rater);
    order = order ? order : strcmp(a->item, b->item);
    return order ? order : compare_numbers(a->row, b->row);
}

static void order_ratings(cpf__rating_book *book, rating_key *keys)
{
    const cpf__records *ratings = book->ratings;

    for (int64_t row = 0; row < ratings->count; row++) {
        if (cpf__record_has(ratings, CPF__RATING_VALUE, row))
            keys[book->count++] = (rating_key){cpf__record_value(ratings, CPF__RATING_UNIT, row),
                                               cpf__record_value(ratings, CPF__RATING_INDICATOR, row),
                                               cpf__record_value(ratings, CPF__RATING_PERIOD, row),
                                               row,
                                               cpf__record_text(ratings, CPF__RATING_CATEGORY, row),
                                               cpf__record_text(ratings, CPF__RATING_RATER, row),
                                               cpf__record_text(ratings, CPF__RATING_ITEM, row)};
    }
    if (book->count)
        qsort(keys, (size_t)book->count, sizeof *keys, compare_ratings);
    for (int64_t i = 0; i < book->count; i++) {
        book->order[i] = keys[i].row;
        book->values[i] = cpf__record_value(ratings, CPF__RATING_VALUE, keys[i].row);
    }
}

cpf_status cpf__rating_book_open(cpf__rating_book *book, const cpf_model *model)
{
    const cpf__records *ratings = cpf__model_records(model, &cpf__record_rating);
    rating_key *keys = cpf__alloc(model->context, ratings->count, sizeof *keys);

    *book = (cpf__rating_book){.model = model, .context = model->context, .ratings = ratings};
    book->order = cpf__alloc(model->context, ratings->count, sizeof *book->order);
    book->values = cpf__alloc(model->context, ratings->count, sizeof *book->values);
    book->means = cpf__alloc(model->context, ratings->count, sizeof *book->means);
    if (keys && book->order && book->values && book->means)
        order_ratings(book, keys);
    cpf__free(model->context, keys);
    return keys && book->order && book->values && book->means ? CPF_OK : CPF_E_MEMORY;
}

void cpf__rating_book_close(cpf__rating_book *book)
{
    cpf__free(book->context, book->order);
    cpf__free(book->context, book->values);
    cpf__free(book->context, book->means);
}

static int same_cell(const cpf__rating_book *book, int64_t a, int64_t b)
{
    return cpf__rating_id(book, CPF__RATING_UNIT, a) == cpf__rating_id(book, CPF__RATING_UNIT, b) &&
           cpf__rating_id(book, CPF__RATING_INDICATOR, a) == cpf__rating_id(book, CPF__RATING_INDICATOR, b) &&
           cpf__rating_id(book, CPF__RATING_PERIOD, a) == cpf__rating_id(book, CPF__RATING_PERIOD, b);
}

int64_t cpf__record_of_indicator(const cpf__records *records, int64_t indicator)
{
    for (int64_t row = 0; row < records->count; row++) {
        if (cpf__record_value(records, 0, row) == indicator)
            return row;
    }
    return -1;
}

cpf__rating_cell cpf__rating_cell_at(const cpf__rating_book *book, int64_t begin)
{
    cpf__rating_cell cell = {begin,
                             begin,
                             (cpf_id)cpf__rating_id(book, CPF__RATING_UNIT, begin),
                             (cpf_id)cpf__rating_id(book, CPF__RATING_INDICATOR, begin),
                             (cpf_id)cpf__rating_id(book, CPF__RATING_PERIOD, begin),
                             cpf__record_of_indicator(cpf__model_records(book->model, &cpf__record_rating_rule),
                                                      cpf__rating_id(book, CPF__RATING_INDICATOR, begin))};

    while (cell.end < book->count && same_cell(book, begin, cell.end))
        cell.end++;
    return cell;
}

int64_t cpf__rating_rule_value(const cpf__rating_book *book, const cpf__rating_cell *cell, int32_t field,
                               int64_t otherwise)
{
    return cell->rule < 0
               ? otherwise
               : cpf__record_value(cpf__model_records(book->model, &cpf__record_rating_rule), field, cell->rule);
}
