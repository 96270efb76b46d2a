/* SPDX-License-Identifier: MIT */
#include "season_run.h"

#include "cpu.h"
#include "share_rows.h"

enum {
    PERIODS_MAX = CPF__SHARE_COLUMNS,
    STEPPED = 256,
    FEW = 8 /* rows: below that, making the factors ready costs more than it saves */
};

typedef struct season_job {
    const cpf_context *context;
    const cpf__share_rule *rule;
    const int64_t *amounts, *factors;
    int64_t n, first;
    int32_t count;
    int64_t *const *columns;
    int64_t *scratch;
} season_job;

/* One unit by itself. */
static cpf_status season_one(const season_job *job, int64_t i)
{
    int64_t *parts = job->scratch + job->count, amount = job->amounts[i];

    if (cpf__share(job->context, job->rule, amount, job->factors, job->count, job->scratch, parts) != CPF_OK)
        return CPF_E_MEMORY;
    for (int32_t period = 0; period < job->count; period++)
        job->columns[period][job->first + i] = parts[period];
    return CPF_OK;
}

static cpf_status season_each(const season_job *job)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < job->n && status == CPF_OK; i++)
        status = season_one(job, i);
    return status;
}

/* Order in which equal remainders get a step: as they stand, or by the larger factor. */
static void tie_order(const int64_t *factors, int32_t count, int32_t by_weight, uint8_t *order)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t at = i;

        while (by_weight && at > 0 && factors[order[at - 1]] < factors[i]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = (uint8_t)i;
    }
}

/* Amounts in steps; those that are not whole numbers of them by themselves afterwards. */
static cpf_status season_stepped(const season_job *job, const cpf__share_task *like)
{
    int64_t steps[STEPPED], step = job->rule->step;
    cpf_status status = CPF_OK;

    for (int64_t begin = 0; begin < job->n && status == CPF_OK; begin += STEPPED) {
        cpf__share_task task = *like;

        task.totals = steps;
        task.first = like->first + begin;
        task.rows = job->n - begin < STEPPED ? job->n - begin : STEPPED;
        for (int64_t i = 0; i < task.rows; i++)
            steps[i] = job->amounts[begin + i] / step;
        status = cpf__share_rows(cpf__cpu_level(), &task);
        for (int32_t m = 0; m < job->count && status == CPF_OK; m++)
            for (int64_t i = 0; i < task.rows; i++)
                task.columns[m][task.first + i] *= step;
        for (int64_t i = 0; i < task.rows && status == CPF_OK; i++)
            if (job->amounts[begin + i] % step)
                status = season_one(job, begin + i);
    }
    return status;
}

cpf_status cpf__season_run(const cpf_context *context, const cpf__share_rule *rule, const int64_t *amounts, int64_t n,
                           const int64_t *factors, int32_t count, int64_t *const *columns, int64_t first,
                           int64_t *scratch)
{
    season_job job = {context, rule, amounts, factors, n, first, count, columns, scratch};
    int64_t ordered[PERIODS_MAX], *places[PERIODS_MAX];
    uint8_t order[PERIODS_MAX];
    cpf__share_task task = {amounts, n, ordered, places, first, count, 0};
    cpf_status status;

    if (count > PERIODS_MAX || n < FEW)
        return season_each(&job);
    tie_order(factors, count, rule->ties_by_weight, order);
    for (int32_t m = 0; m < count; m++) {
        ordered[m] = factors[order[m]];
        places[m] = columns[order[m]];
    }
    status = rule->step == 1 ? cpf__share_rows(cpf__cpu_level(), &task) : season_stepped(&job, &task);
    /* Factors whose sum does not fit, or all zero: exactly, or equally. */
    return status == CPF_OK || status == CPF_E_MEMORY ? status : season_each(&job);
}
