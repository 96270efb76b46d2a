/* SPDX-License-Identifier: MIT */
#ifndef CPF_APPLY_COMMISSION_ORDER_H
#define CPF_APPLY_COMMISSION_ORDER_H

#include "commission.h"

/* Puts the lines in order; a finding when one is there twice. CPF_OK, CPF_E_DATA. */
cpf_status cpf__commissions_sort(cpf__commissions *commissions, cpf_error **error);

#endif
