/* SPDX-License-Identifier: MIT */
/* Whether values rise or fall, and by how much: Mann-Kendall, Theil-Sen, both also season by season, and Kendall's tau.
 */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "change.h"
#include "kendall.h"
#include "slopes.h"
#include "sort_doubles.h"
#include "special.h"

enum { TREND_LEAST = 4, PERIOD_MOST = 100000, CORRELATED_MOST = 5000 };

#define PARAM_X                                                                                                        \
    {                                                                                                                  \
        "x", "values in the order of time; null: missing, its time stays",                                             \
            "按时间顺序的数值；null 表示缺失，时间位置保留", "list of numbers", NULL, NULL, NULL                       \
    }
#define PARAM_PERIOD                                                                                                   \
    {                                                                                                                  \
        "period", "values in a year", "一年内的期数", "values", "2", "100000", NULL                                    \
    }
#define PARAM_CONTINUITY                                                                                               \
    {                                                                                                                  \
        "continuity", "whether S is brought nearer to 0 by 1", "是否作连续性校正", "flag", NULL, NULL, "true"          \
    }
#define PARAM_CONFIDENCE                                                                                               \
    {                                                                                                                  \
        "confidence", "coverage of the limits", "置信水平", "share", "0", "1", "0.95"                                  \
    }
#define PARAM_LIMIT_RANK                                                                                               \
    {                                                                                                                  \
        "limit_rank", "limits between two slopes on a straight line, or at the nearest", "置信限取插值或最近秩",       \
            "interpolated|rounded", NULL, NULL, "interpolated"                                                         \
    }
#define PARAM_FROM                                                                                                     \
    {                                                                                                                  \
        "t_from", "time of the first value; each next is 1 later", "首个数值的时间，其后逐个加 1", "number", NULL,     \
            NULL, "1"                                                                                                  \
    }

static const cpf_param mann_kendall_params[] = {
    PARAM_X,
    PARAM_CONTINUITY,
    {"variance", "as if values did not follow each other, or with their correlation (Hamed & Rao)",
     "方差：独立，或按自相关修正（Hamed-Rao）", "plain|hamed_rao", NULL, NULL, "plain"},
};

static const cpf_param theil_sen_params[] = {
    {"x", "values in the order of time; null: missing, its time stays; or y", "按时间顺序的数值；null 表示缺失；或用 y",
     "list of numbers", NULL, NULL, "none"},
    {"y", "another name of x", "同 x", "list of numbers", NULL, NULL, "none"},
    {"t", "times; without them 1, 2, 3", "各值的时间；省略则为 1、2、3", "list of numbers", NULL, NULL, "none"},
    PARAM_FROM,
    PARAM_CONFIDENCE,
    PARAM_LIMIT_RANK,
    PARAM_CONTINUITY,
};

static const cpf_param seasonal_params[] = {PARAM_X, PARAM_PERIOD, PARAM_CONTINUITY};

static const cpf_param seasonal_sen_params[] = {PARAM_X, PARAM_PERIOD, PARAM_FROM, PARAM_CONFIDENCE, PARAM_LIMIT_RANK};

static const cpf_param tau_params[] = {
    {"x", "values", "数值", "list of numbers", NULL, NULL, NULL},
    {"y", "values that belong to x, one each", "与 x 逐个对应的数值", "list of numbers", NULL, NULL, NULL},
    PARAM_CONTINUITY,
};

/* Values that are there, with their times; `at`: their positions. */
typedef struct series {
    double *t, *x;
    int64_t *at, *scratch;
    int64_t n, given;
} series;

