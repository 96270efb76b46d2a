/* SPDX-License-Identifier: MIT */
/*
 * W2, the score: subjects with eight indicators under five scorecards (by attribute plan); points, totals, rank in the
 * team, percentile and grade in the region.
 *
 *     bench_w2 DATA [EXPECTED] [THREADS] [REPETITIONS]     EXPECTED: a folder with w2_SIZE.json, or "" for none
 */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 8, PLANS = 5, REGIONS = 8 };

typedef struct w2_line {
    int32_t decimals, whole; /* whole: the files hold int64 */
    const char *rule;
    const char *settings[8], *knots[12]; /* pairs, NULL at the end */
} w2_line;

/* The curves of the workload as rules of the registry. */
static const w2_line lines[LINES] = {
    {0, 1, "capped", {"floor", "0", "cap", "120"}, {NULL}},
    {0, 1, "threshold", {"from", "0.6", "at_threshold", "50", "accelerator", "200", "cap", "150"}, {NULL}},
    {6, 0, "less_is_better", {"floor", "0", "cap", "120"}, {NULL}},
    {0, 0, "steps", {"below", "0"}, {"0.5", "40", "0.7", "60", "0.85", "80", "1", "100", "1.1", "120"}},
    {2, 0, "range", {"tolerance", "0.1", "slope", "250", "full", "100", "floor", "0"}, {NULL}},
    {0, 1, "gate", {"at", "1", "points", "100"}, {NULL}},
    {4, 0, "capped", {"floor", "0", "cap", "100"}, {NULL}},
    {2, 0, "capped", {"floor", "40", "cap", "120"}, {NULL}},
};

typedef struct w2_data {
    const char *folder;
    const int32_t *team, *region;
    const uint8_t *plan;
    const double *weights;
    int64_t *actual[LINES], *target[LINES];
    uint8_t *valid;                 /* of the seventh line */
    int32_t subjects, teams, first; /* id of the first subject */
} w2_data;

static int64_t *column(const w2_data *data, char kind, int32_t k, int32_t before)
{
    char name[24];
    const int64_t *file;
    int64_t *wide = bench_room(((size_t)before + (size_t)data->subjects) * sizeof *wide);
    int64_t *values;

    snprintf(name, sizeof name, "%c%d.%s", kind, (int)k + 1, lines[k].whole ? "i64" : "f64");
    values = lines[k].whole ? bench_read(data->folder, name).bytes
                            : bench_scaled(data->folder, name, lines[k].decimals, data->valid, (size_t)data->subjects);
    file = values;
    memcpy(wide + before, file, (size_t)data->subjects * sizeof *wide);
    free(values);
    return wide;
}

static w2_data load(const char *folder)
{
    bench_file team = bench_read(folder, "team.i32");
    w2_data data = {.folder = folder, .team = team.bytes, .subjects = (int32_t)(team.length / sizeof(int32_t))};

    data.region = bench_read(folder, "region.i32").bytes;
    data.plan = bench_read(folder, "plan.u8").bytes;
    data.weights = bench_read(folder, "plan_weight.f64").bytes;
    data.teams = data.team[data.subjects - 1] + 1;
    data.first = 1 + REGIONS + data.teams;
    data.valid = bench_room((size_t)(data.first + data.subjects) / 8 + 1);
    memset(data.valid, 0xff, (size_t)data.subjects / 8 + 1);
    for (int32_t k = 0; k < LINES; k++) {
        data.actual[k] = column(&data, 'a', k, data.first);
        data.target[k] = column(&data, 't', k, data.first);
    }
    return data;
}

/* The validity of the subjects, moved behind the units above them. */
static uint8_t *shifted(const w2_data *data)
{
    uint8_t *bits = bench_room((size_t)(data->first + data->subjects) / 8 + 1);

    for (int32_t i = 0; i < data->subjects; i++) {
        if (data->valid[i / 8] >> (i % 8) & 1)
            bits[(data->first + i) / 8] = (uint8_t)(bits[(data->first + i) / 8] | 1u << ((data->first + i) % 8));
    }
    return bits;
}

/* Subjects one by one: the attribute that chooses the scorecard is a text. */
static void add_subjects(cpf_plan *plan, const w2_data *data)
{
    static const char *const kinds[PLANS] = {"0", "1", "2", "3", "4"};

    for (int32_t i = 0; i < data->subjects; i++) {
        char code[24], team[24];

        snprintf(code, sizeof code, "%d", (int)(data->first + i));
        snprintf(team, sizeof team, "%d", (int)(1 + REGIONS + data->team[i]));
        cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, team, "subject", code, NULL), "plan",
                               kinds[data->plan[i]]);
    }
}

