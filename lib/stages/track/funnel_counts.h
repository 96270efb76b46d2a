/* SPDX-License-Identifier: MIT */
/* The figures of a funnel: what came to each stage of each team, what became of it, and how long that took. */
#ifndef CPF_TRACK_FUNNEL_COUNTS_H
#define CPF_TRACK_FUNNEL_COUNTS_H

#include "decimal.h"
#include "stays.h"
#include "survival.h"

/* How long stays last: of some stays, days[0 .. count - 1]; count 0: none of them is over. */
typedef struct cpf__funnel_curve {
    cpf__stay_day *days;
    int64_t count;
} cpf__funnel_curve;

/* One team in one stage. */
typedef struct cpf__stage_count {
    int64_t entered, converted, lost; /* of those counted */
    int64_t undated;                  /* came nobody knows when: counted when no period is asked for */
    int64_t open;                     /* still there, counted or not */
    cpf__i128 amount;                 /* of those */
    int64_t median;                   /* days, -1: more than half are still there, or none came */
    int64_t begin, filled;            /* its stays, counted or not, among `cpf__funnel_counts.members` */
    int64_t ripe, ripe_converted;     /* of those counted, seen from the beginning and until any that ended had */
    double p, p_adjusted;             /* that it goes on as often as in the other teams; NaN: not compared */
    int32_t apart, reserved;          /* 1 more often, -1 less often, beyond chance */
} cpf__stage_count;

/* counts[team * stages + stage] of one setting. */
typedef struct cpf__funnel_counts {
    const cpf__stage_view *view;
    const cpf__stays *known;
    int64_t record; /* of the kind "funnel" */
    cpf_id indicator;
    int64_t level;
    double confidence, false_discovery;
    cpf_day from, to;      /* entries counted: of the period asked for */
    cpf_day complete_from; /* what was over before is not known */
    int32_t *teams;        /* unit of each */
    int32_t *team_of;      /* of each unit, CPF_NONE */
    int32_t team_count;
    cpf__stage_count *counts;
    int64_t *members;          /* of known->items, team by team and stage by stage */
    cpf__stay *cases;          /* room for all */
    cpf__funnel_curve *curves; /* of each stage, all teams and entries */
    cpf__funnel_curve own;     /* room for those of one team: count days, at least 1 */
} cpf__funnel_counts;

typedef cpf_status cpf__funnel_fill(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error);

/* Counts for each setting, lets `fill` add rows to `made`, and hands it over; without settings there is no table. */
cpf_status cpf__funnel_table(const cpf__stage_view *view, cpf_table *made, cpf__funnel_fill *fill, cpf_table **table,
                             cpf_error **error);

static inline cpf__stage_count *cpf__funnel_at(const cpf__funnel_counts *counts, int32_t team, int32_t stage)
{
    return &counts->counts[(int64_t)team * counts->known->stage_count + stage];
}

static inline const cpf__stay_known *cpf__funnel_stay(const cpf__funnel_counts *counts, const cpf__stage_count *count,
                                                      int64_t index)
{
    return &counts->known->items[counts->members[count->begin + index]];
}

/* Whether the stay began on a day of the period asked for. */
static inline int cpf__funnel_dated(const cpf__funnel_counts *counts, const cpf__stay_known *stay)
{
    return stay->entered != CPF_NO_DAY && stay->entered >= counts->from && stay->entered < counts->to;
}

int64_t cpf__funnel_probability(const cpf__funnel_counts *counts, int32_t stage); /* of the plan, in 0.0001 % */
const char *cpf__funnel_stage(const cpf__funnel_counts *counts, int32_t stage);   /* its code */

/* Unit, name, indicator and, unless CPF_NONE, stage: in four columns from `column` on. */
void cpf__funnel_head(const cpf__funnel_counts *counts, int32_t team, int32_t stage, cpf_table *table, int32_t column,
                      int64_t at);

/* What is still there, each with the probability of its stage, in steps of the indicator. CPF_E_RANGE. */
cpf_status cpf__funnel_weighted(const cpf__funnel_counts *counts, int32_t team, int32_t stage, int64_t *amount);

/* Curves of all stages and medians of all teams (funnel_curves.c). CPF_E_MEMORY. */
cpf_status cpf__funnel_curves(cpf__funnel_counts *counts);

/* The curve of one team's counted stays in a stage; it lasts until the next is made. */
cpf__funnel_curve cpf__funnel_own_curve(cpf__funnel_counts *counts, int32_t team, int32_t stage);

/* Which teams stand apart (funnel_apart.c). CPF_E_MEMORY. */
cpf_status cpf__funnel_apart(cpf__funnel_counts *counts);

#endif
