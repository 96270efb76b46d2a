/* SPDX-License-Identifier: MIT */
/* The largest-remainder method without conditions: what a cascade calls for every parent and period. */
#include "apportion.h"
#include "decimal.h"
#include "remainder_kernels.h"
#include "select.h"

static const int64_t FAST_AMOUNT = CPF__SPLIT_AMOUNT, FAST_SUM = CPF__SPLIT_SUM; /* proof: remainder_kernels.h */

enum { FEW_MEMBERS = 20 };

static cpf_status sum_weights(const int64_t *weights, int64_t n, int64_t *sum)
{
    int64_t total = 0;

    for (int64_t i = 0; i < n; i++)
        if (weights[i] < 0 || __builtin_add_overflow(total, weights[i], &total))
            return CPF_E_RANGE;
    *sum = total;
    return CPF_OK;
}

/* Floors and remainders; sum of the floors. */
static uint64_t floors_fast(int64_t amount, const int64_t *weights, int64_t n, int64_t sum, int64_t *parts,
                            int64_t *remainders)
{
    double ratio = (double)amount / (double)sum;
    uint64_t floors = 0;

    for (int64_t i = 0; i < n; i++) {
        int64_t part = (int64_t)((double)weights[i] * ratio);
        int64_t rest = (int64_t)((uint64_t)amount * (uint64_t)weights[i] - (uint64_t)part * (uint64_t)sum);
        int64_t change = (rest >= sum) - (rest < 0);

        parts[i] = part + change;
        remainders[i] = rest - (change > 0 ? sum : 0) + (change < 0 ? sum : 0);
        floors += (uint64_t)parts[i];
    }
    return floors;
}

static uint64_t floors_exact(uint64_t amount, const int64_t *weights, int64_t n, int64_t sum, int64_t *parts,
                             int64_t *remainders)
{
    uint64_t floors = 0;

    for (int64_t i = 0; i < n; i++) {
        cpf__u128 product = (cpf__u128)amount * (uint64_t)weights[i];
        uint64_t part = (uint64_t)(product / (uint64_t)sum);

        parts[i] = (int64_t)part;
        remainders[i] = (int64_t)((uint64_t)product - part * (uint64_t)sum);
        floors += part;
    }
    return floors;
}

/* One step more for the `left` largest remainders, the first of those that are equal at the cut. */
static void give_left(uint64_t amount, const int64_t *weights, int64_t n, int64_t sum, int64_t left, int64_t *parts,
                      int64_t *remainders)
{
    int64_t cut = cpf__select_largest(remainders, n, left);
    int64_t at_cut = left;

    /* Selection has mixed the remainders up: they are taken anew from the floors, modulo 2^64. */
    for (int64_t i = 0; i < n; i++) {
        remainders[i] = (int64_t)(amount * (uint64_t)weights[i] - (uint64_t)parts[i] * (uint64_t)sum);
        at_cut -= remainders[i] > cut;
    }
    for (int64_t i = 0; i < n; i++) {
        int given = remainders[i] > cut || (remainders[i] == cut && at_cut > 0);

        at_cut -= given && remainders[i] == cut;
        parts[i] = (int64_t)((uint64_t)parts[i] + (uint64_t)given);
    }
}

/* The same for few members: each counts those that come before it, which takes no branch and no second look. */
static void give_left_few(int64_t n, int64_t left, int64_t *parts, const int64_t *remainders)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t before = 0;

        for (int64_t j = 0; j < i; j++)
            before += remainders[j] >= remainders[i];
        for (int64_t j = i + 1; j < n; j++)
            before += remainders[j] > remainders[i];
        parts[i] = (int64_t)((uint64_t)parts[i] + (before < left));
    }
}

static void clear_parts(int64_t n, int64_t *parts)
{
    for (int64_t i = 0; i < n; i++)
        parts[i] = 0;
}

static void split_plainly(const cpf__split_task *task)
{
    uint64_t amount = (uint64_t)task->amount, floors;
    int64_t n = task->n;

    if (amount <= (uint64_t)FAST_AMOUNT && task->sum <= FAST_SUM)
        floors = floors_fast(task->amount, task->weights, n, task->sum, task->parts, task->rests);
    else
        floors = floors_exact(amount, task->weights, n, task->sum, task->parts, task->rests);
    if (floors < amount && n <= FEW_MEMBERS)
        give_left_few(n, (int64_t)(amount - floors), task->parts, task->rests);
    else if (floors < amount)
        give_left(amount, task->weights, n, task->sum, (int64_t)(amount - floors), task->parts, task->rests);
}

static int64_t sum_never(const int64_t *weights, int64_t n)
{
    (void)weights, (void)n;
    return -1;
}

/* What each level has; a kernel serves amounts up to CPF__SPLIT_AMOUNT and sums up to its own limit. */
static const struct split_kernel {
    int64_t (*sum)(const int64_t *weights, int64_t n);
    void (*split)(const cpf__split_task *task);
    int64_t sum_limit;
} kernels[CPF__CPU_LEVELS] = {
    [CPF__CPU_PLAIN] = {sum_never, split_plainly, CPF__SPLIT_SUM},
#if CPF__X86
    [CPF__CPU_AVX2] = {cpf__sum_256, cpf__split_256, CPF__SPLIT_SUM_256 - 1},
    [CPF__CPU_AVX512] = {cpf__sum_512, cpf__split_512, CPF__SPLIT_SUM},
#else
    [CPF__CPU_AVX2] = {sum_never, split_plainly, CPF__SPLIT_SUM},
    [CPF__CPU_AVX512] = {sum_never, split_plainly, CPF__SPLIT_SUM},
#endif
};

void cpf__largest_remainder_at(int32_t level, int64_t total, const int64_t *weights, int64_t n, cpf_status *status,
                               int64_t *scratch, int64_t *parts)
{
    const struct split_kernel *kernel = &kernels[level];
    uint64_t amount = total < 0 ? 0 - (uint64_t)total : (uint64_t)total;
    int64_t sum = kernel->sum(weights, n);
    cpf__split_task task;

    *status = sum < 0 ? sum_weights(weights, n, &sum) : CPF_OK;
    if (*status != CPF_OK)
        return;
    if (!sum || !total) {
        *status = total ? CPF_E_MISSING : CPF_OK;
        if (!total)
            clear_parts(n, parts);
        return;
    }
    task = (cpf__split_task){(int64_t)amount, sum, n, weights, scratch, parts};
    if (amount <= (uint64_t)CPF__SPLIT_AMOUNT && sum <= kernel->sum_limit)
        kernel->split(&task);
    else
        split_plainly(&task);
    for (int64_t i = 0; total < 0 && i < n; i++)
        parts[i] = (int64_t)(0 - (uint64_t)parts[i]);
}

void cpf__largest_remainder(int64_t total, const int64_t *weights, int64_t n, cpf_status *status, int64_t *scratch,
                            int64_t *parts)
{
    cpf__largest_remainder_at(CPF__CPU_PLAIN, total, weights, n, status, scratch, parts);
}
