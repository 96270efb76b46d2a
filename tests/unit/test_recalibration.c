/* SPDX-License-Identifier: MIT */
/* Probabilities calibrated by those that came about: against counts of the classes, and as what they should be. */
#include <math.h>
#include <string.h>

#include "recalibration.h"
#include "support.h"

enum { MOST = 400 };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

/* The part of errors up to a probability, each spread evenly over its class, and one to come over the least likely
 * class and all below; what was said counts as five. */
static double dull_part(const double *seen, int n, double worth, double probability)
{
    double sum = 5 * probability, least = 1;

    for (int i = 0; i < n; i++) {
        double top = 1, low;

        while (pow(2, -1 / 8.0) * top >= seen[i] && top > pow(2, -39.8))
            top *= pow(2, -1 / 8.0);
        low = top > pow(2, -39.8) ? top * pow(2, -1 / 8.0) : 0;
        sum += worth * fmin(1, fmax(0, (probability - low) / (top - low)));
        least = fmin(least, top);
    }
    return (sum + worth * fmin(1, probability / least)) / (5 + worth * (n + 1));
}

static void test_dull(void **state)
{
    cpf_test_random random = cpf_test_seed("calibration", 81);
    double seen[MOST];

    (void)state;
    for (int round = 0; round < 100; round++) {
        int n = (int)cpf_test_between(&random, 0, MOST);
        double power = 0.2 + 3 * uniform(&random), last = 0, worth = 1.0 / (double)cpf_test_between(&random, 1, 12);
        cpf__recalibration is = {.worth = worth}, turned = {.worth = worth};

        for (int i = 0; i < n; i++) {
            seen[i] = pow(uniform(&random), power);
            cpf__recalibration_add(&is, seen[i]);
        }
        for (int i = n - 1; i >= 0; i--)
            cpf__recalibration_add(&turned, seen[i]);
        assert_memory_equal(&is, &turned, sizeof is);
        for (int i = 1; i < 50; i++) {
            double probability = i / 50.0, part = cpf__recalibrated(&is, probability);

            assert_true(fabs(part - dull_part(seen, n, worth, probability)) < 1e-9);
            assert_true(part > last && part < 1);
            assert_true(fabs(cpf__recalibrated_from(&is, part) - probability) < 1e-9);
            last = part;
        }
    }
}

/* Nothing known: nothing changes. */
static void test_nothing(void **state)
{
    const cpf__recalibration is = {.all = 0};

    (void)state;
    for (int i = 0; i <= 100; i++)
        assert_true(fabs(cpf__recalibrated(&is, i / 100.0) - i / 100.0) < 1e-12);
    for (int i = 0; i < 100; i++)
        assert_true(fabs(cpf__recalibrated_from(&is, i / 100.0) - i / 100.0) < 1e-12);
    assert_true(fabs(cpf__recalibrated_from(&is, 1) - 1) < 1e-12);
}

/* Beyond all that has been seen, probabilities of what is as it was said stay what they are. */
static void test_tail(void **state)
{
    cpf__recalibration is = {.worth = 0.1};

    (void)state;
    for (int i = 0; i < 1000; i++)
        cpf__recalibration_add(&is, (i + 0.5) / 1000);
    for (double probability = 1e-4; probability > 1e-12; probability /= 10) {
        assert_true(cpf__recalibrated(&is, probability) > probability);
        assert_true(cpf__recalibrated(&is, probability) < 2.2 * probability);
    }
}

/* Limits so wide that only one in ten lay outside those of one in five are drawn in. */
static void test_wide(void **state)
{
    cpf_test_random random = cpf_test_seed("wide", 82);
    cpf__recalibration is = {.worth = 1};

    (void)state;
    for (int i = 0; i < 20000; i++)
        cpf__recalibration_add(&is, sqrt(uniform(&random)));
    assert_true(fabs(cpf__recalibrated(&is, 0.4) - 0.16) < 0.01);
    assert_true(fabs(cpf__recalibrated_from(&is, 0.2) - sqrt(0.2)) < 0.01);
}

static void test_ends(void **state)
{
    cpf__recalibration is = {.worth = 1};

    (void)state;
    cpf__recalibration_add(&is, 0);
    cpf__recalibration_add(&is, 1e-300);
    cpf__recalibration_add(&is, 1);
    assert_int_equal(is.count[CPF__RECALIBRATION_CLASSES - 1], 2);
    assert_int_equal(is.count[0], 1);
    assert_true(cpf__recalibrated(&is, 1e-9) > 0.33); /* two of nine and the one to come, in the last class */
    assert_true(cpf__recalibrated(&is, 0) == 0);
    assert_true(cpf__recalibrated(&is, 1) == 1);
}

/* Of one time no more than twenty count; what overlaps counts in parts. */
static void test_worth(void **state)
{
    cpf__recalibration is = {.all = 0};

    (void)state;
    cpf__recalibration_weigh(&is, 0, 3);
    for (int i = 0; i < 10; i++)
        cpf__recalibration_add(&is, 0.5);
    cpf__recalibration_weigh(&is, 1, 4);
    assert_true(fabs(is.worth - 0.25) < 1e-12);
    for (int i = 0; i < 190; i++)
        cpf__recalibration_add(&is, 0.5);
    cpf__recalibration_weigh(&is, 1, 4);
    assert_true(fabs(is.worth - 0.025) < 1e-12);
    cpf__recalibration_weigh(&is, 5, 1);
    assert_true(fabs(is.worth - 0.5) < 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dull), cmocka_unit_test(test_nothing), cmocka_unit_test(test_wide),
        cmocka_unit_test(test_ends), cmocka_unit_test(test_tail),    cmocka_unit_test(test_worth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
