/* SPDX-License-Identifier: MIT */
#ifndef CPF_BASE_CONTEXT_H
#define CPF_BASE_CONTEXT_H

#include <channelperf/base.h>

/* One more owner of the context (NULL is fine); undone by cpf_context_free. */
cpf_context *cpf__context_retain(const cpf_context *context);

const cpf_allocator *cpf__context_allocator(const cpf_context *context); /* NULL context: the C allocator */
int32_t cpf__context_threads(const cpf_context *context);                /* at least 1 */

#endif
