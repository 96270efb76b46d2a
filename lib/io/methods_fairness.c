/* SPDX-License-Identifier: MIT */
/* Whether groups fare alike. */
#include <math.h>

#include "call_counts.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "fairness.h"
#include "text.h"

enum { FOUR = 4, MARGIN_MOST = 10000000 };

static const cpf_param ratio_params[] = {
    {"selected", "how many of each group were selected", "各组入选人数", "list of counts", "0", NULL, NULL},
    {"applicants", "how many each group has", "各组总人数", "list of counts", "0", NULL, NULL},
    {"groups", "names of the groups", "组名", "list of texts", NULL, NULL, "none"},
};

static const cpf_param fisher_params[] = {
    {"table", "counts: two rows of two", "2×2 频数表", "list of 2 lists of 2 counts", "0", NULL, NULL},
};

static const cpf_param difference_params[] = {
    {"mean_1", "mean of group 1", "第一组均值", "number", NULL, NULL, NULL},
    {"mean_0", "mean of group 0", "对照组均值", "number", NULL, NULL, NULL},
    {"sd_1", "deviation of group 1", "第一组标准差", "number from 0", "0", NULL, NULL},
    {"sd_0", "deviation of group 0", "对照组标准差", "number from 0", "0", NULL, NULL},
    {"n_1", "size of group 1; with pooled", "第一组人数（pooled 时需要）", "count", "2", NULL, "none"},
    {"n_0", "size of group 0; with pooled", "对照组人数（pooled 时需要）", "count", "2", NULL, "none"},
    {"denominator", "what the difference is measured by", "标准化所用的标准差", "average|group_1|group_0|pooled", NULL,
     NULL, "average"},
};

static const cpf_param inequality_params[] = {
    {"x", "values", "数值", "list of numbers from 0", "0", NULL, NULL},
};

/* The group with the highest rate of those large enough; CPF_NONE when none has a rate above 0. */
static int64_t best_group(const cpf__counted_lists *groups, int64_t all)
{
    const int64_t *x = groups->x, *n = groups->n;
    int64_t best = CPF_NONE;

    for (int64_t i = 0; i < groups->count; i++)
        if (cpf__group_judged(n[i], all) && x[i] > 0 &&
            (best == CPF_NONE || cpf__rate_compare(x[i], n[i], x[best], n[best], 1, 1) > 0))
            best = i;
    return best;
}

static void answer_flags(cpf__call *call, const char *name, const uint8_t *flags, int64_t count)
{
    cpf__answer_name(call, name);
    for (int64_t i = 0; i < count; i++) {
        cpf__text_add(call->answer, i ? ", " : "[");
        cpf__text_add(call->answer, flags[i] ? "true" : "false");
    }
    cpf__text_add(call->answer, count ? "]" : "[]");
}

static void answer_ratios(cpf__call *call, const cpf__counted_lists *groups, int64_t all)
{
    const int64_t *x = groups->x, *n = groups->n;
    double *rates = cpf__call_take(call, groups->count, sizeof *rates);
    double *ratios = cpf__call_take(call, groups->count, sizeof *ratios);
    uint8_t *adverse = cpf__call_take(call, groups->count, 1), *judged = cpf__call_take(call, groups->count, 1);
    int64_t best = best_group(groups, all);

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < groups->count; i++) {
        rates[i] = (double)x[i] / (double)n[i];
        judged[i] = (uint8_t)(best != CPF_NONE && cpf__group_judged(n[i], all));
        ratios[i] = best == CPF_NONE ? NAN : rates[i] / ((double)x[best] / (double)n[best]);
        adverse[i] = judged[i] && cpf__rate_compare(x[i], n[i], x[best], n[best], 4, 5) < 0;
    }
    cpf__answer_doubles(call, "rate", rates, groups->count);
    cpf__answer_doubles(call, "impact_ratio", ratios, groups->count);
    answer_flags(call, "adverse", adverse, groups->count);
    answer_flags(call, "judged", judged, groups->count);
    if (best == CPF_NONE)
        cpf__answer_text(call, "reason", "none_selected");
}

