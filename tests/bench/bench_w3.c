/* SPDX-License-Identifier: MIT */
/*
 * W3, end to end: w3.json and four CSV files in, one CSV file of results out.
 *
 *     bench_w3 PLAN DATA OUT [THREADS]
 *
 * A goal of a representative, a team or a region is the sum of the goals below it; a unit whose lines are all missing
 * has the total 0: both are this workload's own wishes, so they are met here, over the library's columns.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOALS = 4, SHOWN = 7 };

typedef struct w3_job {
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_appraisal *appraisal;
    int64_t *goals[GOALS];
    cpf_id quarter;
} w3_job;

static void tell(const char *what, double *since)
{
    double now = bench_now();

    fprintf(stderr, "%-10s %8.1f ms\n", what, now - *since);
    *since = now;
}

static void read_model(w3_job *job, cpf_context *context, const char *plan_path, const char *data)
{
    bench_file json = bench_read("", plan_path);
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_plan_parse(context, json.bytes, (int64_t)json.length, data, &plan, &error), &error, "plan");
    error = NULL;
    bench_expect(cpf_plan_freeze(plan, &job->model, &error), &error, "freeze");
    cpf_plan_free(plan);
    free(json.bytes);
    job->quarter = cpf_model_find_period(job->model, "2025-Q1");
}

static void measure(w3_job *job, const char *data)
{
    cpf_read_options options;
    cpf_measure_options wanted;
    cpf_error *error = NULL;

    bench_expect(cpf_read_options_init(&options, sizeof options), NULL, "options");
    bench_expect(cpf_measure_options_init(&wanted, sizeof wanted), NULL, "options");
    options.folder = data;
    wanted.period_count = 1;
    wanted.periods = &job->quarter;
    bench_expect(cpf_events_new(job->model, &job->events, &error), &error, "events");
    bench_expect(cpf_events_read(job->events, CPF_NONE, &options, &error), &error, "read");
    bench_expect(cpf_measure(job->model, job->events, &wanted, &job->actuals, &error), &error, "measure");
}

/* The goals of the channels, added up the tree. */
static void add_up(w3_job *job)
{
    static const char *const names[GOALS] = {"sales", "collected", "active", "neweff"};
    int32_t units = cpf_model_unit_count(job->model);
    cpf_facts *goals = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_cascade(job->model, NULL, NULL, &goals, &error), &error, "cascade");
    bench_expect(cpf_facts_new(job->model, &job->targets, &error), &error, "targets");
    for (int32_t k = 0; k < GOALS; k++) {
        cpf_id indicator = cpf_model_find_indicator(job->model, names[k]);
        const int64_t *below = cpf_facts_column(goals, indicator, job->quarter);
        const uint8_t *valid = cpf_facts_validity(goals, indicator, job->quarter);

        job->goals[k] = bench_room((size_t)units * sizeof(int64_t));
        for (cpf_id u = units - 1; u >= 0; u--) {
            cpf_id parent = cpf_model_unit_parent(job->model, u);

            if (!valid || valid[u / 8] >> (u % 8) & 1)
                job->goals[k][u] += below[u];
            if (parent != CPF_NONE)
                job->goals[k][parent] += job->goals[k][u];
        }
        bench_expect(cpf_facts_set_column(job->targets, indicator, job->quarter, job->goals[k], NULL, 1, &error),
                     &error, "column");
    }
    cpf_facts_free(goals);
}

static void appraise(w3_job *job)
{
    cpf_appraise_options options;
    cpf_error *error = NULL;

    bench_expect(cpf_appraise_options_init(&options, sizeof options), NULL, "options");
    options.period = job->quarter;
    bench_expect(cpf_appraise(job->model, job->targets, job->actuals, &options, &job->appraisal, &error), &error,
                 "appraise");
}

static int valid_row(const uint8_t *bits, int64_t row)
{
    return !bits || bits[row / 8] >> (row % 8) & 1;
}

/* Rank of a unit without a total, which counts as 0: behind the siblings above 0. */
static int32_t rank_of_none(const w3_job *job, cpf_id unit)
{
    const int64_t *totals = cpf_appraisal_totals(job->appraisal);
    const uint8_t *valid = cpf_appraisal_total_validity(job->appraisal);
    cpf_id begin = 0, end = 0;
    int32_t rank = 1;

    cpf_model_unit_children(job->model, cpf_model_unit_parent(job->model, unit), &begin, &end);
    for (cpf_id u = begin; u < end; u++) {
        int64_t row = cpf_appraisal_find(job->appraisal, u);

        rank += valid_row(valid, row) && totals[row] > 0;
    }
    return rank;
}

typedef struct w3_shown {
    const int64_t *values;
    const uint8_t *valid;
    int32_t decimals;
} w3_shown;

