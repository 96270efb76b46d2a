/* SPDX-License-Identifier: MIT */
/* Pay by bands: commission and rebate tables, accelerators. All in whole steps, rounded once. */
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "rate_table.h"
#include "text.h"

enum { BAND = 2, BANDS_MOST = 1000, PERCENT_DECIMALS = 2 };

#define PARAM_AMOUNT                                                                                                   \
    {                                                                                                                  \
        "amount", "amount to be paid on; or give amounts", "计酬金额（或给出 amounts）", "number", NULL, NULL, "none"  \
    }
#define PARAM_AMOUNTS                                                                                                  \
    {                                                                                                                  \
        "amounts", "several amounts, each by itself", "多个金额，逐个计算", "list of numbers", NULL, NULL, "none"      \
    }
#define PARAM_BANDS(name, text, zh)                                                                                    \
    {                                                                                                                  \
        name, text, zh, "list of lists: lower limit and rate, from 0 on", NULL, NULL, "none"                           \
    }
#define PARAM_PERCENT                                                                                                  \
    {                                                                                                                  \
        "percent", "whether rates are per cents", "费率是否为百分数", "flag", NULL, NULL, "true"                       \
    }
#define PARAM_THRESHOLD                                                                                                \
    {                                                                                                                  \
        "threshold_rule", "from where a band holds: above its limit, or at it", "档位起点：超过界限或达到界限",        \
            "above|at_or_above", NULL, NULL, "above"                                                                   \
    }
#define PARAM_DECIMALS                                                                                                 \
    {                                                                                                                  \
        "decimals", "decimals of the pay, rounded once, half away from zero", "金额小数位，仅四舍五入一次",            \
            "decimals", "0", "9", "9"                                                                                  \
    }

static const cpf_param table_params[] = {
    PARAM_AMOUNT,
    PARAM_AMOUNTS,
    PARAM_BANDS("bands", "bands for both ways of paying", "两种方式共用的档位"),
    PARAM_BANDS("whole_amount_bands", "bands by which the whole amount is paid", "全额计酬档位"),
    PARAM_BANDS("marginal_bands", "bands by which each part is paid", "分段累进档位"),
    PARAM_PERCENT,
    PARAM_THRESHOLD,
    PARAM_DECIMALS,
};

static const cpf_param accelerator_params[] = {
    {"sales", "what was sold", "销售额", "number", NULL, NULL, NULL},
    {"quota", "what was to be sold", "指标额", "number above 0", "0", NULL, NULL},
    {"rate", "commission on the first band, as a part of one", "基础佣金率", "number", NULL, NULL, NULL},
    {"multipliers", "bands of attainment and what the rate is multiplied by", "完成率档位与倍数",
     "list of lists: lower limit and rate, from 0 on", NULL, NULL, NULL},
    {"cap", "most that is paid", "封顶金额", "number", NULL, NULL, "none"},
    PARAM_DECIMALS,
};

/* Bands as they are written: limits and rates in steps of their own decimals. */
typedef struct bands {
    cpf__rate_table table;
    int32_t limit_decimals, rate_decimals;
    int32_t node;
} bands;

static void power_up(cpf__call *call, cpf__i128 *value, int32_t decimals)
{
    for (int32_t i = 0; i < decimals && call->status == CPF_OK; i++)
        if (__builtin_mul_overflow(*value, (cpf__i128)10, value))
            cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
}

/* Decimals of the first or second number of every band. */
static int32_t decimals_of_part(cpf__call *call, int32_t node, int second)
{
    int32_t most = 0;

    for (int32_t at = cpf__json_child(call->json, node); at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at)) {
        int32_t part = cpf__call_list(call, at, BAND) ? cpf__json_child(call->json, at) : CPF_NONE;

        if (second && part != CPF_NONE)
            part = cpf__json_sibling(call->json, part);
        most = part == CPF_NONE ? most : cpf__call_decimals(call, part, most);
    }
    return most;
}

