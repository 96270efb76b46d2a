/* SPDX-License-Identifier: MIT */
/* The cell of a matrix that a line scores. */
#ifndef CPF_APPRAISE_BASIS_CELL_H
#define CPF_APPRAISE_BASIS_CELL_H

#include "appraisal_in.h"
#include "matrix.h"

/* What row and column go by for the card's i-th subject: the line's own actual and target, and those of the facts for
 * the other indicator. CPF_OK, CPF_E_MISSING. */
cpf_status cpf__basis_axes(const cpf_appraisal *appraisal, const cpf__line *line, cpf_id unit, int64_t i,
                           cpf__axis axes[2]);

#endif
