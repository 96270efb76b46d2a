/* SPDX-License-Identifier: MIT */
/* Pacing: days that count, how far a target is, seasons, and how good a forecast was. */
#include <math.h>
#include <string.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "day.h"
#include "pacing.h"
#include "smoothing.h"

enum { YEAR_MOST = 100000, WEEK = 7 };

#define RATIO_TEXT "average of ratios to the yearly mean"

static const cpf_param days_params[] = {
    {"from", "first day", "起始日（含）", "day", NULL, NULL, NULL},
    {"to_exclusive", "day after the last", "截止日（不含）", "day", NULL, NULL, NULL},
    {"weekmask", "days of the week that count, from Monday", "一周中计入的日子，自星期一起", "text of 7 digits 0 and 1",
     NULL, NULL, "1111100"},
    {"holidays", "days that do not count", "不计入的节假日", "list of days", NULL, NULL, "none"},
    {"workdays", "days that count although the week or a holiday says they do not", "调休上班日（计入）",
     "list of days", NULL, NULL, "none"},
};

static const cpf_param pace_params[] = {
    {"target", "what has to be reached by the end", "期末目标值", "number", NULL, NULL, NULL},
    {"actual", "what is reached already", "已实现值", "number", NULL, NULL, NULL},
    {"elapsed", "units of time that are over, of `length`, or of the weights", "已过去的时间单位数", "units", "0", NULL,
     NULL},
    {"length", "units of time in all; or profile_weights", "总时间单位数；或用 profile_weights", "units", "0", NULL,
     "none"},
    {"profile", "what the units are", "时间单位的含义", "linear|working_day|seasonal", NULL, NULL, "linear"},
    {"profile_weights", "weight of each unit of time; or length", "各时间单位的权重；或用 length",
     "list of numbers of at least 0", "0", NULL, "none"},
    {"plan", "what was expected in all, for the blend", "原计划总量（用于混合预测）", "number", NULL, NULL, "target"},
    {"plan_weight", "weight of the plan in the rest of the time", "剩余期间中计划的权重", "share", "0", "1",
     "1 - share_elapsed"},
};

static const cpf_param indices_params[] = {
    {"y", "values in the order of time, from the first of a year", "按时间顺序的数值，自年度首期起", "list of numbers",
     NULL, NULL, NULL},
    {"period", "values in a year", "一年内的期数", "values", "2", "100000", NULL},
    {"method", "how the indices are made", "指数算法", RATIO_TEXT, NULL, NULL, RATIO_TEXT},
};

static const cpf_param accuracy_params[] = {
    {"test", "values that came", "实际值", "list of numbers", NULL, NULL, NULL},
    {"forecast", "what was forecast for them; or method", "对应的预测值；或用 method", "list of numbers", NULL, NULL,
     "none"},
    {"train", "values before, for the scale of mase and for method", "此前的数值，用于 mase 的尺度及 method",
     "list of numbers", NULL, NULL, "[]"},
    {"period", "values in a year", "一年内的期数", "values", "1", "100000", "1"},
    {"method", "the simple forecast when none is given", "未给出预测时的简单预测法",
     "mean|naive|seasonal_naive|drift|seasonal naive|snaive", NULL, NULL, "seasonal_naive"},
};

static cpf_day read_day(cpf__call *call, int32_t node)
{
    const char *text = cpf__call_text(call, node);
    cpf_day day = 0;

    if (call->status == CPF_OK && cpf__day_parse(text, (int64_t)strlen(text), &day) != CPF_OK)
        cpf__call_fail(call, node, CPF__IO_CALL_DAY, text, NULL, NULL);
    return day;
}

static void read_week(cpf__call *call, uint8_t week[WEEK])
{
    int32_t node = cpf__call_find(call, "weekmask");
    const char *text = node == CPF_NONE ? "1111100" : cpf__call_text(call, node);

    if (strlen(text) != WEEK || strspn(text, "01") != WEEK) {
        cpf__call_fail(call, node, CPF__IO_CALL_WEEK, text, NULL, NULL);
        return;
    }
    for (int i = 0; i < WEEK; i++)
        week[i] = text[i] == '1';
}