/* What is not there is left out. */
static series read_series(cpf__call *call, int32_t node, int32_t t_node, double from)
{
    double missing = NAN;
    cpf__doubles x = cpf__call_doubles(call, node, -1, &missing, CPF__ANY_NUMBER), t = {NULL, 0};
    series read = {NULL, x.items, NULL, NULL, 0, x.count};

    if (x.count > CPF__KENDALL_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000000", NULL, NULL);
    if (t_node != CPF_NONE && call->status == CPF_OK)
        t = cpf__call_doubles(call, t_node, x.count, NULL, CPF__ANY_NUMBER);
    read.t = t.items ? t.items : cpf__call_take(call, x.count, sizeof *read.t);
    read.at = cpf__call_take(call, x.count, sizeof *read.at);
    read.scratch = cpf__call_take(call, 3 * x.count, sizeof *read.scratch);
    for (int64_t i = 0; call->status == CPF_OK && i < x.count; i++) {
        if (isnan(x.items[i]))
            continue;
        read.t[read.n] = t.items ? t.items[i] : from + (double)i;
        read.x[read.n] = x.items[i];
        read.at[read.n++] = i;
    }
    return read;
}

static void answer_without(cpf__call *call, const char *name, const char *reason)
{
    cpf__answer_null(call, name);
    cpf__answer_text(call, "reason", reason);
}

static void answer_score(cpf__call *call, int64_t score, double variance, int corrected)
{
    double z = variance < 0 ? NAN : cpf__score_z(score, variance, corrected);

    cpf__answer_whole(call, "S", score);
    cpf__answer_double(call, "varS", variance);
    cpf__answer_double(call, "z", z);
    cpf__answer_double(call, "p", cpf__two_sided(z));
}

static void answer_taus(cpf__call *call, const cpf__kendall *kendall)
{
    cpf__answer_double(call, "tau_a", cpf__kendall_tau_a(kendall));
    cpf__answer_double(call, "tau_b", cpf__kendall_tau_b(kendall));
}

/* The slopes of a series, sorted, and its median; none when it is too long or they do not fit. */
static cpf__doubles sorted_slopes(cpf__call *call, int32_t node, const series *read)
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
static double correlated_growth(cpf__call *call, const series *read)
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
    series read = read_series(call, cpf__call_find(call, "x"), CPF_NONE, 1);
    int corrected = cpf__call_flag(call, "continuity"), correlated = cpf__call_word(call, "variance") == 1;
    cpf__kendall kendall;

    if (call->status != CPF_OK)
        return;
    if (read.n < TREND_LEAST) {
        answer_without(call, "S", "too_few");
        return;
    }
    kendall = cpf__kendall_of(read.t, read.x, read.n, read.scratch);
    if (correlated)
        kendall.variance *= correlated_growth(call, &read);
    answer_score(call, kendall.score, kendall.variance, corrected);
    answer_taus(call, &kendall);
    cpf__answer_double(call, "lag_1", cpf__autocorrelation(read.x, read.n, 1));
    cpf__answer_whole(call, "n", read.n);
}

static void answer_limits(cpf__call *call, cpf__doubles slopes, double variance, double confidence, double scale)
{
    int rounded = cpf__call_word(call, "limit_rank") == 1;
    cpf__slope_limits limits = cpf__slope_limits_of(slopes.items, slopes.count, variance, confidence, rounded);

    cpf__answer_double(call, "slope_lo", limits.low * scale);
    cpf__answer_double(call, "slope_hi", limits.high * scale);
    cpf__answer_whole(call, "slopes", slopes.count);
}

/* median(x) - slope * median(t): Conover's. Sorts both. */
static double intercept_of(const series *read, double slope)
{
    cpf__sort_doubles(read->x, read->n);
    cpf__sort_doubles(read->t, read->n);
    return cpf__median_sorted(read->x, read->n) - slope * cpf__median_sorted(read->t, read->n);
}

static void run_theil_sen(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x"), other = cpf__call_find(call, "y");
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1), slope;
    int corrected = cpf__call_flag(call, "continuity");
    cpf__doubles slopes;
    cpf__kendall kendall;
    series read;

    if ((node == CPF_NONE) == (other == CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_EITHER, "x", "y", NULL);
    node = node == CPF_NONE ? other : node;
    read = read_series(call, node, cpf__call_find(call, "t"), cpf__call_double(call, "t_from", 1, CPF__ANY_NUMBER));
    if (call->status == CPF_OK && read.n < TREND_LEAST) {
        answer_without(call, "slope", "too_few");
        return;
    }
    slopes = sorted_slopes(call, node, &read);
    if (call->status != CPF_OK)
        return;
    if (!slopes.count) {
        answer_without(call, "slope", "one_time");
        return;
    }
    kendall = cpf__kendall_of(read.t, read.x, read.n, read.scratch);
    slope = cpf__median_sorted(slopes.items, slopes.count);
    cpf__answer_double(call, "slope", slope);
    cpf__answer_double(call, "intercept_conover", intercept_of(&read, slope));
    answer_limits(call, slopes, kendall.variance, confidence, 1);
    answer_score(call, kendall.score, kendall.variance, corrected);
    answer_taus(call, &kendall);
    cpf__answer_whole(call, "n", read.n);
}

