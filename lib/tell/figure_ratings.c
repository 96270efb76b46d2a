/* SPDX-License-Identifier: MIT */
/* The score of a form, exactly: means of categories by their weights. What few raters said is not told. */
#include "figure_cells.h"
#include "rated_book.h"
#include "rating_scores.h"

/* One cell under way: sums over the categories that count. */
typedef struct rating_work {
    cpf__figuring *at;
    const cpf__rating_book *book;
    cpf__rating_cell cell;
    cpf__ratio sum, weights;
} rating_work;

/* The cell of the row; 0: there is none. */
static int find_rated(rating_work *work, const cpf__scope *scope)
{
    const cpf_model *model = work->at->telling.model;
    char buffer[CPF__CELL_ROOM];
    cpf_id unit = cpf_model_find_unit(model, cpf__figure_text(work->at, scope, "unit", 4, buffer));
    cpf_id indicator = cpf_model_find_indicator(model, cpf__figure_text(work->at, scope, "indicator", 9, buffer));
    cpf_id period = cpf_model_find_period(model, cpf__figure_text(work->at, scope, "period", 6, buffer));

    for (int64_t at = 0; at < work->book->count; at = work->cell.end) {
        work->cell = cpf__rating_cell_at(work->book, at);
        if ((work->cell.unit == unit) & (work->cell.indicator == indicator) & (work->cell.period == period))
            return 1;
    }
    return 0;
}

static int fits(cpf__i128 value)
{
    return (value <= INT64_MAX) & (value >= -INT64_MAX);
}

/* A mean as the quotient that it is. */
static int tell_category_mean(cpf_explanation *to, const cpf__rated_category *category)
{
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "mean of the category", "类别平均分");

    cpf__step_ratio(to, step, category->mean, CPF__RATING_DECIMALS);
    cpf__step_operation(to, step, CPF__BY_QUOTIENT);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "numerator", "分子", (int64_t)category->mean.num, 0, 0);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "denominator", "分母", (int64_t)category->mean.den, 0, 0);
    cpf__step_end(to);
    return fits(category->mean.num) & fits(category->mean.den);
}

static int tell_category(rating_work *work, const cpf__rated_category *category)
{
    cpf_explanation *to = work->at->telling.to;
    cpf__ratio weight = cpf__rating_weight(work->book, &work->cell, category->category, ""), product = {0, 1};
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, category->category, category->category);
    int told = (cpf__ratio_mul(weight, category->mean, &product) == CPF_OK) &
               (cpf__ratio_add(work->sum, product, &work->sum) == CPF_OK) &
               (cpf__ratio_add(work->weights, weight, &work->weights) == CPF_OK);

    cpf__step_operation(to, step, CPF__BY_PRODUCT);
    cpf__step_ratio(to, step, product, CPF__RATING_DECIMALS);
    cpf__figure_leaf(work->at, "weight", "权重", weight);
    told &= tell_category_mean(to, category);
    cpf__step_end(to);
    return told;
}

/* 0: a category that counts may not be shown, or 128 bits do not suffice. */
static int tell_categories(rating_work *work)
{
    int64_t few = cpf__rating_rule_value(work->book, &work->cell, CPF__RATED_ANONYMOUS, 0);

    for (int64_t at = work->cell.begin; at < work->cell.end;) {
        cpf__rated_category category;

        if (cpf__rating_category(work->book, &work->cell, at, &category) != CPF_OK)
            return 0;
        at = category.end;
        if (category.counts && (category.raters < few || !tell_category(work, &category)))
            return 0;
    }
    return 1;
}

static int tell_score(rating_work *work)
{
    cpf_explanation *to = work->at->telling.to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "exact score", "精确得分"), sum, weights,
            first = work->at->values.count;
    cpf__ratio score;
    int told;

    cpf__step_operation(to, step, CPF__BY_QUOTIENT);
    sum = cpf__step_begin(to, CPF__STEP_NUMBER, "weights times means", "加权平均分合计");
    cpf__step_operation(to, sum, CPF__BY_SUM);
    told = tell_categories(work);
    work->at->values.count = first;
    cpf__step_ratio(to, sum, work->sum, CPF__MAX_DECIMALS);
    cpf__step_end(to);
    weights = cpf__step_begin(to, CPF__STEP_NUMBER, "weights that count", "计入的权重合计");
    cpf__step_ratio(to, weights, work->weights, CPF__MAX_DECIMALS);
    cpf__step_end(to);
    told = told && cpf__ratio_div(work->sum, work->weights, &score) == CPF_OK;
    if (told) {
        cpf__step_ratio(to, step, score, CPF__MAX_DECIMALS);
        cpf__figure_push(work->at, score);
    }
    cpf__step_end(to);
    return told;
}

int cpf__figure_ratings(cpf__figuring *at, const cpf__scope *scope)
{
    cpf__rated_book book;
    rating_work work = {.at = at, .book = &book.counted, .sum = {0, 1}, .weights = {0, 1}};
    cpf_status status = cpf__rated_book_open(&book, at->telling.model, NULL);
    int told = status == CPF_OK && find_rated(&work, scope) &&
               cpf__rating_rule_value(work.book, &work.cell, CPF__RATED_ORDER, CPF__RATED_BY_CATEGORY) ==
                   CPF__RATED_BY_CATEGORY &&
               tell_score(&work);

    if (status == CPF_E_MEMORY)
        at->status = status;
    cpf__rated_book_close(&book);
    return told;
}