/* Limits get at least as many decimals as the amounts have. */
static bands read_bands(cpf__call *call, int32_t node, int32_t least)
{
    bands read = {.node = node};
    int64_t count = cpf__call_list(call, node, -1), *rates, k = 0;
    cpf__i128 *limits;

    if (call->status == CPF_OK && !count)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, "0", "1", NULL);
    if (count > BANDS_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    limits = cpf__call_take(call, count, sizeof *limits);
    rates = cpf__call_take(call, count, sizeof *rates);
    if (call->status != CPF_OK)
        return read;
    read.limit_decimals = decimals_of_part(call, node, 0);
    read.limit_decimals = read.limit_decimals < least ? least : read.limit_decimals;
    read.rate_decimals = decimals_of_part(call, node, 1);
    for (int32_t at = cpf__json_child(call->json, node); at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at), k++) {
        int32_t part = cpf__json_child(call->json, at);

        limits[k] = cpf__call_number(call, part, read.limit_decimals);
        rates[k] = cpf__call_number(call, cpf__json_sibling(call->json, part), read.rate_decimals);
        if (call->status == CPF_OK && (k ? limits[k] <= limits[k - 1] : limits[k] != 0))
            cpf__call_fail(call, part, CPF__IO_CALL_RISING, NULL, NULL, NULL);
    }
    read.table = (cpf__rate_table){limits, rates, count, 0};
    return read;
}

/* Pay in steps of 10^-decimals. */
typedef struct pays {
    cpf__i128 *items;
    int64_t count;
    int32_t decimals, single;
} pays;

/* Half away from zero; the scale is far below the half of 128 bits. */
static cpf__i128 round_half(cpf__i128 value, cpf__i128 scale)
{
    cpf__i128 whole = value / scale, rest = value % scale;

    if (2 * (rest < 0 ? -rest : rest) >= scale)
        whole += value < 0 ? -1 : 1;
    return whole;
}

/* Rounded once to `wanted` decimals, and then without decimals that are all zero. */
static cpf__numbers rounded(cpf__call *call, const pays *pay, int32_t wanted, int32_t *decimals)
{
    cpf__numbers numbers = {cpf__call_take(call, pay->count, sizeof(int64_t)), NULL, pay->count};
    int32_t least = pay->decimals < wanted ? pay->decimals : wanted, zeros = least;
    cpf__i128 scale = 1;

    power_up(call, &scale, pay->decimals - least);
    for (int64_t i = 0; i < pay->count && call->status == CPF_OK; i++) {
        pay->items[i] = round_half(pay->items[i], scale);
        while (zeros > 0 && pay->items[i] % cpf__pow10(zeros) != 0)
            zeros--;
    }
    for (int64_t i = 0; i < pay->count && call->status == CPF_OK; i++)
        if (cpf__divide(pay->items[i], cpf__pow10(zeros), CPF__HALF_UP, &numbers.items[i]) != CPF_OK)
            cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    *decimals = least - zeros;
    return numbers;
}

static void answer_pays(cpf__call *call, const char *name, const pays *pay, int32_t wanted)
{
    int32_t decimals = 0;
    cpf__numbers numbers = rounded(call, pay, wanted, &decimals);

    if (call->status != CPF_OK)
        return;
    if (!pay->single) {
        cpf__answer_numbers(call, name, numbers, decimals);
        return;
    }
    cpf__answer_name(call, name);
    cpf__text_add_decimal(call->answer, numbers.items[0], decimals);
}

/* The amounts in steps of `decimals`. */
static pays read_amounts(cpf__call *call, int32_t decimals)
{
    int32_t one = cpf__call_find(call, "amount"), many = cpf__call_find(call, "amounts");
    cpf__numbers numbers = {NULL, NULL, 1};
    pays amounts = {NULL, 1, decimals, one != CPF_NONE};

    if (many != CPF_NONE)
        numbers = cpf__call_numbers(call, many, decimals, 0);
    amounts.count = numbers.count;
    amounts.items = cpf__call_take(call, amounts.count, sizeof *amounts.items);
    for (int64_t i = 0; i < amounts.count && call->status == CPF_OK; i++)
        amounts.items[i] = many != CPF_NONE ? numbers.items[i] : cpf__call_number(call, one, decimals);
    return amounts;
}

static int32_t amount_decimals(cpf__call *call)
{
    int32_t one = cpf__call_find(call, "amount"), many = cpf__call_find(call, "amounts");
    int known_one = one != CPF_NONE, known_many = many != CPF_NONE;

    if (known_one == known_many)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "amount", "amounts", NULL);
    return call->status == CPF_OK ? cpf__call_decimals(call, known_one ? one : many, 0) : 0;
}

typedef cpf_status (*paying)(const cpf__rate_table *table, cpf__i128 amount, cpf__i128 *pay);

