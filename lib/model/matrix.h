/* SPDX-License-Identifier: MIT */
/* Matrices (二维表): the figure that two indicators choose together. */
#ifndef CPF_MODEL_MATRIX_H
#define CPF_MODEL_MATRIX_H

#include "model_in.h"
#include "record_cards.h"

/* What a row or a column goes by, exactly; den > 0. */
typedef struct cpf__axis {
    cpf__i128 num, den;
} cpf__axis;

/* Position of the matrix with that code; -1: there is none. */
int64_t cpf__matrix_find(const cpf_model *model, const char *code);

/* What an axis (CPF__MATRIX_ROWS, CPF__MATRIX_COLUMNS) goes by; actual and target are NULL where there is none. `how`
 * says the attainment. CPF_OK, CPF_E_MISSING. */
cpf_status cpf__matrix_axis(const cpf_model *model, int64_t matrix, int32_t axis, const cpf__attain *how,
                            const int64_t *actual, const int64_t *target, cpf__axis *at);

/* The cell (a record of the kind matrix_cell) that both choose; -1: one of them lies below the lowest band. */
int64_t cpf__matrix_cell(const cpf_model *model, int64_t matrix, cpf__axis row, cpf__axis column);

#endif
