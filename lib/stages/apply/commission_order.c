/* SPDX-License-Identifier: MIT */
/* Order of the lines of commissions, so that the order of records changes nothing, and lines that stand there twice. */
#include "commission_order.h"

#include <stdlib.h>
#include <string.h>

#include "map.h"

/* A line with what it is sorted by. */
typedef struct sorted_line {
    cpf__commission_line line;
    const char *table;
    int64_t indicator, from, to;
} sorted_line;

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_code(const char *a, const char *b)
{
    int order = a && b ? cpf__code_compare(a, b) : (a != NULL) - (b != NULL);

    return order || !a || !b ? order : strcmp(a, b);
}

static int compare_lines(const void *left, const void *right)
{
    const sorted_line *a = left, *b = right;
    int order = by_number(a->line.unit, b->line.unit);

    order = order ? order : by_code(a->table, b->table);
    order = order ? order : by_number(a->indicator, b->indicator);
    order = order ? order : by_number(a->from, b->from);
    order = order ? order : by_number(b->to, a->to);
    order = order ? order : by_number(a->line.period, b->line.period);
    order = order ? order : by_number(a->line.on, b->line.on);
    return order ? order : by_code(a->line.deal, b->line.deal);
}

static sorted_line with_key(const cpf__commissions *all, const cpf__commission_line *line)
{
    const struct cpf_period *period = &all->view->model->calendar->periods[line->period];

    return (sorted_line){*line, cpf__scheme_of(all, line)->code, cpf__commission_indicator(all, line), period->from,
                         period->to};
}

static cpf_status tell_twice(const cpf__commissions *all, const cpf__commission_line *line, cpf_error **error)
{
    const cpf_model *model = all->view->model;
    const char *texts[3] = {cpf_model_unit_code(model, line->unit), model->calendar->periods[line->period].code,
                            cpf__scheme_of(all, line)->code};

    return cpf__apply_find(all->view, all->records, line->record, NULL, CPF__APPLY_COMMISSION_TWICE, texts, error);
}

cpf_status cpf__commissions_sort(cpf__commissions *all, cpf_error **error)
{
    int64_t n = all->lines.count;
    sorted_line *sorted = cpf__alloc(all->view->context, n, sizeof *sorted);
    cpf_status status = CPF_OK;

    if (!sorted)
        return cpf__no_memory(error);
    for (int64_t i = 0; i < n; i++)
        sorted[i] = with_key(all, &all->lines.items[i]);
    qsort(sorted, (size_t)n, sizeof *sorted, compare_lines);
    for (int64_t i = 0; i < n; i++)
        all->lines.items[i] = sorted[i].line;
    for (int64_t i = 1; i < n && status == CPF_OK; i++)
        if (compare_lines(&sorted[i - 1], &sorted[i]) == 0)
            status = tell_twice(all, &sorted[i].line, error);
    cpf__free(all->view->context, sorted);
    return status;
}

int64_t cpf__commissions_first(const cpf__commissions *all, cpf_id unit)
{
    int64_t low = 0, high = all->lines.count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (all->lines.items[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
