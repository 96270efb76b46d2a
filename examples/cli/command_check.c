/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "job.h"
#include "output.h"

/* All findings as one table, for programs. */
static int print_findings(const cli_options *options, const cpf_error *findings)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_error_table(findings, options->language, &table, &error);

    return status == CPF_OK ? cli_print(options, table) : cli_fail(options, status, error);
}

/* Goes the whole way, so that whatever `run` would stumble over is found here. */
int cli_command_check(const cli_options *options)
{
    cli_job job;
    int code = cli_job_prepare(&job, options), printed = CLI_DONE;

    if (!code && strcmp(options->format, "text"))
        printed = print_findings(options, job.warnings);
    else if (!code && !options->quiet) {
        printf(options->language == CPF_CHINESE
                   ? "方案没有错误：%d 个组织单元，%d 个周期，%d 个指标，%d 个目标，%d 张评分卡\n"
                   : "no errors: %d units, %d periods, %d indicators, %d goals, %d scorecards\n",
               (int)cpf_model_unit_count(job.model), (int)cpf_model_period_count(job.model),
               (int)cpf_model_indicator_count(job.model), (int)cpf_model_goal_count(job.model),
               (int)cpf_model_scorecard_count(job.model));
        printed = cli_flush();
    }
    cli_job_close(&job);
    return code ? code : printed;
}
