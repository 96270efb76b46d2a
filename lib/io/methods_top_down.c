/* SPDX-License-Identifier: MIT */
/* A total that goes down a hierarchy, or a level that goes both ways. */
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "call_tree.h"
#include "top_down.h"

enum { LEVEL_MOST = 64 };

#define TOP_DOWN_WORDS "average_proportions|proportions_of_averages|forecast_proportions"
#define TOP_DOWN_PARAMS                                                                                               \
    {"history_bottom", "a list of past values for each leaf", "各叶节点的历史数值", "list of lists of numbers", NULL, NULL, "none"},  \
        {"total_forecast", "the total that goes down", "待分解的总数", "number", NULL, NULL, "base of the root, or 1"},  \
        {"method", "what the shares are made from", "份额的来源", TOP_DOWN_WORDS, NULL, NULL, "proportions_of_averages"},               \
        {"tree", "children of each node, with forecast_proportions", "各节点的下级（用于 forecast_proportions）",     \
         "object of lists of texts", NULL, NULL, "none"},                                                             \
    {                                                                                                                 \
        "base", "forecasts of all nodes, level by level", "各节点的预测值，逐层排列", "list of numbers", NULL, NULL, "none" \
    }

static const cpf_param top_down_params[] = {TOP_DOWN_PARAMS};

static const cpf_param middle_params[] = {
    {"tree", "children of each node", "各节点的下级", "object of lists of texts", NULL, NULL, NULL},
    {"base", "forecasts of all nodes, level by level", "各节点的预测值，逐层排列", "list of numbers", NULL, NULL, NULL},
    {"level", "level whose forecasts are kept; 0 is the root", "保留其预测值的层级，0 为根", "level", "0", "64", NULL},
    {"method", "how values go down from that level", "向下分解的方法", "forecast_proportions", NULL, NULL, "forecast_proportions"},
};

/* Values of all nodes, and those of the leaves. */
static void answer_nodes(cpf__call *call, const cpf__call_nodes *nodes, const double *values, int equal)
{
    double *leaves = cpf__call_take(call, nodes->count, sizeof *leaves), *shares = cpf__call_take(call, nodes->count, sizeof *shares);
    uint8_t *inner = cpf__call_take(call, nodes->count, 1);
    int64_t count = 0;

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 1; i < nodes->count; i++)
        inner[nodes->parent[i]] = 1;
    for (int64_t i = 0; i < nodes->count; i++) {
        if (!inner[i])
            leaves[count++] = values[i];
    }
    for (int64_t k = 0; k < count; k++)
        shares[k] = leaves[k] / values[0];
    cpf__answer_doubles(call, "all", values, nodes->count);
    cpf__answer_doubles(call, "bottom", leaves, count);
    cpf__answer_doubles(call, "proportions", shares, count);
    cpf__answer_flag(call, "equal", equal);
}

static void go_from_level(cpf__call *call, int64_t level)
{
    cpf__call_nodes nodes = cpf__call_tree(call, cpf__call_find(call, "tree"));
    cpf__doubles base = cpf__call_doubles(call, cpf__call_find(call, "base"), nodes.count, NULL, CPF__ANY_NUMBER);
    double *scratch = cpf__call_take(call, 4 * nodes.count, sizeof *scratch);
    int32_t total = level == 0 ? cpf__call_find(call, "total_forecast") : CPF_NONE;
    int equal = 0;

    if (call->status == CPF_OK && total != CPF_NONE)
        base.items[0] = cpf__call_double_at(call, total, CPF__ANY_NUMBER);
    if (call->status != CPF_OK)
        return;
    cpf__from_level(nodes.parent, base.items, nodes.count, level, scratch, scratch + 3 * nodes.count, &equal);
    answer_nodes(call, &nodes, scratch + 3 * nodes.count, equal);
}

static void ask_for(cpf__call *call, const char *name)
{
    if (cpf__call_find(call, name) == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, name, NULL, NULL);
}

static void run_top_down(cpf__call *call)
{
    int32_t method = cpf__call_word(call, "method");
    cpf__matrix history = {NULL, 0, 0};
    double total = cpf__call_double(call, "total_forecast", 1, CPF__ANY_NUMBER), *shares, *parts;
    cpf_status status;

    ask_for(call, method == 2 ? "tree" : "history_bottom");
    ask_for(call, method == 2 ? "base" : "history_bottom");
    if (call->status == CPF_OK && method == 2)
        go_from_level(call, 0);
    if (call->status == CPF_OK && method != 2)
        history = cpf__call_matrix(call, cpf__call_find(call, "history_bottom"), NULL, CPF__ANY_NUMBER);
    shares = cpf__call_take(call, history.rows, sizeof *shares);
    parts = cpf__call_take(call, history.rows, sizeof *parts);
    if (call->status != CPF_OK || method == 2)
        return;
    status = method ? cpf__shares_of_means(history.items, history.rows, history.columns, shares)
                    : cpf__mean_of_shares(history.items, history.rows, history.columns, shares);
    if (status != CPF_OK) {
        cpf__answer_null(call, "proportions");
        cpf__answer_null(call, "bottom");
        cpf__answer_text(call, "reason", "sum_is_zero");
        return;
    }
    for (int64_t j = 0; j < history.rows; j++)
        parts[j] = shares[j] * total;
    cpf__answer_doubles(call, "proportions", shares, history.rows);
    cpf__answer_doubles(call, "bottom", parts, history.rows);
}

static void run_middle(cpf__call *call)
{
    (void)cpf__call_word(call, "method");
    go_from_level(call, cpf__call_whole(call, "level", 0, LEVEL_MOST));
}

#define RETURNS_TOP_DOWN                                                                                              \
    "proportions; bottom: values of the leaves; with a tree also all: values of all nodes, and equal: somewhere the "  \
    "siblings added up to 0 and got equal parts; null with reason sum_is_zero where shares are not defined"

const cpf__call_row cpf__methods_top_down[CPF__TOP_DOWN_METHODS] = {
    {{{"topdown_proportions", "Shares for going down", "自上而下份额", "Shares by which a total goes down to the leaves.", "把总数分解到各叶节点所用的份额。",
       "mean(y / total) or sum(y) / sum(total)", "Gross & Sohl 1990; Athanasopoulos, Ahmed & Hyndman 2009", CPF__PARAMS(top_down_params)},
      RETURNS_TOP_DOWN},
     run_top_down},
    {{{"topdown", "Top-down", "自上而下", "A total split over the leaves of a hierarchy.", "把总数分解到层级的各叶节点。", "share * total",
       "Gross & Sohl 1990; Athanasopoulos, Ahmed & Hyndman 2009", CPF__PARAMS(top_down_params)},
      RETURNS_TOP_DOWN},
     run_top_down},
    {{{"middleout", "Middle-out", "中间向两端", "Keeps one level: sums above it, shares of the forecasts below it.", "保留某一层级：其上逐级汇总，其下按预测份额分解。",
       "sum above the level; value * base / sum of the siblings' base below", "Athanasopoulos, Ahmed & Hyndman 2009", CPF__PARAMS(middle_params)},
      "all: values of all nodes, level by level; bottom; proportions; equal"},
     run_middle},
};
