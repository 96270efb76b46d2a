/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

#include "apportion.h"

enum { N_MAX = 8 };

/* A claim as a fraction, for hill its square; a denominator of 0 stands for an infinite one. */
static cpf__ratio claim(cpf__apportion_id method, int64_t weight, int64_t parts)
{
    const cpf__i128 w = weight, a = parts;

    switch (method) {
    case CPF__JEFFERSON:
        return (cpf__ratio){w, a + 1};
    case CPF__HILL:
        return (cpf__ratio){w * w, a * (a + 1)};
    case CPF__DEAN:
        return (cpf__ratio){w * (2 * a + 1), 2 * a * (a + 1)};
    case CPF__ADAMS:
        return (cpf__ratio){w, a};
    default:
        return (cpf__ratio){2 * w, 2 * a + 1};
    }
}

/* Whether the claim of i goes before that of j; *equal where only the order of ties decides. */
static int goes_first(const cpf__apportion_options *o, const int64_t *w, const int64_t *parts, int64_t i, int64_t j,
                      int *equal)
{
    cpf__ratio a = claim(o->method, w[i], parts[i]), b = claim(o->method, w[j], parts[j]);
    cpf__i128 left = a.num * b.den, right = b.num * a.den;

    if (!a.den && !b.den)
        left = w[i], right = w[j];
    else if (!a.den || !b.den)
        left = !a.den, right = !b.den;
    *equal = left == right;
    if (!*equal)
        return left > right;
    return o->tie_by_weight && w[i] != w[j] ? w[i] > w[j] : i < j;
}

/* One unit after the other to the first claim; `total` >= 0 and small. -1: the bounds cannot hold it. */
static int give_dully(const cpf__apportion_options *o, int64_t total, const int64_t *w, int64_t n, int64_t *parts,
                      int *tie)
{
    int64_t left = total;
    int equal = 0;

    *tie = 0;
    for (int64_t i = 0; i < n; i++)
        left -= parts[i] = o->lower ? o->lower[i] : 0;
    for (; left >= 0; left--) {
        int64_t best = -1;

        for (int64_t i = 0; i < n; i++)
            if (w[i] > 0 && (!o->upper || parts[i] < o->upper[i]) &&
                (best < 0 || goes_first(o, w, parts, i, best, &equal)))
                best = i;
        if (best < 0)
            return left == 0;
        if (left == 0) {
            for (int64_t i = 0; i < n && total && !*tie; i++)
                if (w[i] > 0 && parts[i] > (o->lower ? o->lower[i] : 0)) {
                    int64_t before[N_MAX];

                    memcpy(before, parts, sizeof before);
                    before[i]--;
                    if (i != best) /* i's last claim against the first one that was not met */
                        goes_first(o, w, before, i, best, &equal);
                    *tie |= i != best && equal;
                }
            return 1;
        }
        parts[best]++;
    }
    return -1;
}

static int64_t sum_parts(const int64_t *parts, int64_t n)
{
    int64_t sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += parts[i];
    return sum;
}

static void divisor_methods_agree_with_giving_unit_by_unit(void **state)
{
    cpf_test_random random = cpf_test_seed("divisor methods", 71);

    (void)state;
    for (int round = 0; round < 30000; round++) {
        cpf__apportion_options o = {(cpf__apportion_id)cpf_test_between(&random, CPF__JEFFERSON, CPF__ADAMS),
                                    CPF__HARE,
                                    round % 2,
                                    NULL,
                                    NULL,
                                    0,
                                    1};
        int64_t w[N_MAX], lower[N_MAX], upper[N_MAX], parts[N_MAX] = {0}, expected[N_MAX] = {0}, gap = 1;
        int64_t n = cpf_test_between(&random, 1, N_MAX), most = round % 3 ? 1000000 : 6,
                total = cpf_test_between(&random, 0, 60);
        int tie = -1, expected_tie, equal = -1, possible;

        for (int64_t i = 0; i < n; i++) {
            w[i] = cpf_test_between(&random, round % 5 == 0 ? 0 : 1, most);
            lower[i] = cpf_test_between(&random, 0, 3);
            upper[i] = lower[i] + cpf_test_between(&random, 0, 12);
        }
        w[0] += !w[0];
        o.lower = round % 4 / 2 ? lower : NULL;
        o.upper = round % 8 / 4 ? upper : NULL;
        possible = give_dully(&o, total, w, n, expected, &expected_tie);
        if (cpf__apportion(NULL, total, w, n, &o, parts, &tie, &equal, &gap) != CPF_OK) {
            assert_true(possible <= 0);
            assert_true(gap > 0 ? o.lower && sum_parts(lower, n) - total == gap
                                : o.upper && sum_parts(upper, n) - total == gap);
            continue;
        }
        assert_int_equal(gap, 0);
        assert_int_equal(equal, 0);
        assert_int_equal(sum_parts(parts, n), total);
        if (possible == 1) { /* 0: what is left goes to weights of zero */
            assert_memory_equal(parts, expected, (size_t)n * sizeof parts[0]);
            assert_int_equal(tie, expected_tie);
        }
    }
}

