/* SPDX-License-Identifier: MIT */
/*
 * Shares that flow through small networks, against all whole numbers that could: what sets of items can have at most is
 * found by trying, exact shares grow until a set is full.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flow_shares.h"
#include "mem.h"
#include "support.h"

enum { ROWS = 4, COLUMNS = 3, MOST = 9 };

typedef struct grid {
    int rows, columns, open[ROWS][COLUMNS];
    int64_t supply[COLUMNS], low[ROWS], high[ROWS], weight[ROWS], total;
} grid;

static void draw(cpf_test_random *random, grid *it)
{
    memset(it, 0, sizeof *it);
    it->rows = (int)cpf_test_between(random, 1, ROWS);
    it->columns = (int)cpf_test_between(random, 1, COLUMNS);
    for (int k = 0; k < it->columns; k++) {
        it->supply[k] = cpf_test_between(random, 0, MOST / it->columns + 1);
        it->total += it->supply[k];
    }
    for (int i = 0; i < it->rows; i++) {
        it->weight[i] = cpf_test_between(random, 1, 9);
        it->low[i] = cpf_test_between(random, 0, 3) ? 0 : cpf_test_between(random, 0, 3);
        it->high[i] = cpf_test_between(random, 0, 1) ? CPF__NO_LIMIT : it->low[i] + cpf_test_between(random, 0, 5);
        for (int k = 0; k < it->columns; k++)
            it->open[i][k] = cpf_test_between(random, 0, 2) > 0;
    }
}

/* Whether the columns can be divided so that the rows have these amounts: no set of columns is too much for its rows.
 */
static int goes(const grid *it, const int64_t *amounts)
{
    int64_t sum = 0;

    for (int i = 0; i < it->rows; i++) {
        if (amounts[i] < it->low[i] || amounts[i] > it->high[i])
            return 0;
        sum += amounts[i];
    }
    for (int set = 1; set < 1 << it->columns; set++) {
        int64_t supply = 0, room = 0;

        for (int k = 0; k < it->columns; k++)
            supply += set >> k & 1 ? it->supply[k] : 0;
        for (int i = 0; i < it->rows; i++)
            for (int k = 0; k < it->columns; k++)
                if (set >> k & 1 && it->open[i][k]) {
                    room += amounts[i];
                    break;
                }
        if (supply > room)
            return 0;
    }
    return sum == it->total;
}

/* Most that each set of rows can have; 0: nothing goes. */
static int try_all(const grid *it, int64_t *most)
{
    int64_t amounts[ROWS] = {0};
    int any = 0;

    memset(most, 0, sizeof *most << ROWS);
    for (;;) {
        int i = 0;

        if (goes(it, amounts)) {
            any = 1;
            for (int set = 1; set < 1 << it->rows; set++) {
                int64_t sum = 0;

                for (int k = 0; k < it->rows; k++)
                    sum += set >> k & 1 ? amounts[k] : 0;
                most[set] = sum > most[set] ? sum : most[set];
            }
        }
        while (i < it->rows && ++amounts[i] > it->total)
            amounts[i++] = 0;
        if (i == it->rows)
            return any;
    }
}

static void grow(const grid *it, const int64_t *most, double *shares)
{
    for (int done = 0, tight = 0; done != (1 << it->rows) - 1; done |= tight) {
        double least = INFINITY;

        for (int set = 1; set < 1 << it->rows; set++) {
            double has = 0, weights = 0;

            for (int i = 0; i < it->rows; i++) {
                has += set >> i & done >> i & 1 ? shares[i] : 0;
                weights += set >> i & 1 && !(done >> i & 1) ? (double)it->weight[i] : 0;
            }
            if (weights > 0 && ((double)most[set] - has) / weights < least) {
                least = ((double)most[set] - has) / weights;
                tight = set;
            }
        }
        for (int i = 0; i < it->rows; i++)
            if (tight >> i & 1 && !(done >> i & 1))
                shares[i] = least * (double)it->weight[i];
    }
}

static void add(cpf_context *context, cpf__network *network, cpf__arc arc)
{
    assert_true(cpf__vec_room(context, &network->arcs));
    network->arcs.items[network->arcs.count++] = arc;
}

