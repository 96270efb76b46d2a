/* SPDX-License-Identifier: MIT */
/* Ratings as tables, and as values of an indicator. */
#include <channelperf/review.h>

#include "rated_book.h"
#include "rating_scores.h"
#include "review_tables.h"

enum { UNIT, INDICATOR, PERIOD, CATEGORY, RATERS, MEAN, COUNTS, SHOWN, RAW_MEAN, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [CATEGORY] = {"category", {"Raters", "评价者类别"}, CPF_COLUMN_TEXT, 0},
    [RATERS] = {"raters", {"Number of raters", "评价人数"}, CPF_COLUMN_DECIMAL, 0},
    [MEAN] = {"mean", {"Mean", "平均分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [COUNTS] = {"counts", {"Counts", "计入"}, CPF_COLUMN_FLAG, 0},
    [SHOWN] = {"shown", {"Shown", "显示"}, CPF_COLUMN_FLAG, 0},
    [RAW_MEAN] = {"raw_mean", {"Mean without correction", "校正前平均分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
};

enum { SCORE_FORM = CATEGORY, SCORE_MAPPED, SCORE_RAW, SCORE_COLUMNS };

static const cpf__column score_columns[SCORE_COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [SCORE_FORM] = {"score", {"Score of the form", "评价表得分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [SCORE_MAPPED] = {"mapped", {"Score that counts", "计入得分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [SCORE_RAW] = {"raw", {"Score without correction", "校正前评价表得分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
};

static int64_t put_cell(const cpf__rated_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    const cpf_model *model = book->counted.model;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return row;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, cell->unit));
    cpf__table_set_text(table, INDICATOR, row, model->indicators[cell->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[cell->period].code);
    return row;
}

static void put_ratio(cpf_table *table, int32_t column, int64_t row, cpf__ratio value)
{
    int64_t shown;

    if (cpf__ratio_round(value, CPF__RATING_DECIMALS, CPF__HALF_UP, &shown) == CPF_OK)
        cpf__table_set_decimal(table, column, row, shown);
}

/* A mean that few raters made would tell who they are. */
static void put_category(const cpf__rated_book *book, const cpf__rating_cell *cell, const cpf__rated_category *category,
                         const cpf__rated_category *raw, cpf_table *table)
{
    int64_t row = put_cell(book, cell, table);
    int shown = category->raters >= cpf__rating_rule_value(&book->counted, cell, CPF__RATED_ANONYMOUS, 0);

    if (row < 0)
        return;
    cpf__table_set_text(table, CATEGORY, row, category->category);
    cpf__table_set_decimal(table, RATERS, row, category->raters);
    cpf__table_set_int(table, COUNTS, row, category->counts);
    cpf__table_set_int(table, SHOWN, row, shown);
    if (!shown)
        return;
    put_ratio(table, MEAN, row, category->mean);
    put_ratio(table, RAW_MEAN, row, raw->mean);
}

static cpf_status put_categories(const cpf__rated_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    cpf_status status = CPF_OK;

    for (int64_t at = cell->begin; at < cell->end && status == CPF_OK;) {
        cpf__rated_category category, raw;

        status = cpf__rating_category(&book->counted, cell, at, &category);
        if (status == CPF_OK)
            status = cpf__rating_category(&book->given, cell, at, &raw);
        if (status == CPF_OK)
            put_category(book, cell, &category, &raw, table);
        at = category.end;
    }
    return status;
}

enum { SCORES = SCORE_COLUMNS - SCORE_FORM };

/* The score on the form, on the scale that counts, and on the form without correction; rounded. */
static cpf_status score_of(const cpf__rated_book *book, const cpf__rating_cell *cell, int64_t shown[SCORES])
{
    cpf__ratio scores[SCORES];
    cpf_status status = cpf__rating_score(&book->counted, cell, &scores[0]);

    if (status == CPF_OK)
        status = cpf__rating_map(&book->counted, cell, scores[0], &scores[1]);
    if (status == CPF_OK)
        status = cpf__rating_score(&book->given, cell, &scores[2]);
    for (int i = 0; i < SCORES && status == CPF_OK; i++)
        status = cpf__ratio_round(scores[i], CPF__RATING_DECIMALS, CPF__HALF_UP, &shown[i]);
    return status;
}

static cpf_status put_score(const cpf__rated_book *book, const cpf__rating_cell *cell, cpf_table *table)
{
    int64_t shown[SCORES];
    cpf_status status = score_of(book, cell, shown);
    int64_t row = status == CPF_OK || status == CPF_E_MISSING ? put_cell(book, cell, table) : -1;

    for (int32_t i = 0; i < SCORES && status == CPF_OK && row >= 0; i++)
        cpf__table_set_decimal(table, SCORE_FORM + i, row, shown[i]);
    return status == CPF_E_MISSING ? CPF_OK : status;
}

/* What is done with each cell. */
typedef cpf_status cell_step(const cpf__rated_book *book, const cpf__rating_cell *cell, cpf_table *table);

static cpf_status each_cell(const cpf__rated_book *book, cpf_id period, cell_step *step, cpf_table *table,
                            cpf_error **error)
{
    for (int64_t at = 0; at < book->counted.count;) {
        cpf__rating_cell cell = cpf__rating_cell_at(&book->counted, at);

        if ((period == CPF_NONE || cell.period == period) && step(book, &cell, table) != CPF_OK)
            return cpf__rating_range(&book->counted, at, error);
        at = cell.end;
    }
    return CPF_OK;
}

static cpf_status make_table(const cpf__stage_view *view, cpf_table *made, cell_step *step, cpf_table **table,
                             cpf_error **error)
{
    cpf__rated_book book;
    cpf_status status = cpf__rated_book_open(&book, view->model, error);

    if (status == CPF_OK && !made)
        status = cpf__no_memory(error);
    if (status == CPF_OK)
        status = each_cell(&book, view->period, step, made, error);
    cpf__rated_book_close(&book);
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

    if (status == CPF_OK)
        status = cpf__rating_map(book, cell, score, &score);
    if (status == CPF_E_MISSING)
        return CPF_OK;
    if (status == CPF_OK)
        status = cpf__ratio_round(score, book->model->indicators[cell->indicator].decimals, CPF__HALF_UP, &value);
    if (status != CPF_OK)
        return cpf__rating_range(book, cell->begin, error);
    return cpf_facts_set(facts, 1, &cell->unit, &cell->indicator, &cell->period, &value, error);
}

cpf_status cpf_rate(const cpf_model *model, cpf_facts *facts, cpf_error **error)
{
    cpf__rated_book book;
    cpf_status status;

    if (!model || !facts)
        return cpf__bad_argument(model ? model->context : NULL, error, model ? "facts" : "model");
    status = cpf__rated_book_open(&book, model, error);
    for (int64_t at = 0; status == CPF_OK && at < book.counted.count;) {
        cpf__rating_cell cell = cpf__rating_cell_at(&book.counted, at);

        at = cell.end;
        status = set_value(&book.counted, &cell, facts, error);
    }
    cpf__rated_book_close(&book);
    return status;
}
