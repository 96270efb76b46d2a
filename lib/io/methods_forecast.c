/* SPDX-License-Identifier: MIT */
/* Exponential smoothing of a series with the parameters that are given. */
#include <math.h>

#include "call_doubles.h"
#include "call_methods.h"
#include "smoothing.h"
#include "special.h"

enum { HORIZON_MOST = 100000, SEASONS_MOST = 100000 };

#define PARAM_Y                                                                                                        \
    {                                                                                                                  \
        "y", "values in the order of time", "按时间顺序的数值", "list of numbers", NULL, NULL, NULL                    \
    }
#define PARAM_ALPHA                                                                                                    \
    {                                                                                                                  \
        "alpha", "how quickly the level follows", "水平平滑系数", "share", "0", "1", NULL                              \
    }
#define PARAM_HORIZON                                                                                                  \
    {                                                                                                                  \
        "horizon", "values to forecast", "预测期数", "values", "0", "100000", "0"                                      \
    }
#define PARAM_LEVEL                                                                                                    \
    {                                                                                                                  \
        "initial_level", "level before the first value", "首个数值之前的水平", "number", NULL, NULL, "none"            \
    }
#define PARAM_TREND                                                                                                    \
    {                                                                                                                  \
        "initial_trend", "trend before the first value", "首个数值之前的趋势", "number", NULL, NULL, "none"            \
    }
#define PARAM_PHI                                                                                                      \
    {                                                                                                                  \
        "phi", "share of the trend that goes on from value to value", "趋势阻尼系数", "share", "0", "1", "1"           \
    }

#define NEXT_FORM "S_t = alpha*y_{t-1}+(1-alpha)*S_{t-1}"
#define LEVEL_FORM "l_t = alpha*y_t+(1-alpha)*l_{t-1}"
#define TREND_FORM "b_t = b_{t-1} + beta*e_t (beta = alpha*beta_star)"
#define ERROR_FORM "ETS error-correction form (A,A,A) / (M,A,M)"

static const cpf_param ses_params[] = {
    PARAM_Y,
    PARAM_ALPHA,
    {"init", "what the level begins with when none is given", "未给出初始水平时的起始方式",
     "S2=y1|S2=mean of the first four", NULL, NULL, "S2=y1"},
    {"convention", "whether smoothed values stand where they are expected, or where the level is known",
     "平滑值所在位置：下一期预期，或当期水平", NEXT_FORM "|" LEVEL_FORM, NULL, NULL, NEXT_FORM},
    PARAM_LEVEL,
    PARAM_HORIZON,
    {"confidence", "coverage of the interval", "预测区间覆盖率", "share", "0", "1", "0.95"},
};

static const cpf_param holt_params[] = {
    PARAM_Y,
    PARAM_ALPHA,
    {"beta", "by how much of the error the trend moves; or gamma", "误差中计入趋势的系数；或用 gamma", "share", "0",
     "1", "none"},
    {"gamma", "how quickly the trend follows the level; or beta", "趋势平滑系数；或用 beta", "share", "0", "1", "none"},
    {"beta_convention", "what beta is: of the error (first two), or of the level's change",
     "beta 的含义：前两项为误差系数，末项为水平变化系数", "error|" TREND_FORM "|classic", NULL, NULL, "error"},
    {"init", "what level and trend begin with when none are given", "未给出初始状态时的起始方式",
     "S1=y1, b1=mean of the first three differences|S1=y1, b1=y2-y1|S1=y1, b1=(yn-y1)/(n-1)", NULL, NULL,
     "S1=y1, b1=mean of the first three differences"},
    PARAM_LEVEL,
    PARAM_TREND,
    PARAM_PHI,
    PARAM_HORIZON,
};

static const cpf_param holt_winters_params[] = {
    PARAM_Y,
    {"period", "values in a year", "一年内的期数", "values", "2", "100000", NULL},
    {"seasonal", "whether seasons are added or multiplied", "季节为加法或乘法", "additive|multiplicative", NULL, NULL,
     "additive"},
    PARAM_ALPHA,
    {"beta", "of the trend", "趋势平滑系数", "share", "0", "1", NULL},
    {"gamma", "of the seasons", "季节平滑系数", "share", "0", "1", NULL},
    {"convention", "what beta and gamma are of: the error (first two), or as in HoltWinters of R",
     "系数含义：前两项为误差修正式，末项为经典式", "error|" ERROR_FORM "|classic", NULL, NULL, "error"},
    PARAM_LEVEL,
    PARAM_TREND,
    {"initial_seasonal_oldest_first", "seasons before the first value, that of the first value first",
     "首个数值之前的季节状态，按时间先后", "list of numbers", NULL, NULL, "none"},
    PARAM_PHI,
    PARAM_HORIZON,
};