static void add_units(cpf_plan *plan, const w2_data *data)
{
    static const char *const levels[] = {"company", "region", "team", "subject"};
    int32_t *parent = bench_room(((size_t)data->teams + REGIONS) * sizeof *parent);

    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        cpf_plan_add_level(plan, levels[i], levels[i]);
    cpf_plan_add_unit(plan, NULL, "company", "0", "company");
    cpf_plan_add_units(plan, "region", REGIONS, parent, NULL);
    for (int32_t i = 0; i < data->subjects; i++)
        parent[data->team[i]] = 1 + data->region[i];
    cpf_plan_add_units(plan, "team", data->teams, parent, NULL);
    free(parent);
    add_subjects(plan, data);
}

static void add_item(cpf_scorecard *card, int32_t k, double weight)
{
    char code[24], number[24];
    cpf_item *item;

    snprintf(code, sizeof code, "k%d", (int)k + 1);
    snprintf(number, sizeof number, "%d", (int)weight);
    item = cpf_scorecard_add_item(card, code, number, lines[k].rule);
    for (int i = 0; i < 8 && lines[k].settings[i]; i += 2)
        cpf_item_set_parameter(item, lines[k].settings[i], lines[k].settings[i + 1]);
    for (int i = 0; i < 12 && lines[k].knots[i]; i += 2)
        cpf_item_add_point(item, lines[k].knots[i], lines[k].knots[i + 1]);
}

static void add_cards(cpf_plan *plan, const w2_data *data)
{
    for (int32_t p = 0; p < PLANS; p++) {
        char code[24], value[24];
        cpf_scorecard *card;

        snprintf(code, sizeof code, "plan%d", (int)p);
        snprintf(value, sizeof value, "%d", (int)p);
        card = cpf_plan_add_scorecard(plan, code, "subject");
        cpf_scorecard_set_filter(card, "plan", value);
        cpf_scorecard_set_decimals(card, 9, 2);
        for (int32_t k = 0; k < LINES; k++)
            add_item(card, k, data->weights[p * LINES + k]);
    }
}

static void add_standings(cpf_plan *plan)
{
    cpf_standing *team = cpf_plan_add_standing(plan, "team", "subject", "level:team");
    cpf_standing *region = cpf_plan_add_standing(plan, "region", "subject", "level:region");

    cpf_standing_set_methods(team, "1224", "below");
    cpf_standing_set_methods(region, "1224", "below");
    cpf_standing_add_quota(region, "A", "20");
    cpf_standing_add_quota(region, "B", "70");
    cpf_standing_add_quota(region, "C", "10");
    cpf_standing_set_quota_rule(region, "floor", "B", "order", 0);
}

static cpf_model *build(cpf_context *context, const w2_data *data)
{
    cpf_plan *plan = bench_plan(context, 2026, CPF_GRAIN_YEAR);
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    double start = bench_now();

    add_units(plan, data);
    for (int32_t k = 0; k < LINES; k++) {
        char code[24];

        snprintf(code, sizeof code, "k%d", (int)k + 1);
        bench_indicator(plan, code, lines[k].decimals);
    }
    add_cards(plan, data);
    add_standings(plan);
    bench_expect(cpf_plan_freeze(plan, &model, &error), &error, "freeze");
    cpf_plan_free(plan);
    fprintf(stderr, "model of %d units in %.0f ms\n", (int)cpf_model_unit_count(model), bench_now() - start);
    return model;
}

static cpf_facts *facts_of(const cpf_model *model, const w2_data *data, int64_t *const *columns, const uint8_t *valid)
{
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_facts_new(model, &facts, &error), &error, "facts");
    for (int32_t k = 0; k < LINES; k++)
        bench_expect(
            cpf_facts_set_column(facts, k, 0, columns[k], k == 6 && columns == data->actual ? valid : NULL, 1, &error),
            &error, "column");
    return facts;
}

