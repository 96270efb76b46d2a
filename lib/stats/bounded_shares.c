/* SPDX-License-Identifier: MIT */
#include "bounded_shares.h"

#include "bounded_kernel.h"
#include "decimal.h"
#include "select.h"

/* Where a member stands; the other two are to become so if their side is frozen. */
enum mark { FREE = 0, AT_LOWER, AT_UPPER, BELOW, ABOVE };

static int64_t least_of(const cpf__bounded_task *task, int64_t i)
{
    return task->lower && task->lower[i] > 0 ? task->lower[i] : 0;
}

/* A bound beyond the total binds nobody. */
static int64_t most_of(const cpf__bounded_task *task, int64_t i)
{
    return task->upper && task->upper[i] < task->total ? task->upper[i] : task->total;
}

static int64_t within_64(cpf__i128 value)
{
    if (value > INT64_MAX)
        return INT64_MAX;
    return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

/* How far the bounds are from holding the total; > 0 where they demand too much, or each other's opposite. */
static int64_t gap_of(const cpf__bounded_task *task)
{
    cpf__i128 least = 0, most = 0, crossed = 0;

    for (int64_t i = 0; i < task->n; i++) {
        cpf__i128 low = least_of(task, i), high = task->upper ? task->upper[i] : INT64_MAX;

        least += low;
        most += high;
        crossed += low > high ? low - high : 0;
    }
    if (crossed)
        return within_64(crossed);
    if (least > task->total)
        return within_64(least - task->total);
    return most < task->total ? within_64(most - task->total) : 0;
}

/* Marks those of the free whose share, weight * amount / sum, lies beyond a bound. */
static cpf__beyond mark_beyond(const cpf__bounded_task *task, const int64_t *weights, int equal)
{
    cpf__beyond beyond = {0, 0, 0, 0, 0};

    for (int64_t i = 0; i < task->n; i++) {
        int64_t weight = equal ? 1 : weights[i], least = least_of(task, i), most = most_of(task, i);
        cpf__i128 share = (cpf__i128)weight * task->amount;

        if (task->marks[i] != FREE)
            continue;
        if (share < (cpf__i128)least * task->sum) {
            task->marks[i] = BELOW;
            beyond.low += least;
            beyond.low_weights += weight;
            beyond.any = 1;
        } else if (share > (cpf__i128)most * task->sum) {
            task->marks[i] = ABOVE;
            beyond.high += most;
            beyond.high_weights += weight;
            beyond.any = 1;
        }
    }
    return beyond;
}

/* Freezes round by round until the shares of the free lie within their bounds. */
static void freeze_all(cpf__bounded_task *task, int equal)
{
    while (task->sum > 0) {
        cpf__beyond beyond = mark_beyond(task, task->weights, equal);
        int freeze;

        if (!beyond.any)
            return;
        freeze = cpf__bounded_freeze(task, &beyond);
        for (int64_t i = 0; i < task->n; i++)
            if (task->marks[i] == BELOW)
                task->marks[i] = freeze & CPF__FREEZE_LOW ? AT_LOWER : FREE;
            else if (task->marks[i] == ABOVE)
                task->marks[i] = freeze & CPF__FREEZE_HIGH ? AT_UPPER : FREE;
    }
}

/* All weights that count have taken all they may: those of zero share the rest as equals. */
static void free_weightless(cpf__bounded_task *task)
{
    task->amount = task->total;
    task->sum = 0;
    for (int64_t i = 0; i < task->n; i++) {
        task->marks[i] = task->weights[i] ? AT_UPPER : FREE;
        task->amount -= task->weights[i] ? most_of(task, i) : 0;
        task->sum += task->weights[i] == 0;
    }
}

/* The share's whole part and remainder; the free have a sum of weights > 0 here, or a share of nothing. */
static void divide_share(const cpf__bounded_task *task, int64_t weight, int64_t i)
{
    cpf__u128 share = (cpf__u128)(uint64_t)weight * (uint64_t)task->amount;
    uint64_t sum = task->sum ? (uint64_t)task->sum : 1, part = (uint64_t)(share / sum);

    task->parts[i] = (int64_t)part;
    task->rests[i] = (int64_t)((uint64_t)share - part * sum);
}

/* Whole parts, and remainders of the free, -1 for the others; the steps left. */
static int64_t whole_parts(const cpf__bounded_task *task, int equal)
{
    int64_t left = task->amount;

    for (int64_t i = 0; i < task->n; i++)
        if (task->marks[i] == FREE) {
            divide_share(task, equal ? 1 : task->weights[i], i);
            left -= task->parts[i];
        } else {
            task->parts[i] = task->marks[i] == AT_LOWER ? least_of(task, i) : most_of(task, i);
            task->rests[i] = -1;
        }
    return left;
}

/* One step more to the largest remainders; the marks are no longer needed. */
static void give_steps(const cpf__bounded_task *task, int64_t left)
{
    int64_t members = 0, cut;

    if (left <= 0)
        return;
    for (int64_t i = 0; i < task->n; i++)
        if (task->rests[i] >= 0)
            task->marks[members++] = task->rests[i];
    cut = cpf__select_largest(task->marks, members, left);
    for (int64_t i = 0; i < task->n; i++)
        if (task->rests[i] > cut) {
            task->parts[i]++;
            left--;
        }
    for (int64_t i = 0; left && i < task->n; i++)
        if (task->rests[i] == cut) {
            task->parts[i]++;
            left--;
        }
}

static cpf_status start(cpf__bounded_task *task)
{
    task->amount = task->total;
    task->sum = 0;
    for (int64_t i = 0; i < task->n; i++) {
        if (task->weights[i] < 0 || __builtin_add_overflow(task->sum, task->weights[i], &task->sum))
            return CPF_E_RANGE;
        task->marks[i] = FREE;
    }
    return CPF_OK;
}

/* Whole parts and remainders; the steps left. */
static cpf_status divide_plainly(cpf__bounded_task *task, int64_t *gap, int64_t *left)
{
    cpf_status status = start(task);
    int equal;

    if (status != CPF_OK)
        return status;
    *gap = gap_of(task);
    if (*gap)
        return CPF_E_INFEASIBLE;
    freeze_all(task, 0);
    equal = task->sum == 0 && task->amount > 0;
    if (equal) {
        free_weightless(task);
        freeze_all(task, 1);
    }
    *left = whole_parts(task, equal);
    return CPF_OK;
}

static cpf_status split_plainly(cpf__bounded_task *task, int64_t *gap)
{
    int64_t left;
    cpf_status status = divide_plainly(task, gap, &left);

    if (status == CPF_OK)
        give_steps(task, left);
    return status;
}

cpf_status cpf__bounded_quotients(int64_t total, const int64_t *weights, const int64_t *lower, const int64_t *upper,
                                  int64_t n, int64_t *scratch, int64_t *parts, int64_t *over, int64_t *gap)
{
    cpf__bounded_task task = {total, n, weights, lower, upper, scratch, scratch + n, parts, 0, 0};
    int64_t left;
    cpf_status status = total < 0 ? CPF_E_RANGE : divide_plainly(&task, gap, &left);

    *over = task.sum > 0 ? task.sum : 1;
    for (int64_t i = 0; status == CPF_OK && i < n; i++)
        scratch[i] = scratch[i] < 0 ? 0 : scratch[i];
    return status;
}

static int never(cpf__bounded_task *task)
{
    (void)task;
    return 0;
}

static int (*const kernels[CPF__CPU_LEVELS])(cpf__bounded_task *task) = {
    [CPF__CPU_PLAIN] = never,
    [CPF__CPU_AVX2] = never,
#if CPF__X86
    [CPF__CPU_AVX512] = cpf__bounded_512,
#else
    [CPF__CPU_AVX512] = never,
#endif
};

cpf_status cpf__bounded_shares(int32_t level, int64_t total, const int64_t *weights, const int64_t *lower,
                               const int64_t *upper, int64_t n, int64_t *scratch, int64_t *parts, int64_t *gap)
{
    cpf__bounded_task task = {total, n, weights, lower, upper, scratch, scratch + n, parts, 0, 0};
    int64_t unwanted, *told = gap ? gap : &unwanted;

    *told = 0;
    if (total < 0)
        return CPF_E_RANGE;
    return kernels[level](&task) ? CPF_OK : split_plainly(&task, told);
}
