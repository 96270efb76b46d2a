/* SPDX-License-Identifier: MIT */
/* The column kernel against the exact evaluation, and the exact evaluation beyond 128 bits. test_rule.c holds both
 * against the rules' definitions. */
#include "support.h"

#include "bits.h"
#include "rule.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 1500, CURVES = 12 };

typedef struct set {
    cpf__curve *curve[CURVES];
} set;

static cpf__curve *compiled(const char *rule, const cpf__setting *settings, int32_t count, const cpf__knot *knots,
                            int32_t knot_count)
{
    cpf__curve *curve = NULL;
    cpf_error *error = NULL;
    cpf_status status =
        cpf__rule_compile(NULL, cpf__rule_find(rule), settings, count, knots, knot_count, NULL, &curve, &error);

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    return curve;
}

static set all_curves(void)
{
    static const cpf__setting threshold[] = {
        {"from", "0.6"}, {"at_threshold", "50"}, {"accelerator", "200"}, {"cap", "150"}};
    static const cpf__setting open[] = {{"closed", "upper"}}, extend[] = {{"beyond", "extend"}},
                              half[] = {{"at", "0.5"}, {"points", "0.5"}},
                              stepped[] = {{"step", "0.03"}, {"gain", "0.7"}, {"loss", "1.3"}, {"floor", "-500000"}};
    static const cpf__knot steps[] = {{"-0.5", "-4.5"}, {"0", "60"}, {"0.85", "80.25"}, {"1", "100"}, {"1.1", "120"}};
    static const cpf__knot table[] = {{"0.8", "60"}, {"0.93", "80.5"}, {"1", "100"}, {"1.1", "121"}, {"1.2", "140"}};
    set all = {{compiled("capped", NULL, 0, NULL, 0), compiled("threshold", threshold, 4, NULL, 0),
                compiled("less_is_better", NULL, 0, NULL, 0), compiled("steps", NULL, 0, steps, 5),
                compiled("range", NULL, 0, NULL, 0), compiled("gate", half, 2, NULL, 0),
                compiled("linear", NULL, 0, NULL, 0), compiled("steps", open, 1, steps, 5),
                compiled("points", NULL, 0, table, 5), compiled("points", extend, 1, table, 5),
                compiled("per_step", stepped, 4, NULL, 0), compiled("less_ratio", NULL, 0, NULL, 0)}};

    return all;
}

static void free_curves(set *all)
{
    for (int i = 0; i < CURVES; i++)
        cpf__curve_free(all->curve[i]);
}

/* Numbers of every size, round ones and their neighbours among them. */
static int64_t any_number(cpf_test_random *random, int64_t near)
{
    int bits = (int)cpf_test_between(random, 1, 63);
    int64_t value = (int64_t)(cpf_test_next(random) >> (64 - bits));

    switch (cpf_test_next(random) % 8) {
    case 0:
        return near;
    case 1:
        return near < INT64_MAX / 2 && near > INT64_MIN / 2 ? near + cpf_test_between(random, -2, 2) : near;
    case 2:
        return near / 100 * cpf_test_between(random, 0, 130);
    case 3:
        return (int64_t)1 << (bits - 1);
    case 4:
        return -value;
    default:
        return value;
    }
}

typedef struct rows {
    int64_t actual[ROWS], target[ROWS], points[ROWS];
    uint8_t actual_valid[ROWS / 8 + 1], target_valid[ROWS / 8 + 1], valid[ROWS / 8 + 1];
} rows;

static void draw_rows(cpf_test_random *random, rows *table, int largest)
{
    for (int i = 0; i < ROWS; i++) {
        table->target[i] = any_number(random, (int64_t)1000000007) >> (63 - largest);
        table->actual[i] = any_number(random, table->target[i]) >> (63 - largest);
        if (cpf_test_next(random) % 3 == 0)
            table->actual[i] = table->target[i];
    }
    for (size_t i = 0; i < sizeof table->actual_valid; i++) {
        table->actual_valid[i] = (uint8_t)(cpf_test_next(random) | cpf_test_next(random));
        table->target_valid[i] = (uint8_t)(cpf_test_next(random) % 4 ? 0xff : cpf_test_next(random));
    }
}

