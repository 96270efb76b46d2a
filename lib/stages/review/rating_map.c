/* SPDX-License-Identifier: MIT */
/* One scale for all forms: along a line, into equal parts, or by the steps of a table. */
#include "rating_scores.h"

static cpf__ratio end_of(const cpf__rating_book *book, const cpf__rating_cell *cell, int32_t field)
{
    return cpf__ratio_of(cpf__rating_rule_value(book, cell, field, 0), CPF__RATING_DECIMALS);
}

/* Where the score lies on the form: 0 the lowest, 1 the highest. */
static cpf_status place_of(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                           cpf__ratio *place)
{
    cpf__ratio low = end_of(book, cell, CPF__RATED_LOW), span;
    cpf_status status;

    (void)cpf__ratio_sub(end_of(book, cell, CPF__RATED_HIGH), low, &span); /* a few decimals: always exact */
    status = cpf__ratio_sub(score, low, place);
    return status == CPF_OK ? cpf__ratio_div(*place, span, place) : status;
}

/* place * (to_high - to_low) + to_low. */
static cpf_status map_linear(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                             cpf__ratio *mapped)
{
    cpf__ratio to_low = end_of(book, cell, CPF__RATED_TO_LOW), wide;
    cpf_status status = place_of(book, cell, score, mapped);

    (void)cpf__ratio_sub(end_of(book, cell, CPF__RATED_TO_HIGH), to_low, &wide);
    if (status == CPF_OK)
        status = cpf__ratio_mul(*mapped, wide, mapped);
    return status == CPF_OK ? cpf__ratio_add(*mapped, to_low, mapped) : status;
}

/* As many equal parts of the form as the new scale has whole levels; a part has its upper end. */
static cpf_status map_parts(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                            cpf__ratio *mapped)
{
    cpf__ratio to_low = end_of(book, cell, CPF__RATED_TO_LOW), to_high = end_of(book, cell, CPF__RATED_TO_HIGH);
    int64_t levels = (int64_t)(to_high.num - to_low.num) + 1, part = 0;
    cpf_status status = place_of(book, cell, score, mapped);

    if (status == CPF_OK)
        status = cpf__ratio_mul(*mapped, cpf__ratio_of(levels, 0), mapped);
    if (status == CPF_OK)
        status = cpf__ratio_round(*mapped, 0, CPF__CEILING, &part);
    part = part < 1 ? 1 : part > levels ? levels : part;
    *mapped = cpf__ratio_of((int64_t)to_low.num + part - 1, 0);
    return status;
}

/* The highest step that is reached. */
static cpf_status map_table(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                            cpf__ratio *mapped)
{
    const cpf__records *steps = cpf__model_records(book->model, &cpf__record_scale_step);
    int64_t best = -1;

    for (int64_t row = 0; row < steps->count; row++) {
        int64_t from = cpf__record_value(steps, CPF__SCALE_STEP_FROM, row);

        if (cpf__record_value(steps, CPF__SCALE_STEP_INDICATOR, row) == cell->indicator &&
            cpf__ratio_compare(cpf__ratio_of(from, CPF__RATING_DECIMALS), score) <= 0 &&
            (best < 0 || from > cpf__record_value(steps, CPF__SCALE_STEP_FROM, best)))
            best = row;
    }
    if (best < 0)
        return CPF_E_MISSING;
    *mapped = cpf__ratio_of(cpf__record_value(steps, CPF__SCALE_STEP_TO, best), CPF__RATING_DECIMALS);
    return CPF_OK;
}

typedef cpf_status map_score(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                             cpf__ratio *mapped);

static map_score *const maps[CPF__MAPS] = {
    [CPF__MAP_LINEAR] = map_linear, [CPF__MAP_PARTS] = map_parts, [CPF__MAP_TABLE] = map_table};

cpf_status cpf__rating_map(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf__ratio score,
                           cpf__ratio *mapped)
{
    int64_t map = cpf__rating_rule_value(book, cell, CPF__RATED_MAP, CPF__MAP_LINEAR);

    *mapped = score;
    if (map != CPF__MAP_TABLE &&
        cpf__rating_rule_value(book, cell, CPF__RATED_HIGH, CPF__RECORD_MISSING) == CPF__RECORD_MISSING)
        return CPF_OK;
    return maps[map](book, cell, score, mapped);
}
