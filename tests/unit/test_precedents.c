/* SPDX-License-Identifier: MIT */
/* Precedents: restless periods and chances against sorting and counting; no more false alarms than are put up with,
 * also where values are anything but normal. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "precedents.h"
#include "special.h"
#include "support.h"

enum { PERIODS = 13, UNITS = 150, MOST = UNITS * PERIODS };

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Three of four distances are no larger; 0 of fewer than 20. */
static double slow_distance(const cpf__precedent *items, int n, int period)
{
    static double all[MOST];
    int count = 0;

    for (int i = 0; i < n; i++)
        if (period < 0 || items[i].before == period)
            all[count++] = fabs(items[i].z);
    qsort(all, (size_t)count, sizeof *all, rising);
    return count < 20 ? 0 : all[3 * count / 4];
}

static double slow_chance(double z, double freedom, int side)
{
    return side ? cpf__student_above(side * z, freedom) : 2 * cpf__student_above(fabs(z), freedom);
}

static void check_chance(const cpf__precedents *precedents, const cpf__precedent *items, int n, double z,
                         double freedom)
{
    double p = slow_chance(z / precedents->restless[0], freedom, precedents->side), wanted;
    int below = 0, count = 0;

    for (int i = 0; i < n; i++) {
        if (!items[i].before)
            continue;
        count++;
        below +=
            slow_chance(items[i].z / precedents->restless[items[i].before], items[i].freedom, precedents->side) <= p;
    }
    wanted = (below + 1.0) / (count + 1);
    if (count < 1000 ? !below || wanted < p : !below && p < wanted)
        wanted = p;
    assert_true(fabs(cpf__precedents_chance(precedents, z, freedom) - wanted) <= 1e-12 * wanted);
}

static void test_against_counting(void **state)
{
    static cpf__precedent items[MOST];
    static double chances[MOST];
    cpf_test_random random = cpf_test_seed("precedents", 81);

    (void)state;
    for (int round = 0; round < 90; round++) {
        int units = (int)cpf_test_between(&random, round % 3 ? 1 : 90, round % 3 ? 40 : UNITS), n = 0;
        double restless[PERIODS];
        cpf__precedents precedents = {.side = round % 3 - 1, .restless = restless, .chances = chances};

        for (int unit = 0; unit < units; unit++)
            for (int period = 0; period < PERIODS; period++)
                if (cpf_test_between(&random, 0, 4))
                    items[n++] = (cpf__precedent){round % 5 ? normal(&random) * (1 + period % 3)
                                                            : (double)cpf_test_between(&random, -3, 3),
                                                  2 + 8 * uniform(&random), period};
        cpf__precedents_take(&precedents, items, n, PERIODS, round % 2);
        for (int period = 0; period < PERIODS; period++) {
            double all = slow_distance(items, n, -1), own = slow_distance(items, n, period),
                   wanted = round % 2 && all > 0 && own > 0 ? own / all : 1;

            assert_true(fabs(restless[period] - wanted) <= 1e-12 * wanted);
        }
        for (int i = 0; i < 60; i++)
            check_chance(&precedents, items, n, 6 * normal(&random), 2 + 8 * uniform(&random));
        check_chance(&precedents, items, n, 1e6, 3);
        check_chance(&precedents, items, n, -1e6, 3);
    }
}

/* Rare counts, over one, whose level differs from series to series: as many stand out as are put up with. */
static void test_false_alarms(void **state)
{
    static cpf__precedent items[MOST];
    static double chances[MOST];
    cpf_test_random random = cpf_test_seed("precedents false", 82);
    int told = 0, by_model = 0, rounds = 100;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        double restless[PERIODS];
        cpf__precedents precedents = {.side = 1, .restless = restless, .chances = chances};
        int n = 0;

        for (int unit = 0; unit < UNITS; unit++) {
            double rate = 0.02 + 0.1 * uniform(&random);

            for (int period = 0; period < PERIODS; period++) {
                int count = 0;

                for (int i = 0; i < 12; i++)
                    count += uniform(&random) < rate;
                items[n++] = (cpf__precedent){(count - 12 * rate) / sqrt(12 * rate * (1 - rate)), 40, period};
            }
        }
        cpf__precedents_take(&precedents, items, n, PERIODS, 1);
        for (int i = 0; i < n; i++) {
            if (items[i].before)
                continue;
            told += cpf__precedents_chance(&precedents, items[i].z, 40) <= 1.0 / UNITS;
            by_model += cpf__student_above(items[i].z, 40) <= 1.0 / UNITS;
        }
    }
    printf("told in a period: %.2f, by the normal distribution alone %.2f\n", (double)told / rounds,
           (double)by_model / rounds);
    assert_true(told <= rounds + 3 * (int)sqrt(rounds) && by_model > 2 * rounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_counting),
        cmocka_unit_test(test_false_alarms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
