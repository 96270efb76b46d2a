/* SPDX-License-Identifier: MIT */
/* Closed periods as they were credited, and as they would be now (结账更正). */
#ifndef CPF_APPLY_CORRECTIONS_H
#define CPF_APPLY_CORRECTIONS_H

#include "apply_common.h"
#include "record_closing.h"
#include "vec.h"

/* A unit's total (indicator CPF_NONE; in 10^-9 points) or value of an indicator in a closed period. What is missing
 * counts nothing. */
typedef struct cpf__corrected {
    cpf_id indicator, unit, period, into; /* into: CPF_NONE where differences do not add up, or nothing is open */
    int64_t closing;                      /* its record */
    int32_t has_credited, has_recomputed;
    int64_t credited, recomputed, difference;
} cpf__corrected;

/* All that are known as of the day: totals, then indicator by indicator; by period, then by unit. */
typedef struct cpf__corrections {
    const cpf__stage_view *view;
    cpf__results results;
    CPF__VEC(cpf__corrected) items;
} cpf__corrections;

/* CPF_E_RANGE with a finding, CPF_E_DATA (results), CPF_E_MEMORY: there is nothing to be closed. */
cpf_status cpf__corrections_open(const cpf__stage_view *view, cpf__corrections *corrections, cpf_error **error);
void cpf__corrections_close(cpf__corrections *corrections);

/* The unit's figure of a period as it is now; 0: it has none. CPF_E_RANGE in *status: it does not fit. */
int cpf__corrections_now(const cpf__corrections *corrections, cpf_id indicator, cpf_id unit, cpf_id period,
                         int64_t *value, cpf_status *status);

/* A finding: figures of the unit do not fit. */
cpf_status cpf__corrections_range(const cpf__corrections *corrections, const cpf__corrected *it, cpf_error **error);

#endif
