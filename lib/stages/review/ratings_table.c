/* SPDX-License-Identifier: MIT */
/* Ratings as tables, and as values of an indicator. */
#include <channelperf/review.h>

#include "rating_scores.h"
#include "review_messages.h"
#include "review_tables.h"

enum { UNIT, INDICATOR, PERIOD, CATEGORY, RATERS, MEAN, COUNTS, SHOWN, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [CATEGORY] = {"category", {"Raters", "评价者类别"}, CPF_COLUMN_TEXT, 0},
    [RATERS] = {"raters", {"Number of raters", "评价人数"}, CPF_COLUMN_DECIMAL, 0},
    [MEAN] = {"mean", {"Mean", "平均分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [COUNTS] = {"counts", {"Counts", "计入"}, CPF_COLUMN_FLAG, 0},
    [SHOWN] = {"shown", {"Shown", "显示"}, CPF_COLUMN_FLAG, 0},
};

enum { SCORE_RAW = CATEGORY, SCORE_MAPPED, SCORE_COLUMNS };

static const cpf__column score_columns[SCORE_COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [SCORE_RAW] = {"score", {"Score of the form", "评价表得分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [SCORE_MAPPED] = {"mapped", {"Score that counts", "计入得分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
};

static int64_t put_cell(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return row;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(book->model, cell->unit));
    cpf__table_set_text(table, INDICATOR, row, book->model->indicators[cell->indicator].code);
    cpf__table_set_text(table, PERIOD, row, book->model->calendar->periods[cell->period].code);
    return row;
}

/* A mean that few raters made would tell who they are. */
static void put_category(const cpf__rating_book *book, const cpf__rating_cell *cell,
                         const cpf__rated_category *category, cpf_table *table)
{
    int64_t row = put_cell(book, cell, table), mean;
    int shown = category->raters >= cpf__rating_rule_value(book, cell, CPF__RATED_ANONYMOUS, 0);

    if (row < 0)
        return;
    cpf__table_set_text(table, CATEGORY, row, category->category);
    cpf__table_set_decimal(table, RATERS, row, category->raters);
    cpf__table_set_int(table, COUNTS, row, category->counts);
    cpf__table_set_int(table, SHOWN, row, shown);
    if (shown && cpf__ratio_round(category->mean, CPF__RATING_DECIMALS, CPF__HALF_UP, &mean) == CPF_OK)
        cpf__table_set_decimal(table, MEAN, row, mean);
}

static cpf_status put_categories(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    cpf_status status = CPF_OK;

    for (int64_t at = cell->begin; at < cell->end && status == CPF_OK;) {
        cpf__rated_category category;

        status = cpf__rating_category(book, cell, at, &category);
        at = category.end;
        if (status == CPF_OK)
            put_category(book, cell, &category, table);
    }
    return status;
}

static cpf_status put_score(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    cpf__ratio score, mapped;
    int64_t raw, counted, row;
    cpf_status status = cpf__rating_score(book, cell, &score);

    if (status == CPF_OK)
        status = cpf__rating_map(book, cell, score, &mapped);
    if (status == CPF_OK)
        status = cpf__ratio_round(score, CPF__RATING_DECIMALS, CPF__HALF_UP, &raw);
    if (status == CPF_OK)
        status = cpf__ratio_round(mapped, CPF__RATING_DECIMALS, CPF__HALF_UP, &counted);
    row = status == CPF_OK || status == CPF_E_MISSING ? put_cell(book, cell, table) : -1;
    if (status != CPF_OK || row < 0)
        return status == CPF_E_MISSING ? CPF_OK : status;
    cpf__table_set_decimal(table, SCORE_RAW, row, raw);
    cpf__table_set_decimal(table, SCORE_MAPPED, row, counted);
    return CPF_OK;
}

/* What is done with each cell. */
typedef cpf_status cell_step(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_table *table);

static cpf_status tell_range(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_error **error)
{
    cpf__place place = {.subject = cpf_model_unit_code(book->model, cell->unit)};

    return cpf__find(book->context, error, &place, &cpf__review_messages[CPF__REVIEW_RATING_RANGE], place.subject);
}

static cpf_status each_cell(const cpf__rating_book *book, cpf_id period, cell_step *step, cpf_table *table,
                            cpf_error **error)
{
    for (int64_t at = 0; at < book->count;) {
        cpf__rating_cell cell = cpf__rating_cell_at(book, at);

        at = cell.end;
        if ((period == CPF_NONE || cell.period == period) && step(book, &cell, table) != CPF_OK)
            return tell_range(book, &cell, error);
    }
    return CPF_OK;
}

static cpf_status make_table(const cpf__stage_view *view, cpf_table *made, cell_step *step, cpf_table **table,
                             cpf_error **error)
{
    cpf__rating_book book;
    cpf_status status = cpf__rating_book_open(&book, view->model);

    if (status == CPF_OK && made)
        status = each_cell(&book, view->period, step, made, error);
    else
        status = cpf__no_memory(error);
    cpf__rating_book_close(&book);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}

static int is_rated(const cpf__stage_view *view)
{
    return cpf__model_records(view->model, &cpf__record_rating)->count > 0;
}

cpf_status cpf__ratings_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_rated(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "ratings", 0, columns, COLUMNS), put_categories, table,
                      error);
}

cpf_status cpf__rating_scores_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_rated(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "rating_scores", 0, score_columns, SCORE_COLUMNS), put_score,
                      table, error);
}

static cpf_status set_value(const cpf__rating_book *book, const cpf__rating_cell *cell, cpf_facts *facts,
                            cpf_error **error)
{
    cpf__ratio score;
    int64_t value;
    cpf_status status = cpf__rating_score(book, cell, &score);

    if (status == CPF_E_MISSING)
        return CPF_OK;
    if (status == CPF_OK)
        status = cpf__rating_map(book, cell, score, &score);
    if (status == CPF_OK)
        status = cpf__ratio_round(score, book->model->indicators[cell->indicator].decimals, CPF__HALF_UP, &value);
    if (status != CPF_OK)
        return tell_range(book, cell, error);
    return cpf_facts_set(facts, 1, &cell->unit, &cell->indicator, &cell->period, &value, error);
}

cpf_status cpf_rate(const cpf_model *model, cpf_facts *facts, cpf_error **error)
{
    cpf__rating_book book;
    cpf_status status;

    if (!model || !facts)
        return cpf__bad_argument(model ? model->context : NULL, error, model ? "facts" : "model");
    status = cpf__rating_book_open(&book, model);
    if (status != CPF_OK)
        status = cpf__no_memory(error);
    for (int64_t at = 0; status == CPF_OK && at < book.count;) {
        cpf__rating_cell cell = cpf__rating_cell_at(&book, at);

        at = cell.end;
        status = set_value(&book, &cell, facts, error);
    }
    cpf__rating_book_close(&book);
    return status;
}
