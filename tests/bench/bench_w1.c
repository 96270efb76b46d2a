/* SPDX-License-Identifier: MIT */
/*
 * W1, the cascade: three company totals come down a tree of regions, teams, reps and channels by integer weights, then
 * to twelve months by each region's profile.
 *
 *     bench_w1 DATA [EXPECTED] [THREADS] [REPETITIONS] [WORKLOAD]
 *
 * EXPECTED: a folder with WORKLOAD_SIZE.json, or "" for none. WORKLOAD: w1, or w1b, in which each channel's amount lies
 * between its floor and its cap.
 */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDICATORS = 3, REGIONS = 8, MONTHS = 12 };

typedef struct w1_data {
    const char *folder, *workload;
    const int32_t *leaf_rep, *rep_team, *team_region;
    int32_t leaves, reps, teams;
} w1_data;

static int32_t count_of(bench_file file)
{
    return (int32_t)(file.length / sizeof(int32_t));
}

static w1_data load(const char *folder)
{
    bench_file leaf = bench_read(folder, "leaf_rep.i32"), rep = bench_read(folder, "rep_team.i32");
    bench_file team = bench_read(folder, "team_region.i32");
    w1_data data = {folder, "w1", leaf.bytes, rep.bytes, team.bytes, count_of(leaf), count_of(rep), count_of(team)};

    return data;
}

/* Adds the units of a level; the units above begin at position `above` of the plan. */
static void add_level(cpf_plan *plan, const char *level, const int32_t *parent, int32_t n, int32_t above)
{
    int32_t *position = bench_room((size_t)n * sizeof *position);

    for (int32_t i = 0; i < n; i++)
        position[i] = parent[i] + above;
    cpf_plan_add_units(plan, level, n, position, NULL);
    free(position);
}

static void add_units(cpf_plan *plan, const w1_data *data)
{
    static const char *const levels[] = {"company", "region", "team", "rep", "channel"};
    cpf_unit *company;

    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        cpf_plan_add_level(plan, levels[i], levels[i]);
    company = cpf_plan_add_unit(plan, NULL, "company", "0", "company");
    for (int32_t r = 0; r < REGIONS; r++) {
        char code[24], season[24];
        cpf_unit *region;

        snprintf(code, sizeof code, "%d", (int)r + 1);
        snprintf(season, sizeof season, "s%d", (int)r);
        region = cpf_plan_add_unit(plan, company, "region", code, code);
        cpf_unit_set_attribute(region, "season", season);
    }
    add_level(plan, "team", data->team_region, data->teams, 1);
    add_level(plan, "rep", data->rep_team, data->reps, 1 + REGIONS);
    add_level(plan, "channel", data->leaf_rep, data->leaves, 1 + REGIONS + data->teams);
}

static void add_seasons(cpf_plan *plan, const w1_data *data)
{
    int64_t *profile = bench_scaled(data->folder, "profile.f64", 0, NULL, REGIONS * MONTHS);

    for (int32_t r = 0; r < REGIONS; r++) {
        char code[24];

        snprintf(code, sizeof code, "s%d", (int)r);
        cpf_plan_add_season(plan, code, MONTHS, profile + r * MONTHS);
    }
    free(profile);
}

static void add_bound(cpf_plan *plan, cpf_goal *goal, const w1_data *data, const char *which, const char *name)
{
    int32_t first = 1 + REGIONS + data->teams + data->reps;
    char file[32];
    bench_file amounts;

    snprintf(file, sizeof file, "%s.i64", name);
    amounts = bench_read(data->folder, file);
    cpf_plan_set_attribute_column(plan, name, first, data->leaves, amounts.bytes, 2);
    cpf_goal_set_bound(goal, which, "attribute", name, NULL, NULL);
    free(amounts.bytes);
}

static void add_bounds(cpf_plan *plan, cpf_goal *goal, const w1_data *data, int32_t k)
{
    char name[24];

    if (strcmp(data->workload, "w1b") != 0)
        return;
    snprintf(name, sizeof name, "lo%d", (int)k);
    add_bound(plan, goal, data, "floor", name);
    snprintf(name, sizeof name, "hi%d", (int)k);
    add_bound(plan, goal, data, "cap", name);
}

static void add_goals(cpf_plan *plan, const w1_data *data)
{
    bench_file totals = bench_read(data->folder, "total.i64");
    int32_t first = 1 + REGIONS + data->teams + data->reps;

    for (int32_t k = 0; k < INDICATORS; k++) {
        char code[24], weight[24], file[24];
        int64_t *weights;
        cpf_goal *goal;

        snprintf(code, sizeof code, "k%d", (int)k);
        snprintf(weight, sizeof weight, "w%d", (int)k);
        snprintf(file, sizeof file, "w%d.f64", (int)k);
        weights = bench_scaled(data->folder, file, 0, NULL, (size_t)data->leaves);
        cpf_plan_set_attribute_column(plan, weight, first, data->leaves, weights, 0);
        bench_indicator(plan, code, 2);
        goal = cpf_plan_add_goal(plan, "0", code, "2026");
        cpf_goal_set_amount(goal, ((const int64_t *)totals.bytes)[k]);
        cpf_goal_set_split(goal, "by_weight", "channel");
        cpf_goal_add_driver(goal, weight, NULL, NULL);
        cpf_goal_set_season(goal, "factors", "attribute:season");
        add_bounds(plan, goal, data, k);
        free(weights);
    }
    free(totals.bytes);
}

