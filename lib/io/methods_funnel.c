/* SPDX-License-Identifier: MIT */
/* Shares of many units with counts of different size. */
#include <math.h>

#include "beta_binomial.h"
#include "call_counts.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "funnel.h"
#include "special.h"

/* The likelihood is a sum over every count up to the largest. */
enum { FIT_MOST = 1000000 };

static const cpf_param posterior_params[] = {
    {"alpha", "successes the prior is worth", "先验成功数 α", "number above 0", "0", NULL, NULL},
    {"beta", "failures the prior is worth", "先验失败数 β", "number above 0", "0", NULL, NULL},
    {"successes", "how many succeeded", "成功次数", "count", "0", "2147483647", NULL},
    {"n", "out of how many", "总次数", "count", "0", "2147483647", NULL},
    {"confidence", "probability between the limits", "可信水平", "share", "0", "1", "0.95"},
};

static const cpf_param fit_params[] = {
    {"successes", "how many succeeded in each unit", "各单位成功次数", "list of counts", "0", "1000000", NULL},
    {"n", "out of how many in each unit", "各单位总次数", "list of counts", "0", "1000000", NULL},
    {"method", "ml: greatest likelihood; moments: from mean and variance of the shares", "ml 最大似然；moments 矩估计",
     "ml|moments", NULL, NULL, "ml"},
};

static const cpf_param limit_params[] = {
    {"successes", "how many succeeded in each unit", "各单位成功次数", "list of counts", "0", "2147483647", NULL},
    {"n", "out of how many in each unit", "各单位总次数", "list of counts", "0", "2147483647", NULL},
    {"target", "share to compare with; pooled: that of all units together", "目标比例；pooled 为全部单位合并的比例",
     "number inside 0 to 1, or pooled", "0", "1", "pooled"},
    {"limits", "exact and interpolated, or those of a normal distribution", "二项分布插值界限或正态界限",
     "binomial interpolated|normal", NULL, NULL, "binomial interpolated"},
};

static const cpf_param z_params[] = {
    {"successes", "how many succeeded in each unit", "各单位成功次数", "list of counts", "0", "2147483647", NULL},
    {"n", "out of how many in each unit", "各单位总次数", "list of counts", "0", "2147483647", NULL},
    {"target", "share to compare with; pooled: that of all units together", "目标比例；pooled 为全部单位合并的比例",
     "number inside 0 to 1, or pooled", "0", "1", "pooled"},
    {"winsorise", "share drawn in at each end before the overdispersion is measured", "估计过度离散前两端缩尾的比例",
     "number from 0 to 0.5", "0", "0.5", "0.1"},
};

static void run_posterior(cpf__call *call)
{
    double alpha = cpf__call_double(call, "alpha", 0, CPF__ABOVE_ZERO);
    double beta = cpf__call_double(call, "beta", 0, CPF__ABOVE_ZERO);
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1), half, sum;
    cpf__counted counted = cpf__call_counted(call, "successes", "n");

    if (call->status == CPF_OK && !(alpha > 1e-6 && alpha < 1e12 && beta > 1e-6 && beta < 1e12))
        cpf__call_fail(call, cpf__call_find(call, alpha > 1e-6 && alpha < 1e12 ? "beta" : "alpha"), CPF__IO_CALL_NO_FIT,
                       NULL, NULL, NULL);
    if (call->status != CPF_OK)
        return;
    alpha += (double)counted.x;
    beta += (double)(counted.n - counted.x);
    sum = alpha + beta;
    half = (1 - confidence) / 2;
    cpf__answer_double(call, "post_alpha", alpha);
    cpf__answer_double(call, "post_beta", beta);
    cpf__answer_double(call, "mean", alpha / sum);
    cpf__answer_double(call, "sd", sqrt(alpha / sum * (beta / sum) / (sum + 1)));
    cpf__answer_double(call, "lo", cpf__beta_quantile(alpha, beta, half, 1 - half));
    cpf__answer_double(call, "hi", cpf__beta_quantile(alpha, beta, 1 - half, half));
}