/* The values of one season, in `of`, taken from those of all. */
static void take_season(const series *all, int64_t season, int64_t period, series *of)
{
    of->n = 0;
    for (int64_t i = 0; i < all->n; i++) {
        if (all->at[i] % period != season)
            continue;
        of->t[of->n] = (double)(all->at[i] / period);
        of->x[of->n++] = all->x[i];
    }
}

/* Sums over the seasons. z without the step of 1, as the test of whether seasons differ wants it. */
typedef struct seasons {
    int64_t period, score, pairs, counted;
    int64_t *scores;
    double *variances, *z;
    double variance, z_sum, z_squares;
} seasons;

static int32_t read_seasons(cpf__call *call, series *all, series *one, seasons *sums)
{
    sums->period = cpf__call_whole(call, "period", 2, PERIOD_MOST);
    *all = read_series(call, cpf__call_find(call, "x"), CPF_NONE, 1);
    one->t = cpf__call_take(call, all->given, sizeof *one->t);
    one->x = cpf__call_take(call, all->given, sizeof *one->x);
    sums->scores = cpf__call_take(call, sums->period, sizeof *sums->scores);
    sums->variances = cpf__call_take(call, sums->period, sizeof *sums->variances);
    sums->z = cpf__call_take(call, sums->period, sizeof *sums->z);
    return call->status == CPF_OK;
}

static void add_seasons(const series *all, series *one, seasons *sums)
{
    for (int64_t season = 0; season < sums->period; season++) {
        cpf__kendall kendall;

        take_season(all, season, sums->period, one);
        kendall = cpf__kendall_of(one->t, one->x, one->n, all->scratch);
        sums->scores[season] = kendall.score;
        sums->variances[season] = kendall.variance;
        sums->z[season] = cpf__score_z(kendall.score, kendall.variance, 0);
        sums->score += kendall.score;
        sums->pairs += kendall.pairs;
        sums->variance += kendall.variance;
        sums->counted += one->n > 1;
        sums->z_sum += sums->z[season];
        sums->z_squares += sums->z[season] * sums->z[season];
    }
}

static void answer_heterogeneity(cpf__call *call, const seasons *sums)
{
    double trend = sums->z_sum * sums->z_sum / (double)sums->counted, rest = fmax(0, sums->z_squares - trend);
    double freedom = (double)(sums->counted - 1);

    cpf__answer_double(call, "chi2_heterogeneity", rest);
    cpf__answer_double(call, "df_heterogeneity", freedom);
    cpf__answer_double(call, "p_heterogeneity", freedom > 0 ? cpf__chi_square_above(rest, freedom) : NAN);
    cpf__answer_double(call, "chi2_trend", trend);
    cpf__answer_double(call, "p_trend", cpf__chi_square_above(trend, 1));
}

static void run_seasonal_mann_kendall(cpf__call *call)
{
    int corrected = cpf__call_flag(call, "continuity");
    series all = {0}, one = {0};
    seasons sums = {0};

    if (!read_seasons(call, &all, &one, &sums))
        return;
    add_seasons(&all, &one, &sums);
    if (all.given < 2 * sums.period || all.n < TREND_LEAST || !sums.counted) {
        answer_without(call, "S", "too_few");
        return;
    }
    answer_score(call, sums.score, sums.variance, corrected);
    cpf__answer_double(call, "tau_a", (double)sums.score / (double)sums.pairs);
    cpf__answer_numbers(call, "season_S", (cpf__numbers){sums.scores, NULL, sums.period}, 0);
    cpf__answer_doubles(call, "season_varS", sums.variances, sums.period);
    cpf__answer_doubles(call, "season_z", sums.z, sums.period);
    answer_heterogeneity(call, &sums);
}