/* One row by the functions for one row; CPF_E_MISSING: it has no points. */
static cpf_status single(const cpf__curve *curve, const cpf__attain *how, const rows *table, int64_t row, int valid,
                         int32_t decimals, int64_t *points)
{
    cpf__i128 num, den;
    cpf_status status =
        valid ? cpf__attainment(how, table->actual[row], table->target[row], &num, &den) : CPF_E_MISSING;

    return status == CPF_OK ? cpf__curve_points(curve, num, den, decimals, points, NULL) : status;
}

/* The column says what the single rows say; a row out of range makes the column fail. */
static int same(const cpf__curve *curve, const cpf__attain *how, rows *table, int64_t n, int bitmaps, int32_t decimals)
{
    const uint8_t *left = bitmaps & 1 ? table->actual_valid : NULL, *right = bitmaps & 2 ? table->target_valid : NULL;
    cpf_status status, expected = CPF_OK;

    memset(table->valid, 0x5a, sizeof table->valid);
    table->valid[sizeof table->valid - 1] = 0x5a;
    status = cpf__curve_column(curve, how, n, table->actual, left, table->target, right, decimals, table->points,
                               table->valid);
    for (int64_t i = 0; i < n && expected == CPF_OK; i++) {
        int64_t points = 0;
        cpf_status one = single(curve, how, table, i, cpf__bit(left, i) && cpf__bit(right, i), decimals, &points);

        if (one == CPF_E_RANGE) {
            expected = one;
        } else if (status == CPF_OK && (table->points[i] != points || cpf__bit(table->valid, i) != (one == CPF_OK))) {
            fail_msg("row %lld: %lld / %lld, %d decimals: column %lld, row %lld, status %d", (long long)i,
                     (long long)table->actual[i], (long long)table->target[i], (int)decimals,
                     (long long)table->points[i], (long long)points, (int)one);
        }
    }
    assert_int_equal(status, expected);
    for (int64_t i = cpf__bits_bytes(n); i < (int64_t)sizeof table->valid; i++)
        assert_int_equal(table->valid[i], 0x5a);
    return status == CPF_OK;
}

static void test_column(void **state)
{
    static rows table;
    cpf_test_random random = cpf_test_seed("column", 5);
    set all = all_curves();
    int fine = 0;

    (void)state;
    for (int round = 0; round < 40; round++) {
        for (int i = 0; i < CURVES; i++) {
            cpf__attain how = {(int32_t)cpf_test_between(&random, 0, 2), (int32_t)cpf_test_between(&random, 0, 1),
                               (int32_t)cpf_test_between(&random, 0, 2), cpf_test_between(&random, 0, 1000)};
            int32_t decimals = (int32_t)cpf_test_between(&random, 0, 9);
            int64_t n = round == 0 ? i * 23 : cpf_test_between(&random, ROWS - 300, ROWS);

            draw_rows(&random, &table, (int)cpf_test_between(&random, 8, 63));
            fine += same(all.curve[i], &how, &table, n, (int)cpf_test_between(&random, 0, 3), decimals);
        }
    }
    assert_true(fine > 40 * CURVES / 2);
    free_curves(&all);
}

