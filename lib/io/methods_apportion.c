/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "apportion.h"
#include "call_methods.h"
#include "map.h"
#include "table_formats.h"
#include "text.h"

enum { QUOTA_DIGITS = 18, SEATS_FALLBACK = 500 };

#define METHOD_WORDS "hamilton|jefferson|webster|hill|dean|adams"
#define PARAM_WEIGHTS                                                                                                 \
    {                                                                                                                 \
        "weights", "what the parts are in proportion to, one for each member", "各成员的权重", "list of numbers", "0",  \
            NULL, NULL                                                                                                \
    }
#define PARAM_NAMES                                                                                                   \
    {                                                                                                                 \
        "names", "names of the members", "成员名称", "list of texts", NULL, NULL, "none"                              \
    }

static const cpf_param apportion_params[] = {
    PARAM_WEIGHTS,
    {"seats", "the whole number to be split; below 0 its absolute value is split", "待分配的总数（整数；负数按绝对值分配）",
     "units", "-9223372036854775808", "9223372036854775807", NULL},
    {"method", "how parts are made whole", "取整方法", METHOD_WORDS, NULL, NULL, "hamilton"},
    {"quota", "quota of the largest-remainder method", "最大余数法的商数", "hare|droop|hagenbach_bischoff|imperiali", NULL,
     NULL, "hare"},
    {"min", "fewest units, one number for all or one for each", "每个成员的下限（一个数或逐个给出）", "units", NULL, NULL,
     "none"},
    {"max", "most units, one number for all or one for each", "每个成员的上限（一个数或逐个给出）", "units", NULL, NULL,
     "none"},
    {"threshold_share", "members with a smaller share of all weights get nothing: \"0.04\" or \"4/100\"",
     "门槛：权重占比低于此值者不参与分配", "ratio", "0", "1", "0"},
    PARAM_NAMES,
    {"all_zero", "what to do when every weight is zero", "权重全为零时的处理", "refuse|equal", NULL, NULL, "refuse"},
};

static const cpf_param ratio_params[] = {
    PARAM_WEIGHTS,
    {"divisor", "weight that stands for one unit", "每一单位对应的权重", "weight", NULL, NULL, NULL},
    {"rounding", "how the quotients are made whole", "商的取整方式", "down|half|up|hill|dean", NULL, NULL, "half"},
};

static const cpf_param quota_params[] = {
    PARAM_WEIGHTS,
    {"seats", "the whole number to be split", "待分配的总数", "units", "0", "9223372036854775807", NULL},
    {"index", "which member, from 0", "成员序号（从 0 起）", "index", "0", NULL, NULL},
};

static const cpf_param priority_params[] = {
    PARAM_WEIGHTS,
    {"method", "a divisor method", "除数法", METHOD_WORDS, NULL, NULL, "hill"},
    {"initial", "units that each member has already", "各成员已有的单位数", "list of units", "0", NULL, "none"},
    {"seats", "units given in all when the list ends", "列到总数达到此值为止", "units", "0", "10000000", "500"},
    PARAM_NAMES,
};

static const char *const rounding_names[] = {"down", "half", "up", "hill", "dean"};

/* Statuses of the layer below, told with their place. */
static void tell_apportion(cpf__call *call, cpf_status status, int64_t gap)
{
    int32_t weights = cpf__call_find(call, "weights");
    char shown[24];

    cpf_decimal_format(gap, 0, shown);
    if (status == CPF_E_RANGE)
        cpf__call_fail(call, weights, CPF__IO_CALL_WEIGHT, NULL, NULL, NULL);
    else if (status == CPF_E_MISSING)
        cpf__call_fail(call, weights, CPF__IO_CALL_NO_WEIGHT, NULL, NULL, NULL);
    else if (status == CPF_E_INFEASIBLE)
        cpf__call_fail(call, cpf__call_find(call, gap > 0 ? "min" : "max"), CPF__IO_CALL_GAP, shown, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_failed(call, status);
}

static cpf__numbers read_weights(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "weights");

    return cpf__call_numbers(call, node, cpf__call_decimals(call, node, 0), 0);
}

