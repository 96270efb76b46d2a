/* SPDX-License-Identifier: MIT */
#ifndef CPF_STATS_BOUNDED_KERNEL_H
#define CPF_STATS_BOUNDED_KERNEL_H

#include <stdint.h>

#include "cpu.h"

/* A split with bounds, as it stands between two rounds of freezing. */
typedef struct cpf__bounded_task {
    int64_t total, n;
    const int64_t *weights, *lower, *upper; /* bounds may be NULL */
    int64_t *rests, *marks, *parts;         /* n items each */
    int64_t amount, sum;                    /* what is left for the free, and the sum of their weights */
} cpf__bounded_task;

/* What lies beyond the bounds in one round. */
typedef struct cpf__beyond {
    int64_t low, high;                /* sums of the bounds */
    int64_t low_weights, high_weights;
    int any;
} cpf__beyond;

enum cpf__freeze { CPF__FREEZE_LOW = 1, CPF__FREEZE_HIGH = 2 };

/* Which side is right to be frozen: low when the clamped shares are too many, high when too few, both when they add up.
 * Takes it off the task. */
int cpf__bounded_freeze(cpf__bounded_task *task, const cpf__beyond *beyond);

#if CPF__X86
/* 1: done. 0: not one for this kernel; parts and scratch are spoilt. */
int cpf__bounded_512(cpf__bounded_task *task);
#endif

#endif
