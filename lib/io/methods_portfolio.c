/* SPDX-License-Identifier: MIT */
/* Partners as a portfolio: classes, concentration, scores, tiers. */
#include <math.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "portfolio.h"
#include "sort_doubles.h"
#include "table_formats.h"
#include "text.h"

enum { LIMITS_MOST = 25, BINS_MOST = 100, RFM_PARTS = 3, FIRST_SCORES = 5, FIRST_ROWS = 10 };

#define PARAM_REMARK(name)                                                                                             \
    {                                                                                                                  \
        name, "a remark about the rule: read, not used", "关于规则的备注，仅读取不使用", "text", NULL, NULL, "none"    \
    }

static const cpf_param abc_params[] = {
    {"items", "names of the items", "项目名称", "list of texts", NULL, NULL, "none"},
    {"value", "amounts; or give units and unit_cost", "金额（或给出 units 与 unit_cost）", "list of numbers", NULL,
     NULL, "none"},
    {"units", "quantities", "数量", "list of numbers", NULL, NULL, "none"},
    {"unit_cost", "prices", "单价", "list of numbers", NULL, NULL, "none"},
    {"limits_cumulative_percent", "cumulative shares at which classes end", "各类的累计占比上限（%）",
     "list of per cents, rising", "0", "100", "[80, 95]"},
    PARAM_REMARK("class_rule"),
};

static const cpf_param shares_params[] = {
    {"shares_percent", "shares in per cent; or give amounts", "份额（%），或给出 amounts", "list of numbers", NULL,
     NULL, "none"},
    {"amounts", "amounts, of which the shares are taken; below 0 counts 0", "金额，由此计算份额；负数按 0 计",
     "list of numbers", NULL, NULL, "none"},
};

static const cpf_param rfm_params[] = {
    {"recency_days", "days since the last order", "距最近一次订单的天数", "list of numbers", NULL, NULL, NULL},
    {"frequency", "number of orders", "订单次数", "list of numbers", NULL, NULL, NULL},
    {"monetary", "amount ordered", "订单金额", "list of numbers", NULL, NULL, NULL},
    {"bins", "classes", "分档数", "classes", "2", "100", "5"},
    PARAM_REMARK("threshold_rule"),
};

static const cpf_param matrix_params[] = {
    {"growth_and_relative_share", "for each: growth, and share by that of the largest other; null: no base",
     "各单位的增长率与相对份额，null 表示无基数", "list of lists of 2 numbers", NULL, NULL, NULL},
    {"growth_limit", "growth from which it is high", "高增长的界限", "number", NULL, NULL, "0.1"},
    {"share_limit", "relative share from which it is high", "高份额的界限", "number", NULL, NULL, "1"},
};

static const cpf_param tier_params[] = {
    {"limits", "scores from which each tier is reached, the lowest first", "各级别的达标分数（由低到高）",
     "list of numbers, rising", NULL, NULL, NULL},
    {"margin", "part of the limit that a score may fall below it before the tier is lost", "降级缓冲比例", "share", "0",
     "1", "0"},
    {"start_tier", "tier before the first score; 0: none", "初始级别，0 表示无级别", "tier", "0", "25", "0"},
    {"scores", "scores, one a period", "各期得分", "list of numbers", NULL, NULL, NULL},
};

static void check_rising(cpf__call *call, int32_t node, cpf__doubles limits)
{
    for (int64_t i = 1; call->status == CPF_OK && i < limits.count; i++)
        if (!(limits.items[i] > limits.items[i - 1]))
            cpf__call_fail(call, node, CPF__IO_CALL_RISING, NULL, NULL, NULL);
    if (limits.count > LIMITS_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "25", NULL, NULL);
}

