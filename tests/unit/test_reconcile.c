/* SPDX-License-Identifier: MIT */
/*
 * Reconciliation against the normal equations with multipliers, solved by elimination; with signs, against the best of
 * all sets of leaves at 0. The passes over a tree against the dense way. What contradicts itself is refused by both.
 */
#include <math.h>
#include <string.h>

#include "reconcile.h"
#include "reconcile_tree.h"
#include "round_tree.h"
#include "support.h"

enum { NODES = 12, SYSTEM = 2 * NODES };

typedef struct problem {
    int64_t n, leaves, parent[NODES], leaf[NODES]; /* leaf: column of a node, or CPF_NONE */
    double sums[NODES * NODES], base[NODES], variance[NODES], covariance[NODES * NODES];
    uint8_t fixed[NODES];
} problem;

static void make(cpf_test_random *random, problem *it, int64_t n)
{
    int inner[NODES] = {0};

    memset(it, 0, sizeof *it);
    it->n = n;
    for (int64_t i = 0; i < n; i++) { /* level by level, as children of one node stand together */
        int64_t last = i > 1 ? it->parent[i - 1] : 0;

        it->parent[i] = i == 0 ? CPF_NONE : cpf_test_between(random, last, i - 1 < last + 2 ? i - 1 : last + 2);
        if (i)
            inner[it->parent[i]] = 1;
        it->base[i] = (double)cpf_test_between(random, -40, 100) / 2;
        it->variance[i] = (double)cpf_test_between(random, 1, 20) / 4;
    }
    for (int64_t i = 0; i < n; i++)
        it->leaf[i] = inner[i] ? CPF_NONE : it->leaves++;
    for (int64_t i = 0; i < n; i++) {
        for (int64_t up = i; it->leaf[i] != CPF_NONE && up != CPF_NONE; up = it->parent[up])
            it->sums[up * it->leaves + it->leaf[i]] = 1;
        it->covariance[i * n + i] = it->variance[i];
    }
}

