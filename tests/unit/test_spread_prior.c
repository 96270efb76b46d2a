/* SPDX-License-Identifier: MIT */
/* What the spreads of many say about each: against slow sums for the functions that it goes by, and against variances
 * that were drawn from what is to be found. */
#include <math.h>

#include "spread_prior.h"
#include "support.h"

enum { MANY = 20000, TERMS = 200000 };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

/* Mean square of so many normal values. */
static double chi_square_mean(cpf_test_random *random, int freedom)
{
    double sum = 0;

    for (int i = 0; i < freedom; i++) {
        double x = normal(random);

        sum += x * x / freedom;
    }
    return sum;
}

/* Sums over 1 / (x + k), less Euler's constant; what is left over by the integral and half a term. */
static double slow_digamma(double x)
{
    double sum = -0.57721566490153286061;

    for (int k = TERMS - 1; k >= 0; k--)
        sum += 1.0 / (k + 1) - 1 / (x + k);
    return sum + log((x + TERMS - 0.5) / (TERMS + 0.5));
}

static double slow_trigamma(double x)
{
    double sum = 1 / (x + TERMS - 0.5);

    for (int k = TERMS - 1; k >= 0; k--)
        sum += 1 / ((x + k) * (x + k));
    return sum;
}

static void test_against_sums(void **state)
{
    cpf_test_random random = cpf_test_seed("prior", 31);

    (void)state;
    for (int round = 0; round < 12; round++) {
        int n = (int)cpf_test_between(&random, 3, 9);
        double variances[9], freedoms[9], mean = 0, square = 0, own = 0;
        cpf__spread_prior prior;

        for (int i = 0; i < n; i++) {
            variances[i] = exp((round % 3 ? 2 : 0.1) * normal(&random));
            freedoms[i] = 2.3 + 20 * uniform(&random);
            own += slow_trigamma(freedoms[i] / 2) / n;
            mean += (log(variances[i]) - slow_digamma(freedoms[i] / 2) + log(freedoms[i] / 2)) / n;
        }
        for (int i = 0; i < n; i++) {
            double off = log(variances[i]) - slow_digamma(freedoms[i] / 2) + log(freedoms[i] / 2) - mean;

            square += off * off / (n - 1);
        }
        prior = cpf__spread_prior_of(variances, freedoms, n);
        if (square <= own) {
            assert_true(isinf(prior.freedom) && fabs(log(prior.variance) - mean) < 1e-8);
            continue;
        }
        assert_true(fabs(slow_trigamma(prior.freedom / 2) - (square - own)) < 1e-8 * (square - own));
        assert_true(fabs(log(prior.variance) - mean - slow_digamma(prior.freedom / 2) + log(prior.freedom / 2)) < 1e-8);
    }
}

/* Variances that vary as if known from 8 degrees around 3, each seen with 10. */
static void test_found_again(void **state)
{
    static double variances[MANY], freedoms[MANY];
    cpf_test_random random = cpf_test_seed("prior found", 32);
    cpf__spread_prior prior;

    (void)state;
    for (int i = 0; i < MANY; i++) {
        freedoms[i] = 10;
        variances[i] = 3 / chi_square_mean(&random, 8) * chi_square_mean(&random, 10);
    }
    prior = cpf__spread_prior_of(variances, freedoms, MANY);
    assert_true(fabs(prior.freedom - 8) < 0.6 && fabs(prior.variance - 3) < 0.1);
    for (int i = 0; i < MANY; i++)
        variances[i] = 3 * chi_square_mean(&random, 10);
    prior = cpf__spread_prior_of(variances, freedoms, MANY);
    assert_true(prior.freedom > 200 && fabs(prior.variance - 3) < 0.1);
}

static void test_few(void **state)
{
    const double two[] = {1, 9}, freedoms[] = {5, 5};
    cpf__usual usual = {1, 2, 6};

    (void)state;
    cpf__usual_moderate(&usual, cpf__spread_prior_of(two, freedoms, 2));
    assert_true(usual.middle == 1 && usual.scale == 2 && usual.freedom == 6);
    cpf__usual_moderate(&usual, (cpf__spread_prior){4, 9});
    assert_true(fabs(usual.scale * usual.scale - (4 * 9 + 6 * 4) / 10.0) < 1e-12 && usual.freedom == 10);
    cpf__usual_moderate(&usual, (cpf__spread_prior){INFINITY, 25});
    assert_true(usual.middle == 1 && usual.scale == 5 && usual.freedom == 1e9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_sums),
        cmocka_unit_test(test_found_again),
        cmocka_unit_test(test_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
