/* SPDX-License-Identifier: MIT */
/* What the tests share: random numbers from a printed seed, an allocator that fails when told to, small plans. */
#ifndef CPF_TEST_SUPPORT_H
#define CPF_TEST_SUPPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <channelperf/channelperf.h>

/* splitmix64; the same numbers everywhere. */
typedef struct cpf_test_random {
    uint64_t state;
} cpf_test_random;

cpf_test_random cpf_test_seed(const char *test, uint64_t seed); /* prints both */
uint64_t cpf_test_next(cpf_test_random *random);
int64_t cpf_test_between(cpf_test_random *random, int64_t low, int64_t high); /* both included */
void cpf_test_shuffle(cpf_test_random *random, int32_t *items, int32_t n);

/*
 * An allocator that gives memory `n` times and then fails. `n` < 0 never fails. It counts what lives, so that a test
 * can say at the end that nothing was lost and that every block came back with its own size. Usable from many threads.
 *
 *     for (n = 0; status == CPF_E_MEMORY; n++) {
 *         cpf_test_memory *memory = cpf_test_memory_new(n);
 *         cpf_context_new(cpf_test_allocator(memory), &context); ...
 *         cpf_test_memory_free(memory);  // fails the test when something lives
 *     }
 */
typedef struct cpf_test_memory cpf_test_memory;

cpf_test_memory *cpf_test_memory_new(int64_t n);
const cpf_allocator *cpf_test_allocator(cpf_test_memory *memory);
void cpf_test_memory_limit(cpf_test_memory *memory, int64_t n); /* from now on */
int64_t cpf_test_memory_live(const cpf_test_memory *memory);
int64_t cpf_test_memory_asked(const cpf_test_memory *memory); /* allocations asked for so far */
void cpf_test_memory_free(cpf_test_memory *memory);

/* A context whose allocator fails after n blocks; NULL when the context itself did not fit. Its memory is checked and
 * freed by cpf_test_failing_free, after everything that was made with the context. */
cpf_context *cpf_test_failing_context(int64_t n, cpf_test_memory **memory);
void cpf_test_failing_free(cpf_context *context, cpf_test_memory *memory);

/* Prints all findings of an error to standard error; for tests that did not expect one. Returns `status`. */
cpf_status cpf_test_tell(cpf_status status, const cpf_error *error);

/* Asserts that the error has a finding of that code; returns its index. */
int32_t cpf_test_has(const cpf_error *error, const char *code);

#endif
