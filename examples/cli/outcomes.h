/* SPDX-License-Identifier: MIT */
/* What follows from the appraisals: those of the chosen period, of its parts, and of the periods
 * of its kind before it. */
#ifndef CLI_OUTCOMES_H
#define CLI_OUTCOMES_H

#include "job.h"

/* Tables of cpf_review: what became of the results after the appraisal; yours. */
int cli_reviewed(const cli_job *job, cpf_tables **tables);

/* Tables of cpf_apply for the job's period; yours. */
int cli_outcomes(const cli_job *job, cpf_tables **tables);

#endif
