/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands.h"
#include "deliver.h"
#include "folder.h"
#include "interrupt.h"
#include "job.h"
#include "output.h"
#include "results.h"

typedef int step(cli_job *job);

/* Rows that are set aside go into the same folder. */
static int run_into(const cli_options *options, const cli_folder *folder)
{
    static step *const steps[] = {cli_job_measure, cli_job_cascade, cli_job_count, cli_job_choose_period, cli_job_appraise};
    cli_job job;
    char *aside = cli_folder_path(folder, "set_aside.csv");
    int code = cli_job_open(&job, options);

    job.aside = aside;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !code && !cli_interrupted(); i++)
        code = steps[i](&job);
    if (!code && !cli_interrupted())
        code = cli_results_write(&job, folder);
    cli_job_close(&job);
    free(aside);
    return cli_interrupted() ? cli_interrupt_exit() : code;
}

int cli_command_run(const cli_options *options)
{
    cli_folder folder;
    int why, code;

    cli_interrupt_watch();
    why = cli_folder_begin(&folder, options->out);
    code = why ? cli_tell_folder(options->out, why) : run_into(options, &folder);
    if (!code) {
        why = cli_folder_publish(&folder);
        code = why ? cli_tell_folder(options->out, why) : CLI_DONE;
    }
    if (!code)
        cli_say(options, "results are in ", "结果在 ", options->out);
    cli_folder_end(&folder);
    return code;
}
