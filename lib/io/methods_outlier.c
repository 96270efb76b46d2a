/* SPDX-License-Identifier: MIT */
/* What stands out from a batch or from a series. */
#include <math.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "extreme_deviates.h"
#include "robust.h"
#include "sort_doubles.h"

enum { FEW = 25, STEP_MOST = 20000 };

/* Squares of larger numbers, and sums of them, do not fit. */

static const cpf_param deviate_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"max_outliers", "how many outliers there may be; at most half of the values",
     "离群值个数上限，不超过数值个数的一半", "count", "1", "20000", NULL},
    {"alpha", "probability of a false alarm", "显著性水平", "share", "0", "1", "0.05"},
};

static const cpf_param fence_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"quartile", "type 1 to 9 of Hyndman and Fan, or a text that ends with it; hinges: Tukey's",
     "四分位数定义：1 至 9 型或 hinges", "1 to 9, text or hinges", NULL, NULL, "6"},
    {"inner", "inner fences, in interquartile ranges", "内篱倍数", "number from 0", "0", NULL, "1.5"},
    {"outer", "outer fences, in interquartile ranges", "外篱倍数", "number from 0", "0", NULL, "3"},
};

static const cpf_param modified_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"constant", "MAD in deviations of a normal distribution", "正态分布下 MAD 与标准差之比", "number above 0", "0",
     NULL, "0.6745"},
    {"limit", "flagged beyond it", "标记界限", "number above 0", "0", NULL, "3.5"},
};

static const cpf_param mad_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"constant", "factor", "系数", "number above 0", "0", NULL, "1.4826"},
};

static const cpf_param hybrid_params[] = {
    {"y", "series", "序列", "list of numbers", NULL, NULL, NULL},
    {"period", "length of a season; 1: none", "季节周期长度，1 表示无", "count", "1", "1000000", "1"},
    {"seasonal", "seasonal figure of one period; none: period medians", "一个周期的季节因子；不给则用同期中位数",
     "list of numbers", NULL, NULL, "none"},
    {"max_outliers", "how many there may be; at most half", "异常点个数上限，不超过一半", "count", "1", "20000", NULL},
    {"alpha", "probability of a false alarm", "显著性水平", "share", "0", "1", "0.05"},
    {"two_sided", "false: one direction only", "是否双向检测", "true|false", NULL, NULL, "true"},
    {"direction", "direction when not two-sided", "单向检测的方向", "above|below", NULL, NULL, "above"},
};

static cpf__doubles read_batch(cpf__call *call, const char *name)
{
    int32_t node = cpf__call_find(call, name);
    cpf__doubles batch = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);

    cpf__call_squares(call, node, batch);
    return batch;
}

static double *sorted_copy(cpf__call *call, cpf__doubles batch)
{
    double *sorted = cpf__call_take(call, batch.count, sizeof *sorted);

    if (call->status != CPF_OK || !batch.count)
        return sorted;
    memcpy(sorted, batch.items, (size_t)batch.count * sizeof *sorted);
    cpf__sort_doubles(sorted, batch.count);
    return sorted;
}

/* The steps of a test for several outliers; none below 3 values. */
static cpf__deviates find_deviates(cpf__call *call, cpf__doubles batch, cpf__deviate_manner manner)
{
    int64_t half = batch.count / 2;
    int64_t most = cpf__call_whole(call, "max_outliers", 1, half < 1 ? 1 : half < STEP_MOST ? half : STEP_MOST);
    double *sorted = cpf__call_take(call, batch.count, sizeof *sorted);
    int64_t *order = cpf__call_take(call, batch.count, sizeof *order);
    cpf__deviates found = {cpf__call_take(call, most, sizeof(double)), cpf__call_take(call, most, sizeof(double)),
                           cpf__call_take(call, most, sizeof(int64_t)), 0, 0};

    if (call->status == CPF_OK && batch.count > 2)
        cpf__extreme_deviates(batch.items, batch.count, most, manner, sorted, order, &found);
    return found;
}

