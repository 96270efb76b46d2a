/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_CSV_GRID_H
#define CPF_IO_CSV_GRID_H

#include "csv_reader.h"

/*
 * Takes rows in as grids (see intake_grid.h), from reader->used on and for about a block: *taken is how many. 0: what
 * comes next is not plain, or only the end, or the rows need care; go on with cpf__csv_reader_next. CPF_OK or
 * CPF_E_MEMORY.
 */
cpf_status cpf__csv_take_grids(cpf__csv_reader *reader, cpf_events *events, cpf_id source, int64_t *taken);

#endif