/* Ratios exactly on an edge or one unit beside it, for targets around 2^46 / p, where doubles stop proving anything. */
static void test_edges(void **state)
{
    static const int64_t nums[] = {3, 17, 93, 1, 11, 6, 1, -1, 97, 103},
                         dens[] = {5, 20, 100, 1, 10, 5, 2, 2, 100, 100};
    static rows table;
    static const cpf__attain how = {0};
    cpf_test_random random = cpf_test_seed("edges", 9);
    set all = all_curves();

    (void)state;
    for (int i = 0; i < CURVES; i++) {
        for (int round = 0; round < 30; round++) {
            for (int row = 0; row < ROWS; row++) {
                int edge = (int)cpf_test_between(&random, 0, 9), bits = (int)cpf_test_between(&random, 1, 55);
                int64_t times = (int64_t)(cpf_test_next(&random) >> (64 - bits)) + 1;

                table.target[row] = times * dens[edge];
                table.actual[row] = times * nums[edge] + cpf_test_between(&random, -1, 1);
            }
            same(all.curve[i], &how, &table, ROWS, 0, (int32_t)cpf_test_between(&random, 0, 4));
        }
    }
    free_curves(&all);
}

/* x is a fraction: multiplied up until products need 256 bits, it has the same points on the same piece. */
static void test_scaling(void **state)
{
    cpf_test_random random = cpf_test_seed("scaling", 12);
    set all = all_curves();

    (void)state;
    for (int round = 0; round < 60000; round++) {
        const cpf__curve *curve = all.curve[round % CURVES];
        int64_t den = cpf_test_between(&random, 1, 100000), num = cpf_test_between(&random, -50000, 250000);
        cpf__i128 factor = ((cpf__i128)1 << cpf_test_between(&random, 60, 107)) + cpf_test_between(&random, 0, 1000);
        int32_t decimals = (int32_t)cpf_test_between(&random, 0, 9), piece = -1, scaled_piece = -1;
        int64_t points = 0, scaled = 0;

        assert_int_equal(cpf__curve_points(curve, num, den, decimals, &points, &piece), CPF_OK);
        assert_int_equal(cpf__curve_points(curve, num * factor, den * factor, decimals, &scaled, &scaled_piece),
                         CPF_OK);
        assert_int_equal(points, scaled);
        assert_int_equal(piece, scaled_piece);
    }
    free_curves(&all);
}

