/* SPDX-License-Identifier: MIT */
#include "special.h"

#include <math.h>

enum { QUANTILE_STEPS = 400 };

/*
 * The smaller of x and y, whose mean is a / (a + b), in its logarithm: Newton on the logarithm of the tail, kept
 * between two bounds that halve when it would leave them.
 */
static double log_quantile(double a, double b, double below)
{
    static const double enough = 1e-16;
    double low = -745, high = log(a / (a + b)), at = high, goal = log(below);

    for (int i = 0; i < QUANTILE_STEPS; i++) {
        double x = exp(at), y = -expm1(at), tail = cpf__beta_tails(a, b, x, y).below, next;

        if (tail > below)
            high = at;
        else
            low = at;
        next = tail > 0 ? at + (goal - log(tail)) * tail * y / cpf__beta_mass(a, b, x, y) : low;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        if (fabs(next - at) <= enough * (1 + fabs(at)))
            break;
        at = next;
    }
    return at;
}

double cpf__beta_quantile(double a, double b, double below, double above)
{
    double mean = a / (a + b);

    if (below <= cpf__beta_tails(a, b, mean, b / (a + b)).below)
        return exp(log_quantile(a, b, below));
    return -expm1(log_quantile(b, a, above));
}

double cpf__student_above(double t, double freedom)
{
    double whole = freedom + t * t;
    double tail = 0.5 * (isinf(whole) ? 0 : cpf__beta_tails(0.5 * freedom, 0.5, freedom / whole, t * t / whole).below);

    return t < 0 ? 1 - tail : tail;
}
