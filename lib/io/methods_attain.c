/* SPDX-License-Identifier: MIT */
/* How likely a target is to be reached. */
#include <math.h>

#include "attainability.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "sample_quantile.h"
#include "sort_doubles.h"
#include "special.h"

enum { PERIODS_MOST = 1000000000 };

#define PARAM_LIMITS                                                                                                  \
    {                                                                                                                 \
        "limits", "probabilities that part the classes stretch, challenging, attainable, soft",                       \
            "区分拔高、有挑战、可达、偏松四类的概率界限", "list of 3 shares", "0", "1", "[0.3, 0.6, 0.85]"            \
    }
#define PARAM_MEAN                                                                                                    \
    {                                                                                                                 \
        "mean", "expected value", "期望值", "number", NULL, NULL, NULL                                                \
    }
#define PARAM_SD                                                                                                      \
    {                                                                                                                 \
        "sd", "standard deviation", "标准差", "number above 0", "0", NULL, NULL                                       \
    }

static const cpf_param difficulty_params[] = {
    {"reached", "periods in which the target was reached", "达成目标的期数", "periods", "0", "1000000000", NULL},
    {"periods", "periods in all", "总期数", "periods", "0", "1000000000", NULL},
    {"coverage", "coverage of the interval", "区间覆盖率", "share", "0", "1", "0.95"},
    {"prior", "beta distribution of before, a and b", "先验贝塔分布参数 a 与 b", "list of 2 numbers above 0", "0", NULL, "[0.5, 0.5]"},
    PARAM_LIMITS,
};

static const cpf_param reach_t_params[] = {
    {"history", "comparable values of past periods", "过去各期的可比数值", "list of numbers", NULL, NULL, NULL},
    {"target", "what has to be reached", "目标值", "number", NULL, NULL, NULL},
    PARAM_LIMITS,
};

static const cpf_param reach_params[] = {
    {"target", "what has to be reached by the end", "期末目标值", "number", NULL, NULL, NULL},
    {"actual", "what is reached already", "已实现值", "number", NULL, NULL, "0"},
    {"mean", "expected value of the rest of the period", "剩余期间的期望值", "number", NULL, NULL, NULL},
    PARAM_SD,
    PARAM_LIMITS,
};

static const cpf_param at_most_params[] = {
    PARAM_MEAN,
    PARAM_SD,
    {"limit", "what is not to be exceeded", "不超过的界限", "number", NULL, NULL, NULL},
};

static const cpf_param quantile_params[] = {
    {"x", "values; or give mean and sd", "样本数值（或给出 mean 和 sd）", "list of numbers", NULL, NULL, "none"},
    {"p", "shares that lie below; with x", "分位点（与 x 配合）", "share or list of shares", "0", "1", "none"},
    {"type", "definition 1 to 9 of Hyndman and Fan; with x", "Hyndman 与 Fan 的第 1 至 9 种定义（与 x 配合）", "type", "1", "9", "7"},
    {"mean", "mean of a normal distribution", "正态分布的均值", "number", NULL, NULL, "none"},
    {"sd", "standard deviation of a normal distribution", "正态分布的标准差", "number above 0", "0", NULL, "none"},
    {"probability", "share that lies below; with mean and sd", "累积概率（与 mean、sd 配合）", "share", "0", "1", "none"},
};

static void answer_class(cpf__call *call, double probability)
{
    static const double usual[] = {0.3, 0.6, 0.85};
    int32_t node = cpf__call_find(call, "limits"), difficulty;
    const double *limits = usual;

    if (node != CPF_NONE)
        limits = cpf__call_doubles(call, node, CPF__DIFFICULTIES - 1, NULL, CPF__FROM_0_TO_1).items;
    if (call->status == CPF_OK && (limits[0] > limits[1] || limits[1] > limits[2]))
        cpf__call_fail(call, node, CPF__IO_CALL_RISING, NULL, NULL, NULL);
    if (call->status != CPF_OK)
        return;
    difficulty = cpf__difficulty_of(probability, limits);
    cpf__answer_text(call, "class", cpf__difficulty_names[difficulty][0]);
    cpf__answer_text(call, "class_zh", cpf__difficulty_names[difficulty][1]);
}