/* No claim that was met is smaller than one that was not, ties in their order: this alone makes the parts unique. */
static void large_totals_meet_the_largest_claims(void **state)
{
    cpf_test_random random = cpf_test_seed("large totals", 72);

    (void)state;
    for (int round = 0; round < 6000; round++) {
        cpf__apportion_options o = {(cpf__apportion_id)(1 + round % 5), CPF__HARE, round % 2, NULL, NULL, 0, 1};
        int64_t w[N_MAX], parts[N_MAX], n = cpf_test_between(&random, 1, N_MAX);
        int64_t total = cpf_test_between(&random, 1, INT64_C(1) << cpf_test_between(&random, 4, 30));

        for (int64_t i = 0; i < n; i++)
            w[i] = round % 3 && i ? w[0] : cpf_test_between(&random, 1, 1 << 30);
        assert_int_equal(cpf__apportion(NULL, total, w, n, &o, parts, NULL, NULL, NULL), CPF_OK);
        assert_int_equal(sum_parts(parts, n), total);
        for (int64_t i = 0; i < n; i++) {
            int64_t before[N_MAX];
            int equal;

            memcpy(before, parts, sizeof before);
            before[i]--;
            for (int64_t j = 0; j < n && parts[i] > 0; j++)
                assert_true(j == i || goes_first(&o, w, before, i, j, &equal));
        }
    }
}

static void the_largest_totals_of_all_add_up(void **state)
{
    static const int64_t w[] = {INT64_C(1) << 61, 12345678901234567, INT64_C(1) << 60, 3, 1};
    static const int64_t totals[] = {INT64_MAX, INT64_MIN, INT64_MAX - 1};

    (void)state;
    for (int method = 0; method < CPF__APPORTION_COUNT; method++)
        for (size_t t = 0; t < 3; t++) {
            cpf__apportion_options o = {(cpf__apportion_id)method, CPF__HARE, 0, NULL, NULL, 0, 1};
            int64_t parts[5] = {0}, one[1] = {0};

            assert_int_equal(cpf__apportion(NULL, totals[t], w, 5, &o, parts, NULL, NULL, NULL), CPF_OK);
            assert_true(sum_parts(parts, 5) == totals[t]);
            for (int i = 0; i < 5;
                 i++) { /* within a few units of the exact share: parts * sum against total * weight */
                cpf__i128 sum = 0, difference;

                for (int j = 0; j < 5; j++)
                    sum += w[j];
                difference = parts[i] * sum - (cpf__i128)totals[t] * w[i];
                assert_true(difference < 3 * sum && -difference < 3 * sum);
            }
            assert_int_equal(cpf__apportion(NULL, totals[t], w, 1, &o, one, NULL, NULL, NULL), CPF_OK);
            assert_true(one[0] == totals[t]);
        }
}

/* The largest-remainder rule said as it is: parts, then one to each of the first by remainder, weight, index. */
static int hamilton_dully(const cpf__apportion_options *o, int64_t total, const int64_t *w, int64_t n, int64_t *parts,
                          int *tie)
{
    cpf__i128 sum = sum_parts(w, n);
    const cpf__i128 times[] = {total, 1, (cpf__i128)total + 1, (cpf__i128)total + 2},
                    over[] = {sum, sum / (total + 1) + 1, sum, sum};
    cpf__i128 rest[N_MAX], last = -1, next = -1;
    int64_t left = total;

    for (int64_t i = 0; i < n; i++) {
        cpf__i128 whole = w[i] * times[o->quota] / over[o->quota];
        int64_t low = o->lower ? o->lower[i] : 0, high = o->upper ? o->upper[i] : INT64_MAX;

        rest[i] = whole < low || whole >= high || !w[i] ? -1 : w[i] * times[o->quota] % over[o->quota];
        parts[i] = whole < low ? low : whole > high ? high : (int64_t)whole;
        left -= parts[i];
    }
    for (; left >= 0; left--) {
        int64_t best = -1;

        for (int64_t i = 0; i < n; i++)
            if (rest[i] >= 0 &&
                (best < 0 || rest[i] > rest[best] || (rest[i] == rest[best] && o->tie_by_weight && w[i] > w[best])))
                best = i;
        if (!left) {
            next = best < 0 ? -2 : rest[best];
            *tie = last == next;
            return 1;
        }
        if (best < 0)
            return 0;
        last = rest[best];
        rest[best] = -1;
        parts[best]++;
    }
    return 0;
}