/* A series, what was expected of it and the levels it left. */
typedef struct smoothed {
    cpf__doubles y;
    double *expected, *levels, *trends, *forecast;
    int64_t horizon;
} smoothed;

static smoothed read_smoothed(cpf__call *call, cpf__sense sense)
{
    smoothed read = {cpf__call_doubles(call, cpf__call_find(call, "y"), -1, NULL, sense),
                     NULL,
                     NULL,
                     NULL,
                     NULL,
                     cpf__call_whole(call, "horizon", 0, HORIZON_MOST)};

    read.expected = cpf__call_take(call, read.y.count, sizeof *read.expected);
    read.levels = cpf__call_take(call, read.y.count, sizeof *read.levels);
    read.trends = cpf__call_take(call, read.y.count, sizeof *read.trends);
    read.forecast = cpf__call_take(call, read.horizon, sizeof *read.forecast);
    return read;
}

static int too_short(cpf__call *call, const smoothed *read, int64_t least)
{
    if (call->status != CPF_OK || read->y.count >= least)
        return 0;
    cpf__answer_null(call, "forecast");
    cpf__answer_text(call, "reason", "too_few");
    return 1;
}

/* From position `first` on; before it nothing is expected. */
static void follow(smoothed *read, cpf__smoother *state, int64_t first)
{
    for (int64_t i = 0; i < first; i++) {
        read->expected[i] = NAN;
        read->levels[i] = NAN;
        read->trends[i] = NAN;
    }
    for (int64_t i = first; i < read->y.count; i++) {
        read->expected[i] = cpf__smooth_next(state);
        cpf__smooth_move(state, read->y.items[i]);
        read->levels[i] = state->level;
        read->trends[i] = state->trend;
    }
    cpf__smooth_forecast(state, read->horizon, read->forecast);
}

