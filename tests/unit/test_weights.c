/* SPDX-License-Identifier: MIT */
/* Weights, shares, quantiles and attainability against their definitions, written out in long double. */
#include <math.h>
#include <string.h>

#include "attainability.h"
#include "judged_weights.h"
#include "residual_covariance.h"
#include "sample_quantile.h"
#include "spread_weights.h"
#include "support.h"
#include "top_down.h"

static void assert_close(double found, long double expected, double tolerance)
{
    if (fabsl(found - expected) > tolerance * (1 + fabsl(expected)))
        print_message("found %.17g, not %.17Lg\n", found, expected);
    assert_true(fabsl(found - expected) <= tolerance * (1 + fabsl(expected)));
}

/* Judgements made from weights give them back and contradict nothing; any others satisfy A w = lambda w. */
static void test_judgements(void **state)
{
    cpf_test_random random = cpf_test_seed("judgements", 41);
    double matrix[36], scratch[72], weights[6], geometric[6], truth[6], total;
    cpf__ratio ratios[36];
    cpf__judged judged;
    int32_t row, column;

    (void)state;
    for (int round = 0; round < 300; round++) {
        int32_t n = (int32_t)cpf_test_between(&random, 1, 6);

        total = 0;
        for (int32_t i = 0; i < n; i++)
            total += truth[i] = (double)cpf_test_between(&random, 1, 90);
        for (int32_t k = 0; k < n * n; k++)
            matrix[k] = truth[k / n] / truth[k % n];
        assert_int_equal(cpf__judged_weights(matrix, n, scratch, weights, geometric, &judged), CPF_OK);
        for (int32_t i = 0; i < n; i++) {
            assert_close(weights[i], truth[i] / total, 1e-13);
            assert_close(geometric[i], truth[i] / total, 1e-13);
        }
        assert_true(fabs(judged.eigenvalue - n) < 1e-12 && judged.index < 1e-12 && judged.has_ratio);
        for (int32_t i = 0; i < n; i++) {
            for (int32_t j = 0; j <= i; j++) {
                int64_t value = i == j ? 1 : cpf_test_between(&random, 1, 9), over = round % 2 && i != j ? 7 : 1;

                ratios[i * n + j] = (cpf__ratio){value, over};
                ratios[j * n + i] = (cpf__ratio){over, value};
                matrix[i * n + j] = (double)value / (double)over;
                matrix[j * n + i] = (double)over / (double)value;
            }
        }
        assert_int_equal(cpf__judged_weights(matrix, n, scratch, weights, geometric, &judged), CPF_OK);
        for (int32_t i = 0; i < n; i++) {
            long double image = 0;

            for (int32_t j = 0; j < n; j++)
                image += (long double)matrix[i * n + j] * weights[j];
            assert_close((double)image, (long double)judged.eigenvalue * weights[i], 1e-13);
        }
        assert_true(judged.eigenvalue >= n - 1e-12);
    }
    ratios[0] = (cpf__ratio){1, 1};
    ratios[1] = (cpf__ratio){3, 1};
    ratios[2] = (cpf__ratio){333, 1000};
    ratios[3] = (cpf__ratio){1, 1};
    assert_int_equal(cpf__judgements_check(ratios, 2, &row, &column), CPF_E_DATA); /* 0.333 is not a third */
    assert_true(row == 0 && column == 1);
    ratios[2] = (cpf__ratio){1, 3};
    assert_int_equal(cpf__judgements_check(ratios, 2, &row, &column), CPF_OK);
    ratios[3] = (cpf__ratio){2, 1};
    assert_int_equal(cpf__judgements_check(ratios, 2, &row, &column), CPF_E_DATA);
    matrix[0] = matrix[3] = 1;
    matrix[1] = 1e300;
    matrix[2] = 1e-300;
    assert_int_equal(cpf__judged_weights(matrix, 2, scratch, weights, geometric, &judged), CPF_E_RANGE);
    matrix[1] = 1e100;
    matrix[2] = 1e-100;
    assert_int_equal(cpf__judged_weights(matrix, 2, scratch, weights, geometric, &judged), CPF_OK);
    assert_close(weights[0], 1, 1e-12);
}

static void test_many_judgements(void **state)
{
    static double matrix[400], scratch[800], weights[20], geometric[20];
    cpf__judged judged;

    (void)state;
    for (int k = 0; k < 400; k++)
        matrix[k] = k / 20 < k % 20 ? 2 : k / 20 == k % 20 ? 1 : 0.5;
    assert_int_equal(cpf__judged_weights(matrix, 20, scratch, weights, geometric, &judged), CPF_OK);
    assert_true(!judged.has_ratio && judged.index > 0); /* no random index for so many */
}

