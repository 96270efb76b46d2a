/* SPDX-License-Identifier: MIT */
#ifndef CPF_BASE_CONTEXT_H
#define CPF_BASE_CONTEXT_H

#include <channelperf/base.h>

/* One more owner of the context (NULL is fine); undone by cpf_context_free. */
cpf_context *cpf__context_retain(const cpf_context *context);

const cpf_allocator *cpf__context_allocator(const cpf_context *context); /* NULL context: the C allocator */
int32_t cpf__context_threads(const cpf_context *context);                /* at least 1 */

/* The instructions that kernels may use, a level of cpu.h: what the machine has, unless a lower one was set. */
int32_t cpf__context_cpu(const cpf_context *context);
void cpf__context_set_cpu(cpf_context *context, int32_t level);

#endif