/* The rows on their way out. */
typedef struct w3_text {
    char *bytes;
    size_t length;
    FILE *out;
} w3_text;

enum { TEXT_BYTES = 1 << 16, ROW_BYTES = 2048 };

static void add_text(w3_text *to, const char *text, char behind)
{
    size_t length = strlen(text);

    if (length > ROW_BYTES / 16)
        bench_stop("%s is longer than this workload has it", text);
    memcpy(to->bytes + to->length, text, length);
    to->length += length;
    to->bytes[to->length++] = behind;
}

static void add_number(w3_text *to, int64_t value, int32_t decimals, char behind)
{
    to->length += (size_t)cpf_decimal_format(value, decimals, to->bytes + to->length);
    to->bytes[to->length++] = behind;
}

static void flush_text(w3_text *to)
{
    if (fwrite(to->bytes, 1, to->length, to->out) != to->length)
        bench_stop("cannot write the results");
    to->length = 0;
}

static void write_row(const w3_job *job, w3_text *to, const w3_shown *shown, int64_t row, int32_t standing)
{
    cpf_id unit = cpf_appraisal_units(job->appraisal)[row];
    cpf_id parent = cpf_model_unit_parent(job->model, unit);
    int there = valid_row(cpf_appraisal_total_validity(job->appraisal), row);
    int32_t rank = there ? cpf_appraisal_ranks(job->appraisal, standing)[row] : rank_of_none(job, unit);
    int32_t grade = there ? cpf_appraisal_grades(job->appraisal, standing)[row] : 4;

    if (to->length > TEXT_BYTES - ROW_BYTES)
        flush_text(to);
    add_text(to, cpf_model_unit_level(job->model, unit), ',');
    add_text(to, cpf_model_unit_code(job->model, unit), ',');
    add_text(to, standing ? cpf_model_unit_code(job->model, parent) : "", ',');
    for (int k = 0; k < SHOWN; k++)
        if (valid_row(shown[k].valid, unit))
            add_number(to, shown[k].values[unit], shown[k].decimals, ',');
        else
            add_text(to, "", ',');
    add_number(to, there ? cpf_appraisal_totals(job->appraisal)[row] : 0, 2, ',');
    add_number(to, rank, 0, ',');
    add_text(to, cpf_appraisal_grade_name(job->appraisal, standing, grade), '\n');
}

static void write_results(const w3_job *job, const char *path)
{
    static const char *const names[SHOWN] = {"sales",  "collection_rate", "active",     "coverage",
                                             "neweff", "output",          "penetration"};
    w3_text to = {bench_room(TEXT_BYTES), 0, fopen(path, "w")};
    w3_shown shown[SHOWN];

    if (!to.out)
        bench_stop("cannot write %s", path);
    for (int k = 0; k < SHOWN; k++) {
        cpf_id indicator = cpf_model_find_indicator(job->model, names[k]);

        shown[k].values = cpf_facts_column(job->actuals, indicator, job->quarter);
        shown[k].valid = cpf_facts_validity(job->actuals, indicator, job->quarter);
        shown[k].decimals = cpf_indicator_decimals(cpf_model_indicator(job->model, indicator));
    }
    add_text(&to,
             "level,code,parent,sales,collection_rate,active,coverage,neweff,output_per_active,penetration,total,rank,"
             "grade",
             '\n');
    for (int32_t card = 0; card < cpf_model_scorecard_count(job->model); card++) {
        int64_t first = 0, n = 0;

        cpf_appraisal_points(job->appraisal, card, 0, &first, &n);
        for (int64_t row = first; row < first + n; row++)
            write_row(job, &to, shown, row, card);
    }
    flush_text(&to);
    free(to.bytes);
    if (fclose(to.out))
        bench_stop("cannot write %s", path);
}

int main(int argc, char **argv)
{
    double start = bench_now(), since = start;
    cpf_context *context;
    w3_job job = {0};

    if (argc < 4)
        bench_stop("usage: bench_w3 PLAN DATA OUT [THREADS]");
    context = bench_context(argc > 4 ? atoi(argv[4]) : 1);
    read_model(&job, context, argv[1], argv[2]);
    tell("plan", &since);
    measure(&job, argv[2]);
    tell("measure", &since);
    add_up(&job);
    appraise(&job);
    tell("appraise", &since);
    write_results(&job, argv[3]);
    tell("write", &since);
    since = bench_now() - start;
    bench_print("w3", "inside", argc > 4 ? atoi(argv[4]) : 1, &since, 1);
    cpf_appraisal_free(job.appraisal);
    cpf_facts_free(job.targets);
    cpf_facts_free(job.actuals);
    cpf_events_free(job.events);
    cpf_model_free(job.model);
    cpf_context_free(context);
    for (int k = 0; k < GOALS; k++)
        free(job.goals[k]);
    return 0;
}
