/* SPDX-License-Identifier: MIT */
/*
 * Distribution functions against sums of positive terms in long double, closed forms and printed tables; quantiles
 * against the functions that they invert.
 */
#include <math.h>

#include "special.h"
#include "support.h"

static void assert_near(double found, long double expected, double tolerance)
{
    if (fabsl((long double)found - expected) <=
        tolerance * fabsl(expected) + 1e-300L) /* below that, doubles lose digits */
        return;
    print_message("found %.17g, expected %.17Lg\n", found, expected);
    fail();
}

/* Gamma(half / 2), by its recurrence from 1 or the root of pi: as a logarithm, to stay in range. */
static long double log_gamma_half(int64_t half)
{
    long double sum = half % 2 ? 0.5L * logl(acosl(-1.0L)) : 0;

    for (int64_t h = half % 2 ? 1 : 2; h < half; h += 2)
        sum += logl((long double)h / 2);
    return sum;
}

/* I_x(a, b) = x^a y^b / (a B(a, b)) * sum of (a + b)_k / (a + 1)_k x^k. a and b in halves. */
static long double beta_below(int64_t a2, int64_t b2, long double x)
{
    long double a = (long double)a2 / 2, b = (long double)b2 / 2, term = 1, sum = 1;

    for (int64_t k = 0; k < 200000 && term > sum * 1e-21L; k++) {
        term *= (a + b + (long double)k) / (a + 1 + (long double)k) * x;
        sum += term;
    }
    return expl(a * logl(x) + b * log1pl(-x) - log_gamma_half(a2) - log_gamma_half(b2) + log_gamma_half(a2 + b2)) / a *
           sum;
}

static void test_beta(void **state)
{
    cpf_test_random random = cpf_test_seed("beta", 5);

    (void)state;
    for (int i = 0; i < 600; i++) {
        int64_t a = cpf_test_between(&random, 1, i % 3 ? 30 : 600), b = cpf_test_between(&random, 1, i % 5 ? 30 : 600);
        double x = (double)cpf_test_between(&random, 1, 1023) / 1024; /* so that 1 - x is exact */
        cpf__tails tails = cpf__beta_tails((double)a / 2, (double)b / 2, x, 1 - x);

        assert_near(tails.below, beta_below(a, b, x), 2e-13 + 1e-15 * (double)(a + b));
        assert_near(tails.above, beta_below(b, a, 1 - x), 2e-13 + 1e-15 * (double)(a + b));
    }
}

static void test_beta_ends(void **state)
{
    cpf__tails low = cpf__beta_tails(2, 3, 0, 1), high = cpf__beta_tails(2, 3, 1, 0);

    (void)state;
    assert_true(low.below == 0 && low.above == 1 && high.below == 1 && high.above == 0);
    assert_near(cpf__beta_tails(1, 1, 0.25, 0.75).below, 0.25L, 1e-14);
    assert_near(cpf__beta_tails(1e6, 1, 0.999999, 1e-6).below, expl(1e6L * log1pl(-1e-6L)),
                1e-9); /* 1 - x is not exact here */
    assert_near(cpf__beta_tails(1, 1e8, 0x1p-26, 1 - 0x1p-26).above, expl(1e8L * log1pl(-0x1p-26L)), 1e-12);
}

/* Solving and putting in again; the relative error of x is that of the tail over its own steepness. */
static void test_beta_quantile(void **state)
{
    cpf_test_random random = cpf_test_seed("beta quantile", 6);
    static const double levels[] = {0.5, 0.25, 0.03125, 0x1p-10, 0x1p-40, 0x1p-200};

    (void)state;
    for (int i = 0; i < 300; i++) {
        int64_t a = cpf_test_between(&random, 1, 80), b = cpf_test_between(&random, 1, 80);
        double below = levels[cpf_test_between(&random, 0, 5)], a1 = (double)a / 2, b1 = (double)b / 2;
        double x = cpf__beta_quantile(a1, b1, below, 1 - below), other = cpf__beta_quantile(b1, a1, 1 - below, below);
        long double tail = beta_below(a, b, (long double)x), steep = cpf__beta_mass(a1, b1, x, 1 - x) / (1 - x);

        assert_true(x > 0 && x < 1 && other > 0 && other <= 1);
        assert_true(fabsl(tail - below) <= 1e-12L * steep + 1e-16L);
        assert_near(1 - other, x, 1e-12 + 3e-16 / x);
    }
}

/* Brown, Cai & DasGupta 2001, table 5, and the same figures with more digits. */
static void test_jeffreys_table(void **state)
{
    (void)state;
    assert_near(cpf__beta_quantile(0.5, 7.5, 0.975, 0.025), 0.29243617366230984L, 1e-12);
    assert_near(cpf__beta_quantile(1.5, 6.5, 0.025, 0.975), 0.01587652421274681L, 1e-12);
    assert_near(cpf__beta_quantile(1.5, 6.5, 0.975, 0.025), 0.5007974616190776L, 1e-12);
    assert_near(cpf__beta_quantile(3.5, 4.5, 0.025, 0.975), 0.13886421910489025L, 1e-12);
    assert_near(cpf__beta_quantile(3.5, 4.5, 0.975, 0.025), 0.7654987507479062L, 1e-12);
}

