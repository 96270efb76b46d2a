/* SPDX-License-Identifier: MIT */
/* Ranks by counting, grades by places, calibrated groups, and the methods through cpf_call. */
#include <math.h>
#include <stdlib.h>

#include "call_check.h"
#include "distribution.h"

static const document answers[] = {
    {"rank", "{\"scores\":[100,90,90,80],\"ties\":\"dense_1223\"}", "\"rank\": [1, 2, 2, 3]"},
    {"rank", "{\"scores\":[3,null,1],\"order\":\"ascending\"}", "\"rank\": [2, null, 1]"},
    {"rank", "{\"scores\":[]}", "\"rank\": []"},
    /* four people at 33.3, 33.4 and 33.3 per cent: the spare place goes to the largest remainder */
    {"distribution_quota", "{\"percent\":[33.3,33.4,33.3],\"group_size\":4}", "\"quota\": [1, 2, 1], \"tie\": false"},
    /* a published case whose own rounding gives 16 places to 19 people: a and b together 30, c 40, d 20, e 10 per cent
     */
    {"distribution_quota", "{\"percent\":[30,40,20,10],\"group_size\":19}", "\"quota\": [6, 7, 4, 2]"},
    {"distribution_quota", "{\"percent\":[20,80],\"group_size\":0}", "\"quota\": [0, 0]"},
    {"distribution_assign", "{\"scores\":[7,7,7,7],\"quota\":[1,2,1]}",
     "\"up\": [0, 0, 0, 0], \"up_counts\": [4, 0, 0], \"down\": [2, 2, 2, 2], \"down_counts\": [0, 0, 4], "
     "\"tie_at_line\": true"},
    {"distribution_assign", "{\"scores\":[],\"quota\":[0,0]}", "\"up\": []"},
    {"calibrate", "{\"groups\":[[1,3],[5,7]]}", "\"calibrated\": [[3, 5], [3, 5]]"},
    {"calibrate", "{\"groups\":[[1,3],[5,7]],\"method\":\"mean_shrunk\"}",
     "\"calibrated\": [[2.75, 4.75], [3.25, 5.25]]"},
    {"calibrate", "{\"groups\":[[4,4],[5,7]],\"method\":\"mean_sigma\"}", "\"reason\": \"no_spread\""},
    {"calibrate", "{\"groups\":[[0.1,0.1,0.1],[5,7]],\"method\":\"mean_sigma\"}", "\"reason\": \"no_spread\""},
    {"calibrate", "{\"groups\":[[4],[5]],\"method\":\"mean_shrunk\"}", "\"reason\": \"too_few\""},
    {"calibrate", "{\"groups\":[]}", "\"reason\": \"too_few\""},
    {"nine_box", "{\"points\":[[1,1],[2,3],[3,2]],\"performance_cuts\":[2,3],\"potential_cuts\":[2,3]}",
     "\"box\": [0, 7, 5]"},
    {"nine_box", "{\"points\":[],\"performance_cuts\":[2,3],\"potential_cuts\":[2,3]}", "\"box\": []"},
};

static const document refusals[] = {
    {"rank", "{}", "call-either"},
    {"rank", "{\"values\":[1],\"scores\":[1]}", "call-either"},
    {"rank", "{\"scores\":[1],\"ties\":\"lucky\"}", "call-word"},
    {"distribution_quota", "{\"percent\":[],\"group_size\":4}", "call-count"},
    {"distribution_quota", "{\"percent\":[0,0],\"group_size\":4}", "call-no-weight"},
    {"distribution_quota", "{\"percent\":[-1,2],\"group_size\":4}", "call-weight"},
    {"distribution_quota", "{\"percent\":[1],\"group_size\":-4}", "call-range"},
    {"distribution_assign", "{\"scores\":[1],\"quota\":[]}", "call-count"},
    {"distribution_assign", "{\"scores\":[1,2],\"quota\":[1]}", "call-range"},
    {"distribution_assign", "{\"scores\":[1,2],\"quota\":[3,-1]}", "call-range"},
    {"calibrate", "{\"groups\":[[1e308,1e308],[1,2]]}", "call-numbers-apart"},
    {"calibrate", "{\"groups\":[[1],[]]}", "call-count"},
    {"nine_box", "{\"points\":[[1]],\"performance_cuts\":[2,3],\"potential_cuts\":[2,3]}", "call-count"},
    {"nine_box", "{\"points\":[[1,2]],\"performance_cuts\":[3,3],\"potential_cuts\":[2,3]}", "call-rising"},
};