/* A bound: one number for all, or one for each; NULL when it is not given. */
static const int64_t *read_bound(cpf__call *call, const char *name, int64_t n)
{
    int32_t node = cpf__call_find(call, name);
    int64_t *bounds, value;

    if (node == CPF_NONE)
        return NULL;
    if (call->json->items[node].kind == CPF__JSON_LIST) {
        cpf__call_list(call, node, n);
        return cpf__call_numbers(call, node, 0, 0).items;
    }
    value = cpf__call_number(call, node, 0);
    bounds = cpf__call_take(call, n, sizeof *bounds);
    for (int64_t i = 0; bounds && i < n; i++)
        bounds[i] = value;
    return bounds;
}

static void read_threshold(cpf__call *call, cpf__apportion_options *options)
{
    int32_t node = cpf__call_find(call, "threshold_share");
    const char *text = node == CPF_NONE ? "0" : cpf__call_scalar(call, node);
    cpf__ratio share = {0, 1};
    cpf_status status = cpf__ratio_parse(text, (int64_t)strlen(text), &share);

    if (status == CPF_E_SYNTAX || status == CPF_E_MISSING)
        cpf__call_fail(call, node, CPF__IO_CALL_NUMBER, text, NULL, NULL);
    else if (status != CPF_OK || share.den > INT64_MAX)
        cpf__call_fail(call, node, CPF__IO_CALL_DECIMALS, text, NULL, NULL);
    else if (share.num < 0 || share.num > share.den)
        cpf__call_fail(call, node, CPF__IO_CALL_RANGE, text, "0", "1");
    options->threshold_num = call->status == CPF_OK ? (int64_t)share.num : 0;
    options->threshold_den = call->status == CPF_OK ? (int64_t)share.den : 1;
}

/* Names of the members, which must differ where they become members of the answer. */
static const char **read_names(cpf__call *call, int64_t n)
{
    int32_t node = cpf__call_find(call, "names"), at;
    const char **names = cpf__call_texts(call, node, n);
    cpf__map *seen = names ? cpf__map_new(call->context) : NULL;

    if (!names || call->status != CPF_OK) {
        cpf__map_free(seen);
        return names;
    }
    at = n ? cpf__json_child(call->json, node) : CPF_NONE;
    for (int64_t i = 0; at != CPF_NONE; i++, at = cpf__json_sibling(call->json, at)) {
        int added = 0;

        if (!seen || cpf__map_add(seen, names[i], (int64_t)strlen(names[i]), &added) == CPF_NONE)
            cpf__call_failed(call, CPF_E_MEMORY);
        else if (!added)
            cpf__call_fail(call, at, CPF__IO_CALL_TWICE, names[i], NULL, NULL);
        if (call->status != CPF_OK)
            break;
    }
    cpf__map_free(seen);
    return names;
}

static void answer_named(cpf__call *call, const char **names, cpf__numbers parts)
{
    cpf__answer_name(call, "selected");
    cpf__text_add(call->answer, "{");
    for (int64_t i = 0; i < parts.count; i++) {
        if (i)
            cpf__text_add(call->answer, ", ");
        cpf__json_string(call->answer, names[i]);
        cpf__text_add(call->answer, ": ");
        cpf__text_add_int(call->answer, parts.items[i]);
    }
    cpf__text_add(call->answer, "}");
}

static void run_apportion(cpf__call *call)
{
    cpf__numbers weights = read_weights(call), parts = {NULL, NULL, weights.count};
    int64_t seats = cpf__call_whole(call, "seats", INT64_MIN, INT64_MAX), gap = 0;
    cpf__apportion_options options = {.method = (cpf__apportion_id)cpf__call_word(call, "method"),
                                      .quota = (cpf__quota_id)cpf__call_word(call, "quota"),
                                      .tie_by_weight = 1,
                                      .lower = read_bound(call, "min", weights.count),
                                      .upper = read_bound(call, "max", weights.count)};
    const char **names = read_names(call, weights.count);
    int equal_allowed = cpf__call_word(call, "all_zero"), tie = 0, equal = 0;
    cpf_status status;

    read_threshold(call, &options);
    parts.items = cpf__call_take(call, parts.count, sizeof *parts.items);
    if (call->status != CPF_OK)
        return;
    status = cpf__apportion(call->context, seats, weights.items, weights.count, &options, parts.items, &tie, &equal, &gap);
    tell_apportion(call, status, gap);
    if (equal && !equal_allowed && seats)
        tell_apportion(call, CPF_E_MISSING, 0);
    if (call->status != CPF_OK)
        return;
    cpf__answer_numbers(call, "seats", parts, 0);
    cpf__answer_flag(call, "tie", tie);
    cpf__answer_numbers(call, "seats_if_broken_by_weight_then_index", parts, 0);
    cpf__answer_flag(call, "equal", equal);
    if (names)
        answer_named(call, names, parts);
}

