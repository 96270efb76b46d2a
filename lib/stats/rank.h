/* SPDX-License-Identifier: MIT */
/* Ranks, percentiles, places. Values are integers, so equal means equal. Invalid values are unranked. */
#ifndef CPF_STATS_RANK_H
#define CPF_STATS_RANK_H

#include "error.h"

typedef enum cpf__rank_id {
    CPF__RANK_COMPETITION = 0, /* 1224 */
    CPF__RANK_MODIFIED,        /* 1334 */
    CPF__RANK_DENSE,           /* 1223 */
    CPF__RANK_COUNT
} cpf__rank_id;
typedef struct cpf__rank_method {
    const char *name; /* "1224", "1334", "dense" */
    const char *summary[2];
} cpf__rank_method;
extern const cpf__rank_method cpf__rank_methods[CPF__RANK_COUNT];

typedef enum cpf__percentile_id {
    CPF__PERCENTILE_BELOW = 0, /* 100 * lower / (n - 1); n = 1: 100 */
    CPF__PERCENTILE_STRICT,    /* 100 * lower / n */
    CPF__PERCENTILE_WEAK,      /* 100 * (lower + equal) / n */
    CPF__PERCENTILE_MEAN,      /* 100 * (lower + equal / 2) / n */
    CPF__PERCENTILE_COUNT
} cpf__percentile_id;
typedef struct cpf__percentile_method {
    const char *name; /* "below", "strict", "weak", "mean" */
    const char *summary[2];
} cpf__percentile_method;
extern const cpf__percentile_method cpf__percentile_methods[CPF__PERCENTILE_COUNT];

/*
 * Ranks the members of groups. group[i] is 0 .. groups - 1, or CPF_NONE for "in no group"; valid may be NULL. Highest
 * value first. Any output may be NULL: rank[i] (0 = unranked), percentile[i] in 10^-4 (validity = rank validity),
 * order[] = the members group by group, best first, equal values by ascending index, unranked last; start[g] .. start[g
 * + 1] are group g's places in order (start has groups + 1 items). CPF_OK; CPF_E_RANGE for a group outside or 2^31
 * members; CPF_E_MEMORY.
 */
cpf_status cpf__rank_groups(const cpf_context *context, int64_t n, const int64_t *values, const uint8_t *valid,
                            const int32_t *group, int32_t groups, cpf__rank_id method, cpf__percentile_id kind,
                            int32_t *rank, int64_t *percentile, int32_t *order, int64_t *start);

#endif
