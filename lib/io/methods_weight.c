/* SPDX-License-Identifier: MIT */
/* Weights from judgements and from data. */
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "judged_weights.h"
#include "spread_weights.h"

enum { COLUMNS_MOST = 1000 };

static const double consistent = 0.1; /* Saaty's limit of the ratio */

static const cpf_param ahp_params[] = {
    {"matrix", "how much more the row's item matters than the column's: \"3\", \"1/3\"", "两两比较的判断矩阵，可写 \"1/3\"", "list of lists of ratios",
     NULL, NULL, NULL},
    {"random_index", "indices of random matrices that consistency is measured by", "随机一致性指标的来源", "saaty", NULL, NULL, "saaty"},
};

static const cpf_param entropy_params[] = {
    {"matrix", "a row for each alternative, a column for each criterion", "每行一个方案、每列一个指标", "list of lists of numbers", "0", NULL, NULL},
};

static const cpf_param critic_params[] = {
    {"matrix", "a row for each alternative, a column for each criterion", "每行一个方案、每列一个指标", "list of lists of numbers", NULL, NULL, NULL},
    {"direction", "which end of each column is good", "各指标的优劣方向", "list of max and min", NULL, NULL, "max each"},
};

static void read_ratio(cpf__call *call, int32_t node, cpf__ratio *ratio)
{
    const char *text = cpf__call_scalar(call, node);
    cpf_status status = cpf__ratio_parse(text, (int64_t)strlen(text), ratio);

    if (status == CPF_E_SYNTAX || status == CPF_E_MISSING)
        cpf__call_fail(call, node, CPF__IO_CALL_NUMBER, text, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_fail(call, node, CPF__IO_CALL_DECIMALS, text, NULL, NULL);
}

/* A square matrix of ratios; the nodes of its cells for those who have to tell about them. */
static cpf__ratio *read_judgements(cpf__call *call, int32_t *size, int32_t **nodes)
{
    int32_t node = cpf__call_find(call, "matrix"), row, at;
    int64_t n = cpf__call_list(call, node, -1), k = 0;
    cpf__ratio *ratios;

    if (call->status == CPF_OK && n < 1)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (n > CPF__JUDGED_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "100", NULL, NULL);
    *size = call->status == CPF_OK ? (int32_t)n : 0;
    ratios = cpf__call_take(call, *size * (int64_t)*size, sizeof *ratios);
    *nodes = cpf__call_take(call, *size * (int64_t)*size, sizeof **nodes);
    row = *size ? cpf__json_child(call->json, node) : CPF_NONE;
    for (; row != CPF_NONE && call->status == CPF_OK; row = cpf__json_sibling(call->json, row)) {
        if (!cpf__call_list(call, row, n))
            return ratios;
        for (at = cpf__json_child(call->json, row); at != CPF_NONE; at = cpf__json_sibling(call->json, at)) {
            (*nodes)[k] = at;
            read_ratio(call, at, &ratios[k++]);
        }
    }
    return ratios;
}

static void answer_ahp(cpf__call *call, int32_t n, const double *weights, const double *geometric, const cpf__judged *judged)
{
    cpf__answer_doubles(call, "weights", weights, n);
    cpf__answer_doubles(call, "geometric", geometric, n);
    cpf__answer_double(call, "lambda_max", judged->eigenvalue);
    cpf__answer_double(call, "ci", judged->index);
    if (judged->has_ratio) {
        cpf__answer_double(call, "cr", judged->ratio);
        cpf__answer_flag(call, "consistent", judged->ratio <= consistent);
    } else {
        cpf__answer_null(call, "cr");
        cpf__answer_text(call, "reason", "no_random_index");
    }
}

static void run_ahp(cpf__call *call)
{
    int32_t n = 0, row = 0, column = 0, *nodes;
    cpf__ratio *ratios = read_judgements(call, &n, &nodes);
    int64_t cells = (int64_t)n * n;
    double *matrix = cpf__call_take(call, 3 * cells + 2 * (int64_t)n, sizeof *matrix);
    cpf__judged judged;
    cpf_status status;

    (void)cpf__call_word(call, "random_index");
    if (call->status != CPF_OK)
        return;
    if (cpf__judgements_check(ratios, n, &row, &column) != CPF_OK) {
        int32_t at = nodes[(int64_t)row * n + column];

        cpf__call_fail(call, at, CPF__IO_CALL_JUDGEMENT, cpf__json_text(call->json, at), NULL, NULL);
        return;
    }
    for (int64_t k = 0; k < cells; k++)
        matrix[k] = (double)ratios[k].num / (double)ratios[k].den;
    status = cpf__judged_weights(matrix, n, matrix + cells, matrix + 3 * cells, matrix + 3 * cells + n, &judged);
    if (status != CPF_OK)
        cpf__call_fail(call, cpf__call_find(call, "matrix"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    else
        answer_ahp(call, n, matrix + 3 * cells, matrix + 3 * cells + n, &judged);
}

/* Weights that are not defined: null with the reason, and the column where it is one. */
static void answer_no_weights(cpf__call *call, const char *reason, int32_t column)
{
    cpf__answer_null(call, "weights");
    cpf__answer_text(call, "reason", reason);
    if (column != CPF_NONE)
        cpf__answer_whole(call, "column", column);
}

static cpf__columns read_columns(cpf__call *call, cpf__sense sense)
{
    cpf__matrix matrix = cpf__call_matrix(call, cpf__call_find(call, "matrix"), NULL, sense);
    cpf__columns columns = {matrix.items, (int32_t)matrix.rows, (int32_t)matrix.columns};

    if (matrix.columns > COLUMNS_MOST) /* each is compared with each */
        cpf__call_fail(call, cpf__call_find(call, "matrix"), CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    return columns;
}

static void run_entropy(cpf__call *call)
{
    cpf__columns data = read_columns(call, CPF__NOT_NEGATIVE);
    double *entropy = cpf__call_take(call, data.columns, sizeof *entropy), *weights = cpf__call_take(call, data.columns, sizeof *weights);
    int32_t column = CPF_NONE;
    cpf_status status;

    if (call->status != CPF_OK)
        return;
    status = cpf__entropy_weights(data, entropy, weights, &column);
    if (status == CPF_E_RANGE) {
        cpf__call_fail(call, cpf__call_find(call, "matrix"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
        return;
    }
    if (status == CPF_OK)
        cpf__answer_doubles(call, "weights", weights, data.columns);
    else
        answer_no_weights(call, column != CPF_NONE ? "column_of_zeros" : data.rows < 2 ? "too_few" : "no_spread", column);
    if (status == CPF_OK || (column == CPF_NONE && data.rows > 1))
        cpf__answer_doubles(call, "entropy", entropy, data.columns);
}

static uint8_t *read_directions(cpf__call *call, int64_t columns)
{
    int32_t node = cpf__call_find(call, "direction"), at;
    uint8_t *low_is_good = cpf__call_take(call, columns, 1);
    int64_t count = node == CPF_NONE ? 0 : cpf__call_list(call, node, columns);

    at = count && low_is_good ? cpf__json_child(call->json, node) : CPF_NONE;
    for (int64_t j = 0; at != CPF_NONE && j < count; j++, at = cpf__json_sibling(call->json, at))
        low_is_good[j] = (uint8_t)cpf__call_word_at(call, at, "max|min");
    return low_is_good;
}

static void run_critic(cpf__call *call)
{
    cpf__columns data = read_columns(call, CPF__ANY_NUMBER);
    uint8_t *low_is_good = read_directions(call, data.columns);
    double *scratch = cpf__call_take(call, (int64_t)data.rows * data.columns, sizeof *scratch);
    double *deviation = cpf__call_take(call, data.columns, sizeof *deviation), *weights = cpf__call_take(call, data.columns, sizeof *weights);

    if (call->status != CPF_OK)
        return;
    if (cpf__conflict_weights(data, low_is_good, scratch, deviation, weights) == CPF_OK)
        cpf__answer_doubles(call, "weights", weights, data.columns);
    else
        answer_no_weights(call, data.rows < 2 ? "too_few" : "no_conflict", CPF_NONE);
    if (data.rows > 1)
        cpf__answer_doubles(call, "sd", deviation, data.columns);
}

const cpf__call_row cpf__methods_weight[CPF__WEIGHT_METHODS] = {
    {{{"ahp", "Weights from pairwise judgements", "层次分析法权重", "Weights from judgements of pairs, and how consistent the judgements are.",
       "由两两比较判断求权重，并检验一致性。", "principal eigenvector; CI = (lambda - n) / (n - 1), CR = CI / RI", "Saaty 1980",
       CPF__PARAMS(ahp_params)},
      "weights; geometric: geometric means of the rows; lambda_max, ci, cr; consistent: cr is at most 0.1"},
     run_ahp},
    {{{"entropy_weights", "Entropy weights", "熵权法", "Weights by how unevenly a criterion is spread over the alternatives: a diagnosis of data.",
       "按指标在各方案间的差异程度求权重，仅用于数据诊断。", "e = -sum p ln p / ln n, w = (1 - e) / sum(1 - e)", "Hwang & Yoon 1981; Shannon 1948",
       CPF__PARAMS(entropy_params)},
      "weights; entropy; weights null with reason too_few, column_of_zeros or no_spread where they are not defined"},
     run_entropy},
    {{{"critic_weights", "CRITIC weights", "CRITIC 权重", "Weights by spread and by disagreement with the other criteria: a diagnosis of data.",
       "按指标的对比强度与冲突性求权重，仅用于数据诊断。", "sd * sum(1 - r), sd after scaling to 0 .. 1", "Diakoulaki, Mavrotas & Papayannakis 1995",
       CPF__PARAMS(critic_params)},
      "weights; sd; a constant column weighs 0; weights null with reason too_few or no_conflict where they are not defined"},
     run_critic},
};
