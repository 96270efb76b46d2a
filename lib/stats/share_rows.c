/* SPDX-License-Identifier: MIT */
#include "share_rows.h"

#include <string.h>

#include "apportion.h"
#include "row_rule.h"

enum { LANES = CPF__ROW_LANES, LINE = 64 };

static const cpf__row_kernel kernels[CPF__CPU_LEVELS] = {
    [CPF__CPU_PLAIN] = cpf__rows_plain,
#if CPF__X86
    [CPF__CPU_AVX2] = cpf__rows_256,
    [CPF__CPU_AVX512] = cpf__rows_512,
#else
    [CPF__CPU_AVX2] = cpf__rows_plain,
    [CPF__CPU_AVX512] = cpf__rows_plain,
#endif
};

static cpf_status sum_factors(const cpf__share_task *task, int64_t *sum)
{
    int64_t total = 0;

    for (int32_t m = 0; m < task->n; m++)
        if (task->factors[m] < 0 || __builtin_add_overflow(total, task->factors[m], &total))
            return CPF_E_RANGE;
    *sum = total;
    return total ? CPF_OK : CPF_E_MISSING;
}

/* One run of comparisons at a distance of `step` of Batcher's merge of runs of `run`. */
static void add_pairs(cpf__row_rule *rule, int32_t run, int32_t step)
{
    for (int32_t from = step % run; from + step < rule->n; from += 2 * step)
        for (int32_t i = from; i < from + step && i + step < rule->n; i++)
            if (i / (2 * run) == (i + step) / (2 * run)) {
                rule->high[rule->pairs] = (uint8_t)i;
                rule->low[rule->pairs++] = (uint8_t)(i + step);
            }
}

/* Batcher's odd-even merge sort; Knuth, The Art of Computer Programming 3, 5.3.4. */
static void make_network(cpf__row_rule *rule)
{
    rule->pairs = 0;
    for (int32_t run = 1; run < rule->n; run *= 2)
        for (int32_t step = run; step >= 1; step /= 2)
            add_pairs(rule, run, step);
}

static void make_rule(const cpf__share_task *task, int64_t sum, cpf__row_rule *rule)
{
    rule->n = task->n;
    rule->sum = sum;
    for (int32_t m = 0; m < task->n; m++) {
        rule->factors[m] = task->factors[m];
        rule->share[m] = (double)task->factors[m] / (double)sum;
    }
    make_network(rule);
}

static void share_one(const cpf__share_task *task, int64_t row)
{
    int64_t rests[CPF__SHARE_COLUMNS], parts[CPF__SHARE_COLUMNS];
    cpf_status status;

    cpf__largest_remainder(task->totals[row], task->factors, task->n, &status, rests, parts);
    for (int32_t m = 0; m < task->n; m++)
        task->columns[m][task->first + row] = parts[m];
}

static void share_each(const cpf__share_task *task, int64_t begin, int64_t end)
{
    for (int64_t row = begin; row < end; row++)
        share_one(task, row);
}

/* Rows `begin` to before `end`, whole groups of lanes first, the rest in a group filled up with zeros. */
static void share_lanes(cpf__row_kernel kernel, const cpf__row_rule *rule, const cpf__share_task *task, int64_t begin,
                        int64_t end, int stream)
{
    int64_t totals[LANES] = {0}, parts[CPF__SHARE_COLUMNS][LANES], *tile[CPF__SHARE_COLUMNS];
    cpf__row_block last = {totals, LANES, tile, 0, 0};

    while (end - begin >= LANES) {
        cpf__row_block block = {task->totals + begin, (end - begin) / LANES * LANES, task->columns,
                                task->first + begin, stream};

        begin += kernel(rule, &block);
        if (end - begin < LANES)
            break;
        share_each(task, begin, begin + LANES);
        begin += LANES;
    }
    if (begin >= end)
        return;
    memcpy(totals, task->totals + begin, (size_t)(end - begin) * sizeof *totals);
    for (int32_t m = 0; m < task->n; m++)
        tile[m] = parts[m];
    if (!kernel(rule, &last)) {
        share_each(task, begin, end);
        return;
    }
    for (int32_t m = 0; m < task->n; m++)
        memcpy(task->columns[m] + task->first + begin, parts[m], (size_t)(end - begin) * sizeof **parts);
}

/* Rows before the first that begins a line of the cache in all columns; all rows when the columns differ in that. */
static int64_t rows_to_line(const cpf__share_task *task)
{
    uintptr_t place = (uintptr_t)(task->columns[0] + task->first) % LINE;
    int64_t head = (int64_t)((LINE - place) % LINE / sizeof **task->columns);

    for (int32_t m = 1; m < task->n; m++)
        if ((uintptr_t)(task->columns[m] + task->first) % LINE != place)
            return task->rows;
    return place % sizeof **task->columns || head > task->rows ? task->rows : head;
}

cpf_status cpf__share_rows(int32_t level, const cpf__share_task *task)
{
    cpf__row_rule rule;
    int64_t sum, head = 0;
    cpf_status status = sum_factors(task, &sum);

    if (status != CPF_OK)
        return status;
    if (sum > CPF__ROW_SUM) {
        share_each(task, 0, task->rows);
        return CPF_OK;
    }
    make_rule(task, sum, &rule);
    if (task->stream) {
        head = rows_to_line(task);
        share_lanes(kernels[level], &rule, task, 0, head, 0);
    }
    share_lanes(kernels[level], &rule, task, head, task->rows, task->stream);
    return CPF_OK;
}