/* Two groups can also be tested for chance: the second against the first. */
static void answer_two(cpf__call *call, const int64_t *selected, const int64_t *sizes)
{
    double a = (double)selected[0], b = (double)selected[1], m = (double)sizes[0], n = (double)sizes[1];
    double all = (a + b) / (m + n);
    int64_t table[FOUR] = {selected[0], sizes[0] - selected[0], selected[1], sizes[1] - selected[1]};

    cpf__answer_double(call, "z_pooled", (b / n - a / m) / sqrt(all * (1 - all) * (1 / m + 1 / n)));
    if (sizes[0] <= MARGIN_MOST && sizes[1] <= MARGIN_MOST)
        cpf__answer_double(call, "fisher_p_two_sided", cpf__fisher(table).two_sided);
}

static void run_ratios(cpf__call *call)
{
    int32_t names = cpf__call_find(call, "groups");
    cpf__counted_lists groups = cpf__call_counted_lists(call, "selected", "applicants", INT32_MAX);
    int64_t all = 0;

    if (names != CPF_NONE)
        (void)cpf__call_texts(call, names, groups.count);
    for (int64_t i = 0; i < groups.count && call->status == CPF_OK; i++)
        if ((all += groups.n[i]) > INT32_MAX)
            cpf__call_fail(call, cpf__call_find(call, "applicants"), CPF__IO_CALL_SIZE, "2147483647", NULL, NULL);
    if (call->status == CPF_OK)
        answer_ratios(call, &groups, all);
    if (call->status == CPF_OK && groups.count == 2)
        answer_two(call, groups.x, groups.n);
}

static void run_fisher(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "table"), row;
    int64_t counts[FOUR] = {0};
    cpf__exact_test test;
    int k = 0;

    row = cpf__call_list(call, node, 2) && call->status == CPF_OK ? cpf__json_child(call->json, node) : CPF_NONE;
    for (; row != CPF_NONE && call->status == CPF_OK; row = cpf__json_sibling(call->json, row)) {
        cpf__numbers two = cpf__call_counts(call, row, MARGIN_MOST);

        if (!cpf__call_list(call, row, 2) || call->status != CPF_OK)
            return;
        for (int i = 0; i < 2; i++)
            counts[k++] = two.items[i];
    }
    if (call->status != CPF_OK)
        return;
    test = cpf__fisher(counts);
    cpf__answer_double(call, "p_less", test.less);
    cpf__answer_double(call, "p_greater", test.greater);
    cpf__answer_double(call, "p_two_sided", test.two_sided);
    cpf__answer_double(call, "odds_ratio",
                       (double)counts[0] * (double)counts[3] / ((double)counts[1] * (double)counts[2]));
}

enum { BY_AVERAGE, BY_GROUP_1, BY_GROUP_0, BY_POOLED, DENOMINATORS };

static double pooled(cpf__call *call, double sd_1, double sd_0)
{
    double n_1, n_0;

    if (cpf__call_find(call, "n_1") == CPF_NONE || cpf__call_find(call, "n_0") == CPF_NONE)
        return NAN;
    n_1 = (double)cpf__call_whole(call, "n_1", 2, INT32_MAX);
    n_0 = (double)cpf__call_whole(call, "n_0", 2, INT32_MAX);
    return sqrt(((n_1 - 1) * sd_1 * sd_1 + (n_0 - 1) * sd_0 * sd_0) / (n_1 + n_0 - 2));
}

