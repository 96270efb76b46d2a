/* SPDX-License-Identifier: MIT */
/* Built-in indicators: rows whose formula is written in the same language that users write theirs in. */
#ifndef CPF_TERMS_BUILTIN_H
#define CPF_TERMS_BUILTIN_H

#include <channelperf/registry.h>

typedef struct cpf__builtin {
    cpf_entry entry;        /* formula with $parameters; entry.params say which, with defaults */
    const char *direction;  /* "more" */
    int32_t decimals;
    int32_t additive;
    const char *unit;       /* "%", "channel", ... ; "" = the measure's */
} cpf__builtin;
extern const cpf__builtin cpf__builtins[];
extern const int32_t cpf__builtin_count;
int32_t cpf__builtin_find(const char *name);

#endif
