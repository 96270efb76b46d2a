/* SPDX-License-Identifier: MIT */
/* Watching a series, and many tests at once, without drowning in false alarms. */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "control_chart.h"
#include "false_alarms.h"

static const cpf_param ewma_params[] = {
    {"x", "values in order", "按顺序的数值", "list of numbers", NULL, NULL, NULL},
    {"lambda", "weight of the newest value", "最新值的权重", "number above 0, at most 1", "0", "1", "0.2"},
    {"target", "centre; none: mean of x", "中心值，默认取均值", "number", NULL, NULL, "none"},
    {"sigma", "deviation of one value; none: mean moving range / 1.128", "单值标准差，默认由平均移动极差估计",
     "number above 0", "0", NULL, "none"},
    {"L", "width in deviations", "界限宽度（标准差倍数）", "number above 0", "0", NULL, "3"},
    {"limits", "limits that hold in the long run, or those of each point", "长期界限或逐点界限", "asymptotic|exact",
     NULL, NULL, "asymptotic"},
};

static const cpf_param individuals_params[] = {
    {"x", "values in order", "按顺序的数值", "list of numbers", NULL, NULL, NULL},
    {"d2", "mean range of two values, in deviations", "两值极差与标准差之比", "number above 0", "0", NULL, "1.128"},
    {"L", "width in deviations", "界限宽度（标准差倍数）", "number above 0", "0", NULL, "3"},
};

static const cpf_param fdr_params[] = {
    {"p", "probabilities of the tests", "各检验的 p 值", "list of shares", "0", "1", NULL},
    {"q", "share of false alarms among alarms", "误报率上限", "share", "0", "1", "0.05"},
};

static cpf__doubles read_charted(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x");
    cpf__doubles x = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);

    cpf__call_squares(call, node, x);
    return x;
}

static void run_ewma(cpf__call *call)
{
    cpf__doubles x = read_charted(call);
    cpf__ewma_manner manner = {cpf__call_double(call, "lambda", 0.2, CPF__ABOVE_ZERO),
                               cpf__call_double(call, "target", NAN, CPF__ANY_NUMBER),
                               cpf__call_double(call, "sigma", NAN, CPF__ABOVE_ZERO),
                               cpf__call_double(call, "L", 3, CPF__ABOVE_ZERO), cpf__call_word(call, "limits")};
    cpf__individuals own = {NAN, NAN, NAN};
    double *ewma = cpf__call_take(call, x.count + 1, sizeof *ewma);
    double *widths = cpf__call_take(call, 3 * x.count, sizeof *widths), *lows, *highs, width;
    uint8_t *signals = cpf__call_take(call, x.count, sizeof *signals);

    if (call->status == CPF_OK && manner.lambda > 1)
        cpf__call_fail(call, cpf__call_find(call, "lambda"), CPF__IO_CALL_SHARE,
                       cpf__json_text(call->json, cpf__call_find(call, "lambda")), NULL, NULL);
    if (call->status != CPF_OK)
        return;
    own = cpf__individuals_of(x.items, x.count, CPF__CHART_D2);
    manner.target = isnan(manner.target) ? own.center : manner.target;
    manner.sigma = isnan(manner.sigma) ? own.sigma : manner.sigma;
    width = cpf__ewma(x.items, x.count, manner, ewma, widths, signals);
    lows = widths + x.count;
    highs = lows + x.count;
    for (int64_t i = 0; i < x.count; i++) {
        lows[i] = manner.target - widths[i];
        highs[i] = manner.target + widths[i];
    }
    cpf__answer_doubles(call, "ewma", ewma, x.count + 1);
    cpf__answer_double(call, "ucl", manner.target + width);
    cpf__answer_double(call, "lcl", manner.target - width);
    cpf__answer_doubles(call, "lcl_each", lows, x.count);
    cpf__answer_doubles(call, "ucl_each", highs, x.count);
    cpf__answer_positions(call, "signals", signals, x.count);
    if (isnan(width) || isnan(manner.target))
        cpf__answer_text(call, "reason", "too_few");
}