static void run_difficulty(cpf__call *call)
{
    static const double jeffreys[] = {0.5, 0.5};
    int64_t periods = cpf__call_whole(call, "periods", 0, PERIODS_MOST), reached = cpf__call_whole(call, "reached", 0, periods);
    double coverage = cpf__call_double(call, "coverage", 0.95, CPF__INSIDE_0_TO_1);
    int32_t node = cpf__call_find(call, "prior");
    const double *prior = jeffreys;
    cpf__proportion proportion;

    if (node != CPF_NONE)
        prior = cpf__call_doubles(call, node, 2, NULL, CPF__ABOVE_ZERO).items;
    if (call->status != CPF_OK)
        return;
    proportion = cpf__proportion_of(reached, periods, prior[0], prior[1], coverage);
    cpf__answer_double(call, "probability", proportion.estimate);
    cpf__answer_double(call, "lo", proportion.low);
    cpf__answer_double(call, "hi", proportion.high);
    answer_class(call, proportion.estimate);
}

static void run_reach_t(cpf__call *call)
{
    cpf__doubles history = cpf__call_doubles(call, cpf__call_find(call, "history"), -1, NULL, CPF__ANY_NUMBER);
    double target = cpf__call_double(call, "target", 0, CPF__ANY_NUMBER);
    cpf__prediction prediction = {0, 0, 0, 0, 0};
    cpf_status status;

    if (call->status != CPF_OK)
        return;
    status = cpf__predict_reach(history.items, history.count, target, &prediction);
    if (status != CPF_OK) {
        cpf__answer_null(call, "probability");
        cpf__answer_text(call, "reason", history.count < 2 ? "too_few" : "no_spread");
        return;
    }
    cpf__answer_double(call, "probability", prediction.probability);
    cpf__answer_double(call, "mean", prediction.mean);
    cpf__answer_double(call, "sd", prediction.deviation);
    cpf__answer_double(call, "t", prediction.t);
    cpf__answer_double(call, "df", prediction.freedom);
    answer_class(call, prediction.probability);
}

static void run_reach(cpf__call *call)
{
    double target = cpf__call_double(call, "target", 0, CPF__ANY_NUMBER), actual = cpf__call_double(call, "actual", 0, CPF__ANY_NUMBER);
    double mean = cpf__call_double(call, "mean", 0, CPF__ANY_NUMBER), sd = cpf__call_double(call, "sd", 1, CPF__ABOVE_ZERO);
    double z = (target - actual - mean) / sd;

    if (call->status != CPF_OK)
        return;
    cpf__answer_double(call, "z", z);
    cpf__answer_double(call, "probability", cpf__normal_above(z));
    answer_class(call, cpf__normal_above(z));
}

static void run_at_most(cpf__call *call)
{
    double mean = cpf__call_double(call, "mean", 0, CPF__ANY_NUMBER), sd = cpf__call_double(call, "sd", 1, CPF__ABOVE_ZERO);
    double z = (cpf__call_double(call, "limit", 0, CPF__ANY_NUMBER) - mean) / sd;

    cpf__answer_double(call, "z", z);
    cpf__answer_double(call, "probability", cpf__normal_below(z));
}

static void need(cpf__call *call, const char *name)
{
    if (cpf__call_find(call, name) == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, name, NULL, NULL);
}

static void run_normal_quantile(cpf__call *call)
{
    double mean, sd, p;

    need(call, "mean");
    need(call, "sd");
    need(call, "probability");
    mean = cpf__call_double(call, "mean", 0, CPF__ANY_NUMBER);
    sd = cpf__call_double(call, "sd", 1, CPF__ABOVE_ZERO);
    p = cpf__call_double(call, "probability", 0.5, CPF__INSIDE_0_TO_1);
    if (call->status == CPF_OK)
        cpf__answer_double(call, "limit", mean + sd * cpf__normal_quantile(p, 1 - p));
}

