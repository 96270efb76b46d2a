/* SPDX-License-Identifier: MIT */
#include "portfolio.h"

#include <math.h>

#include "sample_quantile.h"
#include "sort_doubles.h"
#include "steady_sum.h"

static double counted(double amount)
{
    return amount > 0 ? amount : 0;
}

static double total_of(const double *amounts, int64_t n)
{
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < n; i++)
        cpf__steady_add(&sum, counted(amounts[i]));
    return cpf__steady_total(&sum);
}

cpf__concentrated cpf__concentration_of(const double *amounts, int64_t n, double whole)
{
    double total = total_of(amounts, n), even = 1 / (double)n, squares;
    cpf__concentrated found = {total, NAN, NAN, NAN, NAN};
    cpf__steady square = {0, 0}, entropy = {0, 0};

    if (!(total > 0))
        return found;
    for (int64_t i = 0; i < n; i++) {
        double per_cent = 100 * counted(amounts[i]) / (whole > 0 ? whole : total), share = per_cent / 100;

        cpf__steady_add(&square, per_cent * per_cent);
        cpf__steady_add(&entropy, share > 0 ? -share * log(share) : 0);
    }
    found.herfindahl = cpf__steady_total(&square);
    squares = found.herfindahl / 1e4;
    found.normalised = n > 1 ? (squares - even) / (1 - even) : NAN;
    found.entropy = cpf__steady_total(&entropy);
    found.shannon = exp(found.entropy);
    return found;
}

double cpf__cumulative_shares(const double *amounts, int64_t n, double *keys, int64_t *order, double *cumulative)
{
    double total = total_of(amounts, n);
    cpf__steady sum = {0, 0};

    for (int64_t i = 0; i < n; i++)
        keys[i] = -counted(amounts[i]);
    cpf__sort_positions(keys, n, order);
    for (int64_t i = 0; i < n; i++) {
        cpf__steady_add(&sum, counted(amounts[order[i]]));
        cumulative[i] = 100 * cpf__steady_total(&sum) / total;
    }
    return total;
}

int32_t cpf__share_class(double share, const double *limits, int32_t count, int64_t place)
{
    int32_t above = 0;

    while (place > 0 && above < count && share > limits[above])
        above++;
    return above;
}

void cpf__quantile_limits(const double *sorted, int64_t n, int32_t bins, double step, double *limits)
{
    enum { TYPE = 7 };

    for (int32_t i = 1; i < bins; i++)
        limits[i - 1] = cpf__sample_quantile(sorted, n, (double)i / bins, TYPE) + step;
}

int32_t cpf__score_by_limits(double value, const double *limits, int32_t count)
{
    int32_t score = 1;

    for (int32_t i = 0; i < count; i++)
        score += value >= limits[i];
    return score;
}

int32_t cpf__next_tier(int32_t tier, double score, const double *limits, int32_t count, double margin)
{
    if (tier < count && score >= limits[tier])
        return tier + 1;
    if (tier > 0 && score < limits[tier - 1] * (1 - margin))
        return tier - 1;
    return tier;
}
