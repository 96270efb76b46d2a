/* SPDX-License-Identifier: MIT */
/* Lines between classes against trying everything: whether limits can be kept, where each line is put, and that what is
 * named as a contradiction is one with nothing to spare. */
#include "support.h"

#include "grade_lines.h"

enum { CLASSES = 4, LIMITS = 5 };

typedef struct lines_case {
    int64_t n;
    int32_t count;
    cpf__line_limit limits[LIMITS];
    int64_t wished[CLASSES];
} lines_case;

static int keeps(const cpf__line_limit *limits, int32_t count, int32_t without, const int64_t *lines)
{
    for (int32_t i = 0; i < count; i++) {
        int64_t places = lines[limits[i].last + 1] - lines[limits[i].first];

        if (i != without && (places < limits[i].least || places > limits[i].most))
            return 0;
    }
    return 1;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* Whether `lines` are nearer than `best`: the first that differs decides. */
static int is_nearer(const int64_t *lines, const int64_t *best, const int64_t *wished)
{
    int64_t line = 0;

    for (int k = 1; k < CLASSES; k++) {
        line += wished[k - 1];
        if (distance(lines[k], line) != distance(best[k], line))
            return distance(lines[k], line) < distance(best[k], line);
    }
    return 0;
}

/* Tries all lines. 0: none keeps the limits. */
static int try_all(const lines_case *it, int32_t without, int64_t *best)
{
    int64_t lines[CLASSES + 1] = {0};
    int found = 0;

    lines[CLASSES] = it->n;
    for (lines[1] = 0; lines[1] <= it->n; lines[1]++)
        for (lines[2] = lines[1]; lines[2] <= it->n; lines[2]++)
            for (lines[3] = lines[2]; lines[3] <= it->n; lines[3]++) {
                if (!keeps(it->limits, it->count, without, lines) || (found && !is_nearer(lines, best, it->wished)))
                    continue;
                for (int k = 0; k <= CLASSES; k++)
                    best[k] = lines[k];
                found = 1;
            }
    return found;
}

static lines_case draw_case(cpf_test_random *random)
{
    lines_case it = {.n = cpf_test_between(random, 0, 9), .count = (int32_t)cpf_test_between(random, 0, LIMITS)};
    int64_t left = it.n;

    for (int k = 0; k < CLASSES; k++) {
        it.wished[k] = k == CLASSES - 1 ? left : cpf_test_between(random, 0, left);
        left -= it.wished[k];
    }
    for (int32_t i = 0; i < it.count; i++) {
        cpf__line_limit *limit = &it.limits[i];

        limit->first = (int32_t)cpf_test_between(random, 0, CLASSES - 1);
        limit->last = (int32_t)cpf_test_between(random, limit->first, CLASSES - 1);
        limit->least = cpf_test_between(random, 0, 5);
        limit->most = limit->least + cpf_test_between(random, cpf_test_between(random, 0, 9) ? 0 : -1, 5);
    }
    return it;
}

/* What is named contradicts itself, and none of it can be left out. */
static void check_conflict(const lines_case *it, const int32_t *conflict, int32_t conflicts)
{
    lines_case part = {.n = it->n, .count = conflicts};
    int64_t best[CLASSES + 1];

    assert_true(conflicts > 0);
    for (int32_t i = 0; i < conflicts; i++)
        part.limits[i] = it->limits[conflict[i]];
    assert_false(try_all(&part, -1, best));
    for (int32_t i = 0; i < conflicts; i++)
        assert_true(try_all(&part, i, best));
}

static void test_against_everything(void **state)
{
    cpf_test_random random = cpf_test_seed("lines", 20261124);
    int none = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        lines_case it = draw_case(&random);
        int64_t best[CLASSES + 1], places[CLASSES];
        int32_t conflict[LIMITS], conflicts;

        for (int k = 0; k < CLASSES; k++)
            places[k] = it.wished[k];
        if (try_all(&it, -1, best)) {
            assert_int_equal(cpf__grade_lines(NULL, it.n, CLASSES, it.limits, it.count, places, conflict, &conflicts),
                             CPF_OK);
            for (int k = 0; k < CLASSES; k++)
                assert_int_equal(places[k], best[k + 1] - best[k]);
        } else {
            assert_int_equal(cpf__grade_lines(NULL, it.n, CLASSES, it.limits, it.count, places, conflict, &conflicts),
                             CPF_E_INFEASIBLE);
            check_conflict(&it, conflict, conflicts);
            none++;
        }
    }
    print_message("%d of 20000 could not be kept\n", none);
    assert_in_range(none, 1000, 19000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_everything)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
