/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "deliver.h"
#include "job.h"
#include "output.h"
#include "selection.h"
#include "stages.h"
#include "tables.h"

/* How the targets came about, and what stands beside them. */
static int tell_tables(cli_job *job, const char *only)
{
    cpf_stage_options wanted;
    cpf_tables *tables = NULL;
    int code = cli_stage_wanted(job, only, &wanted);

    if (!code)
        code = cli_stage_run(job, cli_stage_cascade, NULL, &wanted, &tables);
    return code ? code : cli_tables_deliver(job->options, tables);
}

/* What cannot hold together: there are then no targets. */
static int tell_conflicts(cli_job *job)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_cascade_conflicts(job->model, job->actuals, &table, &error);

    return status == CPF_OK ? cli_deliver(job->options, "conflicts", table) : cli_fail(job->options, status, error);
}

static int tell_targets(cli_job *job)
{
    const cli_options *options = job->options;
    int code = cli_job_cascade(job);

    if (code)
        return code;
    cli_say(options, "proved: children add up to their parent in every period, and periods to theirs",
            "已验证：各周期内下级之和等于上级，各单元内分期之和等于全期", "");
    if (options->explain || options->gap || options->table)
        return tell_tables(job, options->explain ? "effects" : options->gap ? "gaps" : NULL);
    return cli_selection_print(job, "targets", job->targets);
}

int cli_command_cascade(const cli_options *options)
{
    cli_job job;
    int code = cli_job_open(&job, options);

    if (!code)
        code = cli_job_measure(&job);
    if (!code)
        code = options->conflicts ? tell_conflicts(&job) : tell_targets(&job);
    cli_job_close(&job);
    return code;
}
