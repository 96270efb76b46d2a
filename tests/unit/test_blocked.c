/* SPDX-License-Identifier: MIT */
/* Blocked products: counts, probabilities, the false discovery rate and money, against loops over what happened. */
#include <math.h>

#include "product_check.h"

__extension__ typedef __int128 wide;

enum { CELLS = PARTNERS * LINES };

#define BLOCKAGE(more) "{\"kind\": \"blockage\", \"rows\": [{\"indicator\": \"sales\"" more "}]}, " PRODUCTS

/* Partners order in some months; a line is in some orders; some lines stop, some come back as returns. */
static void draw_world(cpf_test_random *random, product_world *world)
{
    memset(world, 0, sizeof *world);
    for (int i = 0; i < PARTNERS; i++) {
        int every = (int)cpf_test_between(random, 1, 4), until = MONTHS_ALL;

        world->types[i] = (int)cpf_test_between(random, 0, 1);
        if (!cpf_test_between(random, 0, 5))
            until = (int)cpf_test_between(random, 20, MONTHS_ALL); /* lost */
        for (int line = 0; line < LINES; line++) {
            int often = (int)cpf_test_between(random, 1, 10), stop = MONTHS_ALL;

            if (!cpf_test_between(random, 0, 3))
                stop = (int)cpf_test_between(random, 6, MONTHS_ALL);
            for (int month = i % every; month < until; month += every) {
                if (cpf_test_between(random, 1, 10) <= often && month < stop)
                    world->amount[i][line][month] = cpf_test_between(random, 1, 1000000);
                else if (!cpf_test_between(random, 0, 20))
                    world->amount[i][line][month] = -cpf_test_between(random, 1, 1000);
            }
        }
    }
}

typedef struct cell {
    int partner, line, last, since, orders, bought, run, told, counts, found;
    double p, adjusted;
    int64_t expected, actual, lost, monthly, peers, buying;
} cell;

static int64_t whole_of(const product_world *world, int partner, int month)
{
    int64_t sum = 0;

    for (int line = 0; line < LINES; line++)
        sum += world->amount[partner][line][month];
    return sum;
}

static double symmetric(const double *odds, int n, int k)
{
    double sums[MONTHS_ALL + 1] = {1};

    for (int i = 0; i < n; i++)
        for (int j = k; j > 0; j--)
            sums[j] += sums[j - 1] * odds[i];
    return sums[k];
}

static int is_peer(const product_world *world, int one, int other, int by_type)
{
    return one != other && (!by_type || world->types[one] == world->types[other]);
}

/* First month of a run without the line that chance, all months alike, makes as long in at most 1 of 100; -1. */
static int stopped_since(const product_world *world, int partner, int line, int begin, int end)
{
    int orders = 0, bought = 0, run = 0, since = -1;
    double ones[MONTHS_ALL];

    for (int month = begin; month < end; month++) {
        if (whole_of(world, partner, month) <= 0)
            continue;
        ones[orders++] = 1;
        if (world->amount[partner][line][month] > 0) {
            bought++;
            run = 0;
        } else if (!run++) {
            since = month;
        }
    }
    if (!bought || run < 2)
        return -1;
    return symmetric(ones, orders - run, bought) / symmetric(ones, orders, bought) <= 0.01 ? since : -1;
}

/* Peers that have stopped do not count from then on, when they are fewer than half of all (the partner too). */
static double odds_of(const product_world *world, const cell *is, int month, int begin, int end, int by_type)
{
    int orders = 0, buyers = 0, silent = 0, ever = 0, stopped = 0;

    for (int i = 0; i < PARTNERS; i++) {
        int since = stopped_since(world, i, is->line, begin, end), bought = 0;

        if (i != is->partner && !is_peer(world, is->partner, i, by_type))
            continue;
        for (int k = begin; k < end; k++)
            bought |= whole_of(world, i, k) > 0 && world->amount[i][is->line][k] > 0;
        ever += bought;
        stopped += since >= 0;
        if (i == is->partner || whole_of(world, i, month) <= 0)
            continue;
        orders++;
        silent += since >= 0 && month >= since;
        buyers += world->amount[i][is->line][month] > 0;
    }
    orders -= 2 * stopped < ever ? silent : 0;
    return (buyers + 0.5) / (orders - buyers + 0.5);
}

