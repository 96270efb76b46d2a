/* SPDX-License-Identifier: MIT */
#include "aggregate.h"

#include <string.h>

static cpf_status in_steps(cpf__i128 sum, int64_t n, int32_t decimals, cpf__ratio *result)
{
    cpf__ratio total = {sum, 1}, parts = {(cpf__i128)n * cpf__pow10(decimals), 1};

    return cpf__ratio_div(total, parts, result);
}

static cpf__i128 sum_of(const int64_t *values, int64_t n)
{
    cpf__i128 sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += values[i];
    return sum;
}

static cpf_status least_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    int64_t least = INT64_MAX;

    (void)argument;
    for (int64_t i = 0; i < n; i++)
        least = values[i] < least ? values[i] : least;
    return n > 0 ? in_steps(least, 1, decimals, result) : CPF_E_MISSING;
}

static cpf_status largest_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    int64_t largest = INT64_MIN;

    (void)argument;
    for (int64_t i = 0; i < n; i++)
        largest = values[i] > largest ? values[i] : largest;
    return n > 0 ? in_steps(largest, 1, decimals, result) : CPF_E_MISSING;
}

static cpf_status mean_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    (void)argument;
    return n > 0 ? in_steps(sum_of(values, n), n, decimals, result) : CPF_E_MISSING;
}

static cpf_status median_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    (void)argument;
    if (n < 1)
        return CPF_E_MISSING;
    if (n % 2)
        return in_steps(values[n / 2], 1, decimals, result);
    return in_steps((cpf__i128)values[n / 2 - 1] + values[n / 2], 2, decimals, result);
}

/* 2 sum(i * x_i) / (n sum(x)) - (n + 1) / n with x ascending, i from 1. Negative values have no concentration. */
static cpf_status gini_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    cpf__i128 sum = sum_of(values, n), ranked = 0;
    cpf__ratio top, bottom;

    (void)decimals;
    (void)argument;
    if (n < 1 || values[0] < 0 || sum == 0)
        return CPF_E_MISSING;
    for (int64_t i = 0; i < n; i++)
        ranked += (cpf__i128)(i + 1) * values[i];
    top = (cpf__ratio){2 * ranked - (cpf__i128)(n + 1) * sum, 1};
    bottom = (cpf__ratio){(cpf__i128)n * sum, 1};
    return cpf__ratio_div(top, bottom, result);
}

static cpf_status top_of(const int64_t *values, int64_t n, int32_t decimals, int64_t argument, cpf__ratio *result)
{
    int64_t first = argument < n ? n - argument : 0;
    cpf__ratio top, bottom = {sum_of(values, n), 1};

    (void)decimals;
    if (argument < 1)
        return CPF_E_ARGUMENT;
    if (bottom.num <= 0)
        return CPF_E_MISSING;
    top = (cpf__ratio){sum_of(values + first, n - first), 1};
    return cpf__ratio_div(top, bottom, result);
}

static const cpf_param measure_param[] = {
    {"measure", "measure or numeric attribute of the channels", "渠道的度量或数值属性", "measure", NULL, NULL, NULL},
};
static const cpf_param count_param[] = {
    {"condition", "what must hold for a channel to be counted; left out: every channel",
     "计入渠道须满足的条件；省略则全部计入", "condition", NULL, NULL, ""},
};
static const cpf_param top_params[] = {
    {"n", "how many of the largest", "取最大的前几家", "channels", "1", "1000000", NULL},
    {"measure", "measure or numeric attribute of the channels", "渠道的度量或数值属性", "measure", NULL, NULL, NULL},
};

#define ONE measure_param, 1, 0

const cpf__agg cpf__aggs[CPF__AGG_COUNT_OF] = {
    {{"sum", "Sum", "合计", "Sum over the channels under a unit.", "单位下属渠道之和。", "sum(x)", "", ONE},
     CPF__AGG_SUM,
     1,
     0,
     NULL},
    {{"count", "Count", "计数", "Number of channels for which a condition holds.", "满足条件的渠道数。",
      "count(condition)", "", count_param, 1, 0},
     CPF__AGG_COUNT,
     1,
     0,
     NULL},
    {{"min", "Smallest", "最小值", "Smallest value of a channel.", "渠道中的最小值。", "min(x)", "", ONE},
     CPF__AGG_MIN,
     2,
     0,
     least_of},
    {{"max", "Largest", "最大值", "Largest value of a channel.", "渠道中的最大值。", "max(x)", "", ONE},
     CPF__AGG_MAX,
     3,
     0,
     largest_of},
    {{"mean", "Mean", "平均值", "Mean per channel with a value.", "有值渠道的平均。", "sum(x) / n", "", ONE},
     CPF__AGG_MEAN,
     0,
     0,
     mean_of},
    {{"median", "Median", "中位数", "Value in the middle; the mean of the two middle ones when their number is even.",
      "居中的值；个数为偶数时取中间两值的平均。", "x[(n + 1) / 2]", "", ONE},
     CPF__AGG_MEDIAN,
     0,
     1,
     median_of},
    {{"gini", "Gini coefficient", "基尼系数",
      "Concentration from 0 (all alike) to 1 (one has all); missing for negative values.",
      "集中度：0 为完全平均，趋近 1 为高度集中；有负值时缺失。",
      "2 sum(i x[i]) / (n sum(x)) - (n + 1) / n, x ascending", "Gini 1912, in the form of R package ineq", ONE},
     CPF__AGG_GINI,
     0,
     1,
     gini_of},
    {{"top", "Share of the largest", "前 n 名占比",
      "Share of the n largest channels in the sum; missing when the sum is not above 0.",
      "最大的 n 家渠道占合计的比重；合计不为正时缺失。", "sum(n largest x) / sum(x)", "", top_params, 2, 0},
     CPF__AGG_TOP,
     0,
     1,
     top_of},
    {{"distinct", "Distinct values", "去重计数", "Number of different values of a distinct measure over all channels.",
      "去重度量在全部渠道中的不同取值个数。", "|union of values|", "", ONE},
     CPF__AGG_DISTINCT,
     0,
     0,
     NULL},
};

int32_t cpf__agg_find(const char *name)
{
    for (int32_t i = 0; i < CPF__AGG_COUNT_OF; i++) {
        if (strcmp(cpf__aggs[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
