/* SPDX-License-Identifier: MIT */
#include "rating_scores.h"

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
    for (int64_t i = 0; i < book->count; i++)
        book->order[i] = keys[i].row;
}

cpf_status cpf__rating_book_open(cpf__rating_book *book, const cpf_model *model)
{
    const cpf__records *ratings = cpf__model_records(model, &cpf__record_rating);
    rating_key *keys = cpf__alloc(model->context, ratings->count, sizeof *keys);

    *book = (cpf__rating_book){.model = model, .context = model->context, .ratings = ratings};
    book->order = cpf__alloc(model->context, ratings->count, sizeof *book->order);
    book->means = cpf__alloc(model->context, ratings->count, sizeof *book->means);
    if (keys && book->order && book->means)
        order_ratings(book, keys);
    cpf__free(model->context, keys);
    return keys && book->order && book->means ? CPF_OK : CPF_E_MEMORY;
}

void cpf__rating_book_close(cpf__rating_book *book)
{
    cpf__free(book->context, book->order);
    cpf__free(book->context, book->means);
}

static int64_t id_at(const cpf__rating_book *book, int32_t field, int64_t at)
{
    return cpf__record_value(book->ratings, field, book->order[at]);
}

static const char *text_at(const cpf__rating_book *book, int32_t field, int64_t at)
{
    return cpf__record_text(book->ratings, field, book->order[at]);
}

static int same_cell(const cpf__rating_book *book, int64_t a, int64_t b)
{
    return id_at(book, CPF__RATING_UNIT, a) == id_at(book, CPF__RATING_UNIT, b) &&
           id_at(book, CPF__RATING_INDICATOR, a) == id_at(book, CPF__RATING_INDICATOR, b) &&
           id_at(book, CPF__RATING_PERIOD, a) == id_at(book, CPF__RATING_PERIOD, b);
}

static int64_t rule_of(const cpf_model *model, int64_t indicator)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_rating_rule);

    for (int64_t row = 0; row < rules->count; row++) {
        if (cpf__record_value(rules, CPF__RATED_INDICATOR, row) == indicator)
            return row;
    }
    return -1;
}

