/* SPDX-License-Identifier: MIT */
/* Memory that is given back all at once. A failed allocation is remembered: take without checking, ask once. */
#ifndef CPF_MODEL_ARENA_H
#define CPF_MODEL_ARENA_H

#include "mem.h"

typedef struct cpf__arena cpf__arena;

cpf__arena *cpf__arena_new(const cpf_context *context); /* NULL when there is no memory */
void cpf__arena_free(cpf__arena *arena);

/* Zeroed and aligned for any type; NULL when there is no memory, now or before. A count of 0 gives a block too. */
void *cpf__arena_take(cpf__arena *arena, int64_t count, size_t size);

/* Copy of a text (NULL: of ""); never NULL, but "" when there is no memory, which cpf__arena_failed then tells. */
char *cpf__arena_text(cpf__arena *arena, const char *text);

/* Copy of `count` items; NULL when there is no memory. */
void *cpf__arena_copy(cpf__arena *arena, const void *items, int64_t count, size_t size);

int cpf__arena_failed(const cpf__arena *arena);
void cpf__arena_fail(cpf__arena *arena); /* remembers that some other allocation failed */

#endif