/* The days of a list that lie in the span count, or do not. */
static void set_days(cpf__call *call, const char *name, cpf_day begin, int64_t days, uint8_t *flags, uint8_t flag)
{
    int32_t node = cpf__call_find(call, name);
    int32_t at = cpf__call_list(call, node, -1) ? cpf__json_child(call->json, node) : CPF_NONE;

    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        cpf_day day = read_day(call, at);

        if (call->status == CPF_OK && day >= begin && day - begin < days)
            flags[day - begin] = flag;
    }
}

static void run_business_days(cpf__call *call)
{
    cpf_day begin = read_day(call, cpf__call_find(call, "from")),
            end = read_day(call, cpf__call_find(call, "to_exclusive"));
    cpf__numbers months = {NULL, NULL, 0};
    uint8_t week[WEEK] = {0}, *flags;
    int64_t count = 0;

    read_week(call, week);
    if (end < begin)
        cpf__call_fail(call, cpf__call_find(call, "to_exclusive"), CPF__IO_CALL_RISING, NULL, NULL, NULL);
    flags = cpf__call_take(call, call->status == CPF_OK ? end - begin : 0, sizeof *flags);
    if (call->status != CPF_OK)
        return;
    cpf__days_by_week(begin, end - begin, week, flags);
    set_days(call, "holidays", begin, end - begin, flags, 0);
    set_days(call, "workdays", begin, end - begin, flags, 1);
    months.count = cpf__days_by_month(begin, end - begin, flags, NULL);
    months.items = cpf__call_take(call, months.count, sizeof *months.items);
    if (call->status != CPF_OK)
        return;
    (void)cpf__days_by_month(begin, end - begin, flags, months.items);
    for (int64_t i = 0; i < months.count; i++)
        count += months.items[i];
    cpf__answer_whole(call, "count", count);
    cpf__answer_numbers(call, "by_month", months, 0);
}

/* How much of how much is over. */
typedef struct progress {
    double done, all, units_left;
} progress;

