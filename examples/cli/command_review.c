/* SPDX-License-Identifier: MIT */
/* The two commands that begin with the results of appraisals. */
#include "commands.h"
#include "job.h"
#include "stages.h"
#include "tables.h"

static int tell_results(cli_job *job, cli_stage *stage)
{
    cpf_stage_options wanted;
    cpf_tables *results = NULL, *tables = NULL;
    int code = cli_stage_wanted(job, NULL, &wanted);

    if (!code)
        code = cli_stage_results(job, &results);
    if (!code)
        code = cli_stage_run(job, stage, results, &wanted, &tables);
    cpf_tables_free(results);
    return code ? code : cli_tables_deliver(job->options, tables);
}

static int after_appraisals(const cli_options *options, cli_stage *stage)
{
    cli_job job;
    int code = cli_job_prepare(&job, options);

    if (!code)
        code = cli_job_choose_period(&job);
    if (!code)
        code = tell_results(&job, stage);
    cli_job_close(&job);
    return code;
}

int cli_command_review(const cli_options *options)
{
    return after_appraisals(options, cli_stage_review);
}

int cli_command_apply(const cli_options *options)
{
    return after_appraisals(options, cli_stage_apply);
}
