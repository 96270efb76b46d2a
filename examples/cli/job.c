/* SPDX-License-Identifier: MIT */
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "period.h"
#include "progress.h"

/* Folder of a path, "." for a bare name; yours to free. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + (slash == path) : 1;
    char *folder = malloc(length + 1);

    if (folder) {
        memcpy(folder, slash ? path : ".", length);
        folder[length] = '\0';
    }
    return folder;
}

/* Reading finds what is wrong with the text; freezing, what is wrong with the plan. Both are told. */
static int freeze(cli_job *job, cpf_status read, cpf_error *error)
{
    cpf_error *more = NULL;
    cpf_status status = job->plan ? cpf_plan_check(job->plan, &more) : read;

    cli_tell(job->options, error);
    if (read != CPF_OK || status != CPF_OK) {
        if (error && job->plan && read != CPF_OK) { /* the check of half a plan would only repeat what follows from it */
            cpf_error_free(more);
            more = NULL;
        }
        cli_tell(job->options, more);
        if (!error && !more)
            cli_fail(job->options, read != CPF_OK ? read : status, NULL);
        cpf_error_free(error);
        cpf_error_free(more);
        return cli_exit_of(read != CPF_OK ? read : status);
    }
    cpf_error_free(error);
    cli_tell(job->options, more);
    job->warnings = more;
    error = NULL;
    status = cpf_plan_freeze(job->plan, &job->model, &error);
    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

int cli_job_open(cli_job *job, const cli_options *options)
{
    cpf_error *error = NULL;
    cpf_status status;

    *job = (cli_job){.options = options, .period = CPF_NONE};
    job->folder = folder_of(options->subject);
    status = job->folder ? cpf_context_new(NULL, &job->context) : CPF_E_MEMORY;
    if (status == CPF_OK)
        status = cpf_context_set_threads(job->context, options->threads);
    if (status != CPF_OK)
        return cli_fail(options, status, NULL);
    status = cpf_plan_read(job->context, options->subject, &job->plan, &error);
    return freeze(job, status, error);
}

/* Whether the plan has records of the kind. */
static int has_records(const cli_job *job, const char *kind)
{
    cpf_table *table = NULL;
    cpf_status status = cpf_model_table(job->model, kind, &table, NULL);
    int64_t rows = status == CPF_OK ? cpf_table_row_count(table) : 0;

    cpf_table_free(table);
    return rows > 0;
}

int cli_job_as_of(const cli_job *job, cpf_day *day)
{
    const char *text = job->options->as_of;

    *day = CPF_NO_DAY;
    if (!text || cpf_day_parse(text, day) == CPF_OK)
        return CLI_DONE;
    fprintf(stderr, "channelperf: --as-of takes a day such as 2026-07-31, not \"%s\"\n", text);
    return CLI_USAGE;
}

int cli_job_measure(cli_job *job)
{
    cpf_read_options reading;
    cli_progress progress;
    cpf_day as_of;
    cpf_error *error = NULL;
    cpf_status status = cpf_events_new(job->model, &job->events, &error);
    int code = cli_job_as_of(job, &as_of);

    if (code)
        return code;
    if (status == CPF_OK)
        status = cpf_events_set_as_of(job->events, as_of, &error);
    if (status == CPF_OK)
        status = cpf_read_options_init(&reading, sizeof reading);
    if (status == CPF_OK) {
        cli_progress_begin(&progress, job->options);
        reading.folder = job->folder;
        reading.aside = job->aside;
        reading.progress = cli_progress_step;
        reading.user = &progress;
        status = cpf_events_read(job->events, CPF_NONE, &reading, &error);
        cli_progress_end(&progress);
        cli_tell(job->options, cpf_events_findings(job->events));
    }
    if (status == CPF_OK)
        status = cpf_measure(job->model, job->events, NULL, &job->actuals, &error);
    if (status == CPF_OK && has_records(job, "rating"))
        status = cpf_rate(job->model, job->actuals, &error);
    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

/* Targets as they count in the appraisal: agreed on, and less what was let off by the day. */
static cpf_status count_targets(cli_job *job, cpf_error **error)
{
    cpf_facts *agreed = NULL;
    cpf_day as_of;
    cpf_status status = CPF_OK;

    (void)cli_job_as_of(job, &as_of); /* told already when it is no day */
    if (has_records(job, "settlement"))
        status = cpf_settle(job->model, job->targets, &agreed, error);
    if (status == CPF_OK && has_records(job, "relief"))
        status = cpf_relieve(job->model, agreed ? agreed : job->targets, as_of, &job->counted, error);
    else
        job->counted = agreed;
    if (job->counted != agreed)
        cpf_facts_free(agreed);
    return status;
}

int cli_job_cascade(cli_job *job)
{
    cpf_cascade_options how;
    cpf_error *error = NULL;
    cpf_status status = cpf_cascade_options_init(&how, sizeof how);
    int code = cli_job_as_of(job, &how.as_of);

    if (code)
        return code;
    if (status == CPF_OK)
        status = cpf_cascade(job->model, job->actuals, &how, &job->targets, &error);
    if (status == CPF_OK)
        status = cpf_check_sums(job->model, job->targets, &error);
    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

int cli_job_count(cli_job *job)
{
    cpf_error *error = NULL;
    cpf_status status = count_targets(job, &error);

    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

const cpf_facts *cli_job_counted(const cli_job *job)
{
    return job->counted ? job->counted : job->targets;
}

/* A code given on the command line that the plan does not know. */
static int unknown(const char *what, const char *code)
{
    fprintf(stderr, "channelperf: the plan has no %s \"%s\"\n", what, code);
    return CLI_USAGE;
}

int cli_job_unit(const cli_job *job, cpf_id *unit)
{
    const char *code = job->options->unit;

    *unit = code ? cpf_model_find_unit(job->model, code) : CPF_NONE;
    return code && *unit == CPF_NONE ? unknown("unit", code) : CLI_DONE;
}

int cli_job_period(const cli_job *job, cpf_id *period)
{
    const char *code = job->options->period;

    *period = code ? cpf_model_find_period(job->model, code) : CPF_NONE;
    return code && *period == CPF_NONE ? unknown("period", code) : CLI_DONE;
}

int cli_job_indicator(const cli_job *job, cpf_id *indicator)
{
    const char *code = job->options->indicator;

    *indicator = code ? cpf_model_find_indicator(job->model, code) : CPF_NONE;
    return code && *indicator == CPF_NONE ? unknown("indicator", code) : CLI_DONE;
}

int cli_job_choose_period(cli_job *job)
{
    int code = cli_job_period(job, &job->period);

    if (code || job->period != CPF_NONE)
        return code;
    job->period = cli_period_choose(job->model, job->targets, job->actuals);
    if (job->period == CPF_NONE) {
        fputs("channelperf: no period has both targets and actuals; say which one with --period\n", stderr);
        return CLI_USAGE;
    }
    cli_say(job->options, "period chosen (the last one with targets and actuals): ",
            "选定周期（最后一个既有目标又有实际的周期）：",
            cpf_period_code(cpf_model_period(job->model, job->period)));
    return CLI_DONE;
}

int cli_job_appraise(cli_job *job)
{
    cpf_appraise_options how;
    cpf_error *error = NULL;
    cpf_status status = cpf_appraise_options_init(&how, sizeof how);

    how.period = job->period;
    if (status == CPF_OK)
        status = cpf_appraise(job->model, cli_job_counted(job), job->actuals, &how, &job->appraisal, &error);
    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

int cli_job_prepare(cli_job *job, const cli_options *options)
{
    int code = cli_job_open(job, options);

    if (!code)
        code = cli_job_measure(job);
    if (!code)
        code = cli_job_cascade(job);
    return code ? code : cli_job_count(job);
}

int cli_job_all(cli_job *job, const cli_options *options)
{
    int code = cli_job_prepare(job, options);

    if (!code)
        code = cli_job_choose_period(job);
    return code ? code : cli_job_appraise(job);
}

void cli_job_close(cli_job *job)
{
    cpf_appraisal_free(job->appraisal);
    cpf_facts_free(job->counted);
    cpf_facts_free(job->targets);
    cpf_facts_free(job->actuals);
    cpf_events_free(job->events);
    cpf_model_free(job->model);
    cpf_error_free(job->warnings);
    cpf_plan_free(job->plan);
    cpf_context_free(job->context);
    free(job->folder);
}
