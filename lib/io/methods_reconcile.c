/* SPDX-License-Identifier: MIT */
/* Values of a hierarchy that do not add up, changed as little as possible until they do. */
#include <math.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "call_tree.h"
#include "reconcile.h"
#include "reconcile_tree.h"
#include "residual_covariance.h"
#include "round_tree.h"
#include "top_down.h"

enum { DENSE_MOST = 1000, OLS = 0, WLS_STRUCT, WLS_VAR, MINT_SHRINK, BOTTOM_UP };

#define METHOD_WORDS "ols|wls_struct|wls_var|mint_shrink|bottom_up"
#define PARAM_RESIDUALS                                                                                               \
    {                                                                                                                 \
        "residuals", "past forecast errors, a list for each time with one for each node", "历史预测误差，每期一行、每节点一列", \
            "list of lists of numbers", NULL, NULL, "none"                                                            \
    }
#define PARAM_MEAN_ZERO                                                                                               \
    {                                                                                                                 \
        "mean_zero", "squares about 0, not about the mean", "以 0 而非均值为中心", "flag", NULL, NULL, "true"         \
    }

static const cpf_param reconcile_params[] = {
    {"S", "which leaves each node adds up; or give tree", "汇总矩阵（或给出 tree）", "list of lists of numbers", NULL, NULL, "none"},
    {"tree", "children of each node; or give S", "各节点的下级（或给出 S）", "object of lists of texts", NULL, NULL, "none"},
    {"base", "values of all nodes; with a tree level by level", "各节点的数值；给出 tree 时逐层排列", "list of numbers", NULL, NULL, NULL},
    {"method", "what changes are weighed by", "调整的权重", METHOD_WORDS, NULL, NULL, "wls_struct"},
    PARAM_RESIDUALS,
    PARAM_MEAN_ZERO,
    {"immutable", "positions of the nodes that keep their value", "数值保持不变的节点序号", "list of indices", "0", NULL, "none"},
    {"nonnegative", "no leaf falls below 0", "叶节点不得为负", "flag", NULL, NULL, "false"},
    {"decimals", "with a tree: also give values that are whole in the last of so many decimals", "给出 tree 时另给出精确到该小数位的结果", "decimals",
     "0", "9", "-1"},
};

static const cpf_param shrinkage_params[] = {
    {"residuals", "past forecast errors, a list for each time with one for each node", "历史预测误差，每期一行、每节点一列",
     "list of lists of numbers", NULL, NULL, NULL},
    PARAM_MEAN_ZERO,
};

static const cpf_param zero_params[] = {
    {"base", "the total, then the leaves", "总数及其后各叶节点数值", "list of numbers", NULL, NULL, NULL},
    {"by", "what positive leaves give up in proportion to: nothing, value, square, variance", "正值叶节点按何种比例分摊", "none|value|square|variance",
     NULL, NULL, "value"},
    {"variances", "variance of each leaf, with variance", "各叶节点的方差（用于 variance）", "list of numbers above 0", "0", NULL, "none"},
};

typedef struct reconcile_call {
    cpf__matrix sums;
    cpf__call_nodes nodes; /* with a tree */
    int has_tree;
    cpf__doubles base;
    int64_t count;
    int32_t method;
    double *variance, *covariance; /* one of them */
    uint8_t *fixed;
    int not_negative;
} reconcile_call;

static void read_fixed(cpf__call *call, reconcile_call *it)
{
    int32_t node = cpf__call_find(call, "immutable");
    int32_t at = node != CPF_NONE && cpf__call_list(call, node, -1) ? cpf__json_child(call->json, node) : CPF_NONE;

    it->fixed = cpf__call_take(call, it->count, 1);
    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        int64_t i = cpf__call_number(call, at, 0);
        char shown[24];

        cpf_decimal_format(it->count - 1, 0, shown);
        if (i < 0 || i >= it->count)
            cpf__call_fail(call, at, CPF__IO_CALL_RANGE, cpf__json_text(call->json, at), "0", shown);
        else if (it->fixed)
            it->fixed[i] = 1;
    }
}

