/* SPDX-License-Identifier: MIT */
#include "special_deviance.h"

#include <math.h>

enum { DEVIANCE_TERMS = 1000, STIRLING_FROM = 12 };

double cpf__deviance(double x, double mean)
{
    double v = (x - mean) / (x + mean), sum = (x - mean) * v, term = 2 * x * v, last;

    if (fabs(x - mean) >= 0.1 * (x + mean))
        return x * log(x / mean) + mean - x;
    for (int j = 1; j < DEVIANCE_TERMS; j++) {
        term *= v * v;
        last = sum;
        sum += term / (2 * j + 1);
        if (sum == last)
            break;
    }
    return sum;
}

/* At 1/2, 1, 3/2 ...: where statistics ask most. */
static const double stirling_halves[2 * STIRLING_FROM - 1] = {
    0.15342640972002734529,   0.08106146679532725822,   0.054814121051917653896,  0.041340695955409294094,
    0.033162873519936287485,  0.027677925684998339149,  0.023746163656297495971,  0.020790672103765093112,
    0.018488450532673185231,  0.016644691189821192163,  0.015134973221917378874,  0.013876128823070747999,
    0.012810465242920226924,  0.011896709945891770095,  0.011104559758206917327,  0.010411265261972096497,
    0.0097994161261588032984, 0.0092554621827127329177, 0.008768700134139385463,  0.0083305634333628712565,
    0.0079341145643140205472, 0.007573675487951840795,  0.0072445543013203831795,
};

double cpf__stirling_error(double z)
{
    double sum = 0, s;

    if (z >= 0.5 && z < STIRLING_FROM && floor(2 * z) == 2 * z)
        return stirling_halves[(int)(2 * z) - 1];
    for (; z < STIRLING_FROM; z += 1)
        sum += (z + 0.5) * log1p(1 / z) - 1;
    s = 1 / (z * z);
    return sum + (1.0 / 12 - s * (1.0 / 360 -
                                  s * (1.0 / 1260 -
                                       s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360 - s * (1.0 / 156))))))) /
                     z;
}
