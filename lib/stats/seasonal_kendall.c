/* SPDX-License-Identifier: MIT */
#include "seasonal_kendall.h"

#include <math.h>

#include "kendall.h"
#include "middle.h"
#include "slopes.h"

cpf__seasonal_kendall cpf__seasonal_kendall_of(const double *x, int64_t n, int64_t period, double *room,
                                               int64_t *scratch, double *slopes)
{
    cpf__seasonal_kendall sum = {0};
    double *t = room, *own = room + n;
    int64_t pairs = 0;

    for (int64_t season = 0; season < period && season < n; season++) {
        cpf__kendall kendall;
        int64_t count = 0;

        for (int64_t i = season; i < n; i += period, count++) {
            t[count] = (double)i;
            own[count] = x[i];
        }
        kendall = cpf__kendall_of(t, own, count, scratch);
        sum.score += kendall.score;
        sum.variance += kendall.variance;
        pairs += cpf__slopes_of(t, own, count, slopes + pairs);
    }
    sum.slope = pairs ? cpf__middle(slopes, pairs) : NAN;
    return sum;
}
