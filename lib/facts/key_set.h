/* SPDX-License-Identifier: MIT */
/* Exact set of (unit, key) pairs. */
#ifndef CPF_FACTS_KEY_SET_H
#define CPF_FACTS_KEY_SET_H

#include <channelperf/base.h>

typedef struct cpf__key_set {
    uint64_t *items; /* pair + 1, 0: free */
    int64_t slots;   /* 0, or a power of two */
    int64_t count;
    int64_t wanted; /* additions announced and not yet made */
} cpf__key_set;

static inline uint64_t cpf__key_pair(cpf_id unit, cpf_id key)
{
    return (uint64_t)(uint32_t)unit << 32 | (uint32_t)key;
}

/* Makes room for `wanted` more pairs, so that adding cannot fail. 0: no memory, nothing changed. */
int cpf__key_set_reserve(const cpf_context *context, cpf__key_set *set);
void cpf__key_set_add(cpf__key_set *set, uint64_t pair);
/* The next pair at or after *at, which moves on; 0 when there is none. */
int cpf__key_set_next(const cpf__key_set *set, int64_t *at, uint64_t *pair);
void cpf__key_set_free(const cpf_context *context, cpf__key_set *set);

#endif