/* All nine definitions, and the one asked for. */
static void run_quantile(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x"), p_node = cpf__call_find(call, "p");
    cpf__matrix by_type = {NULL, CPF__QUANTILE_TYPES, 0};
    cpf__doubles x, p = {NULL, 1};
    double alone;
    int64_t type;

    if (node == CPF_NONE) {
        run_normal_quantile(call);
        return;
    }
    need(call, "p");
    x = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);
    type = cpf__call_whole(call, "type", 1, CPF__QUANTILE_TYPES);
    if (call->status == CPF_OK && !x.count)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (p_node != CPF_NONE && call->json->items[p_node].kind == CPF__JSON_LIST) {
        p = cpf__call_doubles(call, p_node, -1, NULL, CPF__FROM_0_TO_1);
    } else {
        alone = cpf__call_double(call, "p", 0.5, CPF__FROM_0_TO_1);
        p.items = &alone;
    }
    by_type.columns = p.count;
    by_type.items = cpf__call_take(call, CPF__QUANTILE_TYPES * p.count, sizeof *by_type.items);
    if (call->status != CPF_OK)
        return;
    cpf__sort_doubles(x.items, x.count);
    for (int64_t k = 0; k < CPF__QUANTILE_TYPES * p.count; k++)
        by_type.items[k] = cpf__sample_quantile(x.items, x.count, p.items[k % p.count], (int32_t)(k / p.count) + 1);
    cpf__answer_matrix(call, "by_type", by_type);
    cpf__answer_doubles(call, "quantile", by_type.items + (type - 1) * p.count, p.count);
}

const cpf__call_row cpf__methods_attain[CPF__ATTAIN_METHODS] = {
    {{{"goal_difficulty", "Difficulty of a goal", "目标难度", "How likely a target is, from how often the comparable target was reached.",
       "由过去达成次数推断目标的达成概率。", "(reached + a) / (periods + a + b), interval from the beta distribution",
       "Brown, Cai & DasGupta 2001; Laplace", CPF__PARAMS(difficulty_params)},
      "probability; lo, hi: interval with equal tails; class, class_zh"},
     run_difficulty},
    {{{"prob_reach_t", "Probability of reaching a target, from history", "达成概率（历史）", "How likely the next value is at least the target.",
       "下一期数值不低于目标的概率。", "1 - t(n - 1)((target - mean) / (sd sqrt(1 + 1/n)))", "Hahn & Meeker 1991", CPF__PARAMS(reach_t_params)},
      "probability; mean, sd, t, df; class, class_zh; probability null with reason too_few or no_spread where it is not defined"},
     run_reach_t},
    {{{"prob_reach", "Probability of reaching a target, from a forecast", "达成概率（预测）",
       "How likely what is reached and what is forecast add up to the target.", "已实现值与剩余期间预测之和达到目标的概率。",
       "1 - Phi((target - actual - mean) / sd)", "", CPF__PARAMS(reach_params)},
      "z; probability; class, class_zh"},
     run_reach},
    {{{"prob_at_most", "Probability of at most", "不超过的概率", "How likely a normal value is at most the limit.", "正态变量不超过界限的概率。",
       "Phi((limit - mean) / sd)", "", CPF__PARAMS(at_most_params)},
      "z; probability"},
     run_at_most},
    {{{"quantile", "Quantiles", "分位数", "Quantiles of a normal distribution, or of values in nine definitions.", "正态分布的分位数，或样本的九种分位数。",
       "mean + sd Phi^-1(probability); x[j] + g (x[j + 1] - x[j])", "Hyndman & Fan 1996", CPF__PARAMS(quantile_params)},
      "limit; or by_type: a list for each of the nine definitions, and quantile: the one asked for"},
     run_quantile},
};
