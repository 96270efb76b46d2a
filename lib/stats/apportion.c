/* SPDX-License-Identifier: MIT */
/* A split of any amount under any conditions, brought into the form that the methods take. */
#include "apportion.h"

#include "apportion_problem.h"
#include "decimal.h"
#include "mem.h"

/* What is made for one call, given back at its end. */
typedef struct workspace {
    int64_t *weights;
    uint64_t *least, *most;
} workspace;

static uint64_t magnitude_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static cpf_status sum_of(const int64_t *weights, int64_t n, int64_t *sum)
{
    int64_t total = 0;

    for (int64_t i = 0; i < n; i++)
        if (weights[i] < 0 || __builtin_add_overflow(total, weights[i], &total))
            return CPF_E_RANGE;
    *sum = total;
    return CPF_OK;
}

/* The weights that count: none below the threshold, and all equal where none counts. */
static cpf_status prepare_weights(const int64_t *weights, const cpf__apportion_options *options, cpf__problem *problem,
                                  workspace *work, int *equal)
{
    int64_t sum;
    cpf_status status = sum_of(weights, problem->n, &sum);

    if (status != CPF_OK)
        return status;
    work->weights = cpf__alloc_column(problem->context, problem->n, sizeof *work->weights);
    if (!work->weights)
        return CPF_E_MEMORY;
    problem->weights = work->weights;
    problem->sum = 0;
    for (int64_t i = 0; i < problem->n; i++) {
        int counts = (cpf__i128)weights[i] * options->threshold_den >= (cpf__i128)sum * options->threshold_num;

        work->weights[i] = counts ? weights[i] : 0;
        problem->sum += work->weights[i];
    }
    *equal = problem->sum == 0;
    for (int64_t i = 0; *equal && i < problem->n; i++)
        work->weights[i] = 1;
    problem->sum = *equal ? problem->n : problem->sum;
    return CPF_OK;
}

/* Bounds of magnitudes: those of a negative amount are turned round. A part never has the other sign than the amount.
 * */
static cpf_status prepare_bounds(const cpf__apportion_options *options, int negative, cpf__problem *problem,
                                 workspace *work)
{
    const int64_t *near = negative ? options->upper : options->lower;
    const int64_t *far = negative ? options->lower : options->upper;

    if (near) {
        problem->least = work->least = cpf__alloc_column(problem->context, problem->n, sizeof *work->least);
        if (!work->least)
            return CPF_E_MEMORY;
    }
    if (far) {
        problem->most = work->most = cpf__alloc_column(problem->context, problem->n, sizeof *work->most);
        if (!work->most)
            return CPF_E_MEMORY;
    }
    for (int64_t i = 0; near && i < problem->n; i++)
        work->least[i] = (near[i] < 0) == negative ? magnitude_of(near[i]) : 0;
    for (int64_t i = 0; far && i < problem->n; i++)
        work->most[i] = (far[i] < 0) == negative ? magnitude_of(far[i]) : 0;
    return CPF_OK;
}

/* How far the bounds are from holding the amount: > 0 where they demand more than there is, or than a part may have. */
static cpf__i128 bounds_gap(const cpf__apportion_options *options, int negative, const cpf__problem *problem)
{
    const int64_t *far = negative ? options->lower : options->upper;
    cpf__i128 least = 0, most = 0, crossed = 0, amount = (cpf__i128)problem->amount;

    for (int64_t i = 0; i < problem->n; i++) {
        uint64_t low = cpf__problem_least(problem, i), high = cpf__problem_most(problem, i);

        least += low;
        most += high;
        if (far && far[i] && (far[i] < 0) != negative)
            crossed += magnitude_of(far[i]); /* the part would have to change its sign */
        if (low > high)
            crossed += low - high;
    }
    if (crossed > 0)
        return crossed;
    if (least > amount)
        return least - amount;
    return most < amount ? most - amount : 0;
}

/* Lightest of all are weights of zero: they share what no other may take. */
static cpf_status give_weightless(const cpf__problem *problem, uint64_t left, uint64_t *parts, int *tie)
{
    cpf__problem rest = *problem;
    int64_t *weights = cpf__alloc_column(problem->context, problem->n, sizeof *weights);
    uint64_t *least = cpf__alloc_column(problem->context, problem->n, sizeof *least);
    cpf_status status = CPF_E_MEMORY;

    if (weights && least) {
        for (int64_t i = 0; i < problem->n; i++) {
            weights[i] = problem->weights[i] == 0;
            least[i] = parts[i];
        }
        rest.method = CPF__WEBSTER;
        rest.weights = weights;
        rest.least = least;
        rest.sum = problem->n;
        status = cpf__divisor(&rest, parts, tie, &left);
    }
    cpf__free(problem->context, weights);
    cpf__free(problem->context, least);
    return status;
}

static cpf_status solve(const cpf__problem *problem, uint64_t *parts, int *tie)
{
    uint64_t left = 0;
    int done = 0;
    cpf_status status = CPF_OK;

    if (problem->method == CPF__HAMILTON)
        status = cpf__hamilton(problem, parts, tie, &done);
    if (status == CPF_OK && !done)
        status = cpf__divisor(problem, parts, tie, &left);
    if (status == CPF_OK && left)
        status = give_weightless(problem, left, parts, tie);
    return status;
}

static int64_t saturate(cpf__i128 value)
{
    if (value > INT64_MAX)
        return INT64_MAX;
    return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

/* Parts of bounds that hold the amount. */
static cpf_status split(const cpf__problem *problem, int negative, int64_t *parts, int *tie)
{
    uint64_t *magnitudes = (uint64_t *)parts; /* the unsigned form of the same type */
    cpf_status status = solve(problem, magnitudes, tie);

    for (int64_t i = 0; status == CPF_OK && negative && i < problem->n; i++)
        magnitudes[i] = 0 - magnitudes[i];
    return status;
}

cpf_status cpf__apportion(const cpf_context *context, int64_t total, const int64_t *weights, int64_t n,
                          const cpf__apportion_options *options, int64_t *parts, int *tie, int *equal, int64_t *gap)
{
    cpf__apportion_options used = *options;
    cpf__problem problem = {.context = context,
                            .amount = magnitude_of(total),
                            .n = n,
                            .method = options->method,
                            .quota = options->quota,
                            .tie_by_weight = options->tie_by_weight};
    workspace work = {NULL, NULL, NULL};
    int negative = total < 0, tied = 0, all_equal = 0;
    cpf__i128 missing = 0;
    cpf_status status;

    if (used.threshold_den <= 0)
        used.threshold_num = 0, used.threshold_den = 1;
    status = prepare_weights(weights, &used, &problem, &work, &all_equal);
    if (status == CPF_OK)
        status = prepare_bounds(&used, negative, &problem, &work);
    if (status == CPF_OK && (missing = bounds_gap(&used, negative, &problem)) != 0)
        status = CPF_E_INFEASIBLE;
    if (status == CPF_OK)
        status = split(&problem, negative, parts, &tied);
    if (tie)
        *tie = tied;
    if (equal)
        *equal = all_equal;
    if (gap)
        *gap = saturate(negative ? -missing : missing);
    cpf__free(context, work.weights);
    cpf__free(context, work.least);
    cpf__free(context, work.most);
    return status;
}
