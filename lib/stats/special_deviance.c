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

double cpf__stirling_error(double z)
{
    double sum = 0, s;

    for (; z < STIRLING_FROM; z += 1)
        sum += (z + 0.5) * log1p(1 / z) - 1;
    s = 1 / (z * z);
    return sum + (1.0 / 12 - s * (1.0 / 360 -
                                  s * (1.0 / 1260 -
                                       s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360 - s * (1.0 / 156))))))) /
                     z;
}