/* Node 0 sends to the columns, they to the rows, and these back: rows first, or turned round. */
static void build(cpf_context *context, const grid *it, int turned, cpf__network *network)
{
    network->nodes = 1 + it->rows + it->columns;
    for (int i = 0; i < it->rows; i++)
        add(context, network,
            turned ? (cpf__arc){0, 1 + i, it->low[i], it->high[i]} : (cpf__arc){1 + i, 0, it->low[i], it->high[i]});
    for (int k = 0; k < it->columns; k++) {
        int node = 1 + it->rows + k;

        add(context, network,
            turned ? (cpf__arc){node, 0, it->supply[k], it->supply[k]}
                   : (cpf__arc){0, node, it->supply[k], it->supply[k]});
        for (int i = 0; i < it->rows; i++)
            if (it->open[i][k])
                add(context, network,
                    turned ? (cpf__arc){1 + i, node, 0, CPF__NO_LIMIT} : (cpf__arc){node, 1 + i, 0, CPF__NO_LIMIT});
    }
}

static int circulates(cpf_context *context, const cpf__network *network)
{
    cpf__circulation flow;

    assert_int_equal(cpf__circulation_open(&flow, context, network), CPF_OK);
    cpf__circulation_limits(&flow, 1);
    cpf__circulation_solve(&flow);
    cpf__circulation_close(&flow);
    return flow.gap == 0;
}

static void check(cpf_context *context, const grid *it, int turned, int64_t *parts)
{
    int64_t most[1 << ROWS];
    cpf__flow_item items[ROWS];
    cpf__network network = {0};
    double shares[ROWS];
    int any = try_all(it, most);

    build(context, it, turned, &network);
    assert_int_equal(circulates(context, &network), any);
    for (int i = 0; i < it->rows; i++)
        items[i] = (cpf__flow_item){i, it->weight[i], it->low[i], it->high[i]};
    if (any) {
        assert_int_equal(cpf__flow_shares(context, &network, turned, items, it->rows, it->total, parts), CPF_OK);
        assert_true(goes(it, parts));
        grow(it, most, shares);
        for (int i = 0; i < it->rows; i++)
            assert_true(fabs((double)parts[i] - shares[i]) < 1 - 1e-9);
        for (int i = 0; i < it->rows; i++)
            assert_true(network.arcs.items[i].low == parts[i] && network.arcs.items[i].high == parts[i]);
    } else {
        assert_true(cpf__flow_shares(context, &network, turned, items, it->rows, it->total, parts) != CPF_OK);
    }
    cpf__vec_free(context, &network.arcs);
}

static void test_shares(void **state)
{
    cpf_test_random random = cpf_test_seed("shares", 20261124);
    cpf_context *context;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    for (int round = 0; round < 1500; round++) {
        int64_t parts[2][ROWS] = {{0}};
        grid it;

        draw(&random, &it);
        check(context, &it, 0, parts[0]);
        check(context, &it, 1, parts[1]);
        assert_memory_equal(parts[0], parts[1], sizeof parts[0]);
    }
    cpf_context_free(context);
}

/* Items of one arc share what flows through it; items without weight come last. */
static void test_one_arc(void **state)
{
    static const cpf__arc arcs[] = {{0, 1, 10, 10}, {1, 2, 0, 4}, {2, 0, 0, 100}, {1, 3, 0, 100}, {3, 0, 0, 100}};
    const cpf__flow_item items[] = {{2, 3, 0, 9}, {2, 1, 0, 9}, {4, 1, 0, 9}, {4, 0, 0, CPF__NO_LIMIT}};
    int64_t parts[4];
    cpf_context *context;
    cpf__network network = {.nodes = 4};

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    for (size_t i = 0; i < sizeof arcs / sizeof arcs[0]; i++)
        add(context, &network, arcs[i]);
    assert_int_equal(cpf__flow_shares(context, &network, 0, items, 4, 10, parts), CPF_OK);
    assert_int_equal(parts[0], 3);
    assert_int_equal(parts[1], 1);
    assert_int_equal(parts[2], 6);
    assert_int_equal(parts[3], 0);
    assert_int_equal(cpf__flow_shares(context, &network, 0, items, 0, 0, parts), CPF_OK);
    assert_int_equal(cpf__flow_shares(context, &network, 0, items, 4, INT64_MAX, parts), CPF_E_RANGE);
    cpf__vec_free(context, &network.arcs);
    cpf_context_free(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_one_arc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
