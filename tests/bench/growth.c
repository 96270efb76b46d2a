/* SPDX-License-Identifier: MIT */
/*
 * What one more leaf and one more line cost: the cascade over trees made in memory, and lines of text that are made in
 * passing, parsed, and forgotten.
 *
 *     growth cascade LEAVES [THREADS]      growth lines LINES [THREADS]
 *
 * One JSON line: count, ms, setup_ms (model made; for lines also the roll-up afterwards), rss_mb.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOALS = 3, MONTHS = 12, REPEAT = 3, CHANNELS = 100000, BATCH = 200000, LINE_MOST = 64 };

static uint64_t state = 1;

static int64_t number(int64_t below)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15U);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (int64_t)((z ^ (z >> 31)) % (uint64_t)below);
}

typedef struct level {
    int32_t first, count; /* positions of adding */
} level;

/* Adds about `count` units below those of `above`, in families of sizes that differ by half; where they lie. */
static level add_level(cpf_plan *plan, const char *name, level above, int64_t count)
{
    int64_t mean = count / above.count < 1 ? 1 : count / above.count;
    int32_t *parent = bench_room((size_t)(above.count * (mean + mean / 2 + 1)) * sizeof *parent), n = 0;

    for (int32_t p = 0; p < above.count; p++) {
        for (int64_t left = mean - mean / 2 + number(2 * (mean / 2) + 1); left > 0; left--)
            parent[n++] = above.first + p;
    }
    cpf_plan_add_level(plan, name, name);
    cpf_plan_add_units(plan, name, n, parent, NULL);
    free(parent);
    return (level){above.first + above.count, n};
}

/* Company, 8 regions, teams, reps of 25 a team, channels of 125 a rep. */
static level add_units(cpf_plan *plan, int64_t leaves)
{
    level at = {0, 1};

    cpf_plan_add_level(plan, "company", "company");
    cpf_plan_add_unit(plan, NULL, "company", "0", "company");
    at = add_level(plan, "region", at, 8);
    at = add_level(plan, "team", at, leaves / 3125);
    at = add_level(plan, "rep", at, leaves / 125);
    return add_level(plan, "channel", at, leaves);
}

static void add_goals(cpf_plan *plan, level channels)
{
    static const int64_t season[MONTHS] = {70, 65, 80, 82, 88, 95, 77, 74, 90, 96, 88, 95};
    int64_t *weights = bench_room((size_t)channels.count * sizeof *weights);

    cpf_plan_add_season(plan, "year", MONTHS, season);
    for (int k = 0; k < GOALS; k++) {
        char code[24], weight[24];
        cpf_goal *goal;

        snprintf(code, sizeof code, "k%d", k);
        snprintf(weight, sizeof weight, "w%d", k);
        for (int32_t i = 0; i < channels.count; i++)
            weights[i] = number(100) < 3 ? 0 : 1 + number(100000);
        cpf_plan_set_attribute_column(plan, weight, channels.first, channels.count, weights, 0);
        bench_indicator(plan, code, 2);
        goal = cpf_plan_add_goal(plan, "0", code, "2026");
        cpf_goal_set_amount(goal, (int64_t)channels.count * 12345678 + k);
        cpf_goal_set_split(goal, "by_weight", "channel");
        cpf_goal_add_driver(goal, weight, NULL, NULL);
        cpf_goal_set_season(goal, "factors", "year");
    }
    free(weights);
}

static cpf_model *freeze(cpf_plan *plan)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_plan_freeze(plan, &model, &error), &error, "freeze");
    cpf_plan_free(plan);
    return model;
}

static void print(const char *what, int64_t count, int32_t threads, double ms, double setup)
{
    printf("{\"what\":\"%s\",\"count\":%lld,\"threads\":%d,\"ms\":%.3f,\"setup_ms\":%.1f,\"rss_mb\":%.0f}\n", what,
           (long long)count, (int)threads, ms, setup, bench_peak());
}

static void grow_cascade(int64_t leaves, int32_t threads)
{
    double start = bench_now(), setup, times[REPEAT];
    cpf_context *context = bench_context(threads);
    cpf_plan *plan = bench_plan(context, 2026, CPF_GRAIN_MONTH);
    level channels = add_units(plan, leaves);
    cpf_error *error = NULL;
    cpf_model *model;

    add_goals(plan, channels);
    model = freeze(plan);
    setup = bench_now() - start;
    for (int i = 0; i < REPEAT; i++) {
        cpf_facts *targets = NULL;

        start = bench_now();
        bench_expect(cpf_cascade(model, NULL, NULL, &targets, &error), &error, "cascade");
        times[i] = bench_now() - start;
        if (i == 0)
            bench_expect(cpf_check_sums(model, targets, &error), &error, "sums");
        cpf_facts_free(targets);
    }
    print("cascade", channels.count, threads, bench_median(times, REPEAT), setup);
    cpf_model_free(model);
    cpf_context_free(context);
}

