/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "job.h"
#include "outcomes.h"
#include "tables.h"

int cli_command_apply(const cli_options *options)
{
    cli_job job;
    cpf_tables *tables = NULL;
    int code = cli_job_prepare(&job, options);

    if (!code)
        code = cli_job_choose_period(&job);
    if (!code)
        code = cli_outcomes(&job, &tables);
    if (!code)
        code = cli_tables_deliver(options, tables);
    cli_job_close(&job);
    return code;
}