static void check_sums_of_points(const cpf_appraisal *appraisal, const char *json)
{
    const char *text = bench_member(json, "sum_score");

    for (int32_t k = 0; k < LINES && text; k++) {
        double sum = 0, want;
        char *end;

        for (int32_t card = 0; card < PLANS; card++) {
            int64_t first = 0, n = 0;
            const int64_t *points = cpf_appraisal_points(appraisal, card, k, &first, &n);
            const uint8_t *valid = cpf_appraisal_points_validity(appraisal, card, k);

            for (int64_t i = 0; i < n; i++) {
                if (!valid || valid[i / 8] >> (i % 8) & 1)
                    sum += (double)points[i] * 1e-9;
            }
        }
        text += strspn(text, "[, ");
        want = strtod(text, &end);
        text = end;
        if (fabs(sum - want) > 2e-9 * (double)cpf_appraisal_count(appraisal) + 1e-6)
            bench_stop("WRONG ANSWER: points of line %d add up to %.9f, expected %.9f", (int)k + 1, sum, want);
    }
}

static void check(const cpf_model *model, const cpf_appraisal *appraisal, const w2_data *data, const char *expected)
{
    char name[32];
    bench_file file;
    const int64_t *totals = cpf_appraisal_totals(appraisal);
    const int32_t *ranks = cpf_appraisal_ranks(appraisal, 0),
                  *percentiles = cpf_appraisal_percentiles_narrow(appraisal, 1);
    const int8_t *grades = cpf_appraisal_grades(appraisal, 1);
    uint64_t total = 0, rank = 0, grade = 0;
    double percentile = 0, want;

    if (!*expected)
        return;
    snprintf(name, sizeof name, "w2_%c.json", bench_size(data->folder));
    file = bench_read(expected, name);
    for (int32_t i = 0; i < data->subjects; i++) {
        int64_t row = cpf_appraisal_find(appraisal, cpf_model_unit_added(model, data->first + i));

        total += (uint64_t)totals[row] * bench_place((uint64_t)i, 0);
        rank += (uint64_t)ranks[row] * bench_place((uint64_t)i, 1);
        grade += (uint64_t)grades[row] * bench_place((uint64_t)i, 2);
        percentile += (double)percentiles[row] * 1e-4;
    }
    bench_same(file.bytes, "total", total);
    bench_same(file.bytes, "rank", rank);
    bench_same(file.bytes, "grade", grade);
    want = strtod(bench_member(file.bytes, "sum_percentile"), NULL);
    if (fabs(percentile - want) > 5e-5 * (double)data->subjects)
        bench_stop("WRONG ANSWER: percentiles add up to %.6f, expected %.6f", percentile, want);
    check_sums_of_points(appraisal, file.bytes);
    free(file.bytes);
}

static void measure(const cpf_model *model, const w2_data *data, const char *expected, int32_t threads, int repetitions,
                    int32_t reuse)
{
    double *times = bench_room((size_t)repetitions * sizeof *times);
    uint8_t *valid = shifted(data);
    cpf_facts *targets = facts_of(model, data, data->target, NULL),
              *actuals = facts_of(model, data, data->actual, valid);
    cpf_appraise_options options;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_appraise_options_init(&options, sizeof options), NULL, "options");
    options.period = 0;
    bench_held_forget();
    for (int i = -reuse; i < repetitions; i++) {
        double start = bench_now();

        options.reuse = reuse && appraisal;
        bench_expect(cpf_appraise(model, targets, actuals, &options, &appraisal, &error), &error, "appraise");
        if (i >= 0)
            times[i] = bench_now() - start;
        if (i <= 0)
            check(model, appraisal, data, expected);
        if (!reuse && i + 1 < repetitions) {
            cpf_appraisal_free(appraisal);
            appraisal = NULL;
        }
    }
    bench_print("w2", reuse ? "reused_output" : "fresh_output", threads, times, repetitions);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    free(valid);
    free(times);
}

int main(int argc, char **argv)
{
    const char *expected = argc > 2 ? argv[2] : "";
    int32_t threads = argc > 3 ? atoi(argv[3]) : 1;
    int repetitions = argc > 4 ? atoi(argv[4]) : 7;
    cpf_context *context;
    cpf_model *model;
    static w2_data data; /* lives as long as the program: its files are read once */

    if (argc < 2 || repetitions < 1)
        bench_stop("usage: bench_w2 DATA [EXPECTED] [THREADS] [REPETITIONS]");
    data = load(argv[1]);
    context = bench_context(threads);
    model = build(context, &data);
    for (int32_t reuse = 0; reuse < 2; reuse++)
        measure(model, &data, expected, threads, repetitions, reuse);
    cpf_model_free(model);
    cpf_context_free(context);
    return 0;
}
