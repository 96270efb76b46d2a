/* SPDX-License-Identifier: MIT */
/* Whether values rise or fall, and by how much: Mann-Kendall, Theil-Sen and Kendall's tau.
 */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "change.h"
#include "kendall.h"
#include "slopes.h"
#include "sort_doubles.h"
#include "trend_series.h"

static const cpf_param mann_kendall_params[] = {
    CPF__PARAM_X,
    CPF__PARAM_CONTINUITY,
    {"variance", "as if values did not follow each other, or with their correlation (Hamed & Rao)",
     "方差：独立，或按自相关修正（Hamed-Rao）", "plain|hamed_rao", NULL, NULL, "plain"},
};

static const cpf_param theil_sen_params[] = {
    {"x", "values in the order of time; null: missing, its time stays; or y", "按时间顺序的数值；null 表示缺失；或用 y",
     "list of numbers", NULL, NULL, "none"},
    {"y", "another name of x", "同 x", "list of numbers", NULL, NULL, "none"},
    {"t", "times; without them 1, 2, 3", "各值的时间；省略则为 1、2、3", "list of numbers", NULL, NULL, "none"},
    CPF__PARAM_FROM,
    CPF__PARAM_CONFIDENCE,
    CPF__PARAM_LIMIT_RANK,
    CPF__PARAM_CONTINUITY,
};

static const cpf_param tau_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"y", "values that belong to x, one each", "与 x 逐个对应的数值", "list of numbers", NULL, NULL, NULL},
    CPF__PARAM_CONTINUITY,
};

static void answer_taus(cpf__call *call, const cpf__kendall *kendall)
{
    cpf__answer_double(call, "tau_a", cpf__kendall_tau_a(kendall));
    cpf__answer_double(call, "tau_b", cpf__kendall_tau_b(kendall));
}

