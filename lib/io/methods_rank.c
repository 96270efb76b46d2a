/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "band.h"
#include "bits.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "distribution.h"
#include "map.h"
#include "rank.h"
#include "text.h"

enum { PERCENTILE_DECIMALS = 4 };

static const cpf_param rank_params[] = {
    {"values", "one for each member, highest first; null: not ranked", "各成员的数值，高者在前；null 不参加排名",
     "list of numbers", NULL, NULL, "none"},
    {"groups", "group of each member", "各成员所属的组", "list of texts", NULL, NULL, "one group"},
    {"method", "ranks of equals", "并列名次的处理", "1224|1334|dense", NULL, NULL, "1224"},
    {"percentile", "kind of percentile", "百分位的定义", "below|strict|weak|mean", NULL, NULL, "below"},
    {"scores", "instead of values: numbers of any size, in one group", "代替 values：任意数值，单组", "list of numbers",
     NULL, NULL, "none"},
    {"order", "which score is first; with scores", "排序方向（与 scores 配合）", "descending|ascending", NULL, NULL,
     "descending"},
    {"ties", "ranks of equal scores; with scores", "同分名次的处理（与 scores 配合）",
     "standard_1224|modified_1334|dense_1223|ordinal_1234|fractional", NULL, NULL, "standard_1224"},
};

static const cpf_param places_params[] = {
    {"n", "number of people", "人数", "people", "0", "2147483647", NULL},
    {"shares", "share of each grade, in any common unit", "各等级的比例（单位相同即可）", "list of numbers", "0", NULL,
     NULL},
    {"how", "how places are made whole", "名额取整方式", "largest_remainder|floor", NULL, NULL, "largest_remainder"},
    {"rest", "position of the grade that takes what is left with floor", "按 floor 取整时承接余额的等级序号", "index",
     "0", NULL, "0"},
};

/* Group numbers in order of appearance; all 0 when no groups are given. */
static int32_t *read_groups(cpf__call *call, int64_t n, int32_t *groups)
{
    const char **names = cpf__call_texts(call, cpf__call_find(call, "groups"), n);
    int32_t *group = cpf__call_take(call, n, sizeof *group);
    cpf__map *map = names && call->status == CPF_OK ? cpf__map_new(call->context) : NULL;

    *groups = 1;
    if (!names || call->status != CPF_OK) {
        cpf__map_free(map);
        return group;
    }
    for (int64_t i = 0; i < n && call->status == CPF_OK; i++) {
        group[i] = map ? cpf__map_add(map, names[i], (int64_t)strlen(names[i]), NULL) : CPF_NONE;
        if (group[i] == CPF_NONE)
            cpf__call_failed(call, CPF_E_MEMORY);
    }
    *groups = map ? cpf__map_count(map) : 0;
    cpf__map_free(map);
    return group;
}

/* 32-bit results with their validity; ranks of 0 are none. */
static void answer_ranks(cpf__call *call, const char *name, const int32_t *ranks, int64_t n, const char *none)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < n; i++) {
        cpf__text_add(call->answer, i ? ", " : "");
        if (ranks[i] || !none)
            cpf__text_add_int(call->answer, ranks[i]);
        else
            cpf__text_add(call->answer, none);
    }
    cpf__text_add(call->answer, "]");
}

/* Ranks alone, of those scores that are there. */
static void rank_scores(cpf__call *call, int32_t node)
{
    static const double none = NAN;
    cpf__doubles scores = cpf__call_doubles(call, node, -1, &none, CPF__ANY_NUMBER);
    int32_t ascending = cpf__call_word(call, "order");
    cpf__tie_rank ties = (cpf__tie_rank)cpf__call_word(call, "ties");
    double *keys = cpf__call_take(call, scores.count, sizeof *keys),
           *ranks = cpf__call_take(call, scores.count, sizeof *ranks);
    int64_t *order = cpf__call_take(call, scores.count, sizeof *order), present = 0;

    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < scores.count; i++)
        if (!isnan(scores.items[i]))
            keys[present++] = ascending ? scores.items[i] : -scores.items[i];
    cpf__rank_keys(keys, present, ties, order, ranks);
    present = 0;
    for (int64_t i = 0; i < scores.count; i++)
        if (!isnan(scores.items[i]))
            scores.items[i] = ranks[present++];
    cpf__answer_doubles(call, "rank", scores.items, scores.count);
}