static void run_apportion_ratio(cpf__call *call)
{
    int32_t weights_node = cpf__call_find(call, "weights"), divisor_node = cpf__call_find(call, "divisor");
    int32_t decimals = cpf__call_decimals(call, divisor_node, cpf__call_decimals(call, weights_node, 0));
    cpf__numbers weights = cpf__call_numbers(call, weights_node, decimals, 0), parts = {NULL, NULL, weights.count};
    int64_t divisor = cpf__call_number(call, divisor_node, decimals), total = 0;
    int32_t rounding = cpf__call_word(call, "rounding");

    parts.items = cpf__call_take(call, parts.count, sizeof *parts.items);
    if (call->status == CPF_OK && divisor < 1)
        cpf__call_fail(call, divisor_node, CPF__IO_CALL_RANGE, cpf__json_text(call->json, divisor_node), "1", "9223372036854775807");
    if (call->status != CPF_OK)
        return;
    tell_apportion(call, cpf__apportion_ratio(weights.items, weights.count, divisor, rounding_names[rounding], parts.items), 0);
    for (int64_t i = 0; i < parts.count && call->status == CPF_OK; i++) {
        if (cpf__add(total, parts.items[i], &total) != CPF_OK)
            cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    }
    cpf__answer_numbers(call, "seats", parts, 0);
    cpf__answer_whole(call, "total", total);
}

/* The quota with all the digits that 64 bits hold behind the point, cut off: it lies between lower and upper. */
static void answer_quota(cpf__call *call, cpf__ratio quota, int64_t lower)
{
    cpf__ratio rest = {quota.num - (cpf__i128)lower * quota.den, quota.den};
    char digits[24];
    int64_t behind = 0;

    if (cpf__ratio_round(rest, QUOTA_DIGITS, CPF__DOWN, &behind) != CPF_OK)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    cpf_decimal_format(behind, CPF__MAX_DECIMALS, digits);
    cpf__answer_name(call, "quota");
    cpf__text_add_int(call->answer, lower);
    cpf__text_add(call->answer, ".");
    for (int64_t unit = cpf__pow10(QUOTA_DIGITS - 1); unit > 0; unit /= 10)
        cpf__text_add_int(call->answer, behind / unit % 10);
}

static void run_quota(cpf__call *call)
{
    cpf__numbers weights = read_weights(call);
    const cpf__apportion_options options = {.method = CPF__JEFFERSON, .tie_by_weight = 1, .threshold_den = 1};
    int64_t seats = cpf__call_whole(call, "seats", 0, INT64_MAX);
    int64_t index = cpf__call_whole(call, "index", 0, weights.count ? weights.count - 1 : 0), lower = 0, upper = 0;
    int64_t *parts = cpf__call_take(call, weights.count, sizeof *parts);
    cpf__ratio quota = {0, 1};

    if (call->status != CPF_OK)
        return;
    tell_apportion(call, cpf__quota_of(seats, weights.items, weights.count, index, &quota, &lower, &upper), 0);
    if (call->status == CPF_OK)
        tell_apportion(call, cpf__apportion(call->context, seats, weights.items, weights.count, &options, parts, NULL, NULL, NULL), 0);
    if (call->status != CPF_OK)
        return;
    answer_quota(call, quota, lower);
    cpf__answer_whole(call, "lower", lower);
    cpf__answer_whole(call, "upper", upper);
    cpf__answer_flag(call, "jefferson_within_quota", parts[index] >= lower && parts[index] <= upper);
}

