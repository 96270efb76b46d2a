/* SPDX-License-Identifier: MIT */
/* Coefficients that two indicators say together. */
#ifndef CPF_APPLY_PAY_MATRIX_H
#define CPF_APPLY_PAY_MATRIX_H

#include "apply_common.h"

/* The coefficient of a unit in a period by the matrix of a pay, which is a record; 0 below the lowest row or column.
 * CPF_E_MISSING: an actual or a target of one of the two indicators is missing, or the target is 0. */
cpf_status cpf__pay_matrix_coefficient(const cpf__stage_view *view, int64_t pay, cpf_id unit, cpf_id period,
                                       cpf__ratio *coefficient);

#endif
