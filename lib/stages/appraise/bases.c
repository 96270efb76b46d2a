/* SPDX-License-Identifier: MIT */
/* What lines score that do not score their attainment: a figure by unit that goes into the line's rule in its place. */
#include <stdlib.h>
#include <string.h>

#include "appraise_steps.h"
#include "decimal.h"
#include "basis_cell.h"
#include "mem.h"

/* A line that has its figures taken. */
typedef struct basis_line {
    const cpf_appraisal *appraisal;
    cpf_id card;
    cpf__line *line;
} basis_line;

static const cpf__card_result *result_of(const basis_line *at)
{
    return &at->appraisal->cards[at->card];
}

static void set_figure(const basis_line *at, cpf_id unit, int64_t figure)
{
    at->line->basis[unit] = figure;
    cpf__bit_set(at->line->basis_valid, unit, 1);
}

/* What stands for 1. */
static int64_t one_of(const basis_line *at)
{
    static const int32_t decimals[] = {[CPF__BY_RANK] = 0, [CPF__BY_MATRIX] = CPF__CELL_DECIMALS};
    const struct cpf_item *item = at->line->item;

    return cpf__pow10(item->basis == CPF__BY_DISTANCE ? at->appraisal->model->indicators[item->indicator].decimals
                                                      : decimals[item->basis]);
}

/* 1 + (actual - target), in steps. */
static cpf_status take_distance(const basis_line *at, int64_t i, cpf_id unit)
{
    int64_t actual, target, figure;

    if (!cpf__line_actual(at->line, unit, &actual) || !cpf__line_target(at->line, unit, i, &target))
        return CPF_OK;
    if (cpf__sub(actual, target, &figure) != CPF_OK || cpf__add(figure, one_of(at), &figure) != CPF_OK)
        return CPF_E_RANGE;
    set_figure(at, unit, figure);
    return CPF_OK;
}

static cpf_status take_distances(const basis_line *at, int64_t *wrong)
{
    const cpf__card_result *result = result_of(at);

    for (int64_t i = 0; i < result->count; i++)
        if (take_distance(at, i, at->appraisal->units[result->first + i]) != CPF_OK) {
            *wrong = result->first + i;
            return CPF_E_RANGE;
        }
    return CPF_OK;
}

static cpf_status take_cells(const basis_line *at, int64_t *wrong)
{
    const cpf__card_result *result = result_of(at);
    const cpf__records *cells = cpf__model_records(at->appraisal->model, &cpf__record_matrix_cell);

    (void)wrong;
    for (int64_t i = 0; i < result->count; i++) {
        cpf_id unit = at->appraisal->units[result->first + i];
        cpf__axis axes[2];
        int64_t cell;

        if (cpf__basis_axes(at->appraisal, at->line, unit, i, axes) != CPF_OK)
            continue;
        cell = cpf__matrix_cell(at->appraisal->model, at->line->item->matrix, axes[0], axes[1]);
        set_figure(at, unit, cell < 0 ? 0 : cpf__record_value(cells, CPF__CELL_VALUE, cell));
    }
    return CPF_OK;
}

/* One who is ranked. The better, the larger the merit; without bound it is the worst. */
typedef struct contender {
    cpf__ratio merit;
    int32_t unbound;
    cpf_id group, unit;
} contender;

static int compare_merit(const contender *a, const contender *b)
{
    if (a->unbound != b->unbound)
        return a->unbound - b->unbound;
    return a->unbound ? 0 : cpf__ratio_compare(b->merit, a->merit);
}

