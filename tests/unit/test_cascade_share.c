/* SPDX-License-Identifier: MIT */
/* The inner loops of the cascade, all their ways, against sorted exact remainders: small and huge numbers, ties, steps
 * that do not come out even, factors whose remainders agree in all leading bits. */
#include "support.h"

#include "season_run.h"
#include "test_cascade_reference.h"

enum { MOST = 200, LANES = CPF__SEASON_LANES };

static int64_t draw(cpf_test_random *random)
{
    return cpf_test_between(random, 0, INT64_MAX >> cpf_test_between(random, 0, 62));
}

static void draw_weights(cpf_test_random *random, int64_t *weights, int64_t n)
{
    int64_t kind = cpf_test_between(random, 0, 4), large = INT64_MAX >> cpf_test_between(random, 0, 61);

    for (int64_t i = 0; i < n; i++) {
        static const int64_t few[] = {0, 1, 1, 2, 3};

        weights[i] = kind == 0   ? draw(random)
                     : kind == 1 ? few[cpf_test_between(random, 0, 4)]
                     : kind == 2 ? 0
                     : kind == 3 ? large - cpf_test_between(random, 0, 2) /* nearly equal */
                                 : cpf_test_between(random, 0, 1000000);
    }
}

/* Whole steps by the reference; the rest of a step goes to the one that it would have served next. */
static void expect_share(const cpf__share_rule *rule, int64_t amount, const int64_t *weights, int64_t n,
                         cpf__i128 *parts)
{
    ref_tree tree = {.step = rule->step, .ties_by_weight = rule->ties_by_weight};
    cpf__i128 broken = amount % rule->step;

    ref_share(&tree, (cpf__i128)amount - broken, weights, n, parts);
    if (broken) {
        /* one whole step more: who gets it is next; quotas grow, so it is read off the remainders again */
        cpf__u128 steps = (cpf__u128)(amount < 0 ? -(cpf__i128)amount : amount) / (cpf__u128)(uint64_t)rule->step,
                  sum = 0, best = 0;
        int64_t next = -1;

        for (int64_t i = 0; i < n; i++)
            sum += (uint64_t)weights[i];
        for (int64_t i = 0; i < n; i++) {
            cpf__u128 weight = sum ? (uint64_t)weights[i] : (uint64_t)1,
                      whole = steps * weight / (sum ? sum : (cpf__u128)(uint64_t)n);
            cpf__u128 rest = steps * weight % (sum ? sum : (cpf__u128)(uint64_t)n);
            cpf__i128 got = parts[i] / rule->step;
            int better;

            if ((cpf__u128)(got < 0 ? -got : got) != whole || !weight)
                continue;
            better = next < 0 || rest > best || (rest == best && rule->ties_by_weight && weights[i] > weights[next]);
            next = better ? i : next;
            best = better ? rest : best;
        }
        parts[next] += broken;
    }
}

static void test_share(void **state)
{
    cpf_test_random random = cpf_test_seed("share", 20260731);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        static const int64_t steps[] = {1, 1, 10, 1000, 999999999};
        cpf__share_rule rule = {steps[cpf_test_between(&random, 0, 4)], (int32_t)cpf_test_between(&random, 0, 1), 0};
        int64_t weights[MOST], rests[MOST], parts[MOST], n = cpf_test_between(&random, 1, round % 20 ? 12 : MOST);
        int64_t amount = cpf_test_between(&random, 0, 1) ? draw(&random) : -draw(&random) - 1;
        cpf__i128 want[MOST], sum = 0;

        draw_weights(&random, weights, n);
        expect_share(&rule, amount, weights, n, want);
        assert_int_equal(cpf__share(NULL, &rule, amount, weights, n, rests, parts), CPF_OK);
        for (int64_t i = 0; i < n; i++) {
            sum += parts[i];
            if (parts[i] != want[i])
                fail_msg("round %d part %d: %lld, expected %lld", round, (int)i, (long long)parts[i],
                         (long long)want[i]);
        }
        assert_true(sum == amount);
    }
}

static void test_season(void **state)
{
    cpf_test_random random = cpf_test_seed("season", 20260732);

    (void)state;
    for (int round = 0; round < 6000; round++) {
        cpf__share_rule rule = {round % 3 ? 1 : 50, (int32_t)cpf_test_between(&random, 0, 1), 0};
        int32_t count = (int32_t)cpf_test_between(&random, 1, round % 50 ? 12 : 70);
        int64_t factors[MOST], scratch[MOST], amounts[LANES], n = cpf_test_between(&random, 1, LANES);
        int64_t size = cpf_test_between(&random, 0, 62), cells[70][LANES + 5], *columns[70];

        draw_weights(&random, factors, count);
        factors[0] += !factors[0];
        for (int64_t i = 0; i < n; i++)
            amounts[i] = cpf_test_between(&random, -(INT64_MAX >> size), INT64_MAX >> size);
        for (int32_t period = 0; period < count; period++)
            columns[period] = cells[period];
        assert_int_equal(cpf__season_run(NULL, &rule, amounts, n, factors, count, columns, 5, scratch), CPF_OK);
        for (int64_t i = 0; i < n; i++) {
            int64_t rests[MOST], parts[MOST];

            assert_int_equal(cpf__share(NULL, &rule, amounts[i], factors, count, rests, parts), CPF_OK);
            for (int32_t period = 0; period < count; period++)
                if (cells[period][i + 5] != parts[period])
                    fail_msg("round %d unit %d period %d", round, (int)i, (int)period);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_season),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