/* Pay of every amount by the bands at the node. */
static pays pay_by(cpf__call *call, int32_t node, int32_t decimals, int32_t percent, int32_t at_or_above, paying how)
{
    bands read = read_bands(call, node, decimals);
    pays pay = {NULL, 0, 0, 0};

    if (call->status == CPF_OK)
        pay = read_amounts(call, read.limit_decimals);
    read.table.at_or_above = at_or_above;
    for (int64_t i = 0; i < pay.count && call->status == CPF_OK; i++)
        if (how(&read.table, pay.items[i], &pay.items[i]) != CPF_OK)
            cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    pay.decimals += read.rate_decimals + (percent ? PERCENT_DECIMALS : 0);
    return pay;
}

static void run_table(cpf__call *call)
{
    int32_t both = cpf__call_find(call, "bands"), whole = cpf__call_find(call, "whole_amount_bands");
    int32_t marginal = cpf__call_find(call, "marginal_bands"), decimals = amount_decimals(call);
    int32_t percent = cpf__call_flag(call, "percent"), at = cpf__call_word(call, "threshold_rule");
    int32_t wanted = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);

    if ((both == CPF_NONE) == (whole == CPF_NONE && marginal == CPF_NONE))
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_EITHER, "bands", "whole_amount_bands, marginal_bands", NULL);
    if (both != CPF_NONE)
        whole = marginal = both;
    if (call->status == CPF_OK && whole != CPF_NONE) {
        pays pay = pay_by(call, whole, decimals, percent, at, cpf__pay_whole);

        answer_pays(call, "whole_amount", &pay, wanted);
    }
    if (call->status == CPF_OK && marginal != CPF_NONE) {
        pays pay = pay_by(call, marginal, decimals, percent, at, cpf__pay_marginal);

        answer_pays(call, "marginal", &pay, wanted);
    }
}

static const cpf_param cliff_params[] = {
    {"amounts", "two amounts or more", "两个以上的金额", "list of numbers", NULL, NULL, NULL},
    {"whole_amount_bands", "bands by which the whole amount is paid", "全额计酬档位",
     "list of lists: lower limit and rate, from 0 on", NULL, NULL, NULL},
    PARAM_PERCENT,
    PARAM_THRESHOLD,
    PARAM_DECIMALS,
};

static void answer_jumps(cpf__call *call, int32_t node, int32_t percent, int32_t wanted)
{
    bands read = read_bands(call, node, 0);
    pays jumps = {NULL, read.table.count - 1,
                  read.limit_decimals + read.rate_decimals + (percent ? PERCENT_DECIMALS : 0), 0};

    jumps.items = cpf__call_take(call, jumps.count, sizeof *jumps.items);
    for (int64_t i = 0; i < jumps.count && call->status == CPF_OK; i++)
        if (__builtin_mul_overflow(read.table.limits[i + 1], (cpf__i128)read.table.rates[i + 1] - read.table.rates[i],
                                   &jumps.items[i]))
            cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    answer_pays(call, "jumps", &jumps, wanted);
}

static void run_cliff(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "whole_amount_bands"), decimals = amount_decimals(call);
    int32_t percent = cpf__call_flag(call, "percent"), at = cpf__call_word(call, "threshold_rule");
    int32_t wanted = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);
    pays pay = pay_by(call, node, decimals, percent, at, cpf__pay_whole), cliff = pay;

    if (call->status == CPF_OK && pay.count < 2)
        cpf__call_fail(call, cpf__call_find(call, "amounts"), CPF__IO_CALL_COUNT, "1", "2", NULL);
    if (call->status != CPF_OK)
        return;
    answer_pays(call, "whole_amount", &pay, wanted);
    cliff.items = cpf__call_take(call, 1, sizeof *cliff.items);
    cliff.count = cliff.single = 1;
    if (call->status == CPF_OK && __builtin_sub_overflow(pay.items[pay.count - 1], pay.items[0], &cliff.items[0]))
        cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    answer_pays(call, "marginal_cliff", &cliff, wanted);
    answer_jumps(call, node, percent, wanted);
}

