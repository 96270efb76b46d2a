/* SPDX-License-Identifier: MIT */
/* Shares of small counts: limits, differences, stages. */
#include <math.h>

#include "call_counts.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "proportion.h"

#define SHARE_METHODS "wilson|wilson_cc|wald|clopper_pearson|agresti_coull|jeffreys"
#define SHARE_CONFIDENCE                                                                                               \
    {                                                                                                                  \
        "confidence", "probability that the limits hold", "置信水平", "share", "0", "1", "0.95"                        \
    }

static const cpf_param interval_params[] = {
    {"successes", "how many succeeded", "成功次数", "count", "0", "2147483647", NULL},
    {"n", "out of how many", "总次数", "count", "0", "2147483647", NULL},
    {"method", "how the limits are made", "区间方法", SHARE_METHODS, NULL, NULL, "wilson"},
    SHARE_CONFIDENCE,
};

static const cpf_param share_difference_params[] = {
    {"x1", "how many succeeded in group 1", "第一组成功次数", "count", "0", "2147483647", NULL},
    {"n1", "size of group 1", "第一组总次数", "count", "0", "2147483647", NULL},
    {"x2", "how many succeeded in group 2", "第二组成功次数", "count", "0", "2147483647", NULL},
    {"n2", "size of group 2", "第二组总次数", "count", "0", "2147483647", NULL},
    {"method", "limits of each share", "单组区间方法", "newcombe|newcombe_cc", NULL, NULL, "newcombe"},
    SHARE_CONFIDENCE,
};

static const cpf_param stage_params[] = {
    {"stages", "how many reached each stage, from the first", "各阶段人数，从第一阶段起", "list of counts", "0",
     "2147483647", NULL},
    SHARE_CONFIDENCE,
    {"reference", "usual conversion of each stage; null: none", "各阶段参考转化率，null 表示无", "list of shares", "0",
     "1", "none"},
    {"cohort", "stages count different people, so that a later one may be larger", "各阶段并非同一批，允许后一阶段更多",
     "true|false", NULL, NULL, "false"},
};

static double share_of(int64_t x, int64_t n)
{
    return n ? (double)x / (double)n : NAN;
}

static void run_interval(cpf__call *call)
{
    cpf__counted counted = cpf__call_counted(call, "successes", "n");
    int32_t method = cpf__call_word(call, "method");
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1);
    cpf__share_range limits;

    if (call->status != CPF_OK)
        return;
    limits = cpf__share_limits((cpf__share_interval)method, counted.x, counted.n, 1 - confidence);
    cpf__answer_double(call, "rate", share_of(counted.x, counted.n));
    cpf__answer_double(call, "lo", limits.lo);
    cpf__answer_double(call, "hi", limits.hi);
    if (!counted.n)
        cpf__answer_text(call, "reason", "empty");
}

static void run_share_difference(cpf__call *call)
{
    static const cpf__share_interval methods[] = {CPF__SHARE_WILSON, CPF__SHARE_WILSON_CC};
    cpf__counted a = cpf__call_counted(call, "x1", "n1"), b = cpf__call_counted(call, "x2", "n2");
    int32_t method = cpf__call_word(call, "method");
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1);
    cpf__share_range limits = {-1, 1};

    if (call->status != CPF_OK)
        return;
    if (a.n && b.n)
        limits = cpf__share_difference(methods[method], a.x, a.n, b.x, b.n, 1 - confidence);
    cpf__answer_double(call, "difference", share_of(a.x, a.n) - share_of(b.x, b.n));
    cpf__answer_double(call, "lo", limits.lo);
    cpf__answer_double(call, "hi", limits.hi);
    if (!a.n || !b.n)
        cpf__answer_text(call, "reason", "empty");
}

/* A later stage that is larger: another group of people, or a wrong count. */
static void check_growth(cpf__call *call, cpf__numbers stages)
{
    int32_t at = stages.count ? cpf__json_child(call->json, cpf__call_find(call, "stages")) : CPF_NONE;

    for (int64_t i = 1; i < stages.count && call->status == CPF_OK; i++) {
        at = cpf__json_sibling(call->json, at);
        if (stages.items[i] > stages.items[i - 1])
            cpf__call_fail(call, at, CPF__IO_CALL_GROWS, cpf__json_text(call->json, at), NULL, NULL);
    }
}