static void test_ranks(void **state)
{
    cpf_test_random random = cpf_test_seed("ranks", 100);
    double keys[30], ranks[30];
    int64_t order[30];

    (void)state;
    for (int round = 0; round < 1000; round++) {
        int64_t n = cpf_test_between(&random, 1, 30);

        for (int64_t i = 0; i < n; i++)
            keys[i] = (double)cpf_test_between(&random, 0, 9);
        for (int ties = CPF__TIES_STANDARD; ties <= CPF__TIES_FRACTIONAL; ties++) {
            cpf__rank_keys(keys, n, (cpf__tie_rank)ties, order, ranks);
            for (int64_t i = 0; i < n; i++) {
                double below = 0, equal = 0, before = 0, values = 0;

                for (int64_t k = 0; k < n; k++) {
                    int first = 1;

                    below += keys[k] < keys[i];
                    equal += keys[k] == keys[i];
                    before += keys[k] == keys[i] && k < i;
                    for (int64_t m = 0; m < k; m++)
                        first &= keys[m] != keys[k];
                    values += first && keys[k] < keys[i];
                }
                assert_true(ranks[i] == (ties == CPF__TIES_STANDARD   ? below + 1
                                         : ties == CPF__TIES_MODIFIED ? below + equal
                                         : ties == CPF__TIES_DENSE    ? values + 1
                                         : ties == CPF__TIES_ORDINAL  ? below + before + 1
                                                                      : below + (equal + 1) / 2));
            }
        }
    }
}

/* For every size from 1 to 500 and random quotas: equals stay together, nobody with a better key gets a worse grade,
 * and without equals at a line the places are met exactly. */
static void test_grades(void **state)
{
    static double keys[500];
    static int64_t order[500], grade[500];
    cpf_test_random random = cpf_test_seed("grades", 101);

    (void)state;
    for (int64_t n = 1; n <= 500; n++) {
        int64_t grades = cpf_test_between(&random, 1, 6), quota[6] = {0}, got[6] = {0};
        int down = (int)cpf_test_between(&random, 0, 1), met;

        for (int64_t i = 0; i < n; i++) {
            quota[cpf_test_between(&random, 0, grades - 1)]++;
            keys[i] = (double)cpf_test_between(&random, 0, n % 3 ? 1000000 : n / 4);
        }
        met = cpf__grade_keys(keys, n, quota, grades, down, order, grade);
        for (int64_t i = 0; i < n; i++) {
            got[grade[i]]++;
            if (i)
                assert_true(grade[order[i]] >= grade[order[i - 1]]);
            if (i && keys[order[i]] == keys[order[i - 1]])
                assert_int_equal(grade[order[i]], grade[order[i - 1]]);
        }
        for (int64_t g = 0; !met && g < grades; g++)
            assert_int_equal(got[g], quota[g]);
    }
}

/* Means and deviations come out as they should; nobody changes places inside a group. */
static void test_groups(void **state)
{
    cpf_test_random random = cpf_test_seed("calibration", 102);
    double values[60], before[60];

    (void)state;
    for (int round = 0; round < 500; round++) {
        int64_t size[4], groups = cpf_test_between(&random, 2, 4), n = 0, at = 0;
        cpf__calibration how = (cpf__calibration)cpf_test_between(&random, 0, 2);
        double mean = 0, squares = 0;

        for (int64_t g = 0; g < groups; g++) {
            size[g] = cpf_test_between(&random, 3, 15);
            for (int64_t i = 0; i < size[g]; i++)
                mean += values[n++] = (double)cpf_test_between(&random, 0, 50) + (double)(10 * g) + (double)i;
        }
        mean /= (double)n;
        for (int64_t i = 0; i < n; i++) {
            before[i] = values[i];
            squares += (values[i] - mean) * (values[i] - mean) / (double)n;
        }
        if (!cpf__calibrate(values, size, groups, how)) {
            assert_int_equal(how, CPF__MEAN_SIGMA); /* a group all alike */
            continue;
        }
        for (int64_t g = 0; g < groups; at += size[g++]) {
            double own = 0, old = 0, spread = 0;

            for (int64_t i = 0; i < size[g]; i++) {
                own += values[at + i] / (double)size[g];
                old += before[at + i] / (double)size[g];
                for (int64_t k = 0; k < size[g]; k++)
                    assert_true(before[at + i] <= before[at + k] || values[at + i] > values[at + k]);
            }
            for (int64_t i = 0; i < size[g]; i++)
                spread += (values[at + i] - own) * (values[at + i] - own) / (double)size[g];
            if (how == CPF__MEAN_SHRUNK)
                assert_true(fabs(own - mean) <= fabs(old - mean) + 1e-9);
            else
                assert_true(fabs(own - mean) < 1e-9);
            if (how == CPF__MEAN_SIGMA)
                assert_true(fabs(spread - squares) < 1e-8);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ranks),
                                       cmocka_unit_test(test_grades),
                                       cmocka_unit_test(test_groups),
                                       cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
