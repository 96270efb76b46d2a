/* SPDX-License-Identifier: MIT */
/* Records in an order that does not depend on how they were said. */
#ifndef CPF_APPLY_ORDERED_H
#define CPF_APPLY_ORDERED_H

#include "records.h"

/* Positions of the records, by the code in a field that is unique. NULL: there is no memory. */
int64_t *cpf__records_by_code(const cpf_context *context, const cpf__records *records, int32_t field);

#endif
