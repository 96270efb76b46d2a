/* SPDX-License-Identifier: MIT */
/* The way from a plan file to an appraisal, step by step; each command goes as far as it needs. */
#ifndef CLI_JOB_H
#define CLI_JOB_H

#include <channelperf/channelperf.h>

#include "options.h"

typedef struct cli_job {
    const cli_options *options;
    char *folder; /* of the plan: its files are there */
    const char *aside; /* file for rows set aside, or NULL */
    cpf_context *context;
    cpf_plan *plan;
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_facts *counted; /* targets as they count: settled and relieved where the plan says so */
    cpf_appraisal *appraisal;
    cpf_error *warnings; /* of the plan */
    cpf_id period;       /* what --period names, or what was chosen */
} cli_job;

/* Each returns CLI_DONE, or the exit status after the findings were told. */
int cli_job_open(cli_job *job, const cli_options *options); /* plan, check, model */
int cli_job_measure(cli_job *job);                          /* rows, actuals */
int cli_job_cascade(cli_job *job);                          /* targets, and the proof that they add up */
int cli_job_count(cli_job *job);                             /* what settling and reliefs make of them */
const cpf_facts *cli_job_counted(const cli_job *job);       /* targets as the appraisal takes them */
int cli_job_choose_period(cli_job *job); /* --period, or the last year that has both targets and actuals */
int cli_job_appraise(cli_job *job);
int cli_job_prepare(cli_job *job, const cli_options *options); /* from the plan to targets as they count */
int cli_job_all(cli_job *job, const cli_options *options); /* all of the above in order */

/* Id of what --unit, --period, --indicator name; CPF_NONE when not given. CLI_USAGE when there is no such thing. */
int cli_job_unit(const cli_job *job, cpf_id *unit);
int cli_job_period(const cli_job *job, cpf_id *period);
int cli_job_indicator(const cli_job *job, cpf_id *indicator);

/* The day of --as-of, CPF_NO_DAY when not given. CLI_USAGE when it is no day. */
int cli_job_as_of(const cli_job *job, cpf_day *day);

void cli_job_close(cli_job *job);

#endif
