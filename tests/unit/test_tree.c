/* SPDX-License-Identifier: MIT */
/* Trees against plain pointers, in any order of input; and what is no tree. */
#include "support.h"

#include "mem.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

/* Order by key; user is the keys. */
static int by_key(const void *user, int32_t a, int32_t b)
{
    const int32_t *keys = user;

    return (keys[a] > keys[b]) - (keys[a] < keys[b]);
}

static cpf__tree *build(int32_t n, const int32_t *parent, const int32_t *keys)
{
    cpf__tree *tree = NULL;
    cpf__tree_problem *problems = NULL;
    int32_t count = 0;

    assert_int_equal(cpf__tree_build(NULL, n, parent, by_key, keys, &tree, &problems, &count), CPF_OK);
    assert_null(problems);
    return tree;
}

static int32_t plain_depth(const int32_t *parent, int32_t node)
{
    int32_t depth = 0;

    while (parent[node] != CPF_NONE) {
        node = parent[node];
        depth++;
    }
    return depth;
}

static int is_under(const int32_t *parent, int32_t node, int32_t above)
{
    while (node != CPF_NONE && node != above)
        node = parent[node];
    return node == above;
}

/* Every property that the header promises, read off the input. */
static void check_tree(const cpf__tree *tree, int32_t n, const int32_t *parent, const int32_t *keys)
{
    char *met = calloc((size_t)n, 1);

    assert_int_equal(tree->count, n);
    assert_int_equal(tree->depth_begin[tree->depths], n);
    for (int32_t id = 0; id < n; id++) {
        int32_t at = tree->input[id], depth = plain_depth(parent, at);

        assert_int_equal(met[at]++, 0);
        assert_true(id == 0 ? tree->parent[0] == CPF_NONE : tree->parent[id] < id);
        assert_int_equal(id == 0 ? CPF_NONE : tree->input[tree->parent[id]], parent[at]);
        assert_true(id >= tree->depth_begin[depth] && id < tree->depth_begin[depth + 1]);
        assert_int_equal(cpf__tree_depth(tree, id), depth);
        for (int32_t child = tree->child_begin[id]; child < tree->child_end[id]; child++) {
            assert_int_equal(tree->parent[child], id);
            if (child > tree->child_begin[id]) {
                int32_t left = tree->input[child - 1], right = tree->input[child];

                assert_true(keys[left] < keys[right] || (keys[left] == keys[right] && left < right));
            }
        }
    }
    free(met);
}

static void check_below(const cpf__tree *tree, const int32_t *parent, int32_t node, int32_t depth)
{
    int32_t begin = -1, end = -1, count = 0;

    cpf__tree_below(tree, node, depth, &begin, &end);
    for (int32_t id = 0; id < tree->count; id++) {
        int inside =
            plain_depth(parent, tree->input[id]) == depth && is_under(parent, tree->input[id], tree->input[node]);

        count += inside;
        assert_int_equal(inside, id >= begin && id < end);
        if (inside)
            assert_int_equal(cpf__tree_ancestor(tree, id, cpf__tree_depth(tree, node)), node);
    }
    assert_int_equal(end - begin, count);
}

static void random_tree(cpf_test_random *random, int32_t n, int32_t *parent, int32_t *keys)
{
    int32_t *place = calloc((size_t)n, sizeof *place);
    int32_t reach = (int32_t)cpf_test_between(random, 1, n);

    for (int32_t i = 0; i < n; i++) {
        place[i] = i;
        keys[i] = (int32_t)cpf_test_between(random, 0, n / 2);
    }
    cpf_test_shuffle(random, place, n);
    for (int32_t i = 0; i < n; i++)
        parent[place[i]] = i == 0 ? CPF_NONE : place[cpf_test_between(random, i > reach ? i - reach : 0, i - 1)];
    free(place);
}

static void test_random_trees(void **state)
{
    cpf_test_random random = cpf_test_seed("random trees", 21);
    int32_t parent[120], keys[120];

    (void)state;
    for (int round = 0; round < 300; round++) {
        int32_t n = (int32_t)cpf_test_between(&random, 1, 120);
        cpf__tree *tree;

        random_tree(&random, n, parent, keys);
        tree = build(n, parent, keys);
        check_tree(tree, n, parent, keys);
        for (int i = 0; i < 5; i++)
            check_below(tree, parent, (int32_t)cpf_test_between(&random, 0, n - 1),
                        (int32_t)cpf_test_between(&random, 0, tree->depths));
        assert_int_equal(cpf__tree_ancestor(tree, 0, 1), CPF_NONE);
        assert_int_equal(cpf__tree_ancestor(tree, n - 1, -1), CPF_NONE);
        cpf__tree_free(tree);
    }
}

/* Different keys: the same tree comes out of every order of input. */
static void test_order_of_input(void **state)
{
    cpf_test_random random = cpf_test_seed("order of input", 22);
    int32_t parent[80], keys[80], order[80], moved_parent[80], moved_keys[80];

    (void)state;
    random_tree(&random, 80, parent, keys);
    for (int32_t i = 0; i < 80; i++)
        order[i] = keys[i] = i;
    for (int round = 0; round < 20; round++) {
        cpf__tree *first = build(80, parent, keys), *second;

        cpf_test_shuffle(&random, order, 80);
        for (int32_t i = 0; i < 80; i++) {
            moved_parent[order[i]] = parent[i] == CPF_NONE ? CPF_NONE : order[parent[i]];
            moved_keys[order[i]] = keys[i];
        }
        second = build(80, moved_parent, moved_keys);
        for (int32_t id = 0; id < 80; id++) {
            assert_int_equal(keys[first->input[id]], moved_keys[second->input[id]]);
            assert_int_equal(first->parent[id], second->parent[id]);
        }
        cpf__tree_free(first);
        cpf__tree_free(second);
    }
}