static void run_seasonal_sen(cpf__call *call)
{
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1), slope;
    double from = cpf__call_double(call, "t_from", 1, CPF__ANY_NUMBER);
    int32_t node = cpf__call_find(call, "x");
    series all = {0}, one = {0};
    seasons sums = {0};
    cpf__doubles slopes = {NULL, 0};

    if (!read_seasons(call, &all, &one, &sums))
        return;
    add_seasons(&all, &one, &sums);
    if (all.given < 2 * sums.period || all.n < TREND_LEAST || !sums.counted) {
        answer_without(call, "slope_per_year", "too_few");
        return;
    }
    slopes.items = cpf__call_take(call, sums.pairs, sizeof *slopes.items);
    for (int64_t season = 0; season < sums.period && call->status == CPF_OK; season++) {
        take_season(&all, season, sums.period, &one);
        slopes.count += cpf__slopes_of(one.t, one.x, one.n, slopes.items + slopes.count);
    }
    for (int64_t i = 0; i < slopes.count; i++) {
        if (!isfinite(slopes.items[i]))
            cpf__call_fail(call, node, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    }
    if (call->status != CPF_OK)
        return;
    cpf__sort_doubles(slopes.items, slopes.count);
    slope = cpf__median_sorted(slopes.items, slopes.count);
    for (int64_t i = 0; i < all.n; i++)
        all.t[i] = from + (double)all.at[i];
    cpf__answer_double(call, "slope_per_year", slope);
    cpf__answer_double(call, "slope_per_value", slope / (double)sums.period);
    cpf__answer_double(call, "intercept", intercept_of(&all, slope / (double)sums.period));
    answer_limits(call, slopes, sums.variance, confidence, 1);
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
        answer_without(call, "tau_b", x.count < 2 ? "too_few" : "no_spread");
        return;
    }
    answer_score(call, kendall.score, kendall.variance, corrected);
    cpf__answer_double(call, "D2", (double)kendall.x_apart * (double)kendall.y_apart);
    answer_taus(call, &kendall);
    cpf__answer_whole(call, "n", x.count);
}

#define SCORE_ANSWER "S; varS; z; p: both tails; "

const cpf__call_row cpf__methods_trend[CPF__TREND_METHODS] = {
    {{{"mann_kendall", "Trend test of Mann and Kendall", "Mann-Kendall 趋势检验",
       "Whether values rise or fall, from the signs of all their differences.", "由全部数值对的升降判断是否存在趋势。",
       "S = sum sgn(x[j] - x[i]); z = (S -+ 1) / sqrt(varS)", "Mann 1945; Kendall 1976; Hamed & Rao 1998",
       CPF__PARAMS(mann_kendall_params)},
      SCORE_ANSWER "tau_a; tau_b; lag_1: correlation of neighbours; n; S null with reason too_few below 4 values"},
     run_mann_kendall},
    {{{"theil_sen", "Slope of Theil and Sen", "Theil-Sen 斜率",
       "The median of all slopes between two values, with its limits.", "全部两两斜率的中位数及其置信限。",
       "median((x[j] - x[i]) / (t[j] - t[i])); limits at ranks (N - C) / 2, (N + C) / 2 + 1",
       "Sen 1968; Gilbert 1987; Conover 1999", CPF__PARAMS(theil_sen_params)},
      "slope; intercept_conover: median(x) - slope median(t); slope_lo, slope_hi; slopes: their number; " SCORE_ANSWER
      "tau_a; tau_b; n; slope null with reason too_few below 4 values, or one_time"},
     run_theil_sen},
    {{{"seasonal_mann_kendall", "Trend test season by season", "季节性 Mann-Kendall 检验",
       "Whether values rise or fall, each compared with those of its own season only.",
       "仅在同一季节内比较，判断是否存在趋势。", "S = sum of S[k]; varS = sum of varS[k]; sum z[k]^2 - m mean(z)^2",
       "Hirsch, Slack & Smith 1982; van Belle & Hughes 1984", CPF__PARAMS(seasonal_params)},
      SCORE_ANSWER "tau_a; season_S, season_varS, season_z; chi2_heterogeneity, df_heterogeneity, p_heterogeneity; "
                   "chi2_trend, p_trend; "
                   "S null with reason too_few below two years"},
     run_seasonal_mann_kendall},
    {{{"seasonal_sen", "Slope season by season", "季节性 Sen 斜率",
       "The median of the yearly slopes within each season, with its limits.", "各季节内年度斜率的中位数及其置信限。",
       "median((x[j] - x[i]) / years between) within seasons", "Hirsch, Slack & Smith 1982; Gilbert 1987",
       CPF__PARAMS(seasonal_sen_params)},
      "slope_per_year; slope_per_value; intercept: median(x) - slope_per_value median(t); slope_lo, slope_hi: per "
      "year; slopes; "
      "slope_per_year null with reason too_few below two years"},
     run_seasonal_sen},
    {{{"kendall_tau", "Kendall's rank correlation", "Kendall 秩相关",
       "Whether two quantities rise together, from the signs of all differences.",
       "由全部数值对的同向与反向判断两个量是否同升同降。", "tau_a = S / (n (n - 1) / 2); tau_b = S / sqrt(D2)",
       "Kendall 1976", CPF__PARAMS(tau_params)},
      SCORE_ANSWER
      "D2: product of the numbers of pairs not tied; tau_a; tau_b; n; tau_b null with reason too_few or no_spread"},
     run_kendall_tau},
};
