/* SPDX-License-Identifier: MIT */
/* Trends of values that go up and down with the seasons: each value is compared with those of its own season. */
#include <math.h>

#include "call_methods.h"
#include "kendall.h"
#include "slopes.h"
#include "sort_doubles.h"
#include "special.h"
#include "trend_series.h"

enum { PERIOD_MOST = 100000, PAIRS_MOST = 12500000 };

static const cpf_param seasonal_params[] = {CPF__PARAM_X, CPF__PARAM_PERIOD, CPF__PARAM_CONTINUITY};

static const cpf_param seasonal_sen_params[] = {CPF__PARAM_X, CPF__PARAM_PERIOD, CPF__PARAM_FROM, CPF__PARAM_CONFIDENCE,
                                                CPF__PARAM_LIMIT_RANK};

/* The values of one season, in `of`, taken from those of all. */
static void take_season(const cpf__series *all, int64_t season, int64_t period, cpf__series *of)
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

static int32_t read_seasons(cpf__call *call, cpf__series *all, cpf__series *one, seasons *sums)
{
    sums->period = cpf__call_whole(call, "period", 2, PERIOD_MOST);
    *all = cpf__call_series(call, cpf__call_find(call, "x"), CPF_NONE, 1);
    one->t = cpf__call_take(call, all->given, sizeof *one->t);
    one->x = cpf__call_take(call, all->given, sizeof *one->x);
    sums->scores = cpf__call_take(call, sums->period, sizeof *sums->scores);
    sums->variances = cpf__call_take(call, sums->period, sizeof *sums->variances);
    sums->z = cpf__call_take(call, sums->period, sizeof *sums->z);
    return call->status == CPF_OK;
}

static void add_seasons(const cpf__series *all, cpf__series *one, seasons *sums)
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
    cpf__series all = {0}, one = {0};
    seasons sums = {0};

    if (!read_seasons(call, &all, &one, &sums))
        return;
    add_seasons(&all, &one, &sums);
    if (all.given < 2 * sums.period || all.n < CPF__TREND_LEAST || !sums.counted) {
        cpf__answer_without(call, "S", "too_few");
        return;
    }
    cpf__answer_score(call, sums.score, sums.variance, corrected);
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
    cpf__series all = {0}, one = {0};
    seasons sums = {0};
    cpf__doubles slopes = {NULL, 0};

    (void)cpf__call_word(call, "limit_rank");
    if (!read_seasons(call, &all, &one, &sums))
        return;
    add_seasons(&all, &one, &sums);
    if (all.given < 2 * sums.period || all.n < CPF__TREND_LEAST || !sums.counted) {
        cpf__answer_without(call, "slope_per_year", "too_few");
        return;
    }
    if (sums.pairs > PAIRS_MOST) {
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "12500000", NULL, NULL);
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
    cpf__answer_double(call, "intercept", cpf__intercept_of(&all, slope / (double)sums.period));
    cpf__answer_limits(call, slopes, sums.variance, confidence);
}

const cpf__call_row cpf__methods_seasons[CPF__SEASONS_METHODS] = {
    {{{"seasonal_mann_kendall", "Trend test season by season", "季节性 Mann-Kendall 检验",
       "Whether values rise or fall, each compared with those of its own season only.",
       "仅在同一季节内比较，判断是否存在趋势。", "S = sum of S[k]; varS = sum of varS[k]; sum z[k]^2 - m mean(z)^2",
       "Hirsch, Slack & Smith 1982; van Belle & Hughes 1984", CPF__PARAMS(seasonal_params)},
      CPF__SCORE_ANSWER
      "tau_a; season_S, season_varS, season_z; chi2_heterogeneity, df_heterogeneity, p_heterogeneity; "
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
};