static int64_t rounded(wide above, wide below)
{
    wide half = above < 0 ? -below : below;

    return (int64_t)((2 * above + half) / (2 * below));
}

static void expect_money(const product_world *world, cell *is, int begin, int end, int by_type)
{
    wide own = 0, before = 0, since = 0;

    while (whole_of(world, is->partner, begin) <= 0)
        begin++;
    for (int month = begin; month < end; month++) {
        int later = month >= is->since;

        if (later)
            is->actual += world->amount[is->partner][is->line][month];
        else
            own += world->amount[is->partner][is->line][month];
        for (int i = 0; i < PARTNERS; i++) {
            if (!is_peer(world, is->partner, i, by_type))
                continue;
            *(later ? &since : &before) += world->amount[i][is->line][month];
            is->peers += later && whole_of(world, i, month) > 0;
            is->buying += later && whole_of(world, i, month) > 0 && world->amount[i][is->line][month] > 0;
        }
    }
    if (before <= 0 || since < 0) {
        before = is->since - begin;
        since = end - is->since;
    }
    is->expected = rounded(own * since, before);
    is->lost = is->expected - is->actual;
    is->monthly = rounded(is->lost, end - is->since);
}

static cell look_at(const product_world *world, int partner, int line, int begin, int end, int by_type)
{
    cell is = {.partner = partner, .line = line};
    double odds[MONTHS_ALL], ones[MONTHS_ALL];
    int alive = 0;

    for (int month = begin; month < end; month++) {
        if (whole_of(world, partner, month) <= 0)
            continue;
        alive |= month >= end - 3;
        ones[is.orders] = 1;
        odds[is.orders++] = odds_of(world, &is, month, begin, end, by_type);
        if (world->amount[partner][line][month] > 0) {
            is.bought++;
            is.last = month;
            is.run = 0;
        } else if (!is.run++) {
            is.since = month;
        }
    }
    is.counts = alive && is.bought && 1 / symmetric(ones, is.orders, is.bought) <= 0.05;
    is.told = is.counts && is.run >= 2;
    is.p = is.told ? symmetric(odds, is.orders - is.run, is.bought) / symmetric(odds, is.orders, is.bought) : 1;
    if (is.told)
        expect_money(world, &is, begin, end, by_type);
    return is;
}

/* The smallest p * m / rank of those no smaller; found where there is a rank with p <= 0.05 rank / m above. */
static void discover(cell *cells)
{
    int m = 0;

    for (int i = 0; i < CELLS; i++)
        m += cells[i].counts;
    for (int i = 0; i < CELLS; i++) {
        cells[i].adjusted = 1;
        for (int j = 0; cells[i].counts && j < CELLS; j++) {
            int rank = 0;

            if (!cells[j].counts || cells[j].p < cells[i].p)
                continue;
            for (int k = 0; k < CELLS; k++)
                rank += cells[k].counts && cells[k].p <= cells[j].p;
            cells[i].adjusted = fmin(cells[i].adjusted, cells[j].p * m / rank);
        }
        cells[i].found = cells[i].told && cells[i].adjusted <= 0.05;
    }
}

static void check_row(const cpf_table *table, int64_t row, const cell *is)
{
    char month[16];

    snprintf(month, sizeof month, "%d-%02d", 2024 + is->last / 12, 1 + is->last % 12);
    assert_string_equal(track_text(table, "last", row), month);
    snprintf(month, sizeof month, "%d-%02d", 2024 + is->since / 12, 1 + is->since % 12);
    assert_string_equal(track_text(table, "since", row), month);
    assert_int_equal(track_cell(table, "orders", row), is->orders);
    assert_int_equal(track_cell(table, "bought", row), is->bought);
    assert_int_equal(track_cell(table, "without", row), is->run);
    assert_int_equal(track_cell(table, "expected", row), is->expected);
    assert_int_equal(track_cell(table, "actual", row), is->actual);
    assert_int_equal(track_cell(table, "lost", row), is->lost);
    assert_int_equal(track_cell(table, "lost_each", row), is->monthly);
    assert_int_equal(track_has(table, "peers", row), is->peers != 0);
    if (is->peers)
        assert_int_equal(track_cell(table, "peers", row), rounded((wide)is->buying * 10000, is->peers));
    assert_true(llabs(track_cell(table, "p", row) - llround(1e9 * is->p)) <= 1);
    assert_true(llabs(track_cell(table, "p_adjusted", row) - llround(1e9 * is->adjusted)) <= 1);
    assert_int_equal(track_int(table, "found", row), is->found);
}

