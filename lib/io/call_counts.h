/* SPDX-License-Identifier: MIT */
/* Counts of a call's document: x of n. */
#ifndef CPF_IO_CALL_COUNTS_H
#define CPF_IO_CALL_COUNTS_H

#include "call_json.h"

typedef struct cpf__counted {
    int64_t x, n;
} cpf__counted;

/* 0 <= x <= n < 2^31, told when not. */
cpf__counted cpf__call_counted(cpf__call *call, const char *x, const char *n);

/* A list of each, x[i] <= n[i] <= most. */
typedef struct cpf__counted_lists {
    int64_t *x, *n;
    int64_t count;
} cpf__counted_lists;
cpf__counted_lists cpf__call_counted_lists(cpf__call *call, const char *x, const char *n, int64_t most);

/* Counts from 0 to most. */
cpf__numbers cpf__call_counts(cpf__call *call, int32_t node, int64_t most);

#endif