static void answer_steps(cpf__call *call, cpf__deviates found, int64_t n)
{
    cpf__answer_doubles(call, "R", found.statistic, found.steps);
    cpf__answer_doubles(call, "critical", found.critical, found.steps);
    cpf__answer_whole(call, "outliers", found.outliers);
    cpf__answer_flag(call, "approximate", n < FEW);
    if (!found.steps)
        cpf__answer_text(call, "reason", n > 2 ? "no_spread" : "too_few");
}

static void answer_whole_list(cpf__call *call, const char *name, int64_t *items, int64_t count)
{
    cpf__answer_numbers(call, name, (cpf__numbers){items, NULL, count}, 0);
}

static void run_deviates(cpf__call *call)
{
    cpf__doubles batch = read_batch(call, "x");
    cpf__deviate_manner manner = {0, CPF__DEVIATE_BOTH, cpf__call_double(call, "alpha", 0.05, CPF__INSIDE_0_TO_1)};
    cpf__deviates found = find_deviates(call, batch, manner);
    double *values = cpf__call_take(call, found.outliers, sizeof *values);

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < found.outliers; i++)
        values[i] = batch.items[found.position[i]];
    answer_steps(call, found, batch.count);
    cpf__answer_doubles(call, "values", values, found.outliers);
    answer_whole_list(call, "positions", found.position, found.outliers);
}

/* What is left of a series without its season: the figure given, or the medians of the period less their own median. */
static void take_season(cpf__call *call, cpf__doubles series, int64_t period)
{
    int32_t node = cpf__call_find(call, "seasonal");
    cpf__doubles figure = cpf__call_doubles(call, node, period, NULL, CPF__ANY_NUMBER);
    double *same = cpf__call_take(call, series.count, sizeof *same);

    if (call->status != CPF_OK || (node == CPF_NONE && period == 1))
        return;
    for (int64_t s = 0; s < period && s < series.count; s++) {
        int64_t count = 0;
        double middle;

        for (int64_t i = s; i < series.count; i += period)
            same[count++] = series.items[i];
        cpf__sort_doubles(same, count);
        middle = node == CPF_NONE ? cpf__sorted_median(same, count) : figure.items[s];
        for (int64_t i = s; i < series.count; i += period)
            series.items[i] -= middle;
    }
}

static void run_hybrid(cpf__call *call)
{
    cpf__doubles series = read_batch(call, "y");
    int64_t period = cpf__call_whole(call, "period", 1, 1000000);
    cpf__deviate_side one = cpf__call_word(call, "direction") ? CPF__DEVIATE_BELOW : CPF__DEVIATE_ABOVE;
    int two_sided = cpf__call_flag(call, "two_sided");
    cpf__deviate_manner manner = {1, two_sided ? CPF__DEVIATE_BOTH : one,
                                  cpf__call_double(call, "alpha", 0.05, CPF__INSIDE_0_TO_1)};
    uint8_t *flags = cpf__call_take(call, series.count, sizeof *flags);
    int64_t *anomalies, count = 0;
    cpf__deviates found;

    take_season(call, series, period);
    found = find_deviates(call, series, manner);
    anomalies = cpf__call_take(call, found.outliers, sizeof *anomalies);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < found.outliers; i++)
        flags[found.position[i]] = 1;
    for (int64_t i = 0; i < series.count; i++)
        if (flags[i])
            anomalies[count++] = i + 1;
    answer_whole_list(call, "anomalies", anomalies, count);
    answer_steps(call, found, series.count);
}

/* Tukey's hinges (0) or the type, also when a text ends with it: "Hyndman-Fan 6". */
static int32_t quartile_type(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "quartile");
    const char *text = node == CPF_NONE ? "6" : cpf__call_scalar(call, node), *last;

    if (call->status != CPF_OK || !strcmp(text, "hinges"))
        return 0;
    last = text + strlen(text);
    while (last > text && (last[-1] == ')' || last[-1] == ' '))
        last--;
    if (last > text && last[-1] >= '1' && last[-1] <= '9' &&
        (last - text == 1 || ((last[-2] < '0' || last[-2] > '9') && !strchr(".-+eE", last[-2]))))
        return last[-1] - '0';
    cpf__call_fail(call, node, CPF__IO_CALL_WORD, text, "1|2|3|4|5|6|7|8|9|hinges", NULL);
    return 0;
}