/* Elimination with the largest pivot; 0 when singular. */
static int eliminate(long double a[SYSTEM][SYSTEM + 1], int size)
{
    for (int k = 0; k < size; k++) {
        int best = k;

        for (int i = k + 1; i < size; i++)
            best = fabsl(a[i][k]) > fabsl(a[best][k]) ? i : best;
        if (fabsl(a[best][k]) < 1e-12L)
            return 0;
        for (int j = 0; j <= size; j++) {
            long double swap = a[k][j];

            a[k][j] = a[best][j];
            a[best][j] = swap;
        }
        for (int i = 0; i < size; i++) {
            long double factor = a[i][k] / a[k][k];

            for (int j = k; i != k && j <= size; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    for (int k = 0; k < size; k++)
        a[k][size] /= a[k][k];
    return 1;
}

/* S'W^-1 S b - C'm = S'W^-1 y, C b = d; leaves of `zero` are conditions too. Diagonal W. 0 when the conditions depend
 * on one another. */
static int solve(const problem *it, unsigned zero, long double *b)
{
    static long double a[SYSTEM][SYSTEM + 1];
    int m = (int)it->leaves, size = m;

    memset(a, 0, sizeof a);
    for (int i = 0; i < (int)it->n; i++) {
        for (int j = 0; j < m; j++) {
            long double part = it->sums[i * m + j] / (long double)it->variance[i];

            for (int k = 0; k < m; k++)
                a[j][k] += part * it->sums[i * m + k];
            b[j] = 0;
        }
    }
    for (int i = 0; i < (int)it->n + m; i++) {
        int leaf = i - (int)it->n;

        if (leaf >= 0 ? !(zero >> leaf & 1) : !it->fixed[i])
            continue;
        for (int j = 0; j < m; j++)
            a[j][size] = a[size][j] = leaf >= 0 ? j == leaf : it->sums[i * m + j];
        b[size] = leaf >= 0 ? 0 : it->base[i];
        size++;
    }
    for (int j = 0; j < m; j++) {
        for (int i = 0; i < (int)it->n; i++)
            b[j] += it->sums[i * m + j] / (long double)it->variance[i] * it->base[i];
    }
    for (int j = 0; j < size; j++)
        a[j][size] = b[j];
    if (!eliminate(a, size))
        return 0;
    for (int j = 0; j < m; j++)
        b[j] = a[j][size];
    return 1;
}

static long double cost(const problem *it, const long double *b)
{
    long double result = 0;

    for (int64_t i = 0; i < it->n; i++) {
        long double off = it->base[i];

        for (int64_t j = 0; j < it->leaves; j++)
            off -= it->sums[i * it->leaves + j] * b[j];
        result += off * off / it->variance[i];
    }
    return result;
}

/* The best of all sets of leaves at 0 whose others are not negative; 0 when there is none. */
static int solve_above(const problem *it, long double *best)
{
    long double b[SYSTEM], lowest = 0;
    int found = 0;

    for (unsigned zero = 0; zero < 1u << it->leaves; zero++) {
        int fine = solve(it, zero, b);

        for (int64_t j = 0; fine && j < it->leaves; j++)
            fine = b[j] >= -1e-12L;
        if (fine && (!found || cost(it, b) < lowest)) {
            found = 1;
            lowest = cost(it, b);
            memcpy(best, b, sizeof b);
        }
    }
    return found;
}

static void assert_values(const problem *it, const double *values, const long double *b)
{
    for (int64_t i = 0; i < it->n; i++) {
        long double expected = 0;

        for (int64_t j = 0; j < it->leaves; j++)
            expected += it->sums[i * it->leaves + j] * b[j];
        if (fabsl(values[i] - expected) > 1e-9L * (1 + fabsl(expected)))
            print_message("node %d: %.17g, not %.17Lg\n", (int)i, values[i], expected);
        assert_true(fabsl(values[i] - expected) <= 1e-9L * (1 + fabsl(expected)));
        if (it->fixed[i])
            assert_true(values[i] == it->base[i]);
    }
}

static cpf_status dense(const problem *it, int not_negative, double *values, uint8_t *marks)
{
    cpf__hierarchy hierarchy = {it->n, it->leaves, it->sums, it->base, it->variance, NULL, it->fixed, not_negative};

    return cpf__reconcile(NULL, hierarchy, values, marks);
}

static cpf_status passes(const problem *it, int not_negative, double *values, int64_t *conflict)
{
    double variance[NODES];
    cpf__node_tree tree = {it->n, it->parent, it->base, variance};

    for (int64_t i = 0; i < it->n; i++)
        variance[i] = it->fixed[i] ? 0 : it->variance[i];
    return not_negative ? cpf__reconcile_tree_above(NULL, tree, values, conflict)
                        : cpf__reconcile_tree(NULL, tree, values, conflict);
}

static void test_unbound(void **state)
{
    cpf_test_random random = cpf_test_seed("free", 31);

    (void)state;
    for (int round = 0; round < 400; round++) {
        problem it;
        long double b[SYSTEM];
        double values[NODES];
        uint8_t marks[NODES];
        int64_t conflict;

        make(&random, &it, cpf_test_between(&random, 1, NODES));
        assert_true(solve(&it, 0, b));
        assert_int_equal(dense(&it, 0, values, marks), CPF_OK);
        assert_values(&it, values, b);
        assert_int_equal(passes(&it, 0, values, &conflict), CPF_OK);
        assert_values(&it, values, b);
        memcpy(it.base, values, sizeof values); /* what adds up already stays */
        assert_int_equal(passes(&it, 0, values, &conflict), CPF_OK);
        for (int64_t i = 0; i < it.n; i++)
            assert_true(fabs(values[i] - it.base[i]) <= 1e-12 * (1 + fabs(it.base[i])));
    }
}

static void test_fixed(void **state)
{
    cpf_test_random random = cpf_test_seed("fixed", 32);
    int met = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        problem it;
        long double b[SYSTEM];
        double values[NODES];
        uint8_t marks[NODES];
        int64_t conflict;

        make(&random, &it, cpf_test_between(&random, 2, NODES));
        for (int64_t i = 0; i < it.n; i++)
            it.fixed[i] = cpf_test_between(&random, 0, 3) == 0;
        if (solve(&it, 0, b)) {
            met++;
            assert_int_equal(dense(&it, 0, values, marks), CPF_OK);
            assert_values(&it, values, b);
            assert_int_equal(passes(&it, 0, values, &conflict), CPF_OK);
            assert_values(&it, values, b);
            continue;
        }
        refused++; /* fixed nodes depend on one another, and random values then do not agree, or rarely */
        assert_int_equal(dense(&it, 0, values, marks), passes(&it, 0, values, &conflict));
        for (int64_t i = 0; i < it.n; i++)
            assert_true(!marks[i] || it.fixed[i]);
    }
    assert_true(met > 500 && refused > 100);
}

static void test_above(void **state)
{
    cpf_test_random random = cpf_test_seed("above zero", 33);
    int met = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 1500; round++) {
        problem it;
        long double b[SYSTEM];
        double values[NODES];
        uint8_t marks[NODES];
        int64_t conflict;
        int possible;

        make(&random, &it, cpf_test_between(&random, 2, 9));
        for (int64_t i = 0; round % 2 && i < it.n; i++)
            it.fixed[i] = cpf_test_between(&random, 0, 5) == 0;
        if (!solve(&it, 0, b))
            continue;
        possible = solve_above(&it, b);
        met += possible;
        refused += !possible;
        assert_int_equal(dense(&it, 1, values, marks), possible ? CPF_OK : CPF_E_INFEASIBLE);
        if (possible)
            assert_values(&it, values, b);
        assert_int_equal(passes(&it, 1, values, &conflict), possible ? CPF_OK : CPF_E_INFEASIBLE);
        if (possible)
            assert_values(&it, values, b);
        for (int64_t i = 0; possible && i < it.n; i++)
            assert_true(values[i] >= 0 || it.leaf[i] == CPF_NONE);
    }
    assert_true(met > 500 && refused > 50);
}

/* With a full W: the gradient vanishes. */
static void test_covariance(void **state)
{
    cpf_test_random random = cpf_test_seed("covariance", 34);

    (void)state;
    for (int round = 0; round < 200; round++) {
        problem it;
        double values[NODES], factor[NODES * NODES];
        static long double a[SYSTEM][SYSTEM + 1];
        uint8_t marks[NODES];
        cpf__hierarchy hierarchy = {0, 0, it.sums, it.base, NULL, it.covariance, NULL, 0};

        make(&random, &it, 8);
        for (int k = 0; k < 64; k++)
            factor[k] = (double)cpf_test_between(&random, -9, 9) / 8;
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                it.covariance[i * 8 + j] = i == j;
                for (int k = 0; k < 8; k++)
                    it.covariance[i * 8 + j] += factor[i * 8 + k] * factor[j * 8 + k];
            }
        }
        hierarchy.nodes = it.n;
        hierarchy.leaves = it.leaves;
        assert_int_equal(cpf__reconcile(NULL, hierarchy, values, marks), CPF_OK);
        for (int i = 0; i < 8; i++) { /* u = W^-1 (base - values); S'u = 0 */
            for (int j = 0; j < 8; j++)
                a[i][j] = it.covariance[i * 8 + j];
            a[i][8] = it.base[i] - values[i];
        }
        assert_true(eliminate(a, 8));
        for (int64_t j = 0; j < it.leaves; j++) {
            long double gradient = 0;

            for (int i = 0; i < 8; i++)
                gradient += it.sums[i * it.leaves + j] * a[i][8];
            assert_true(fabsl(gradient) < 1e-9L);
        }
    }
}

