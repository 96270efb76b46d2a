/* SPDX-License-Identifier: MIT */
/* Whether raters agree: reliability of the ratings of each category, as they were given. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "group_agreement.h"
#include "mem.h"
#include "rated_book.h"
#include "rating_scores.h"
#include "review_tables.h"
#include "vec.h"

enum { INDICATOR, PERIOD, CATEGORY, RATERS, RATEES, RATINGS, COMPLETE, ICC, ICC_MEAN, ALPHA, W, KAPPA, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [CATEGORY] = {"category", {"Raters", "评价者类别"}, CPF_COLUMN_TEXT, 0},
    [RATERS] = {"raters", {"Number of raters", "评价人数"}, CPF_COLUMN_DECIMAL, 0},
    [RATEES] = {"ratees", {"Number of ratees", "被评人数"}, CPF_COLUMN_DECIMAL, 0},
    [RATINGS] = {"ratings", {"Ratings", "评分数"}, CPF_COLUMN_DECIMAL, 0},
    [COMPLETE] = {"complete", {"Ratees whom all rated", "全员已评人数"}, CPF_COLUMN_DECIMAL, 0},
    [ICC] = {"icc", {"ICC(2,1)", "组内相关系数 ICC(2,1)"}, CPF_COLUMN_FLOAT, 0},
    [ICC_MEAN] = {"icc_mean", {"ICC(2,k)", "组内相关系数 ICC(2,k)"}, CPF_COLUMN_FLOAT, 0},
    [ALPHA] = {"alpha", {"Krippendorff's alpha", "克里彭多夫 alpha"}, CPF_COLUMN_FLOAT, 0},
    [W] = {"w", {"Kendall's W", "肯德尔和谐系数"}, CPF_COLUMN_FLOAT, 0},
    [KAPPA] = {"kappa", {"Weighted kappa", "加权 kappa"}, CPF_COLUMN_FLOAT, 0},
};

static int compare_cells(const cpf__given *a, const cpf__given *b)
{
    int order = (a->indicator > b->indicator) - (a->indicator < b->indicator);

    order = order ? order : (a->period > b->period) - (a->period < b->period);
    return order ? order : strcmp(a->category, b->category);
}

static int compare_given(const void *left, const void *right)
{
    const cpf__given *a = left, *b = right;
    int order = compare_cells(a, b);

    order = order ? order : strcmp(a->rater, b->rater);
    return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static void set_figure(cpf_table *table, int32_t column, int64_t row, double value)
{
    if (isfinite(value))
        cpf__table_set_float(table, column, row, value);
}

static void put_agreement(const cpf__group_agreement *agreement, cpf_table *table, int64_t row)
{
    cpf__table_set_decimal(table, RATERS, row, agreement->raters);
    cpf__table_set_decimal(table, RATEES, row, agreement->ratees);
    if (agreement->complete >= 0)
        cpf__table_set_decimal(table, COMPLETE, row, agreement->complete);
    set_figure(table, ICC, row, agreement->icc);
    set_figure(table, ICC_MEAN, row, agreement->icc_mean);
    set_figure(table, ALPHA, row, agreement->alpha);
    set_figure(table, W, row, agreement->w);
    set_figure(table, KAPPA, row, agreement->kappa);
}

static cpf_status put_group(const cpf_model *model, const cpf__given *items, int64_t count, cpf_table *table)
{
    cpf__group_agreement agreement;
    int64_t row = cpf__table_add_row(table);
    cpf_status status = cpf__agreement_of_group(model->context, items, count, &agreement);

    if (status != CPF_OK || row < 0)
        return CPF_E_MEMORY;
    cpf__table_set_text(table, INDICATOR, row, model->indicators[items->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[items->period].code);
    cpf__table_set_text(table, CATEGORY, row, items->category);
    cpf__table_set_decimal(table, RATINGS, row, count);
    put_agreement(&agreement, table, row);
    return CPF_OK;
}

/* All that a period's named raters gave. */
typedef struct collected {
    CPF__VEC(cpf__given) items;
} collected;

static cpf_status collect_cell(const cpf__rating_book *book, const cpf__rating_cell *cell, collected *all)
{
    int64_t at = cell->begin, end;

    for (; at < cell->end; at = end) {
        const char *category = cpf__rating_text(book, CPF__RATING_CATEGORY, at);
        int64_t stop = at;
        cpf__ratio mean;
        cpf_status status;

        while (stop < cell->end && strcmp(category, cpf__rating_text(book, CPF__RATING_CATEGORY, stop)) == 0)
            stop++;
        status = cpf__rating_of_rater(book, cell, at, stop, &end, &mean);
        if (status == CPF_E_MISSING || (status == CPF_OK && !*cpf__rating_text(book, CPF__RATING_RATER, at)))
            continue;
        if (status != CPF_OK)
            return status;
        if (!cpf__vec_room(book->context, &all->items))
            return CPF_E_MEMORY;
        all->items.items[all->items.count++] = (cpf__given){cell->indicator,
                                                            cell->period,
                                                            cell->unit,
                                                            category,
                                                            cpf__rating_text(book, CPF__RATING_RATER, at),
                                                            (double)mean.num / (double)mean.den};
    }
    return CPF_OK;
}

static cpf_status put_groups(const cpf_model *model, const collected *all, cpf_table *table)
{
    const cpf__given *items = all->items.items;
    cpf_status status = CPF_OK;

    for (int64_t begin = 0, end; begin < all->items.count && status == CPF_OK; begin = end) {
        for (end = begin + 1; end < all->items.count && compare_cells(&items[begin], &items[end]) == 0;)
            end++;
        status = put_group(model, items + begin, end - begin, table);
    }
    return status;
}

static cpf_status fill(const cpf__stage_view *view, const cpf__rating_book *book, collected *all, cpf_table *table,
                       cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int64_t at = 0; at < book->count && status == CPF_OK;) {
        cpf__rating_cell cell = cpf__rating_cell_at(book, at);

        if (view->period == CPF_NONE || view->period == cell.period)
            status = collect_cell(book, &cell, all);
        if (status == CPF_E_RANGE)
            return cpf__rating_range(book, at, error);
        at = cell.end;
    }
    if (status == CPF_OK && all->items.count)
        qsort(all->items.items, (size_t)all->items.count, sizeof(cpf__given), compare_given);
    if (status == CPF_OK)
        status = put_groups(view->model, all, table);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

cpf_status cpf__agreement_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    collected all = {{NULL, 0, 0}};
    cpf__rating_book book;
    cpf_table *made;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_rating)->count)
        return CPF_OK;
    made = cpf__table_new(view->context, "agreement", 0, columns, COLUMNS);
    status = cpf__rating_book_open(&book, view->model);
    status = made && status == CPF_OK ? fill(view, &book, &all, made, error) : cpf__no_memory(error);
    cpf__vec_free(view->context, &all.items);
    cpf__rating_book_close(&book);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