static void run_difference(cpf__call *call)
{
    static const double note = 0.1, large = 0.25;
    double mean_1 = cpf__call_double(call, "mean_1", 0, CPF__ANY_NUMBER);
    double mean_0 = cpf__call_double(call, "mean_0", 0, CPF__ANY_NUMBER);
    double sd_1 = cpf__call_double(call, "sd_1", 0, CPF__NOT_NEGATIVE);
    double sd_0 = cpf__call_double(call, "sd_0", 0, CPF__NOT_NEGATIVE);
    int32_t which = cpf__call_word(call, "denominator");
    double scales[DENOMINATORS] = {sqrt((sd_1 * sd_1 + sd_0 * sd_0) / 2), sd_1, sd_0, pooled(call, sd_1, sd_0)};
    double apart = mean_1 - mean_0, smd;

    if (which == BY_POOLED && isnan(scales[BY_POOLED]))
        cpf__call_fail(call, cpf__call_find(call, "denominator"), CPF__IO_CALL_NEEDS,
                       cpf__call_find(call, "n_1") == CPF_NONE ? "n_1" : "n_0", NULL, NULL);
    if (call->status != CPF_OK)
        return;
    smd = scales[which] > 0 ? apart / scales[which] : NAN;
    cpf__answer_double(call, "smd", smd);
    if (isnan(smd))
        cpf__answer_text(call, "reason", "no_spread");
    else
        cpf__answer_text(call, "class", fabs(smd) > large ? "large" : fabs(smd) > note ? "note" : "small");
    cpf__answer_double(call, "smd_group1", apart / scales[BY_GROUP_1]);
    cpf__answer_double(call, "smd_pooled_average_variance", apart / scales[BY_AVERAGE]);
}

static void run_inequality(cpf__call *call)
{
    cpf__doubles x = cpf__call_doubles(call, cpf__call_find(call, "x"), -1, NULL, CPF__NOT_NEGATIVE);
    cpf__inequality found;

    if (call->status != CPF_OK)
        return;
    found = cpf__inequality_of(x.items, x.count);
    cpf__answer_double(call, "gini", found.gini);
    cpf__answer_double(call, "gini_unbiased", found.gini_unbiased);
    cpf__answer_double(call, "theil", found.theil);
    cpf__answer_double(call, "atkinson_half", found.atkinson);
    if (isnan(found.gini))
        cpf__answer_text(call, "reason", x.count ? "zero_sum" : "too_few");
}

const cpf__call_row cpf__methods_fairness[CPF__FAIRNESS_METHODS] = {
    {{{"four_fifths", "Four-fifths rule", "五分之四规则",
       "Whether a group is selected at less than four fifths of the highest rate.",
       "某组入选率是否低于最高组的五分之四。", "adverse when 5 a N < 4 A n, in whole numbers", "29 CFR 1607.4(D), 1978",
       CPF__PARAMS(ratio_params)},
      "rate, impact_ratio, adverse; judged: groups of 5 or more and 2 per cent of all or more; ratios null with reason "
      "none_selected"},
     run_ratios},
    {{{"fisher_exact", "Fisher's exact test", "费希尔精确检验",
       "Whether two shares differ by more than chance, also in small groups.", "小样本下两组比例差异是否超出偶然。",
       "hypergeometric with the margins given; two sides: all tables no more probable", "Fisher 1935",
       CPF__PARAMS(fisher_params)},
      "p_less, p_greater, p_two_sided; odds_ratio, null where it is not finite"},
     run_fisher},
    {{{"smd", "Standardized mean difference", "标准化均值差",
       "Difference of two means in deviations: more than 0.1 is a note, more than 0.25 large.",
       "以标准差为单位的均值差：超过 0.1 提示，超过 0.25 为大。",
       "(mean_1 - mean_0) / sd; average: sqrt((sd_1^2 + sd_0^2) / 2)", "Cohen 1988; Austin 2009",
       CPF__PARAMS(difference_params)},
      "smd; class: small, note or large; null with reason no_spread; smd_group1 and smd_pooled_average_variance beside "
      "it"},
     run_difference},
    {{{"inequality", "Inequality", "不均衡程度", "How unevenly something is spread over units.",
       "数值在各单位间分布的不均衡程度。",
       "Gini sum (2i - n - 1) x_i / (n sum x), unbiased n / (n - 1); Theil mean(x / m ln(x / m)); Atkinson 1 - "
       "mean(sqrt x)^2 / m",
       "Gini 1912; Theil 1967; Atkinson 1970", CPF__PARAMS(inequality_params)},
      "gini, gini_unbiased, theil, atkinson_half; null with reason zero_sum or too_few"},
     run_inequality},
};