static cpf__doubles read_values(cpf__call *call)
{
    int32_t value = cpf__call_find(call, "value"), units = cpf__call_find(call, "units"),
            cost = cpf__call_find(call, "unit_cost");
    cpf__doubles values = {NULL, 0}, prices;

    if ((value == CPF_NONE) == (units == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "value", "units", NULL);
    if (value != CPF_NONE)
        return cpf__call_doubles(call, value, -1, NULL, CPF__ANY_NUMBER);
    if (cost == CPF_NONE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_NEEDS, "unit_cost", NULL, NULL);
    values = cpf__call_doubles(call, units, -1, NULL, CPF__ANY_NUMBER);
    prices = cpf__call_doubles(call, cost, values.count, NULL, CPF__ANY_NUMBER);
    for (int64_t i = 0; call->status == CPF_OK && i < values.count; i++)
        values.items[i] *= prices.items[i];
    return values;
}

static void answer_classes(cpf__call *call, const char *name, const int32_t *classes, int64_t count)
{
    char letter[] = "A";

    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count; i++) {
        letter[0] = (char)('A' + classes[i]);
        cpf__text_add(call->answer, i ? ", " : "");
        cpf__json_string(call->answer, letter);
    }
    cpf__text_add(call->answer, "]");
}

typedef struct abc_work {
    double *keys, *cumulative, *percent, *reached;
    int64_t *order;
    int32_t *exact, *book; /* classes by position */
} abc_work;

static void answer_abc(cpf__call *call, cpf__doubles values, abc_work *work, const double *limits, int32_t count)
{
    double total = cpf__cumulative_shares(values.items, values.count, work->keys, work->order, work->cumulative);

    if (!(total > 0)) {
        cpf__answer_null(call, "class");
        cpf__answer_text(call, "reason", "zero_sum");
        return;
    }
    for (int64_t i = 0; i < values.count; i++) {
        int64_t at = work->order[i];

        work->percent[at] = 100 * (values.items[at] > 0 ? values.items[at] : 0) / total;
        work->reached[at] = work->cumulative[i];
        work->exact[at] = cpf__share_class(work->cumulative[i], limits, count, i);
        work->book[at] = cpf__share_class(round(work->cumulative[i]), limits, count, i);
    }
    cpf__answer_doubles(call, "value", values.items, values.count);
    cpf__answer_double(call, "total", total);
    cpf__answer_doubles(call, "percent", work->percent, values.count);
    cpf__answer_doubles(call, "cumulative_percent", work->reached, values.count);
    answer_classes(call, "class", work->exact, values.count);
    answer_classes(call, "class_book", work->book, values.count);
}

static void run_abc(cpf__call *call)
{
    static const double usual[] = {80, 95};
    int32_t node = cpf__call_find(call, "limits_cumulative_percent"), items = cpf__call_find(call, "items");
    cpf__doubles limits = {NULL, 2}, values = read_values(call);
    int64_t n = values.count;
    abc_work work = {cpf__call_take(call, n, sizeof(double)),  cpf__call_take(call, n, sizeof(double)),
                     cpf__call_take(call, n, sizeof(double)),  cpf__call_take(call, n, sizeof(double)),
                     cpf__call_take(call, n, sizeof(int64_t)), cpf__call_take(call, n, sizeof(int32_t)),
                     cpf__call_take(call, n, sizeof(int32_t))};

    if (node != CPF_NONE)
        limits = cpf__call_doubles(call, node, -1, NULL, CPF__NOT_NEGATIVE);
    if (node != CPF_NONE)
        check_rising(call, node, limits);
    if (call->status == CPF_OK && node != CPF_NONE && limits.count && limits.items[limits.count - 1] > 100)
        cpf__call_fail(call, node, CPF__IO_CALL_RANGE, "a share", "0", "100");
    if (items != CPF_NONE)
        (void)cpf__call_texts(call, items, n);
    if (call->status == CPF_OK)
        answer_abc(call, values, &work, node == CPF_NONE ? usual : limits.items, (int32_t)limits.count);
}