static void hamilton_agrees_with_its_definition(void **state)
{
    cpf_test_random random = cpf_test_seed("hamilton", 73);
    int direct = 0;

    (void)state;
    for (int round = 0; round < 40000; round++) {
        cpf__apportion_options o = {CPF__HAMILTON, (cpf__quota_id)(round % 4), round / 4 % 2, NULL, NULL, 0, 0};
        int64_t w[N_MAX], lower[N_MAX], upper[N_MAX], parts[N_MAX] = {0}, expected[N_MAX] = {0};
        int64_t n = cpf_test_between(&random, 1, N_MAX), most = INT64_C(1) << cpf_test_between(&random, 1, 58);
        int64_t total = cpf_test_between(&random, 0, round % 3 ? 40 : INT64_C(1) << 60);
        int tie = -1, expected_tie = 0;

        for (int64_t i = 0; i < n; i++) {
            w[i] = cpf_test_between(&random, 0, most);
            lower[i] = cpf_test_between(&random, 0, total / n / 2);
            upper[i] = lower[i] + cpf_test_between(&random, 0, total);
        }
        w[n - 1] += sum_parts(w, n) == 0;
        o.lower = round % 16 >= 8 ? lower : NULL;
        o.upper = round % 32 >= 16 ? upper : NULL;
        if (cpf__apportion(NULL, total, w, n, &o, parts, &tie, NULL, NULL) != CPF_OK)
            continue;
        assert_true(sum_parts(parts, n) == total);
        if (!hamilton_dully(&o, total, w, n, expected, &expected_tie))
            continue; /* the divisor form took over */
        assert_memory_equal(parts, expected, (size_t)n * sizeof parts[0]);
        assert_int_equal(tie, expected_tie);
        direct++;
    }
    assert_true(direct > 20000);
}

/* Turned round, a negative total with negative bounds is the positive one. */
static void negative_totals_mirror_positive_ones(void **state)
{
    cpf_test_random random = cpf_test_seed("negative totals", 74);

    (void)state;
    for (int round = 0; round < 4000; round++) {
        int64_t w[N_MAX], lower[N_MAX], upper[N_MAX], minus_lower[N_MAX], minus_upper[N_MAX], parts[N_MAX] = {0},
                                                                                              mirrored[N_MAX] = {0};
        int64_t n = cpf_test_between(&random, 1, N_MAX), total = cpf_test_between(&random, 1, 100), gap = 0,
                mirrored_gap = 0;
        cpf__apportion_options o = {(cpf__apportion_id)(round % 6), CPF__HARE, 0, lower, upper, 0, 1}, m = o;
        int tie, mirrored_tie;

        for (int64_t i = 0; i < n; i++) {
            w[i] = cpf_test_between(&random, 0, 9);
            minus_upper[i] = -(lower[i] = cpf_test_between(&random, 0, 5));
            minus_lower[i] = -(upper[i] = lower[i] + cpf_test_between(&random, 0, 40));
        }
        m.lower = minus_lower;
        m.upper = minus_upper;
        assert_int_equal(cpf__apportion(NULL, total, w, n, &o, parts, &tie, NULL, &gap),
                         cpf__apportion(NULL, -total, w, n, &m, mirrored, &mirrored_tie, NULL, &mirrored_gap));
        assert_int_equal(tie, mirrored_tie);
        assert_int_equal(gap, -mirrored_gap);
        for (int64_t i = 0; i < n; i++)
            assert_int_equal(parts[i], -mirrored[i]);
    }
}

typedef struct published {
    const char *what;
    cpf__apportion_id method;
    cpf__quota_id quota;
    int64_t total, n, weights[15], parts[15];
    int64_t threshold; /* percent */
    int tie;
} published;

