/* SPDX-License-Identifier: MIT */
/* Seasonal scores, their variance and the median slope against all pairs of the same season. */
#include <math.h>
#include <stdlib.h>

#include "seasonal_kendall.h"
#include "support.h"

enum { MOST = 40 };

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* n (n - 1) (2 n + 5) less the same of each group of equal values, / 18. */
static double dull_variance(const double *x, int64_t n, int64_t season, int64_t period)
{
    double sum = 0;
    int64_t count = 0;

    for (int64_t i = season; i < n; i += period) {
        int64_t equal = 0;

        count++;
        for (int64_t j = season; j < n; j += period)
            equal += !(x[j] < x[i] || x[j] > x[i]);
        sum -= (double)((equal - 1) * (2 * equal + 5)); /* each of the `equal` values gives its part */
    }
    return (sum + (double)(count * (count - 1) * (2 * count + 5))) / 18;
}

static void test_pairs(void **state)
{
    cpf_test_random random = cpf_test_seed("seasonal pairs", 91);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t n = cpf_test_between(&random, 1, MOST), period = cpf_test_between(&random, 1, 12), pairs = 0, score = 0;
        double x[MOST], room[2 * MOST], slopes[MOST * MOST], all[MOST * MOST], variance = 0, median;
        int64_t scratch[3 * MOST];
        cpf__seasonal_kendall kendall;

        for (int64_t i = 0; i < n; i++)
            x[i] = (double)cpf_test_between(&random, 0, round % 2 ? 5 : 100000);
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = i + period; j < n; j += period) {
                score += (x[j] > x[i]) - (x[j] < x[i]);
                all[pairs++] = (x[j] - x[i]) / (double)(j - i);
            }
        }
        for (int64_t season = 0; season < period; season++)
            variance += dull_variance(x, n, season, period);
        kendall = cpf__seasonal_kendall_of(x, n, period, room, scratch, slopes);
        assert_int_equal(kendall.score, score);
        assert_true(fabs(kendall.variance - variance) < 1e-9 * (1 + variance));
        if (!pairs) {
            assert_true(isnan(kendall.slope));
            continue;
        }
        qsort(all, (size_t)pairs, sizeof *all, rising);
        median = (all[(pairs - 1) / 2] + all[pairs / 2]) / 2;
        assert_true(fabs(kendall.slope - median) <= 1e-9 * (1 + fabs(median)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
