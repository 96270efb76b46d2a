/* SPDX-License-Identifier: MIT */
#include "results.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "page.h"
#include "period.h"
#include "stages.h"
#include "tables.h"

/* Tells why a file could not be written; the exit status. */
static int tell_io(const char *name, int why)
{
    fprintf(stderr, "channelperf: %s: %s\n", name, strerror(why));
    return why == ENOMEM ? CLI_OUR_FAULT : CLI_IO;
}

/* Appends a table as CSV, with its head line only when it is the first. Frees the table. */
static int append(const cli_job *job, int file, const char *name, cpf_table *table, int first)
{
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_table_write(table, "csv", CPF_ENGLISH, &text, &error);
    const char *bytes = cpf_text_data(text);
    int64_t length = cpf_text_length(text);
    const char *line = first ? NULL : memchr(bytes, '\n', (size_t)length);
    int64_t skip = line ? line + 1 - bytes : 0;
    int code = status == CPF_OK ? 0 : cli_fail(job->options, status, error);
    int why = code ? 0 : cli_folder_write(file, bytes + skip, length - skip);

    cpf_table_free(table);
    cpf_text_free(text);
    return why ? tell_io(name, why) : code;
}

/* One table into one file. */
static int whole(const cli_job *job, const cli_folder *folder, const char *name, cpf_status made, cpf_table *table,
                 cpf_error *error)
{
    int file, why, code;

    if (made != CPF_OK)
        return cli_fail(job->options, made, error);
    why = cli_folder_file(folder, name, &file);
    if (why) {
        cpf_table_free(table);
        return tell_io(name, why);
    }
    code = append(job, file, name, table, 1);
    why = cli_folder_close(file);
    return why && !code ? tell_io(name, why) : code;
}

static int model_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_model_table(job->model, table_name, &table, &error);

    return whole(job, folder, file_name, status, table, error);
}

static int appraisal_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_appraisal_table(job->appraisal, table_name, &table, &error);

    return whole(job, folder, file_name, status, table, error);
}

static int rows_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_events_table(job->events, &table, &error);

    (void)table_name;
    return whole(job, folder, file_name, status, table, error);
}

/* Facts of the appraised period and of all that lie inside it, a period at a time. */
static int facts_file(const cli_job *job, const cli_folder *folder, const cpf_facts *facts, const char *table_name,
                      const char *file_name)
{
    int file, first = 1, code = 0, why = cli_folder_file(folder, file_name, &file);

    if (why)
        return tell_io(file_name, why);
    for (cpf_id p = 0; p < cpf_model_period_count(job->model) && !code; p++) {
        cpf_table *table = NULL;
        cpf_error *error = NULL;
        cpf_status status;

        if (!cli_period_inside(job->model, p, job->period))
            continue;
        status = cpf_facts_table(facts, table_name, p, &table, &error);
        code = status == CPF_OK ? append(job, file, file_name, table, first)
                                : cli_fail(job->options, status, error);
        first = 0;
    }
    why = cli_folder_close(file);
    return why && !code ? tell_io(file_name, why) : code;
}

static int actuals_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    return facts_file(job, folder, job->actuals, table_name, file_name);
}

static int targets_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    return facts_file(job, folder, job->targets, table_name, file_name);
}

/* What was noticed in the plan and then in the rows. */
static int findings_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    const cpf_error *sets[] = {job->warnings, cpf_events_findings(job->events)};
    int file, code = 0, why = cli_folder_file(folder, file_name, &file);

    (void)table_name;
    if (why)
        return tell_io(file_name, why);
    for (int i = 0; i < 2 && !code; i++) {
        cpf_table *table = NULL;
        cpf_status status = cpf_error_table(sets[i], job->options->language, &table, NULL);

        code = status == CPF_OK ? append(job, file, file_name, table, !i) : cli_fail(job->options, status, NULL);
    }
    why = cli_folder_close(file);
    return why && !code ? tell_io(file_name, why) : code;
}

static int summary_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    int file, why = cli_folder_file(folder, file_name, &file), code;

    (void)table_name;
    if (why)
        return tell_io(file_name, why);
    code = cli_page_summary(job, file);
    why = cli_folder_close(file);
    return why && !code ? tell_io(file_name, why) : code;
}

static int explanations_file(const cli_job *job, const cli_folder *folder, const char *table_name,
                             const char *file_name)
{
    int file, why = cli_folder_file(folder, file_name, &file), code = 0;

    (void)table_name;
    if (why)
        return tell_io(file_name, why);
    for (int64_t s = 0; s < cpf_appraisal_count(job->appraisal) && !code; s++)
        code = cli_page_subject(job, file, s);
    why = cli_folder_close(file);
    return why && !code ? tell_io(file_name, why) : code;
}

/* What the plan's records ask of the stages that tell tables, of all periods. */
static int stage_files(const cli_job *job, const cli_folder *folder)
{
    static cli_stage *const stages[] = {cli_stage_cascade, cli_stage_track, cli_stage_review, cli_stage_apply};
    cpf_stage_options all;
    cpf_tables *results = NULL;
    int code = cli_stage_results(job, &results);

    (void)cpf_stage_options_init(&all, sizeof all);
    (void)cli_job_as_of(job, &all.as_of); /* told already when it is no day */
    for (size_t i = 0; i < sizeof stages / sizeof *stages && !code; i++) {
        cpf_tables *tables = NULL;

        code = cli_stage_run(job, stages[i], results, &all, &tables);
        code = code ? code : cli_tables_put(job->options, folder, tables);
    }
    cpf_tables_free(results);
    return code;
}

/* What all of this was computed from. */
static int provenance_file(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_provenance(job->model, job->actuals, job->targets, &table, &error);

    (void)table_name;
    return whole(job, folder, file_name, status, table, error);
}

/* A file; `record`: written only for plans with records of that kind. */
typedef struct result_file {
    const char *file, *table;
    int (*write)(const cli_job *job, const cli_folder *folder, const char *table_name, const char *file_name);
    const char *record;
} result_file;

static const result_file files[] = {
    {"totals.csv", "totals", appraisal_file, NULL},
    {"scores.csv", "scores", appraisal_file, NULL},
    {"groups.csv", "groups", appraisal_file, NULL},
    {"gates.csv", "gates", appraisal_file, NULL},
    {"levels.csv", "levels", appraisal_file, "level_weight"},
    {"bases.csv", "bases", appraisal_file, "basis"},
    {"targets.csv", "facts", targets_file, NULL},
    {"facts.csv", "facts", actuals_file, NULL},
    {"measures.csv", "measures", actuals_file, NULL},
    {"goals.csv", "goals", model_file, NULL},
    {"units.csv", "units", model_file, NULL},
    {"periods.csv", "periods", model_file, NULL},
    {"rows.csv", NULL, rows_file, NULL},
    {"findings.csv", NULL, findings_file, NULL},
    {"summary.txt", NULL, summary_file, NULL},
    {"explanations.txt", NULL, explanations_file, NULL},
    {"provenance.csv", NULL, provenance_file, NULL},
};

static int is_asked(const cli_job *job, const char *record)
{
    cpf_table *table = NULL;
    int asked = !record || (cpf_model_table(job->model, record, &table, NULL) == CPF_OK && cpf_table_row_count(table));

    cpf_table_free(table);
    return asked;
}

int cli_results_write(const cli_job *job, const cli_folder *folder)
{
    int code = 0;

    for (size_t i = 0; i < sizeof files / sizeof *files && !code; i++)
        if (is_asked(job, files[i].record))
            code = files[i].write(job, folder, files[i].table, files[i].file);
    return code ? code : stage_files(job, folder);
}
