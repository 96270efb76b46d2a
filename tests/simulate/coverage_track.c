/* SPDX-License-Identifier: MIT */
/*
 * coverage_track [FILE [SEASON]]: how good landings are. From every place of every series the next one, three and six
 * periods are forecast by what was known then; told are
 * - how often they lie inside their limits of 80 and 95 %, as they come from the forecast and calibrated by the
 * landings of the whole set in the year before;
 * - mean errors beside those of the last value again (naive) and of the value a year ago (seasonal naive), from two
 * years on: MASE and RMSSE by the errors of the seasonal naive forecast in what was known (of the naive one without
 * seasons; Hyndman & Koehler 2006; Makridakis et al. 2022), sMAPE (Makridakis 1993).
 *
 * FILE has lines unit,period,value. Without it, Adventure Works and drawn series: fails when less than 75 or more than
 * 85, or less than 90 or more than 100 in 100, lie inside, or another forecast is better in any measure.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outlook.h"
#include "series_set.h"
#include "special.h"

enum { LANDING, NAIVE, SEASONAL_NAIVE, FORECASTS, MEASURES = 3, LEVELS = 2 };

static const double outside[LEVELS] = {0.20, 0.05};
static const char *const measure_names[MEASURES] = {"MASE", "RMSSE", "sMAPE"};

/* What was said at each place of a series with and without seasons; chance: of an error as large, below 0 without. */
enum { BY_LEVEL, BY_SEASONS, KINDS };
typedef struct trial {
    double said[KINDS], came, chance[KINDS];
} trial;

typedef struct score {
    int64_t tried, raw[LEVELS], inside[LEVELS], compared[MEASURES];
    double sums[FORECASTS][MEASURES];
} score;

static double sum_of(const double *y, int64_t count)
{
    double sum = 0;

    for (int64_t i = 0; i < count; i++)
        sum += y[i];
    return sum;
}

static int kind_at(int64_t known, int64_t season)
{
    return season > 1 && known >= 2 * season ? BY_SEASONS : BY_LEVEL;
}

static void try_places(const series *is, int64_t season, int64_t ahead, double *room, trial *trials)
{
    cpf__outlook outlook;

    for (int64_t at = 0; at < SERIES_VALUES; at++)
        trials[at] = (trial){{0, 0}, at + ahead <= is->n ? sum_of(is->y + at, ahead) : 0, {-1, -1}};
    for (int kind = 0; kind < KINDS; kind++) {
        if (kind_at(is->n, season) < kind || !cpf__outlook_run(&outlook, is->y, is->n, kind ? season : 1, ahead, room))
            continue;
        for (int64_t at = outlook.start + CPF__OUTLOOK_LEAST / 2; at + ahead <= is->n; at++) {
            cpf__rest_forecast rest = cpf__outlook_at(&outlook, at);
            double error = fabs(trials[at].came - rest.mean);

            trials[at].said[kind] = rest.mean;
            if (rest.deviation > 0)
                trials[at].chance[kind] = 2 * cpf__student_above(error / rest.deviation, rest.freedom);
        }
    }
}

/* What the set knew at a time of its landings in the year before. */
static void learn(const series_set *set, const trial *trials, int64_t time, int64_t ahead, cpf__recalibration *known)
{
    int64_t times = 0;

    *known = (cpf__recalibration){.all = 0};
    for (int64_t i = 0; i < set->count; i++) {
        int64_t now = time - set->items[i].first, end = now - ahead + 1, begin = end - set->season;
        int kind = kind_at(now, set->season);

        int64_t before = known->all;

        for (int64_t at = begin > 0 ? begin : 0; now <= set->items[i].n && at < end; at++) {
            if (trials[i * SERIES_VALUES + at].chance[kind] >= 0)
                cpf__recalibration_add(known, trials[i * SERIES_VALUES + at].chance[kind]);
        }
        times = known->all - before > times ? known->all - before : times;
    }
    cpf__recalibration_weigh(known, times, ahead);
}

static void count_inside(const series_set *set, const trial *trials, int64_t ahead, score *total)
{
    for (int64_t time = 0; time < 2 * SERIES_VALUES; time++) {
        cpf__recalibration known;

        learn(set, trials, time, ahead, &known);
        for (int64_t i = 0; i < set->count; i++) {
            int64_t at = time - set->items[i].first;
            double chance =
                at >= 0 && at < SERIES_VALUES ? trials[i * SERIES_VALUES + at].chance[kind_at(at, set->season)] : -1;

            if (chance < 0)
                continue;
            total->tried++;
            for (int k = 0; k < LEVELS; k++) {
                total->raw[k] += chance >= outside[k];
                total->inside[k] += cpf__recalibrated(&known, chance) >= outside[k];
            }
        }
    }
}