/* Limits of attainment become limits of the amount: times the quota, which has `decimals` as the sales have. */
static void take_quota(cpf__call *call, bands *read, int64_t quota)
{
    cpf__i128 *limits = cpf__call_take(call, read->table.count, sizeof *limits);

    for (int64_t i = 0; i < read->table.count && call->status == CPF_OK; i++)
        if (__builtin_mul_overflow(read->table.limits[i], (cpf__i128)quota, &limits[i]))
            cpf__call_fail(call, read->node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    read->table.limits = limits;
}

static void answer_capped(cpf__call *call, pays *pay, int32_t wanted)
{
    int32_t node = cpf__call_find(call, "cap"), decimals = cpf__call_decimals(call, node, 0);
    cpf__i128 cap = node == CPF_NONE ? 0 : cpf__call_number(call, node, decimals), forfeited = 0;
    pays rest = *pay;

    if (call->status == CPF_OK && cap < 0)
        cpf__call_fail(call, node, CPF__IO_CALL_NEGATIVE, cpf__json_text(call->json, node), NULL, NULL);
    rest.items = &forfeited;
    if (node != CPF_NONE && decimals < pay->decimals)
        power_up(call, &cap, pay->decimals - decimals);
    if (node != CPF_NONE && decimals > pay->decimals) {
        power_up(call, &pay->items[0], decimals - pay->decimals);
        pay->decimals = rest.decimals = decimals;
    }
    if (node != CPF_NONE && pay->items[0] > cap) {
        forfeited = pay->items[0] - cap;
        pay->items[0] = cap;
    }
    answer_pays(call, "commission", pay, wanted);
    answer_pays(call, "forfeited", &rest, wanted);
}

static void run_accelerator(cpf__call *call)
{
    int32_t sales_node = cpf__call_find(call, "sales"), quota_node = cpf__call_find(call, "quota");
    int32_t rate_node = cpf__call_find(call, "rate"), wanted, decimals, rate_decimals;
    int64_t quota, rate;
    cpf__i128 sales;
    pays pay = {&sales, 1, 0, 1};
    bands read;

    wanted = (int32_t)cpf__call_whole(call, "decimals", 0, CPF__MAX_DECIMALS);
    decimals = cpf__call_decimals(call, quota_node, cpf__call_decimals(call, sales_node, 0));
    rate_decimals = cpf__call_decimals(call, rate_node, 0);
    sales = cpf__call_number(call, sales_node, decimals);
    quota = cpf__call_number(call, quota_node, decimals);
    rate = cpf__call_number(call, rate_node, rate_decimals);
    if (call->status == CPF_OK && quota <= 0)
        cpf__call_fail(call, quota_node, CPF__IO_CALL_POSITIVE, cpf__json_text(call->json, quota_node), NULL, NULL);
    if (call->status != CPF_OK)
        return;
    read = read_bands(call, cpf__call_find(call, "multipliers"), 0);
    take_quota(call, &read, quota);
    power_up(call, &sales, read.limit_decimals);
    if (call->status == CPF_OK && (cpf__pay_marginal(&read.table, sales, &sales) != CPF_OK ||
                                   __builtin_mul_overflow(sales, (cpf__i128)rate, &sales)))
        cpf__call_fail(call, sales_node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    pay.decimals = decimals + read.limit_decimals + read.rate_decimals + rate_decimals;
    if (call->status == CPF_OK)
        answer_capped(call, &pay, wanted);
}

const cpf__call_row cpf__methods_rate[CPF__RATE_METHODS] = {
    {{{"rate_table", "Pay by bands", "分档计酬", "Commission or rebate on the whole amount, or part by part.",
       "按全额或分段累进计算佣金、返利。",
       "whole: amount * rate of its band; marginal: sum of part * rate of the part's band; f(-x) = -f(x)",
       "HM Treasury, Stamp duty land tax reform, 4 December 2014", CPF__PARAMS(table_params)},
      "whole_amount, marginal: exact, rounded once"},
     run_table},
    {{{"rate_table_cliff", "Cliffs of a rate table", "分档计酬的断崖",
       "What one more unit of an amount changes where the whole amount is paid by its band.",
       "全额计酬时跨档带来的跳变。", "limit * (rate - rate of the band below)",
       "HM Treasury, Stamp duty land tax reform, 4 December 2014", CPF__PARAMS(cliff_params)},
      "whole_amount; marginal_cliff: from the first amount to the last; jumps: at each limit"},
     run_cliff},
    {{{"accelerator", "Accelerated commission", "加速提成",
       "Commission whose rate grows with the part of the quota that is reached.", "佣金率随指标完成率递增。",
       "rate * sum(part of sales * multiplier of its band of attainment), at most the cap", "",
       CPF__PARAMS(accelerator_params)},
      "commission; forfeited: what the cap took"},
     run_accelerator},
};
