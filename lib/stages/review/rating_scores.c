/* SPDX-License-Identifier: MIT */
#include "rating_scores.h"

#include <stdlib.h>
#include <string.h>

cpf__ratio cpf__rating_weight(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *category,
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

    for (*end = begin; *end < stop && strcmp(cpf__rating_text(book, CPF__RATING_RATER, begin),
                                             cpf__rating_text(book, CPF__RATING_RATER, *end)) == 0;
         ++*end) {
        const char *rated = cpf__rating_text(book, CPF__RATING_ITEM, *end);

        if (status != CPF_OK || (item && strcmp(item, rated) != 0))
            continue;
        status = add_weighted(&by, cpf__ratio_of(book->values[*end], CPF__RATING_DECIMALS),
                              item ? cpf__ratio_of(1, 0) : cpf__rating_weight(book, cell, "", rated));
    }
    return status == CPF_OK ? end_weighted(&by, mean) : status;
}

cpf_status cpf__rating_of_rater(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t begin, int64_t stop,
                                int64_t *end, cpf__ratio *mean)
{
    return rater_mean(book, cell, NULL, begin, stop, end, mean);
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

    while (end < cell->end && strcmp(cpf__rating_text(book, CPF__RATING_CATEGORY, begin),
                                     cpf__rating_text(book, CPF__RATING_CATEGORY, end)) == 0)
        end++;
    return end;
}

static cpf_status take_category(const cpf__rating_book *book, const cpf__rating_cell *cell, const char *item,
                                int64_t begin, cpf__rated_category *category)
{
    int64_t end = category_end(book, cell, begin), at = begin;

    *category = (cpf__rated_category){end, cpf__rating_text(book, CPF__RATING_CATEGORY, begin), 0, 0, {0, 1}};
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
            status = add_weighted(&by, category.mean, cpf__rating_weight(book, cell, category.category, ""));
    }
    return status == CPF_OK ? end_weighted(&by, score) : status;
}

/* Whether no earlier row of the cell has the item. */
static int is_first_of_item(const cpf__rating_book *book, const cpf__rating_cell *cell, int64_t at)
{
    for (int64_t before = cell->begin; before < at; before++) {
        if (strcmp(cpf__rating_text(book, CPF__RATING_ITEM, before), cpf__rating_text(book, CPF__RATING_ITEM, at)) == 0)
            return 0;
    }
    return 1;
}

static cpf_status over_items(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio *score)
{
    weighted by = {{0, 1}, {0, 1}};

    for (int64_t at = cell->begin; at < cell->end; at++) {
        const char *item = cpf__rating_text(book, CPF__RATING_ITEM, at);
        cpf__ratio mean;
        cpf_status status;

        if (!is_first_of_item(book, cell, at))
            continue;
        status = over_categories(book, cell, item, &mean);
        if (status == CPF_OK)
            status = add_weighted(&by, mean, cpf__rating_weight(book, cell, "", item));
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
