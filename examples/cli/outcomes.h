/* SPDX-License-Identifier: MIT */
/* What follows from the appraisals: those of the chosen period and of the periods of its kind before it. */
#ifndef CLI_OUTCOMES_H
#define CLI_OUTCOMES_H

#include "job.h"

/* Tables of cpf_apply for the job's period; yours. */
int cli_outcomes(const cli_job *job, cpf_tables **tables);

#endif