cpf__rating_cell cpf__rating_cell_at(const cpf__rating_book *book, int64_t begin)
{
    cpf__rating_cell cell = {begin,
                             begin,
                             (cpf_id)id_at(book, CPF__RATING_UNIT, begin),
                             (cpf_id)id_at(book, CPF__RATING_INDICATOR, begin),
                             (cpf_id)id_at(book, CPF__RATING_PERIOD, begin),
                             rule_of(book->model, id_at(book, CPF__RATING_INDICATOR, begin))};

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

/* Weight of a category, or of an item; 1 where nothing is said. */
static cpf__ratio weight_of(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *category,
                            const char *item)
{
    const cpf__records *weights = cpf__model_records(book->model, &cpf__record_rating_weight);

    for (int64_t row = 0; row < weights->count; row++) {
        if (cpf__record_value(weights, CPF__RATING_WEIGHT_INDICATOR, row) == cell->indicator &&
            strcmp(cpf__record_text(weights, CPF__RATING_WEIGHT_CATEGORY, row), category) == 0 &&
            strcmp(cpf__record_text(weights, CPF__RATING_WEIGHT_ITEM, row), item) == 0)
            return cpf__ratio_of(cpf__record_value(weights, CPF__RATING_WEIGHT_WEIGHT, row), CPF__RATING_DECIMALS);
    }
    return cpf__ratio_of(1, 0);
}

/* A weighted mean under way. */
typedef struct weighted {
    cpf__ratio sum, weights;
} weighted;

static cpf_status add_weighted(weighted *mean, cpf__ratio value, cpf__ratio weight)
{
    cpf_status status = cpf__ratio_mul(value, weight, &value);

    if (status == CPF_OK)
        status = cpf__ratio_add(mean->sum, value, &mean->sum);
    return status == CPF_OK ? cpf__ratio_add(mean->weights, weight, &mean->weights) : status;
}

static cpf_status end_weighted(const weighted *mean, cpf__ratio *value)
{
    return mean->weights.num ? cpf__ratio_div(mean->sum, mean->weights, value) : CPF_E_MISSING;
}

/* The mean of one rater over the items rated (`item` NULL), or over that item; *end behind the rater's rows. */
static cpf_status rater_mean(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *item,
                             int64_t begin, int64_t stop, int64_t *end, cpf__ratio *mean)
{
    weighted by = {{0, 1}, {0, 1}};
    cpf_status status = CPF_OK;

    for (*end = begin;
         *end < stop && strcmp(text_at(book, CPF__RATING_RATER, begin), text_at(book, CPF__RATING_RATER, *end)) == 0;
         ++*end) {
        const char *rated = text_at(book, CPF__RATING_ITEM, *end);

        if (status != CPF_OK || (item && strcmp(item, rated) != 0))
            continue;
        status = add_weighted(&by, cpf__ratio_of(id_at(book, CPF__RATING_VALUE, *end), CPF__RATING_DECIMALS),
                              item ? cpf__ratio_of(1, 0) : weight_of(book, cell, "", rated));
    }
    return status == CPF_OK ? end_weighted(&by, mean) : status;
}

static int compare_means(const void *left, const void *right)
{
    return cpf__ratio_compare(*(const cpf__ratio *)left, *(const cpf__ratio *)right);
}

/* Mean of the raters' means, the highest and lowest left out as the rule says when enough remain. */
static cpf_status mean_of_raters(const cpf__rating_book *book, int64_t raters, int64_t trim, cpf__ratio *mean)
{
    weighted by = {{0, 1}, {0, 1}};
    cpf_status status = CPF_OK;

    qsort(book->means, (size_t)raters, sizeof *book->means, compare_means);
    if (raters <= 2 * trim)
        trim = 0;
    for (int64_t i = trim; i < raters - trim && status == CPF_OK; i++)
        status = add_weighted(&by, book->means[i], cpf__ratio_of(1, 0));
    return status == CPF_OK ? end_weighted(&by, mean) : status;
}

static int64_t category_end(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin)
{
    int64_t end = begin;

    while (end < cell->end &&
           strcmp(text_at(book, CPF__RATING_CATEGORY, begin), text_at(book, CPF__RATING_CATEGORY, end)) == 0)
        end++;
    return end;
}

static cpf_status take_category(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *item,
                                int64_t begin, cpf__rated_category *category)
{
    int64_t end = category_end(book, cell, begin), at = begin;

    *category = (cpf__rated_category){end, text_at(book, CPF__RATING_CATEGORY, begin), 0, 0, {0, 1}};
    while (at < end) {
        cpf_status status = rater_mean(book, cell, item, at, end, &at, &book->means[category->raters]);

        if (status == CPF_OK)
            category->raters++;
        else if (status != CPF_E_MISSING)
            return status;
    }
    category->counts =
        category->raters && category->raters >= cpf__rating_rule_value(book, cell, CPF__RATED_MINIMUM, 1);
    if (!category->raters)
        return CPF_OK;
    return mean_of_raters(book, category->raters, cpf__rating_rule_value(book, cell, CPF__RATED_TRIM, 0),
                          &category->mean);
}

cpf_status cpf__rating_category(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin,
                                cpf__rated_category *category)
{
    return take_category(book, cell, NULL, begin, category);
}

/* Categories that count, weighed; of all items, or of one. */
static cpf_status over_categories(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *item,
                                  cpf__ratio *score)
{
    weighted by = {{0, 1}, {0, 1}};
    cpf_status status = CPF_OK;

    for (int64_t at = cell->begin; at < cell->end && status == CPF_OK;) {
        cpf__rated_category category;

        status = take_category(book, cell, item, at, &category);
        at = category.end;
        if (status == CPF_OK && category.counts)
            status = add_weighted(&by, category.mean, weight_of(book, cell, category.category, ""));
    }
    return status == CPF_OK ? end_weighted(&by, score) : status;
}

/* Whether no earlier row of the cell has the item. */
static int is_first_of_item(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t at)
{
    for (int64_t before = cell->begin; before < at; before++) {
        if (strcmp(text_at(book, CPF__RATING_ITEM, before), text_at(book, CPF__RATING_ITEM, at)) == 0)
            return 0;
    }
    return 1;
}

static cpf_status over_items(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio *score)
{
    weighted by = {{0, 1}, {0, 1}};

    for (int64_t at = cell->begin; at < cell->end; at++) {
        const char *item = text_at(book, CPF__RATING_ITEM, at);
        cpf__ratio mean;
        cpf_status status;

        if (!is_first_of_item(book, cell, at))
            continue;
        status = over_categories(book, cell, item, &mean);
        if (status == CPF_OK)
            status = add_weighted(&by, mean, weight_of(book, cell, "", item));
        if (status != CPF_OK && status != CPF_E_MISSING)
            return status;
    }
    return end_weighted(&by, score);
}

cpf_status cpf__rating_score(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio *score)
{
    if (cpf__rating_rule_value(book, cell, CPF__RATED_ORDER, CPF__RATED_BY_CATEGORY) == CPF__RATED_BY_ITEM)
        return over_items(book, cell, score);
    return over_categories(book, cell, NULL, score);
}

static cpf__ratio rule_ratio(const cpf__rating_book *book, const cpf__rating_cell *cell, int32_t field)
{
    return cpf__ratio_of(cpf__rating_rule_value(book, cell, field, 0), CPF__RATING_DECIMALS);
}

cpf_status cpf__rating_map(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                           cpf__ratio *mapped)
{
    cpf__ratio low = rule_ratio(book, cell, CPF__RATED_LOW), to_low = rule_ratio(book, cell, CPF__RATED_TO_LOW), span,
               wide;
    cpf_status status;

    *mapped = score;
    if (cell->rule < 0 || cpf__rating_rule_value(book, cell, CPF__RATED_HIGH, 0) == CPF__RECORD_MISSING)
        return CPF_OK;
    (void)cpf__ratio_sub(rule_ratio(book, cell, CPF__RATED_HIGH), low, &span); /* a few decimals: always exact */
    (void)cpf__ratio_sub(rule_ratio(book, cell, CPF__RATED_TO_HIGH), to_low, &wide);
    status = cpf__ratio_sub(score, low, mapped);
    if (status == CPF_OK)
        status = cpf__ratio_mul(*mapped, wide, mapped);
    if (status == CPF_OK)
        status = cpf__ratio_div(*mapped, span, mapped);
    return status == CPF_OK ? cpf__ratio_add(*mapped, to_low, mapped) : status;
}
