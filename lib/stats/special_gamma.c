/* SPDX-License-Identifier: MIT */
/* The incomplete gamma function: its series below the mean (DLMF 8.11.4), the continued fraction above (DLMF 8.9.2),
 * times a factor made from deviances. */
#include <math.h>

#include "special.h"
#include "special_deviance.h"

enum { GAMMA_TERMS = 1000000 };

static const double two_pi = 6.28318530717958647693;

/* Sum over n >= 0 of x^n / ((a + 1) ... (a + n)). */
static double below_series(double a, double x)
{
    double sum = 1, term = 1;

    for (int n = 1; n < GAMMA_TERMS && term > sum * 1e-17; n++) {
        term *= x / (a + n);
        sum += term;
    }
    return sum;
}

/* Modified Lentz for 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)). */
static double above_fraction(double a, double x)
{
    double b = x + 1 - a, c = 1e300, d = 1 / b, fraction = d, change = 0;

    for (int n = 1; n < GAMMA_TERMS && fabs(change - 1) > 1e-16; n++) {
        double top = -n * (n - a);

        b += 2;
        d = 1 / (top * d + b);
        c = b + top / c;
        change = c * d;
        fraction *= change;
    }
    return fraction;
}

double cpf__chi_square_above(double x, double freedom)
{
    double a = freedom / 2, z = x / 2, mass;

    if (!(z > 0))
        return isnan(z) ? NAN : 1;
    if (isinf(z))
        return 0;
    mass = exp(-cpf__stirling_error(a) - cpf__deviance(a, z)) / sqrt(two_pi * a); /* z^a e^-z / Gamma(a + 1) */
    return z < a + 1 ? 1 - mass * below_series(a, z) : mass * a * above_fraction(a, z);
}