/* The square matrix that a tree needs too when errors hang together: which leaves are under each node. */
static void sums_of_tree(cpf__call *call, reconcile_call *it)
{
    int64_t n = it->nodes.count, leaves = 0, *column = cpf__call_take(call, n, sizeof *column);
    double *counts = cpf__call_take(call, n, sizeof *counts);

    if (call->status == CPF_OK && n > DENSE_MOST)
        cpf__call_fail(call, cpf__call_find(call, "tree"), CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 1; i < n; i++)
        counts[it->nodes.parent[i]] += 1;
    for (int64_t i = 0; i < n; i++)
        column[i] = counts[i] > 0 ? CPF_NONE : leaves++;
    it->sums = (cpf__matrix){cpf__call_take(call, n * leaves, sizeof(double)), n, leaves};
    for (int64_t i = 0; call->status == CPF_OK && i < n; i++) {
        for (int64_t up = i; column[i] != CPF_NONE && up != CPF_NONE; up = it->nodes.parent[up])
            it->sums.items[up * leaves + column[i]] = 1;
    }
}

static void read_shape(cpf__call *call, reconcile_call *it)
{
    int32_t sums = cpf__call_find(call, "S"), tree = cpf__call_find(call, "tree");

    if ((sums == CPF_NONE) == (tree == CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_EITHER, "S", "tree", NULL);
    it->has_tree = tree != CPF_NONE;
    if (call->status == CPF_OK && it->has_tree)
        it->nodes = cpf__call_tree(call, tree);
    else if (call->status == CPF_OK)
        it->sums = cpf__call_matrix(call, sums, NULL, CPF__ANY_NUMBER);
    it->count = it->has_tree ? it->nodes.count : it->sums.rows;
    if (call->status == CPF_OK && !it->has_tree && (it->sums.rows > DENSE_MOST || it->sums.columns > DENSE_MOST))
        cpf__call_fail(call, sums, CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    if (call->status == CPF_OK && it->has_tree && (it->method == MINT_SHRINK || it->method == BOTTOM_UP))
        sums_of_tree(call, it);
}

static void weigh_by_residuals(cpf__call *call, reconcile_call *it)
{
    int32_t node = cpf__call_find(call, "residuals");
    int mean_zero = cpf__call_flag(call, "mean_zero");
    cpf__matrix residuals = cpf__call_matrix(call, node, NULL, CPF__ANY_NUMBER);
    double *scratch = cpf__call_take(call, residuals.rows * residuals.columns, sizeof *scratch), lambda;
    cpf_status status = CPF_OK;

    if (node == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, "residuals", NULL, NULL);
    if (residuals.columns != it->count)
        (void)cpf__call_list(call, residuals.rows ? cpf__json_child(call->json, node) : node, it->count);
    if (it->method == MINT_SHRINK)
        it->covariance = cpf__call_take(call, it->count * it->count, sizeof *it->covariance);
    if (call->status != CPF_OK)
        return;
    cpf__residual_variances(residuals.items, residuals.rows, it->count, mean_zero, it->variance);
    if (residuals.rows > 0)
        status = cpf__lift_zero_variances(it->variance, it->count);
    if (status == CPF_OK && it->covariance)
        status = cpf__shrunk_covariance(residuals.items, residuals.rows, it->count, mean_zero, scratch, it->covariance, &lambda);
    if (status != CPF_OK || residuals.rows < 1)
        cpf__call_fail(call, node, CPF__IO_CALL_SUMS, NULL, NULL, NULL);
    for (int64_t i = 0; it->covariance && i < it->count; i++)
        it->covariance[i * it->count + i] = it->variance[i];
}

static void weigh(cpf__call *call, reconcile_call *it)
{
    it->variance = cpf__call_take(call, it->count, sizeof *it->variance);
    if (call->status != CPF_OK)
        return;
    if (it->method == WLS_VAR || it->method == MINT_SHRINK)
        weigh_by_residuals(call, it);
    else if (it->method == WLS_STRUCT && it->has_tree)
        cpf__tree_leaves(it->nodes.parent, it->count, it->variance);
    else if (it->method == WLS_STRUCT)
        cpf__leaf_counts(it->sums.items, it->sums.rows, it->sums.columns, it->variance);
    for (int64_t i = 0; i < it->count && (it->method == OLS || it->method == BOTTOM_UP); i++)
        it->variance[i] = 1;
    for (int64_t i = 0; i < it->count && it->method == WLS_STRUCT; i++) {
        if (!(it->variance[i] > 0))
            cpf__call_fail(call, cpf__call_find(call, "S"), CPF__IO_CALL_SUMS, NULL, NULL, NULL);
    }
}

static cpf_status add_up(cpf__call *call, const reconcile_call *it, double *values)
{
    int64_t *leaf = cpf__call_take(call, it->sums.columns, sizeof *leaf);
    double *b = cpf__call_take(call, it->sums.columns, sizeof *b);
    cpf_status status;

    if (call->status != CPF_OK)
        return CPF_E_MEMORY;
    status = cpf__leaf_nodes(it->sums.items, it->sums.rows, it->sums.columns, leaf);
    for (int64_t j = 0; status == CPF_OK && j < it->sums.columns; j++)
        b[j] = it->not_negative ? fmax(0, it->base.items[leaf[j]]) + 0.0 : it->base.items[leaf[j]];
    if (status == CPF_OK)
        cpf__sum_up(it->sums.items, it->sums.rows, it->sums.columns, b, values);
    return status;
}

/* Whichever way fits the problem; nodes that contradict one another are marked. */
static cpf_status find_values(cpf__call *call, const reconcile_call *it, double *values, uint8_t *marks)
{
    cpf__hierarchy hierarchy = {it->sums.rows, it->sums.columns, it->sums.items, it->base.items, it->variance,
                                it->covariance, it->fixed, it->not_negative};
    cpf__node_tree tree = {it->count, it->nodes.parent, it->base.items, it->variance};
    int64_t conflict = CPF_NONE;
    cpf_status status;

    if (it->method == BOTTOM_UP)
        return add_up(call, it, values);
    if (!it->has_tree || it->covariance)
        return cpf__reconcile(call->context, hierarchy, values, marks);
    for (int64_t i = 0; i < it->count; i++)
        it->variance[i] = it->fixed[i] ? 0 : it->variance[i];
    status = it->not_negative ? cpf__reconcile_tree_above(call->context, tree, values, &conflict)
                              : cpf__reconcile_tree(call->context, tree, values, &conflict);
    if (conflict != CPF_NONE)
        marks[conflict] = 1;
    return status;
}

static void answer_rounded(cpf__call *call, const reconcile_call *it, double *values)
{
    int32_t decimals = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);
    int64_t *kept, conflict;
    cpf__numbers whole = {NULL, NULL, it->count};
    cpf_status status;

    if (decimals < 0 || call->status != CPF_OK)
        return;
    if (!it->has_tree)
        cpf__call_fail(call, cpf__call_find(call, "decimals"), CPF__IO_CALL_NEEDS, "tree", NULL, NULL);
    kept = cpf__call_take(call, it->count, sizeof *kept);
    whole.items = cpf__call_take(call, it->count, sizeof *whole.items);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < it->count; i++) {
        values[i] *= (double)cpf__pow10(decimals);
        kept[i] = it->fixed[i] && fabs(values[i]) < 9e15 ? (int64_t)round(values[i]) : 0;
    }
    status = cpf__round_tree(call->context, it->nodes.parent, values, it->fixed, kept, it->count, whole.items, &conflict);
    if (status == CPF_OK)
        cpf__answer_numbers(call, "rounded", whole, decimals);
    else if (status == CPF_E_INFEASIBLE)
        cpf__answer_null(call, "rounded");
    else if (status == CPF_E_RANGE)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    else
        cpf__call_failed(call, status);
}

