/* SPDX-License-Identifier: MIT */
/* Scores: standardized, as places among others, along a curve; attainment. */
#include <math.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "scores.h"
#include "sort_doubles.h"

enum { DIGITS_MOST = 15, PAIR = 2, LEAST_PARTS = 3, MOST_PARTS = 4 };

static const cpf_param standard_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"ddof", "what is taken off n in the variance", "方差分母中扣除的自由度", "0 or 1", "0", "1", "0"},
};

static const cpf_param place_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"score", "whose place is asked for; or give scores", "所求得分（或给出 scores）", "number", NULL, NULL, "none"},
    {"scores", "several of them", "多个得分", "list of numbers", NULL, NULL, "none"},
    {"kind", "what counts", "百分位的定义", "rank|weak|strict|mean|excel_inc|excel_exc", NULL, NULL, "rank"},
    {"truncate_digits", "decimals after which the kinds of spreadsheets are cut", "电子表格口径截断的小数位数",
     "decimals", "0", "15", "3"},
};

static const cpf_param curve_params[] = {
    {"knots", "pairs of attainment and score, attainment rising", "完成率与得分的节点，完成率递增",
     "list of lists of 2 numbers", NULL, NULL, NULL},
    {"attainment", "attainments", "完成率", "list of numbers", NULL, NULL, NULL},
};

static const cpf_param attain_params[] = {
    {"cases", "actual, target, higher or lower, and a baseline where there is one",
     "实际、目标、方向（higher 或 lower）及可选基数", "list of lists", NULL, NULL, NULL},
};

static void run_standard(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x");
    cpf__doubles x = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);
    int64_t less = cpf__call_whole(call, "ddof", 0, 1);
    double *z = cpf__call_take(call, x.count, sizeof *z);

    cpf__call_squares(call, node, x);
    if (call->status != CPF_OK)
        return;
    if (cpf__standardize(x.items, x.count, less, z)) {
        cpf__answer_doubles(call, "z", z, x.count);
    } else {
        cpf__answer_null(call, "z");
        cpf__answer_text(call, "reason", x.count > less ? "no_spread" : "too_few");
    }
}

static void run_place(cpf__call *call)
{
    int32_t one = cpf__call_find(call, "score"), many = cpf__call_find(call, "scores");
    cpf__doubles x = cpf__call_doubles(call, cpf__call_find(call, "x"), -1, NULL, CPF__ANY_NUMBER), scores = {NULL, 1};
    cpf__place_kind kind = (cpf__place_kind)cpf__call_word(call, "kind");
    int32_t digits = (int32_t)cpf__call_whole(call, "truncate_digits", 0, DIGITS_MOST);
    double *places;

    if ((one == CPF_NONE) == (many == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "score", "scores", NULL);
    if (many != CPF_NONE)
        scores = cpf__call_doubles(call, many, -1, NULL, CPF__ANY_NUMBER);
    places = cpf__call_take(call, scores.count, sizeof *places);
    if (call->status == CPF_OK && one != CPF_NONE)
        places[0] = cpf__call_double_at(call, one, CPF__ANY_NUMBER);
    if (call->status != CPF_OK)
        return;
    cpf__sort_doubles(x.items, x.count);
    for (int64_t i = 0; i < scores.count; i++) {
        double score = one == CPF_NONE ? scores.items[i] : places[i];

        places[i] = x.count ? cpf__place_among(x.items, x.count, score, kind) : NAN;
        if (kind >= CPF__PLACE_INC && !isnan(places[i]))
            places[i] = cpf__cut_decimals(places[i], digits);
    }
    if (one == CPF_NONE)
        cpf__answer_doubles(call, "percentile", places, scores.count);
    else
        cpf__answer_double(call, "percentile", places[0]);
    if (!x.count)
        cpf__answer_text(call, "reason", "too_few");
}

static void run_curve(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "knots");
    cpf__matrix knots = cpf__call_matrix(call, node, NULL, CPF__ANY_NUMBER);
    cpf__doubles x = cpf__call_doubles(call, cpf__call_find(call, "attainment"), -1, NULL, CPF__ANY_NUMBER);
    double *scores = cpf__call_take(call, x.count, sizeof *scores);

    if (call->status == CPF_OK && !knots.rows)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (call->status == CPF_OK)
        (void)cpf__call_list(call, cpf__json_child(call->json, node), PAIR);
    for (int64_t i = 1; i < knots.rows && call->status == CPF_OK; i++)
        if (!(knots.items[PAIR * i] > knots.items[PAIR * (i - 1)]))
            cpf__call_fail(call, node, CPF__IO_CALL_RISING, NULL, NULL, NULL);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < x.count; i++)
        scores[i] = cpf__curve_through(knots.items, knots.rows, x.items[i]);
    cpf__answer_doubles(call, "score", scores, x.count);
}

