/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "agreement.h"
#include "sort_doubles.h"
#include "special.h"

/* Adds the rater's ranks, twice as large so that means of two are whole, to `sums`; returns sum(t^3 - t) of its ties.
 */
static double add_ranks(const double *keys, int64_t n, double *sums, int64_t *order)
{
    double ties = 0;

    cpf__sort_positions(keys, n, order);
    for (int64_t first = 0, last; first < n; first = last) {
        double count;

        last = first + 1;
        while (last < n && keys[order[last]] == keys[order[first]])
            last++;
        count = (double)(last - first);
        for (int64_t i = first; i < last; i++)
            sums[order[i]] += (double)(first + last + 1);
        ties += count * count * count - count;
    }
    return ties;
}

cpf__concordance cpf__concordance_of(const double *ratings, int64_t n, int64_t m, int corrected, double *scratch,
                                     int64_t *order)
{
    double *keys = scratch, *sums = scratch + n, items = (double)n, raters = (double)m, ties = 0, spread = 0, most;
    cpf__concordance result = {NAN, NAN, NAN};

    for (int64_t i = 0; i < n; i++)
        sums[i] = 0;
    for (int64_t j = 0; j < m; j++) {
        for (int64_t i = 0; i < n; i++)
            keys[i] = ratings[i * m + j];
        ties += add_ranks(keys, n, sums, order);
    }
    for (int64_t i = 0; i < n; i++)
        spread += (sums[i] - raters * (items + 1)) * (sums[i] - raters * (items + 1)) / 4;
    most = raters * raters * (items * items * items - items) - (corrected ? raters * ties : 0);
    if (!(most > 0))
        return result;
    result.w = 12 * spread / most;
    result.chi2 = raters * (items - 1) * result.w;
    result.p = cpf__chi_square_above(result.chi2, items - 1);
    return result;
}