static void run_values(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "values"), groups = 0;
    cpf__numbers values = cpf__call_numbers(call, node, cpf__call_decimals(call, node, 0), 1), percentiles = values;
    cpf__rank_id method = (cpf__rank_id)cpf__call_word(call, "method");
    cpf__percentile_id kind = (cpf__percentile_id)cpf__call_word(call, "percentile");
    int64_t n = values.count, *start;
    int32_t *group = read_groups(call, n, &groups), *rank, *order;

    rank = cpf__call_take(call, n, sizeof *rank);
    order = cpf__call_take(call, n, sizeof *order);
    percentiles.items = cpf__call_take(call, n, sizeof *percentiles.items);
    start = cpf__call_take(call, (int64_t)groups + 1, sizeof *start);
    if (call->status != CPF_OK)
        return;
    cpf__call_failed(call, cpf__rank_groups(call->context, n, values.items, values.valid, group, groups, method, kind,
                                            rank, percentiles.items, order, start));
    if (call->status != CPF_OK)
        return;
    answer_ranks(call, "rank", rank, n, "null");
    cpf__answer_numbers(call, "percentile", percentiles, PERCENTILE_DECIMALS);
    answer_ranks(call, "order", order, n, NULL);
}

static void run_rank(cpf__call *call)
{
    int32_t values = cpf__call_find(call, "values"), scores = cpf__call_find(call, "scores");

    if ((values == CPF_NONE) == (scores == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "values", "scores", NULL);
    if (scores == CPF_NONE)
        run_values(call);
    else
        rank_scores(call, scores);
}

static void run_places(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "shares");
    cpf__numbers shares = cpf__call_numbers(call, node, cpf__call_decimals(call, node, 0), 0), places = shares;
    int64_t n = cpf__call_whole(call, "n", 0, INT32_MAX);
    cpf__places_id how = (cpf__places_id)cpf__call_word(call, "how");
    int32_t rest = (int32_t)cpf__call_whole(call, "rest", 0, shares.count ? shares.count - 1 : 0);
    cpf_status status;

    places.items = cpf__call_take(call, places.count, sizeof *places.items);
    if (!shares.count)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (call->status != CPF_OK)
        return;
    status = cpf__places(call->context, n, shares.items, (int32_t)shares.count, how, rest, places.items);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, node, CPF__IO_CALL_WEIGHT, NULL, NULL, NULL);
    else if (status == CPF_E_INFEASIBLE)
        cpf__call_fail(call, node, CPF__IO_CALL_NO_WEIGHT, NULL, NULL, NULL);
    cpf__call_failed(call, status);
    if (call->status == CPF_OK)
        cpf__answer_numbers(call, "places", places, 0);
}

const cpf__call_row cpf__methods_rank[CPF__RANK_METHODS] = {
    {{{"rank", "Ranks and percentiles", "排名与百分位",
       "Rank and percentile of each value inside its group, highest first.", "各数值在组内的名次和百分位，高者在前。",
       "see the tables of ranks and percentiles", "", CPF__PARAMS(rank_params)},
      "rank: null where there is no value; percentile: 4 decimals; order: members group by group, best first, without "
      "value last"},
     run_rank},
    {{{"places", "Places of a grade quota", "等级名额",
       "Whole places for each grade that add up to the number of people.", "按比例计算各等级名额，合计恰等于人数。",
       "largest remainder, or floor and the rest", "", CPF__PARAMS(places_params)},
      "places: one for each grade"},
     run_places},
};
