/* SPDX-License-Identifier: MIT */
#include "beta_binomial.h"

#include <math.h>
#include <string.h>

/* How many units have more than i successes, failures, trials: the likelihood is a sum over i of these. */
typedef struct unit_counts {
    int64_t *more[3];
    int64_t most;
} unit_counts;

/* Log-likelihood with its slopes and curvatures in alpha and beta. */
typedef struct likelihood {
    double value, slope[2], curve[2], cross;
} likelihood;

static likelihood likelihood_at(const unit_counts *counts, double alpha, double beta)
{
    likelihood found = {0, {0, 0}, {0, 0}, 0};

    for (int64_t i = 0; i < counts->most && counts->more[2][i]; i++) {
        double a = (double)counts->more[0][i], b = (double)counts->more[1][i], c = (double)counts->more[2][i];
        double at_a = alpha + (double)i, at_b = beta + (double)i, at_c = alpha + beta + (double)i;

        found.value += a * log(at_a) + b * log(at_b) - c * log(at_c);
        found.slope[0] += a / at_a - c / at_c;
        found.slope[1] += b / at_b - c / at_c;
        found.curve[0] += c / (at_c * at_c) - a / (at_a * at_a);
        found.curve[1] += c / (at_c * at_c) - b / (at_b * at_b);
        found.cross += c / (at_c * at_c);
    }
    return found;
}

/* One step of Newton in the logarithms, held back by `brake` so that it goes uphill; whether it is a step. */
static int uphill(const likelihood *at, double alpha, double beta, double brake, double step[2])
{
    double g0 = at->slope[0] * alpha, g1 = at->slope[1] * beta;
    double h0 = -(at->curve[0] * alpha * alpha + g0), h1 = -(at->curve[1] * beta * beta + g1);
    double cross = -at->cross * alpha * beta, scale = fabs(h0) + fabs(h1) + fabs(cross), determinant;

    h0 += brake * scale;
    h1 += brake * scale;
    determinant = h0 * h1 - cross * cross;
    if (!(h0 > 0 && determinant > 0))
        return 0;
    step[0] = (h1 * g0 - cross * g1) / determinant;
    step[1] = (h0 * g1 - cross * g0) / determinant;
    return fabs(step[0]) < 3 && fabs(step[1]) < 3;
}

/* Whether there is a summit at a finite place. */
static int climb(const unit_counts *counts, cpf__beta_binomial *fit)
{
    enum { STEPS = 500 };
    static const double least_brake = 1e-10, most_sum = 1e9, near = 1e-13;
    likelihood at = likelihood_at(counts, fit->alpha, fit->beta), next;
    double brake = 0, step[2];

    for (int i = 0; i < STEPS && fit->alpha + fit->beta < most_sum && brake < 1e6; i++) {
        double alpha, beta;

        if (!uphill(&at, fit->alpha, fit->beta, brake, step)) {
            brake = brake > 0 ? brake * 10 : least_brake;
            continue;
        }
        alpha = fit->alpha * exp(step[0]);
        beta = fit->beta * exp(step[1]);
        next = likelihood_at(counts, alpha, beta);
        if (fabs(step[0]) + fabs(step[1]) > 1e-6 && !(next.value > at.value)) {
            brake = brake > 0 ? brake * 10 : least_brake;
            continue;
        }
        fit->alpha = alpha;
        fit->beta = beta;
        fit->loglik = next.value;
        at = next;
        if (brake <= 0 && fabs(step[0]) + fabs(step[1]) < near)
            break;
        brake = brake > least_brake ? brake / 100 : 0;
    }
    return fit->alpha + fit->beta < most_sum;
}

static void from_moments(const int64_t *x, const int64_t *n, int64_t k, cpf__beta_binomial *fit)
{
    double sum = 0, sizes = 0, successes = 0, squares = 0, chance = 0, units = 0, total;

    for (int64_t i = 0; i < k; i++) {
        sum += n[i] ? (double)x[i] / (double)n[i] : 0;
        chance += n[i] ? 1 / (double)n[i] : 0;
        units += n[i] > 0;
        sizes += (double)n[i];
        successes += (double)x[i];
    }
    fit->pooled = successes / sizes;
    fit->mean = sum / units;
    for (int64_t i = 0; i < k; i++)
        squares += n[i] ? pow((double)x[i] / (double)n[i] - fit->mean, 2) : 0;
    fit->spread = squares / (units - 1);
    chance *= fit->mean * (1 - fit->mean) / units;
    total = fit->mean * (1 - fit->mean) / fit->spread - 1;
    if (!(units > 1 && fit->spread > chance && total > 0))
        total = NAN;
    fit->alpha = fit->mean * total;
    fit->beta = (1 - fit->mean) * total;
}

static void count_units(unit_counts *counts, const int64_t *x, const int64_t *n, int64_t k)
{
    for (int64_t i = 0; i < k; i++) {
        const int64_t sizes[] = {x[i], n[i] - x[i], n[i]};

        for (int j = 0; j < 3; j++)
            if (sizes[j])
                counts->more[j][sizes[j] - 1]++;
    }
    for (int j = 0; j < 3; j++)
        for (int64_t i = counts->most - 1; i > 0; i--)
            counts->more[j][i - 1] += counts->more[j][i];
}

/* Logarithm of the product of all binomial coefficients. */
static double coefficients(const unit_counts *counts)
{
    double sum = 0;

    for (int64_t i = 0; i < counts->most && counts->more[2][i]; i++)
        sum += (double)(counts->more[2][i] - counts->more[0][i] - counts->more[1][i]) * log((double)(i + 1));
    return sum;
}

/* At a common share; a share of 0 or 1 is certain. */
static double common_loglik(const int64_t *x, const int64_t *n, int64_t k, double p)
{
    double sum = 0;

    for (int64_t i = 0; i < k && p > 0 && p < 1; i++)
        sum += (double)x[i] * log(p) + (double)(n[i] - x[i]) * log1p(-p);
    return sum;
}

void cpf__beta_binomial_fit(const int64_t *x, const int64_t *n, int64_t k, int64_t most, int likely, int64_t *scratch,
                            cpf__beta_binomial *fit)
{
    unit_counts counts = {{scratch, scratch + most, scratch + 2 * most}, most};

    memset(scratch, 0, 3 * (size_t)most * sizeof *scratch);
    count_units(&counts, x, n, k);
    from_moments(x, n, k, fit);
    if (fit->alpha > 0 && fit->beta > 0) {
        fit->loglik = likelihood_at(&counts, fit->alpha, fit->beta).value;
        if (likely && !climb(&counts, fit))
            fit->alpha = NAN;
    }
    if (!(fit->alpha > 0 && fit->beta > 0)) {
        fit->alpha = fit->beta = NAN;
        fit->loglik = common_loglik(x, n, k, fit->pooled);
    }
    fit->loglik += coefficients(&counts);
}
