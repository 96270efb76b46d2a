/* SPDX-License-Identifier: MIT */
/* Agreement and strictness of raters against their definitions written out the long way, and against published limits.
 */
#include <math.h>
#include <string.h>

#include "agreement.h"
#include "rater_indices.h"
#include "severity.h"
#include "special.h"
#include "support.h"

enum { MOST = 12 };

static void assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance * (1 + fabs(expected))))
        print_message("found %.17g, not %.17g\n", found, expected);
    assert_true(fabs(found - expected) <= tolerance * (1 + fabs(expected)));
}

/* The upper tail of chi-square with an even number of degrees is a sum of a Poisson's terms. */
static void test_chi_square(void **state)
{
    cpf_test_random random = cpf_test_seed("chi square", 90);

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int64_t half = cpf_test_between(&random, 1, 200);
        double x = (double)cpf_test_between(&random, 1, 60000) / 100, term = 1, sum = 0;

        for (int64_t k = 0; k < half; k++) {
            sum += term;
            term *= x / 2 / (double)(k + 1);
        }
        assert_near(cpf__chi_square_above(x, 2 * (double)half), sum * exp(-x / 2), 1e-11);
    }
    assert_near(cpf__chi_square_above(3.841458820694124, 1), 0.05, 1e-12);
    assert_true(cpf__chi_square_above(0, 3) == 1);
    assert_true(cpf__chi_square_above(HUGE_VAL, 3) == 0);
    assert_true(isnan(cpf__chi_square_above(NAN, 3)));
}

/* The example of Shrout and Fleiss, with the limits that the R package psych 2.2.9 prints. */
static void test_icc_limits(void **state)
{
    static const double ratings[] = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    static const double low[] = {-0.133, 0.019, 0.342, -0.884, 0.071, 0.676};
    static const double high[] = {0.72, 0.76, 0.95, 0.91, 0.93, 0.99};
    cpf__icc icc;

    (void)state;
    cpf__icc_of(ratings, 6, 4, 0.05, &icc);
    for (int form = 0; form < CPF__ICC_FORMS; form++) {
        assert_true(fabs(icc.low[form] - low[form]) < 0.00051);
        assert_true(fabs(icc.high[form] - high[form]) < 0.0051);
    }
}

/* Variance components written out with plain sums; equal ratings have none. */
static void test_icc(void **state)
{
    cpf_test_random random = cpf_test_seed("icc", 91);
    double x[MOST * MOST];
    cpf__icc icc;

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 2, MOST), k = cpf_test_between(&random, 2, MOST);
        double all = 0, total = 0, rows = 0, columns = 0, error;

        for (int64_t i = 0; i < n * k; i++) {
            x[i] = (double)cpf_test_between(&random, 0, 40) + (double)(i / k);
            all += x[i];
            total += x[i] * x[i];
        }
        for (int64_t i = 0; i < n; i++) {
            double sum = 0;

            for (int64_t j = 0; j < k; j++)
                sum += x[i * k + j];
            rows += sum * sum / (double)k;
        }
        for (int64_t j = 0; j < k; j++) {
            double sum = 0;

            for (int64_t i = 0; i < n; i++)
                sum += x[i * k + j];
            columns += sum * sum / (double)n;
        }
        all = all * all / (double)(n * k);
        error = (total - rows - columns + all) / (double)((n - 1) * (k - 1));
        cpf__icc_of(x, n, k, 0.05, &icc);
        assert_near(icc.between, (rows - all) / (double)(n - 1), 1e-9);
        assert_near(icc.judges, (columns - all) / (double)(k - 1), 1e-9);
        assert_near(icc.error, error, 1e-9);
        assert_near(icc.value[CPF__ICC_3_K], 1 - icc.error / icc.between, 1e-9);
        for (int form = 0; form < CPF__ICC_FORMS; form++) {
            /* the approximation of form 2 is for some agreement; without it there may be no limit */
            int sound = form % CPF__ICC_1_K != CPF__ICC_2_1 || (icc.value[CPF__ICC_2_1] > 0 && icc.value[form] < 1);

            if (sound && !isnan(icc.low[form]) && !isnan(icc.high[form]))
                assert_true(icc.low[form] <= icc.value[form] + 1e-12 && icc.value[form] <= icc.high[form] + 1e-12);
        }
    }
    for (int i = 0; i < 9; i++)
        x[i] = 5;
    cpf__icc_of(x, 3, 3, 0.05, &icc);
    assert_true(isnan(icc.value[CPF__ICC_2_1]) && isnan(icc.low[CPF__ICC_3_K]));
}

