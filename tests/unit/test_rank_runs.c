/* SPDX-License-Identifier: MIT */
/* Groups given as runs: ranks and percentiles are those of a list of groups, and classes by place are those of a sort.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "rank.h"

enum { N_MAX = 900, GROUPS_MAX = 7, CLASSES_MAX = 4 };

typedef struct sample {
    int64_t n, values[N_MAX];
    uint8_t valid[N_MAX / 8 + 1];
    int32_t group[N_MAX], key[N_MAX], groups, classes;
    cpf__rank_run runs[N_MAX];
    int64_t start[GROUPS_MAX + 1];
    int64_t places[GROUPS_MAX * CLASSES_MAX];
} sample;

typedef struct results {
    int32_t rank[N_MAX], percentile[N_MAX];
    int8_t classes[N_MAX];
} results;

/* Members come in stretches of one group; few values, so that many are equal, or many. */
static void make_members(cpf_test_random *random, sample *s)
{
    int64_t spread = cpf_test_between(random, 0, 2) ? cpf_test_between(random, 0, 60) : (int64_t)1 << 40;
    int64_t longest = cpf_test_between(random, 0, 1) ? 120 : 4;

    s->n = cpf_test_between(random, 1, N_MAX);
    s->groups = (int32_t)cpf_test_between(random, 1, GROUPS_MAX);
    s->classes = (int32_t)cpf_test_between(random, 1, CLASSES_MAX);
    for (int64_t i = 0, left = 0; i < s->n; i++, left--) {
        if (!left)
            left = cpf_test_between(random, 1, longest);
        s->group[i] = i && left > 1 ? s->group[i - 1] : (int32_t)cpf_test_between(random, -1, s->groups - 1);
        s->values[i] = cpf_test_between(random, -spread, spread);
        cpf__bit_set(s->valid, i, cpf_test_between(random, 0, 9) > 0);
        s->key[i] = (int32_t)i;
    }
    cpf_test_shuffle(random, s->key, (int32_t)s->n);
}

static void make_runs(sample *s)
{
    int64_t runs = 0;

    for (int32_t g = 0; g < s->groups; g++) {
        s->start[g] = runs;
        for (int64_t i = 0; i < s->n; i++) {
            if (s->group[i] != g)
                continue;
            if (i && s->group[i - 1] == g)
                s->runs[runs - 1].count++;
            else
                s->runs[runs++] = (cpf__rank_run){(int32_t)i, 1};
        }
    }
    s->start[s->groups] = runs;
}

static int64_t ranked(const sample *s, const uint8_t *valid, int32_t group)
{
    int64_t n = 0;

    for (int64_t i = 0; i < s->n; i++)
        n += s->group[i] == group && cpf__bit(valid, i);
    return n;
}

static void make_places(cpf_test_random *random, sample *s, const uint8_t *valid)
{
    for (int32_t g = 0; g < s->groups; g++) {
        int64_t left = ranked(s, valid, g);
        int none = !left || cpf_test_between(random, 0, 5) == 0;

        for (int32_t c = 0; c < s->classes; c++) {
            int64_t own = c + 1 < s->classes ? cpf_test_between(random, 0, left) : left;

            s->places[g * s->classes + c] = none ? -1 : own;
            left -= own;
        }
    }
}

/* How many of its group are before a member: higher, or equal with a lower key. */
static int64_t place_of(const sample *s, const uint8_t *valid, int64_t i, int64_t *above, int64_t *equal)
{
    int64_t place = 0;

    *above = *equal = 0;
    for (int64_t j = 0; j < s->n; j++) {
        if (s->group[j] != s->group[i] || !cpf__bit(valid, j))
            continue;
        *above += s->values[j] > s->values[i];
        *equal += s->values[j] == s->values[i];
        place += s->values[j] > s->values[i] || (s->values[j] == s->values[i] && s->key[j] < s->key[i]);
    }
    return place;
}

/* The class of a member, from the lines that are above it. */
static int class_of(const sample *s, const uint8_t *valid, int64_t i, cpf__rank_ties ties)
{
    const int64_t *places = s->places + (int64_t)s->group[i] * s->classes;
    int64_t above, equal, place = place_of(s, valid, i, &above, &equal), line = 0;
    int better = 0;

    if (places[0] < 0)
        return -1;
    for (int32_t c = 0; c + 1 < s->classes; c++) {
        int64_t moved = line += places[c];

        if (line > above && line < above + equal && ties != CPF__TIES_BY_KEY)
            moved = ties == CPF__TIES_ABOVE ? above + equal : above;
        better += place >= moved;
    }
    return better;
}

