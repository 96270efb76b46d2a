/* SPDX-License-Identifier: MIT */
/* Moves between tiers against a reckoning that looks at the whole history each time. */
#include "support.h"
#include "tier_moves.h"

enum { PERIODS = 24, CASES = 4000, TIERS = 4 };

static void check_one(cpf__tier_manner manner, cpf__tier_shown shown, cpf__tier_place place, cpf__tier_place wanted)
{
    cpf__tier_move(&manner, &shown, &place);
    assert_int_equal(place.now, wanted.now);
    assert_int_equal(place.before, wanted.before);
    assert_int_equal(place.below, wanted.below);
    assert_int_equal(place.reason, wanted.reason);
    assert_int_equal(place.left, wanted.left);
}

static void test_single(void **state)
{
    const cpf__tier_manner at_once = {0, 0, 2}, reviewed = {1, 1, 0};

    (void)state;
    check_one(at_once, (cpf__tier_shown){2, 2, 0, 0}, (cpf__tier_place){.now = 1, .below = 1},
              (cpf__tier_place){2, 1, 0, CPF__TIER_PROMOTED, 0});
    check_one(at_once, (cpf__tier_shown){0, 2, 0, 0}, (cpf__tier_place){.now = 2},
              (cpf__tier_place){2, 2, 0, CPF__TIER_HELD, 0});
    check_one(at_once, (cpf__tier_shown){2, 2, 0, 0}, (cpf__tier_place){.now = 2, .below = 2},
              (cpf__tier_place){2, 2, 0, CPF__TIER_SAME, 0});
    check_one(at_once, (cpf__tier_shown){0, 0, 0, 0}, (cpf__tier_place){.now = 2},
              (cpf__tier_place){2, 2, 1, CPF__TIER_GRACE, 2});
    check_one(at_once, (cpf__tier_shown){0, 0, 0, 0}, (cpf__tier_place){.now = 2, .below = 1},
              (cpf__tier_place){2, 2, 2, CPF__TIER_GRACE, 1});
    check_one(at_once, (cpf__tier_shown){0, 0, 0, 0}, (cpf__tier_place){.now = 2, .below = 2},
              (cpf__tier_place){0, 2, 0, CPF__TIER_DEMOTED, 0});
    check_one(at_once, (cpf__tier_shown){0, 0, 0, 1}, (cpf__tier_place){.now = 2, .below = 2},
              (cpf__tier_place){2, 2, 0, CPF__TIER_PROTECTED, 0});
    check_one(reviewed, (cpf__tier_shown){3, 3, 0, 0}, (cpf__tier_place){.now = 1},
              (cpf__tier_place){1, 1, 0, CPF__TIER_WAITS, 0});
    check_one(reviewed, (cpf__tier_shown){3, 3, 1, 0}, (cpf__tier_place){.now = 1},
              (cpf__tier_place){3, 1, 0, CPF__TIER_PROMOTED, 0});
    check_one(reviewed, (cpf__tier_shown){0, 0, 0, 0}, (cpf__tier_place){.now = 3},
              (cpf__tier_place){2, 3, 0, CPF__TIER_DEMOTED, 0});
}

/* The warning is right: when nothing changes, the tier is lost in the period that it names, and not before. */
static void test_warning(void **state)
{
    cpf_test_random random = cpf_test_seed("tier_moves", 11);

    (void)state;
    for (int i = 0; i < CASES; i++) {
        cpf__tier_manner manner = {(int32_t)cpf_test_between(&random, 0, 1), (int32_t)cpf_test_between(&random, 0, 1),
                                   cpf_test_between(&random, 0, 5)};
        cpf__tier_shown shown = {0, 0, 0, 0};
        cpf__tier_place place = {.now = (int32_t)cpf_test_between(&random, 1, TIERS)};
        int32_t left, start = place.now;

        cpf__tier_move(&manner, &shown, &place);
        left = place.left;
        assert_int_equal(left, manner.grace);
        for (int32_t k = 1; k <= left; k++) {
            assert_int_equal(place.now, start);
            cpf__tier_move(&manner, &shown, &place);
            assert_int_equal(place.left, left - k);
        }
        assert_int_equal(place.reason, CPF__TIER_DEMOTED);
        assert_int_equal(place.now, manner.one_step ? start - 1 : 0);
    }
}

/* How many periods in a row up to and with `period` showed less than the tier held since the last move. */
static int64_t short_run(const cpf__tier_shown *shown, const int32_t *now, int32_t period, int32_t since)
{
    int64_t run = 0;

    for (int32_t i = period; i > since; i--) {
        if (shown[i].held >= now[i - 1] || shown[i].is_new)
            break;
        run++;
    }
    return run;
}

static void test_histories(void **state)
{
    cpf_test_random random = cpf_test_seed("tier_histories", 12);

    (void)state;
    for (int i = 0; i < CASES; i++) {
        cpf__tier_manner manner = {(int32_t)cpf_test_between(&random, 0, 1), (int32_t)cpf_test_between(&random, 0, 1),
                                   cpf_test_between(&random, 0, 3)};
        cpf__tier_shown shown[PERIODS + 1] = {{0}};
        int32_t now[PERIODS + 1] = {(int32_t)cpf_test_between(&random, 0, TIERS)}, moved = 0;
        cpf__tier_place place = {.now = now[0]};
        int64_t young = cpf_test_between(&random, 0, 4);

        for (int32_t period = 1; period <= PERIODS; period++) {
            cpf__tier_shown *at = &shown[period];

            at->earned = (int32_t)cpf_test_between(&random, 0, TIERS);
            at->held = (int32_t)cpf_test_between(&random, at->earned, TIERS);
            at->review = cpf_test_between(&random, 0, 2) == 0;
            at->is_new = period <= young;
            now[period] = now[period - 1];
            if (at->held < now[period - 1]) {
                if (!at->is_new && short_run(shown, now, period, moved) > manner.grace)
                    now[period] = manner.one_step && at->held < now[period - 1] - 1 ? now[period - 1] - 1 : at->held;
            } else if (at->earned > now[period - 1] && (!manner.at_reviews || at->review)) {
                now[period] = at->earned;
            }
            moved = now[period] != now[period - 1] ? period : moved;
            cpf__tier_move(&manner, at, &place);
            assert_int_equal(place.now, now[period]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single),
        cmocka_unit_test(test_warning),
        cmocka_unit_test(test_histories),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
