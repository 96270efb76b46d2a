/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

cpf_test_random cpf_test_seed(const char *test, uint64_t seed)
{
    cpf_test_random random = {seed};

    printf("%s: seed %" PRIu64 "\n", test, seed);
    return random;
}

uint64_t cpf_test_next(cpf_test_random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

int64_t cpf_test_between(cpf_test_random *random, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;

    return (int64_t)((uint64_t)low + (span ? cpf_test_next(random) % span : cpf_test_next(random)));
}

void cpf_test_shuffle(cpf_test_random *random, int32_t *items, int32_t n)
{
    for (int32_t i = n - 1; i > 0; i--) {
        int32_t j = (int32_t)cpf_test_between(random, 0, i), item = items[i];

        items[i] = items[j];
        items[j] = item;
    }
}

struct cpf_test_memory {
    pthread_mutex_t lock;
    cpf_allocator allocator;
    int64_t left, asked, live, live_bytes;
};

/* One more block may be had. */
static int admitted(cpf_test_memory *memory)
{
    int yes;

    pthread_mutex_lock(&memory->lock);
    memory->asked++;
    yes = memory->left != 0;
    if (memory->left > 0)
        memory->left--;
    pthread_mutex_unlock(&memory->lock);
    return yes;
}

static void count(cpf_test_memory *memory, int64_t blocks, int64_t bytes)
{
    pthread_mutex_lock(&memory->lock);
    memory->live += blocks;
    memory->live_bytes += bytes;
    pthread_mutex_unlock(&memory->lock);
}

static void *test_allocate(void *user, size_t bytes)
{
    void *block = admitted(user) ? malloc(bytes ? bytes : 1) : NULL;

    if (block)
        count(user, 1, (int64_t)bytes);
    return block;
}

static void *test_reallocate(void *user, void *block, size_t old_bytes, size_t new_bytes)
{
    void *grown = admitted(user) ? realloc(block, new_bytes ? new_bytes : 1) : NULL;

    if (grown)
        count(user, block ? 0 : 1, (int64_t)new_bytes - (block ? (int64_t)old_bytes : 0));
    return grown;
}

static void test_release(void *user, void *block, size_t bytes)
{
    if (block)
        count(user, -1, -(int64_t)bytes);
    free(block);
}

cpf_test_memory *cpf_test_memory_new(int64_t n)
{
    cpf_test_memory *memory = calloc(1, sizeof *memory);

    assert_non_null(memory);
    pthread_mutex_init(&memory->lock, NULL);
    memory->left = n;
    memory->allocator = (cpf_allocator){memory, test_allocate, test_reallocate, test_release};
    return memory;
}

const cpf_allocator *cpf_test_allocator(cpf_test_memory *memory)
{
    return &memory->allocator;
}

void cpf_test_memory_limit(cpf_test_memory *memory, int64_t n)
{
    memory->left = n;
}

int64_t cpf_test_memory_live(const cpf_test_memory *memory)
{
    return memory->live;
}

int64_t cpf_test_memory_asked(const cpf_test_memory *memory)
{
    return memory->asked;
}

void cpf_test_memory_free(cpf_test_memory *memory)
{
    assert_int_equal(memory->live, 0);
    assert_int_equal(memory->live_bytes, 0);
    pthread_mutex_destroy(&memory->lock);
    free(memory);
}

cpf_context *cpf_test_failing_context(int64_t n, cpf_test_memory **memory)
{
    cpf_context *context = NULL;

    *memory = cpf_test_memory_new(n);
    if (cpf_context_new(cpf_test_allocator(*memory), &context) != CPF_OK)
        return NULL;
    return context;
}

void cpf_test_failing_free(cpf_context *context, cpf_test_memory *memory)
{
    cpf_context_free(context);
    cpf_test_memory_free(memory);
}

cpf_status cpf_test_tell(cpf_status status, const cpf_error *error)
{
    for (int32_t i = 0; i < cpf_error_count(error); i++)
        fprintf(stderr, "%s [%s] %s: %s\n", cpf_status_name(cpf_error_status_at(error, i)),
                cpf_error_code_at(error, i), cpf_error_subject_at(error, i),
                cpf_error_message_at(error, i, CPF_ENGLISH));
    return status;
}

int32_t cpf_test_has(const cpf_error *error, const char *code)
{
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        if (!strcmp(cpf_error_code_at(error, i), code))
            return i;
    }
    cpf_test_tell(CPF_OK, error);
    fail_msg("no finding \"%s\"", code);
    return CPF_NONE;
}
