/* SPDX-License-Identifier: MIT */
#include "change.h"

#include <math.h>

#include "sort_doubles.h"
#include "special.h"
#include "moments.h"
#include "steady_sum.h"

void cpf__twice_ranks(const double *x, int64_t n, int64_t *order, int64_t *ranks)
{
    cpf__sort_positions(x, n, order);
    for (int64_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && !(x[order[begin]] < x[order[end]]))
            end++;
        for (int64_t i = begin; i < end; i++)
            ranks[order[i]] = begin + 1 + end;
    }
}

cpf__pettitt cpf__pettitt_of(const double *x, int64_t n, int64_t *order, int64_t *ranks)
{
    cpf__pettitt result = {0, 0, 0, 1};
    int64_t sum = 0;
    double count = (double)n, k;

    cpf__twice_ranks(x, n, order, ranks);
    for (int64_t i = 0; i < n; i++) {
        sum += ranks[i] - (n + 1);
        if ((sum < 0 ? -sum : sum) > result.k) {
            result.k = sum < 0 ? -sum : sum;
            result.last = i + 1;
            result.direction = sum < 0 ? 1 : -1;
        }
    }
    k = (double)result.k;
    result.p = fmin(1, 2 * exp(-6 * k * k / (count * count * count + count * count)));
    return result;
}

int64_t cpf__cusum(const double *x, int64_t n, const double goal_slack_limit[3], double *high, double *low)
{
    double above = 0, below = 0;
    int64_t first = CPF_NONE;

    for (int64_t i = 0; i < n; i++) {
        if (!isnan(x[i])) {
            above = fmax(0, above + (x[i] - goal_slack_limit[0] - goal_slack_limit[1]));
            below = fmax(0, below + (goal_slack_limit[0] - goal_slack_limit[1] - x[i]));
        }
        if (first == CPF_NONE && (above > goal_slack_limit[2] || below > goal_slack_limit[2]))
            first = i;
        high[i] = above;
        low[i] = below;
    }
    return first;
}

double cpf__autocorrelation(const double *x, int64_t n, int64_t lag)
{
    cpf__steady products = {0, 0};
    double mean = cpf__mean(x, n, 1), squares = cpf__squares_around(x, n, mean);

    for (int64_t i = 0; i + lag < n; i++)
        cpf__steady_add(&products, (x[i] - mean) * (x[i + lag] - mean));
    return squares > 0 ? cpf__steady_total(&products) / squares : 0;
}

double cpf__variance_growth(const double *ranks, int64_t n)
{
    double limit = cpf__normal_quantile(0.975, 0.025) / sqrt((double)n), count = (double)n, sum = 0;

    for (int64_t lag = 1; lag < n; lag++) {
        double r = cpf__autocorrelation(ranks, n, lag), left = (double)(n - lag);

        if (fabs(r) > limit)
            sum += left * (left - 1) * (left - 2) * r;
    }
    return 1 + 2 * sum / (count * (count - 1) * (count - 2));
}
