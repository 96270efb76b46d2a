/* SPDX-License-Identifier: MIT */
/* Memory through the context's allocator. Every block remembers its size, so that giving it back needs only the
 * pointer. */
#ifndef CPF_BASE_MEM_H
#define CPF_BASE_MEM_H

#include <channelperf/base.h>

/* Zeroed memory for `count` items of `size` bytes; NULL when there is none or the product does not fit. 16-byte
 * aligned. A count of 0 gives a block too, so that NULL always means failure. */
void *cpf__alloc(const cpf_context *context, int64_t count, size_t size);

/* As cpf__alloc, 64-byte aligned and not cleared: for columns. Large ones ask the system for large pages. */
void *cpf__alloc_column(const cpf_context *context, int64_t count, size_t size);

/* `columns` blocks as of cpf__alloc_column, in one piece of memory that asks for large pages as a whole: each[i] is
 * given back by cpf__free like any other, and the piece with the last of them. 0: there is none. */
int cpf__alloc_columns(const cpf_context *context, int64_t columns, int64_t count, size_t size, void **each);

/* Grows or shrinks a block of cpf__alloc; the added bytes are not cleared. On failure NULL, and the old block stays. */
void *cpf__realloc(const cpf_context *context, void *block, int64_t count, size_t size);

/* Gives back a block of any kind; NULL does nothing. */
void cpf__free(const cpf_context *context, void *block);

/* Copy of `length` bytes of text with a NUL; NULL when there is no memory. */
char *cpf__strndup(const cpf_context *context, const char *text, int64_t length);
char *cpf__strdup(const cpf_context *context, const char *text);

#endif
