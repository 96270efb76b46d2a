/* SPDX-License-Identifier: MIT */
/*
 * Explains every figure of a plan through the public interface: explained.py reads what is written here.
 *
 *     explain_driver PLAN FOLDER EVERY      values of units without children: one of EVERY
 *
 * A line each: table, what, unit, period, the figure as its result shows it, and the explanation as JSON; a tab between
 * them.
 */
#include <channelperf/channelperf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct world {
    cpf_context *context;
    cpf_plan *plan;
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_appraisal **appraisals; /* of each period; NULL: none */
    cpf_tables *results;
    int64_t every, seen;
} world;

static void stop_on(cpf_status status, const cpf_error *error, const char *what)
{
    if (status == CPF_OK)
        return;
    fprintf(stderr, "explain_driver: %s: %s (%s)\n", what, cpf_error_message(error), cpf_error_subject(error));
    exit(1);
}

static void build(world *at, const char *path, const char *folder)
{
    cpf_read_options reading;
    cpf_error *error = NULL;

    stop_on(cpf_context_new(NULL, &at->context), NULL, "context");
    stop_on(cpf_plan_read(at->context, path, &at->plan, &error), error, path);
    stop_on(cpf_plan_freeze(at->plan, &at->model, &error), error, "freeze");
    cpf_error_free(error);
    error = NULL;
    stop_on(cpf_events_new(at->model, &at->events, &error), error, "events");
    stop_on(cpf_read_options_init(&reading, sizeof reading), NULL, "options");
    reading.folder = folder;
    stop_on(cpf_events_read(at->events, CPF_NONE, &reading, &error), error, "rows");
    stop_on(cpf_measure(at->model, at->events, NULL, &at->actuals, &error), error, "measure");
    stop_on(cpf_cascade(at->model, at->actuals, NULL, &at->targets, &error), error, "cascade");
}

/* A line: JSON on one. */
static void write_line(const char *table, const char *what, const char *unit, const char *period, const char *figure,
                       const cpf_explanation *explanation)
{
    cpf_error *error = NULL;
    cpf_text *text = NULL;

    stop_on(cpf_explanation_json(explanation, &text, &error), error, "json");
    printf("%s\t%s\t%s\t%s\t%s\t", table, what, unit, period, figure);
    for (const char *c = cpf_text_data(text); *c; c++)
        putchar(*c == '\n' || *c == '\t' ? ' ' : *c);
    putchar('\n');
    cpf_text_free(text);
}

static const char *figure_of(int64_t value, int32_t decimals, char *buffer)
{
    cpf_decimal_format(value, decimals, buffer);
    return buffer;
}

/* All cells of facts or targets; of many leaves only some. */
static void explain_cells(world *at, const cpf_facts *facts, int of_targets)
{
    const cpf_model *model = at->model;

    for (cpf_id p = 0; p < cpf_model_period_count(model); p++)
        for (cpf_id i = 0; i < cpf_model_indicator_count(model); i++)
            for (cpf_id u = 0; u < cpf_model_unit_count(model); u++) {
                cpf_explanation *explanation = NULL;
                cpf_error *error = NULL;
                char figure[40];
                int64_t value;

                if (cpf_facts_value(facts, u, i, p, &value) != CPF_OK || (!of_targets && at->seen++ % at->every))
                    continue;
                stop_on(of_targets ? cpf_explain_target(facts, at->actuals, u, i, p, &explanation, &error)
                                   : cpf_explain_value(facts, u, i, p, &explanation, &error),
                        error, "explain");
                write_line(of_targets ? "targets" : "facts", cpf_indicator_code(cpf_model_indicator(model, i)),
                           cpf_model_unit_code(model, u), cpf_period_code(cpf_model_period(model, p)),
                           figure_of(value, cpf_indicator_decimals(cpf_model_indicator(model, i)), figure),
                           explanation);
                cpf_explanation_free(explanation);
            }
}

static int appraise(world *at, cpf_id period)
{
    cpf_appraise_options how;
    cpf_table *totals = NULL;
    cpf_error *error = NULL;
    int64_t value, any = 0;

    for (cpf_id i = 0; i < cpf_model_indicator_count(at->model); i++)
        any |= cpf_facts_value(at->actuals, 0, i, period, &value) == CPF_OK && value;
    if (!any || !cpf_model_scorecard_count(at->model))
        return 0;
    stop_on(cpf_appraise_options_init(&how, sizeof how), NULL, "options");
    how.period = period;
    stop_on(cpf_appraise(at->model, at->targets, at->actuals, &how, &at->appraisals[period], &error), error,
            "appraise");
    stop_on(cpf_appraisal_table(at->appraisals[period], "totals", &totals, &error), error, "totals");
    for (int64_t row = 0; row < cpf_table_row_count(totals); row++)
        if (cpf_table_valid(totals, cpf_table_find(totals, "total"), row)) {
            stop_on(cpf_tables_add(at->results, cpf_period_code(cpf_model_period(at->model, period)), totals, &error),
                    error, "results");
            return 1;
        }
    cpf_table_free(totals);
    return 1;
}

