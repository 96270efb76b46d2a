/* SPDX-License-Identifier: MIT */
/* Totals of blocks of random points and weights against exact ones worked out row by row; the plain loops and the wide
 * ones give the same bytes. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "total.h"

enum { LINES = 7, PLACES = CPF__CARDS_TOGETHER };

typedef struct block {
    int32_t n, lines;
    int64_t weights[LINES * PLACES], points[LINES][CPF__SUM_ROWS];
    double factors[LINES * PLACES];
    uint8_t valid[LINES][CPF__SUM_ROWS / 8];
    int gaps[LINES];
    uint8_t card[CPF__SUM_ROWS];
    cpf__mean mean;
} block;

static void draw_line(cpf_test_random *random, block *it, int32_t line, int64_t size)
{
    it->gaps[line] = cpf_test_between(random, 0, 1) == 1;
    memset(it->valid[line], 0, sizeof it->valid[line]);
    for (int32_t i = 0; i < it->n; i++) {
        int there = !it->gaps[line] || cpf_test_between(random, 0, 3) > 0;

        it->points[line][i] = there ? cpf_test_between(random, cpf_test_between(random, 0, 3) ? 0 : -size, size) : 0;
        cpf__bit_set(it->valid[line], i, there);
    }
    for (int32_t card = 0; card < PLACES; card++) {
        int64_t weight = card < it->mean.cards && cpf_test_between(random, 0, 9) ? cpf_test_between(random, 1, 60) : 0;

        it->weights[line * PLACES + card] = weight;
        it->factors[line * PLACES + card] = (double)weight;
        it->mean.weight_sum[card] += weight;
        it->mean.factor_sum[card] = (double)it->mean.weight_sum[card];
    }
}

static void draw_block(cpf_test_random *random, block *it)
{
    static const int64_t powers[] = {1, 10, 100, 1000, 10000000};
    int64_t size = INT64_MAX >> cpf_test_between(random, 16, 60);

    memset(it, 0, sizeof *it);
    it->n = (int32_t)cpf_test_between(random, 1, cpf_test_between(random, 0, 3) ? 70 : CPF__SUM_ROWS);
    it->lines = (int32_t)cpf_test_between(random, 1, LINES);
    it->mean.lines = it->lines;
    it->mean.cards = (int32_t)cpf_test_between(random, 1, PLACES);
    it->mean.missing = (int32_t)cpf_test_between(random, 0, 2);
    it->mean.weights = it->weights;
    it->mean.factors = it->factors;
    it->mean.raise = it->mean.lower = 1;
    *(cpf_test_between(random, 0, 1) ? &it->mean.raise : &it->mean.lower) = powers[cpf_test_between(random, 0, 4)];
    for (int32_t line = 0; line < it->lines; line++)
        draw_line(random, it, line, size);
    for (int32_t i = 0; i < it->n; i++)
        it->card[i] = (uint8_t)cpf_test_between(random, 0, it->mean.cards - 1);
}

/* Whether the block was small enough for doubles; then its totals and bits. */
static int run_block(block *it, int32_t level, int64_t *totals, uint8_t *valid)
{
    cpf__sums *sums = calloc(1, sizeof *sums);
    int fits;

    it->mean.level = level;
    memcpy(sums->card, it->card, sizeof it->card);
    cpf__sums_open(sums, it->n);
    for (int32_t line = 0; line < it->lines; line++)
        cpf__sums_add(&it->mean, line, it->n, it->points[line], it->gaps[line] ? it->valid[line] : NULL, sums);
    fits = cpf__sums_fit(&it->mean, sums);
    if (fits)
        cpf__sums_divide(&it->mean, it->n, sums, totals);
    cpf__sums_valid(&it->mean, it->n, sums, valid);
    free(sums);
    return fits;
}

static void compare_row(const block *it, int32_t i, int64_t total, int has)
{
    int64_t points[LINES], want = 0;
    uint8_t have[LINES];

    for (int32_t line = 0; line < it->lines; line++) {
        points[line] = it->points[line][i];
        have[line] = (uint8_t)cpf__bit(it->valid[line], i);
    }
    if (cpf__total_exact(&it->mean, it->card[i], points, have, &want) == CPF_OK) {
        assert_true(has);
        assert_int_equal(total, want);
    } else {
        assert_false(has);
    }
}

static void test_blocks(void **state)
{
    cpf_test_random random = cpf_test_seed("blocks", 20261101);
    block *it = malloc(sizeof *it);
    int32_t fitted = 0, rounds = 1500;

    (void)state;
    for (int32_t round = 0; round < rounds; round++) {
        int64_t plain[CPF__SUM_ROWS], wide[CPF__SUM_ROWS];
        uint8_t plain_valid[CPF__SUM_ROWS / 8], wide_valid[CPF__SUM_ROWS / 8];
        int fits;

        draw_block(&random, it);
        fits = run_block(it, CPF__CPU_PLAIN, plain, plain_valid);
        assert_int_equal(run_block(it, cpf__cpu_level(), wide, wide_valid), fits);
        assert_memory_equal(plain_valid, wide_valid, (size_t)cpf__bits_bytes(it->n));
        if (!fits)
            continue;
        fitted++;
        assert_memory_equal(plain, wide, (size_t)it->n * sizeof *plain);
        for (int32_t i = 0; i < it->n; i++)
            compare_row(it, i, plain[i], cpf__bit(plain_valid, i));
    }
    assert_true(fitted > rounds / 4 && fitted < rounds);
    free(it);
}

/* (weight * points of two lines) / (sum of weights) with a rest of exactly one half, on both sides of zero. */
static void test_halves(void **state)
{
    const int64_t weights[2 * PLACES] = {[0] = 1, [PLACES] = 1}, points[2] = {3, 4}, below[2] = {-3, -4};
    const uint8_t both[2] = {1, 1}, none[2] = {0, 0};
    cpf__mean mean = {.lines = 2, .cards = 1, .weights = weights, .weight_sum = {2}, .raise = 1, .lower = 1};
    int64_t total = 0;

    (void)state;
    assert_int_equal(cpf__total_exact(&mean, 0, points, both, &total), CPF_OK);
    assert_int_equal(total, 4);
    assert_int_equal(cpf__total_exact(&mean, 0, below, both, &total), CPF_OK);
    assert_int_equal(total, -4);
    assert_int_equal(cpf__total_exact(&mean, 0, points, none, &total), CPF_E_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_halves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