/* What is reached of a target; NaN where a quotient would say nothing. */
static double attained(const double *parts, int64_t count, int lower_is_better)
{
    double actual = parts[0], target = parts[1];

    if (count == MOST_PARTS)
        return target != parts[LEAST_PARTS] ? (actual - parts[LEAST_PARTS]) / (target - parts[LEAST_PARTS]) : NAN;
    if (!(target > 0))
        return NAN;
    return lower_is_better ? 2 - actual / target : actual / target;
}

static void run_attainment(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "cases");
    int64_t count = cpf__call_list(call, node, -1), i = 0;
    double *found = cpf__call_take(call, count, sizeof *found);

    for (int32_t at = count ? cpf__json_child(call->json, node) : CPF_NONE; at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at), i++) {
        int64_t parts = cpf__call_list(call, at, -1), k = 0;
        double values[MOST_PARTS] = {0};
        int32_t lower = 0;

        if (parts != MOST_PARTS)
            (void)cpf__call_list(call, at, LEAST_PARTS);
        for (int32_t part = call->status == CPF_OK ? cpf__json_child(call->json, at) : CPF_NONE;
             part != CPF_NONE && call->status == CPF_OK; part = cpf__json_sibling(call->json, part), k++) {
            if (k == 2)
                lower = cpf__call_word_at(call, part, "higher|lower");
            else
                values[k] = cpf__call_double_at(call, part, CPF__ANY_NUMBER);
        }
        if (call->status == CPF_OK)
            found[i] = attained(values, parts, lower);
    }
    if (call->status == CPF_OK)
        cpf__answer_doubles(call, "attainment", found, count);
}

const cpf__call_row cpf__methods_score[CPF__SCORE_METHODS] = {
    {{{"zscore", "Standard scores", "标准分", "Distance from the mean in deviations.", "以标准差为单位的偏离程度。",
       "(x - mean) / sd", "", CPF__PARAMS(standard_params)},
      "z; null with reason no_spread or too_few"},
     run_standard},
    {{{"percentile_rank", "Percentile rank", "百分位排名", "Place of a score among others, in the definitions in use.",
       "得分在一组数值中的百分位，口径可选。",
       "strict: below / n; weak: at or below / n; mean: both halved; rank: mean, and half a place where there are "
       "equals; excel_inc: position / (n - 1); excel_exc: "
       "(position + 1) / (n + 1)",
       "SciPy stats.percentileofscore; Microsoft PERCENTRANK.INC and .EXC", CPF__PARAMS(place_params)},
      "percentile: per cent, in the kinds of spreadsheets 0 to 1 and null outside the values; reason too_few"},
     run_place},
    {{{"piecewise_score", "Score along a curve", "分段线性计分",
       "Points between the knots by distance, level outside them.", "节点之间线性插值，两端取平。",
       "y0 + (y1 - y0) (x - x0) / (x1 - x0)", "", CPF__PARAMS(curve_params)},
      "score: one an attainment"},
     run_curve},
    {{{"attainment", "Attainment", "完成率",
       "What is reached of a target, also where less is better or where it starts from a baseline.",
       "目标完成率，支持越少越好及带基数的情形。",
       "actual / target; lower: 2 - actual / target; with a baseline (actual - base) / (target - base)", "",
       CPF__PARAMS(attain_params)},
      "attainment: null where the target is 0 or less and there is no baseline"},
     run_attainment},
};