static int compare_contenders(const void *left, const void *right)
{
    const contender *a = left, *b = right;
    int order = (a->group > b->group) - (a->group < b->group);

    order = order ? order : compare_merit(a, b);
    return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

/* More is better; less; or, in a range, what is nearer to the target. */
static cpf__i128 merit_of(int32_t direction, cpf__i128 num, cpf__i128 den)
{
    if (direction == CPF__MORE)
        return num;
    if (direction == CPF__LESS)
        return -num;
    return num > den ? den - num : num - den;
}

/* 0: there is nothing to rank. A range is always about its target. */
static int take_merit(const basis_line *at, int64_t i, contender *it)
{
    const struct cpf_item *item = at->line->item;
    const cpf__records *bases = cpf__model_records(at->appraisal->model, &cpf__record_basis);
    int32_t direction = item->attain.direction;
    int by_value =
        direction != CPF__RANGE && cpf__record_value(bases, CPF__BASIS_OF, item->basis_record) == CPF__RANK_OF_VALUE;
    int64_t actual, target;
    cpf__i128 num, den;

    if (!cpf__line_actual(at->line, it->unit, &actual))
        return 0;
    num = actual;
    den = 1;
    if (!by_value && (!cpf__line_target(at->line, it->unit, i, &target) ||
                      cpf__attainment(&item->attain, actual, target, &num, &den) != CPF_OK))
        return 0;
    it->unbound = den == 0;
    it->merit = (cpf__ratio){merit_of(direction, num, den), den ? den : 1};
    return 1;
}

/* Equal ones share the best of their places. */
static void put_ranks(const basis_line *at, const contender *sorted, int64_t count)
{
    int64_t rank = 0, begin = 0;

    for (int64_t i = 0; i < count; i++) {
        if (!i || sorted[i].group != sorted[i - 1].group)
            begin = i;
        if (i == begin || compare_merit(&sorted[i], &sorted[i - 1]) != 0)
            rank = i - begin + 1;
        set_figure(at, sorted[i].unit, rank);
    }
}

static cpf_status take_ranks(const basis_line *at, int64_t *wrong)
{
    const cpf_appraisal *appraisal = at->appraisal;
    const cpf__card_result *result = result_of(at);
    const cpf__records *bases = cpf__model_records(appraisal->model, &cpf__record_basis);
    int siblings = cpf__record_value(bases, CPF__BASIS_AMONG, at->line->item->basis_record) == CPF__RANK_AMONG_SIBLINGS;
    contender *all = cpf__alloc_column(appraisal->context, result->count, sizeof *all);
    int64_t count = 0;

    (void)wrong;
    if (!all)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < result->count; i++) {
        contender it = {.unit = appraisal->units[result->first + i]};

        it.group = siblings ? appraisal->model->tree->parent[it.unit] : 0;
        if (take_merit(at, i, &it))
            all[count++] = it;
    }
    if (count)
        qsort(all, (size_t)count, sizeof *all, compare_contenders);
    put_ranks(at, all, count);
    cpf__free(appraisal->context, all);
    return CPF_OK;
}

/* CPF_E_RANGE with the subject, CPF_E_MEMORY. */
typedef cpf_status take_basis(const basis_line *at, int64_t *wrong);

static take_basis *const takers[] = {
    [CPF__BY_DISTANCE] = take_distances, [CPF__BY_RANK] = take_ranks, [CPF__BY_MATRIX] = take_cells};

static cpf_status run_line(const basis_line *at, cpf_error **error)
{
    const cpf_appraisal *appraisal = at->appraisal;
    cpf__line *line = at->line;
    int32_t units = appraisal->model->tree->count;
    int64_t wrong = 0, words = ((int64_t)units + 63) / 64; /* bitmaps are whole words */
    cpf_status status;

    if (!line->basis)
        line->basis = cpf__alloc_column(appraisal->context, units, sizeof *line->basis);
    if (!line->basis_valid)
        line->basis_valid = cpf__alloc_column(appraisal->context, words, sizeof(uint64_t));
    if (!line->basis || !line->basis_valid)
        return cpf__no_memory(error);
    memset(line->basis, 0, (size_t)units * sizeof *line->basis);
    memset(line->basis_valid, 0, (size_t)words * sizeof(uint64_t));
    status = takers[line->item->basis](at, &wrong);
    line->actual = line->basis;
    line->actual_valid = line->basis_valid;
    line->target = NULL;
    line->target_kind = CPF__TARGET_CONSTANT;
    line->constant = one_of(at);
    if (status == CPF_E_RANGE)
        return cpf__appraise_find(appraisal, CPF__APPRAISE_POINTS_RANGE, wrong, at->card, line->item->indicator, error);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

cpf_status cpf__appraise_bases(cpf_appraisal *appraisal, cpf_id card, cpf_error **error)
{
    const struct cpf_scorecard *it = &appraisal->model->scorecards[card];
    basis_line at = {appraisal, card, NULL};
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < it->item_count && status == CPF_OK; i++) {
        at.line = &appraisal->cards[card].lines[i];
        if (at.line->item->basis)
            status = run_line(&at, error);
    }
    return status;
}
