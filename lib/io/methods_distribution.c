/* SPDX-License-Identifier: MIT */
/* Places of grades, who gets them, groups brought to one level, and the nine boxes. */
#include <string.h>

#include "apportion.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "distribution.h"
#include "text.h"

enum { GRADES_MOST = 1000, GROUP_MOST = 10000000, CUTS = 2, POINT = 2, BOX_ROW = 3 };

static const cpf_param quota_params[] = {
    {"percent", "share of each grade, the best first, in any common unit", "各等级比例（优者在前，单位相同即可）",
     "list of numbers from 0", "0", NULL, NULL},
    {"group_size", "number of people", "组内人数", "people", "0", "10000000", NULL},
    {"method", "how places are made whole", "名额取整方式", "largest_remainder", NULL, NULL, "largest_remainder"},
};

static const cpf_param assign_params[] = {
    {"scores", "scores, the highest is the best", "得分，高者为优", "list of numbers", NULL, NULL, NULL},
    {"quota", "places of each grade, the best first", "各等级名额（优者在前）", "list of counts", "0", NULL, NULL},
};

static const cpf_param calibrate_params[] = {
    {"groups", "values of each group", "各组的数值", "list of lists of numbers", NULL, NULL, NULL},
    {"method", "what is brought to one level: means, means and deviations, or means as far as they can be relied on",
     "校准方式：均值、均值与标准差、或按可靠性收缩的均值", "mean_shift|mean_sigma|mean_shrunk", NULL, NULL,
     "mean_shift"},
};

static const cpf_param box_params[] = {
    {"points", "pairs of performance and potential", "业绩与潜力", "list of lists of 2 numbers", NULL, NULL, NULL},
    {"performance_cuts", "from where performance is middle, and high", "业绩的两条分界线", "list of 2 numbers, rising",
     NULL, NULL, NULL},
    {"potential_cuts", "from where potential is middle, and high", "潜力的两条分界线", "list of 2 numbers, rising",
     NULL, NULL, NULL},
};

static void run_quota(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "percent");
    cpf__numbers shares = cpf__call_numbers(call, node, cpf__call_decimals(call, node, 0), 0), places = shares;
    int64_t size = cpf__call_whole(call, "group_size", 0, GROUP_MOST);
    const cpf__apportion_options options = {.method = CPF__HAMILTON, .threshold_den = 1};
    int tie = 0, equal = 0;
    cpf_status status;

    (void)cpf__call_word(call, "method");
    places.items = cpf__call_take(call, places.count, sizeof *places.items);
    if (call->status == CPF_OK && !shares.count)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (call->status != CPF_OK)
        return;
    status =
        cpf__apportion(call->context, size, shares.items, shares.count, &options, places.items, &tie, &equal, NULL);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, node, CPF__IO_CALL_WEIGHT, NULL, NULL, NULL);
    else if (status == CPF_OK && equal && size)
        cpf__call_fail(call, node, CPF__IO_CALL_NO_WEIGHT, NULL, NULL, NULL);
    cpf__call_failed(call, status);
    if (call->status != CPF_OK)
        return;
    cpf__answer_numbers(call, "quota", places, 0);
    cpf__answer_flag(call, "tie", tie);
}

/* Counts of people that add up to n. */
static cpf__numbers read_quota(cpf__call *call, int64_t n)
{
    int32_t node = cpf__call_find(call, "quota");
    cpf__numbers quota = cpf__call_numbers(call, node, 0, 0);
    int64_t sum = 0;
    char found[24], needed[24];

    if (call->status == CPF_OK && !quota.count)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (quota.count > GRADES_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    for (int64_t i = 0; i < quota.count && call->status == CPF_OK; i++) {
        cpf_decimal_format(quota.items[i], 0, found);
        cpf_decimal_format(n, 0, needed);
        if (quota.items[i] < 0 || quota.items[i] > n)
            cpf__call_fail(call, node, CPF__IO_CALL_RANGE, found, "0", needed);
        sum += quota.items[i];
    }
    cpf_decimal_format(sum, 0, found);
    cpf_decimal_format(n, 0, needed);
    if (call->status == CPF_OK && sum != n)
        cpf__call_fail(call, node, CPF__IO_CALL_RANGE, found, needed, needed);
    return quota;
}

static void run_assign(cpf__call *call)
{
    static const char *const names[] = {"up", "down"}, *const counts[] = {"up_counts", "down_counts"};
    cpf__doubles scores = cpf__call_doubles(call, cpf__call_find(call, "scores"), -1, NULL, CPF__ANY_NUMBER);
    cpf__numbers quota = read_quota(call, scores.count);
    cpf__numbers grades = {cpf__call_take(call, scores.count, sizeof(int64_t)), NULL, scores.count};
    cpf__numbers got = {cpf__call_take(call, quota.count, sizeof(int64_t)), NULL, quota.count};
    int64_t *order = cpf__call_take(call, scores.count, sizeof *order);
    int met = 0;

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < scores.count; i++)
        scores.items[i] = -scores.items[i]; /* the best first */
    for (int down = 0; down < 2; down++) {
        met = cpf__grade_keys(scores.items, scores.count, quota.items, quota.count, down, order, grades.items);
        memset(got.items, 0, (size_t)got.count * sizeof *got.items);
        for (int64_t i = 0; i < scores.count; i++)
            got.items[grades.items[i]]++;
        cpf__answer_numbers(call, names[down], grades, 0);
        cpf__answer_numbers(call, counts[down], got, 0);
    }
    cpf__answer_flag(call, "tie_at_line", met);
}