/* Mean ranks by counting; the same order everywhere is 1; a rising function changes nothing. */
static void test_concordance(void **state)
{
    cpf_test_random random = cpf_test_seed("concordance", 92);
    double x[MOST * MOST], y[MOST * MOST], scratch[2 * MOST];
    int64_t order[MOST];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 2, MOST), m = cpf_test_between(&random, 2, MOST);
        double spread = 0, ties = 0, below, w;

        for (int64_t i = 0; i < n * m; i++) {
            x[i] = (double)cpf_test_between(&random, 0, 6);
            y[i] = exp(x[i]) - 3;
        }
        for (int64_t i = 0; i < n; i++) {
            double ranks = 0;

            for (int64_t j = 0; j < m; j++)
                for (int64_t k = 0; k < n; k++) {
                    ranks += x[k * m + j] < x[i * m + j] ? 1 : x[k * m + j] == x[i * m + j] ? 0.5 : 0;
                }
            ranks += 0.5 * (double)m;
            spread += (ranks - (double)(m * (n + 1)) / 2) * (ranks - (double)(m * (n + 1)) / 2);
        }
        for (int64_t j = 0; j < m; j++)
            for (int value = 0; value <= 6; value++) {
                double count = 0;

                for (int64_t i = 0; i < n; i++)
                    count += x[i * m + j] == value;
                ties += count * count * count - count;
            }
        below = (double)(m * m * (n * n * n - n)) - (double)m * ties;
        w = cpf__concordance_of(x, n, m, 1, scratch, order).w;
        if (below > 0)
            assert_near(w, 12 * spread / below, 1e-12);
        else
            assert_true(isnan(w));
        assert_true(isnan(w) || w == cpf__concordance_of(y, n, m, 1, scratch, order).w);
        for (int64_t i = 0; i < n * m; i++)
            y[i] = (double)(i / m) * 3;
        assert_near(cpf__concordance_of(y, n, m, 0, scratch, order).w, 1, 1e-15);
    }
}

/* Kappa of the two raters the other way round is the same; perfect agreement is 1; one class alone is undefined. */
static void test_kappa(void **state)
{
    cpf_test_random random = cpf_test_seed("kappa", 93);
    double table[36], turned[36], scratch[24];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t k = cpf_test_between(&random, 2, 6);
        cpf__kappa_weights weights = (cpf__kappa_weights)cpf_test_between(&random, 0, 2);
        double total = 0, against = 0, expected = 0, rows[6] = {0}, columns[6] = {0};
        cpf__kappa found, other;

        for (int64_t i = 0; i < k * k; i++) {
            table[i] = (double)cpf_test_between(&random, 0, 9) + (i == 0);
            turned[i % k * k + i / k] = table[i];
            total += table[i];
            rows[i / k] += table[i];
            columns[i % k] += table[i];
        }
        for (int64_t i = 0; i < k * k; i++) { /* by disagreement, where the library goes by agreement */
            double apart = fabs((double)(i / k - i % k)) / (double)(k - 1);
            double weight = weights == CPF__KAPPA_NONE     ? i / k != i % k
                            : weights == CPF__KAPPA_LINEAR ? apart
                                                           : apart * apart;

            against += weight * table[i] / total;
            expected += weight * rows[i / k] * columns[i % k] / total / total;
        }
        found = cpf__kappa_of(table, k, weights, scratch);
        other = cpf__kappa_of(turned, k, weights, scratch);
        if (expected > 1e-9)
            assert_near(found.kappa, 1 - against / expected, 1e-9);
        assert_true(!(expected > 1e-9) || fabs(found.error - other.error) < 1e-9);
        assert_true(!(expected > 1e-9) || fabs(found.error_null - other.error_null) < 1e-9);
    }
    memset(table, 0, sizeof table);
    table[0] = table[3] = 4;
    assert_near(cpf__kappa_of(table, 2, CPF__KAPPA_NONE, scratch).kappa, 1, 1e-15);
    table[3] = 0;
    assert_true(isnan(cpf__kappa_of(table, 2, CPF__KAPPA_NONE, scratch).kappa));
}

static double metric_apart(const double *values, int64_t n, cpf__alpha_metric metric, double a, double b)
{
    double low = a < b ? a : b, high = a < b ? b : a, sum = 0;

    if (metric == CPF__ALPHA_NOMINAL)
        return a != b;
    if (metric == CPF__ALPHA_INTERVAL)
        return (a - b) * (a - b);
    if (metric == CPF__ALPHA_RATIO)
        return a + b > 0 ? (a - b) * (a - b) / ((a + b) * (a + b)) : 0;
    for (int64_t i = 0; i < n && a != b; i++)
        sum += values[i] == low || values[i] == high ? 0.5 : values[i] > low && values[i] < high;
    return sum * sum;
}

