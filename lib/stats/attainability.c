/* SPDX-License-Identifier: MIT */
#include "attainability.h"

#include "special.h"
#include "steady_sum.h"

const char *const cpf__difficulty_names[CPF__DIFFICULTIES][2] = {
    {"stretch", "拔高"},
    {"challenging", "有挑战"},
    {"attainable", "可达"},
    {"soft", "偏松"},
};

int32_t cpf__difficulty_of(double probability, const double limits[CPF__DIFFICULTIES - 1])
{
    if (probability > limits[CPF__ATTAINABLE])
        return CPF__SOFT;
    if (probability >= limits[CPF__CHALLENGING])
        return CPF__ATTAINABLE;
    return probability >= limits[CPF__STRETCH] ? CPF__CHALLENGING : CPF__STRETCH;
}

cpf__proportion cpf__proportion_of(int64_t reached, int64_t n, double a, double b, double coverage)
{
    double hits = (double)reached + a, misses = (double)(n - reached) + b, tail = 0.5 * (1 - coverage);
    int jeffreys = a == 0.5 && b == 0.5;
    cpf__proportion result = {hits / (hits + misses), 0, 1};

    if (!jeffreys || reached > 0)
        result.low = cpf__beta_quantile(hits, misses, tail, 1 - tail);
    if (!jeffreys || reached < n)
        result.high = cpf__beta_quantile(hits, misses, 1 - tail, tail);
    return result;
}

static int all_same(const double *values, int64_t n)
{
    for (int64_t i = 1; i < n; i++) {
        if (values[i] < values[0] || values[i] > values[0])
            return 0;
    }
    return 1;
}

cpf_status cpf__predict_reach(const double *values, int64_t n, double goal, cpf__prediction *prediction)
{
    cpf__steady sum = {0, 0}, squares = {0, 0};
    double count = (double)n, mean;

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, values[i] / count);
    mean = cpf__steady_total(&sum);
    prediction->mean = mean;
    if (n < 2 || all_same(values, n))
        return CPF_E_MISSING;
    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&squares, (values[i] - mean) * (values[i] - mean));
    prediction->freedom = count - 1;
    prediction->deviation = sqrt(cpf__steady_total(&squares) / (count - 1));
    if (!(prediction->deviation > 0 && isfinite(prediction->deviation)))
        return CPF_E_MISSING;
    prediction->t = (goal - mean) / (prediction->deviation * sqrt(1 + 1 / count));
    prediction->probability = cpf__student_above(prediction->t, prediction->freedom);
    return CPF_OK;
}