/* The groups one after the other; their sizes. */
static double *read_groups_of_values(cpf__call *call, int32_t node, int64_t **sizes, int64_t *groups)
{
    int64_t all = 0, g = 0;
    double *values, *next;
    int32_t first;

    *groups = cpf__call_list(call, node, -1);
    *sizes = cpf__call_take(call, *groups, sizeof **sizes);
    first = *groups && call->status == CPF_OK ? cpf__json_child(call->json, node) : CPF_NONE;
    for (int32_t at = first; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        (*sizes)[g] = cpf__call_list(call, at, -1);
        if (call->status == CPF_OK && !(*sizes)[g])
            cpf__call_fail(call, at, CPF__IO_CALL_COUNT, "0", "1", NULL);
        all += (*sizes)[g++];
    }
    values = next = cpf__call_take(call, all, sizeof *values);
    for (int32_t at = first; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        cpf__doubles own = cpf__call_doubles(call, at, -1, NULL, CPF__ANY_NUMBER);

        cpf__call_squares(call, at, own);
        for (int64_t i = 0; i < own.count && call->status == CPF_OK; i++)
            *next++ = own.items[i];
    }
    return values;
}

static void run_calibrate(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "groups");
    cpf__calibration how = (cpf__calibration)cpf__call_word(call, "method");
    int64_t *sizes, groups, at = 0;
    double *values = read_groups_of_values(call, node, &sizes, &groups);

    if (call->status != CPF_OK)
        return;
    if (!groups || !cpf__calibrate(values, sizes, groups, how)) {
        cpf__answer_null(call, "calibrated");
        cpf__answer_text(call, "reason", groups && how == CPF__MEAN_SIGMA ? "no_spread" : "too_few");
        return;
    }
    cpf__answer_name(call, "calibrated");
    for (int64_t g = 0; g < groups; at += sizes[g++]) {
        cpf__text_add(call->answer, g ? ", [" : "[[");
        for (int64_t i = 0; i < sizes[g]; i++) {
            cpf__text_add(call->answer, i ? ", " : "");
            cpf__text_add_double(call->answer, values[at + i]);
        }
        cpf__text_add(call->answer, "]");
    }
    cpf__text_add(call->answer, "]");
}

static const double *read_cuts(cpf__call *call, const char *name)
{
    int32_t node = cpf__call_find(call, name);
    cpf__doubles cuts = cpf__call_doubles(call, node, CUTS, NULL, CPF__ANY_NUMBER);

    if (call->status == CPF_OK && !(cuts.items[0] < cuts.items[1]))
        cpf__call_fail(call, node, CPF__IO_CALL_RISING, NULL, NULL, NULL);
    return cuts.items;
}

static void run_boxes(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "points");
    const double *performance = read_cuts(call, "performance_cuts"), *potential = read_cuts(call, "potential_cuts");
    cpf__matrix points = cpf__call_matrix(call, node, NULL, CPF__ANY_NUMBER);
    cpf__numbers boxes = {cpf__call_take(call, points.rows, sizeof(int64_t)), NULL, points.rows};

    if (call->status == CPF_OK && points.rows)
        (void)cpf__call_list(call, cpf__json_child(call->json, node), POINT);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < points.rows; i++)
        boxes.items[i] = BOX_ROW * cpf__box_of(points.items[POINT * i + 1], potential, CUTS) +
                         cpf__box_of(points.items[POINT * i], performance, CUTS);
    cpf__answer_numbers(call, "box", boxes, 0);
}

const cpf__call_row cpf__methods_distribution[CPF__DISTRIBUTION_METHODS] = {
    {{{"distribution_quota", "Places of a forced distribution", "强制分布名额",
       "Whole places for each grade that add up to the group.", "按比例计算各等级名额，合计恰等于人数。",
       "largest remainder", "Hamilton 1792; Balinski & Young 2001", CPF__PARAMS(quota_params)},
      "quota: one a grade; tie: a place was given among equal remainders"},
     run_quota},
    {{{"distribution_assign", "Grades by places", "按名额定级",
       "Who gets which grade; equal scores are never parted, and both ways of keeping them together are told.",
       "按名额定级；同分者不拆分，向上与向下两种处理均列出。",
       "a block of equals gets the grade of its first place (up) or of its last (down)", "",
       CPF__PARAMS(assign_params)},
      "up, down: grade of each from 0; up_counts, down_counts; tie_at_line"},
     run_assign},
    {{{"calibrate", "Calibration of groups", "组间校准",
       "Groups that were judged by different people brought to one level.", "把由不同人评分的各组校准到同一水平。",
       "mean_shift: x + M - m; mean_sigma: M + S / s (x - m); mean_shrunk: x + b (M - m), b = n vb / (n vb + vw)",
       "Kolen & Brennan 2004; Searle 1971", CPF__PARAMS(calibrate_params)},
      "calibrated: values of each group; null with reason no_spread or too_few"},
     run_calibrate},
    {{{"nine_box", "Nine boxes", "九宫格", "Performance and potential, each low, middle or high.",
       "按业绩与潜力划分的九宫格。",
       "3 * class of potential + class of performance; a value at a limit is in the upper class", "",
       CPF__PARAMS(box_params)},
      "box: 0 to 8, 8 is high in both"},
     run_boxes},
};
