/* SPDX-License-Identifier: MIT */
/* Product lines that a unit has stopped to buy: found (blocked_cells.c) and told (blocked.c). */
#ifndef CPF_TRACK_BLOCKED_H
#define CPF_TRACK_BLOCKED_H

#include "family.h"
#include "record_product.h"
#include "vec.h"

typedef struct cpf__blocked_setting {
    const cpf__stage_view *view;
    cpf__family family;
    cpf_id begin, end; /* leaf periods that are looked at */
    int64_t level, periods, within;
    const int32_t *peers; /* text of each unit that its peers share; NULL: all of the level are */
    double discovery;
} cpf__blocked_setting;

/* A unit that orders, and a line that it bought. */
typedef struct cpf__blocked_cell {
    cpf_id unit, last, since; /* last: leaf period with the line; since: the first with orders but without it */
    int64_t line;             /* position in the family */
    int64_t orders, bought;   /* leaf periods with any order, and with the line */
    int64_t run;              /* leaf periods with orders since then; 0: it is still bought */
    double p, adjusted;
    int64_t expected, actual, lost, monthly; /* from `since` on; where it is told */
    int64_t peers, peers_buying;             /* units and leaf periods since then: with orders, and with the line */
    int32_t found, reserved;
} cpf__blocked_cell;

typedef CPF__VEC(cpf__blocked_cell) cpf__blocked_list;

/* Every cell that could be told from chance. CPF_E_DATA: lines do not add up; CPF_E_RANGE; CPF_E_MEMORY. */
cpf_status cpf__blocked_cells(const cpf__blocked_setting *setting, cpf__blocked_list *cells, cpf_error **error);

#endif