/* What is found first, then the most money a period. */
static void check_order(const cpf_table *table, int64_t row)
{
    assert_int_equal(track_cell(table, "rank", row), row + 1);
    if (!row)
        return;
    assert_true(track_int(table, "found", row - 1) >= track_int(table, "found", row));
    if (track_int(table, "found", row - 1) == track_int(table, "found", row))
        assert_true(track_cell(table, "lost_each", row - 1) >= track_cell(table, "lost_each", row));
}

static void check_world(const product_world *world, const cpf_table *table, int begin, int end, int by_type, int *found)
{
    cell cells[CELLS];
    int64_t told = 0;

    for (int i = 0; i < CELLS; i++)
        cells[i] = look_at(world, i / LINES, i % LINES, begin, end, by_type);
    discover(cells);
    for (int i = 0; i < CELLS; i++)
        told += cells[i].told;
    assert_int_equal(cpf_table_row_count(table), told);
    for (int64_t row = 0; row < told; row++) {
        int partner = atoi(track_text(table, "unit", row) + 1), line = atoi(track_text(table, "product", row) + 1);

        assert_true(cells[partner * LINES + line].told);
        check_row(table, row, &cells[partner * LINES + line]);
        check_order(table, row);
        *found += cells[partner * LINES + line].found;
    }
}

static void test_against_loops(void **state)
{
    static const char *const records[] = {BLOCKAGE(""), BLOCKAGE(", \"peers\": \"type\", \"history\": 20")};
    cpf_test_random random = cpf_test_seed("blocked", 77);
    int found = 0;

    (void)state;
    for (int round = 0; round < 200; round++) {
        int by_type = round % 2, months = (int)cpf_test_between(&random, 24, MONTHS_ALL);
        product_world world;
        track_case is = {0}, other = {0};
        cpf_tables *tables = NULL, *others = NULL;
        cpf_error *error = NULL;
        int32_t order[PARTNERS];
        cpf_day day = cpf_day_from_date(2024 + months / 12, 1 + months % 12, 1) - 1;

        draw_world(&random, &world);
        for (int i = 0; i < PARTNERS; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, PARTNERS);
        assert_int_equal(
            cpf_test_tell(product_make(NULL, &world, NULL, records[by_type], MONTHS_ALL, &is, &error), error), CPF_OK);
        assert_int_equal(product_make(NULL, &world, order, records[by_type], MONTHS_ALL, &other, &error), CPF_OK);
        assert_int_equal(cpf_test_tell(track_tables(&is, day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&other, day, NULL, &others, &error), CPF_OK);
        check_world(&world, cpf_tables_find(tables, "blocked"), by_type && months > 20 ? months - 20 : 0, months,
                    by_type, &found);
        track_same(cpf_tables_find(tables, "blocked"), cpf_tables_find(others, "blocked"));
        cpf_tables_free(tables);
        cpf_tables_free(others);
        track_free(&is);
        track_free(&other);
    }
    printf("found %d\n", found);
    assert_true(found > 50);
}

static void test_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("blocked memory", 78);
    product_world world;

    (void)state;
    draw_world(&random, &world);
    product_chaos(&world, BLOCKAGE(""), cpf_day_from_date(2026, 12, 31), "blocked");
}

