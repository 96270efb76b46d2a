/* SPDX-License-Identifier: MIT */
/*
 * A quarter followed as of a day: track.json and the four CSV files of W3 in, the tables of tracking out as CSV.
 *
 *     bench_track PLAN DATA OUT DAY [THREADS]
 *
 * Every row is read, those up to the day are measured by month, the target comes down to each channel, and pace,
 * landing, gaps, trends and alerts are told: what a nightly job does. The JSON line says the time inside the process,
 * the peak of the process with the mapped files, and the peak of what the library held itself.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct track_job {
    cpf_context *context;
    cpf_model *model;
    cpf_facts *actuals, *targets;
    cpf_tables *tables;
    cpf_day day;
} track_job;

/* Time that passed, of all processors, and bytes held behind it. */
static void tell(const char *what, double *since)
{
    static double used;
    double now = bench_now(), all = (double)clock() * 1e3 / CLOCKS_PER_SEC;

    fprintf(stderr, "%-10s %8.1f ms %8.1f ms used %8.1f MB\n", what, now - *since, all - used, bench_held());
    *since = now;
    used = all;
}

static void read_model(track_job *job, const char *plan_path, const char *data)
{
    bench_file json = bench_read("", plan_path);
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    bench_expect(cpf_plan_parse(job->context, json.bytes, (int64_t)json.length, data, &plan, &error), &error, "plan");
    bench_expect(cpf_plan_freeze(plan, &job->model, &error), &error, "freeze");
    cpf_plan_free(plan);
    free(json.bytes);
}

/* Periods that have begun: of later ones nothing is asked. */
static void choose_periods(const track_job *job, cpf_id *periods, cpf_measure_options *wanted)
{
    bench_expect(cpf_measure_options_init(wanted, sizeof *wanted), NULL, "options");
    wanted->periods = periods;
    for (cpf_id period = 0; period < cpf_model_period_count(job->model); period++) {
        if (cpf_period_from(cpf_model_period(job->model, period)) <= job->day)
            periods[wanted->period_count++] = period;
    }
}

static void measure(track_job *job, const char *data)
{
    cpf_read_options options;
    cpf_measure_options wanted;
    cpf_id *periods = bench_room((size_t)cpf_model_period_count(job->model) * sizeof *periods);
    cpf_events *events = NULL;
    cpf_error *error = NULL;

    choose_periods(job, periods, &wanted);
    bench_expect(cpf_read_options_init(&options, sizeof options), NULL, "options");
    options.folder = data;
    bench_expect(cpf_events_new(job->model, &events, &error), &error, "events");
    bench_expect(cpf_events_set_as_of(events, job->day, &error), &error, "as of");
    bench_expect(cpf_events_read(events, CPF_NONE, &options, &error), &error, "read");
    bench_expect(cpf_measure(job->model, events, &wanted, &job->actuals, &error), &error, "measure");
    cpf_events_free(events);
    free(periods);
}

static void cascade(track_job *job)
{
    cpf_cascade_options how;
    cpf_error *error = NULL;

    bench_expect(cpf_cascade_options_init(&how, sizeof how), NULL, "options");
    how.as_of = job->day;
    bench_expect(cpf_cascade(job->model, job->actuals, &how, &job->targets, &error), &error, "cascade");
}

static void follow(track_job *job)
{
    cpf_stage_options options;
    cpf_error *error = NULL;

    bench_expect(cpf_stage_options_init(&options, sizeof options), NULL, "options");
    options.as_of = job->day;
    bench_expect(cpf_track(job->model, job->actuals, job->targets, &options, &job->tables, &error), &error, "track");
}

static void write_tables(const track_job *job, const char *folder)
{
    for (int32_t i = 0; i < cpf_tables_count(job->tables); i++) {
        const cpf_table *table = cpf_tables_at(job->tables, i);
        char path[4096];
        cpf_text *text = NULL;
        cpf_error *error = NULL;
        FILE *out;

        snprintf(path, sizeof path, "%s/%s.csv", folder, cpf_table_name(table));
        bench_expect(cpf_table_write(table, "csv", CPF_ENGLISH, &text, &error), &error, "table");
        out = fopen(path, "w");
        if (!out ||
            fwrite(cpf_text_data(text), 1, (size_t)cpf_text_length(text), out) != (size_t)cpf_text_length(text) ||
            fclose(out))
            bench_stop("cannot write %s", path);
        cpf_text_free(text);
    }
}

static void end_job(track_job *job)
{
    cpf_tables_free(job->tables);
    cpf_facts_free(job->targets);
    cpf_facts_free(job->actuals);
    cpf_model_free(job->model);
    cpf_context_free(job->context);
}

int main(int argc, char **argv)
{
    double start = bench_now(), since = start;
    track_job job = {0};

    if (argc < 5 || cpf_day_parse(argv[4], &job.day) != CPF_OK)
        bench_stop("usage: bench_track PLAN DATA OUT DAY [THREADS]");
    job.context = bench_context(argc > 5 ? atoi(argv[5]) : 1);
    read_model(&job, argv[1], argv[2]);
    tell("plan", &since);
    measure(&job, argv[2]);
    tell("measure", &since);
    cascade(&job);
    tell("cascade", &since);
    follow(&job);
    tell("track", &since);
    write_tables(&job, argv[3]);
    tell("write", &since);
    since = bench_now() - start;
    fprintf(stderr, "held at most %.1f MB\n", bench_held_most());
    bench_print("track", "inside", argc > 5 ? atoi(argv[5]) : 1, &since, 1);
    end_job(&job);
    return 0;
}
