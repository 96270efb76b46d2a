/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdatomic.h>
#include <string.h>

#include "parallel.h"

enum { ITEMS = 5000 };

typedef struct work {
    uint8_t visits[ITEMS];
    int64_t fail_from; /* parts that begin at or after it fail; < 0: none */
    int64_t smallest;
    int64_t unit;
    int64_t n;
    atomic_int parts;
    atomic_int wrong;
} work;

static cpf_status visit(void *user, int64_t begin, int64_t end)
{
    work *w = user;

    atomic_fetch_add(&w->parts, 1);
    if (begin >= end || end - begin < w->smallest || begin % w->unit)
        atomic_fetch_add(&w->wrong, 1);
    for (int64_t i = begin; i < end; i++)
        w->visits[i]++;
    if (w->fail_from >= 0 && begin >= w->fail_from)
        return begin == 0 ? CPF_E_DATA : begin < w->n / 2 ? CPF_E_RANGE : CPF_E_SUM;
    return CPF_OK;
}

static void every_item_is_visited_once_in_parts_that_are_large_enough(void **state)
{
    static const int64_t grains[] = {-3, 0, 1, 7, 64, 100, 128, 1000, 6000};
    cpf_context *context = NULL;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    for (int32_t threads = 1; threads <= 32; threads = threads * 2 + 1)
        for (size_t g = 0; g < sizeof grains / sizeof grains[0]; g++)
            for (int64_t n = 0; n <= ITEMS; n = n * 5 + 1) {
                work w = {{0}, -1, 1, 1, n, 0, 0};

                assert_int_equal(cpf_context_set_threads(context, threads), CPF_OK);
                w.smallest = grains[g] < 1 ? 1 : grains[g] < n ? grains[g] : n;
                w.unit = grains[g] > 0 && grains[g] % 64 == 0 ? 64 : 1;
                assert_int_equal(cpf__parallel(context, n, grains[g], visit, &w), CPF_OK);
                for (int64_t i = 0; i < ITEMS; i++)
                    assert_int_equal(w.visits[i], i < n);
                assert_int_equal(atomic_load(&w.wrong), 0);
                assert_true(atomic_load(&w.parts) <= threads);
                assert_int_equal(atomic_load(&w.parts) > 1,
                                 n && threads > 1 && n / (grains[g] < 1 ? 1 : grains[g]) > 1);
            }
    cpf_context_free(context);
}

static void the_failure_of_the_lowest_part_is_told(void **state)
{
    cpf_context *context = NULL;
    work w = {{0}, 0, 1, 1, ITEMS, 0, 0};

    (void)state;
    assert_int_equal(cpf__parallel(NULL, ITEMS, 1, visit, &w), CPF_E_DATA);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, 8), CPF_OK);
    assert_int_equal(cpf__parallel(context, ITEMS, 1, visit, &w), CPF_E_DATA);
    w.fail_from = 1;
    assert_int_equal(cpf__parallel(context, ITEMS, 1, visit, &w), CPF_E_RANGE);
    w.fail_from = ITEMS / 2;
    assert_int_equal(cpf__parallel(context, ITEMS, 1, visit, &w), CPF_E_SUM);
    cpf_context_free(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_visited_once_in_parts_that_are_large_enough),
        cmocka_unit_test(the_failure_of_the_lowest_part_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
