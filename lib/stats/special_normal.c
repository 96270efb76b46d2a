/* SPDX-License-Identifier: MIT */
#include "special.h"

#include <math.h>

enum { REFINEMENTS = 4 }; /* from 5e-4, each step at least triples the digits */

static const double root_half = 0.70710678118654752440, root_two_pi = 2.50662827463100050242;

double cpf__normal_below(double x)
{
    return 0.5 * erfc(-x * root_half);
}

double cpf__normal_above(double x)
{
    return 0.5 * erfc(x * root_half);
}

/* Abramowitz & Stegun 26.2.23: within 4.5e-4 for a tail of at most a half. */
static double first_guess(double tail)
{
    double t = sqrt(-2 * log(tail));

    return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

double cpf__normal_quantile(double below, double above)
{
    int lower = below < above;
    double tail = lower ? below : above, x = first_guess(tail);

    if (below == above)
        return 0;
    for (int i = 0; i < REFINEMENTS;
         i++) { /* Halley; near the middle the distance from a half is what has the digits */
        double error = x < 1 ? (0.5 - tail) - 0.5 * erf(x * root_half) : cpf__normal_above(x) - tail;
        double step = error * root_two_pi * exp(0.5 * x * x);

        x += step / (1 - 0.5 * x * step);
    }
    return lower ? -x : x;
}
