/* SPDX-License-Identifier: MIT */
/* How strict each rater is, and what the ratings are without that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "map.h"
#include "severity.h"
#include "table_formats.h"
#include "text.h"

enum { RATERS_MOST = 1000, SOUGHT_RATERS_MOST = 100, TRIPLE = 3 };

#define PARAM_RATINGS                                                                                                  \
    {                                                                                                                  \
        "ratings", "ratee, rater and rating", "被评者、评分人、评分", "list of lists of code, code and number", NULL,  \
            NULL, "none"                                                                                               \
    }

static const cpf_param fixed_params[] = {PARAM_RATINGS};

static const cpf_param random_params[] = {
    PARAM_RATINGS,
    {"y", "values; instead of ratings, with row and col", "数值（代替 ratings，与 row、col 配合）", "list of numbers",
     NULL, NULL, "none"},
    {"row", "row of each value: who is rated", "各值所属行（被评者）", "list of codes", NULL, NULL, "none"},
    {"col", "column of each value: who rates", "各值所属列（评分人）", "list of codes", NULL, NULL, "none"},
    {"var_ratee", "variance of ratees; without it all three are estimated", "被评者方差；缺省时三者均由数据估计",
     "number from 0", "0", NULL, "none"},
    {"var_rater", "variance of raters", "评分人方差", "number from 0", "0", NULL, "none"},
    {"var_error", "variance of errors", "误差方差", "number above 0", "0", NULL, "none"},
    {"sd_row", "deviation of rows, instead of var_ratee", "行标准差（代替 var_ratee）", "number from 0", "0", NULL,
     "none"},
    {"sd_col", "deviation of columns", "列标准差", "number from 0", "0", NULL, "none"},
    {"sd_error", "deviation of errors", "误差标准差", "number above 0", "0", NULL, "none"},
};

/* Ratings being read: codes are numbered as they are first met, then as people expect them. */
typedef struct reading {
    cpf__rating *ratings;
    cpf__rated rated;
    cpf__map *codes[2]; /* of ratees and of raters */
} reading;

static int32_t code_at(cpf__call *call, cpf__map *codes, int32_t node)
{
    const char *text = cpf__call_scalar(call, node);
    int32_t id = codes && call->status == CPF_OK ? cpf__map_add(codes, text, (int64_t)strlen(text), NULL) : CPF_NONE;

    if (id == CPF_NONE)
        cpf__call_failed(call, CPF_E_MEMORY);
    return id;
}

static void read_triples(cpf__call *call, int32_t node, reading *read)
{
    int64_t count = cpf__call_list(call, node, -1), i = 0;

    read->ratings = cpf__call_take(call, count, sizeof *read->ratings);
    read->rated.count = count;
    for (int32_t at = count ? cpf__json_child(call->json, node) : CPF_NONE; at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at), i++) {
        int32_t part;

        if (!cpf__call_list(call, at, TRIPLE))
            return;
        part = cpf__json_child(call->json, at);
        read->ratings[i].ratee = code_at(call, read->codes[0], part);
        part = cpf__json_sibling(call->json, part);
        read->ratings[i].rater = code_at(call, read->codes[1], part);
        if (call->status == CPF_OK)
            read->ratings[i].value = cpf__call_double_at(call, cpf__json_sibling(call->json, part), CPF__ANY_NUMBER);
    }
}

static void read_codes(cpf__call *call, const char *name, int64_t count, cpf__map *codes, cpf__rating *ratings,
                       int rater)
{
    int32_t node = cpf__call_find(call, name), at;

    if (node == CPF_NONE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_NEEDS, name, NULL, NULL);
    at = cpf__call_list(call, node, count) ? cpf__json_child(call->json, node) : CPF_NONE;
    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at))
        *(rater ? &ratings[i].rater : &ratings[i].ratee) = code_at(call, codes, at);
}

static void read_columns(cpf__call *call, int32_t node, reading *read)
{
    cpf__doubles values = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);

    read->ratings = cpf__call_take(call, values.count, sizeof *read->ratings);
    read->rated.count = values.count;
    for (int64_t i = 0; i < values.count && call->status == CPF_OK; i++)
        read->ratings[i].value = values.items[i];
    read_codes(call, "row", values.count, read->codes[0], read->ratings, 0);
    read_codes(call, "col", values.count, read->codes[1], read->ratings, 1);
}

typedef struct named {
    const char *code;
    int32_t id;
} named;

static int by_code(const void *a, const void *b)
{
    return cpf__code_compare(((const named *)a)->code, ((const named *)b)->code);
}

