/* SPDX-License-Identifier: MIT */
#include "rater_strictness.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "whole_deviation.h"

/* A rating and what decides its place. */
typedef struct strict_key {
    int64_t indicator, period, at;
    const char *category, *rater;
} strict_key;

static int compare_keys(const void *left, const void *right)
{
    const strict_key *a = left, *b = right;
    int order = (a->indicator > b->indicator) - (a->indicator < b->indicator);

    order = order ? order : (a->period > b->period) - (a->period < b->period);
    order = order ? order : strcmp(a->category, b->category);
    order = order ? order : strcmp(a->rater, b->rater);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static const cpf__records *corrections(const cpf__rating_book *book)
{
    return cpf__model_records(book->model, &cpf__record_strictness);
}

/* The category counts where raters are compared inside it. */
static strict_key key_of(const cpf__rating_book *book, int64_t record, int64_t at)
{
    int inside = cpf__record_value(corrections(book), CPF__STRICTNESS_SCOPE, record) == CPF__STRICT_IN_CATEGORY;

    return (strict_key){cpf__rating_id(book, CPF__RATING_INDICATOR, at), cpf__rating_id(book, CPF__RATING_PERIOD, at),
                        at, inside ? cpf__rating_text(book, CPF__RATING_CATEGORY, at) : "",
                        cpf__rating_text(book, CPF__RATING_RATER, at)};
}

cpf_status cpf__strictness_open(cpf__strictness *strictness, const cpf__rating_book *book)
{
    strict_key *keys = cpf__alloc(book->context, book->count, sizeof *keys);

    *strictness = (cpf__strictness){book, cpf__alloc(book->context, book->count, sizeof *strictness->order), 0};
    for (int64_t at = 0; keys && at < book->count; at++) {
        int64_t record = cpf__record_of_indicator(corrections(book), cpf__rating_id(book, CPF__RATING_INDICATOR, at));

        if (record >= 0)
            keys[strictness->count++] = key_of(book, record, at);
    }
    if (strictness->count)
        qsort(keys, (size_t)strictness->count, sizeof *keys, compare_keys);
    for (int64_t i = 0; strictness->order && i < strictness->count; i++)
        strictness->order[i] = keys[i].at;
    cpf__free(book->context, keys);
    return keys && strictness->order ? CPF_OK : CPF_E_MEMORY;
}

void cpf__strictness_close(cpf__strictness *strictness)
{
    cpf__free(strictness->book->context, strictness->order);
}

static cpf_status spread_of(const cpf__strictness *strictness, int64_t begin, int64_t end, cpf__rating_spread *spread)
{
    cpf__i128 sum = 0, squares = 0;
    int64_t n = end - begin;

    for (int64_t i = begin; i < end; i++) {
        cpf__i128 value = cpf__rating_id(strictness->book, CPF__RATING_VALUE, strictness->order[i]);

        sum += value;
        if (__builtin_add_overflow(squares, value * value, &squares))
            return CPF_E_RANGE;
    }
    (void)cpf__ratio_div((cpf__ratio){sum, 1}, (cpf__ratio){(cpf__i128)n * cpf__pow10(CPF__RATING_DECIMALS), 1},
                         &spread->mean);
    return cpf__whole_deviation(n, sum, squares, CPF__DEVIATION_DECIMALS - CPF__RATING_DECIMALS, &spread->deviation);
}

static strict_key key_at(const cpf__strictness *strictness, const cpf__rater *rater, int64_t i)
{
    return key_of(strictness->book, rater->record, strictness->order[i]);
}

/* Whether two places belong to one group; `rater`: to one rater in it. */
static int same_group(const strict_key *a, const strict_key *b, int rater)
{
    return a->indicator == b->indicator && a->period == b->period && strcmp(a->category, b->category) == 0 &&
           (!rater || strcmp(a->rater, b->rater) == 0);
}

static int64_t end_of(const cpf__strictness *strictness, const cpf__rater *at, int64_t begin, int rater)
{
    strict_key first = key_at(strictness, at, begin);
    int64_t end = begin;

    while (end < strictness->count) {
        int64_t indicator = cpf__rating_id(strictness->book, CPF__RATING_INDICATOR, strictness->order[end]);
        strict_key next;

        if (indicator != first.indicator)
            break;
        next = key_at(strictness, at, end);
        if (!same_group(&first, &next, rater))
            break;
        end++;
    }
    return end;
}

static cpf__rater_state state_of(const cpf__strictness *strictness, const cpf__rater *rater)
{
    const cpf__records *records = corrections(strictness->book);
    int64_t method = cpf__record_value(records, CPF__STRICTNESS_METHOD, rater->record);

    if (!*cpf__rating_text(strictness->book, CPF__RATING_RATER, strictness->order[rater->begin]))
        return CPF__RATER_UNNAMED;
    if (rater->end - rater->begin < cpf__record_value(records, CPF__STRICTNESS_MINIMUM, rater->record))
        return CPF__RATER_FEW;
    if (method == CPF__STRICT_BY_FACTOR && (rater->own.mean.num <= 0 || rater->all.mean.num <= 0))
        return CPF__RATER_NOT_POSITIVE;
    return method == CPF__STRICT_BY_Z_SCORE && !rater->own.deviation ? CPF__RATER_NO_SPREAD : CPF__RATER_CORRECTED;
}

cpf_status cpf__strictness_next(const cpf__strictness *strictness, cpf__rater *rater)
{
    cpf_status status = CPF_OK;

    rater->begin = rater->end;
    if (rater->begin == strictness->count)
        return CPF_E_MISSING;
    if (rater->begin == rater->all_end) {
        rater->record = cpf__record_of_indicator(
            corrections(strictness->book),
            cpf__rating_id(strictness->book, CPF__RATING_INDICATOR, strictness->order[rater->begin]));
        rater->all_begin = rater->begin;
        rater->all_end = end_of(strictness, rater, rater->begin, 0);
        status = spread_of(strictness, rater->all_begin, rater->all_end, &rater->all);
    }
    rater->end = end_of(strictness, rater, rater->begin, 1);
    if (status == CPF_OK)
        status = spread_of(strictness, rater->begin, rater->end, &rater->own);
    if (status == CPF_OK)
        rater->state = state_of(strictness, rater);
    return status;
}

cpf__ratio cpf__strictness_share(const cpf__strictness *strictness, const cpf__rater *rater)
{
    const cpf__records *records = corrections(strictness->book);
    cpf__ratio n = {rater->end - rater->begin, 1}, all = n;

    (void)cpf__ratio_add(
        n, cpf__ratio_of(cpf__record_value(records, CPF__STRICTNESS_SHRINKAGE, rater->record), CPF__RATING_DECIMALS),
        &all);
    (void)cpf__ratio_div(n, all, &n);
    return n;
}

/* rating * mean of all / own mean. */
static cpf_status by_factor(const cpf__rater *rater, cpf__ratio rating, cpf__ratio *whole)
{
    cpf_status status = cpf__ratio_mul(rating, rater->all.mean, whole);

    return status == CPF_OK ? cpf__ratio_div(*whole, rater->own.mean, whole) : status;
}

/* mean of all + (rating - own mean) * deviation of all / own deviation. */
static cpf_status by_z_score(const cpf__rater *rater, cpf__ratio rating, cpf__ratio *whole)
{
    cpf__ratio stretch;
    cpf_status status =
        cpf__ratio_div((cpf__ratio){rater->all.deviation, 1}, (cpf__ratio){rater->own.deviation, 1}, &stretch);

    if (status == CPF_OK)
        status = cpf__ratio_sub(rating, rater->own.mean, whole);
    if (status == CPF_OK)
        status = cpf__ratio_mul(*whole, stretch, whole);
    return status == CPF_OK ? cpf__ratio_add(*whole, rater->all.mean, whole) : status;
}

/* rating - (own mean - mean of all). */
static cpf_status by_shift(const cpf__rater *rater, cpf__ratio rating, cpf__ratio *whole)
{
    cpf_status status = cpf__ratio_sub(rating, rater->own.mean, whole);

    return status == CPF_OK ? cpf__ratio_add(*whole, rater->all.mean, whole) : status;
}

typedef cpf_status correct_rating(const cpf__rater *rater, cpf__ratio rating, cpf__ratio *whole);

static correct_rating *const methods[CPF__STRICT_METHODS] = {
    [CPF__STRICT_BY_FACTOR] = by_factor, [CPF__STRICT_BY_Z_SCORE] = by_z_score, [CPF__STRICT_BY_SHIFT] = by_shift};

/* Ratings stay on their form, where the rule says what it is. */
static int64_t on_form(const cpf__rating_book *book, int64_t indicator, int64_t value)
{
    const cpf__records *rules = cpf__model_records(book->model, &cpf__record_rating_rule);
    int64_t rule = cpf__record_of_indicator(rules, indicator), low, high;

    if (rule < 0 || !cpf__record_has(rules, CPF__RATED_LOW, rule) || !cpf__record_has(rules, CPF__RATED_HIGH, rule))
        return value;
    low = cpf__record_value(rules, CPF__RATED_LOW, rule);
    high = cpf__record_value(rules, CPF__RATED_HIGH, rule);
    return value < low ? low : value > high ? high : value;
}

/* rating + share * (whole correction), rounded once. */
static cpf_status correct(const cpf__strictness *strictness, const cpf__rater *rater, int64_t raw, int64_t *value)
{
    int64_t method = cpf__record_value(corrections(strictness->book), CPF__STRICTNESS_METHOD, rater->record);
    cpf__ratio rating = cpf__ratio_of(raw, CPF__RATING_DECIMALS), whole;
    cpf_status status = methods[method](rater, rating, &whole);

    if (status == CPF_OK)
        status = cpf__ratio_sub(whole, rating, &whole);
    if (status == CPF_OK)
        status = cpf__ratio_mul(whole, cpf__strictness_share(strictness, rater), &whole);
    if (status == CPF_OK)
        status = cpf__ratio_add(whole, rating, &whole);
    return status == CPF_OK ? cpf__ratio_round(whole, CPF__RATING_DECIMALS, CPF__HALF_UP, value) : status;
}

static cpf_status correct_rater(cpf__rating_book *book, const cpf__strictness *strictness, const cpf__rater *rater)
{
    cpf_status status = CPF_OK;

    for (int64_t i = rater->begin; i < rater->end && rater->state == CPF__RATER_CORRECTED && status == CPF_OK; i++) {
        int64_t at = strictness->order[i], value = 0;

        status = correct(strictness, rater, cpf__rating_id(book, CPF__RATING_VALUE, at), &value);
        book->values[at] = on_form(book, cpf__rating_id(book, CPF__RATING_INDICATOR, at), value);
    }
    return status;
}

cpf_status cpf__correct_ratings(cpf__rating_book *book, int64_t *wrong)
{
    cpf__strictness strictness;
    cpf__rater rater = {0};
    cpf_status status = CPF_OK;

    if (!corrections(book)->count)
        return CPF_OK;
    status = cpf__strictness_open(&strictness, book);
    while (status == CPF_OK) {
        status = cpf__strictness_next(&strictness, &rater);
        if (status == CPF_OK)
            status = correct_rater(book, &strictness, &rater);
        if (status == CPF_E_RANGE)
            *wrong = strictness.order[rater.begin];
    }
    cpf__strictness_close(&strictness);
    return status == CPF_E_MISSING ? CPF_OK : status;
}