static cpf__doubles read_shares(cpf__call *call)
{
    int32_t shares = cpf__call_find(call, "shares_percent"), amounts = cpf__call_find(call, "amounts");

    if ((shares == CPF_NONE) == (amounts == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "shares_percent", "amounts", NULL);
    return cpf__call_doubles(call, amounts == CPF_NONE ? shares : amounts, -1, NULL, CPF__ANY_NUMBER);
}

/* Shares that are stated need not be all there are. */
static double stated_whole(const cpf__call *call)
{
    return cpf__call_find(call, "shares_percent") != CPF_NONE ? 100 : 0;
}

static void run_hhi(cpf__call *call)
{
    cpf__doubles shares = read_shares(call);
    cpf__concentrated found =
        cpf__concentration_of(shares.items, call->status == CPF_OK ? shares.count : 0, stated_whole(call));

    if (call->status != CPF_OK)
        return;
    cpf__answer_double(call, "hhi", found.herfindahl);
    cpf__answer_double(call, "normalised", found.normalised);
    cpf__answer_double(call, "effective_number", 1e4 / found.herfindahl);
    if (isnan(found.herfindahl))
        cpf__answer_text(call, "reason", shares.count ? "zero_sum" : "too_few");
}

static void run_concentration(cpf__call *call)
{
    static const char *const names[] = {"cr1", "cr2", "cr3", "cr4", "cr5", "cr8", "cr10"};
    static const int64_t largest[] = {1, 2, 3, 4, 5, 8, 10};
    cpf__doubles shares = read_shares(call);
    double *keys = cpf__call_take(call, shares.count, sizeof *keys);
    double *cumulative = cpf__call_take(call, shares.count, sizeof *cumulative);
    int64_t *order = cpf__call_take(call, shares.count, sizeof *order);
    double whole = stated_whole(call), scale;
    cpf__concentrated found;

    if (call->status != CPF_OK)
        return;
    found = cpf__concentration_of(shares.items, shares.count, whole);
    scale = whole > 0 ? found.total / whole : 1;
    (void)cpf__cumulative_shares(shares.items, shares.count, keys, order, cumulative);
    for (size_t i = 0; i < sizeof largest / sizeof largest[0] && !isnan(found.entropy); i++)
        cpf__answer_double(call, names[i],
                           scale * cumulative[(largest[i] < shares.count ? largest[i] : shares.count) - 1]);
    cpf__answer_double(call, "entropy", found.entropy);
    cpf__answer_double(call, "effective_number", found.shannon);
    if (isnan(found.entropy))
        cpf__answer_text(call, "reason", shares.count ? "zero_sum" : "too_few");
}

/* One of the three: its limits and scores. */
typedef struct rfm_part {
    const char *name;
    cpf__doubles values;
    double limits[BINS_MOST];
    int64_t *scores;
    int merged; /* equal limits: scores skip numbers */
} rfm_part;

static void score_part(cpf__call *call, rfm_part *part, int32_t bins, int reversed)
{
    double *sorted = cpf__call_take(call, part->values.count, sizeof *sorted);

    part->scores = cpf__call_take(call, part->values.count, sizeof *part->scores);
    if (call->status != CPF_OK || !part->values.count)
        return;
    memcpy(sorted, part->values.items, (size_t)part->values.count * sizeof *sorted);
    cpf__sort_doubles(sorted, part->values.count);
    cpf__quantile_limits(sorted, part->values.count, bins, 1, part->limits);
    for (int32_t i = 1; i < bins - 1; i++)
        part->merged |= part->limits[i] == part->limits[i - 1];
    for (int64_t i = 0; i < part->values.count; i++) {
        int32_t score = cpf__score_by_limits(part->values.items[i], part->limits, bins - 1);

        part->scores[i] = reversed ? bins + 1 - score : score;
    }
}

static void answer_rfm(cpf__call *call, rfm_part *parts, int32_t bins)
{
    static const char *const names[RFM_PARTS] = {"recency", "frequency", "monetary"};
    static const char *const scores[RFM_PARTS] = {"recency_scores", "frequency_scores", "monetary_scores"};
    static const char *const counts[RFM_PARTS] = {"score_counts_r", "score_counts_f", "score_counts_m"};
    int64_t n = parts[0].values.count, first = n < FIRST_ROWS ? n : FIRST_ROWS;
    int64_t *rows = cpf__call_take(call, RFM_PARTS * first, sizeof *rows);
    int64_t found[BINS_MOST];

    if (call->status != CPF_OK)
        return;
    cpf__answer_name(call, "thresholds");
    for (int k = 0; k < RFM_PARTS; k++) {
        cpf__text_add(call->answer, k ? ", " : "{");
        cpf__json_string(call->answer, names[k]);
        cpf__text_add(call->answer, ": [");
        for (int32_t i = 0; i < bins - 1; i++) {
            cpf__text_add(call->answer, i ? ", " : "");
            cpf__text_add_double(call->answer, parts[k].limits[i]);
        }
        cpf__text_add(call->answer, "]");
    }
    cpf__text_add(call->answer, "}");
    for (int k = 0; k < RFM_PARTS; k++) {
        memset(found, 0, sizeof found);
        for (int64_t i = 0; i < n; i++) {
            found[parts[k].scores[i] - 1]++;
            if (i < first)
                rows[i * RFM_PARTS + k] = parts[k].scores[i];
        }
        cpf__answer_numbers(call, scores[k], (cpf__numbers){parts[k].scores, NULL, n}, 0);
        cpf__answer_numbers(call, counts[k], (cpf__numbers){found, NULL, bins}, 0);
    }
    cpf__answer_flag(call, "merged", parts[0].merged | parts[1].merged | parts[2].merged);
    cpf__answer_numbers(call, "first_recency_scores",
                        (cpf__numbers){parts[0].scores, NULL, n < FIRST_SCORES ? n : FIRST_SCORES}, 0);
    cpf__answer_whole_matrix(call, "first_rfm", rows, first, RFM_PARTS);
}

static void run_rfm(cpf__call *call)
{
    rfm_part parts[RFM_PARTS] = {{.name = "recency_days"}, {.name = "frequency"}, {.name = "monetary"}};
    int32_t bins = (int32_t)cpf__call_whole(call, "bins", 2, BINS_MOST);
    int64_t n = -1;

    for (int k = 0; k < RFM_PARTS; k++) {
        parts[k].values = cpf__call_doubles(call, cpf__call_find(call, parts[k].name), n, NULL, CPF__ANY_NUMBER);
        n = parts[k].values.count;
        if (call->status == CPF_OK)
            score_part(call, &parts[k], bins, k == 0);
    }
    if (call->status == CPF_OK && !n) {
        cpf__answer_null(call, "thresholds");
        cpf__answer_text(call, "reason", "too_few");
    } else if (call->status == CPF_OK) {
        answer_rfm(call, parts, bins);
    }
}

static void run_matrix(cpf__call *call)
{
    static const char *const cells[2][2] = {{"exit_or_fix", "keep"}, {"select", "grow"}};
    static const double none = NAN;
    double growth = cpf__call_double(call, "growth_limit", 0.1, CPF__ANY_NUMBER);
    double share = cpf__call_double(call, "share_limit", 1, CPF__ANY_NUMBER);
    int32_t node = cpf__call_find(call, "growth_and_relative_share"), at;

    at = cpf__call_list(call, node, -1) ? cpf__json_child(call->json, node) : CPF_NONE;
    cpf__answer_name(call, "cell");
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at)) {
        cpf__doubles two = cpf__call_doubles(call, at, 2, &none, CPF__ANY_NUMBER);

        if (call->status != CPF_OK)
            return;
        cpf__text_add(call->answer, i ? ", " : "");
        if (isnan(two.items[0]) || isnan(two.items[1]))
            cpf__text_add(call->answer, "null");
        else
            cpf__json_string(call->answer, cells[two.items[0] >= growth][two.items[1] >= share]);
    }
    cpf__text_add(call->answer, "]");
}

