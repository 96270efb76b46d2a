/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "folder.h"
#include "output.h"

static int put(int file, const char *text)
{
    int why = cli_folder_write(file, text, (int64_t)strlen(text));

    if (!why)
        return CLI_DONE;
    fprintf(stderr, "channelperf: %s\n", strerror(why));
    return CLI_IO;
}

static int put_table(const cli_job *job, int file, cpf_table *table)
{
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_table_write(table, "text", job->options->language, &text, &error);
    int code = status == CPF_OK ? put(file, cpf_text_data(text)) : cli_fail(job->options, status, error);

    cpf_text_free(text);
    cpf_table_free(table);
    return code;
}

/* Scheme, version, period: what every page must say. */
static int put_head(const cli_job *job, int file)
{
    const cpf_period *period = cpf_model_period(job->model, job->period);
    const char *parts[] = {cpf_model_name(job->model), " (", cpf_model_code(job->model), ", ",
                           job->options->language == CPF_CHINESE ? "版本 " : "version ",
                           cpf_model_version(job->model), ")  ",
                           job->options->language == CPF_CHINESE ? "周期 " : "period ", cpf_period_code(period), "\n"};
    int code = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts && !code; i++)
        code = put(file, parts[i]);
    return code;
}

int cli_page_summary(const cli_job *job, int file)
{
    static const char *const names[] = {"totals", "groups"};
    cpf_table *rows = NULL;
    cpf_error *error = NULL;
    char line[160];
    int code = put_head(job, file);

    snprintf(line, sizeof line, job->options->language == CPF_CHINESE
             ? "%d 个组织单元，%d 个指标，%d 个目标，%" PRId64 " 个考核对象\n\n"
             : "%d units, %d indicators, %d goals, %" PRId64 " subjects appraised\n\n",
             (int)cpf_model_unit_count(job->model), (int)cpf_model_indicator_count(job->model),
             (int)cpf_model_goal_count(job->model), cpf_appraisal_count(job->appraisal));
    if (!code)
        code = put(file, line);
    for (int i = 0; i < 2 && !code; i++) {
        cpf_table *table = NULL;
        cpf_status status = cpf_appraisal_table(job->appraisal, names[i], &table, &error);

        code = status == CPF_OK ? put_table(job, file, table) : cli_fail(job->options, status, error);
        if (!code)
            code = put(file, "\n");
    }
    if (!code && cpf_events_table(job->events, &rows, &error) != CPF_OK)
        return cli_fail(job->options, cpf_error_status(error), error);
    return code ? code : put_table(job, file, rows);
}

int cli_page_subject(const cli_job *job, int file, int64_t subject)
{
    cpf_id unit = cpf_appraisal_units(job->appraisal)[subject];
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_explain(job->appraisal, job->targets, job->actuals, unit, CPF_NONE, &explanation, &error);
    int code = subject ? put(file, "\f") : 0; /* a new sheet for everyone */

    if (status == CPF_OK)
        status = cpf_explanation_text(explanation, job->options->language, &text, &error);
    if (status != CPF_OK)
        code = cli_fail(job->options, status, error);
    if (!code)
        code = put_head(job, file);
    if (!code)
        code = put(file, cpf_text_data(text));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
    return code;
}