static void test_entropy(void **state)
{
    cpf_test_random random = cpf_test_seed("entropy", 42);
    double cells[40], entropy[5], weights[5], even[] = {3, 1, 3, 1}, zeros[] = {0, 1, 0, 2}, minus[] = {1, -1, 1, 1};
    int32_t column;

    (void)state;
    for (int round = 0; round < 500; round++) {
        int32_t rows = (int32_t)cpf_test_between(&random, 2, 8), columns = (int32_t)cpf_test_between(&random, 1, 5);
        long double total = 0, expected[5];

        for (int k = 0; k < rows * columns; k++)
            cells[k] = round % 4 ? (double)cpf_test_between(&random, k < columns, 1000)
                                 : 1e6 + (double)cpf_test_between(&random, 0, 9);
        cells[0] += 5000;
        assert_int_equal(cpf__entropy_weights((cpf__columns){cells, rows, columns}, entropy, weights, &column), CPF_OK);
        for (int j = 0; j < columns; j++) {
            long double sum = 0, e = 0;

            for (int i = 0; i < rows; i++)
                sum += cells[i * columns + j];
            for (int i = 0; i < rows; i++) {
                long double p = cells[i * columns + j] / sum;

                e -= p > 0 ? p * logl(p) / logl(rows) : 0;
            }
            assert_close(entropy[j], e, 1e-14);
            total += expected[j] = 1 - e;
        }
        for (int j = 0; j < columns; j++)
            assert_close(weights[j], expected[j] / total,
                         round % 4 ? 1e-12 : 1e-6); /* long double itself loses digits there */
    }
    assert_int_equal(cpf__entropy_weights((cpf__columns){even, 2, 2}, entropy, weights, &column), CPF_E_MISSING);
    assert_true(column == CPF_NONE && entropy[0] == 1 && entropy[1] == 1);
    assert_int_equal(cpf__entropy_weights((cpf__columns){zeros, 2, 2}, entropy, weights, &column), CPF_E_MISSING);
    assert_int_equal(column, 0);
    assert_int_equal(cpf__entropy_weights((cpf__columns){minus, 2, 2}, entropy, weights, &column), CPF_E_RANGE);
    assert_int_equal(column, 1);
    assert_int_equal(cpf__entropy_weights((cpf__columns){even, 1, 4}, entropy, weights, &column), CPF_E_MISSING);
}

static void test_conflict(void **state)
{
    cpf_test_random random = cpf_test_seed("conflict", 43);
    double cells[40], scratch[40], deviation[4], weights[4], same[] = {1, 2, 2, 4, 3, 6};

    (void)state;
    for (int round = 0; round < 300; round++) {
        int32_t rows = (int32_t)cpf_test_between(&random, 3, 10);
        uint8_t turned[] = {0, (uint8_t)(round & 1), 0, (uint8_t)(round >> 1 & 1)};
        long double scaled[40], sd[4], product[4], total = 0;

        for (int k = 0; k < rows * 4; k++)
            cells[k] = k % 4 == 2 ? 7 : (double)cpf_test_between(&random, -50, 50);
        cells[0] = cells[1] = cells[3] = 60; /* so that three columns vary */
        assert_int_equal(cpf__conflict_weights((cpf__columns){cells, rows, 4}, turned, scratch, deviation, weights),
                         CPF_OK);
        for (int j = 0; j < 4; j++) {
            long double low = cells[j], high = cells[j], mean = 0;

            sd[j] = product[j] = 0;
            for (int i = 1; i < rows; i++) {
                low = fminl(low, cells[i * 4 + j]);
                high = fmaxl(high, cells[i * 4 + j]);
            }
            for (int i = 0; i < rows; i++) {
                scaled[i * 4 + j] = j == 2 ? 0 : (cells[i * 4 + j] - low) / (high - low);
                scaled[i * 4 + j] = turned[j] ? 1 - scaled[i * 4 + j] : scaled[i * 4 + j];
                mean += scaled[i * 4 + j] / rows;
            }
            for (int i = 0; i < rows; i++) {
                scaled[i * 4 + j] -= mean;
                sd[j] += scaled[i * 4 + j] * scaled[i * 4 + j] / rows;
            }
            sd[j] = sqrtl(sd[j]);
        }
        for (int j = 0; j < 4; j++) {
            for (int k = 0; k < 4; k++) {
                long double covariance = 0;

                for (int i = 0; i < rows; i++)
                    covariance += scaled[i * 4 + j] * scaled[i * 4 + k] / rows;
                product[j] += j == k || j == 2 || k == 2 ? 0 : 1 - covariance / (sd[j] * sd[k]);
            }
            total += product[j] *= sd[j];
        }
        for (int j = 0; j < 4; j++)
            assert_close(weights[j], product[j] / total, 1e-12);
        assert_true(weights[2] == 0 && deviation[2] == 0);
    }
    assert_int_equal(cpf__conflict_weights((cpf__columns){same, 3, 2}, NULL, scratch, deviation, weights),
                     CPF_E_MISSING);
    assert_int_equal(cpf__conflict_weights((cpf__columns){same, 1, 2}, NULL, scratch, deviation, weights),
                     CPF_E_MISSING);
}