static void run_individuals(cpf__call *call)
{
    cpf__doubles x = read_charted(call);
    double d2 = cpf__call_double(call, "d2", CPF__CHART_D2, CPF__ABOVE_ZERO);
    double width = cpf__call_double(call, "L", 3, CPF__ABOVE_ZERO), low, high;
    uint8_t *signals = cpf__call_take(call, x.count, sizeof *signals);
    cpf__individuals found;

    if (call->status != CPF_OK)
        return;
    found = cpf__individuals_of(x.items, x.count, d2);
    low = found.center - width * found.sigma;
    high = found.center + width * found.sigma;
    for (int64_t i = 0; i < x.count; i++)
        signals[i] = x.items[i] < low || x.items[i] > high;
    cpf__answer_double(call, "center", found.center);
    cpf__answer_double(call, "mr_bar", found.mean_range);
    cpf__answer_double(call, "sigma", found.sigma);
    cpf__answer_double(call, "ucl", high);
    cpf__answer_double(call, "lcl", low);
    cpf__answer_positions(call, "signals", signals, x.count);
    if (x.count < 2)
        cpf__answer_text(call, "reason", "too_few");
}

static void run_fdr(cpf__call *call)
{
    enum { ADJUSTMENTS = 3, SHORT_NAMES = 3 };
    static const char *const names[] = {"bh",          "holm",          "bonferroni",
                                        "adjusted_bh", "adjusted_holm", "adjusted_bonferroni"};
    cpf__doubles p = cpf__call_doubles(call, cpf__call_find(call, "p"), -1, NULL, CPF__FROM_0_TO_1);
    double q = cpf__call_double(call, "q", 0.05, CPF__INSIDE_0_TO_1);
    double *values = cpf__call_take(call, ADJUSTMENTS * p.count, sizeof *values);
    int64_t *order = cpf__call_take(call, p.count, sizeof *order);
    uint8_t *flags = cpf__call_take(call, p.count, sizeof *flags);
    cpf__rejected rejected;

    if (call->status != CPF_OK)
        return;
    if (p.count)
        cpf__adjust_for_many(p.items, p.count, order, (cpf__adjusted){values, values + p.count, values + 2 * p.count});
    rejected = cpf__rejected_of_many(p.items, p.count, order, q);
    for (int64_t i = 0; i < rejected.false_discovery; i++)
        flags[order[i]] = 1;
    cpf__answer_whole(call, "rejected_bh", rejected.false_discovery);
    cpf__answer_whole(call, "rejected_holm", rejected.holm);
    cpf__answer_whole(call, "rejected_bonferroni", rejected.bonferroni);
    cpf__answer_positions(call, "rejected", flags, p.count);
    for (int i = 0; i < ADJUSTMENTS + SHORT_NAMES; i++)
        cpf__answer_doubles(call, names[i], values ? values + i % ADJUSTMENTS * p.count : NULL, p.count);
}

const cpf__call_row cpf__methods_chart[CPF__CHART_METHODS] = {
    {{{"ewma_chart", "EWMA chart", "指数加权移动平均控制图", "Small lasting shifts of a series.",
       "发现序列中小而持续的偏移。",
       "z_t = lambda x_t + (1 - lambda) z_(t-1), z_0 = target; limits target +- L sigma sqrt(lambda/(2-lambda) "
       "[1-(1-lambda)^2t])",
       "Roberts 1959; Lucas & Saccucci 1990", CPF__PARAMS(ewma_params)},
      "ewma from the target on; ucl, lcl in the long run; lcl_each, ucl_each: as asked for; signals: positions from 0; "
      "reason too_few"},
     run_ewma},
    {{{"individuals_chart", "Individuals chart", "单值控制图", "Single values that jump out of a series.",
       "发现序列中的突变值。", "mean +- 3 MRbar / 1.128",
       "Shewhart 1931; Montgomery, Introduction to Statistical Quality Control", CPF__PARAMS(individuals_params)},
      "center, mr_bar, sigma, ucl, lcl; signals: positions from 0; null with reason too_few"},
     run_individuals},
    {{{"fdr", "Many tests at once", "多重检验校正", "Which of many alarms are to be believed.",
       "多项检验中哪些报警可信。", "Benjamini-Hochberg: the largest k with p_(k) <= k q / m; Holm; Bonferroni",
       "Benjamini & Hochberg 1995, JRSS B 57, 289; Holm 1979", CPF__PARAMS(fdr_params)},
      "rejected_bh, rejected_holm, rejected_bonferroni; rejected: positions from 0 by Benjamini-Hochberg; bh, holm, "
      "bonferroni: adjusted, also under adjusted_bh, adjusted_holm, adjusted_bonferroni"},
     run_fdr},
};
