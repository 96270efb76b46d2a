/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_RATIO_PERIODS_H
#define CPF_GOAL_RATIO_PERIODS_H

#include "ratio_units.h"
#include "target_columns.h"

/* Where they are put: columns that are being made, or those of facts that have them. */
typedef struct cpf__ratio_place {
    cpf_facts *facts;
    cpf__columns *columns; /* NULL: the facts have all columns */
} cpf__ratio_place;

/*
 * Puts the numerators of all units and the ratios that follow into the columns of the goal's period; where it has a
 * season, of the periods inside too: the lowest units divide theirs by their denominators there, and all above are
 * sums. CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__ratio_put(cpf__ratio_place place, const cpf__ratio_units *units, const int64_t *numerators,
                          cpf_error **error);

#endif