static void answer_beyond(cpf__call *call, cpf__doubles batch, const double fences[4])
{
    double *mild = cpf__call_take(call, 2 * batch.count, sizeof *mild), *extreme = mild ? mild + batch.count : NULL;
    int64_t milds = 0, extremes = 0;

    for (int64_t i = 0; i < batch.count && mild; i++) {
        double x = batch.items[i];

        if (x < fences[2] || x > fences[3])
            extreme[extremes++] = x;
        else if (x < fences[0] || x > fences[1])
            mild[milds++] = x;
    }
    cpf__answer_doubles(call, "mild", mild, milds);
    cpf__answer_doubles(call, "extreme", extreme, extremes);
}

static void run_fences(cpf__call *call)
{
    static const char *const names[] = {"inner_lo", "inner_hi", "outer_lo", "outer_hi"};
    cpf__doubles batch = read_batch(call, "x");
    double *sorted = sorted_copy(call, batch), inner = cpf__call_double(call, "inner", 1.5, CPF__NOT_NEGATIVE);
    double outer = cpf__call_double(call, "outer", 3, CPF__NOT_NEGATIVE), range, fences[4];
    int32_t type = quartile_type(call);
    cpf__quartiles quartiles = {NAN, NAN, NAN};

    if (call->status != CPF_OK)
        return;
    if (batch.count)
        quartiles = cpf__quartiles_of(sorted, batch.count, type);
    range = quartiles.q3 - quartiles.q1;
    fences[0] = quartiles.q1 - inner * range;
    fences[1] = quartiles.q3 + inner * range;
    fences[2] = quartiles.q1 - outer * range;
    fences[3] = quartiles.q3 + outer * range;
    cpf__answer_double(call, "median", quartiles.median);
    cpf__answer_double(call, "q1", quartiles.q1);
    cpf__answer_double(call, "q3", quartiles.q3);
    cpf__answer_double(call, "iqr", range);
    for (int i = 0; i < 4; i++)
        cpf__answer_double(call, names[i], fences[i]);
    answer_beyond(call, batch, fences);
    if (!batch.count)
        cpf__answer_text(call, "reason", "too_few");
}

static double mean_distance(const double *x, int64_t n, double middle)
{
    double sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += fabs(x[i] - middle);
    return sum / (double)n;
}

static void answer_modified(cpf__call *call, cpf__doubles batch, double scale, double middle, double limit)
{
    double *values = cpf__call_take(call, 2 * batch.count, sizeof *values);
    double *ordinary = values ? values + batch.count : NULL, most = NAN;
    uint8_t *flags = cpf__call_take(call, batch.count, sizeof *flags);
    cpf__moments moments = cpf__moments_of(batch.items, batch.count);

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < batch.count; i++) {
        values[i] = scale > 0 ? (batch.items[i] - middle) / scale : NAN;
        ordinary[i] = moments.sd > 0 ? (batch.items[i] - moments.mean) / moments.sd : NAN;
        most = fmax(most, fabs(ordinary[i]));
        flags[i] = fabs(values[i]) > limit;
    }
    cpf__answer_doubles(call, "modified_z", values, batch.count);
    cpf__answer_double(call, "modified_z_last", batch.count ? values[batch.count - 1] : NAN);
    cpf__answer_positions(call, "flagged", flags, batch.count);
    cpf__answer_doubles(call, "z", ordinary, batch.count);
    cpf__answer_double(call, "max_abs_ordinary_z", most);
    if (!(scale > 0))
        cpf__answer_text(call, "reason", batch.count ? "degenerate" : "too_few");
}

