/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "job.h"
#include "selection.h"

int cli_command_measure(const cli_options *options)
{
    cli_job job;
    int code = cli_job_open(&job, options);

    if (!code)
        code = cli_job_measure(&job);
    if (!code)
        code = cli_selection_print(&job, "facts", job.actuals);
    cli_job_close(&job);
    return code;
}
