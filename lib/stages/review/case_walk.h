/* SPDX-License-Identifier: MIT */
/* Notices and appeals one by one, as far as they are known. */
#ifndef CPF_REVIEW_CASE_WALK_H
#define CPF_REVIEW_CASE_WALK_H

#include "case_cells.h"
#include "case_order.h"
#include "stage_view.h"

/* A case: rows of its last known event, its notice, its first appeal and its last change (-1: none). */
typedef struct cpf__case {
    int64_t last, notice, appeal, change;
    int64_t state; /* cpf__case_state; under review until all that was appealed is decided */
    int32_t cell_count;
    const cpf__case_cell *cells;
} cpf__case;

typedef struct cpf__case_walk {
    const cpf__stage_view *view;
    const cpf__records *events;
    int64_t *order, *known; /* rows of all cases; of this one */
    cpf__case_cell *cells;
    int64_t at;
} cpf__case_walk;

int cpf__case_walk_open(const cpf__stage_view *view,
                        cpf__case_walk *walk); /* 0: there is no memory; close it also then */
void cpf__case_walk_close(cpf__case_walk *walk);

/* The next case of the view's period of which something is known; 0 at the end. */
int cpf__case_next(cpf__case_walk *walk, cpf__case *it);

#endif
