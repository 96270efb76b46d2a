/* SPDX-License-Identifier: MIT */
/* The columns of targets while they are being made. */
#ifndef CPF_GOAL_TARGET_COLUMNS_H
#define CPF_GOAL_TARGET_COLUMNS_H

#include "facts_in.h"

typedef struct cpf__columns {
    cpf_facts *facts;
    uint8_t *opened; /* [indicator * periods + period]: made by this call */
    void **spare;    /* memory for columns that are not made yet */
    int64_t spare_count;
} cpf__columns;

/* Memory for what the model's goals are going to need, in one piece. CPF_E_MEMORY; close it also then. */
cpf_status cpf__columns_open(cpf__columns *columns, cpf_facts *facts, cpf_error **error);
void cpf__columns_close(cpf__columns *columns);

/* Makes the column unless this call has made it already. `full`: all units will get a value, so that it has no bits and
 * is not cleared; else it is cleared and no unit has a value yet. */
cpf_status cpf__column_make(cpf__columns *columns, cpf_id indicator, cpf_id period, int full, cpf_error **error);
int cpf__column_made(const cpf__columns *columns, cpf_id indicator, cpf_id period);

/* Takes away the columns that this call did not make: those of an earlier result that was written over. */
void cpf__columns_drop_others(cpf__columns *columns);

/* Facts without columns: what a cascade that failed half way leaves. */
void cpf__columns_clear(cpf_facts *facts);

#endif