static void run_reconcile(cpf__call *call)
{
    reconcile_call it = {.method = cpf__call_word(call, "method"), .not_negative = cpf__call_flag(call, "nonnegative")};
    double *values;
    uint8_t *marks;
    cpf_status status;

    read_shape(call, &it);
    it.base = cpf__call_doubles(call, cpf__call_find(call, "base"), it.count, NULL, CPF__ANY_NUMBER);
    read_fixed(call, &it);
    weigh(call, &it);
    values = cpf__call_take(call, it.count, sizeof *values);
    marks = cpf__call_take(call, it.count, 1);
    if (call->status != CPF_OK)
        return;
    status = find_values(call, &it, values, marks);
    if (status == CPF_E_INFEASIBLE) {
        cpf__answer_text(call, "error", "infeasible");
        cpf__answer_positions(call, "nodes", marks, it.count);
        return;
    }
    if (status == CPF_E_DATA)
        cpf__call_fail(call, cpf__call_find(call, "S"), CPF__IO_CALL_SUMS, NULL, NULL, NULL);
    else if (status == CPF_E_RANGE)
        cpf__call_fail(call, cpf__call_find(call, "base"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    else
        cpf__call_failed(call, status);
    if (call->status != CPF_OK)
        return;
    cpf__answer_doubles(call, "reconciled", values, it.count);
    answer_rounded(call, &it, values);
}

static void run_shrinkage(cpf__call *call)
{
    cpf__matrix residuals = cpf__call_matrix(call, cpf__call_find(call, "residuals"), NULL, CPF__ANY_NUMBER);
    int mean_zero = cpf__call_flag(call, "mean_zero");
    cpf__matrix covariance = {NULL, residuals.columns, residuals.columns};
    double *scratch = cpf__call_take(call, residuals.rows * residuals.columns, sizeof *scratch), lambda = 0;

    if (residuals.columns > DENSE_MOST)
        cpf__call_fail(call, cpf__call_find(call, "residuals"), CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    if (call->status != CPF_OK)
        return;
    covariance.items = cpf__call_take(call, residuals.columns * residuals.columns, sizeof *covariance.items);
    if (call->status != CPF_OK)
        return;
    if (cpf__shrunk_covariance(residuals.items, residuals.rows, residuals.columns, mean_zero, scratch, covariance.items, &lambda) != CPF_OK) {
        cpf__answer_null(call, "lambda");
        cpf__answer_null(call, "covariance");
        cpf__answer_text(call, "reason", "too_few");
        return;
    }
    cpf__answer_double(call, "lambda", lambda);
    cpf__answer_matrix(call, "covariance", covariance);
}

static void run_zero(cpf__call *call)
{
    cpf__doubles base = cpf__call_doubles(call, cpf__call_find(call, "base"), -1, NULL, CPF__ANY_NUMBER), variances = {NULL, 0};
    int32_t by = cpf__call_word(call, "by"), node = cpf__call_find(call, "variances");
    double *values = cpf__call_take(call, base.count, sizeof *values);

    if (call->status == CPF_OK && base.count < 2)
        cpf__call_fail(call, cpf__call_find(call, "base"), CPF__IO_CALL_COUNT, base.count ? "1" : "0", "2", NULL);
    if (by == 3 && node == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, "variances", NULL, NULL);
    if (node != CPF_NONE)
        variances = cpf__call_doubles(call, node, base.count - 1, NULL, CPF__ABOVE_ZERO);
    if (call->status != CPF_OK)
        return;
    if (cpf__zero_negatives(base.items + 1, variances.items, base.count - 1, base.items[0], by, values + 1) != CPF_OK) {
        cpf__answer_null(call, "reconciled");
        cpf__answer_text(call, "reason", "nothing_positive");
        return;
    }
    for (int64_t i = 1; i < base.count; i++)
        values[0] += values[i];
    cpf__answer_doubles(call, "reconciled", values, base.count);
}

const cpf__call_row cpf__methods_reconcile[CPF__RECONCILE_METHODS] = {
    {{{"reconcile", "Reconciliation", "层级调和", "Changes the values of a hierarchy as little as possible until every parent is the sum of its children.",
       "以最小改动使各级数值满足上级等于下级之和。", "S (S' W^-1 S)^-1 S' W^-1 base", "Wickramasuriya, Athanasopoulos & Hyndman 2019; Wickramasuriya, Turlach & Hyndman 2020",
       CPF__PARAMS(reconcile_params)},
      "reconciled: values of all nodes; rounded: with a tree and decimals; error \"infeasible\" with nodes that contradict one another"},
     run_reconcile},
    {{{"shrinkage_covariance", "Shrunk covariance", "收缩协方差", "Covariance of forecast errors, drawn towards its diagonal as far as the data are few.",
       "预测误差的协方差，数据越少越向对角阵收缩。", "lambda diag(C) + (1 - lambda) C", "Schäfer & Strimmer 2005", CPF__PARAMS(shrinkage_params)},
      "lambda; covariance; null with reason too_few"},
     run_shrinkage},
    {{{"set_negative_to_zero", "Negatives to zero", "负值归零", "Leaves below 0 become 0, and the others give up what that added.", "负的叶节点归零，其余叶节点按比例分摊差额。",
       "max(0, x) - excess * share", "Di Fonzo & Girolimetto 2023 (FoReco)", CPF__PARAMS(zero_params)},
      "reconciled: the total, then the leaves; null with reason nothing_positive"},
     run_zero},
};
