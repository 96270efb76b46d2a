/* SPDX-License-Identifier: MIT */
/*
 * In coordinates in which the sum of squares is the distance from a point, the rest is to find the nearest point that
 * keeps the fixed nodes and the signs. S is brought to a triangle by Householder, never through S'S, which would halve
 * the digits.
 */
#include "reconcile.h"

#include <math.h>
#include <string.h>

#include "dense.h"
#include "mem.h"
#include "nearest_point.h"

typedef struct projection {
    double *matrix;        /* whitened S, then R */
    double *point;         /* whitened base, then Q'base */
    double *lower;         /* Cholesky of W; not used with a diagonal */
    double *column;        /* scratch of `nodes` */
    double *rows, *bounds; /* conditions */
    uint8_t *involved;
    int64_t *node; /* of each condition */
    int64_t equal, count;
} projection;

void cpf__leaf_counts(const double *sums, int64_t nodes, int64_t leaves, double *counts)
{
    for (int64_t i = 0; i < nodes; i++) {
        counts[i] = 0;
        for (int64_t j = 0; j < leaves; j++)
            counts[i] += sums[i * leaves + j];
    }
}

void cpf__sum_up(const double *sums, int64_t nodes, int64_t leaves, const double *b, double *values)
{
    for (int64_t i = 0; i < nodes; i++)
        values[i] = cpf__dot(sums + i * leaves, b, leaves);
}

/* The column of the only 1 of a row, CPF_NONE when there is anything else. */
static int64_t only_leaf(const double *row, int64_t leaves)
{
    int64_t found = CPF_NONE;

    for (int64_t j = 0; j < leaves; j++) {
        int one = row[j] >= 1 && row[j] <= 1, zero = row[j] >= 0 && row[j] <= 0;

        if ((!one && !zero) || (one && found != CPF_NONE))
            return CPF_NONE;
        found = one ? j : found;
    }
    return found;
}

cpf_status cpf__leaf_nodes(const double *sums, int64_t nodes, int64_t leaves, int64_t *node)
{
    int64_t found = 0;

    for (int64_t j = 0; j < leaves; j++)
        node[j] = CPF_NONE;
    for (int64_t i = 0; i < nodes; i++) {
        int64_t j = only_leaf(sums + i * leaves, leaves);

        if (j != CPF_NONE) { /* of a single child the last node is the leaf */
            found += node[j] == CPF_NONE;
            node[j] = i;
        }
    }
    return found == leaves ? CPF_OK : CPF_E_DATA;
}

/* Divides by the root of W: each column of S and the base. */
static int whiten(const cpf__hierarchy *it, projection *work)
{
    int64_t n = it->nodes, m = it->leaves;

    if (it->covariance) {
        memcpy(work->lower, it->covariance, (size_t)(n * n) * sizeof *work->lower);
        if (!cpf__cholesky(work->lower, n))
            return 0;
    }
    for (int64_t j = 0; j <= m; j++) {
        for (int64_t i = 0; i < n; i++)
            work->column[i] = j < m ? it->sums[i * m + j] : it->base[i];
        if (it->covariance)
            cpf__solve_lower(work->lower, n, work->column);
        for (int64_t i = 0; i < n; i++) {
            double part = it->covariance ? work->column[i] : work->column[i] / sqrt(it->variance[i]);

            *(j < m ? &work->matrix[i * m + j] : &work->point[i]) = part;
        }
    }
    return 1;
}

static void add_condition(const cpf__hierarchy *it, projection *work, const double *row, int64_t leaf, double bound,
                          int64_t node)
{
    double *to = work->rows + work->count * it->leaves;

    for (int64_t j = 0; j < it->leaves; j++)
        to[j] = row ? row[j] : j == leaf;
    cpf__solve_upper_turned(work->matrix, it->leaves, it->leaves, to);
    work->bounds[work->count] = bound;
    work->node[work->count++] = node;
}

static void add_conditions(const cpf__hierarchy *it, projection *work)
{
    for (int64_t i = 0; it->fixed && i < it->nodes; i++) {
        if (it->fixed[i])
            add_condition(it, work, it->sums + i * it->leaves, 0, it->base[i], i);
    }
    work->equal = work->count;
    for (int64_t j = 0; it->not_negative && j < it->leaves; j++)
        add_condition(it, work, NULL, j, 0, CPF_NONE);
}

static cpf_status project(const cpf_context *context, const cpf__hierarchy *it, projection *work, double *values,
                          uint8_t *conflict)
{
    cpf__walls walls = {it->leaves, 0, 0, work->rows, work->bounds};
    cpf_status status;

    if (!whiten(it, work) || !cpf__triangulate(work->matrix, it->nodes, it->leaves, work->point, 1))
        return CPF_E_DATA;
    add_conditions(it, work);
    walls.count = work->count;
    walls.equal = work->equal;
    status = cpf__nearest_point(context, walls, work->point, work->involved);
    for (int64_t k = 0; status == CPF_E_INFEASIBLE && k < work->equal; k++)
        conflict[work->node[k]] = work->involved[k];
    if (status != CPF_OK)
        return status;
    cpf__solve_upper(work->matrix, it->leaves, it->leaves, work->point);
    for (int64_t j = 0; j < it->leaves; j++) {
        if (!isfinite(work->point[j]))
            return CPF_E_RANGE;
        if (it->not_negative)
            work->point[j] = fmax(0, work->point[j]) + 0.0;
    }
    cpf__sum_up(it->sums, it->nodes, it->leaves, work->point, values);
    for (int64_t i = 0; i < it->nodes; i++)
        values[i] = it->fixed && it->fixed[i] ? it->base[i] : values[i];
    return CPF_OK;
}

cpf_status cpf__reconcile(const cpf_context *context, cpf__hierarchy hierarchy, double *values, uint8_t *conflict)
{
    int64_t n = hierarchy.nodes, m = hierarchy.leaves, most = n + m, lower = hierarchy.covariance ? n * n : 0;
    double *block = cpf__alloc(context, n * m + 2 * n + lower + most * m + most, sizeof *block);
    int64_t *node = cpf__alloc(context, most, sizeof *node);
    uint8_t *involved = cpf__alloc(context, most, 1);
    projection work = {.matrix = block, .node = node, .involved = involved};
    cpf_status status = block && node && involved ? CPF_OK : CPF_E_MEMORY;

    memset(conflict, 0, (size_t)n);
    if (status == CPF_OK && n < m)
        status = CPF_E_DATA;
    if (status == CPF_OK) {
        work.point = block + n * m;
        work.column = work.point + n;
        work.lower = work.column + n;
        work.rows = work.lower + lower;
        work.bounds = work.rows + most * m;
        status = project(context, &hierarchy, &work, values, conflict);
    }
    cpf__free(context, involved);
    cpf__free(context, node);
    cpf__free(context, block);
    return status;
}