static int by_ratee(const void *a, const void *b)
{
    const cpf__rating *x = a, *y = b;

    if (x->ratee != y->ratee)
        return x->ratee < y->ratee ? -1 : 1;
    if (x->rater != y->rater)
        return x->rater < y->rater ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Numbers the codes anew in their own order, and answers them. */
static void order_codes(cpf__call *call, reading *read, int side, const char *name)
{
    int32_t count = cpf__map_count(read->codes[side]);
    named *all = cpf__call_take(call, count, sizeof *all);
    int32_t *place = cpf__call_take(call, count, sizeof *place);

    if (call->status != CPF_OK)
        return;
    for (int32_t i = 0; i < count; i++)
        all[i] = (named){cpf__map_code(read->codes[side], i), i};
    qsort(all, (size_t)count, sizeof *all, by_code);
    cpf__answer_name(call, name);
    for (int32_t i = 0; i < count; i++) {
        place[all[i].id] = i;
        cpf__text_add(call->answer, i ? ", " : "[");
        cpf__json_string(call->answer, all[i].code);
    }
    cpf__text_add(call->answer, "]");
    for (int64_t i = 0; i < read->rated.count; i++) {
        int32_t *id = side ? &read->ratings[i].rater : &read->ratings[i].ratee;

        *id = place[*id];
    }
}

/* All that a severity method needs; 0 when the call has failed, or has been answered because there is nothing. */
static int read_rated(cpf__call *call, reading *read)
{
    int32_t node = cpf__call_find(call, "ratings"), columns = CPF_NONE;
    int has_columns = call->entry->param_count > 1;

    if (has_columns)
        columns = cpf__call_find(call, "y");
    if (has_columns && (node == CPF_NONE) == (columns == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "ratings", "y", NULL);
    for (int side = 0; side < 2; side++)
        if (!(read->codes[side] = cpf__map_new(call->context)))
            cpf__call_failed(call, CPF_E_MEMORY);
    if (call->status == CPF_OK && columns == CPF_NONE)
        read_triples(call, node, read);
    else if (call->status == CPF_OK)
        read_columns(call, columns, read);
    if (call->status != CPF_OK)
        return 0;
    read->rated.ratings = read->ratings;
    read->rated.ratees = cpf__map_count(read->codes[0]);
    read->rated.raters = cpf__map_count(read->codes[1]);
    if (read->rated.raters > RATERS_MOST)
        cpf__call_fail(call, columns == CPF_NONE ? node : columns, CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    order_codes(call, read, 0, columns == CPF_NONE ? "ratees" : "rows");
    order_codes(call, read, 1, columns == CPF_NONE ? "raters" : "cols");
    qsort(read->ratings, (size_t)read->rated.count, sizeof *read->ratings, by_ratee);
    return call->status == CPF_OK;
}

static void close_reading(reading *read)
{
    cpf__map_free(read->codes[0]);
    cpf__map_free(read->codes[1]);
}

typedef struct severity_work {
    double *scratch;
    cpf__severity_effects effects;
} severity_work;

static severity_work take_work(cpf__call *call, const cpf__rated *rated)
{
    severity_work work = {
        cpf__call_take(call, cpf__severity_room(rated->raters), sizeof(double)),
        {0, cpf__call_take(call, rated->ratees, sizeof(double)), cpf__call_take(call, rated->raters, sizeof(double))}};

    return work;
}

/* Severities are compared only where ratings tie raters together. */
static int hangs_together(cpf__call *call, const cpf__rated *rated)
{
    int64_t nodes = (int64_t)rated->ratees + rated->raters;
    int32_t *part = cpf__call_take(call, nodes, sizeof *part), parts;
    cpf__numbers numbers = {cpf__call_take(call, nodes, sizeof(int64_t)), NULL, rated->ratees};

    if (call->status != CPF_OK)
        return 0;
    parts = cpf__severity_parts(rated, part);
    if (parts == 1)
        return 1;
    for (int64_t i = 0; i < nodes; i++)
        numbers.items[i] = part[i];
    cpf__answer_null(call, "mu");
    cpf__answer_text(call, "reason", parts ? "not_connected" : "too_few");
    cpf__answer_whole(call, "components", parts);
    cpf__answer_numbers(call, "ratee_component", numbers, 0);
    numbers.items += rated->ratees;
    numbers.count = rated->raters;
    cpf__answer_numbers(call, "rater_component", numbers, 0);
    return 0;
}

static void answer_fixed(cpf__call *call, const cpf__rated *rated, severity_work *work)
{
    double *raw = cpf__call_take(call, rated->ratees, sizeof *raw),
           *counts = cpf__call_take(call, rated->ratees, sizeof *counts);

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < rated->count; i++) {
        raw[rated->ratings[i].ratee] += rated->ratings[i].value;
        counts[rated->ratings[i].ratee]++;
    }
    for (int32_t i = 0; i < rated->ratees; i++) {
        raw[i] /= counts[i];
        work->effects.ratee[i] += work->effects.mean;
    }
    cpf__answer_double(call, "mu", work->effects.mean);
    cpf__answer_doubles(call, "ratee_adjusted", work->effects.ratee, rated->ratees);
    cpf__answer_doubles(call, "rater_effect", work->effects.rater, rated->raters);
    cpf__answer_doubles(call, "ratee_raw_mean", raw, rated->ratees);
}

static void run_fixed(cpf__call *call)
{
    reading read = {0};

    if (read_rated(call, &read) && hangs_together(call, &read.rated)) {
        severity_work work = take_work(call, &read.rated);

        if (call->status == CPF_OK && cpf__severity_fixed(&read.rated, work.scratch, &work.effects) != CPF_OK)
            cpf__call_fail(call, cpf__call_find(call, "ratings"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
        else
            answer_fixed(call, &read.rated, &work);
    }
    close_reading(&read);
}

/* A variance, or a deviation squared; -1 when neither is given. */
static double read_variance(cpf__call *call, const char *variance, const char *deviation, cpf__sense sense)
{
    double value = cpf__call_double(call, deviation, -1, sense);

    if (cpf__call_find(call, deviation) == CPF_NONE)
        return cpf__call_double(call, variance, -1, sense);
    if (cpf__call_find(call, variance) != CPF_NONE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, variance, deviation, NULL);
    return value * value;
}

/* Whether they are given: all three or none. */
static int read_variances(cpf__call *call, cpf__severities *variances)
{
    int given;

    variances->ratee = read_variance(call, "var_ratee", "sd_row", CPF__NOT_NEGATIVE);
    variances->rater = read_variance(call, "var_rater", "sd_col", CPF__NOT_NEGATIVE);
    variances->error = read_variance(call, "var_error", "sd_error", CPF__ABOVE_ZERO);
    given = (variances->ratee >= 0) + (variances->rater >= 0) + (variances->error >= 0);
    if (given > 0 && given < TRIPLE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_NEEDS,
                       variances->ratee < 0   ? "var_ratee"
                       : variances->rater < 0 ? "var_rater"
                                              : "var_error",
                       NULL, NULL);
    return given > 0;
}

static void answer_random(cpf__call *call, const reading *read, const severity_work *work,
                          const cpf__severities *variances)
{
    int columns = cpf__call_find(call, "ratings") == CPF_NONE;

    cpf__answer_double(call, "mu", work->effects.mean);
    cpf__answer_doubles(call, columns ? "row_effect" : "ratee_effect", work->effects.ratee, read->rated.ratees);
    cpf__answer_doubles(call, columns ? "col_effect" : "rater_effect", work->effects.rater, read->rated.raters);
    cpf__answer_double(call, columns ? "sd_row" : "var_ratee", columns ? sqrt(variances->ratee) : variances->ratee);
    cpf__answer_double(call, columns ? "sd_col" : "var_rater", columns ? sqrt(variances->rater) : variances->rater);
    cpf__answer_double(call, columns ? "sd_error" : "var_error", columns ? sqrt(variances->error) : variances->error);
}

static void answer_severities(cpf__call *call, const reading *read)
{
    severity_work work = take_work(call, &read->rated);
    cpf__severities variances;
    int given = read_variances(call, &variances);
    cpf_status status = CPF_OK;

    if (!given && read->rated.raters > SOUGHT_RATERS_MOST)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_SIZE, "100", NULL, NULL);
    if (call->status == CPF_OK && !given)
        status = read->rated.count < 2 ? CPF_E_DATA
                                       : cpf__severity_variances(&read->rated, work.scratch, &work.effects, &variances);
    if (call->status != CPF_OK)
        return;
    if (status == CPF_OK)
        status = cpf__severity_random(&read->rated, &variances, work.scratch, &work.effects);
    if (status == CPF_OK) {
        answer_random(call, read, &work, &variances);
    } else if (status == CPF_E_DATA) {
        cpf__answer_null(call, "mu");
        cpf__answer_text(call, "reason", "no_spread");
    } else {
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    }
}

static void run_random(cpf__call *call)
{
    reading read = {0};

    if (read_rated(call, &read) && hangs_together(call, &read.rated))
        answer_severities(call, &read);
    close_reading(&read);
}

const cpf__call_row cpf__methods_severity[CPF__SEVERITY_METHODS] = {
    {{{"severity_fixed", "Strictness of raters, fixed", "评分人宽严（固定效应）",
       "What ratees are worth when every rater were equally strict, by least squares.",
       "以最小二乘法消除评分人宽严差异。", "rating = mu + ratee + rater; effects of each sum to 0",
       "Searle 1971, Linear Models", CPF__PARAMS(fixed_params)},
      "ratees, raters: their order below; mu; ratee_adjusted; rater_effect: above 0 is lenient; ratee_raw_mean; mu "
      "null with reason too_few or not_connected "
      "and the components where raters cannot be compared"},
     run_fixed},
    {{{"blup_crossed", "Strictness of raters, at random", "评分人宽严（随机效应）",
       "As severity_fixed, drawn towards the mean the more, the fewer ratings there are.",
       "考虑评分数量向均值收缩的宽严校正。",
       "rating = mu + ratee + rater + error, Henderson's equations; variances given, or by restricted maximum "
       "likelihood",
       "Henderson 1975; Patterson & Thompson 1971", CPF__PARAMS(random_params)},
      "ratees, raters (or rows, cols); mu; ratee_effect, rater_effect (row_effect, col_effect); the variances (or "
      "deviations) used; mu null with reason too_few, "
      "not_connected or no_spread"},
     run_random},
};