static cpf_plan *lines_plan(cpf_context *context, level *channels)
{
    static const char *const unit[] = {"channel"};
    cpf_plan *plan = bench_plan(context, 2026, CPF_GRAIN_MONTH);
    cpf_source *source = cpf_plan_add_source(plan, "orders", NULL);

    *channels = add_units(plan, CHANNELS);
    cpf_plan_add_measure(plan, "amount", NULL, "sum", 2, "piece");
    cpf_plan_add_measure(plan, "paid", NULL, "sum", 2, "piece");
    cpf_plan_add_measure(plan, "orders", NULL, "count", 0, "piece");
    cpf_source_set_unit(source, "", 1, unit);
    cpf_source_set_day(source, "day");
    cpf_source_add_measure(source, "amount", "amount", NULL);
    cpf_source_add_measure(source, "paid", "paid", NULL);
    cpf_source_add_measure(source, "orders", NULL, NULL);
    return plan;
}

/* Digits by hand: making the lines must not take longer than reading them. */
static char *put(char *at, int64_t value, int width, char behind)
{
    char digits[20];
    int n = 0;

    for (; value || n < width; value /= 10)
        digits[n++] = (char)('0' + value % 10);
    while (n)
        *at++ = digits[--n];
    *at++ = behind;
    return at;
}

/* `count` lines behind a head; their length. */
static int64_t write_lines(char *text, int64_t count, level channels, int64_t *cents)
{
    static const char head[] = "channel,day,amount,paid\n";
    char *at = text + sizeof head - 1;

    memcpy(text, head, sizeof head - 1);
    for (int64_t i = 0; i < count; i++) {
        int64_t amount = number(5000000);

        *cents += amount;
        at = put(at, channels.first + number(channels.count), 1, ',');
        at = put(at, 2026, 4, '-');
        at = put(at, 1 + number(MONTHS), 2, '-');
        at = put(at, 1 + number(28), 2, ',');
        at = put(at, amount / 100, 1, '.');
        at = put(at, amount % 100, 2, ',');
        at = put(at, number(40000), 1, '\n');
    }
    return at - text;
}

/* The sum of all amounts must be that of the lines. */
static void check_amount(const cpf_model *model, const cpf_events *events, int64_t cents)
{
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    int64_t value = -1;

    bench_expect(cpf_measure(model, events, NULL, &facts, &error), &error, "measure");
    bench_expect(cpf_facts_measure_value(facts, 0, cpf_model_find_measure(model, "amount"),
                                         cpf_model_find_period(model, "2026"), &value),
                 NULL, "value");
    if (value != cents)
        bench_stop("WRONG ANSWER: %lld, expected %lld", (long long)value, (long long)cents);
    cpf_facts_free(facts);
}

static void grow_lines(int64_t lines, int32_t threads)
{
    double start = bench_now(), setup, spent = 0;
    cpf_context *context = bench_context(threads);
    char *text = bench_room((size_t)BATCH * LINE_MOST);
    int64_t cents = 0;
    cpf_events *events = NULL;
    cpf_error *error = NULL;
    cpf_model *model;
    level channels;

    model = freeze(lines_plan(context, &channels));
    setup = bench_now() - start;
    bench_expect(cpf_events_new(model, &events, &error), &error, "events");
    for (int64_t left = lines; left > 0; left -= BATCH) {
        int64_t length = write_lines(text, left < BATCH ? left : BATCH, channels, &cents);

        start = bench_now();
        bench_expect(cpf_events_parse(events, 0, text, length, &error), &error, "parse");
        spent += bench_now() - start;
    }
    start = bench_now();
    check_amount(model, events, cents);
    print("lines", lines, threads, spent, setup + bench_now() - start);
    cpf_events_free(events);
    cpf_model_free(model);
    free(text);
    cpf_context_free(context);
}

int main(int argc, char **argv)
{
    int64_t count = argc > 2 ? strtoll(argv[2], NULL, 10) : 0;
    int32_t threads = argc > 3 ? atoi(argv[3]) : 1;

    if (count < 1 || (strcmp(argv[1], "cascade") != 0 && strcmp(argv[1], "lines") != 0))
        bench_stop("usage: growth cascade|lines COUNT [THREADS]");
    if (!strcmp(argv[1], "cascade"))
        grow_cascade(count, threads);
    else
        grow_lines(count, threads);
    return 0;
}
