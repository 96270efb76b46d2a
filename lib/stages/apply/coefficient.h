/* SPDX-License-Identifier: MIT */
/* What a result multiplies the base of pay by. */
#ifndef CPF_APPLY_COEFFICIENT_H
#define CPF_APPLY_COEFFICIENT_H

#include "pay.h"

/* The coefficient of a line whose total and grade are filled in; its state says when there is none, or why it is what
 * it is. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__coefficient_of(const cpf__stage_view *view, const cpf__records *pays, cpf__pay_line *line,
                               cpf__ratio *coefficient);

#endif
