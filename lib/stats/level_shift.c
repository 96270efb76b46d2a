/* SPDX-License-Identifier: MIT */
#include "level_shift.h"

#include <math.h>

#include "special.h"

enum { SHIFT_LEAST = 8 }; /* values before the span, without seasons */

void cpf__shift_begin(cpf__shift_finder *finder, int64_t period, int64_t seasons, double *room)
{
    *finder = (cpf__shift_finder){.period = period, .seasons = seasons, .room = room};
    for (int64_t parts = 4; parts >= 1; parts /= 2) {
        int64_t span = period / parts;

        if (span >= 1 && (!finder->count || span != finder->spans[finder->count - 1]))
            finder->spans[finder->count++] = span;
    }
}

/* How many values before the span are compared with it: whole years where there are seasons. */
static int64_t values_before(const cpf__shift_finder *finder, int64_t before)
{
    int64_t years = before / finder->seasons;

    if (finder->seasons == 1)
        return before < SHIFT_LEAST ? 0 : before;
    return years < 2 ? 0 : years * finder->seasons;
}

/* The mean of each season in x[count]; the sum of squares around them. */
static double take_season_means(const double *x, int64_t count, int64_t seasons, double *mean)
{
    double squares = 0;

    for (int64_t k = 0; k < seasons; k++) {
        mean[k] = 0;
        for (int64_t i = k; i < count; i += seasons)
            mean[k] += (x[i] - mean[k]) / (double)(i / seasons + 1);
        for (int64_t i = k; i < count; i += seasons)
            squares += (x[i] - mean[k]) * (x[i] - mean[k]);
    }
    return squares;
}

/* Student's t of the mean of the last `span` of x[end] beside that of their seasons before; NaN when not testable. */
typedef struct span_test {
    double t, freedom, away, expected; /* away: the mean difference; expected: the mean without it */
} span_test;

static span_test test_span(const cpf__shift_finder *finder, const double *x, int64_t end, int64_t span, double *mean)
{
    int64_t count = values_before(finder, end - span), groups = finder->seasons;
    span_test test = {NAN, (double)(count - groups), 0, 0};
    double squares, width;

    if (!count)
        return test;
    squares = take_season_means(x + (end - span - count), count, groups, mean);
    for (int64_t i = 0; i < span; i++) {
        test.expected += mean[i % groups] / (double)span;
        test.away += (x[end - span + i] - mean[i % groups]) / (double)span;
    }
    /* each mean of a season is used once, that of all by every value */
    width = 1 / (double)span + (groups > 1 ? (double)groups / (double)(count * span) : 1 / (double)count);
    if (squares > 0)
        test.t = test.away / sqrt(squares / test.freedom * width);
    return test;
}

/* Values, or their logarithms where all are above 0; whether these. */
static int take_values(const double *y, int64_t n, double *x)
{
    int above = 1;

    for (int64_t i = 0; i < n; i++)
        above &= y[i] > 0;
    for (int64_t i = 0; i < n; i++)
        x[i] = above ? log(y[i]) : y[i];
    return above;
}

static double chance_of(span_test test)
{
    return isnan(test.t) ? NAN : 2 * cpf__student_above(fabs(test.t), test.freedom);
}

/* The same at the ends of a year before the span. */
static void take_past(cpf__shift_finder *finder, int which, const double *x, int64_t n, double *mean)
{
    int64_t span = finder->spans[which], end = n - span, times = 0;

    for (int64_t at = end; at > end - finder->period && at > span; at--) {
        double chance = chance_of(test_span(finder, x, at, span, mean));

        if (isnan(chance))
            continue;
        cpf__recalibration_add(&finder->past[which], chance);
        times++;
    }
    finder->times[which] = times > finder->times[which] ? times : finder->times[which];
}

void cpf__shift_of(cpf__shift_finder *finder, const double *y, int64_t n, cpf__level_shift *shift)
{
    double *x = finder->room, *mean = x + n;
    int logarithms = take_values(y, n, x);

    *shift = (cpf__level_shift){.p = NAN};
    for (int i = 0; i < finder->count; i++) {
        span_test test = {NAN, 0, 0, 0};

        if (n > finder->spans[i])
            test = test_span(finder, x, n, finder->spans[i], mean);
        shift->chance[i] = chance_of(test);
        shift->change[i] = logarithms          ? 100 * expm1(test.away)
                           : test.expected > 0 ? 100 * test.away / test.expected
                                               : NAN;
        if (!isnan(shift->chance[i]))
            take_past(finder, i, x, n, mean);
    }
}

void cpf__shift_weigh(cpf__shift_finder *finder)
{
    for (int i = 0; i < finder->count; i++)
        cpf__recalibration_weigh(&finder->past[i], finder->times[i], finder->spans[i]);
}

void cpf__shift_judge(const cpf__shift_finder *finder, cpf__level_shift *shift)
{
    double tested = 0, least = 2;

    for (int i = 0; i < finder->count; i++) {
        double chance = cpf__recalibrated(&finder->past[i], isnan(shift->chance[i]) ? 1 : shift->chance[i]);

        if (isnan(shift->chance[i]))
            continue;
        tested++;
        if (chance < least) {
            least = chance;
            shift->span = i;
        }
    }
    if (!(tested > 0))
        return;
    shift->p = fmin(1, tested * least);
    shift->periods = finder->spans[shift->span];
}