/* Pair by pair over all values, without a table; the order of raters and of units changes nothing. */
static void test_alpha(void **state)
{
    cpf_test_random random = cpf_test_seed("alpha", 94);
    double x[MOST * MOST], y[MOST * MOST], all[MOST * MOST], scratch[3 * MOST * MOST];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t raters = cpf_test_between(&random, 1, 6), units = cpf_test_between(&random, 1, MOST), n = 0;
        cpf__alpha_metric metric = (cpf__alpha_metric)cpf_test_between(&random, 0, 3);
        double inside = 0, between = 0;
        cpf__alpha alpha;

        for (int64_t i = 0; i < raters * units; i++)
            x[i] = cpf_test_between(&random, 0, 3) ? (double)cpf_test_between(&random, 0, 5) : NAN;
        for (int64_t i = 0; i < raters * units; i++)
            y[(raters - 1 - i / units) * units + units - 1 - i % units] = x[i];
        for (int pass = 0; pass < 2; pass++)
            for (int64_t u = 0; u < units; u++) {
                double own[MOST], pairs = 0;
                int64_t count = 0;

                for (int64_t r = 0; r < raters; r++)
                    if (!isnan(x[r * units + u]))
                        own[count++] = x[r * units + u];
                for (int64_t i = 0; i < count && count > 1; i++) {
                    if (!pass)
                        all[n++] = own[i];
                    for (int64_t k = 0; k < count && pass; k++)
                        pairs += metric_apart(all, n, metric, own[i], own[k]);
                }
                inside += count > 1 ? pairs / (double)(count - 1) : 0;
            }
        for (int64_t i = 0; i < n; i++)
            for (int64_t k = 0; k < n; k++)
                between += metric_apart(all, n, metric, all[i], all[k]);
        alpha = cpf__alpha_of(x, raters, units, metric, scratch);
        assert_int_equal(alpha.values, n);
        if (between > 0)
            assert_near(alpha.alpha, 1 - (double)(n - 1) * inside / between, 1e-12);
        else
            assert_true(isnan(alpha.alpha));
        assert_true(isnan(alpha.alpha) ||
                    fabs(alpha.alpha - cpf__alpha_of(y, raters, units, metric, scratch).alpha) < 1e-12);
    }
}

typedef struct panel {
    cpf__rating ratings[MOST * MOST * 2];
    cpf__rated rated;
    double scratch[(MOST + 1) * (MOST + 2)], ratee[MOST], rater[MOST];
    cpf__severity_effects effects;
} panel;

static void fill_panel(panel *at, cpf_test_random *random, int missing)
{
    int32_t ratees = (int32_t)cpf_test_between(random, 2, MOST), raters = (int32_t)cpf_test_between(random, 2, MOST);

    at->rated = (cpf__rated){at->ratings, 0, ratees, raters};
    at->effects = (cpf__severity_effects){0, at->ratee, at->rater};
    for (int32_t i = 0; i < ratees; i++)
        for (int32_t j = 0; j < raters; j++)
            if (i == 0 || j == 0 || !missing || cpf_test_between(random, 0, 2))
                at->ratings[at->rated.count++] = (cpf__rating){i, j,
                                                               (double)(i * 7 % 5 * 4 + j * 3 % 4 * 5 + 60) +
                                                                   (double)cpf_test_between(random, -99, 99) / 20};
}

/* At the least squares nothing is left over for any ratee or rater, and effects sum to 0. */
static void test_fixed(void **state)
{
    cpf_test_random random = cpf_test_seed("fixed severity", 95);
    panel at;

    (void)state;
    for (int round = 0; round < 500; round++) {
        double left[2 * MOST] = {0}, sums[2] = {0};

        fill_panel(&at, &random, 1);
        assert_int_equal(cpf__severity_fixed(&at.rated, at.scratch, &at.effects), CPF_OK);
        for (int64_t i = 0; i < at.rated.count; i++) {
            const cpf__rating *it = &at.ratings[i];
            double rest = it->value - at.effects.mean - at.ratee[it->ratee] - at.rater[it->rater];

            left[it->ratee] += rest;
            left[MOST + it->rater] += rest;
        }
        for (int i = 0; i < 2 * MOST; i++)
            assert_true(fabs(left[i]) < 1e-9);
        for (int32_t i = 0; i < at.rated.ratees; i++)
            sums[0] += at.ratee[i];
        for (int32_t i = 0; i < at.rated.raters; i++)
            sums[1] += at.rater[i];
        assert_true(fabs(sums[0]) < 1e-9 && fabs(sums[1]) < 1e-9);
    }
}

