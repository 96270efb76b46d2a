/* SPDX-License-Identifier: MIT */
#include "top_down.h"

#include "steady_sum.h"

static double sum_of(const double *values, int64_t n, int64_t stride)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, values[i * stride]);
    return cpf__steady_total(&sum);
}

static int is_zero(double value)
{
    return !(value > 0 || value < 0);
}

cpf_status cpf__mean_of_shares(const double *history, int64_t series, int64_t times, double *shares)
{
    int64_t used = 0;

    for (int64_t j = 0; j < series; j++)
        shares[j] = 0;
    for (int64_t t = 0; t < times; t++) {
        double total = sum_of(history + t, series, times);

        used += !is_zero(total);
        for (int64_t j = 0; !is_zero(total) && j < series; j++)
            shares[j] += history[j * times + t] / total;
    }
    for (int64_t j = 0; used && j < series; j++)
        shares[j] /= (double)used;
    return used ? CPF_OK : CPF_E_MISSING;
}

cpf_status cpf__shares_of_means(const double *history, int64_t series, int64_t times, double *shares)
{
    double total;

    for (int64_t j = 0; j < series; j++)
        shares[j] = sum_of(history + j * times, times, 1);
    total = sum_of(shares, series, 1);
    for (int64_t j = 0; !is_zero(total) && j < series; j++)
        shares[j] /= total;
    return is_zero(total) ? CPF_E_MISSING : CPF_OK;
}

/* depth, sum of the children's base and their number, node by node. */
static void look(const int64_t *parent, const double *base, int64_t n, double *depth, double *sum, double *children)
{
    for (int64_t i = 0; i < n; i++) {
        sum[i] = 0;
        children[i] = 0;
        depth[i] = parent[i] == CPF_NONE ? 0 : depth[parent[i]] + 1;
        if (parent[i] != CPF_NONE) {
            sum[parent[i]] += base[i];
            children[parent[i]] += 1;
        }
    }
}

void cpf__from_level(const int64_t *parent, const double *base, int64_t n, int64_t level, double *scratch,
                     double *values, int *equal)
{
    double *depth = scratch, *sum = scratch + n, *children = scratch + 2 * n, start = (double)level;

    *equal = 0;
    look(parent, base, n, depth, sum, children);
    for (int64_t i = 0; i < n; i++)
        values[i] = depth[i] < start && children[i] > 0 ? 0 : base[i];
    for (int64_t i = n - 1; i >= 0; i--) {
        if (parent[i] != CPF_NONE && depth[i] <= start)
            values[parent[i]] += values[i];
    }
    for (int64_t i = 0; i < n; i++) {
        int64_t up = parent[i];

        if (!(depth[i] > start))
            continue;
        *equal |= is_zero(sum[up]);
        values[i] = is_zero(sum[up]) ? values[up] / children[up] : values[up] * (base[i] / sum[up]);
    }
}

cpf_status cpf__zero_negatives(const double *leaves, const double *variances, int64_t n, double total, int by,
                               double *values)
{
    cpf__steady kept = {0, 0}, claims = {0, 0};
    double rest;

    for (int64_t i = 0; i < n; i++) {
        values[i] = leaves[i] > 0 ? leaves[i] : 0;
        cpf__steady_add(&kept, values[i]);
        if (values[i] > 0)
            cpf__steady_add(&claims, by == 3 ? variances[i] : by == 2 ? values[i] * values[i] : values[i]);
    }
    if (by == 0)
        return CPF_OK;
    rest = total - cpf__steady_total(&kept);
    if (!(cpf__steady_total(&claims) > 0))
        return is_zero(rest) ? CPF_OK : CPF_E_MISSING;
    for (int64_t i = 0; i < n; i++) {
        double claim = by == 3 ? variances[i] : by == 2 ? values[i] * values[i] : values[i];

        if (values[i] > 0)
            values[i] += rest * (claim / cpf__steady_total(&claims));
    }
    return CPF_OK;
}