/* Twenty thousand leaves under two levels: the sums agree, and what is whole adds up exactly. */
static void test_large(void **state)
{
    enum { WIDE = 20201 };
    static int64_t parent[WIDE], whole[WIDE], added[WIDE], conflict;
    static double base[WIDE], variance[WIDE], values[WIDE], sums[WIDE];
    cpf__node_tree tree = {WIDE, parent, base, variance};
    cpf_test_random random = cpf_test_seed("large", 35);

    (void)state;
    for (int64_t i = 0; i < WIDE; i++) {
        parent[i] = i == 0 ? CPF_NONE : i <= 200 ? 0 : 1 + (i - 201) / 100;
        base[i] = (double)cpf_test_between(&random, -10, 1000) * (i ? i <= 200 ? 90 : 1 : 19000);
    }
    cpf__tree_leaves(parent, WIDE, variance);
    assert_true(variance[0] == 20000 && variance[1] == 100 && variance[500] == 1);
    assert_int_equal(cpf__reconcile_tree_above(NULL, tree, values, &conflict), CPF_OK);
    assert_int_equal(cpf__round_tree(NULL, parent, values, NULL, NULL, WIDE, whole, &conflict), CPF_OK);
    for (int64_t i = WIDE - 1; i > 0; i--) {
        sums[parent[i]] += values[i];
        added[parent[i]] += whole[i];
        assert_true(values[i] >= 0 && whole[i] >= 0 && fabs((double)whole[i] - values[i]) < 2);
    }
    for (int64_t i = 0; i <= 200; i++) {
        assert_true(fabs(sums[i] - values[i]) < 1e-9 * values[i] + 1e-9);
        assert_int_equal(added[i], whole[i]);
    }
}

