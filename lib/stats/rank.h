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

/* Members that stand next to each other. */
typedef struct cpf__rank_run {
    int32_t begin, count;
} cpf__rank_run;

/* A line between two classes that falls among equal members. */
typedef enum cpf__rank_ties {
    CPF__TIES_BY_KEY = 0, /* the lower keys go above it */
    CPF__TIES_ABOVE,      /* all of them go above it */
    CPF__TIES_BELOW
} cpf__rank_ties;

/* What is asked of groups, and where it goes. Members in no run are left alone; those that are not valid get rank 0,
 * percentile 0 and class -1. */
typedef struct cpf__rank_task {
    const int64_t *values;
    const uint8_t *valid;      /* NULL: all */
    const cpf__rank_run *runs; /* of group g: start[g] .. start[g + 1] - 1, ascending */
    const int64_t *start;
    int32_t groups;
    cpf__rank_id method;
    cpf__percentile_id kind;
    int32_t classes; /* 0: none; at most 128 */
    cpf__rank_ties ties;
    const int64_t *places; /* [group * classes + class], best first, adding up to the valid members; -1: no class */
    const int32_t *key;    /* by member */
    int32_t *rank, *percentile; /* each may be NULL */
    int8_t *group_class;
    int32_t *order; /* NULL, or as in cpf__rank_groups: of group g from place[g] on */
    const int64_t *place;
} cpf__rank_task;
cpf_status cpf__rank_runs(const cpf_context *context, const cpf__rank_task *task);

/* Sorts members by their keys, ascending, in place. */
void cpf__rank_by_key(const int32_t *keys, int32_t *members, int64_t n);

#endif