/* One row of doubles for each name, of `count` each. */
enum { CONVERSION, LOW, HIGH, CUMULATIVE, CUMULATIVE_LOW, CUMULATIVE_HIGH, STAGE_ROWS };

static void answer_stages(cpf__call *call, cpf__numbers stages, double outside, double *rows)
{
    static const char *const names[] = {"conversion", "lo", "hi", "cumulative", "cumulative_lo", "cumulative_hi"};
    int64_t n = stages.count;

    for (int64_t i = 0; i < n; i++) {
        for (int from_first = 0; from_first < 2; from_first++) {
            int64_t before = stages.items[from_first ? 0 : i ? i - 1 : 0], x = stages.items[i];
            double *row = rows + (from_first ? CUMULATIVE : CONVERSION) * n + i - !from_first;
            cpf__share_range limits =
                x <= before ? cpf__share_limits(CPF__SHARE_WILSON, x, before, outside) : (cpf__share_range){NAN, NAN};

            if (!from_first && !i)
                continue;
            row[0] = share_of(x, before);
            row[n] = limits.lo;
            row[2 * n] = limits.hi;
        }
    }
    for (int r = 0; r < STAGE_ROWS; r++)
        cpf__answer_doubles(call, names[r], rows + r * n, n - (n && r < CUMULATIVE));
}

static void run_stages(cpf__call *call)
{
    static const double none = NAN;
    cpf__numbers stages = cpf__call_counts(call, cpf__call_find(call, "stages"), INT32_MAX);
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1), *rows;
    int32_t node = cpf__call_find(call, "reference");
    int64_t steps = stages.count ? stages.count - 1 : 0;
    cpf__doubles reference = cpf__call_doubles(call, node, steps, &none, CPF__FROM_0_TO_1);
    uint8_t *outside = cpf__call_take(call, steps, sizeof *outside);

    if (!cpf__call_flag(call, "cohort"))
        check_growth(call, stages);
    rows = cpf__call_take(call, STAGE_ROWS * stages.count, sizeof *rows);
    if (call->status != CPF_OK)
        return;
    answer_stages(call, stages, 1 - confidence, rows);
    for (int64_t i = 0; i < reference.count; i++)
        outside[i] =
            reference.items[i] < rows[LOW * stages.count + i] || reference.items[i] > rows[HIGH * stages.count + i];
    if (node != CPF_NONE)
        cpf__answer_positions(call, "outside", outside, steps);
}

const cpf__call_row cpf__methods_proportion[CPF__PROPORTION_METHODS] = {
    {{{"proportion_interval", "Limits of a share", "比例的置信区间", "How far a share of a small count can be trusted.",
       "小样本比例的可信范围。",
       "Wilson: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); _cc with continuity correction",
       "Wilson 1927; Newcombe 1998, Statistics in Medicine 17, 857; Clopper & Pearson 1934; Agresti & Coull 1998; "
       "Brown, Cai & DasGupta 2001",
       CPF__PARAMS(interval_params)},
      "rate, lo, hi; n = 0: null, 0, 1 with reason empty"},
     run_interval},
    {{{"proportion_difference", "Difference of two shares", "两个比例之差",
       "Limits of the difference of two shares, also of small counts.", "两个比例之差的可信范围，适用于小样本。",
       "d - sqrt((p1-l1)^2 + (u2-p2)^2), d + sqrt((u1-p1)^2 + (p2-l2)^2), Wilson limits l, u",
       "Newcombe 1998, Statistics in Medicine 17, 873, methods 10 and 11", CPF__PARAMS(share_difference_params)},
      "difference, lo, hi; a size of 0: null, -1, 1 with reason empty"},
     run_share_difference},
    {{{"stage_conversion", "Conversion of stages", "阶段转化率", "How many go on from stage to stage, with limits.",
       "各阶段的转化率及其可信范围。", "n_(k+1) / n_k and n_k / n_1 with Wilson limits", "Wilson 1927",
       CPF__PARAMS(stage_params)},
      "conversion, lo, hi: one a step; cumulative, cumulative_lo, cumulative_hi: one a stage; outside: steps, from 0, "
      "whose limits leave out the reference"},
     run_stages},
};
