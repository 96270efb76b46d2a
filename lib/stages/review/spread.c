/* SPDX-License-Identifier: MIT */
/* How results spread: a mean alone hides that half of the people are far below it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "map.h"
#include "mem.h"
#include "moments.h"
#include "review_tables.h"

enum { PERIOD, SCORECARD, COUNT, MISSING, MEAN, MEDIAN, LOWEST, HIGHEST, REACHED, SHARE, DEVIATION, COLUMNS };
enum { FULL_POINTS = 100, SHARE_DECIMALS = 4 };

static const cpf__column columns[COLUMNS] = {
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [COUNT] = {"count", {"With a total", "有总分人数"}, CPF_COLUMN_DECIMAL, 0},
    [MISSING] = {"missing", {"Without a total", "无总分人数"}, CPF_COLUMN_DECIMAL, 0},
    [MEAN] = {"mean", {"Mean", "平均分"}, CPF_COLUMN_DECIMAL, 2},
    [MEDIAN] = {"median", {"Median", "中位数"}, CPF_COLUMN_DECIMAL, 2},
    [LOWEST] = {"lowest", {"Lowest total", "最低总分"}, CPF_COLUMN_DECIMAL, 2},
    [HIGHEST] = {"highest", {"Highest total", "最高总分"}, CPF_COLUMN_DECIMAL, 2},
    [REACHED] = {"reached", {"At 100 or above", "达到 100 分人数"}, CPF_COLUMN_DECIMAL, 0},
    [SHARE] = {"share", {"Their share", "达标人数占比"}, CPF_COLUMN_DECIMAL, SHARE_DECIMALS},
    [DEVIATION] = {"deviation", {"Standard deviation", "标准差"}, CPF_COLUMN_FLOAT, 0},
};

/* A subject. */
typedef struct subject_total {
    const char *card;
    int64_t total; /* in steps of the period's finest decimals */
    int missing;
} subject_total;

/* The subjects of a period, by scorecard, those with a total first, the lowest first. */
typedef struct spread {
    const cpf__stage_view *view;
    int32_t decimals;
    int64_t count;
    subject_total *subjects;
    double *values; /* scratch: totals in points */
} spread;

static int compare_subjects(const void *left, const void *right)
{
    const subject_total *a = left, *b = right;
    int order = cpf__code_compare(a->card, b->card);

    order = order ? order : strcmp(a->card, b->card);
    order = order ? order : a->missing - b->missing;
    return order ? order : (a->total > b->total) - (a->total < b->total);
}

static int32_t finest_decimals(const cpf_model *model, const cpf__result *result)
{
    int32_t finest = 0, decimals;
    int64_t total;

    for (cpf_id unit = 0; unit < cpf_model_unit_count(model); unit++) {
        if (cpf__result_total(result, unit, &total, &decimals) && decimals > finest)
            finest = decimals;
    }
    return finest;
}

static cpf_status gather_subjects(spread *of, const cpf__result *result)
{
    const cpf_model *model = of->view->model;
    cpf_status status = CPF_OK;

    of->decimals = finest_decimals(model, result);
    of->count = 0;
    for (cpf_id unit = 0; unit < cpf_model_unit_count(model) && status == CPF_OK; unit++) {
        subject_total *subject = &of->subjects[of->count];
        int32_t decimals;

        if (result->row_of_unit[unit] < 0)
            continue;
        *subject = (subject_total){.card = cpf__result_scorecard(result, unit)};
        subject->missing = !cpf__result_total(result, unit, &subject->total, &decimals);
        if (!subject->missing)
            status = cpf__rescale(subject->total, decimals, of->decimals, -1, &subject->total);
        of->count++;
    }
    qsort(of->subjects, (size_t)of->count, sizeof *of->subjects, compare_subjects);
    return status;
}