static void run_modified(cpf__call *call)
{
    static const double mean_to_sd = 1.253314;
    cpf__doubles batch = read_batch(call, "x");
    double *sorted = sorted_copy(call, batch), constant = cpf__call_double(call, "constant", 0.6745, CPF__ABOVE_ZERO);
    double limit = cpf__call_double(call, "limit", 3.5, CPF__ABOVE_ZERO), middle, mad, mean_ad;

    if (call->status != CPF_OK)
        return;
    middle = cpf__sorted_median(sorted, batch.count);
    mad = cpf__sorted_distance_median(sorted, batch.count, middle);
    mean_ad = mean_distance(sorted, batch.count, middle);
    cpf__answer_double(call, "median", middle);
    cpf__answer_double(call, "mad", mad);
    cpf__answer_double(call, "mean_ad", mean_ad);
    answer_modified(call, batch, mad > 0 ? mad / constant : mean_to_sd * mean_ad, middle, limit);
}

static void run_mad(cpf__call *call)
{
    cpf__doubles batch = read_batch(call, "x");
    double *sorted = sorted_copy(call, batch), constant = cpf__call_double(call, "constant", 1.4826, CPF__ABOVE_ZERO);
    double middle;

    if (call->status != CPF_OK)
        return;
    middle = cpf__sorted_median(sorted, batch.count);
    cpf__answer_double(call, "mad", constant * cpf__sorted_distance_median(sorted, batch.count, middle));
    cpf__answer_double(call, "median", middle);
    if (!batch.count)
        cpf__answer_text(call, "reason", "too_few");
}

const cpf__call_row cpf__methods_outlier[CPF__OUTLIER_METHODS] = {
    {{{"generalized_esd", "Generalized ESD test", "广义 ESD 检验",
       "How many values of a batch are outliers, when several may hide each other.",
       "检验一批数值中离群值的个数，可识别相互掩盖的情形。",
       "R_i = max|x - mean| / s without i - 1 extremes; lambda_i = (n-i) t / sqrt((n-i-1+t^2)(n-i+1)), t at 1 - "
       "alpha/(2(n-i+1)), n-i-1 degrees; the last i with R_i > lambda_i",
       "Rosner 1983, Technometrics 25, 165", CPF__PARAMS(deviate_params)},
      "R, critical: one a step; outliers, values, positions from 0; approximate: fewer than 25 values; reason "
      "no_spread or "
      "too_few"},
     run_deviates},
    {{{"tukey_fences", "Tukey's fences", "箱线图篱笆", "Values beyond quartiles by 1.5 and 3 interquartile ranges.",
       "超出四分位数 1.5 倍与 3 倍四分位距的数值。", "Q1 - 1.5 IQR, Q3 + 1.5 IQR; outer 3",
       "Tukey 1977; Hyndman & Fan 1996", CPF__PARAMS(fence_params)},
      "median, q1, q3, iqr, inner_lo, inner_hi, outer_lo, outer_hi; mild, extreme: values; reason too_few"},
     run_fences},
    {{{"modified_z", "Modified z-scores", "修正 z 值", "Distances from the median that gross errors do not shrink.",
       "不受极端值影响的偏离程度。", "0.6745 (x - median) / MAD; MAD = 0: (x - median) / (1.253314 mean|x - median|)",
       "Iglewicz & Hoaglin 1993", CPF__PARAMS(modified_params)},
      "median, mad, mean_ad, modified_z, modified_z_last, flagged: positions from 0, z, max_abs_ordinary_z; null with "
      "reason "
      "degenerate or too_few"},
     run_modified},
    {{{"mad", "Median absolute deviation", "绝对中位差", "Spread that gross errors do not move.",
       "不受极端值影响的离散程度。", "constant * median|x - median|", "Hampel 1974", CPF__PARAMS(mad_params)},
      "mad, median; null with reason too_few"},
     run_mad},
    {{{"hybrid_esd", "Seasonal hybrid ESD", "季节混合 ESD 检验", "Which points of a seasonal series are outliers.",
       "季节性序列中的异常点。",
       "generalized ESD of y less its season, with median and 1.4826 MAD; one direction: t at 1 - alpha/(n-i+1)",
       "Hochenbaum, Vallis & Kejariwal 2017", CPF__PARAMS(hybrid_params)},
      "anomalies: positions from 1; R, critical: one a step; outliers; approximate: fewer than 25; reason no_spread or "
      "too_few"},
     run_hybrid},
};
