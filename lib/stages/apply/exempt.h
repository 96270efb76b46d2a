/* SPDX-License-Identifier: MIT */
/* Who is new or excused when: results of such days put nobody on a list. */
#ifndef CPF_APPLY_EXEMPT_H
#define CPF_APPLY_EXEMPT_H

#include "apply_common.h"

typedef struct cpf__exempts {
    const cpf__records *records;
    int64_t *order; /* by unit and first day */
} cpf__exempts;

/* CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__exempts_make(const cpf__stage_view *view, cpf__exempts *exempts, cpf_error **error);
void cpf__exempts_free(const cpf_context *context, cpf__exempts *exempts);

/* The first record that covers a day of the period for the unit; -1: none. */
int64_t cpf__exempt_in(const cpf__exempts *exempts, cpf_id unit, const struct cpf_period *period);

#endif