/* Mean error, or mean square, of the value `lag` before in the first n. */
static double scale_of(const double *y, int64_t n, int64_t lag, int squared)
{
    double sum = 0;

    for (int64_t i = lag; i < n; i++)
        sum += squared ? (y[i] - y[i - lag]) * (y[i] - y[i - lag]) : fabs(y[i] - y[i - lag]);
    return sum / (double)(n - lag);
}

/* Percentages mean nothing where a season has nothing (Hyndman & Koehler 2006). */
static int is_above_zero(const double *y, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (!(y[i] > 0))
            return 0;
    }
    return 1;
}

static void compare_at(const series *is, int64_t season, int64_t ahead, int64_t at, const trial *then, score *total)
{
    double scale = scale_of(is->y, at, season, 0), square = scale_of(is->y, at, season, 1), steps = (double)ahead;
    int whole;
    double said[FORECASTS] = {then->said[kind_at(at, season)], steps * is->y[at - 1], 0};

    if (!(scale > 0))
        return;
    for (int64_t i = 0; i < ahead; i++)
        said[SEASONAL_NAIVE] += is->y[at - season + i % season];
    whole = is_above_zero(is->y + at - season, season + ahead);
    total->compared[0]++;
    total->compared[1]++;
    total->compared[2] += whole;
    for (int k = 0; k < FORECASTS; k++) {
        double error = fabs(then->came - said[k]);

        total->sums[k][0] += error / steps / scale;
        total->sums[k][1] += error * error / (steps * steps) / square;
        total->sums[k][2] += whole ? 200 * error / (fabs(then->came) + fabs(said[k])) : 0;
    }
}

static double measure_of(const score *is, int forecast, int measure)
{
    double mean = is->sums[forecast][measure] / (double)is->compared[measure];

    return measure == 1 ? sqrt(mean) : mean;
}

/* The number of what is not as it should be. */
static int tell(const series_set *set, int64_t ahead, const score *is)
{
    double tried = (double)is->tried;
    int bad = 0;

    printf("%s, %d ahead: %lld landings\n", set->name, (int)ahead, (long long)is->tried);
    for (int k = 0; k < LEVELS && is->tried; k++) {
        double share = (double)is->inside[k] / tried, wanted = 1 - outside[k];

        printf("  inside limits of %.0f %%: %.1f %%, not calibrated %.1f %%\n", 100 * wanted, 100 * share,
               100 * (double)is->raw[k] / tried);
        bad += fabs(share - wanted) > set->slack;
    }
    for (int k = 0; k < MEASURES && is->compared[k]; k++) {
        double landing = measure_of(is, LANDING, k), naive = measure_of(is, NAIVE, k),
               seasonal = measure_of(is, SEASONAL_NAIVE, k);

        printf("  %-5s of %lld: landing %.3f, naive %.3f, seasonal naive %.3f\n", measure_names[k],
               (long long)is->compared[k], landing, naive, seasonal);
        bad += landing >= naive || (set->season > 1 && landing >= seasonal);
    }
    return bad;
}

static int try_set(const series_set *set)
{
    static const int64_t spans[] = {1, 3, 6};
    double *room = malloc((size_t)cpf__outlook_room(SERIES_VALUES, set->season) * sizeof *room);
    trial *trials = malloc((size_t)(set->count * SERIES_VALUES) * sizeof *trials);
    int bad = 0;

    for (size_t k = 0; k < sizeof spans / sizeof spans[0]; k++) {
        score total = {0};

        for (int64_t i = 0; i < set->count; i++) {
            const series *is = &set->items[i];
            trial *of = trials + i * SERIES_VALUES;

            try_places(is, set->season, spans[k], room, of);
            for (int64_t at = 2 * (set->season > 1 ? set->season : 12); at + spans[k] <= is->n; at++)
                compare_at(is, set->season, spans[k], at, &of[at], &total);
        }
        count_inside(set, trials, spans[k], &total);
        bad += tell(set, spans[k], &total);
    }
    free(room);
    free(trials);
    return bad;
}

int main(int argc, char **argv)
{
    series *items = malloc(SERIES_MOST * sizeof *items);
    series_set set = {argc > 1 ? argv[1] : "Adventure Works", items, 0, argc > 2 ? atoi(argv[2]) : 12, 0.05};
    int bad = argc > 1 ? series_of_file(&set, argv[1]) : series_of_example(&set);

    bad += try_set(&set);
    if (argc == 1) {
        cpf_test_random random = cpf_test_seed("coverage_track", 20);

        set = (series_set){"drawn", items, 0, 12, 1};
        series_of_chance(&set, &random);
        bad += try_set(&set);
    }
    free(items);
    return bad ? 1 : 0;
}
