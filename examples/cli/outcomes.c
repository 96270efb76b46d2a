/* SPDX-License-Identifier: MIT */
#include "outcomes.h"

#include <string.h>

#include "output.h"
#include "period.h"
#include "tables.h"

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

/* The results that count, none where there is no scorecard; and what is asked of them. */
static int gather_results(const cli_job *job, cpf_stage_options *wanted, cpf_tables **results)
{
    cpf_error *error = NULL;
    int code = cli_tables_wanted(job, NULL, wanted);
    cpf_status status = CPF_OK;

    if (!code && cpf_model_scorecard_count(job->model))
        status = gather(job, results, &error);
    return status == CPF_OK ? code : cli_fail(job->options, status, error);
}

int cli_reviewed(const cli_job *job, cpf_tables **tables)
{
    cpf_stage_options wanted;
    cpf_tables *results = NULL;
    cpf_error *error = NULL;
    int code = gather_results(job, &wanted, &results);
    cpf_status status = code ? CPF_OK : cpf_review(job->model, results, &wanted, tables, &error);

    cpf_tables_free(results);
    return status == CPF_OK ? code : cli_fail(job->options, status, error);
}

int cli_outcomes(const cli_job *job, cpf_tables **tables)
{
    cpf_stage_options wanted;
    cpf_tables *results = NULL;
    cpf_error *error = NULL;
    int code = gather_results(job, &wanted, &results);
    cpf_status status = CPF_OK;

    wanted.period = job->period;
    if (!code)
        status = cpf_apply(job->model, job->actuals, cli_job_counted(job), results, &wanted, tables, &error);
    cpf_tables_free(results);
    return status == CPF_OK ? code : cli_fail(job->options, status, error);
}
