/* SPDX-License-Identifier: MIT */
/* What an appeal is about: only these cells of a result are open again, each until it is decided. */
#ifndef CPF_MODEL_CASE_CELLS_H
#define CPF_MODEL_CASE_CELLS_H

#include "record_review.h"
#include "records.h"

/* An indicator, or the total; rows of the records case_event. */
typedef struct cpf__case_cell {
    int64_t appeal, decision; /* decision: -1, it is open */
} cpf__case_cell;

/* The cells that the events of one case, in their order, opened and decided; how many. Room for `count`. A decision
 * that names no indicator decides all that are open. */
int32_t cpf__case_cells(const cpf__records *events, const int64_t *rows, int64_t count, cpf__case_cell *cells);

/* The cell of a row's indicator, or of the total; -1: it was not appealed. */
int32_t cpf__case_cell_of(const cpf__records *events, int64_t row, const cpf__case_cell *cells, int32_t count);

/* How many are open. */
int32_t cpf__case_cells_open(const cpf__case_cell *cells, int32_t count);

#endif