static void test_deep_chain(void **state)
{
    enum { DEEP = 100000 };
    int32_t *parent = calloc(DEEP, sizeof *parent), begin, end;
    cpf__tree *tree;

    (void)state;
    for (int32_t i = 0; i < DEEP; i++)
        parent[i] = i + 1 < DEEP ? i + 1 : CPF_NONE;
    tree = build(DEEP, parent, parent);
    assert_int_equal(tree->depths, DEEP);
    assert_int_equal(tree->input[0], DEEP - 1);
    assert_int_equal(tree->input[DEEP - 1], 0);
    assert_int_equal(cpf__tree_ancestor(tree, DEEP - 1, 7), 7);
    cpf__tree_below(tree, 0, DEEP - 1, &begin, &end);
    assert_int_equal(begin, DEEP - 1);
    assert_int_equal(end, DEEP);
    cpf__tree_free(tree);
    free(parent);
}

static int32_t refuse(int32_t n, const int32_t *parent, cpf__tree_problem **problems)
{
    cpf__tree *tree = NULL;
    int32_t count = 0;

    *problems = NULL;
    assert_int_equal(cpf__tree_build(NULL, n, parent, by_key, parent, &tree, problems, &count), CPF_E_PLAN);
    assert_null(tree);
    assert_non_null(*problems);
    return count;
}

static void test_no_tree(void **state)
{
    static const int32_t two_roots[] = {CPF_NONE, 0, CPF_NONE, 2, CPF_NONE}, ring[] = {CPF_NONE, 2, 3, 1, 1},
                         self[] = {CPF_NONE, 1}, no_root[] = {1, 2, 0}, rings[] = {CPF_NONE, 2, 1, 4, 3, CPF_NONE, 3};
    cpf__tree_problem *problems;

    (void)state;
    assert_int_equal(refuse(0, two_roots, &problems), 1);
    assert_int_equal(problems[0].kind, CPF__TREE_EMPTY);
    cpf__free(NULL, problems);
    assert_int_equal(refuse(5, two_roots, &problems), 2);
    assert_int_equal(problems[0].kind, CPF__TREE_TWO_ROOTS);
    assert_int_equal(problems[0].node, 2);
    assert_int_equal(problems[0].other, 0);
    assert_int_equal(problems[1].node, 4);
    cpf__free(NULL, problems);
    assert_int_equal(refuse(5, ring, &problems), 1);
    assert_int_equal(problems[0].kind, CPF__TREE_CYCLE);
    assert_int_equal(problems[0].other, ring[problems[0].node]);
    assert_true(problems[0].node >= 1 && problems[0].node <= 3);
    cpf__free(NULL, problems);
    assert_int_equal(refuse(2, self, &problems), 1);
    assert_int_equal(problems[0].node, 1);
    assert_int_equal(problems[0].other, 1);
    cpf__free(NULL, problems);
    assert_int_equal(refuse(3, no_root, &problems), 2);
    assert_int_equal(problems[0].kind, CPF__TREE_NO_ROOT);
    assert_int_equal(problems[1].kind, CPF__TREE_CYCLE);
    cpf__free(NULL, problems);
    assert_int_equal(refuse(7, rings, &problems), 3);
    cpf__free(NULL, problems);
}

static void test_arguments(void **state)
{
    static const int32_t high[] = {CPF_NONE, 2}, low[] = {CPF_NONE, -2}, keys[] = {3, 2, 1}, star[] = {CPF_NONE, 0, 0};
    cpf__tree_problem *problems = NULL;
    cpf__tree *tree = NULL;
    int32_t count = 0;

    (void)state;
    assert_int_equal(cpf__tree_build(NULL, 2, high, by_key, keys, &tree, &problems, &count), CPF_E_ARGUMENT);
    assert_int_equal(cpf__tree_build(NULL, 2, low, by_key, keys, &tree, &problems, &count), CPF_E_ARGUMENT);
    assert_int_equal(cpf__tree_build(NULL, -1, low, by_key, keys, &tree, &problems, &count), CPF_E_ARGUMENT);
    assert_int_equal(cpf__tree_build(NULL, 3, star, NULL, NULL, &tree, &problems, &count), CPF_OK);
    assert_int_equal(tree->input[1], 1); /* without an order, as they came */
    cpf__tree_free(tree);
    cpf__tree_free(NULL);
}

static void test_memory(void **state)
{
    static const int32_t good[] = {CPF_NONE, 0, 0, 1}, bad[] = {CPF_NONE, CPF_NONE, 3, 2}, keys[] = {9, 8, 7, 6};
    int done = 0;

    (void)state;
    for (int64_t n = 0; done < 2; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__tree_problem *problems = NULL;
        cpf__tree *tree = NULL;
        int32_t count = 0;

        if (context) {
            cpf_status status = cpf__tree_build(context, 4, done ? bad : good, by_key, keys, &tree, &problems, &count);

            assert_true(status == CPF_E_MEMORY || status == (done ? CPF_E_PLAN : CPF_OK));
            done += status != CPF_E_MEMORY;
            n = status != CPF_E_MEMORY ? 0 : n;
        }
        cpf__free(context, problems);
        cpf__tree_free(tree);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_trees), cmocka_unit_test(test_order_of_input), cmocka_unit_test(test_deep_chain),
        cmocka_unit_test(test_no_tree),      cmocka_unit_test(test_arguments),      cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