/* Henderson's equations hold, also with a variance of 0. */
static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("random severity", 96);
    panel at;

    (void)state;
    for (int round = 0; round < 500; round++) {
        cpf__severities variances = {(double)cpf_test_between(&random, 0, 3),
                                     (double)cpf_test_between(&random, 0, 3) / 2, 0.7};
        double left[2 * MOST] = {0}, all = 0;

        fill_panel(&at, &random, 1);
        assert_int_equal(cpf__severity_random(&at.rated, &variances, at.scratch, &at.effects), CPF_OK);
        for (int64_t i = 0; i < at.rated.count; i++) {
            const cpf__rating *it = &at.ratings[i];
            double rest = it->value - at.effects.mean - at.ratee[it->ratee] - at.rater[it->rater];

            all += rest;
            left[it->ratee] += rest;
            left[MOST + it->rater] += rest;
        }
        assert_true(fabs(all) < 1e-9);
        for (int32_t i = 0; i < at.rated.ratees; i++)
            assert_true(fabs(left[i] * variances.ratee - variances.error * at.ratee[i]) < 1e-8);
        for (int32_t i = 0; i < at.rated.raters; i++)
            assert_true(fabs(left[MOST + i] * variances.rater - variances.error * at.rater[i]) < 1e-8);
    }
}

/* Where everybody rates everybody and no estimate is negative, the likelihood's variances are those of the mean
 * squares. */
static void test_variances(void **state)
{
    cpf_test_random random = cpf_test_seed("severity variances", 97);
    double x[MOST * MOST];
    int compared = 0;
    panel at;

    (void)state;
    for (int round = 0; round < 60; round++) {
        cpf__severities found;
        cpf__icc icc;

        fill_panel(&at, &random, 0);
        for (int64_t i = 0; i < at.rated.count; i++)
            x[i] = at.ratings[i].value;
        cpf__icc_of(x, at.rated.ratees, at.rated.raters, 0.05, &icc);
        assert_int_equal(cpf__severity_variances(&at.rated, at.scratch, &at.effects, &found), CPF_OK);
        if (icc.between <= icc.error || icc.judges <= icc.error)
            continue;
        compared++;
        assert_near(found.error, icc.error, 1e-5);
        assert_near(found.ratee, (icc.between - icc.error) / at.rated.raters, 1e-5);
        assert_near(found.rater, (icc.judges - icc.error) / at.rated.ratees, 1e-5);
    }
    assert_true(compared > 20);
}

/* Two panels that share nobody are two parts, whatever the order of ratings. */
static void test_parts(void **state)
{
    static const cpf__rating apart[] = {{0, 0, 5}, {0, 2, 6}, {1, 1, 4}, {2, 0, 3}, {3, 1, 2}};
    cpf__rated rated = {apart, 5, 4, 3};
    int32_t part[7];
    static const int32_t expected[] = {0, 1, 0, 1, 0, 1, 0};

    (void)state;
    assert_int_equal(cpf__severity_parts(&rated, part), 2);
    assert_memory_equal(part, expected, sizeof expected);
}

/* A ratee that one rater left out says nothing about leniency; constant ratings have no deviation and no correlation.
 */
static void test_indices(void **state)
{
    static const double ratings[] = {5, 5, 5, 5, 1, 2, 3, 4, NAN, 7, 1, 3};
    cpf__ratings_cube cube = {ratings, 2, 3, 2};
    cpf__rater_index found[2];
    uint8_t scratch[3];

    (void)state;
    cpf__rater_indices(cube, scratch, found);
    /* both rated the first and the third */
    assert_near(found[0].leniency, 0.25, 1e-12);
    assert_near(found[1].leniency, -0.25, 1e-12);
    assert_near(found[0].halo_sd, sqrt(0.5) / 3, 1e-12);
    assert_near(found[0].halo_correlation, 1, 1e-12);
    assert_near(found[1].halo_correlation, 1, 1e-12);
    cube.ratees = 1;
    cube.raters = 1;
    cpf__rater_indices(cube, scratch, found);
    assert_true(found[0].halo_sd == 0 && found[0].spread == 0 && isnan(found[0].halo_correlation));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chi_square),  cmocka_unit_test(test_icc_limits), cmocka_unit_test(test_icc),
        cmocka_unit_test(test_concordance), cmocka_unit_test(test_kappa),      cmocka_unit_test(test_alpha),
        cmocka_unit_test(test_fixed),       cmocka_unit_test(test_random),     cmocka_unit_test(test_variances),
        cmocka_unit_test(test_parts),       cmocka_unit_test(test_indices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