/* The slopes of a series, sorted, and its median; none when it is too long or they do not fit. */
static cpf__doubles sorted_slopes(cpf__call *call, int32_t node, const cpf__series *read)
{
    cpf__doubles slopes = {NULL, 0};

    if (read->n > CPF__SLOPES_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "5000", NULL, NULL);
    if (call->status == CPF_OK)
        slopes.items = cpf__call_take(call, read->n * (read->n - 1) / 2, sizeof *slopes.items);
    if (call->status != CPF_OK)
        return slopes;
    slopes.count = cpf__slopes_of(read->t, read->x, read->n, slopes.items);
    for (int64_t i = 0; i < slopes.count; i++) {
        if (!isfinite(slopes.items[i]))
            cpf__call_fail(call, node, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    }
    if (call->status == CPF_OK)
        cpf__sort_doubles(slopes.items, slopes.count);
    return slopes;
}

/* The ranks of the values without their trend follow each other: the variance grows. */
static double correlated_growth(cpf__call *call, const cpf__series *read)
{
    int32_t node = cpf__call_find(call, "x");
    cpf__doubles slopes = sorted_slopes(call, node, read);
    double *rest = cpf__call_take(call, read->n, sizeof *rest), slope;

    if (call->status != CPF_OK)
        return 1;
    slope = cpf__median_sorted(slopes.items, slopes.count);
    for (int64_t i = 0; i < read->n; i++)
        rest[i] = read->x[i] - read->t[i] * slope;
    cpf__twice_ranks(rest, read->n, read->scratch, read->scratch + read->n);
    for (int64_t i = 0; i < read->n; i++)
        rest[i] = 0.5 * (double)read->scratch[read->n + i];
    return cpf__variance_growth(rest, read->n);
}

static void run_mann_kendall(cpf__call *call)
{
    cpf__series read = cpf__call_series(call, cpf__call_find(call, "x"), CPF_NONE, 1);
    int corrected = cpf__call_flag(call, "continuity"), correlated = cpf__call_word(call, "variance") == 1;
    cpf__kendall kendall;

    if (call->status != CPF_OK)
        return;
    if (read.n < CPF__TREND_LEAST) {
        cpf__answer_without(call, "S", "too_few");
        return;
    }
    kendall = cpf__kendall_of(read.t, read.x, read.n, read.scratch);
    if (correlated)
        kendall.variance *= correlated_growth(call, &read);
    cpf__answer_score(call, kendall.score, kendall.variance, corrected);
    answer_taus(call, &kendall);
    cpf__answer_double(call, "lag_1", cpf__autocorrelation(read.x, read.n, 1));
    cpf__answer_whole(call, "n", read.n);
}

static void run_theil_sen(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x"), other = cpf__call_find(call, "y");
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1), slope;
    int corrected = cpf__call_flag(call, "continuity");
    cpf__doubles slopes;
    cpf__kendall kendall;
    cpf__series read;

    (void)cpf__call_word(call, "limit_rank");
    if ((node == CPF_NONE) == (other == CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_EITHER, "x", "y", NULL);
    node = node == CPF_NONE ? other : node;
    read =
        cpf__call_series(call, node, cpf__call_find(call, "t"), cpf__call_double(call, "t_from", 1, CPF__ANY_NUMBER));
    if (call->status == CPF_OK && read.n < CPF__TREND_LEAST) {
        cpf__answer_without(call, "slope", "too_few");
        return;
    }
    slopes = sorted_slopes(call, node, &read);
    if (call->status != CPF_OK)
        return;
    if (!slopes.count) {
        cpf__answer_without(call, "slope", "one_time");
        return;
    }
    kendall = cpf__kendall_of(read.t, read.x, read.n, read.scratch);
    slope = cpf__median_sorted(slopes.items, slopes.count);
    cpf__answer_double(call, "slope", slope);
    cpf__answer_double(call, "intercept_conover", cpf__intercept_of(&read, slope));
    cpf__answer_limits(call, slopes, kendall.variance, confidence);
    cpf__answer_score(call, kendall.score, kendall.variance, corrected);
    answer_taus(call, &kendall);
    cpf__answer_whole(call, "n", read.n);
}

static void run_kendall_tau(cpf__call *call)
{
    cpf__doubles x = cpf__call_doubles(call, cpf__call_find(call, "x"), -1, NULL, CPF__ANY_NUMBER), y = {NULL, 0};
    int corrected = cpf__call_flag(call, "continuity");
    int64_t *scratch;
    cpf__kendall kendall;

    if (x.count > CPF__KENDALL_MOST)
        cpf__call_fail(call, cpf__call_find(call, "x"), CPF__IO_CALL_SIZE, "1000000", NULL, NULL);
    if (call->status == CPF_OK)
        y = cpf__call_doubles(call, cpf__call_find(call, "y"), x.count, NULL, CPF__ANY_NUMBER);
    scratch = cpf__call_take(call, 3 * x.count, sizeof *scratch);
    if (call->status != CPF_OK)
        return;
    kendall = cpf__kendall_of(x.items, y.items, x.count, scratch);
    if (!kendall.x_apart || !kendall.y_apart) {
        cpf__answer_without(call, "tau_b", x.count < 2 ? "too_few" : "no_spread");
        return;
    }
    cpf__answer_score(call, kendall.score, kendall.variance, corrected);
    cpf__answer_double(call, "D2", (double)kendall.x_apart * (double)kendall.y_apart);
    answer_taus(call, &kendall);
    cpf__answer_whole(call, "n", x.count);
}

const cpf__call_row cpf__methods_trend[CPF__TREND_METHODS] = {
    {{{"mann_kendall", "Trend test of Mann and Kendall", "Mann-Kendall 趋势检验",
       "Whether values rise or fall, from the signs of all their differences.", "由全部数值对的升降判断是否存在趋势。",
       "S = sum sgn(x[j] - x[i]); z = (S -+ 1) / sqrt(varS)", "Mann 1945; Kendall 1976; Hamed & Rao 1998",
       CPF__PARAMS(mann_kendall_params)},
      CPF__SCORE_ANSWER "tau_a; tau_b; lag_1: correlation of neighbours; n; S null with reason too_few below 4 values"},
     run_mann_kendall},
    {{{"theil_sen", "Slope of Theil and Sen", "Theil-Sen 斜率",
       "The median of all slopes between two values, with its limits.", "全部两两斜率的中位数及其置信限。",
       "median((x[j] - x[i]) / (t[j] - t[i])); limits at ranks (N - C) / 2, (N + C) / 2 + 1",
       "Sen 1968; Gilbert 1987; Conover 1999", CPF__PARAMS(theil_sen_params)},
      "slope; intercept_conover: median(x) - slope median(t); slope_lo, slope_hi; slopes: their "
      "number; " CPF__SCORE_ANSWER "tau_a; tau_b; n; slope null with reason too_few below 4 values, or one_time"},
     run_theil_sen},
    {{{"kendall_tau", "Kendall's rank correlation", "Kendall 秩相关",
       "Whether two quantities rise together, from the signs of all differences.",
       "由全部数值对的同向与反向判断两个量是否同升同降。", "tau_a = S / (n (n - 1) / 2); tau_b = S / sqrt(D2)",
       "Kendall 1976", CPF__PARAMS(tau_params)},
      CPF__SCORE_ANSWER
      "D2: product of the numbers of pairs not tied; tau_a; tau_b; n; tau_b null with reason too_few or no_spread"},
     run_kendall_tau},
};
