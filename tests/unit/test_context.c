/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

#include "context.h"
#include "cpu.h"
#include "mem.h"
#include "vec.h"

static void context_refuses_half_an_allocator(void **state)
{
    cpf_test_memory *memory = cpf_test_memory_new(-1);
    cpf_context *context = NULL;
    cpf_allocator half = *cpf_test_allocator(memory);

    (void)state;
    half.release = NULL;
    assert_int_equal(cpf_context_new(&half, &context), CPF_E_ARGUMENT);
    half = *cpf_test_allocator(memory);
    half.allocate = NULL;
    assert_int_equal(cpf_context_new(&half, &context), CPF_E_ARGUMENT);
    half = *cpf_test_allocator(memory);
    half.reallocate = NULL;
    assert_int_equal(cpf_context_new(&half, &context), CPF_E_ARGUMENT);
    assert_int_equal(cpf_context_new(NULL, NULL), CPF_E_ARGUMENT);
    assert_null(context);
    cpf_test_memory_limit(memory, 0);
    assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_E_MEMORY);
    assert_null(context);
    cpf_test_memory_free(memory);
}

static void threads_are_checked_and_kept(void **state)
{
    cpf_context *context = NULL;

    (void)state;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf__context_threads(context), 1);
    assert_int_equal(cpf__context_threads(NULL), 1);
    assert_int_equal(cpf_context_set_threads(context, 256), CPF_OK);
    assert_int_equal(cpf__context_threads(context), 256);
    assert_int_equal(cpf_context_set_threads(context, 257), CPF_E_RANGE);
    assert_int_equal(cpf_context_set_threads(context, -1), CPF_E_RANGE);
    assert_int_equal(cpf__context_threads(context), 256);
    assert_int_equal(cpf_context_set_threads(context, 0), CPF_OK);
    assert_in_range(cpf__context_threads(context), 1, 256);
    assert_int_equal(cpf_context_set_threads(NULL, 1), CPF_E_ARGUMENT);
    cpf_context_free(context);
    cpf_context_free(NULL);
}

static void context_lives_until_its_last_owner_lets_go(void **state)
{
    cpf_test_memory *memory = cpf_test_memory_new(-1);
    cpf_context *context = NULL, *kept;
    char *text;

    (void)state;
    assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
    kept = cpf__context_retain(context);
    cpf_context_free(context);
    text = cpf__strdup(kept, "still here");
    assert_string_equal(text, "still here");
    cpf__free(kept, text);
    cpf_context_free(kept);
    assert_null(cpf__context_retain(NULL));
    assert_int_equal(cpf_test_memory_live(memory), 0);
    cpf_test_memory_free(memory);
}

static void blocks_are_cleared_aligned_and_given_back_with_their_size(void **state)
{
    static const int64_t sizes[] = {0, 1, 63, 64, 1000, 65537, 5 << 20};
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *block = cpf__alloc(context, sizes[i], 1);
        unsigned char *column = cpf__alloc_column(context, sizes[i], 1);

        assert_non_null(block);
        assert_non_null(column);
        assert_int_equal((uintptr_t)block % 16, 0);
        assert_int_equal((uintptr_t)column % 64, 0);
        if (sizes[i] >= 4 << 20)
            assert_int_equal((uintptr_t)column % (2 << 20), 0);
        for (int64_t at = 0; at < sizes[i]; at++)
            assert_int_equal(block[at], 0);
        if (sizes[i])
            memset(column, 0xA5, (size_t)sizes[i]);
        cpf__free(context, block);
        cpf__free(context, column);
    }
    cpf__free(context, NULL);
    cpf_test_failing_free(context, memory);
}

/* Columns of one piece do not touch each other, and the piece goes with whichever is given back last. */
static void columns_share_a_piece(void **state)
{
    static const int64_t sizes[] = {0, 1, 255, 256, 257, 264, 265, 511, 512, 1000, 300000};
    enum { COLUMNS = 7 };
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        void *each[COLUMNS];

        assert_true(cpf__alloc_columns(context, COLUMNS, sizes[s], sizeof(int64_t), each));
        for (int i = 0; i < COLUMNS; i++) {
            assert_int_equal((uintptr_t)each[i] % 64, 0);
            for (int64_t at = 0; at < sizes[s]; at++)
                ((int64_t *)each[i])[at] = at + i;
        }
        for (int i = 0; i < COLUMNS; i++)
            for (int64_t at = 0; at < sizes[s]; at++)
                assert_int_equal(((int64_t *)each[i])[at], at + i);
        for (int i = 0; i < COLUMNS; i++)
            cpf__free(context, each[(i * 3 + (int)s) % COLUMNS]);
    }
    cpf_test_failing_free(context, memory);
}

