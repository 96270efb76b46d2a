/* SPDX-License-Identifier: MIT */
/*
 * The continued fraction of the incomplete beta function (DLMF 8.17.22) on the side where it converges, times a factor
 * made from deviances (C. Loader 2000, "Fast and accurate computation of binomial probabilities"), which keeps its
 * digits where a difference of logarithms of the gamma function would lose them.
 */
#include "special.h"

#include <math.h>

#include "special_deviance.h"

enum { FRACTION_TERMS = 1000000 };

static const double two_pi = 6.28318530717958647693;

double cpf__beta_mass(double a, double b, double x, double y)
{
    double n = a + b, exponent;

    if (x <= 0 || y <= 0)
        return 0;
    exponent = cpf__stirling_error(n) - cpf__stirling_error(a) - cpf__stirling_error(b) - cpf__deviance(a, n * x) -
               cpf__deviance(b, n * y);
    return exp(exponent) * sqrt(a / n * b / two_pi);
}

static double not_zero(double value)
{
    static const double smallest = 1e-300;

    return fabs(value) < smallest ? smallest : value;
}

/* Modified Lentz; x below (a + 1) / (a + b + 2). */
static double fraction(double a, double b, double x)
{
    static const double enough = 1e-16;
    double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), value = d;

    for (int m = 1; m < FRACTION_TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), change;

        d = 1 / not_zero(1 + even * d);
        c = not_zero(1 + even / c);
        value *= d * c;
        d = 1 / not_zero(1 + odd * d);
        c = not_zero(1 + odd / c);
        change = d * c;
        value *= change;
        if (fabs(change - 1) <= enough)
            break;
    }
    return value;
}

cpf__tails cpf__beta_tails(double a, double b, double x, double y)
{
    double mass = cpf__beta_mass(a, b, x, y);
    cpf__tails tails;

    if (x <= 0 || y <= 0) {
        tails.below = x > 0;
        tails.above = x <= 0;
    } else if (x < (a + 1) / (a + b + 2)) {
        tails.below = mass / a * fraction(a, b, x);
        tails.above = 1 - tails.below;
    } else {
        tails.above = mass / b * fraction(b, a, y);
        tails.below = 1 - tails.above;
    }
    return tails;
}
