/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "rank.h"

enum { N_MAX = 700 };

typedef struct ranking {
    int32_t rank[N_MAX];
    int64_t percentile[N_MAX];
    int32_t order[N_MAX];
    int64_t start[N_MAX + 1];
} ranking;

typedef struct sample {
    int64_t n;
    int64_t values[N_MAX];
    uint8_t valid[N_MAX / 8 + 1];
    int32_t group[N_MAX];
    int32_t groups;
} sample;

static void make_sample(cpf_test_random *random, sample *s)
{
    int64_t spread = INT64_MAX >> cpf_test_between(random, 0, 62);
    int many = (int)cpf_test_between(random, 0, 3);

    s->n = cpf_test_between(random, 0, many ? N_MAX : 12);
    s->groups = (int32_t)cpf_test_between(random, 1, many == 1 ? 1 : 9);
    for (int64_t i = 0; i < s->n; i++) {
        s->values[i] = cpf_test_between(random, -spread, spread);
        s->group[i] = (int32_t)cpf_test_between(random, many == 2 ? 0 : -1, s->groups - 1);
        cpf__bit_set(s->valid, i, cpf_test_between(random, 0, 5) > 0);
    }
}

/* Looks at every other member: what above, equal and lower mean, said directly. */
static void check_member(const sample *s, const uint8_t *valid, int64_t i, cpf__rank_id method, cpf__percentile_id kind,
                         const ranking *r)
{
    int64_t above = 0, equal = 0, lower = 0, different = 0, count, num, den;

    if (s->group[i] < 0 || !cpf__bit(valid, i)) {
        assert_int_equal(r->rank[i], 0);
        assert_int_equal(r->percentile[i], 0);
        return;
    }
    for (int64_t j = 0; j < s->n; j++) {
        int first = 1;

        if (s->group[j] != s->group[i] || !cpf__bit(valid, j))
            continue;
        above += s->values[j] > s->values[i];
        equal += s->values[j] == s->values[i];
        lower += s->values[j] < s->values[i];
        for (int64_t k = 0; k < j && first && method == CPF__RANK_DENSE; k++)
            first = s->group[k] != s->group[i] || !cpf__bit(valid, k) || s->values[k] != s->values[j];
        different += first && s->values[j] > s->values[i];
    }
    count = above + equal + lower;
    if (method == CPF__RANK_COMPETITION)
        assert_int_equal(r->rank[i], above + 1);
    else if (method == CPF__RANK_MODIFIED)
        assert_int_equal(r->rank[i], above + equal);
    else
        assert_int_equal(r->rank[i], different + 1);
    num = kind == CPF__PERCENTILE_MEAN ? 2 * lower + equal : kind == CPF__PERCENTILE_WEAK ? lower + equal : lower;
    den = kind == CPF__PERCENTILE_MEAN ? 2 * count : kind == CPF__PERCENTILE_BELOW ? count - 1 : count;
    if (!den)
        num = den = 1;
    /* percentile / 10^6 is num / den to half a step. */
    assert_true(2 * r->percentile[i] * den <= 2000000 * num + den);
    assert_true(2 * r->percentile[i] * den > 2000000 * num - den);
}

static void check_order(const sample *s, const uint8_t *valid, const ranking *r)
{
    uint8_t seen[N_MAX] = {0};

    assert_int_equal(r->start[0], 0);
    for (int32_t g = 0; g < s->groups; g++)
        for (int64_t at = r->start[g]; at < r->start[g + 1]; at++) {
            int32_t here = r->order[at], before = at > r->start[g] ? r->order[at - 1] : -1;

            assert_int_equal(s->group[here], g);
            assert_false(seen[here]);
            seen[here] = 1;
            if (before < 0)
                continue;
            assert_true(cpf__bit(valid, before) >= cpf__bit(valid, here));
            if (cpf__bit(valid, before) && cpf__bit(valid, here))
                assert_true(s->values[before] > s->values[here] ||
                            (s->values[before] == s->values[here] && before < here));
            else if (!cpf__bit(valid, before))
                assert_true(before < here);
        }
    for (int64_t i = 0; i < s->n; i++)
        assert_int_equal(seen[i], s->group[i] >= 0);
}

static void ranks_agree_with_comparing_everyone_with_everyone(void **state)
{
    static sample s;
    static ranking r, again;
    cpf_test_random random = cpf_test_seed("ranks", 61);
    cpf_context *context = NULL;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, 4), CPF_OK);
    for (int round = 0; round < 240; round++) {
        cpf__rank_id method = (cpf__rank_id)(round % CPF__RANK_COUNT);
        cpf__percentile_id kind = (cpf__percentile_id)(round % CPF__PERCENTILE_COUNT);
        const uint8_t *valid = round % 5 ? s.valid : NULL;

        make_sample(&random, &s);
        assert_int_equal(cpf__rank_groups(context, s.n, s.values, valid, s.group, s.groups, method, kind, r.rank,
                                          r.percentile, r.order, r.start),
                         CPF_OK);
        check_order(&s, valid, &r);
        for (int64_t i = 0; i < s.n; i++)
            check_member(&s, valid, i, method, kind, &r);
        /* Each output alone is the same output. */
        assert_int_equal(
            cpf__rank_groups(NULL, s.n, s.values, valid, s.group, s.groups, method, kind, again.rank, NULL, NULL, NULL),
            CPF_OK);
        assert_memory_equal(again.rank, r.rank, (size_t)s.n * sizeof r.rank[0]);
        assert_int_equal(cpf__rank_groups(NULL, s.n, s.values, valid, s.group, s.groups, method, kind, NULL,
                                          again.percentile, again.order, NULL),
                         CPF_OK);
        assert_memory_equal(again.percentile, r.percentile, (size_t)s.n * sizeof r.percentile[0]);
        assert_memory_equal(again.order, r.order, (size_t)r.start[s.groups] * sizeof r.order[0]);
    }
    cpf_context_free(context);
}

