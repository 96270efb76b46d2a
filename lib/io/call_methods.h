/* SPDX-License-Identifier: MIT */
/* The methods of cpf_call, a table a file. */
#ifndef CPF_IO_CALL_METHODS_H
#define CPF_IO_CALL_METHODS_H

#include "call_json.h"

enum cpf__call_counts {
    CPF__APPORTION_METHODS = 4,
    CPF__DECIMAL_METHODS = 3,
    CPF__RULE_METHODS = 1,
    CPF__RANK_METHODS = 2,
    CPF__PLAN_METHODS = 4
};

extern const cpf__call_row cpf__methods_apportion[CPF__APPORTION_METHODS];
extern const cpf__call_row cpf__methods_decimal[CPF__DECIMAL_METHODS];
extern const cpf__call_row cpf__methods_rule[CPF__RULE_METHODS];
extern const cpf__call_row cpf__methods_rank[CPF__RANK_METHODS];
extern const cpf__call_row cpf__methods_plan[CPF__PLAN_METHODS];

#define CPF__PARAMS(params) (params), (int32_t)(sizeof(params) / sizeof(params)[0]), 0

#endif
