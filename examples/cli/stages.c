/* SPDX-License-Identifier: MIT */
#include "stages.h"

#include <string.h>

#include "output.h"
#include "period.h"

/* Of the same grain as the chosen one and not later, or a part of it; with something to appraise. */
static int counts(const cli_job *job, cpf_id period)
{
    const cpf_period *chosen = cpf_model_period(job->model, job->period), *it = cpf_model_period(job->model, period);

    if (period == job->period)
        return 1;
    if (!cli_period_has_results(job->model, job->targets, job->actuals, period))
        return 0;
    return cli_period_inside(job->model, period, job->period) ||
           (strcmp(cpf_period_grain(it), cpf_period_grain(chosen)) == 0 && cpf_period_to(it) <= cpf_period_from(chosen));
}

/* The totals of one period, under the period's name. */
static cpf_status add_result(const cli_job *job, cpf_id period, cpf_tables *results, cpf_error **error)
{
    cpf_appraise_options how;
    cpf_appraisal *appraisal = NULL;
    cpf_table *totals = NULL;
    cpf_status status = cpf_appraise_options_init(&how, sizeof how);

    how.period = period;
    if (status == CPF_OK)
        status = cpf_appraise(job->model, cli_job_counted(job), job->actuals, &how, &appraisal, error);
    if (status == CPF_OK)
        status = cpf_appraisal_table(appraisal, "totals", &totals, error);
    if (status == CPF_OK)
        status = cpf_tables_add(results, cpf_period_code(cpf_model_period(job->model, period)), totals, error);
    cpf_appraisal_free(appraisal);
    return status;
}

static cpf_status gather(const cli_job *job, cpf_tables **results, cpf_error **error)
{
    cpf_status status = cpf_tables_new(job->context, results);

    for (cpf_id p = 0; p < cpf_model_period_count(job->model) && status == CPF_OK; p++) {
        if (counts(job, p))
            status = add_result(job, p, *results, error);
    }
    return status;
}

int cli_stage_results(const cli_job *job, cpf_tables **results)
{
    cpf_error *error = NULL;
    cpf_status status = cpf_model_scorecard_count(job->model) ? gather(job, results, &error) : CPF_OK;

    return status == CPF_OK ? CLI_DONE : cli_fail(job->options, status, error);
}

cpf_status cli_stage_cascade(const cli_job *job, const cpf_tables *results, const cpf_stage_options *wanted,
                             cpf_tables **tables, cpf_error **error)
{
    (void)results;
    return cpf_cascade_tables(job->model, job->actuals, job->targets, wanted, tables, error);
}

cpf_status cli_stage_track(const cli_job *job, const cpf_tables *results, const cpf_stage_options *wanted,
                           cpf_tables **tables, cpf_error **error)
{
    (void)results;
    return cpf_track(job->model, job->actuals, cli_job_counted(job), wanted, tables, error);
}

cpf_status cli_stage_review(const cli_job *job, const cpf_tables *results, const cpf_stage_options *wanted,
                            cpf_tables **tables, cpf_error **error)
{
    return cpf_review(job->model, results, wanted, tables, error);
}

/* Outcomes are those of the chosen period, also when nobody named it. */
cpf_status cli_stage_apply(const cli_job *job, const cpf_tables *results, const cpf_stage_options *wanted,
                           cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options chosen = *wanted;

    chosen.period = job->period;
    return cpf_apply(job->model, job->actuals, cli_job_counted(job), results, &chosen, tables, error);
}

int cli_stage_wanted(const cli_job *job, const char *only, cpf_stage_options *wanted)
{
    cpf_day day;
    int code = cli_job_as_of(job, &day);

    (void)cpf_stage_options_init(wanted, sizeof *wanted);
    wanted->only = only ? only : job->options->table;
    wanted->as_of = day;
    return code ? code : cli_job_period(job, &wanted->period);
}

int cli_stage_run(const cli_job *job, cli_stage *stage, const cpf_tables *results, const cpf_stage_options *wanted,
                  cpf_tables **tables)
{
    cpf_error *error = NULL;
    cpf_status status = stage(job, results, wanted, tables, &error);

    if (status == CPF_E_NOT_FOUND) {
        cli_fail(job->options, status, error);
        return CLI_USAGE;
    }
    if (status != CPF_OK)
        return cli_fail(job->options, status, error);
    cli_tell(job->options, error); /* warnings */
    cpf_error_free(error);
    return CLI_DONE;
}