static cpf_model *build(cpf_context *context, const w1_data *data)
{
    cpf_plan *plan = bench_plan(context, 2026, CPF_GRAIN_MONTH);
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    double start = bench_now();

    add_units(plan, data);
    add_seasons(plan, data);
    add_goals(plan, data);
    bench_expect(cpf_plan_freeze(plan, &model, &error), &error, "freeze");
    cpf_plan_free(plan);
    fprintf(stderr, "model of %d units in %.0f ms\n", (int)cpf_model_unit_count(model), bench_now() - start);
    return model;
}

/* Sum of the column's values of units from `first` on, each times its place. */
static uint64_t checksum(const int64_t *column, int32_t first, int32_t n, uint64_t number)
{
    uint64_t sum = 0;

    for (int32_t i = 0; i < n; i++)
        sum += (uint64_t)column[first + i] * bench_place((uint64_t)i, number);
    return sum;
}

static void check(const cpf_model *model, const cpf_facts *targets, const w1_data *data, const char *expected)
{
    char name[32];
    bench_file file;
    const char *json;
    int32_t reps = 1 + REGIONS + data->teams, leaves = reps + data->reps;
    cpf_id year = cpf_model_find_period(model, "2026");

    if (!*expected)
        return;
    for (int32_t i = 0; i < cpf_model_unit_count(model); i++) {
        if (cpf_model_unit_added(model, i) != i)
            bench_stop("unit %d has another id", (int)i);
    }
    snprintf(name, sizeof name, "%s_%c.json", data->workload, bench_size(data->folder));
    file = bench_read(expected, name);
    json = file.bytes;
    for (int32_t k = 0; k < INDICATORS; k++) {
        uint64_t months = 0;
        char code[24];
        const char *part;

        for (int32_t m = 0; m < MONTHS; m++) {
            snprintf(code, sizeof code, "2026-%02d", (int)m + 1);
            months += checksum(cpf_facts_column(targets, k, cpf_model_find_period(model, code)), leaves, data->leaves,
                               (uint64_t)m);
        }
        snprintf(code, sizeof code, "%d", (int)k);
        part = bench_member(json, code);
        if (!part)
            bench_stop("%s has no part %s", name, code);
        bench_same(part, "month", months);
        bench_same(part, "leaf", checksum(cpf_facts_column(targets, k, year), leaves, data->leaves, 12));
        bench_same(part, "rep", checksum(cpf_facts_column(targets, k, year), reps, data->reps, 13));
    }
    free(file.bytes);
}

/* Times the cascade; with reuse the memory of the result before is written over. */
static void measure(const cpf_model *model, const w1_data *data, const char *expected, int32_t threads, int repetitions,
                    int32_t reuse)
{
    double *times = bench_room((size_t)repetitions * sizeof *times);
    cpf_cascade_options options;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_cascade_options_init(&options, sizeof options), NULL, "options");
    bench_held_forget();
    for (int i = -reuse; i < repetitions; i++) {
        double start = bench_now();

        options.reuse = reuse && targets;
        bench_expect(cpf_cascade(model, NULL, &options, &targets, &error), &error, "cascade");
        if (i >= 0)
            times[i] = bench_now() - start;
        if (i <= 0)
            check(model, targets, data, expected);
        if (!reuse && i + 1 < repetitions) {
            cpf_facts_free(targets);
            targets = NULL;
        }
    }
    bench_print(data->workload, reuse ? "reused_output" : "fresh_output", threads, times, repetitions);
    cpf_facts_free(targets);
    free(times);
}

int main(int argc, char **argv)
{
    const char *expected = argc > 2 ? argv[2] : "";
    int32_t threads = argc > 3 ? atoi(argv[3]) : 1;
    int repetitions = argc > 4 ? atoi(argv[4]) : 7;
    cpf_context *context;
    cpf_model *model;
    static w1_data data; /* lives as long as the program: its files are read once */

    if (argc < 2 || repetitions < 1)
        bench_stop("usage: bench_w1 DATA [EXPECTED] [THREADS] [REPETITIONS] [WORKLOAD]");
    data = load(argv[1]);
    data.workload = argc > 5 ? argv[5] : data.workload;
    context = bench_context(threads);
    model = build(context, &data);
    for (int32_t reuse = 0; reuse < 2; reuse++)
        measure(model, &data, expected, threads, repetitions, reuse);
    cpf_model_free(model);
    cpf_context_free(context);
    return 0;
}
