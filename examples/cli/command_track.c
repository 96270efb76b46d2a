/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "job.h"
#include "stages.h"
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
    int code = cli_stage_wanted(job, NULL, &wanted);

    if (!code)
        code = cli_stage_run(job, cli_stage_track, NULL, &wanted, &tables);
    if (code)
        return code;
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
