/* SPDX-License-Identifier: MIT */
/* How long something lasts when some of it is not over yet. */
#include <math.h>

#include "call_counts.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "special.h"
#include "survival.h"

enum { LONGEST = 1000000 };

static const cpf_param stay_params[] = {
    {"lengths", "how long each lasted, or lasts at least, in whole days", "各停留时长（整天），未结束者为至今时长",
     "list of counts", "0", "1000000", NULL},
    {"ends", "how each ended: 0 it lasts on, 1 and 2 two ways to end (went on, was lost)",
     "结束方式：0 仍在继续，1、2 为两种结束（转化、流失）", "list of counts", "0", "2", NULL},
    {"seen", "length at which each came into sight: it would not be known had it ended sooner; none: all from 0",
     "开始被观察到的时长（左截断），none 表示均从 0 起", "list of counts", "0", "1000000", "none"},
    {"confidence", "probability that the limits of the median hold", "中位数区间的置信水平", "share", "0", "1", "0.95"},
};

/* Whole days, null where there is none. */
static void answer_days(cpf__call *call, const char *name, int64_t days)
{
    cpf__answer_double(call, name, days < 0 ? (double)NAN : (double)days);
}

/* The days on which some end, column by column. */
static void answer_curve(cpf__call *call, const cpf__stay_day *days, int64_t count)
{
    static const char *const names[] = {"days", "at_risk", "ended_1", "ended_2", "still", "over_1", "over_2"};
    enum { COLUMNS = sizeof names / sizeof names[0] };
    double *cells = cpf__call_take(call, COLUMNS * count, sizeof *cells);
    int64_t n = 0;

    if (call->status != CPF_OK)
        return;
    for (int64_t day = 0; day < count; day++) {
        const cpf__stay_day *it = &days[day];
        const double row[COLUMNS] = {(double)day, (double)it->at_risk, (double)it->ended[0], (double)it->ended[1],
                                     it->still,   it->over[0],         it->over[1]};

        if (!it->ended[0] && !it->ended[1])
            continue;
        for (int column = 0; column < COLUMNS; column++)
            cells[column * count + n] = row[column];
        n++;
    }
    for (int column = 0; column < COLUMNS; column++)
        cpf__answer_doubles(call, names[column], cells + column * count, n);
}

static cpf__stay *take_stays(cpf__call *call, int64_t *n)
{
    int32_t late = cpf__call_find(call, "seen"), ends_node = cpf__call_find(call, "ends");
    cpf__numbers lengths = cpf__call_counts(call, cpf__call_find(call, "lengths"), LONGEST),
                 ends = cpf__call_counts(call, ends_node, 2), seen = cpf__call_counts(call, late, LONGEST);
    cpf__stay *stays = cpf__call_take(call, lengths.count, sizeof *stays);

    (void)cpf__call_list(call, ends_node, lengths.count);
    if (late != CPF_NONE)
        (void)cpf__call_list(call, late, lengths.count);
    *n = lengths.count;
    for (int64_t i = 0; i < *n && call->status == CPF_OK; i++)
        stays[i] = (cpf__stay){late == CPF_NONE ? 0 : seen.items[i], lengths.items[i], (int32_t)ends.items[i]};
    return stays;
}

static void run_stays(cpf__call *call)
{
    int64_t n, count;
    const cpf__stay *stays = take_stays(call, &n);
    double outside = (1 - cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1)) / 2;
    cpf__stay_limits limits;
    cpf__stay_day *days;

    if (call->status != CPF_OK)
        return;
    count = cpf__stay_days(stays, n);
    days = cpf__call_take(call, count, sizeof *days);
    if (call->status != CPF_OK)
        return;
    cpf__stay_curve(stays, n, days, count);
    limits = cpf__stay_quantile_limits(days, count, 0.5, cpf__normal_quantile(1 - outside, outside));
    answer_curve(call, days, count);
    answer_days(call, "quarter", cpf__stay_quantile(days, count, 0.25));
    answer_days(call, "median", cpf__stay_quantile(days, count, 0.5));
    answer_days(call, "lo", limits.low);
    answer_days(call, "hi", limits.high);
    answer_days(call, "three_quarters", cpf__stay_quantile(days, count, 0.75));
    if (!count)
        cpf__answer_text(call, "reason", "none_ended");
}

const cpf__call_row cpf__methods_stays[CPF__STAY_METHODS] = {
    {{{"stay_curve", "How long stays last", "停留时长曲线",
       "Shares still there and ended each way by each day, with stays that last on and stays that came into sight "
       "late.",
       "按天给出仍在与两种方式结束的比例，允许未结束（右删失）与晚进入观察（左截断）。",
       "still = prod (1 - d/n); over_k = sum still d_k/n; limits of the median: still^exp(+-z s) crosses 1/2",
       "Kaplan & Meier 1958; Aalen & Johansen 1978; Tsai, Jewell & Wang 1987; Brookmeyer & Crowley 1982",
       CPF__PARAMS(stay_params)},
      "a row a day on which some ended: days, at_risk, ended_1, ended_2, still, over_1, over_2; quarter, median, lo, "
      "hi "
      "(of the median), three_quarters: days, null where not so many are over; reason none_ended"},
     run_stays},
};
