/* SPDX-License-Identifier: MIT */
/* Over the tree: one pass from the deepest level up; the children of a unit are neighbours. */
#include "lowest.h"
#include "parallel.h"
#include "rollup.h"

enum { GRAIN_PARENTS = 4096, BITS_TOGETHER = 64 };

const cpf__fold cpf__measure_folds[CPF__MEASURE_KINDS] = {
    [CPF__MEASURE_SUM] = CPF__FOLD_SUM,   [CPF__MEASURE_COUNT] = CPF__FOLD_SUM, [CPF__MEASURE_DISTINCT] = CPF__FOLD_SUM,
    [CPF__MEASURE_FIRST] = CPF__FOLD_MIN, [CPF__MEASURE_LAST] = CPF__FOLD_MAX,  [CPF__MEASURE_MIN] = CPF__FOLD_MIN,
    [CPF__MEASURE_MAX] = CPF__FOLD_MAX,   [CPF__MEASURE_STOCK] = CPF__FOLD_SUM,
};

typedef struct fold_job {
    const cpf__tree *tree;
    cpf__cells *cells;
    int64_t first; /* item 0 of the parallel run: a multiple of 64, so that threads share no byte of the bitmap */
    int64_t begin; /* first unit of the level */
    cpf__fold fold;
    cpf__lowest failed;
} fold_job;

static cpf_status fold_sum(const fold_job *job, int64_t parent)
{
    const cpf__cells *cells = job->cells;
    int valid = cpf__bit(cells->valid, parent);
    cpf__i128 sum = valid ? cells->values[parent] : 0;

    for (int64_t child = job->tree->child_begin[parent]; child < job->tree->child_end[parent]; child++)
        if (cpf__bit(cells->valid, child)) {
            sum += cells->values[child];
            valid = 1;
        }
    if (sum < INT64_MIN || sum > INT64_MAX)
        return CPF_E_RANGE;
    cells->values[parent] = (int64_t)sum;
    if (cells->valid)
        cpf__bit_set(cells->valid, parent, valid);
    return CPF_OK;
}

static cpf_status fold_extreme(const fold_job *job, int64_t parent)
{
    const cpf__cells *cells = job->cells;
    int valid = cpf__bit(cells->valid, parent);
    int64_t best = cells->values[parent];

    for (int64_t child = job->tree->child_begin[parent]; child < job->tree->child_end[parent]; child++) {
        int64_t value = cells->values[child];

        if (!cpf__bit(cells->valid, child))
            continue;
        if (!valid || (job->fold == CPF__FOLD_MIN ? value < best : value > best))
            best = value;
        valid = 1;
    }
    cells->values[parent] = best;
    if (cells->valid)
        cpf__bit_set(cells->valid, parent, valid);
    return CPF_OK;
}

static cpf_status fold_part(void *user, int64_t begin, int64_t end)
{
    fold_job *job = user;
    int64_t parent = job->first + begin;

    for (parent = parent < job->begin ? job->begin : parent; parent < job->first + end; parent++) {
        cpf_status status = CPF_OK;

        if (job->tree->child_begin[parent] < job->tree->child_end[parent])
            status = job->fold == CPF__FOLD_SUM ? fold_sum(job, parent) : fold_extreme(job, parent);
        if (status == CPF_OK)
            continue;
        cpf__lowest_tell(&job->failed, parent);
        return status;
    }
    return CPF_OK;
}

cpf_status cpf__tree_fold(const cpf_context *context, const cpf__tree *tree, cpf__fold fold, cpf__cells *cells,
                          cpf_id *failed)
{
    cpf_status status = CPF_OK;

    for (int32_t depth = tree->depths - 2; depth >= 0 && status == CPF_OK; depth--) {
        int64_t begin = tree->depth_begin[depth];
        fold_job job = {
            .tree = tree, .cells = cells, .first = begin - begin % BITS_TOGETHER, .begin = begin, .fold = fold};

        cpf__lowest_start(&job.failed);
        status = cpf__parallel(context, tree->depth_begin[depth + 1] - job.first, GRAIN_PARENTS, fold_part, &job);
        *failed = (cpf_id)job.failed;
    }
    return status;
}
