/* SPDX-License-Identifier: MIT */
/* How strict raters are, and what becomes of their ratings. */
#include "rated_book.h"
#include "rater_strictness.h"
#include "review_tables.h"

enum {
    INDICATOR,
    PERIOD,
    CATEGORY,
    RATER,
    RATINGS,
    MEAN,
    DEVIATION,
    ALL_MEAN,
    ALL_DEVIATION,
    FACTOR,
    SHARE,
    CORRECTED,
    WHY_NOT,
    COLUMNS
};
enum { FACTOR_DECIMALS = 4 };

static const cpf__column columns[COLUMNS] = {
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [CATEGORY] = {"category", {"Raters", "评价者类别"}, CPF_COLUMN_TEXT, 0},
    [RATER] = {"rater", {"Rater", "评价者"}, CPF_COLUMN_TEXT, 0},
    [RATINGS] = {"ratings", {"Ratings", "评分数"}, CPF_COLUMN_DECIMAL, 0},
    [MEAN] = {"mean", {"Own mean", "个人均值"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [DEVIATION] = {"deviation", {"Own deviation", "个人标准差"}, CPF_COLUMN_DECIMAL, CPF__DEVIATION_DECIMALS},
    [ALL_MEAN] = {"all_mean", {"Mean of all", "总体均值"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [ALL_DEVIATION] = {"all_deviation",
                       {"Deviation of all", "总体标准差"},
                       CPF_COLUMN_DECIMAL,
                       CPF__DEVIATION_DECIMALS},
    [FACTOR] = {"factor", {"Own mean / mean of all", "宽严系数"}, CPF_COLUMN_DECIMAL, FACTOR_DECIMALS},
    [SHARE] = {"share", {"Share of the correction", "校正比例"}, CPF_COLUMN_DECIMAL, FACTOR_DECIMALS},
    [CORRECTED] = {"corrected", {"Corrected", "已校正"}, CPF_COLUMN_FLAG, 0},
    [WHY_NOT] = {"why_not", {"Why not", "未校正原因"}, CPF_COLUMN_TEXT, 0},
};

static const char *const reasons[] = {
    [CPF__RATER_CORRECTED] = "",          [CPF__RATER_UNNAMED] = "unnamed",           [CPF__RATER_FEW] = "few_ratings",
    [CPF__RATER_NO_SPREAD] = "no_spread", [CPF__RATER_NOT_POSITIVE] = "not_positive",
};

static void put_ratio(cpf_table *table, int32_t column, int64_t row, cpf__ratio value)
{
    int64_t shown;

    if (cpf__ratio_round(value, columns[column].decimals, CPF__HALF_UP, &shown) == CPF_OK)
        cpf__table_set_decimal(table, column, row, shown);
}

/* What one person gave is nobody's business where the form promises that. */
static int may_show(const cpf__rating_book *book, const cpf__rater *rater, int64_t indicator)
{
    const cpf__records *rules = cpf__model_records(book->model, &cpf__record_rating_rule);
    int64_t rule = cpf__record_of_indicator(rules, indicator);

    return rule < 0 || rater->end - rater->begin >= cpf__record_value(rules, CPF__RATED_ANONYMOUS, rule);
}

static void put_figures(const cpf__strictness *strictness, const cpf__rater *rater, cpf_table *table, int64_t row)
{
    cpf__ratio factor;

    put_ratio(table, MEAN, row, rater->own.mean);
    cpf__table_set_decimal(table, DEVIATION, row, rater->own.deviation);
    if (cpf__ratio_div(rater->own.mean, rater->all.mean, &factor) == CPF_OK)
        put_ratio(table, FACTOR, row, factor);
    put_ratio(table, SHARE, row, cpf__strictness_share(strictness, rater));
}

static void put_rater(const cpf__strictness *strictness, const cpf__rater *rater, cpf_table *table)
{
    const cpf__rating_book *book = strictness->book;
    const cpf__records *records = cpf__model_records(book->model, &cpf__record_strictness);
    int64_t row = cpf__table_add_row(table), first = strictness->order[rater->begin];
    int64_t indicator = cpf__rating_id(book, CPF__RATING_INDICATOR, first);

    if (row < 0)
        return;
    cpf__table_set_text(table, INDICATOR, row, book->model->indicators[indicator].code);
    cpf__table_set_text(table, PERIOD, row,
                        book->model->calendar->periods[cpf__rating_id(book, CPF__RATING_PERIOD, first)].code);
    if (cpf__record_value(records, CPF__STRICTNESS_SCOPE, rater->record) == CPF__STRICT_IN_CATEGORY)
        cpf__table_set_text(table, CATEGORY, row, cpf__rating_text(book, CPF__RATING_CATEGORY, first));
    cpf__table_set_text(table, RATER, row, cpf__rating_text(book, CPF__RATING_RATER, first));
    cpf__table_set_decimal(table, RATINGS, row, rater->end - rater->begin);
    put_ratio(table, ALL_MEAN, row, rater->all.mean);
    cpf__table_set_decimal(table, ALL_DEVIATION, row, rater->all.deviation);
    if (may_show(book, rater, indicator))
        put_figures(strictness, rater, table, row);
    cpf__table_set_int(table, CORRECTED, row, rater->state == CPF__RATER_CORRECTED);
    cpf__table_set_text(table, WHY_NOT, row, reasons[rater->state]);
}

static cpf_status put_raters(const cpf__stage_view *view, const cpf__rating_book *book, cpf_table *table)
{
    cpf__strictness strictness;
    cpf__rater rater = {0};
    cpf_status status = cpf__strictness_open(&strictness, book);

    while (status == CPF_OK && (status = cpf__strictness_next(&strictness, &rater)) == CPF_OK) {
        int64_t period = cpf__rating_id(book, CPF__RATING_PERIOD, strictness.order[rater.begin]);

        if (view->period == CPF_NONE || view->period == period)
            put_rater(&strictness, &rater, table);
    }
    cpf__strictness_close(&strictness);
    return status == CPF_E_MISSING ? CPF_OK : status;
}

enum { OF_UNIT, OF_INDICATOR, OF_PERIOD, OF_CATEGORY, OF_RATER, OF_ITEM, RAW, COUNTED, VALUE_COLUMNS };

static const cpf__column value_columns[VALUE_COLUMNS] = {
    [OF_UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [OF_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [OF_PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [OF_CATEGORY] = {"category", {"Raters", "评价者类别"}, CPF_COLUMN_TEXT, 0},
    [OF_RATER] = {"rater", {"Rater", "评价者"}, CPF_COLUMN_TEXT, 0},
    [OF_ITEM] = {"item", {"Item", "评价项目"}, CPF_COLUMN_TEXT, 0},
    [RAW] = {"raw", {"As given", "原评分"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
    [COUNTED] = {"counted", {"As it counts", "校正后"}, CPF_COLUMN_DECIMAL, CPF__RATING_DECIMALS},
};

/* Whether ratings of an indicator are corrected, and their raters need not stay unknown. */
static int is_listed(const cpf_model *model, int64_t indicator)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_rating_rule);
    int64_t rule = cpf__record_of_indicator(rules, indicator);

    return cpf__record_of_indicator(cpf__model_records(model, &cpf__record_strictness), indicator) >= 0 &&
           (rule < 0 || !cpf__record_value(rules, CPF__RATED_ANONYMOUS, rule));
}

static void put_value(const cpf__rated_book *book, int64_t at, cpf_table *table)
{
    const cpf__rating_book *given = &book->given;
    const cpf_model *model = given->model;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return;
    cpf__table_set_text(table, OF_UNIT, row,
                        cpf_model_unit_code(model, (cpf_id)cpf__rating_id(given, CPF__RATING_UNIT, at)));
    cpf__table_set_text(table, OF_INDICATOR, row,
                        model->indicators[cpf__rating_id(given, CPF__RATING_INDICATOR, at)].code);
    cpf__table_set_text(table, OF_PERIOD, row,
                        model->calendar->periods[cpf__rating_id(given, CPF__RATING_PERIOD, at)].code);
    cpf__table_set_text(table, OF_CATEGORY, row, cpf__rating_text(given, CPF__RATING_CATEGORY, at));
    cpf__table_set_text(table, OF_RATER, row, cpf__rating_text(given, CPF__RATING_RATER, at));
    cpf__table_set_text(table, OF_ITEM, row, cpf__rating_text(given, CPF__RATING_ITEM, at));
    cpf__table_set_decimal(table, RAW, row, given->values[at]);
    cpf__table_set_decimal(table, COUNTED, row, book->counted.values[at]);
}

static void put_values(const cpf__stage_view *view, const cpf__rated_book *book, cpf_table *table)
{
    for (int64_t at = 0; at < book->given.count; at++)
        if ((view->period == CPF_NONE || view->period == cpf__rating_id(&book->given, CPF__RATING_PERIOD, at)) &&
            is_listed(view->model, cpf__rating_id(&book->given, CPF__RATING_INDICATOR, at)))
            put_value(book, at, table);
}

static int is_asked(const cpf__stage_view *view)
{
    return cpf__model_records(view->model, &cpf__record_rating)->count &&
           cpf__model_records(view->model, &cpf__record_strictness)->count;
}

/* Opens the ratings as they count, so that what does not fit is told the same way everywhere. */
static cpf_status make_table(const cpf__stage_view *view, cpf_table *made, int values, cpf_table **table,
                             cpf_error **error)
{
    cpf__rated_book book;
    cpf_status status = cpf__rated_book_open(&book, view->model, error);

    if (status == CPF_OK && values)
        put_values(view, &book, made);
    if (status == CPF_OK && !values && put_raters(view, &book.given, made) != CPF_OK)
        status = cpf__no_memory(error);
    cpf__rated_book_close(&book);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}

cpf_status cpf__strictness_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_asked(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "strictness", 0, columns, COLUMNS), 0, table, error);
}

cpf_status cpf__corrected_ratings_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_asked(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "corrected_ratings", 0, value_columns, VALUE_COLUMNS), 1,
                      table, error);
}
