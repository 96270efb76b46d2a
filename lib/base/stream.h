/* SPDX-License-Identifier: MIT */
/* Copies past the cache: for results that are written once and are larger than it. */
#ifndef CPF_BASE_STREAM_H
#define CPF_BASE_STREAM_H

#include <stdint.h>

/* Copies n values. Other threads see them after cpf__stream_end. */
void cpf__stream_copy(int64_t *restrict to, const int64_t *restrict from, int32_t n);
void cpf__stream_end(void);

#endif
