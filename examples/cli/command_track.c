/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "job.h"
#include "output.h"
#include "tables.h"
#include "track_page.h"

/* For a person, unless a table, a folder or a format for programs is asked for. */
static int is_page(const cli_options *options)
{
    return !options->table && !options->out && strcmp(options->format, "text") == 0;
}

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
    if (status != CPF_OK)
        return cli_fail(job->options, status, error);
    if (!is_page(job->options) || !cpf_tables_count(tables))
        return cli_tables_deliver(job->options, tables);
    code = cli_track_page(job->options, tables);
    cpf_tables_free(tables);
    return code;
}

int cli_command_track(const cli_options *options)
{
    cli_job job;
    int code = cli_job_prepare(&job, options);

    if (!code)
        code = tell_tracking(&job);
    cli_job_close(&job);
    return code;
}