/* What the n totals of a card, the lowest first, say; n > 0. Means lie between totals, so that they are in range. */
static void fill_totals(const spread *of, const subject_total *sorted, int64_t n, cpf_table *table, int64_t row)
{
    int64_t mean = 0, median = 0, share = 0, reached = 0, full = FULL_POINTS * cpf__pow10(of->decimals);
    cpf__i128 sum = 0;

    for (int64_t i = 0; i < n; i++) {
        sum += sorted[i].total;
        reached += sorted[i].total >= full;
        of->values[i] = (double)sorted[i].total / (double)cpf__pow10(of->decimals);
    }
    (void)cpf__divide(sum, n, CPF__HALF_UP, &mean);
    (void)cpf__divide((cpf__i128)sorted[(n - 1) / 2].total + sorted[n / 2].total, 2, CPF__HALF_UP, &median);
    (void)cpf__muldiv(reached, cpf__pow10(SHARE_DECIMALS), n, CPF__HALF_UP, &share);
    cpf__table_set_scaled(table, MEAN, row, mean, of->decimals);
    cpf__table_set_scaled(table, MEDIAN, row, median, of->decimals);
    cpf__table_set_scaled(table, LOWEST, row, sorted[0].total, of->decimals);
    cpf__table_set_scaled(table, HIGHEST, row, sorted[n - 1].total, of->decimals);
    cpf__table_set_decimal(table, REACHED, row, reached);
    cpf__table_set_decimal(table, SHARE, row, share);
    cpf__table_set_float(table, DEVIATION, row,
                         sqrt(cpf__squares_around(of->values, n, cpf__mean(of->values, n, 1)) / (double)n));
}

/* One row a scorecard. */
static void fill_period(const spread *of, cpf_id period, cpf_table *table)
{
    for (int64_t begin = 0, end; begin < of->count; begin = end) {
        const subject_total *first = &of->subjects[begin];
        int64_t row = cpf__table_add_row(table), with = 0;

        for (end = begin; end < of->count && strcmp(of->subjects[end].card, first->card) == 0; end++)
            with += !of->subjects[end].missing;
        cpf__table_set_text(table, PERIOD, row, of->view->model->calendar->periods[period].code);
        cpf__table_set_text(table, SCORECARD, row, first->card);
        cpf__table_set_decimal(table, COUNT, row, with);
        cpf__table_set_decimal(table, MISSING, row, end - begin - with);
        if (with)
            fill_totals(of, first, with, table, row);
    }
}

static cpf_status fill_results(spread *of, const cpf__results *results, cpf_table *table, cpf_error **error)
{
    for (int32_t i = 0; i < results->count; i++) {
        const cpf__result *result = &results->items[i];

        if (of->view->period != CPF_NONE && of->view->period != result->period)
            continue;
        if (gather_subjects(of, result) != CPF_OK)
            return cpf__bad_argument(of->view->context, error, "results");
        fill_period(of, result->period, table);
    }
    return CPF_OK;
}

cpf_status cpf__spread_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    int32_t units = cpf_model_unit_count(view->model);
    spread of = {.view = view};
    cpf__results results;
    cpf_table *made;
    cpf_status status;

    if (!cpf_tables_count(view->earlier))
        return CPF_OK;
    status = cpf__results_open(view, &results, error);
    if (status != CPF_OK)
        return status;
    made = cpf__table_new(view->context, "spread", 0, columns, COLUMNS);
    of.subjects = cpf__alloc(view->context, units, sizeof *of.subjects);
    of.values = cpf__alloc(view->context, units, sizeof *of.values);
    status = made && of.subjects && of.values ? fill_results(&of, &results, made, error) : cpf__no_memory(error);
    if (status == CPF_OK) {
        status = cpf__table_done(made, table, error);
        made = NULL;
    }
    cpf_table_free(made);
    cpf__free(view->context, of.subjects);
    cpf__free(view->context, of.values);
    cpf__results_close(&results);
    return status;
}
