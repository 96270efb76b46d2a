/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "job.h"
#include "output.h"
#include "selection.h"

int cli_command_cascade(const cli_options *options)
{
    cli_job job;
    int code = cli_job_open(&job, options);

    if (!code)
        code = cli_job_measure(&job);
    if (!code)
        code = cli_job_cascade(&job);
    if (!code)
        cli_say(options, "proved: children add up to their parent in every period, and periods to theirs", "已验证：各周期内下级之和等于上级，各单元内分期之和等于全期", "");
    if (!code)
        code = cli_selection_print(&job, "targets", job.targets);
    cli_job_close(&job);
    return code;
}
