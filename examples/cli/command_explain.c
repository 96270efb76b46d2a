/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "explain_rows.h"
#include "job.h"
#include "output.h"

/* Prints one explanation in the wanted format and frees it. */
static int print_explanation(const cli_options *options, cpf_explanation *explanation)
{
    cpf_text *text = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    if (!strcmp(options->format, "json"))
        status = cpf_explanation_json(explanation, &text, &error);
    else if (!strcmp(options->format, "csv"))
        status = cpf_explanation_table(explanation, &table, &error);
    else
        status = cpf_explanation_text(explanation, options->language, &text, &error);
    cpf_explanation_free(explanation);
    if (status != CPF_OK)
        return cli_fail(options, status, error);
    return table ? cli_print(options, table) : cli_print_text(text);
}

/* Every way an indicator of a unit without a line in a scorecard can still be explained: its target, then its value. */
static int explain_parts(const cli_job *job, cpf_id unit, cpf_id indicator)
{
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_explain_value(job->actuals, unit, indicator, job->period, &explanation, &error);
    int code = status == CPF_OK ? print_explanation(job->options, explanation) : cli_fail(job->options, status, error);

    if (code || strcmp(job->options->format, "text")) /* one document only, for programs */
        return code;
    if (cpf_explain_target(job->targets, job->actuals, unit, indicator, job->period, &explanation, NULL) == CPF_OK)
        code = print_explanation(job->options, explanation);
    return code;
}

static int explain(const cli_job *job, cpf_id unit, cpf_id indicator)
{
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_explain(job->appraisal, job->targets, job->actuals, unit, indicator, &explanation, &error);

    if (status == CPF_E_NOT_FOUND && indicator != CPF_NONE) {
        cpf_error_free(error);
        return explain_parts(job, unit, indicator);
    }
    if (status == CPF_E_NOT_FOUND) { /* the names are right, there is just nothing to explain */
        cli_fail(job->options, status, error);
        return CLI_FINDINGS;
    }
    return status == CPF_OK ? print_explanation(job->options, explanation) : cli_fail(job->options, status, error);
}

/* The result of another period, and why this one differs from it. */
static int explain_difference(const cli_job *job)
{
    cpf_appraise_options how;
    cpf_appraisal *other = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_appraise_options_init(&how, sizeof how);

    how.period = cpf_model_find_period(job->model, job->options->against);
    if (how.period == CPF_NONE) {
        fprintf(stderr, "channelperf: the plan has no period \"%s\"\n", job->options->against);
        return CLI_USAGE;
    }
    if (status == CPF_OK)
        status = cpf_appraise(job->model, cli_job_counted(job), job->actuals, &how, &other, &error);
    if (status == CPF_OK)
        status = cpf_explain_difference(other, job->appraisal, job->options->unit, &table, &error);
    cpf_appraisal_free(other);
    return status == CPF_OK ? cli_print(job->options, table) : cli_fail(job->options, status, error);
}

int cli_command_explain(const cli_options *options)
{
    cli_job job;
    cpf_id unit = CPF_NONE, indicator = CPF_NONE;
    int code;

    if (!options->unit && !options->table) {
        fputs("channelperf: --unit U is missing behind explain\nTry: channelperf explain --help\n", stderr);
        return CLI_USAGE;
    }
    code = cli_job_all(&job, options);
    if (!code)
        code = cli_job_unit(&job, &unit);
    if (!code)
        code = cli_job_indicator(&job, &indicator);
    if (!code)
        code = options->table     ? cli_explain_rows(&job)
               : options->against ? explain_difference(&job)
                                  : explain(&job, unit, indicator);
    cli_job_close(&job);
    return code;
}
