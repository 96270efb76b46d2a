/* SPDX-License-Identifier: MIT */
/* What part of a unit's amount each person has in a period: days there, times what they carry of it, day by day. */
#ifndef CPF_GOAL_PEOPLE_SHARE_H
#define CPF_GOAL_PEOPLE_SHARE_H

#include "person_spans.h"

/* A unit's people; the last member is what is vacant. */
typedef struct cpf__team {
    cpf_id unit;
    const cpf__person_span *spans;
    int64_t span_count;
    int32_t *persons; /* members - 1, in the order of names */
    int32_t members;
} cpf__team;

/* Of one period. parts[i] of days * CPF__PEOPLE_WHOLE * CPF__PEOPLE_WHOLE, which they add up to
 * where no day has more than the whole. */
typedef struct cpf__team_parts {
    int64_t days;     /* of the period, at least 1 */
    int64_t *part;    /* by member: days times what is carried */
    int64_t *present; /* by member: days there; of the vacancy: days on which nobody is */
    int64_t *ramp;    /* by member: days there times the ramp */
} cpf__team_parts;

/* CPF_E_MEMORY. */
cpf_status cpf__team_open(const cpf_model *model, const cpf__person_spans *spans, cpf_id unit, cpf__team *team);
void cpf__team_close(const cpf_context *context, cpf__team *team);

/* `working`: working days count; calendar days where a period has none. `ramped`: newcomers carry less. */
void cpf__team_share(const cpf_model *model, const cpf__team *team, cpf_id period, int working, int ramped,
                     cpf__team_parts *parts);

#endif
