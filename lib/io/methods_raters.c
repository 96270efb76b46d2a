/* SPDX-License-Identifier: MIT */
/* Ratings of several raters: their mean, and the habits of each. */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "rater_indices.h"
#include "steady_sum.h"

static const cpf_param mean_params[] = {
    {"scores", "what was scored; null: missing", "各项得分，null 表示缺失", "list of numbers", NULL, NULL, NULL},
    {"weights", "their weights", "权重", "list of numbers from 0", "0", NULL, "1 each"},
    {"min_weight_present", "least part of the weight that has to be there", "有效权重的最低占比", "share", "0", "1",
     "0"},
};

static const cpf_param indices_params[] = {
    {"ratings_rater_ratee_dim", "for each rater, for each ratee, a rating in each dimension; null: not rated",
     "按评分人、被评者、维度三层的评分，null 表示未评", "list of lists of lists of numbers", NULL, NULL, NULL},
};

static void run_mean(cpf__call *call)
{
    static const double missing = NAN, slack = 1e-12; /* doubles that were written as decimals decide as those would */
    int32_t node = cpf__call_find(call, "weights");
    cpf__doubles scores = cpf__call_doubles(call, cpf__call_find(call, "scores"), -1, &missing, CPF__ANY_NUMBER);
    cpf__doubles weights = {NULL, 0};
    double least = cpf__call_double(call, "min_weight_present", 0, CPF__FROM_0_TO_1);
    cpf__steady sum = {0, 0}, present = {0, 0}, all = {0, 0};

    if (node != CPF_NONE)
        weights = cpf__call_doubles(call, node, scores.count, NULL, CPF__NOT_NEGATIVE);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < scores.count; i++) {
        double weight = node == CPF_NONE ? 1 : weights.items[i];

        cpf__steady_add(&all, weight);
        cpf__steady_add(&present, isnan(scores.items[i]) ? 0 : weight);
        cpf__steady_add(&sum, isnan(scores.items[i]) ? 0 : scores.items[i] * weight);
    }
    if (cpf__steady_total(&present) >= least * cpf__steady_total(&all) * (1 - slack))
        cpf__answer_double(call, "mean", cpf__steady_total(&sum) / cpf__steady_total(&present));
    else
        cpf__answer_null(call, "mean");
    cpf__answer_double(call, "weight_present", cpf__steady_total(&present) / cpf__steady_total(&all));
    if (!(cpf__steady_total(&present) > 0))
        cpf__answer_text(call, "reason", "all_missing");
}

/* One list inside another, of `needed` items; CPF_NONE when it has none. */
static int32_t inner(cpf__call *call, int32_t node, int64_t needed)
{
    return cpf__call_list(call, node, needed) && call->status == CPF_OK ? cpf__json_child(call->json, node) : CPF_NONE;
}

static cpf__ratings_cube read_cube(cpf__call *call)
{
    static const double none = NAN;
    int32_t node = cpf__call_find(call, "ratings_rater_ratee_dim"), rater = inner(call, node, -1), ratee;
    cpf__ratings_cube cube = {NULL, cpf__call_list(call, node, -1), 0, 0};
    double *items, *next;

    cube.ratees = rater == CPF_NONE ? 0 : cpf__call_list(call, rater, -1);
    ratee = cube.ratees && call->status == CPF_OK ? cpf__json_child(call->json, rater) : CPF_NONE;
    cube.dimensions = ratee == CPF_NONE ? 0 : cpf__call_list(call, ratee, -1);
    items = cpf__call_take(call, cube.raters * cube.ratees * cube.dimensions, sizeof *items);
    next = items;
    for (; rater != CPF_NONE && call->status == CPF_OK; rater = cpf__json_sibling(call->json, rater))
        for (ratee = inner(call, rater, cube.ratees); ratee != CPF_NONE && call->status == CPF_OK;
             ratee = cpf__json_sibling(call->json, ratee)) {
            cpf__doubles ratings = cpf__call_doubles(call, ratee, cube.dimensions, &none, CPF__ANY_NUMBER);

            for (int64_t d = 0; d < ratings.count && call->status == CPF_OK; d++)
                *next++ = ratings.items[d];
        }
    cube.items = items;
    return cube;
}

static void run_indices(cpf__call *call)
{
    static const char *const names[] = {"leniency", "halo_sd", "halo_correlation", "sd"};
    enum { INDICES = sizeof names / sizeof names[0] };
    cpf__ratings_cube cube = read_cube(call);
    uint8_t *scratch = cpf__call_take(call, cube.ratees, sizeof *scratch);
    cpf__rater_index *indices = cpf__call_take(call, cube.raters, sizeof *indices);
    double *values = cpf__call_take(call, INDICES * cube.raters, sizeof *values);

    if (call->status != CPF_OK)
        return;
    cpf__rater_indices(cube, scratch, indices);
    for (int64_t r = 0; r < cube.raters; r++) {
        values[r] = indices[r].leniency;
        values[cube.raters + r] = indices[r].halo_sd;
        values[2 * cube.raters + r] = indices[r].halo_correlation;
        values[3 * cube.raters + r] = indices[r].spread;
    }
    for (int32_t i = 0; i < (int32_t)INDICES; i++)
        cpf__answer_doubles(call, names[i], values + i * cube.raters, cube.raters);
}

const cpf__call_row cpf__methods_raters[CPF__RATER_METHODS] = {
    {{{"weighted_mean", "Weighted mean of what is there", "加权平均（缺失重分配）",
       "Weights of missing parts go to the others; too little weight gives no mean.",
       "缺失部分的权重分给其余部分；有效权重不足时不出结果。", "sum(w s) / sum(w) over those present", "",
       CPF__PARAMS(mean_params)},
      "mean, null when too little is present; weight_present: its part of all weight; reason all_missing"},
     run_mean},
    {{{"rater_indices", "Habits of raters", "评分人习惯指标", "Leniency, halo and central tendency of each rater.",
       "各评分人的宽严、晕轮与趋中程度。",
       "leniency = own mean - mean of all on the ratees that all have rated; halo_sd = mean deviation inside a ratee; "
       "halo_correlation = mean correlation of two "
       "dimensions; sd of all ratings",
       "Saal, Downey & Lahey 1980, Psychological Bulletin 88", CPF__PARAMS(indices_params)},
      "leniency, halo_sd, halo_correlation, sd: one a rater; null where it is not defined"},
     run_indices},
};
