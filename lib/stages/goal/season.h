/* SPDX-License-Identifier: MIT */
/* By what an amount is divided among periods. */
#ifndef CPF_GOAL_SEASON_H
#define CPF_GOAL_SEASON_H

#include "facts_in.h"

/* Rows of factors for a list of finest periods: row 0 for everybody, or one row a season where an attribute names it.
 */
typedef struct cpf__seasons_of {
    const cpf_model *model;
    const cpf_facts *base;
    cpf_id goal;
    int32_t count;        /* periods */
    const cpf_id *leaves; /* borrowed */
    int64_t *rows;        /* [row * count + period] */
    const int32_t *texts; /* per unit: text that names its season; NULL: row 0 for everybody */
    int32_t by_base;      /* every unit has factors of its own */
} cpf__seasons_of;

/* CPF_E_DATA when the base has no column in any of the periods, CPF_E_MEMORY; close it also then. */
cpf_status cpf__season_open(cpf__seasons_of *seasons, const cpf_model *model, const cpf_facts *base, cpf_id goal,
                            const cpf_id *leaves, int32_t count, cpf_error **error);
void cpf__season_close(cpf__seasons_of *seasons);

/* Factors of the unit: a row, or `scratch` (count items) filled. Not all zero. */
const int64_t *cpf__season_of(const cpf__seasons_of *seasons, cpf_id unit, int64_t *scratch);

#endif
