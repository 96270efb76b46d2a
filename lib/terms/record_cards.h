/* SPDX-License-Identifier: MIT */
/* Fields and words of the records about scorecards: levels that count in a total, and what lines score by. */
#ifndef CPF_TERMS_RECORD_CARDS_H
#define CPF_TERMS_RECORD_CARDS_H

#include "record.h"

/* record_cards.c */
extern const cpf__record_kind cpf__record_level_weight, cpf__record_basis;

enum { CPF__LEVEL_SCORECARD, CPF__LEVEL_LEVEL, CPF__LEVEL_WEIGHT, CPF__LEVEL_INHERIT, CPF__LEVEL_FIELDS };
enum { CPF__LEVEL_WEIGHT_DECIMALS = 4, CPF__LEVEL_WHOLE = 1000000 /* 100 per cent */ };

enum {
    CPF__BASIS_SCORECARD,
    CPF__BASIS_INDICATOR,
    CPF__BASIS_BY,
    CPF__BASIS_MATRIX,
    CPF__BASIS_OF,
    CPF__BASIS_AMONG,
    CPF__BASIS_FIELDS
};
/* What stands for the attainment of a line. */
typedef enum cpf__basis {
    CPF__BY_ATTAINMENT = 0,
    CPF__BY_DISTANCE, /* 1 and what the actual value is above the target, in units of the indicator */
    CPF__BY_RANK,     /* among those of the scorecard, 1 the best */
    CPF__BY_MATRIX    /* the cell that two indicators choose */
} cpf__basis;
enum { CPF__RANK_OF_ATTAINMENT, CPF__RANK_OF_VALUE };
enum { CPF__RANK_AMONG_ALL, CPF__RANK_AMONG_SIBLINGS };

/* record_matrix.c */
extern const cpf__record_kind cpf__record_matrix, cpf__record_matrix_cell;

enum {
    CPF__MATRIX_CODE,
    CPF__MATRIX_ROWS,
    CPF__MATRIX_COLUMNS,
    CPF__MATRIX_ROWS_BY,
    CPF__MATRIX_COLUMNS_BY,
    CPF__MATRIX_CLOSED,
    CPF__MATRIX_FIELDS
};
enum { CPF__AXIS_ATTAINMENT, CPF__AXIS_VALUE };
enum { CPF__CLOSED_LOWER, CPF__CLOSED_UPPER };
enum {
    CPF__CELL_MATRIX,
    CPF__CELL_ROW,
    CPF__CELL_COLUMN,
    CPF__CELL_VALUE,
    CPF__CELL_ROW_TO,
    CPF__CELL_COLUMN_TO,
    CPF__CELL_FIELDS
};
enum { CPF__EDGE_DECIMALS = 4, CPF__CELL_DECIMALS = 6 };

#endif
