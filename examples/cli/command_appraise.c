/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "deliver.h"
#include "job.h"
#include "output.h"

int cli_command_appraise(const cli_options *options)
{
    cli_job job;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    int code = cli_job_all(&job, options);

    if (!code) {
        const char *name = options->table ? options->table : "totals";
        cpf_status status = cpf_appraisal_table(job.appraisal, name, &table, &error);

        code = status == CPF_OK ? cli_deliver(options, name, table) : cli_fail(options, status, error);
    }
    cli_job_close(&job);
    return code;
}
