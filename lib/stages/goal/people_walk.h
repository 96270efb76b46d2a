/* SPDX-License-Identifier: MIT */
/* Amounts of units on their way to the people there: cell by cell, in the order of units, indicators and periods. */
#ifndef CPF_GOAL_PEOPLE_WALK_H
#define CPF_GOAL_PEOPLE_WALK_H

#include "people_share.h"
#include "stage_view.h"

/* A unit's cell and what its people have of it. */
typedef struct cpf__people_cell {
    const cpf__stage_view *view;
    const cpf__person_spans *spans;
    const cpf__team *team;
    cpf_id indicator, period;
    int64_t value;             /* the unit's */
    const int64_t *amounts;    /* by member: whole steps that add up to the value */
    const cpf__team_parts *of; /* of the whole period */
} cpf__people_cell;

typedef struct cpf__people_walk {
    const cpf_facts *facts; /* whose values are shared */
    int ramped;
    void (*tell)(const cpf__people_cell *cell, cpf_table *table);
} cpf__people_walk;

/* Makes the table of the rows that `tell` adds; none when nobody is assigned, or there are no facts. */
cpf_status cpf__people_table(const cpf__stage_view *view, const cpf__people_walk *walk, cpf_table *table,
                             cpf_table **done, cpf_error **error);

/* The setting of the plan for an indicator: a field of its `presence` record. */
int32_t cpf__presence_of(const cpf_model *model, cpf_id indicator, int32_t field);

/* What a member has of a period, in 0.0001 %, rounded once. */
int64_t cpf__people_part(const cpf__team_parts *parts, int32_t member);

#endif