static void test_going_down(void **state)
{
    double history[] = {1, 2, 0, 3, 2, 0}, nothing[] = {1, -1, -1, 1}, shares[2], values[6], scratch[18], all[3];
    static const int64_t parent[] = {CPF_NONE, 0, 0, 1, 1, 2};
    double base[] = {100, 30, 50, 10, 30, 7}, zero[] = {100, 0, 0, 1, 3, 7}, variances[] = {1, 2, 3};
    int equal;

    (void)state;
    assert_int_equal(cpf__mean_of_shares(history, 2, 3, shares), CPF_OK); /* the third time has no share */
    assert_true(shares[0] == (0.25 + 0.5) / 2 && shares[1] == (0.75 + 0.5) / 2);
    assert_int_equal(cpf__shares_of_means(history, 2, 3, shares), CPF_OK);
    assert_true(shares[0] == 3.0 / 8 && shares[1] == 5.0 / 8);
    assert_int_equal(cpf__mean_of_shares(nothing, 2, 2, shares), CPF_E_MISSING);
    assert_int_equal(cpf__shares_of_means(nothing, 2, 2, shares), CPF_E_MISSING);
    cpf__from_level(parent, base, 6, 0, scratch, values, &equal);
    assert_true(!equal && values[1] == 37.5 && values[2] == 62.5 && values[3] == 37.5 / 4 && values[5] == 62.5);
    cpf__from_level(parent, base, 6, 1, scratch, values, &equal);
    assert_true(values[0] == 80 && values[1] == 30 && values[3] == 7.5 && values[4] == 22.5 && values[5] == 50);
    cpf__from_level(parent, base, 6, 2, scratch, values, &equal);
    assert_true(values[0] == 47 && values[1] == 40 && values[2] == 7);
    cpf__from_level(parent, zero, 6, 0, scratch, values, &equal);
    assert_true(equal && values[1] == 50 && values[2] == 50 && values[3] == 12.5);
    assert_int_equal(cpf__zero_negatives((double[]){35, -5, 10}, variances, 3, 40, 0, all), CPF_OK);
    assert_true(all[0] == 35 && all[1] == 0 && all[2] == 10);
    assert_int_equal(cpf__zero_negatives((double[]){35, -5, 10}, variances, 3, 40, 1, all), CPF_OK);
    assert_close(all[0], 280.0L / 9, 1e-14);
    assert_int_equal(cpf__zero_negatives((double[]){35, -5, 10}, variances, 3, 40, 2, all), CPF_OK);
    assert_close(all[0], 35 - 5 * 1225.0L / 1325, 1e-14);
    assert_int_equal(cpf__zero_negatives((double[]){35, -5, 10}, variances, 3, 40, 3, all), CPF_OK);
    assert_close(all[2], 10 - 5 * 3.0L / 4, 1e-14);
    assert_int_equal(cpf__zero_negatives((double[]){-1, -5, 0}, variances, 3, -6, 1, all), CPF_E_MISSING);
}

/* The empirical distribution passes p at types 1 to 3; the others run in straight lines through their own points. */
static void test_quantiles(void **state)
{
    cpf_test_random random = cpf_test_seed("quantiles", 44);
    static const double own_a[] = {0, 0.5,     0,
                                   1, 1.0 / 3, 3.0 / 8}; /* p of the k-th: (k - a) / (n + 1 - 2 a), types 4 apart */

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t n = cpf_test_between(&random, 1, 12);
        double sorted[12], value = 0;

        for (int64_t i = 0; i < n; i++)
            sorted[i] = value += (double)cpf_test_between(&random, 0, 9);
        for (int64_t k = 1; k <= n; k++) {
            assert_true(cpf__sample_quantile(sorted, n, (double)k / (double)n, 1) == sorted[k - 1]);
            assert_true(cpf__sample_quantile(sorted, n, (double)k / (double)n, 4) == sorted[k - 1]);
            for (int32_t type = 5; type <= 9; type++) {
                double a = own_a[type - 4], p = ((double)k - a) / ((double)n + 1 - 2 * a);

                if (n > 1 || type != 7)
                    assert_close(cpf__sample_quantile(sorted, n, p, type), sorted[k - 1], 1e-12);
            }
        }
        for (int32_t type = 1; type <= 9; type++) {
            assert_true(cpf__sample_quantile(sorted, n, 0, type) == sorted[0]);
            assert_true(cpf__sample_quantile(sorted, n, 1, type) == sorted[n - 1]);
        }
    }
}