static void answer_priorities(cpf__call *call, const cpf__priority *units, int64_t count, const char **names)
{
    cpf__answer_name(call, "rows");
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count; i++) {
        cpf__text_format(call->answer, "%s[%lld, ", i ? ", " : "", (long long)units[i].total);
        if (names)
            cpf__json_string(call->answer, names[units[i].index]);
        else
            cpf__text_add_int(call->answer, units[i].index);
        cpf__text_format(call->answer, ", %lld, ", (long long)units[i].parts);
        if (units[i].value < 0)
            cpf__text_add(call->answer, "null]");
        else
            cpf__text_format(call->answer, "%lld]", (long long)units[i].value);
    }
    cpf__text_add(call->answer, "]");
}

static void run_priority_values(cpf__call *call)
{
    cpf__numbers weights = read_weights(call);
    const int64_t *initial = read_bound(call, "initial", weights.count);
    cpf__apportion_id method = (cpf__apportion_id)cpf__call_word(call, "method");
    int64_t count = cpf__call_whole(call, "seats", 0, 10000000), given = 0;
    const char **names = cpf__call_texts(call, cpf__call_find(call, "names"), weights.count);
    cpf__priority *units;

    if (call->status == CPF_OK && method == CPF__HAMILTON)
        cpf__call_fail(call, cpf__call_find(call, "method"), CPF__IO_CALL_WORD, "hamilton", "jefferson|webster|hill|dean|adams", NULL);
    for (int64_t i = 0; initial && call->status == CPF_OK && i < weights.count && count > 0; i++)
        count = initial[i] > count ? 0 : count - initial[i];
    units = cpf__call_take(call, count, sizeof *units);
    if (call->status != CPF_OK)
        return;
    tell_apportion(call, cpf__priority_values(call->context, weights.items, weights.count, method, initial, count, units, &given), 0);
    answer_priorities(call, units, given, names);
}

#define SOURCE_BY "Balinski & Young, Fair Representation, 2nd ed. 2001"

const cpf__call_row cpf__methods_apportion[CPF__APPORTION_METHODS] = {
    {{{"apportion", "Split a whole number", "整数分配",
       "Whole parts in the proportion of weights that add up to the total exactly; ties to the larger weight, then to the first.",
       "按权重把整数分配给各成员，各部分之和恰等于总数；并列时权重大者优先，其次序号小者优先。",
       "sum(parts) = seats; see the table of apportionments for each method", SOURCE_BY, CPF__PARAMS(apportion_params)},
      "seats: parts; tie: whether a tie was broken; seats_if_broken_by_weight_then_index: the same parts; equal: whether all weights "
      "were zero; selected: parts by name, when there are names"},
     run_apportion},
    {{{"apportion_ratio", "Parts for a given divisor", "按给定除数分配",
       "Each weight divided by the divisor and made whole on its own; the total follows.", "各权重除以给定除数后分别取整，总数随之确定。",
       "round(weight / divisor)", SOURCE_BY, CPF__PARAMS(ratio_params)},
      "seats: parts; total: their sum"},
     run_apportion_ratio},
    {{{"quota", "Exact share of one member", "精确份额", "The exact share, the whole numbers around it, and whether Jefferson's method keeps to them.",
       "成员的精确份额及其上下整数，并说明洪德法的结果是否在其间。", "seats * weight / sum(weights)", SOURCE_BY, CPF__PARAMS(quota_params)},
      "quota; lower; upper; jefferson_within_quota"},
     run_quota},
    {{{"priority_values", "Order in which units are given", "优先数列",
       "The units after the first ones, in the order in which a divisor method gives them, each with its claim.",
       "按除数法逐个分配单位的次序及各自的优先数。", "weight / d(parts)", "US Census Bureau, priority values; " SOURCE_BY,
       CPF__PARAMS(priority_params)},
      "rows: units given so far, name (or index) of the member, its units with this one, its claim rounded half up (null: before every other)"},
     run_priority_values},
};