static void run_fit(cpf__call *call)
{
    cpf__counted_lists lists = cpf__call_counted_lists(call, "successes", "n", FIT_MOST);
    int moments = cpf__call_word(call, "method");
    double *means = cpf__call_take(call, lists.count, sizeof *means);
    int64_t *scratch, most = 1;
    cpf__beta_binomial fit;

    for (int64_t i = 0; i < lists.count; i++)
        most = lists.n[i] > most ? lists.n[i] : most;
    scratch = cpf__call_take(call, 3 * most, sizeof *scratch);
    if (call->status != CPF_OK)
        return;
    cpf__beta_binomial_fit(lists.x, lists.n, lists.count, most, !moments, scratch, &fit);
    for (int64_t i = 0; i < lists.count; i++)
        means[i] = isnan(fit.alpha) ? fit.pooled
                                    : (fit.alpha + (double)lists.x[i]) / (fit.alpha + fit.beta + (double)lists.n[i]);
    cpf__answer_double(call, "alpha", fit.alpha);
    cpf__answer_double(call, "beta", fit.beta);
    cpf__answer_double(call, "loglik", isnan(fit.pooled) ? NAN : fit.loglik);
    cpf__answer_double(call, "pooled", fit.pooled);
    cpf__answer_doubles(call, "posterior_mean", means, lists.count);
    if (isnan(fit.alpha))
        cpf__answer_text(call, "reason", isnan(fit.pooled) ? "empty" : "no_heterogeneity");
}

/* The share to compare with; one of 0 or 1, or none, has no limits around it. */
static double read_target(cpf__call *call, cpf__counted_lists lists)
{
    int32_t node = cpf__call_find(call, "target");
    double x = 0, n = 0;

    if (node != CPF_NONE && call->json->items[node].kind == CPF__JSON_NUMBER)
        return cpf__call_double_at(call, node, CPF__INSIDE_0_TO_1);
    if (node != CPF_NONE)
        (void)cpf__call_word_at(call, node, "pooled");
    for (int64_t i = 0; i < lists.count; i++) {
        x += (double)lists.x[i];
        n += (double)lists.n[i];
    }
    return x / n;
}

static void answer_target(cpf__call *call, double target)
{
    cpf__answer_double(call, "target", target);
    if (!(target > 0 && target < 1))
        cpf__answer_text(call, "reason", isnan(target) ? "empty" : "no_spread");
}

/* Cut to what a share can be before anything is judged by them: none of a few is not too many. */
static void run_limits(cpf__call *call)
{
    static const char *const names[] = {"l95", "u95", "l998", "u998"}, *const sides[] = {"outside95", "outside998"};
    static const double below[] = {0.025, 0.975, 0.001, 0.999};
    enum { LIMITS = sizeof below / sizeof below[0] };
    cpf__counted_lists lists = cpf__call_counted_lists(call, "successes", "n", INT32_MAX);
    int normal = cpf__call_word(call, "limits");
    double target = read_target(call, lists), *limits = cpf__call_take(call, LIMITS * lists.count, sizeof *limits);
    uint8_t *flags = cpf__call_take(call, 2 * lists.count, sizeof *flags);

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < LIMITS * lists.count; i++) {
        int64_t n = lists.n[i % lists.count], x = lists.x[i % lists.count];
        double p = below[i / lists.count], share = (double)x / (double)n;

        limits[i] = !n || !(target > 0 && target < 1) ? NAN
                    : normal ? target + cpf__normal_quantile(p, 1 - p) * sqrt(target * (1 - target) / (double)n)
                             : cpf__funnel_limit(n, target, p);
        flags[i / (2 * lists.count) * lists.count + i % lists.count] |=
            !isnan(limits[i]) && (i / lists.count % 2 ? share > fmax(limits[i], 0) : share < limits[i]);
    }
    answer_target(call, target);
    for (int64_t i = 0; i < LIMITS; i++)
        cpf__answer_doubles(call, names[i], limits + i * lists.count, lists.count);
    for (int64_t i = 0; i < LIMITS / 2; i++)
        cpf__answer_positions(call, sides[i], flags + i * lists.count, lists.count);
}

