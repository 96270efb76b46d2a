/* SPDX-License-Identifier: MIT */
/* A forced distribution (强制分布) in full: which groups share their places, who stands where, and how many places of
 * each grade there are. Made when a standing's records ask for it, and again for its tables. */
#ifndef CPF_APPRAISE_QUOTA_H
#define CPF_APPRAISE_QUOTA_H

#include "appraisal_in.h"
#include "quota_rows.h"

/* A grade in a pool, in people but for the share. */
typedef struct cpf__quota_grade {
    int64_t share;          /* 0.0001 per cent */
    int64_t wished, places; /* by shares or bands; and as the limits leave them */
    int64_t least, most;    /* of the grade alone */
} cpf__quota_grade;

/* Groups that share their places: one that is large enough, or several small ones. */
typedef struct cpf__quota_pool {
    int32_t group;                /* CPF_NONE: small ones */
    cpf_id unit;                  /* whose own result counts; CPF_NONE: none */
    int64_t begin, end;           /* its members */
    int64_t line_begin, line_end; /* its limits */
    int32_t by_records, is_loose; /* shares said by records; limits rounded to the numbers around */
} cpf__quota_pool;

typedef struct cpf__forced {
    const cpf_appraisal *appraisal;
    const struct cpf_standing *standing;
    const cpf__standing_result *result;
    cpf_id id; /* of the standing */
    int32_t grade_count, pool_count;
    int32_t *pool_of; /* by group; CPF_NONE: it has no quotas */
    cpf__quota_pool *pools;
    int32_t *members;                /* ranked subjects, pool by pool, best first */
    cpf__quota_grade *grades;        /* [pool * grade_count + grade] */
    CPF__VEC(cpf__line_limit) lines; /* limits that hold, in people, pool by pool */
    CPF__VEC(int64_t) rows;          /* the record of each */
} cpf__forced;

/* Whether records say something of the standing's quotas. */
int cpf__quota_governs(const cpf_model *model, cpf_id standing);

/* Whether its places are told in tables: it has quotas, or records and bands. */
int cpf__quota_is_told(const cpf_model *model, cpf_id standing);

/* Ranks must be known. CPF_E_INFEASIBLE with a finding: quotas that cannot be met; CPF_E_RANGE, CPF_E_MEMORY. Close it
 * also then. */
cpf_status cpf__quota_open(const cpf_appraisal *appraisal, cpf_id standing, cpf__forced *quota, cpf_error **error);
void cpf__quota_close(cpf__forced *quota);

/* Adds the name of a pool: of its group; small ones "small", or "small:" and the unit. */
void cpf__quota_name(const cpf__forced *quota, int32_t pool, cpf_text *text);

/* Its parts: pools and their members (CPF_E_MEMORY); the order of members (CPF_E_MEMORY), and whether nothing but the
 * order of units tells two of them apart; places of a pool. */
cpf_status cpf__quota_pools(cpf__forced *quota);
cpf_status cpf__quota_order(cpf__forced *quota);
int cpf__quota_tied(const cpf__forced *quota, int32_t one, int32_t other);
cpf_status cpf__quota_places(cpf__forced *quota, int32_t pool, cpf_error **error);

/* Total of a pool's own unit in 10^-9 points; 0: it has none. */
int cpf__quota_team_total(const cpf__forced *quota, int32_t pool, cpf__i128 *total);

#endif