/* Whether every number that is answered is one. */
static int fits(cpf__call *call, const smoothed *read, const cpf__smoother *state)
{
    int good = isfinite(state->level) && isfinite(state->trend) &&
               isfinite(cpf__errors_of(read->y.items, read->expected, read->y.count).square);

    for (int64_t h = 0; h < read->horizon; h++)
        good = good && isfinite(read->forecast[h]);
    for (int64_t k = 0; state->season && k < state->period; k++)
        good = good && isfinite(state->season[k]);
    if (!good)
        cpf__call_fail(call, cpf__call_find(call, "y"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    return good;
}

static void answer_errors(cpf__call *call, const smoothed *read)
{
    cpf__errors errors = cpf__errors_of(read->y.items, read->expected, read->y.count);

    cpf__answer_doubles(call, "expected", read->expected, read->y.count);
    cpf__answer_doubles(call, "forecast", read->forecast, read->horizon);
    cpf__answer_double(call, "sse", errors.square * (double)errors.count);
    cpf__answer_double(call, "mse", errors.square);
    cpf__answer_double(call, "rmse", sqrt(errors.square));
    cpf__answer_double(call, "mae", errors.absolute);
    cpf__answer_double(call, "mape", errors.amount);
}

/* sigma^2 (1 + (h - 1) alpha^2), sigma^2 = SSE / (n - 2). */
static void answer_interval(cpf__call *call, const smoothed *read, double alpha, double confidence)
{
    cpf__errors errors = cpf__errors_of(read->y.items, read->expected, read->y.count);
    double tail = 0.5 * (1 - confidence), z = cpf__normal_quantile(1 - tail, tail);
    double sigma = read->y.count > 2 ? sqrt(errors.square * (double)errors.count / (double)(read->y.count - 2)) : NAN;
    double *bound = cpf__call_take(call, read->horizon, sizeof *bound);

    if (call->status != CPF_OK)
        return;
    cpf__answer_double(call, "sigma", sigma);
    for (int side = -1; side <= 1; side += 2) {
        for (int64_t h = 0; h < read->horizon; h++)
            bound[h] = read->forecast[h] + side * z * sigma * sqrt(1 + (double)h * alpha * alpha);
        cpf__answer_doubles(call, side < 0 ? "lo" : "hi", bound, read->horizon);
    }
}

static void run_ses(cpf__call *call)
{
    cpf__smoother state = {.alpha = cpf__call_double(call, "alpha", 0, CPF__FROM_0_TO_1), .damping = 1};
    double confidence = cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1);
    int32_t given = cpf__call_find(call, "initial_level"), init = cpf__call_word(call, "init");
    int levels = cpf__call_word(call, "convention") == 1;
    smoothed read = read_smoothed(call, CPF__ANY_NUMBER);

    state.level = cpf__call_double(call, "initial_level", 0, CPF__ANY_NUMBER);
    if (too_short(call, &read, given != CPF_NONE ? 1 : init ? 4 : 2) || call->status != CPF_OK)
        return;
    if (given == CPF_NONE)
        state.level = init ? 0.25 * (read.y.items[0] + read.y.items[1]) + 0.25 * (read.y.items[2] + read.y.items[3])
                           : read.y.items[0];
    follow(&read, &state, given == CPF_NONE);
    if (!fits(call, &read, &state))
        return;
    cpf__answer_doubles(call, "smoothed", levels ? read.levels : read.expected, read.y.count);
    cpf__answer_double(call, "level", state.level);
    answer_errors(call, &read);
    answer_interval(call, &read, state.alpha, confidence);
}

static double first_trend(const double *y, int64_t n, int32_t init)
{
    int64_t steps = init == 1 ? 1 : init == 2 ? n - 1 : 3;

    return (y[steps] - y[0]) / (double)steps;
}

/* beta as the error's, or gamma as that of the level's change. */
static cpf__smoother read_holt(cpf__call *call)
{
    cpf__smoother state = {.alpha = cpf__call_double(call, "alpha", 0, CPF__FROM_0_TO_1),
                           .damping = cpf__call_double(call, "phi", 1, CPF__FROM_0_TO_1)};
    int given = cpf__call_find(call, "beta") != CPF_NONE;

    if (given == (cpf__call_find(call, "gamma") != CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_EITHER, "beta", "gamma", NULL);
    state.beta = cpf__call_double(call, given ? "beta" : "gamma", 0, CPF__FROM_0_TO_1);
    state.form = !given || cpf__call_word(call, "beta_convention") == 2 ? CPF__SMOOTH_CLASSIC : CPF__SMOOTH_ERROR;
    return state;
}

static void run_holt(cpf__call *call)
{
    cpf__smoother state = read_holt(call);
    int32_t level = cpf__call_find(call, "initial_level"), trend = cpf__call_find(call, "initial_trend");
    int32_t init = cpf__call_word(call, "init");
    smoothed read = read_smoothed(call, CPF__ANY_NUMBER);

    if ((level == CPF_NONE) != (trend == CPF_NONE))
        cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, level == CPF_NONE ? "initial_level" : "initial_trend", NULL, NULL);
    state.level = cpf__call_double(call, "initial_level", 0, CPF__ANY_NUMBER);
    state.trend = cpf__call_double(call, "initial_trend", 0, CPF__ANY_NUMBER);
    if (too_short(call, &read, level != CPF_NONE ? 1 : init ? 2 : 4) || call->status != CPF_OK)
        return;
    if (level == CPF_NONE) {
        state.level = read.y.items[0];
        state.trend = first_trend(read.y.items, read.y.count, init);
    }
    follow(&read, &state, level == CPF_NONE);
    if (level == CPF_NONE) {
        read.levels[0] = read.y.items[0];
        read.trends[0] = first_trend(read.y.items, read.y.count, init);
    }
    if (!fits(call, &read, &state))
        return;
    cpf__answer_doubles(call, "smoothed", read.levels, read.y.count);
    cpf__answer_doubles(call, "trends", read.trends, read.y.count);
    cpf__answer_double(call, "level", state.level);
    cpf__answer_double(call, "trend", state.trend);
    answer_errors(call, &read);
}

/* Given as a whole, or out of the first two periods; where the first expectation is. */
static int64_t begin_seasons(cpf__call *call, const smoothed *read, cpf__smoother *state)
{
    static const char *const names[] = {"initial_level", "initial_trend", "initial_seasonal_oldest_first"};
    int32_t seasons = cpf__call_find(call, names[2]), given = 0;
    double *mean;

    for (int i = 0; i < 3; i++)
        given += cpf__call_find(call, names[i]) != CPF_NONE;
    for (int i = 0; given && i < 3; i++) {
        if (cpf__call_find(call, names[i]) == CPF_NONE)
            cpf__call_fail(call, 0, CPF__IO_CALL_NEEDS, names[i], NULL, NULL);
    }
    if (given) {
        state->level = cpf__call_double(call, names[0], 0, CPF__ANY_NUMBER);
        state->trend = cpf__call_double(call, names[1], 0, CPF__ANY_NUMBER);
        state->season = cpf__call_doubles(call, seasons, state->period, NULL,
                                          state->seasons == CPF__SEASONS_MULTIPLY ? CPF__ABOVE_ZERO : CPF__ANY_NUMBER)
                            .items;
        return 0;
    }
    state->season = cpf__call_take(call, state->period, sizeof *state->season);
    mean = cpf__call_take(call, 2 * state->period, sizeof *mean);
    if (call->status == CPF_OK)
        cpf__smooth_start(state, read->y.items, mean);
    return state->period;
}

static void run_holt_winters(cpf__call *call)
{
    cpf__smoother state = {.alpha = cpf__call_double(call, "alpha", 0, CPF__FROM_0_TO_1),
                           .beta = cpf__call_double(call, "beta", 0, CPF__FROM_0_TO_1),
                           .gamma = cpf__call_double(call, "gamma", 0, CPF__FROM_0_TO_1),
                           .damping = cpf__call_double(call, "phi", 1, CPF__FROM_0_TO_1)};
    smoothed read;
    double *next;
    int64_t first;

    state.period = cpf__call_whole(call, "period", 2, SEASONS_MOST);
    state.seasons = cpf__call_word(call, "seasonal") == 1 ? CPF__SEASONS_MULTIPLY : CPF__SEASONS_ADD;
    state.form = cpf__call_word(call, "convention") == 2 ? CPF__SMOOTH_CLASSIC : CPF__SMOOTH_ERROR;
    read = read_smoothed(call, state.seasons == CPF__SEASONS_MULTIPLY ? CPF__ABOVE_ZERO : CPF__ANY_NUMBER);
    if (too_short(call, &read, 2 * state.period) || call->status != CPF_OK)
        return;
    first = begin_seasons(call, &read, &state);
    next = cpf__call_take(call, state.period, sizeof *next);
    if (call->status != CPF_OK)
        return;
    follow(&read, &state, first);
    if (!fits(call, &read, &state))
        return;
    cpf__answer_double(call, "level", state.level);
    cpf__answer_double(call, "trend", state.trend);
    for (int64_t k = 0; k < state.period; k++)
        next[k] = state.season[(state.at + k) % state.period];
    cpf__answer_doubles(call, "seasons", next, state.period);
    answer_errors(call, &read);
}

#define ERRORS_ANSWER                                                                                                  \
    "expected: one value ahead; forecast; sse, mse, rmse, mae, mape: of the expected; forecast null with reason "      \
    "too_few"

const cpf__call_row cpf__methods_forecast[CPF__FORECAST_METHODS] = {
    {{{"ses", "Exponential smoothing", "一次指数平滑", "A level that follows a series without trend and seasons.",
       "无趋势、无季节序列的水平平滑与预测。",
       "l = l + alpha e; sigma^2 (1 + (h - 1) alpha^2), sigma^2 = SSE / (n - 2)",
       "Brown 1959; Hyndman et al. 2008; NIST/SEMATECH e-Handbook 6.4.3.1", CPF__PARAMS(ses_params)},
      "smoothed; level; " ERRORS_ANSWER "; sigma; lo, hi: limits of the forecasts"},
     run_ses},
    {{{"holt", "Exponential smoothing with a trend", "霍尔特线性趋势平滑",
       "A level and a trend that follow a series, the trend damped where asked for.",
       "带（可阻尼）趋势的指数平滑与预测。",
       "error: l = l + phi b + alpha e, b = phi b + beta e; gamma, or classic: b = gamma (l - l before) + (1 - gamma) "
       "phi b",
       "Holt 1957; Gardner & McKenzie 1985; NIST/SEMATECH e-Handbook 6.4.3.3", CPF__PARAMS(holt_params)},
      "smoothed; trends; level; trend; " ERRORS_ANSWER},
     run_holt},
    {{{"holt_winters", "Exponential smoothing with trend and seasons", "霍尔特-温特斯平滑",
       "A level, a trend and seasons that follow a series.", "带趋势与季节的指数平滑与预测。",
       "additive: e = y - (l + b + s); l = l + b + alpha e, b = b + beta e, s = s + gamma e; multiplicative: e / s, e "
       "/ (l + b)",
       "Winters 1960; Hyndman et al. 2008", CPF__PARAMS(holt_winters_params)},
      "level; trend; seasons: that of the next value first; " ERRORS_ANSWER " below two years"},
     run_holt_winters},
};