static const published cases[] = {
    {"Balinski & Young 1975, hamilton",
     CPF__HAMILTON,
     CPF__HARE,
     26,
     5,
     {9061, 7179, 5259, 3319, 1182},
     {9, 7, 5, 4, 1},
     0,
     0},
    {"Balinski & Young 1975, jefferson",
     CPF__JEFFERSON,
     CPF__HARE,
     26,
     5,
     {9061, 7179, 5259, 3319, 1182},
     {10, 7, 5, 3, 1},
     0,
     0},
    {"Balinski & Young 1975, hill", CPF__HILL, CPF__HARE, 26, 5, {9061, 7179, 5259, 3319, 1182}, {9, 7, 6, 3, 1}, 0, 0},
    {"Balinski & Young 1975, adams",
     CPF__ADAMS,
     CPF__HARE,
     26,
     5,
     {9061, 7179, 5259, 3319, 1182},
     {9, 7, 5, 3, 2},
     0,
     0},
    {"US House 1790, 105 seats",
     CPF__JEFFERSON,
     CPF__HARE,
     105,
     15,
     {630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236, 179570, 141822, 85533, 70835, 68705, 68446,
      55540},
     {19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1},
     0,
     0},
    {"the vetoed bill of 1792",
     CPF__HAMILTON,
     CPF__HARE,
     120,
     15,
     {630560, 475327, 432879, 353523, 331589, 278514, 236841, 206236, 179570, 141822, 85533, 70835, 68705, 68446,
      55540},
     {21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2},
     0,
     0},
    {"Wikipedia, Hare quota",
     CPF__HAMILTON,
     CPF__HARE,
     10,
     6,
     {47000, 16000, 15800, 12000, 6100, 3100},
     {5, 2, 1, 1, 1, 0},
     0,
     0},
    {"Wikipedia, Droop quota",
     CPF__HAMILTON,
     CPF__DROOP,
     10,
     6,
     {47000, 16000, 15800, 12000, 6100, 3100},
     {5, 2, 2, 1, 0, 0},
     0,
     0},
    {"Wikipedia, Sainte-Lague", CPF__WEBSTER, CPF__HARE, 8, 4, {100000, 80000, 30000, 20000}, {3, 3, 1, 1}, 0, 0},
    {"wahlrecht.de, dean", CPF__DEAN, CPF__HARE, 10, 5, {43, 33, 12, 8, 4}, {4, 3, 1, 1, 1}, 0, 0},
    {"Austria 2002, 4 %",
     CPF__JEFFERSON,
     CPF__HARE,
     183,
     9,
     {1792499, 491328, 2076833, 454980, 27568, 48083, 2439, 2009, 3906},
     {69, 18, 79, 17, 0, 0, 0, 0, 0},
     4,
     0},
    {"a tie between two", CPF__WEBSTER, CPF__HARE, 1, 3, {1, 10, 10}, {0, 1, 0}, 0, 1},
    {"a tie of remainders", CPF__HAMILTON, CPF__HARE, 1, 3, {10, 10, 0}, {1, 0, 0}, 0, 1},
    {"a tie of all", CPF__JEFFERSON, CPF__HARE, 4, 3, {11, 11, 11}, {2, 1, 1}, 0, 1},
    {"fewer units than members", CPF__ADAMS, CPF__HARE, 3, 6, {10, 9, 8, 8, 11, 12}, {1, 0, 0, 0, 1, 1}, 0, 0},
    {"one row of 20/70/10 for 5", CPF__HAMILTON, CPF__HARE, 5, 3, {20, 70, 10}, {1, 4, 0}, 0, 1},
};

static void published_apportionments(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const published *c = &cases[i];
        cpf__apportion_options o = {c->method, c->quota, 1, NULL, NULL, c->threshold, 100};
        int64_t parts[15] = {0};
        int tie = -1;

        assert_int_equal(cpf__apportion(NULL, c->total, c->weights, c->n, &o, parts, &tie, NULL, NULL), CPF_OK);
        if (memcmp(parts, c->parts, (size_t)c->n * sizeof parts[0]) != 0 || tie != c->tie)
            fail_msg("%s", c->what);
    }
}

