/* SPDX-License-Identifier: MIT */
/* The lowest of the items at which parts of a parallel run failed: each part stops at its first, so it is the same for
 * every number of threads. */
#ifndef CPF_FACTS_LOWEST_H
#define CPF_FACTS_LOWEST_H

#include <stdatomic.h>
#include <stdint.h>

typedef atomic_llong cpf__lowest;

static inline void cpf__lowest_start(cpf__lowest *lowest)
{
    atomic_init(lowest, INT64_MAX);
}

static inline void cpf__lowest_tell(cpf__lowest *lowest, int64_t item)
{
    long long known = atomic_load_explicit(lowest, memory_order_relaxed);

    while (item < known &&
           !atomic_compare_exchange_weak_explicit(lowest, &known, item, memory_order_relaxed, memory_order_relaxed)) {
    }
}

#endif
