/* SPDX-License-Identifier: MIT */
/* The figures of a funnel: what came to each stage of each team and what became of it. */
#ifndef CPF_TRACK_FUNNEL_COUNTS_H
#define CPF_TRACK_FUNNEL_COUNTS_H

#include "decimal.h"
#include "stays.h"
#include "survival.h"

/* One team in one stage. */
typedef struct cpf__stage_count {
    int64_t entered, converted, lost;
    cpf__i128 amount;      /* of those that are still there */
    int64_t median;        /* days, -1: more than half are still there, or none came */
    int64_t begin, filled; /* its stays among `cpf__funnel_counts.stays` */
} cpf__stage_count;

/* counts[team * stages + stage] of one setting. */
typedef struct cpf__funnel_counts {
    const cpf__stage_view *view;
    const cpf__stays *known;
    cpf_id indicator;
    int64_t level;
    cpf_day from, to; /* entries counted: of the period asked for; amounts: all that are still there */
    int32_t *teams;   /* unit of each */
    int32_t *team_of; /* of each unit, CPF_NONE */
    int32_t team_count;
    cpf__stage_count *counts;
    cpf__stay *stays;
} cpf__funnel_counts;

const cpf__stage_count *cpf__funnel_at(const cpf__funnel_counts *counts, int32_t team, int32_t stage);
const char *cpf__funnel_stage(const cpf__funnel_counts *counts, int32_t stage); /* its code */

/* Counts for each setting, lets `fill` add rows to `made`, and hands it over; without settings there is no table. */
cpf_status cpf__funnel_table(const cpf__stage_view *view, cpf_table *made,
                             cpf_status (*fill)(const cpf__funnel_counts *counts, double confidence, cpf_table *table,
                                                cpf_error **error),
                             cpf_table **table, cpf_error **error);

/* What is still there, each with the probability of its stage, in steps of the indicator. CPF_E_RANGE. */
cpf_status cpf__funnel_weighted(const cpf__funnel_counts *counts, int32_t team, int32_t stage, int64_t *amount);

#endif