static void test_range(void **state)
{
    static const cpf__setting steep[] = {{"slope", "1000000"}};
    static const int64_t actual[] = {1, INT64_MAX, INT64_MIN}, target[] = {1, 1, 1};
    static const cpf__attain how = {0};
    cpf__curve *linear = compiled("linear", steep, 1, NULL, 0), *capped = compiled("capped", steep, 1, NULL, 0);
    cpf__i128 most = (cpf__i128)1 << 126;
    int64_t points[3], value = 77;

    (void)state;
    assert_int_equal(cpf__curve_points(linear, INT64_MAX, 1, 0, &value, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_points(linear, most, 3, 9, &value, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_points(linear, 1, 0, 2, &value, NULL), CPF_E_MISSING);
    assert_int_equal(value, 77);
    assert_int_equal(cpf__curve_column(linear, &how, 1, actual, NULL, target, NULL, 2, points, NULL), CPF_OK);
    assert_int_equal(points[0], 100000000);
    assert_int_equal(cpf__curve_column(linear, &how, 3, actual, NULL, target, NULL, 2, points, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_column(capped, &how, 3, actual, NULL, target, NULL, 2, points, NULL), CPF_OK);
    assert_int_equal(points[1], 12000);
    assert_int_equal(points[2], 0);
    assert_int_equal(cpf__curve_points(capped, most, 3, 9, &value, NULL), CPF_OK);
    assert_int_equal(value, 120000000000);
    assert_int_equal(cpf__curve_points(capped, -most, 3, 9, &value, NULL), CPF_OK);
    assert_int_equal(value, 0);
    cpf__curve_free(linear);
    cpf__curve_free(capped);
    cpf__curve_free(NULL);
}

/* Curves made by hand whose numbers are too large for doubles: all rows are decided exactly. */
static void test_large_curves(void **state)
{
    static cpf__piece flat[] = {{0, 0, 0, 0, 5000000, 0, 1}}, huge[] = {{0, 0, 0, 0, INT64_MAX, 0, 1}},
                      line[] = {{0, 0, 0, 0, 0, 100, 1}}, many[CPF__MAX_PIECES + 1];
    static const int64_t actual[] = {1, 3}, target[] = {1, 2};
    static const cpf__attain how = {0};
    cpf__ratio low = {-4000000, 1}, high = {4000000, 1}, none = {(cpf__i128)INT64_MAX * 8, 1};
    cpf__curve constant = {.count = 1, .pieces = flat}, endless = {.count = 1, .pieces = huge},
               clamped = {.count = 1, .pieces = line, .clamped = 1, .low = low, .high = high},
               unclamped = {.count = 1, .pieces = line, .clamped = 1, .low = none, .high = none},
               above = {.count = 1, .pieces = line, .clamped = 1, .low = {0, 1}, .high = high},
               long_one = {.count = CPF__MAX_PIECES + 1, .pieces = many};
    int64_t points[2], value;

    (void)state;
    for (int i = 0; i <= CPF__MAX_PIECES; i++)
        many[i] = (cpf__piece){i, 100, 1, 0, i, 0, 1};
    assert_int_equal(cpf__curve_column(&constant, &how, 2, actual, NULL, target, NULL, 9, points, NULL), CPF_OK);
    assert_int_equal(points[1], 5000000000000000);
    assert_int_equal(cpf__curve_column(&clamped, &how, 2, actual, NULL, target, NULL, 9, points, NULL), CPF_OK);
    assert_int_equal(points[1], 150000000000);
    assert_int_equal(cpf__curve_column(&above, &how, 2, actual, NULL, target, NULL, 9, points, NULL), CPF_OK);
    assert_int_equal(points[0], 100000000000);
    assert_int_equal(cpf__curve_column(&long_one, &how, 2, actual, NULL, target, NULL, 0, points, NULL), CPF_OK);
    assert_int_equal(points[0], CPF__MAX_PIECES);
    assert_int_equal(cpf__curve_column(&endless, &how, 2, actual, NULL, target, NULL, 9, points, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_column(&unclamped, &how, 2, actual, NULL, target, NULL, 9, points, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_points(&endless, 1, 0, 9, &value, NULL), CPF_E_RANGE);
    assert_int_equal(cpf__curve_points(&endless, 1, 0, 0, &value, NULL), CPF_OK);
    assert_int_equal(value, INT64_MAX);
}

/* A missed target of zero where less is better: without bound, so the worst that the rule knows. */
static void test_without_bound(void **state)
{
    static const int64_t actual[] = {5, 0, -3}, target[] = {0, 0, 0};
    static const cpf__attain how = {.zero = CPF__ZERO_REACHED, .direction = CPF__LESS};
    static const char *const names[] = {"less_is_better", "less_ratio", "range"};
    static const cpf__knot knots[] = {{"1", "100"}, {"2", "10"}};
    cpf__curve *flat = compiled("points", NULL, 0, knots, 2);
    int64_t points[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        cpf__curve *curve = compiled(names[i], NULL, 0, NULL, 0);

        assert_int_equal(cpf__curve_column(curve, &how, 3, actual, NULL, target, NULL, 2, points, NULL), CPF_OK);
        assert_int_equal(points[0], 0);
        assert_int_equal(points[1], 10000);
        assert_int_equal(points[2], 10000);
        cpf__curve_free(curve);
    }
    assert_int_equal(cpf__curve_column(flat, &how, 3, actual, NULL, target, NULL, 1, points, NULL), CPF_OK);
    assert_int_equal(points[0], 100);
    assert_int_equal(points[1], 1000);
    cpf__curve_free(flat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_column), cmocka_unit_test(test_edges),        cmocka_unit_test(test_scaling),
        cmocka_unit_test(test_range),  cmocka_unit_test(test_large_curves), cmocka_unit_test(test_without_bound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
