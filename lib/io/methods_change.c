/* SPDX-License-Identifier: MIT */
/* Where a level changes. */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "change.h"
#include "stopping.h"

enum { CHANGE_LEAST = 4, CHANGE_MOST = 1000000, STOPPED_MOST = 5000 };

static const cpf_param pettitt_params[] = {
    {"x", "values in the order of time; null: missing", "按时间顺序的数值；null 表示缺失", "list of numbers", NULL,
     NULL, NULL},
};

static const cpf_param cusum_params[] = {
    {"x", "values in the order of time; null: missing, the sums stay", "按时间顺序的数值；null 表示缺失，累积和不变",
     "list of numbers", NULL, NULL, NULL},
    {"target", "level that is right", "目标水平", "number", NULL, NULL, NULL},
    {"k", "slack: distance from the target that does not count", "容差：不计入的偏离量", "number of at least 0", "0",
     NULL, NULL},
    {"h", "limit of the sums", "判定界限", "number above 0", "0", NULL, NULL},
};

static const cpf_param stopped_params[] = {
    {"x", "what came on each occasion, in the order of time: something where above 0",
     "按时间顺序各次机会的数值；大于 0 表示发生", "list of numbers", NULL, NULL, NULL},
    {"odds", "odds of each occasion, up to a common factor: how often it comes to others; left out: all alike",
     "各次机会的相对几率（如同类单位的发生几率）；省略则相同", "list of numbers above 0", NULL, NULL, ""},
};

static const char *const directions[] = {"down", "none", "up"};

static void run_pettitt(cpf__call *call)
{
    double missing = NAN;
    int32_t node = cpf__call_find(call, "x");
    cpf__doubles x = cpf__call_doubles(call, node, -1, &missing, CPF__ANY_NUMBER);
    int64_t *order = cpf__call_take(call, x.count, sizeof *order),
            *ranks = cpf__call_take(call, x.count, sizeof *ranks);
    int64_t *at = cpf__call_take(call, x.count, sizeof *at), n = 0;
    cpf__pettitt result;

    if (x.count > CHANGE_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000000", NULL, NULL);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < x.count; i++) {
        if (isnan(x.items[i]))
            continue;
        at[n] = i;
        x.items[n++] = x.items[i];
    }
    if (n < CHANGE_LEAST) {
        cpf__answer_null(call, "K");
        cpf__answer_text(call, "reason", "too_few");
        return;
    }
    result = cpf__pettitt_of(x.items, n, order, ranks);
    cpf__answer_whole(call, "K", result.k);
    if (result.last)
        cpf__answer_whole(call, "t", at[result.last - 1] + 1);
    else
        cpf__answer_null(call, "t");
    cpf__answer_double(call, "p", result.p);
    cpf__answer_text(call, "direction", directions[result.direction + 1]);
    cpf__answer_whole(call, "n", n);
}

