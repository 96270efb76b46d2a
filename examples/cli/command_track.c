/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "job.h"
#include "output.h"
#include "tables.h"

static int tell_tracking(cli_job *job)
{
    cpf_stage_options wanted;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    int code = cli_tables_wanted(job, NULL, &wanted);

    if (code)
        return code;
    status = cpf_track(job->model, job->actuals, cli_job_counted(job), &wanted, &tables, &error);
    return status == CPF_OK ? cli_tables_deliver(job->options, tables) : cli_fail(job->options, status, error);
}

int cli_command_track(const cli_options *options)
{
    cli_job job;
    int code = cli_job_open(&job, options);

    if (!code)
        code = cli_job_measure(&job);
    if (!code)
        code = cli_job_cascade(&job);
    if (!code)
        code = tell_tracking(&job);
    cli_job_close(&job);
    return code;
}