static void test_residuals(void **state)
{
    cpf_test_random random = cpf_test_seed("residuals", 45);
    double residuals[30], scratch[30], covariance[9], variances[3], lambda;

    (void)state;
    for (int round = 0; round < 200; round++) {
        int centred = round % 2;
        long double mean[3] = {0, 0, 0}, products[9] = {0};

        for (int k = 0; k < 30; k++)
            residuals[k] = (double)cpf_test_between(&random, -99, 99) / 10 + (k % 3 == 1 ? residuals[k - 1] : 0);
        for (int k = 0; k < 30; k++)
            mean[k % 3] += centred ? residuals[k] / 10.0L : 0;
        for (int t = 0; t < 10; t++) {
            for (int k = 0; k < 9; k++)
                products[k] += (residuals[3 * t + k / 3] - mean[k / 3]) * (residuals[3 * t + k % 3] - mean[k % 3]) / 10;
        }
        cpf__residual_variances(residuals, 10, 3, !centred, variances);
        assert_int_equal(cpf__shrunk_covariance(residuals, 10, 3, !centred, scratch, covariance, &lambda), CPF_OK);
        assert_true(lambda >= 0 && lambda <= 1);
        for (int k = 0; k < 9; k++)
            assert_close(covariance[k], products[k] * (k % 4 ? 1 - lambda : 1), 1e-12);
        for (int j = 0; j < 3; j++)
            assert_close(variances[j], products[4 * j], 1e-13);
    }
    variances[0] = variances[2] = 0;
    variances[1] = 4;
    assert_int_equal(cpf__lift_zero_variances(variances, 3), CPF_OK);
    assert_true(variances[0] == 4 && variances[2] == 4);
    variances[0] = 0;
    assert_int_equal(cpf__lift_zero_variances(variances, 1), CPF_E_MISSING);
    assert_int_equal(cpf__shrunk_covariance(residuals, 1, 3, 1, scratch, covariance, &lambda), CPF_E_MISSING);
}

static void test_attainability(void **state)
{
    static const double limits[] = {0.3, 0.6, 0.85};
    double history[] = {51.4, 49.5, 48.7, 49.3, 51.6}, same[] = {2, 2, 2};
    cpf__proportion none = cpf__proportion_of(0, 7, 0.5, 0.5, 0.95), all = cpf__proportion_of(7, 7, 0.5, 0.5, 0.95);
    cpf__proportion laplace = cpf__proportion_of(0, 0, 1, 1, 0.5);
    cpf__prediction prediction;

    (void)state;
    assert_true(none.low == 0 && all.high == 1 && none.estimate == 0.0625);
    assert_close(none.high, 1 - all.low, 1e-13); /* what is seldom reached is often missed */
    assert_close(laplace.low, 0.25, 1e-13);      /* a uniform distribution */
    assert_close(laplace.high, 0.75, 1e-13);
    assert_int_equal(cpf__difficulty_of(0.29, limits), CPF__STRETCH);
    assert_int_equal(cpf__difficulty_of(0.3, limits), CPF__CHALLENGING);
    assert_int_equal(cpf__difficulty_of(0.6, limits), CPF__ATTAINABLE);
    assert_int_equal(cpf__difficulty_of(0.85, limits), CPF__ATTAINABLE);
    assert_int_equal(cpf__difficulty_of(0.86, limits), CPF__SOFT);
    assert_int_equal(cpf__predict_reach(history, 5, 50, &prediction), CPF_OK);
    assert_close(prediction.probability, 0.5260381027918435L, 1e-12);
    assert_close(prediction.mean, 50.1L, 1e-14);
    assert_int_equal(cpf__predict_reach(same, 3, 2, &prediction), CPF_E_MISSING);
    assert_int_equal(cpf__predict_reach(same, 1, 2, &prediction), CPF_E_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_judgements), cmocka_unit_test(test_many_judgements),
                                       cmocka_unit_test(test_entropy),    cmocka_unit_test(test_conflict),
                                       cmocka_unit_test(test_going_down), cmocka_unit_test(test_quantiles),
                                       cmocka_unit_test(test_residuals),  cmocka_unit_test(test_attainability)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