/* Totals with rank and grade, and each line by itself. */
static void explain_appraisal(world *at, const cpf_appraisal *appraisal)
{
    const char *period = cpf_period_code(cpf_model_period(at->model, cpf_appraisal_period(appraisal)));
    cpf_table *totals = NULL;
    cpf_error *error = NULL;
    int32_t column;

    stop_on(cpf_appraisal_table(appraisal, "totals", &totals, &error), error, "totals");
    column = cpf_table_find(totals, "total");
    for (int64_t s = 0; s < cpf_appraisal_count(appraisal); s++) {
        cpf_id unit = cpf_appraisal_units(appraisal)[s];
        char figure[40];

        for (cpf_id i = CPF_NONE; i < cpf_model_indicator_count(at->model); i++) {
            cpf_explanation *explanation = NULL;
            cpf_status status = cpf_explain(appraisal, at->targets, at->actuals, unit, i, &explanation, &error);

            if (status == CPF_E_NOT_FOUND && i != CPF_NONE) {
                cpf_error_free(error);
                error = NULL;
                continue;
            }
            stop_on(status, error, "explain");
            write_line(i == CPF_NONE ? "totals" : "points",
                       i == CPF_NONE ? "total" : cpf_indicator_code(cpf_model_indicator(at->model, i)),
                       cpf_model_unit_code(at->model, unit), period,
                       i == CPF_NONE ? cpf_table_format(totals, column, s, figure) : "*", explanation);
            cpf_explanation_free(explanation);
        }
    }
    cpf_table_free(totals);
}

static const char *cell(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static void explain_table(world *at, const cpf_tables *outcomes, const cpf_table *table)
{
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        cpf_id period = cpf_model_find_period(at->model, cell(table, "period", row));
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;
        cpf_status status = cpf_explain_row(at->model, outcomes, cpf_table_name(table), row,
                                            period == CPF_NONE ? NULL : at->appraisals[period], at->targets,
                                            at->actuals, &explanation, &error);

        if (status == CPF_E_NOT_FOUND) {
            cpf_error_free(error);
            return;
        }
        stop_on(status, error, cell(table, "unit", row));
        write_line(cpf_table_name(table), "row", cell(table, "unit", row), cell(table, "period", row), "*",
                   explanation);
        cpf_explanation_free(explanation);
    }
}

static void explain_outcomes(world *at)
{
    cpf_tables *outcomes[2] = {NULL, NULL};
    cpf_error *error = NULL;

    stop_on(cpf_apply(at->model, at->actuals, at->targets, at->results, NULL, &outcomes[0], &error), error, "apply");
    stop_on(cpf_review(at->model, at->results, NULL, &outcomes[1], &error), error, "review");
    for (int stage = 0; stage < 2; stage++) {
        for (int32_t i = 0; i < cpf_tables_count(outcomes[stage]); i++)
            explain_table(at, outcomes[stage], cpf_tables_at(outcomes[stage], i));
        cpf_tables_free(outcomes[stage]);
    }
}

int main(int argc, char **argv)
{
    world at = {0};

    if (argc != 4) {
        fputs("usage: explain_driver PLAN FOLDER EVERY\n", stderr);
        return 2;
    }
    at.every = strtoll(argv[3], NULL, 10);
    build(&at, argv[1], argv[2]);
    at.appraisals = calloc((size_t)cpf_model_period_count(at.model), sizeof(cpf_appraisal *));
    stop_on(at.appraisals ? cpf_tables_new(at.context, &at.results) : CPF_E_MEMORY, NULL, "memory");
    explain_cells(&at, at.actuals, 0);
    explain_cells(&at, at.targets, 1);
    for (cpf_id p = 0; p < cpf_model_period_count(at.model); p++)
        if (appraise(&at, p))
            explain_appraisal(&at, at.appraisals[p]);
    explain_outcomes(&at);
    for (cpf_id p = 0; p < cpf_model_period_count(at.model); p++)
        cpf_appraisal_free(at.appraisals[p]);
    free(at.appraisals);
    cpf_tables_free(at.results);
    cpf_facts_free(at.targets);
    cpf_facts_free(at.actuals);
    cpf_events_free(at.events);
    cpf_model_free(at.model);
    cpf_plan_free(at.plan);
    cpf_context_free(at.context);
    return 0;
}