static void run_cusum(cpf__call *call)
{
    double missing = NAN, settings[3];
    cpf__doubles x = cpf__call_doubles(call, cpf__call_find(call, "x"), -1, &missing, CPF__ANY_NUMBER);
    double *high = cpf__call_take(call, x.count, sizeof *high), *low = cpf__call_take(call, x.count, sizeof *low);
    int64_t first;

    settings[0] = cpf__call_double(call, "target", 0, CPF__ANY_NUMBER);
    settings[1] = cpf__call_double(call, "k", 0, CPF__NOT_NEGATIVE);
    settings[2] = cpf__call_double(call, "h", 1, CPF__ABOVE_ZERO);
    if (call->status != CPF_OK)
        return;
    first = cpf__cusum(x.items, x.count, settings, high, low);
    for (int64_t i = 0; i < x.count; i++) {
        if (!isfinite(high[i]) || !isfinite(low[i]))
            cpf__call_fail(call, cpf__call_find(call, "x"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    }
    if (call->status != CPF_OK)
        return;
    cpf__answer_doubles(call, "S_hi", high, x.count);
    cpf__answer_doubles(call, "S_lo", low, x.count);
    if (first == CPF_NONE) {
        cpf__answer_null(call, "first_signal");
        cpf__answer_text(call, "direction", directions[1]);
    } else {
        cpf__answer_whole(call, "first_signal", first + 1);
        cpf__answer_text(call, "direction", directions[high[first] > settings[2] ? 2 : 0]);
    }
}

/* The odds of n occasions; 1 each when none are given. */
static double *take_odds(cpf__call *call, int64_t n)
{
    int32_t node = cpf__call_find(call, "odds");
    double *odds;

    if (node != CPF_NONE)
        return cpf__call_doubles(call, node, n, NULL, CPF__ABOVE_ZERO).items;
    odds = cpf__call_take(call, n, sizeof *odds);
    for (int64_t i = 0; odds && i < n; i++)
        odds[i] = 1;
    return odds;
}

static void run_stopped(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "x");
    cpf__doubles x = cpf__call_doubles(call, node, -1, NULL, CPF__ANY_NUMBER);
    double *odds = take_odds(call, x.count), *room = cpf__call_take(call, x.count + 1, sizeof *room);
    int64_t k = 0, last = 0;

    if (x.count > STOPPED_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "5000", NULL, NULL);
    if (call->status != CPF_OK)
        return;
    for (int64_t i = 0; i < x.count; i++) {
        k += x.items[i] > 0;
        last = x.items[i] > 0 ? i + 1 : last;
    }
    cpf__answer_whole(call, "n", x.count);
    cpf__answer_whole(call, "k", k);
    if (!k) {
        cpf__answer_null(call, "p");
        cpf__answer_text(call, "reason", "never");
        return;
    }
    cpf__answer_whole(call, "last", last);
    cpf__answer_whole(call, "run", x.count - last);
    cpf__answer_double(call, "p", cpf__stopping_chance(odds, x.count, x.count - last, k, room));
    cpf__answer_double(call, "p_least", cpf__stopping_least(odds, x.count, k, room));
}

const cpf__call_row cpf__methods_change[CPF__CHANGE_METHODS] = {
    {{{"pettitt", "Change of level, test of Pettitt", "Pettitt 突变点检验",
       "Where the level of values changes once, and whether it does.", "检验数值水平是否发生一次突变及其位置。",
       "U[k] = 2 sum(ranks to k) - k (n + 1); K = max |U|; p = 2 exp(-6 K^2 / (n^3 + n^2))", "Pettitt 1979",
       CPF__PARAMS(pettitt_params)},
      "K; t: values before the change, counted from 1, gaps too; p, at most 1; direction: up, down or none; n; K null "
      "with reason too_few "
      "below 4 values"},
     run_pettitt},
    {{{"cusum", "Cumulative sums", "累积和控制图",
       "When a level has left its target, from the sums of what exceeds the slack.",
       "由超出容差的偏离累积判断水平何时偏离目标。",
       "S+ = max(0, S+ + x - target - k); S- = max(0, S- + target - k - x); signal above h",
       "Page 1954; NIST/SEMATECH e-Handbook 6.3.2.3", CPF__PARAMS(cusum_params)},
      "S_hi, S_lo; first_signal: position counted from 1, or null; direction: up, down or none"},
     run_cusum},
    {{{"stopped", "Has it stopped?", "是否已停止",
       "How likely something that came on k of n occasions has not come on the last of them for so long by chance.",
       "n 次机会中发生 k 次的事项，末尾连续未发生纯属偶然的概率。",
       "p = e(k; odds of all but the last run) / e(k; odds of all), e: elementary symmetric polynomials; C(n - run, k) "
       "/ C(n, k) when all are alike",
       "Rasch 1960", CPF__PARAMS(stopped_params)},
      "n, k; last: occasion on which it came last, counted from 1; run: occasions since; p; p_least: the least it "
      "could "
      "be with this k; p null with reason never when k is 0"},
     run_stopped},
};