/* Above x: the Taylor sum near the middle, the continued fraction of Laplace in the tail. */
static long double normal_above(long double x)
{
    long double density = expl(-0.5L * x * x) / sqrtl(2 * acosl(-1.0L)), term = x, sum = x, tail = x;

    if (x > 3) {
        for (int k = 2000; k > 0; k--)
            tail = x + (long double)k / tail;
        return density / tail;
    }
    for (int k = 1; k < 200; k++) {
        term *= x * x / (2 * k + 1);
        sum += term;
    }
    return 0.5L - density * sum;
}

static void test_normal(void **state)
{
    cpf_test_random random = cpf_test_seed("normal", 7);

    (void)state;
    for (int i = 0; i < 500; i++) {
        double x = (double)cpf_test_between(&random, -1000, 37000) / 1000;
        long double above = x < 0 ? 1 - normal_above(-x) : normal_above(x);

        assert_near(cpf__normal_above(x), above, 1e-12);
        assert_true(cpf__normal_below(-x) == cpf__normal_above(x));
    }
    assert_near(cpf__normal_quantile(0.975, 0.025), 1.959963984540054235L, 1e-14);
    assert_near(cpf__normal_quantile(0.99, 0.01), 2.326347874040841101L, 1e-14);
    assert_near(cpf__normal_quantile(1e-9, 1 - 1e-9), -5.997807015007686873L, 1e-14);
    assert_true(cpf__normal_quantile(0.5, 0.5) == 0);
}

static void test_normal_quantile(void **state)
{
    (void)state;
    for (int e = 2; e < 1000; e++) {
        double tail = ldexp(1, -e), x = cpf__normal_quantile(tail, 1 - tail);
        long double density = expl(-0.5L * (long double)x * x) / sqrtl(2 * acosl(-1.0L));

        assert_true(fabsl(normal_above(-x) - tail) <= 1e-13L * density * fabsl(x));
        assert_true(cpf__normal_quantile(1 - tail, tail) == -x);
    }
    for (int e = 2; e < 50; e++) { /* as near to the middle as a double comes: x = root of 2 pi times the distance */
        double off = ldexp(1, -e), x = cpf__normal_quantile(0.5 + off, 0.5 - off);

        assert_near(x, off * sqrtl(2 * acosl(-1.0L)) * (1 + off * off * acosl(-1.0L) / 3), 5 * pow(off, 4) + 1e-14);
        assert_near((double)(0.5L - normal_above(x)), off, 1e-13);
    }
}

/* Odd and even numbers of degrees have closed forms (Abramowitz & Stegun 26.7.3 and 26.7.4). */
static long double student_middle(int freedom, long double t)
{
    long double angle = atanl(t / sqrtl(freedom)), c = cosl(angle), term = freedom % 2 ? c : 1, sum = 0;

    for (int k = freedom % 2 ? 3 : 2; k <= freedom; k += 2) {
        sum += term;
        term *= c * c * (long double)(k - 1) / k;
    }
    return freedom % 2 ? 2 / acosl(-1.0L) * (angle + sinl(angle) * sum) : sinl(angle) * sum;
}

static void test_student(void **state)
{
    cpf_test_random random = cpf_test_seed("student", 8);

    (void)state;
    for (int i = 0; i < 400; i++) {
        int freedom = (int)cpf_test_between(&random, 1, 60);
        double t = (double)cpf_test_between(&random, -5000, 4000) / 1000;
        long double above = 0.5L - 0.5L * student_middle(freedom, t);

        assert_near(cpf__student_above(t, freedom), above, 1e-12 + 1e-17 / (double)above);
    }
    for (double t = 1; t < 1e9; t *= 7) { /* far out, without a difference */
        assert_near(cpf__student_above(t, 1), atanl(1 / (long double)t) / acosl(-1.0L), 1e-12);
        assert_near(cpf__student_above(t, 2), 1 / (2 + (long double)t * t + t * sqrtl(2 + (long double)t * t)), 1e-12);
    }
    assert_true(cpf__student_above(0, 5) == 0.5);
    assert_near(cpf__student_above(1.5, 1e9), normal_above(1.5L), 1e-8);
    assert_true(cpf__student_above(1e200, 3) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_beta),          cmocka_unit_test(test_beta_ends),
                                       cmocka_unit_test(test_beta_quantile), cmocka_unit_test(test_jeffreys_table),
                                       cmocka_unit_test(test_normal),        cmocka_unit_test(test_normal_quantile),
                                       cmocka_unit_test(test_student)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
