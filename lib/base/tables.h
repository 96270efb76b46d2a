/* SPDX-License-Identifier: MIT */
/* Gathering the tables that a stage hands over. A failed allocation is remembered, as in table.h. */
#ifndef CPF_BASE_TABLES_H
#define CPF_BASE_TABLES_H

#include "table.h"

cpf_tables *cpf__tables_new(const cpf_context *context); /* NULL when there is no memory */

/* Takes `table` over, also when it does not fit. NULL adds nothing. */
void cpf__tables_add(cpf_tables *tables, cpf_table *table);

/* Hands the tables over: *out = tables and CPF_OK; or frees them and gives CPF_E_MEMORY. */
cpf_status cpf__tables_done(cpf_tables *tables, cpf_tables **out, cpf_error **error);

#endif
