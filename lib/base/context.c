/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "context.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "cpu.h"

enum { THREADS_MAX = 256 };

struct cpf_context {
    cpf_allocator allocator;
    atomic_int owners;
    int32_t threads;
    int32_t wide; /* level of the instructions that kernels may use */
};

static void *c_allocate(void *user, size_t bytes)
{
    (void)user;
    return malloc(bytes);
}

static void *c_reallocate(void *user, void *block, size_t old_bytes, size_t new_bytes)
{
    (void)user, (void)old_bytes;
    return realloc(block, new_bytes);
}

static void c_release(void *user, void *block, size_t bytes)
{
    (void)user, (void)bytes;
    free(block);
}

static const cpf_allocator c_allocator = {NULL, c_allocate, c_reallocate, c_release};

cpf_status cpf_context_new(const cpf_allocator *allocator, cpf_context **context)
{
    const cpf_allocator *used = allocator ? allocator : &c_allocator;
    cpf_context *made;

    if (!context || !used->allocate || !used->reallocate || !used->release)
        return CPF_E_ARGUMENT;
    made = used->allocate(used->user, sizeof *made);
    if (!made)
        return CPF_E_MEMORY;
    made->allocator = *used;
    atomic_init(&made->owners, 1);
    made->threads = 1;
    made->wide = cpf__cpu_level();
    *context = made;
    return CPF_OK;
}

static int32_t processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    if (count < 1)
        return 1;
    return count > THREADS_MAX ? THREADS_MAX : (int32_t)count;
}

cpf_status cpf_context_set_threads(cpf_context *context, int32_t threads)
{
    if (!context)
        return CPF_E_ARGUMENT;
    if (threads < 0 || threads > THREADS_MAX)
        return CPF_E_RANGE;
    context->threads = threads ? threads : processor_count();
    return CPF_OK;
}

void cpf_context_free(cpf_context *context)
{
    cpf_allocator allocator;

    if (!context || atomic_fetch_sub_explicit(&context->owners, 1, memory_order_acq_rel) != 1)
        return;
    allocator = context->allocator; /* the context itself lies in this memory */
    allocator.release(allocator.user, context, sizeof *context);
}

cpf_context *cpf__context_retain(const cpf_context *context)
{
    /* Counting owners changes nothing that a reader of the context sees. */
    cpf_context *kept = (cpf_context *)(uintptr_t)context;

    if (kept)
        atomic_fetch_add_explicit(&kept->owners, 1, memory_order_relaxed);
    return kept;
}

const cpf_allocator *cpf__context_allocator(const cpf_context *context)
{
    return context ? &context->allocator : &c_allocator;
}

int32_t cpf__context_threads(const cpf_context *context)
{
    return context ? context->threads : 1;
}

int32_t cpf__context_cpu(const cpf_context *context)
{
    return context ? context->wide : cpf__cpu_level();
}

void cpf__context_set_cpu(cpf_context *context, int32_t level)
{
    int32_t most = cpf__cpu_level();

    context->wide = level < CPF__CPU_PLAIN ? CPF__CPU_PLAIN : level > most ? most : level;
}
