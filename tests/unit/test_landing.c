/* SPDX-License-Identifier: MIT */
/* Limits and probabilities of a landing are of one distribution. */
#include <math.h>

#include "landing.h"
#include "support.h"

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static void test_one_distribution(void **state)
{
    static const double levels[] = {0.5, 0.8, 0.95, 0.999};
    cpf_test_random random = cpf_test_seed("one distribution", 91);

    (void)state;
    for (int round = 0; round < 200; round++) {
        cpf__lander lander = {.calibration = {.worth = 0.5}};
        cpf__landing landing = {.middle = 1000 * uniform(&random),
                                .deviation = 1 + 50 * uniform(&random),
                                .freedom =
                                    round % 2 ? 1 + 80 * uniform(&random) : (double)cpf_test_between(&random, 1, 80),
                                .sure = -INFINITY};
        double width = 0;

        for (int64_t i = cpf_test_between(&random, 0, 300); i > 0; i--)
            cpf__recalibration_add(&lander.calibration, pow(uniform(&random), 0.3 + uniform(&random)));
        for (int i = 0; i < 4; i++) {
            lander.confidence = levels[i];
            cpf__lander_weigh(&lander);
            cpf__landing_limits(&lander, &landing);
            assert_true(landing.high - landing.low > width);
            width = landing.high - landing.low;
            assert_true(fabs(cpf__landing_reaches(&lander, &landing, landing.low) - (1 + levels[i]) / 2) < 1e-7);
            assert_true(fabs(cpf__landing_reaches(&lander, &landing, landing.high) - (1 - levels[i]) / 2) < 1e-7);
        }
        assert_true(fabs(cpf__landing_reaches(&lander, &landing, landing.middle) - 0.5) < 1e-9);
    }
}

/* What is there already is sure where nothing falls below 0; without limits nothing is known. */
static void test_sure(void **state)
{
    cpf__lander lander = {.confidence = 0.8};
    cpf__landing landing = {.middle = 90, .deviation = 20, .freedom = 10, .sure = 100}, unknown = {.middle = 5};

    (void)state;
    cpf__lander_weigh(&lander);
    cpf__landing_limits(&lander, &landing);
    assert_true(landing.low == 100 && landing.high > 100);
    assert_true(cpf__landing_reaches(&lander, &landing, 100) == 1);
    assert_true(cpf__landing_reaches(&lander, &landing, 101) < 0.5);
    landing.middle = 20;
    cpf__landing_limits(&lander, &landing);
    assert_true(landing.low == 100 && landing.high == 100);
    cpf__landing_limits(&lander, &unknown);
    assert_true(unknown.low == 0 && unknown.high == 0);
    assert_true(isnan(cpf__landing_reaches(&lander, &unknown, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_distribution), cmocka_unit_test(test_sure)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
