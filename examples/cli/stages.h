/* SPDX-License-Identifier: MIT */
/* The stages that tell what they find as tables. */
#ifndef CLI_STAGES_H
#define CLI_STAGES_H

#include "job.h"

/* One stage of the library over what the job has. `results` of cli_stage_results, for those that look at appraisals. */
typedef cpf_status cli_stage(const cli_job *job, const cpf_tables *results, const cpf_stage_options *wanted,
                             cpf_tables **tables, cpf_error **error);
cli_stage cli_stage_cascade, cli_stage_track, cli_stage_review, cli_stage_apply;

/* Totals of the chosen period, of its parts, and of the periods of its kind before it; NULL without a scorecard. Yours. */
int cli_stage_results(const cli_job *job, cpf_tables **results);

/* What --table (or `only`), --period and --as-of ask for. */
int cli_stage_wanted(const cli_job *job, const char *only, cpf_stage_options *wanted);

/* Runs a stage and tells its warnings; `*tables` is yours. The exit status: a table that there is not is wrong usage. */
int cli_stage_run(const cli_job *job, cli_stage *stage, const cpf_tables *results, const cpf_stage_options *wanted,
                  cpf_tables **tables);

#endif