static void check(const sample *s, const uint8_t *valid, cpf__rank_ties ties, const results *r)
{
    for (int64_t i = 0; i < s->n; i++) {
        if (s->group[i] < 0) { /* left alone */
            assert_int_equal(r->rank[i], 77);
            assert_int_equal(r->percentile[i], 77);
            assert_int_equal(r->classes[i], 77);
        } else if (!cpf__bit(valid, i)) {
            assert_int_equal(r->rank[i], 0);
            assert_int_equal(r->percentile[i], 0);
            assert_int_equal(r->classes[i], -1);
        } else {
            assert_int_equal(r->classes[i], class_of(s, valid, i, ties));
        }
    }
}

static void compare(const sample *s, const uint8_t *valid, const cpf__rank_task *task, const results *r)
{
    static int32_t rank[N_MAX];
    static int64_t percentile[N_MAX];

    assert_int_equal(cpf__rank_groups(NULL, s->n, s->values, valid, s->group, s->groups, task->method, task->kind, rank,
                                      percentile, NULL, NULL),
                     CPF_OK);
    for (int64_t i = 0; i < s->n; i++)
        if (s->group[i] >= 0) {
            assert_int_equal(r->rank[i], rank[i]);
            assert_int_equal(r->percentile[i], percentile[i]);
        }
}

static void mark(results *r)
{
    memset(r->classes, 77, sizeof r->classes);
    for (int64_t i = 0; i < N_MAX; i++)
        r->rank[i] = r->percentile[i] = 77;
}

static cpf__rank_task task_of(const sample *s, const uint8_t *valid, int round, results *r)
{
    cpf__rank_task task = {.values = s->values, .valid = valid, .runs = s->runs, .start = s->start};

    task.groups = s->groups;
    task.method = (cpf__rank_id)(round % CPF__RANK_COUNT);
    task.kind = (cpf__percentile_id)(round % CPF__PERCENTILE_COUNT);
    task.classes = s->classes;
    task.ties = (cpf__rank_ties)(round / 4 % 3);
    task.places = s->places;
    task.key = s->key;
    task.rank = r->rank;
    task.percentile = r->percentile;
    task.group_class = r->classes;
    return task;
}

static void classes_agree_with_a_sort(void **state)
{
    static sample s;
    static results r, alone;
    cpf_test_random random = cpf_test_seed("rank runs", 20261124);
    cpf_context *context = NULL;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, 3), CPF_OK);
    for (int round = 0; round < 400; round++) {
        const uint8_t *valid = round % 3 ? NULL : s.valid;
        cpf__rank_task task;

        make_members(&random, &s);
        make_runs(&s);
        make_places(&random, &s, valid);
        mark(&r);
        task = task_of(&s, valid, round, &r);
        assert_int_equal(cpf__rank_runs(context, &task), CPF_OK);
        check(&s, valid, task.ties, &r);
        compare(&s, valid, &task, &r);
        /* Classes alone are the same classes. */
        mark(&alone);
        task.group_class = alone.classes;
        task.rank = task.percentile = NULL;
        assert_int_equal(cpf__rank_runs(NULL, &task), CPF_OK);
        assert_memory_equal(alone.classes, r.classes, (size_t)s.n);
    }
    cpf_context_free(context);
}

static void every_failed_allocation_is_told(void **state)
{
    static sample s;
    static results r;
    cpf_test_random random = cpf_test_seed("rank runs without memory", 7);

    (void)state;
    for (int round = 0; round < 24; round++) {
        const uint8_t *valid = round % 2 ? s.valid : NULL;
        cpf_status status = CPF_E_MEMORY;
        cpf__rank_task task;

        make_members(&random, &s);
        make_runs(&s);
        make_places(&random, &s, valid);
        mark(&r);
        task = task_of(&s, valid, round, &r);
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory;
            cpf_context *context = cpf_test_failing_context(n, &memory);

            if (context)
                status = cpf__rank_runs(context, &task);
            cpf_test_failing_free(context, memory);
        }
        assert_int_equal(status, CPF_OK);
        check(&s, valid, task.ties, &r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_agree_with_a_sort),
        cmocka_unit_test(every_failed_allocation_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
