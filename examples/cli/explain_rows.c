/* SPDX-License-Identifier: MIT */
#include "explain_rows.h"

#include <stdio.h>
#include <string.h>

#include "output.h"
#include "period.h"
#include "stages.h"

/* One explanation in the wanted format; as JSON the rows are members of one list. */
static int print_row(const cli_job *job, const cpf_explanation *explanation, int first)
{
    const cli_options *options = job->options;
    cpf_error *error = NULL;
    cpf_text *text = NULL;
    cpf_table *table = NULL;
    cpf_status status;

    if (!strcmp(options->format, "csv")) {
        status = cpf_explanation_table(explanation, &table, &error);
        return status == CPF_OK ? cli_print(options, table) : cli_fail(options, status, error);
    }
    if (!strcmp(options->format, "json")) {
        status = cpf_explanation_json(explanation, &text, &error);
        fputs(first ? "" : ",\n", stdout);
    } else {
        status = cpf_explanation_text(explanation, options->language, &text, &error);
        fputs(first ? "" : "\n", stdout);
    }
    return status == CPF_OK ? cli_print_text(text) : cli_fail(options, status, error);
}

static int is_of_unit(const cli_job *job, const cpf_table *table, int64_t row)
{
    int32_t column = cpf_table_find(table, "unit");

    return !job->options->unit || column == CPF_NONE || !strcmp(cpf_table_text(table, column, row), job->options->unit);
}

static int is_in_period(const cli_job *job, const cpf_table *table, int64_t row)
{
    cpf_id period = cpf_model_find_period(job->model, cpf_table_text(table, cpf_table_find(table, "period"), row));

    return period == CPF_NONE || cli_period_inside(job->model, period, job->period);
}

static int explain_one(const cli_job *job, const cpf_tables *outcomes, int64_t row, int first)
{
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_explain_row(job->model, outcomes, job->options->table, row, job->appraisal, job->targets,
                                        job->actuals, &explanation, &error);
    int code = status == CPF_OK ? print_row(job, explanation, first) : cli_fail(job->options, status, error);

    cpf_explanation_free(explanation);
    return code;
}

static int explain_all(const cli_job *job, const cpf_tables *outcomes)
{
    const cpf_table *table = cpf_tables_find(outcomes, job->options->table);
    int json = !strcmp(job->options->format, "json"), code = CLI_DONE;
    int64_t told = 0;

    fputs(json ? "[" : "", stdout);
    for (int64_t row = 0; !code && (!table || row < cpf_table_row_count(table)); row++) {
        if (table && (!is_of_unit(job, table, row) || !is_in_period(job, table, row)))
            continue;
        if (told == 1 && !strcmp(job->options->format, "csv")) {
            fputs("channelperf: csv holds one explanation: name the unit and the period of one row\n", stderr);
            return CLI_USAGE;
        }
        code = explain_one(job, outcomes, row, !told++);
    }
    fputs(json ? "]\n" : "", stdout);
    if (!code && !told)
        cli_say(job->options, "no row is of the unit and the period: ", "没有该单元和周期的行：", job->options->table);
    return code;
}

/* Every table of a stage, of all periods: figures come from other rows, too. */
typedef cpf_status all_tables(const cli_job *job, const cpf_tables *results, cpf_tables **tables, cpf_error **error);

static cpf_status apply_all(const cli_job *job, const cpf_tables *results, cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options all;

    (void)cpf_stage_options_init(&all, sizeof all);
    return cpf_apply(job->model, job->actuals, cli_job_counted(job), results, &all, tables, error);
}

static cpf_status review_all(const cli_job *job, const cpf_tables *results, cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options all;

    (void)cpf_stage_options_init(&all, sizeof all);
    return cpf_review(job->model, results, &all, tables, error);
}

int cli_explain_rows(const cli_job *job)
{
    static all_tables *const stages[] = {apply_all, review_all};
    enum { STAGES = sizeof stages / sizeof stages[0] };
    cpf_tables *results = NULL, *outcomes = NULL;
    int code = cli_stage_results(job, &results), found = 0;

    for (int i = 0; i < STAGES && !code && !found; i++) {
        cpf_error *error = NULL;
        cpf_status status;

        cpf_tables_free(outcomes);
        outcomes = NULL;
        status = stages[i](job, results, &outcomes, &error);
        code = status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
        found = cpf_tables_find(outcomes, job->options->table) != NULL;
    }
    code = code ? code : explain_all(job, outcomes);
    cpf_tables_free(outcomes);
    cpf_tables_free(results);
    return code;
}