/* Those with n > 0 come first to the overdispersion, which knows no others; `place` says where they stand. */
static void answer_overdispersion(cpf__call *call, cpf__counted_lists lists, double target, double winsorise,
                                  double *values)
{
    int64_t k = 0, count = lists.count;
    double *scratch = values, *packed = values + count, *adjusted = packed + count;
    double *z = adjusted + count, *all = z + count, variance = target * (1 - target);
    cpf__overdispersion found = {NAN, NAN};

    for (int64_t i = 0; i < count; i++) {
        double n = (double)lists.n[i];

        z[i] = ((double)lists.x[i] / n - target) / sqrt(variance / n);
        lists.x[k] = lists.x[i];
        lists.n[k] = lists.n[i];
        k += n > 0;
    }
    cpf__answer_doubles(call, "z", z, count);
    if (k && variance > 0)
        found = cpf__funnel_overdispersion(lists.x, lists.n, k, target, winsorise, scratch, packed, adjusted);
    for (int64_t i = 0, next = 0; i < count; i++) {
        int there = !isnan(z[i]) && variance > 0;

        all[i] = there ? adjusted[next] : NAN;
        scratch[i] = there ? packed[next] : NAN;
        next += there;
    }
    cpf__answer_double(call, "phi", found.phi);
    cpf__answer_double(call, "tau2", found.tau2);
    cpf__answer_doubles(call, "z_arcsine", scratch, count);
    cpf__answer_doubles(call, "z_adjusted", all, count);
}

static void run_z(cpf__call *call)
{
    enum { ROWS = 5 };
    cpf__counted_lists lists = cpf__call_counted_lists(call, "successes", "n", INT32_MAX);
    double target = read_target(call, lists), winsorise = cpf__call_double(call, "winsorise", 0.1, CPF__FROM_0_TO_1);
    double *values = cpf__call_take(call, ROWS * lists.count, sizeof *values);

    if (call->status == CPF_OK && winsorise > 0.5)
        cpf__call_fail(call, cpf__call_find(call, "winsorise"), CPF__IO_CALL_RANGE,
                       cpf__json_text(call->json, cpf__call_find(call, "winsorise")), "0", "0.5");
    if (call->status != CPF_OK)
        return;
    answer_target(call, target);
    answer_overdispersion(call, lists, target, winsorise, values);
}

const cpf__call_row cpf__methods_funnel[CPF__FUNNEL_METHODS] = {
    {{{"beta_binomial_posterior", "Share with a prior", "贝塔二项后验", "A share drawn towards what is usual.",
       "向通常水平收缩后的比例。", "(alpha + x) / (alpha + beta + n)", "Gelman et al., Bayesian Data Analysis, 2.4",
       CPF__PARAMS(posterior_params)},
      "post_alpha, post_beta, mean, sd; lo, hi with equal tails"},
     run_posterior},
    {{{"beta_binomial_fit", "Prior from many units", "贝塔二项拟合（经验贝叶斯）",
       "What is usual, and how much units differ, from their counts.", "由各单位计数估计通常水平与单位间差异。",
       "ml: greatest sum of log B(alpha + x, beta + n - x) / B(alpha, beta); moments: alpha + beta = m(1-m)/v - 1",
       "Gelman et al., Bayesian Data Analysis, 5.1; Skellam 1948", CPF__PARAMS(fit_params)},
      "alpha, beta, loglik, pooled, posterior_mean: one a unit; alpha, beta null with "
      "reason "
      "no_heterogeneity or empty"},
     run_fit},
    {{{"funnel_limits", "Limits of a funnel plot", "漏斗图界限",
       "How far chance may carry a unit of its size from the target: 95 per cent a warning, 99.8 an alarm.",
       "按单位规模给出偶然偏离目标的界限：95% 预警，99.8% 报警。",
       "(r - a) / n, r the binomial quantile, a = (F(r) - p) / (F(r) - F(r-1)); normal: t + z sqrt(t(1-t)/n)",
       "Spiegelhalter 2005, Statistics in Medicine 24, 1185", CPF__PARAMS(limit_params)},
      "target; l95, u95, l998, u998: one a unit, null where n = 0; outside95, outside998: positions from 0; reason "
      "empty or "
      "no_spread"},
     run_limits},
    {{{"funnel_z", "Deviations from a target", "漏斗图 z 值",
       "Deviation of each unit in units of chance, also with overdispersion taken out.",
       "各单位偏离目标的标准化值，并给出校正过度离散后的值。",
       "(p - t) / sqrt(t(1-t)/n); phi = mean of winsorised arcsine z^2 (quantile type 7), tau^2 = (k phi - (k-1)) / "
       "(sum w - sum w^2 / sum w), w = 4n",
       "Spiegelhalter 2005, Statistics in Medicine 24, 1185; DerSimonian & Laird 1986", CPF__PARAMS(z_params)},
      "target, z, phi, tau2, z_arcsine, z_adjusted; null where n = 0; reason empty or no_spread"},
     run_z},
};