static progress read_progress(cpf__call *call)
{
    int32_t weights = cpf__call_find(call, "profile_weights"), length = cpf__call_find(call, "length");
    double elapsed = cpf__call_double(call, "elapsed", 0, CPF__NOT_NEGATIVE), units;
    progress is = {elapsed, 1, 0};
    cpf__doubles profile;

    if ((weights == CPF_NONE) == (length == CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_EITHER, "length", "profile_weights", NULL);
    if (cpf__call_word(call, "profile") == 2 && weights == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, "profile_weights", NULL, NULL);
    if (weights == CPF_NONE) {
        units = is.all = cpf__call_double(call, "length", 1, CPF__ABOVE_ZERO);
    } else {
        profile = cpf__call_doubles(call, weights, -1, NULL, CPF__NOT_NEGATIVE);
        units = (double)profile.count;
        if (call->status != CPF_OK)
            return is;
        is.all = cpf__weight_until(profile.items, profile.count, units);
        is.done = cpf__weight_until(profile.items, profile.count, fmin(elapsed, units));
        if (!isfinite(is.all))
            cpf__call_fail(call, weights, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
        else if (!(is.all > 0))
            cpf__call_fail(call, weights, CPF__IO_CALL_NO_SHARES, NULL, NULL, NULL);
    }
    if (elapsed > units)
        cpf__call_fail(call, cpf__call_find(call, "elapsed"), CPF__IO_CALL_OVER, NULL, NULL, NULL);
    is.units_left = units - elapsed;
    return is;
}

static void run_pace(cpf__call *call)
{
    double target = cpf__call_double(call, "target", 0, CPF__ANY_NUMBER),
           actual = cpf__call_double(call, "actual", 0, CPF__ANY_NUMBER);
    double plan = cpf__call_double(call, "plan", target, CPF__ANY_NUMBER), share, run_rate, weight, expected;
    progress is = read_progress(call);

    share = is.done / is.all;
    weight = cpf__call_double(call, "plan_weight", 1 - share, CPF__FROM_0_TO_1);
    if (call->status != CPF_OK)
        return;
    expected = target * is.done / is.all;
    run_rate = is.done > 0 ? actual * is.all / is.done : NAN;
    if (!isfinite(expected) || isinf(run_rate)) {
        cpf__call_fail(call, cpf__call_find(call, isfinite(expected) ? "actual" : "target"), CPF__IO_CALL_NO_FIT, NULL,
                       NULL, NULL);
        return;
    }
    cpf__answer_double(call, "share_elapsed", share);
    cpf__answer_double(call, "expected_to_date", expected);
    cpf__answer_double(call, "pace_ratio", expected < 0 || expected > 0 ? actual / expected : NAN);
    cpf__answer_double(call, "run_rate_forecast", run_rate);
    cpf__answer_double(call, "forecast_total", run_rate);
    cpf__answer_double(call, "forecast_blend",
                       is.done > 0 ? actual + (1 - share) * (weight * plan + (1 - weight) * run_rate) : NAN);
    cpf__answer_double(call, "required_remaining", target - actual);
    cpf__answer_double(call, "required_rate_remaining", is.units_left > 0 ? (target - actual) / is.units_left : NAN);
    cpf__answer_double(call, "required_total_rate", share < 1 ? (target - actual) / (1 - share) : NAN);
    if (!(is.done > 0))
        cpf__answer_text(call, "reason", "not_begun");
    else if (!(expected < 0 || expected > 0))
        cpf__answer_text(call, "reason", "no_target");
}

static void run_seasonal_indices(cpf__call *call)
{
    int64_t period = cpf__call_whole(call, "period", 2, YEAR_MOST), years;
    cpf__doubles y = cpf__call_doubles(call, cpf__call_find(call, "y"), -1, NULL, CPF__ANY_NUMBER);
    double *year_mean, *ratios;
    int good;

    (void)cpf__call_word(call, "method");
    years = y.count / period;
    year_mean = cpf__call_take(call, years, sizeof *year_mean);
    ratios = cpf__call_take(call, period, sizeof *ratios);
    if (call->status != CPF_OK)
        return;
    good = cpf__seasonal_ratios(y.items, years, period, year_mean, ratios);
    for (int64_t year = 0; year < years; year++) {
        if (!isfinite(year_mean[year]))
            cpf__call_fail(call, cpf__call_find(call, "y"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    }
    if (call->status != CPF_OK)
        return;
    cpf__answer_doubles(call, "year_mean", year_mean, years);
    if (years && good) {
        cpf__answer_doubles(call, "index", ratios, period);
    } else {
        cpf__answer_null(call, "index");
        cpf__answer_text(call, "reason", years ? "zero_mean" : "too_few");
    }
    cpf__answer_whole(call, "years", years);
    cpf__answer_whole(call, "left_over", y.count - years * period);
}

/* The forecast that is given, or a simple one. */
static const double *read_forecast(cpf__call *call, cpf__doubles train, int64_t period, int64_t horizon)
{
    static const cpf__simple_forecast ways[] = {CPF__SIMPLE_MEAN,  CPF__SIMPLE_LAST,   CPF__SIMPLE_SEASON,
                                                CPF__SIMPLE_DRIFT, CPF__SIMPLE_SEASON, CPF__SIMPLE_SEASON};
    int32_t node = cpf__call_find(call, "forecast");
    cpf__simple_forecast way = ways[cpf__call_word(call, "method")];
    int64_t least = way == CPF__SIMPLE_SEASON ? period : way == CPF__SIMPLE_DRIFT ? 2 : 1;
    double *forecast;

    if (node != CPF_NONE)
        return cpf__call_doubles(call, node, horizon, NULL, CPF__ANY_NUMBER).items;
    if (train.count < least)
        return NULL;
    forecast = cpf__call_take(call, horizon, sizeof *forecast);
    if (call->status == CPF_OK)
        cpf__forecast_simply(train.items, train.count, period, way, horizon, forecast);
    return forecast;
}

static void run_accuracy(cpf__call *call)
{
    cpf__doubles test = cpf__call_doubles(call, cpf__call_find(call, "test"), -1, NULL, CPF__ANY_NUMBER);
    cpf__doubles train = cpf__call_doubles(call, cpf__call_find(call, "train"), -1, NULL, CPF__ANY_NUMBER);
    int64_t period = cpf__call_whole(call, "period", 1, YEAR_MOST);
    const double *forecast = call->status == CPF_OK ? read_forecast(call, train, period, test.count) : NULL;
    cpf__errors errors;
    double scale;

    if (call->status != CPF_OK)
        return;
    if (!forecast || !test.count) {
        cpf__answer_null(call, "rmse");
        cpf__answer_text(call, "reason", "too_few");
        return;
    }
    errors = cpf__errors_of(test.items, forecast, test.count);
    if (!isfinite(errors.square)) {
        cpf__call_fail(call, cpf__call_find(call, "test"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
        return;
    }
    scale = cpf__seasonal_change(train.items, train.count, period);
    cpf__answer_double(call, "me", errors.mean);
    cpf__answer_double(call, "rmse", sqrt(errors.square));
    cpf__answer_double(call, "mae", errors.absolute);
    cpf__answer_double(call, "mpe", errors.percent);
    cpf__answer_double(call, "mape", errors.amount);
    cpf__answer_double(call, "mase", scale > 0 ? errors.absolute / scale : NAN);
    cpf__answer_double(call, "scale", scale);
    cpf__answer_doubles(call, "forecast", forecast, test.count);
}

const cpf__call_row cpf__methods_pace[CPF__PACE_METHODS] = {
    {{{"business_days", "Business days", "工作日天数",
       "How many days count from one day to another, and in each month.",
       "两日之间（含首日、不含末日）的工作日天数及分月天数。",
       "days of the week that count, less holidays, with workdays", "NumPy busday_count", CPF__PARAMS(days_params)},
      "count; by_month: for each month that is touched"},
     run_business_days},
    {{{"pace", "Pace", "进度", "How what is reached compares with what should be by now, and where that leads.",
       "已实现值与应达进度之比、按当前进度的期末预测和剩余所需。",
       "s = sum of the weights so far / sum; pace = actual / (s target); forecast = actual / s; blend = actual + (1 - "
       "s) (k plan + (1 - k) actual / s)",
       "", CPF__PARAMS(pace_params)},
      "share_elapsed; expected_to_date; pace_ratio; run_rate_forecast, forecast_total; forecast_blend; "
      "required_remaining: below 0 when the target "
      "is exceeded; required_rate_remaining: for each unit of time left; required_total_rate: for the whole time; null "
      "where it is not defined, "
      "with reason not_begun or no_target"},
     run_pace},
    {{{"seasonal_indices", "Seasonal indices", "季节指数", "How each season of a year compares with the year's mean.",
       "各季节与年度均值之比的多年平均。", "mean over the years of y / mean of the year",
       "NIST/SEMATECH e-Handbook 6.4.3.5", CPF__PARAMS(indices_params)},
      "year_mean; index, or null with reason too_few or zero_mean; years: full ones; left_over: values after the last "
      "full year"},
     run_seasonal_indices},
    {{{"accuracy", "Accuracy of a forecast", "预测准确度", "How far forecasts were from what came.",
       "预测与实际之间的误差指标。",
       "MAE = mean |e|; RMSE = sqrt(mean e^2); MAPE = 100 mean |e / y|; MASE = MAE / mean |y[t] - y[t - period]| of "
       "train",
       "Hyndman & Koehler 2006", CPF__PARAMS(accuracy_params)},
      "me; rmse; mae; mpe, mape: null where a value is 0; mase, scale: null without enough train; forecast; rmse null "
      "with reason too_few"},
     run_accuracy},
};