static void test_round_tree(void **state)
{
    static const int64_t parent[] = {CPF_NONE, 0, 0, 1, 1, 2};
    double values[] = {10, 4.5, 5.5, 2.25, 2.25, 5.5}, far[] = {1e300, 1e300, 0, 1e300, 0, 0};
    uint8_t fixed[] = {0, 0, 0, 0, 0, 1};
    int64_t kept[] = {0, 0, 0, 0, 0, 6}, whole[6], conflict;

    (void)state;
    assert_int_equal(cpf__round_tree(NULL, parent, values, NULL, NULL, 6, whole, &conflict), CPF_OK);
    assert_memory_equal(whole, ((int64_t[]){10, 5, 5, 3, 2, 5}), sizeof whole);
    assert_int_equal(cpf__round_tree(NULL, parent, values, fixed, kept, 6, whole, &conflict), CPF_E_INFEASIBLE);
    assert_int_equal(conflict, 2);
    assert_int_equal(cpf__round_tree(NULL, parent, far, NULL, NULL, 6, whole, &conflict), CPF_E_RANGE);
}

static void test_refusals(void **state)
{
    double sums[] = {1, 1, 1, 1}, base[] = {1, 2}, variance[] = {1, 1}, values[2], singular[] = {1, 1, 1, 1},
           leaves[] = {1, 0, 0, 1};
    uint8_t marks[2];
    int64_t node[2];

    (void)state;
    assert_int_equal(cpf__reconcile(NULL, (cpf__hierarchy){2, 2, sums, base, variance, NULL, NULL, 0}, values, marks),
                     CPF_E_DATA);
    assert_int_equal(cpf__reconcile(NULL, (cpf__hierarchy){1, 2, sums, base, variance, NULL, NULL, 0}, values, marks),
                     CPF_E_DATA);
    assert_int_equal(cpf__reconcile(NULL, (cpf__hierarchy){2, 2, leaves, base, NULL, singular, NULL, 0}, values, marks),
                     CPF_E_DATA);
    assert_int_equal(cpf__leaf_nodes(sums, 2, 2, node), CPF_E_DATA);
    assert_int_equal(cpf__leaf_nodes(leaves, 2, 2, node), CPF_OK);
    assert_true(node[0] == 0 && node[1] == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_unbound), cmocka_unit_test(test_fixed),
                                       cmocka_unit_test(test_above),   cmocka_unit_test(test_covariance),
                                       cmocka_unit_test(test_large),   cmocka_unit_test(test_round_tree),
                                       cmocka_unit_test(test_refusals)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