static void published_rankings(void **state)
{
    /* https://en.wikipedia.org/wiki/Ranking */
    static const int64_t scores[] = {100, 90, 90, 80};
    static const int32_t group[] = {0, 0, 0, 0};
    static const int32_t expected[CPF__RANK_COUNT][4] = {{1, 2, 2, 4}, {1, 3, 3, 4}, {1, 2, 2, 3}};
    static const int64_t percentiles[CPF__PERCENTILE_COUNT][4] = {{1000000, 333333, 333333, 0},
                                                                  {750000, 250000, 250000, 0},
                                                                  {1000000, 750000, 750000, 250000},
                                                                  {875000, 500000, 500000, 125000}};

    (void)state;
    for (int method = 0; method < CPF__RANK_COUNT; method++)
        for (int kind = 0; kind < CPF__PERCENTILE_COUNT; kind++) {
            int32_t rank[4];
            int64_t percentile[4];

            assert_int_equal(cpf__rank_groups(NULL, 4, scores, NULL, group, 1, (cpf__rank_id)method,
                                              (cpf__percentile_id)kind, rank, percentile, NULL, NULL),
                             CPF_OK);
            assert_memory_equal(rank, expected[method], sizeof rank);
            assert_memory_equal(percentile, percentiles[kind], sizeof percentile);
        }
}

static void extremes_and_mistakes(void **state)
{
    static const int64_t values[] = {INT64_MIN, INT64_MAX, 0};
    static const int32_t one[] = {0, 0, 0}, outside[] = {0, 2, 0}, negative[] = {0, -2, 0};
    int32_t rank[3];
    int64_t start[3] = {9, 9, 9}, percentile[3];

    (void)state;
    assert_int_equal(cpf__rank_groups(NULL, 3, values, NULL, one, 1, CPF__RANK_COMPETITION, CPF__PERCENTILE_BELOW, rank,
                                      percentile, NULL, NULL),
                     CPF_OK);
    assert_true(rank[0] == 3 && rank[1] == 1 && rank[2] == 2);
    assert_int_equal(cpf__rank_groups(NULL, 1, values, NULL, one, 1, CPF__RANK_COMPETITION, CPF__PERCENTILE_BELOW, rank,
                                      percentile, NULL, NULL),
                     CPF_OK);
    assert_int_equal(percentile[0], 1000000);
    assert_int_equal(cpf__rank_groups(NULL, 3, values, NULL, outside, 2, CPF__RANK_DENSE, CPF__PERCENTILE_WEAK, rank,
                                      NULL, NULL, NULL),
                     CPF_E_RANGE);
    assert_int_equal(cpf__rank_groups(NULL, 3, values, NULL, negative, 2, CPF__RANK_DENSE, CPF__PERCENTILE_WEAK, rank,
                                      NULL, NULL, NULL),
                     CPF_E_RANGE);
    assert_int_equal(cpf__rank_groups(NULL, (int64_t)INT32_MAX + 1, values, NULL, one, 1, CPF__RANK_DENSE,
                                      CPF__PERCENTILE_WEAK, rank, NULL, NULL, NULL),
                     CPF_E_RANGE);
    assert_int_equal(
        cpf__rank_groups(NULL, 0, values, NULL, one, 2, CPF__RANK_DENSE, CPF__PERCENTILE_WEAK, rank, NULL, NULL, start),
        CPF_OK);
    assert_true(start[0] == 0 && start[1] == 0 && start[2] == 0);
    assert_int_equal(
        cpf__rank_groups(NULL, 0, values, NULL, one, 0, CPF__RANK_DENSE, CPF__PERCENTILE_WEAK, rank, NULL, NULL, NULL),
        CPF_OK);
}

static void every_failed_allocation_is_told(void **state)
{
    static sample s;
    static ranking r;

    (void)state;
    for (int spread = 0; spread < 2; spread++) {
        cpf_status status = CPF_E_MEMORY;
        int64_t n;

        s.n = N_MAX;
        s.groups = 3;
        for (int64_t i = 0; i < s.n; i++) {
            s.values[i] = spread ? i * 1000003 % 777777 : i % 50;
            s.group[i] = i < 30 ? 0 : i < 400 ? 1 : 2;
        }
        for (n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory;
            cpf_context *context = cpf_test_failing_context(n, &memory);

            if (context)
                status = cpf__rank_groups(context, s.n, s.values, NULL, s.group, s.groups, CPF__RANK_DENSE,
                                          CPF__PERCENTILE_MEAN, r.rank, r.percentile, n % 2 ? r.order : NULL, NULL);
            cpf_test_failing_free(context, memory);
        }
        assert_int_equal(status, CPF_OK);
        assert_true(n > 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_agree_with_comparing_everyone_with_everyone),
        cmocka_unit_test(published_rankings),
        cmocka_unit_test(extremes_and_mistakes),
        cmocka_unit_test(every_failed_allocation_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
