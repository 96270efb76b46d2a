/* SPDX-License-Identifier: MIT */
/* Records of cubes: targets by unit, by a second dimension and by period at once. */
#ifndef CPF_TERMS_RECORD_CUBE_H
#define CPF_TERMS_RECORD_CUBE_H

#include "record.h"

enum { CPF__CUBE_CODE, CPF__CUBE_INDICATOR, CPF__CUBE_PERIOD, CPF__CUBE_LEVEL, CPF__CUBE_BY };
enum { CPF__CUBE_MARGIN_CUBE, CPF__CUBE_MARGIN_COLUMN, CPF__CUBE_MARGIN_SHARE, CPF__CUBE_MARGIN_AMOUNT };
/* of seeds and cells alike */
enum { CPF__CUBE_CELL_CUBE, CPF__CUBE_CELL_UNIT, CPF__CUBE_CELL_COLUMN, CPF__CUBE_CELL_PERIOD, CPF__CUBE_CELL_VALUE };
enum { CPF__CUBE_DECIMALS = 6 }; /* of amounts and weights */

extern const cpf__record_kind cpf__record_cube;
extern const cpf__record_kind cpf__record_cube_margin;
extern const cpf__record_kind cpf__record_cube_seed;
extern const cpf__record_kind cpf__record_cube_cell;

#endif