static void what_cannot_be_split_and_what_has_no_weights(void **state)
{
    static const int64_t zeros[] = {0, 0, 0}, negative[] = {1, -1, 0}, large[] = {INT64_MAX, 1, 0}, some[] = {1, 0, 0};
    static const int64_t five[] = {5, 5, 5}, minus[] = {-4, -4, -4}, lifted[] = {INT64_MAX, INT64_MAX, INT64_MAX};
    cpf__apportion_options o = {CPF__HAMILTON, CPF__HARE, 0, NULL, NULL, 0, 1};
    int64_t parts[3], gap;
    int equal, tie;

    (void)state;
    assert_int_equal(cpf__apportion(NULL, 7, zeros, 3, &o, parts, &tie, &equal, &gap), CPF_OK);
    assert_true(equal == 1 && parts[0] == 3 && parts[1] == 2 && parts[2] == 2 && tie == 1);
    assert_int_equal(cpf__apportion(NULL, 7, negative, 3, &o, parts, &tie, &equal, &gap), CPF_E_RANGE);
    assert_int_equal(cpf__apportion(NULL, 7, large, 3, &o, parts, &tie, &equal, &gap), CPF_E_RANGE);
    assert_int_equal(cpf__apportion(NULL, 7, NULL, 0, &o, parts, &tie, &equal, &gap), CPF_E_INFEASIBLE);
    assert_int_equal(gap, -7);
    assert_int_equal(cpf__apportion(NULL, 0, NULL, 0, &o, parts, &tie, &equal, &gap), CPF_OK);
    o.upper = minus; /* no part of a positive total is negative */
    assert_int_equal(cpf__apportion(NULL, 7, some, 3, &o, parts, &tie, &equal, &gap), CPF_E_INFEASIBLE);
    assert_int_equal(gap, 12);
    o.upper = five;
    o.lower = minus;
    for (int method = 0; method < CPF__APPORTION_COUNT; method++) { /* what is left goes to weights of zero */
        o.method = (cpf__apportion_id)method;
        assert_int_equal(cpf__apportion(NULL, 12, some, 3, &o, parts, &tie, &equal, &gap), CPF_OK);
        assert_true(equal == 0 && parts[0] == 5 && parts[1] == 4 && parts[2] == 3);
    }
    o.upper = minus; /* crossed: lower 5, upper -4 and 0 at the least */
    o.lower = five;
    assert_int_equal(cpf__apportion(NULL, 12, some, 3, &o, parts, &tie, &equal, &gap), CPF_E_INFEASIBLE);
    o.lower = lifted;
    o.upper = NULL;
    assert_int_equal(cpf__apportion(NULL, 12, some, 3, &o, parts, &tie, &equal, &gap), CPF_E_INFEASIBLE);
    assert_true(gap == INT64_MAX);
}

static void bounds_that_move_the_whole_split(void **state)
{
    /* own example on the populations of Balinski & Young: median(5, share, 45) at a common divisor */
    static const int64_t weights[] = {5117, 4400, 162, 161, 160}, lower[] = {5, 5, 5, 5, 5},
                         upper[] = {45, 45, 45, 45, 45};
    static const int64_t expected[] = {45, 40, 5, 5, 5};
    cpf__apportion_options o = {CPF__HILL, CPF__HARE, 1, lower, upper, 0, 1};
    int64_t parts[5];

    (void)state;
    assert_int_equal(cpf__apportion(NULL, 100, weights, 5, &o, parts, NULL, NULL, NULL), CPF_OK);
    assert_memory_equal(parts, expected, sizeof parts);
}

static void every_failed_allocation_is_told(void **state)
{
    static const int64_t w[] = {5, 0, 9, 0}, lower[] = {1, 1, 1, 1}, upper[] = {9, 9, 9, 9};

    (void)state;
    for (int method = 0; method < CPF__APPORTION_COUNT; method++) {
        cpf__apportion_options o = {(cpf__apportion_id)method, CPF__HARE, 0, lower, upper, 1, 100};
        cpf_status status = CPF_E_MEMORY;
        int64_t parts[4], n;

        for (n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory;
            cpf_context *context = cpf_test_failing_context(n, &memory);

            if (context)
                status = cpf__apportion(context, 30, w, 4, &o, parts, NULL, NULL, NULL);
            cpf_test_failing_free(context, memory);
        }
        assert_int_equal(status, CPF_OK);
        assert_true(n > 7);
        assert_int_equal(sum_parts(parts, 4), 30);
    }
}

static void methods_are_named_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < CPF__APPORTION_COUNT; i++) {
        const cpf__apportion_method *m = &cpf__apportion_methods[i];

        assert_true(m->name[0] && m->summary[0][0] && m->formula[0] && m->source[0]);
        assert_true((unsigned char)m->summary[1][0] >= 0xE0);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(m->name, cpf__apportion_methods[j].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divisor_methods_agree_with_giving_unit_by_unit),
        cmocka_unit_test(large_totals_meet_the_largest_claims),
        cmocka_unit_test(the_largest_totals_of_all_add_up),
        cmocka_unit_test(hamilton_agrees_with_its_definition),
        cmocka_unit_test(negative_totals_mirror_positive_ones),
        cmocka_unit_test(published_apportionments),
        cmocka_unit_test(what_cannot_be_split_and_what_has_no_weights),
        cmocka_unit_test(bounds_that_move_the_whole_split),
        cmocka_unit_test(every_failed_allocation_is_told),
        cmocka_unit_test(methods_are_named_in_both_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
