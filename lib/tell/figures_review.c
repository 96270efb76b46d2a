/* SPDX-License-Identifier: MIT */
/* How the figures of reviewing results are made (figure.h says how to read it). */
#include "figure.h"

static const cpf__told_table tables[] = {
    {"composed", "total missing_weight"},
    {"composed_parts", "total"},
    {"rating_scores", "mapped score"},
    {"ratings", "mean"},
    {"final_grades", "grade"},
    {"calibration", "after"},
    {"calibration_moves", "to"},
    {"cases", "new_total state"},
    {NULL, NULL},
};

static const cpf__relation relations[] = {
    {"parts", "composed_parts", "unit period total?"},
    {"missing_parts", "composed_parts", "unit period total~"},
    {"categories", "ratings", "unit indicator period"},
    {"form", "plan.rating_rule", "indicator"},
    {"scale", "plan.scale_step", "indicator from<=exact_score ^from"},
    {"moves", "calibration_moves", "standing period unit"},
    {"graded", "final_grades", "standing period grade"},
    {NULL, NULL, NULL},
};

static const cpf__figure figures[] = {
    {"composed", "total", "", "rounded(quotient(weighted, weights))", {NULL, NULL}},
    {"composed", "weighted", "", "sum(parts.weighted)", {"weights times totals", "加权总分合计"}},
    {"composed", "weights", "", "sum(parts.weight)", {"weights that count", "计入的权重合计"}},
    {"composed", "missing_weight", "", "sum(missing_parts.weight)", {NULL, NULL}},
    {"composed_parts", "weighted", "", "product(weight, total)", {"weight times total", "权重乘总分"}},
    {"composed_parts", "total", "", "@total:part", {NULL, NULL}},
    {"rating_scores", "exact_score", "", "@score", {NULL, NULL}},
    {"rating_scores", "score", "exact_score==exact_score", "rounded(exact_score)", {NULL, NULL}},
    {"rating_scores", "score", "", "told(categories.mean)", {NULL, NULL}},
    {"rating_scores",
     "mapped",
     "exact_score==exact_score form.map=table",
     "when(more_equal(exact_score, scale.from), scale.to)",
     {NULL, NULL}},
    {"rating_scores",
     "mapped",
     "exact_score==exact_score form.map=linear form.high?",
     "rounded(sum(form.to_low, product(quotient(difference(exact_score, form.low), difference(form.high, form.low)), "
     "difference(form.to_high, form.to_low))))",
     {NULL, NULL}},
    {"rating_scores", "mapped", "exact_score==exact_score form.high~", "rounded(exact_score)", {NULL, NULL}},
    {"rating_scores", "mapped", "", "told(score, form.low, form.high, form.to_low, form.to_high)", {NULL, NULL}},
    {"ratings", "mean", "", "told(category, raters, counts)", {NULL, NULL}},
    {"final_grades", "grade", "", "told(before, moves.to)", {NULL, NULL}},
    {"calibration", "after", "", "told(before, mean_before, mean_after)", {NULL, NULL}},
    {"calibration_moves", "to", "", "told(from, steps, counts, why_not, on, by, second, reason)", {NULL, NULL}},
    {"cases", "new_total", "", "told(old_total, reason)", {NULL, NULL}},
    {"cases", "state", "", "told(since, due, overdue, silent, indicator, reason)", {NULL, NULL}},
    {NULL, NULL, NULL, NULL, {NULL, NULL}},
};

const cpf__figure_set cpf__figures_of_review = {tables, figures, relations};
