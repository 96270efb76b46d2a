/* SPDX-License-Identifier: MIT */
/* Rows without quotes, nearly all there are, cut by the places of their separators. */
#ifndef CPF_IO_CSV_QUICK_H
#define CPF_IO_CSV_QUICK_H

#include "csv_reader.h"

/* Adds rows to the block until it is full or the next row is not plain: quoted, ragged, empty, broken, unfinished. Such
 * a row is left to cpf__csv_next, whose answer is the same for all others. */
void cpf__csv_cut_quick(cpf__csv_reader *reader);

#endif