static void run_tiers(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "limits");
    cpf__doubles limits = cpf__call_doubles(call, node, -1, NULL, CPF__ABOVE_ZERO);
    cpf__doubles scores = cpf__call_doubles(call, cpf__call_find(call, "scores"), -1, NULL, CPF__ANY_NUMBER);
    double margin = cpf__call_double(call, "margin", 0, CPF__FROM_0_TO_1);
    int64_t *tiers = cpf__call_take(call, scores.count, sizeof *tiers), tier;

    check_rising(call, node, limits);
    tier = cpf__call_whole(call, "start_tier", 0, limits.count);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < scores.count; i++)
        tiers[i] = tier = cpf__next_tier((int32_t)tier, scores.items[i], limits.items, (int32_t)limits.count, margin);
    cpf__answer_numbers(call, "tier", (cpf__numbers){tiers, NULL, scores.count}, 0);
}

const cpf__call_row cpf__methods_portfolio[CPF__PORTFOLIO_METHODS] = {
    {{{"abc", "ABC classes", "ABC 分类", "The few that make most of the amount, and the many that make the rest.",
       "按累计占比划分的 ABC 分类。",
       "largest first; class by the cumulative share up to and including the item; the first is always A",
       "Dickie 1951", CPF__PARAMS(abc_params)},
      "value, total, percent, cumulative_percent, class; class_book: the same by whole per cents, as books print them; "
      "null with reason zero_sum"},
     run_abc},
    {{{"hhi", "Herfindahl-Hirschman index", "赫芬达尔指数", "How far few have most of it.", "集中度指数。",
       "sum of squared shares in per cent; (H - 1/N) / (1 - 1/N); 10000 / HHI",
       "Herfindahl 1950; US Department of Justice, Horizontal Merger Guidelines", CPF__PARAMS(shares_params)},
      "hhi, normalised (null for one alone), effective_number; null with reason zero_sum or too_few"},
     run_hhi},
    {{{"concentration", "Concentration", "集中度", "Shares of the largest, and the entropy of all.",
       "前几大单位的份额与熵。", "cr_k = share of the k largest; entropy -sum s ln s; e^entropy",
       "Shannon 1948; Hall & Tideman 1967", CPF__PARAMS(shares_params)},
      "cr1 to cr10 in per cent; entropy; effective_number; null with reason zero_sum or too_few"},
     run_concentration},
    {{{"rfm", "RFM scores", "RFM 评分",
       "Recency, frequency and amount of orders in classes of equal size, by limits that can be kept.",
       "按最近订单、订单频次与金额分档计分，界限可保存沿用。",
       "limits: quantiles of type 7 and 1; a value at a limit is in the upper class; recency reversed", "Hughes 1994",
       CPF__PARAMS(rfm_params)},
      "thresholds; recency_scores, frequency_scores, monetary_scores and how many have each; merged: equal limits, so "
      "that scores skip numbers; "
      "first_recency_scores, first_rfm: the first 5 and 10 to look at; null with reason too_few"},
     run_rfm},
    {{{"portfolio_matrix", "Growth and share matrix", "增长份额矩阵", "Grow, select, keep, or exit.",
       "按增长率与相对份额分为发展、择优、维持、退出或整改。",
       "growth at or above the limit and relative share at or above the limit: grow; growth alone: select; share "
       "alone: keep; neither: exit_or_fix",
       "Henderson 1970", CPF__PARAMS(matrix_params)},
      "cell: one each, null without a base"},
     run_matrix},
    {{{"tiering", "Tiers with hysteresis", "分级（带缓冲）",
       "Up where a limit is reached, down only below it by a margin, one step a period.",
       "达标即升级，低于界限一定比例才降级，每期最多一级。",
       "up: score >= next limit; down: score < limit (1 - margin)", "", CPF__PARAMS(tier_params)},
      "tier: after each score; 0 is none"},
     run_tiers},
};