/* Lines that do not add up are told with the place; lines that round are not. */
static void test_sums(void **state)
{
    static const struct {
        int64_t off;
        cpf_status status;
    } cases[] = {{0, CPF_OK}, {2, CPF_OK}, {-2, CPF_OK}, {3, CPF_E_DATA}, {-3, CPF_E_DATA}, {INT64_MAX, CPF_E_DATA}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        product_world world = {0};
        track_case is = {0};
        cpf_error *error = NULL;
        cpf_tables *tables = NULL;
        int64_t values[UNITS] = {0};
        cpf_id unit, line;

        world.amount[3][0][5] = 100;
        assert_int_equal(product_make(NULL, &world, NULL, BLOCKAGE(""), MONTHS_ALL, &is, &error), CPF_OK);
        unit = cpf_model_find_unit(is.model, "P3");
        line = cpf_model_find_indicator(is.model, "l1");
        values[unit] = cases[i].off;
        assert_int_equal(
            cpf_facts_set_column(is.facts, line, cpf_model_find_period(is.model, "2024-06"), values, NULL, 0, NULL),
            CPF_OK);
        assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 12, 31), NULL, &tables, &error), cases[i].status);
        if (cases[i].status != CPF_OK) {
            int32_t at = cpf_test_has(error, "track-product-sum");

            assert_non_null(strstr(cpf_error_message_at(error, at, CPF_ENGLISH), "P3 in 2024-06"));
            assert_non_null(strstr(cpf_error_message_at(error, at, CPF_CHINESE), "产品线"));
            assert_string_equal(cpf_error_subject_at(error, at), "P3");
        }
        cpf_error_free(error);
        cpf_tables_free(tables);
        track_free(&is);
    }
}

/* A sum of money that does not fit is told; no facts at all are nothing to tell of. */
static void test_range(void **state)
{
    product_world world = {0};
    track_case is = {0};
    cpf_error *error = NULL;
    cpf_tables *tables = NULL;

    (void)state;
    for (int month = 0; month < MONTHS_ALL; month++) {
        world.amount[0][0][month] = month < 20 ? INT64_C(300000000000000000) : 0;
        world.amount[0][1][month] = 1;
        world.amount[1][0][month] = month < 20 ? 1 : 100;
    }
    assert_int_equal(product_make(NULL, &world, NULL, BLOCKAGE(""), MONTHS_ALL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 12, 31), NULL, &tables, &error), CPF_E_RANGE);
    cpf_test_has(error, "track-range");
    cpf_error_free(error);
    track_free(&is);

    error = NULL;
    is = (track_case){0};
    memset(&world, 0, sizeof world);
    assert_int_equal(product_make(NULL, &world, NULL, BLOCKAGE(""), MONTHS_ALL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, CPF_NO_DAY, NULL, &tables, &error), CPF_OK);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "blocked")), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

static const struct {
    const char *records, *code, *subject;
} wrong[] = {
    {"{\"kind\": \"blockage\", \"rows\": [{\"indicator\": \"sales\"}]}", "parts-missing", ".indicator"},
    {BLOCKAGE(", \"peers\": \"weight\""), "attribute-number", ".peers"},
    {"{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", \"by\": \"products\"}]}", "parts-missing",
     ".indicator"},
    {"{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", \"by\": \"causes\"}]}", "parts-missing", ".indicator"},
    {"{\"kind\": \"product\", \"rows\": [{\"indicator\": \"sales\", \"of\": \"sales\"}]}", "product-circle", ".of"},
    {"{\"kind\": \"product\", \"rows\": [{\"indicator\": \"l0\", \"of\": \"l1\"}, {\"indicator\": \"l1\", \"of\": "
     "\"l2\"}, {\"indicator\": \"l2\", \"of\": \"l0\"}]}",
     "product-circle", ".of"},
    {"{\"kind\": \"product\", \"rows\": [{\"indicator\": \"rate\", \"of\": \"sales\"}]}", "product-unlike", ".of"},
    {"{\"kind\": \"product\", \"rows\": [{\"indicator\": \"l0\", \"of\": \"nothing\"}]}", "unknown-indicator", ".of"},
};

static void test_findings(void **state)
{
    static const int64_t weights[UNITS] = {0};
    product_world world = {0};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cpf_error *error = NULL;
        cpf_model *model = NULL;
        cpf_plan *plan = product_plan(NULL, &world, NULL, wrong[i].records, &error);
        int32_t at;

        assert_non_null(plan);
        cpf_plan_set_attribute_column(plan, "weight", 0, UNITS, weights, 0);
        assert_int_equal(cpf_plan_freeze(plan, &model, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i].code);
        assert_non_null(strstr(cpf_error_subject_at(error, at), wrong[i].subject));
        assert_string_not_equal(cpf_error_message_at(error, at, CPF_CHINESE),
                                cpf_error_message_at(error, at, CPF_ENGLISH));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_loops), cmocka_unit_test(test_memory),   cmocka_unit_test(test_sums),
        cmocka_unit_test(test_range),         cmocka_unit_test(test_findings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