static void sizes_that_do_not_fit_give_nothing(void **state)
{
    void *block = cpf__alloc(NULL, 8, 1), *each[2];

    (void)state;
    assert_false(cpf__alloc_columns(NULL, 2, INT64_MAX / 16, 8, each));
    assert_false(cpf__alloc_columns(NULL, INT64_MAX / 64, 1000, 8, each));
    assert_false(cpf__alloc_columns(NULL, 2, -1, 8, each));
    assert_false(cpf__alloc_columns(NULL, 0, 8, 8, each));
    assert_null(cpf__alloc(NULL, -1, 1));
    assert_null(cpf__alloc(NULL, INT64_MAX, 16));
    assert_null(cpf__alloc(NULL, INT64_MAX, 1));
    assert_null(cpf__alloc_column(NULL, INT64_MAX / 4, 8));
    assert_null(cpf__alloc_column(NULL, -5, 8));
    assert_null(cpf__realloc(NULL, block, INT64_MAX, 8));
    assert_null(cpf__strndup(NULL, "x", -1));
    assert_null(cpf__strndup(NULL, "x", INT64_MAX));
    cpf__free(NULL, block);
}

static void growing_keeps_what_was_there(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    int64_t *items = cpf__realloc(context, NULL, 1, sizeof *items);
    int64_t *grown;

    (void)state;
    items[0] = 0;
    for (int64_t n = 2; n < 3000; n += n / 2) {
        items = cpf__realloc(context, items, n, sizeof *items);
        assert_non_null(items);
        items[n - 1] = n - 1;
        assert_int_equal(items[0], 0);
        assert_int_equal(items[1], 1);
    }
    cpf_test_memory_limit(memory, 0);
    grown = cpf__realloc(context, items, 100000, sizeof *items);
    assert_null(grown);
    assert_int_equal(items[1], 1);
    cpf__free(context, items);
    cpf_test_failing_free(context, memory);
}

static void vector_grows_with_cleared_items_and_survives_failure(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    CPF__VEC(int64_t) vec = {NULL, 0, 0};
    int64_t before;

    (void)state;
    while (vec.count < 1000) {
        assert_true(cpf__vec_room(context, &vec));
        assert_int_equal(vec.items[vec.count], 0);
        vec.items[vec.count] = vec.count;
        vec.count++;
    }
    cpf_test_memory_limit(memory, 0);
    while (cpf__vec_room(context, &vec))
        vec.items[vec.count++] = 7;
    before = vec.count;
    assert_false(cpf__vec_room(context, &vec));
    assert_int_equal(vec.count, before);
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(vec.items[i], i);
    cpf__vec_free(context, &vec);
    assert_null(vec.items);
    assert_int_equal(vec.capacity, 0);
    cpf_test_failing_free(context, memory);
}

static void instructions_are_those_of_the_machine_at_most(void **state)
{
    cpf_context *context = NULL;
    int32_t most = cpf__cpu_level();

    (void)state;
    assert_in_range(most, CPF__CPU_PLAIN, CPF__CPU_LEVELS - 1);
    assert_int_equal(cpf__context_cpu(NULL), most);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf__context_cpu(context), most);
    for (int32_t level = -1; level <= CPF__CPU_LEVELS; level++) {
        cpf__context_set_cpu(context, level);
        assert_int_equal(cpf__context_cpu(context), level < 0 ? 0 : level < most ? level : most);
    }
    cpf_context_free(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(context_refuses_half_an_allocator),
        cmocka_unit_test(threads_are_checked_and_kept),
        cmocka_unit_test(instructions_are_those_of_the_machine_at_most),
        cmocka_unit_test(context_lives_until_its_last_owner_lets_go),
        cmocka_unit_test(blocks_are_cleared_aligned_and_given_back_with_their_size),
        cmocka_unit_test(columns_share_a_piece),
        cmocka_unit_test(sizes_that_do_not_fit_give_nothing),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(vector_grows_with_cleared_items_and_survives_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
