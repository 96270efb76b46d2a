/* SPDX-License-Identifier: MIT */
/* P <facts> <what is asked ...> <end of line> <the plan in one line> <the facts>
 *
 * A fact is "A" (actual) or "T" (target), unit, indicator, period and a whole number of steps. Asked are tables of the
 * appraisal of a period, "scores:unit,points@2026", or of the review of the results of the periods behind the sign.
 * Rows are printed sorted, cells without a value as ".", decimals without the zeros at their end. */
#include "exact_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ASKED = 4, ASKED = 256, ROW = 512, PERIODS = 16 };

typedef struct asked {
    char table[ASKED], *columns, *periods;
} asked;

typedef struct world {
    cpf_model *model;
    cpf_facts *actuals, *targets;
} world;

static void read_asked(asked *it)
{
    if (scanf("%255s", it->table) != 1)
        exact_stop("input ends early");
    it->columns = strchr(it->table, ':');
    if (!it->columns)
        exact_stop("a table without columns");
    *it->columns++ = '\0';
    it->periods = strchr(it->columns, '@');
    if (it->periods)
        *it->periods++ = '\0';
}

static char *read_line(void)
{
    size_t size = 1 << 16, n = 0;
    char *line = exact_room(size);

    for (int c = getchar(); c != '\n'; c = getchar()) {
        if (c == EOF)
            exact_stop("input ends early");
        if (n + 1 == size && !(line = realloc(line, size *= 2)))
            exact_stop("out of memory");
        line[n++] = (char)c;
    }
    line[n] = '\0';
    return line;
}

static void read_plan(world *w)
{
    char *json = read_line();
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    if (cpf_plan_parse(NULL, json, (int64_t)strlen(json), NULL, &plan, &error) != CPF_OK ||
        cpf_plan_freeze(plan, &w->model, &error) != CPF_OK)
        exact_stop_error(error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(json);
    if (cpf_facts_new(w->model, &w->actuals, NULL) != CPF_OK || cpf_facts_new(w->model, &w->targets, NULL) != CPF_OK)
        exact_stop("no facts");
}

static void read_fact(const world *w)
{
    char word[4][WORD];
    cpf_id unit, indicator, period;
    int64_t value;

    for (int i = 0; i < 4; i++)
        exact_word(word[i]);
    unit = cpf_model_find_unit(w->model, word[1]);
    indicator = cpf_model_find_indicator(w->model, word[2]);
    period = cpf_model_find_period(w->model, word[3]);
    value = exact_number();
    if (cpf_facts_set(word[0][0] == 'A' ? w->actuals : w->targets, 1, &unit, &indicator, &period, &value, NULL) !=
        CPF_OK)
        exact_stop("a value was refused");
}

static void add_cell(const cpf_table *table, int32_t column, int64_t row, char *line)
{
    char cell[ROW];
    const char *text = cpf_table_format(table, column, row, cell);
    size_t n = strlen(line), length = strlen(text);

    if (cpf_table_column_type(table, column) == CPF_COLUMN_DECIMAL && strchr(text, '.')) {
        while (text[length - 1] == '0')
            length--;
        length -= text[length - 1] == '.';
    }
    snprintf(line + n, ROW - n, "%s%.*s", n ? " " : "", (int)length, text);
    if (!length)
        strncat(line, ".", ROW - strlen(line) - 1);
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(left, right);
}

static void print_table(const cpf_table *table, const char *columns)
{
    int64_t rows = cpf_table_row_count(table);
    char(*lines)[ROW] = exact_room((size_t)rows * ROW), names[ASKED];

    for (int64_t row = 0; row < rows; row++) {
        snprintf(names, sizeof names, "%s", columns);
        for (char *name = strtok(names, ","); name; name = strtok(NULL, ","))
            add_cell(table, cpf_table_find(table, name), row, lines[row]);
    }
    qsort(lines, (size_t)rows, ROW, compare_lines);
    for (int64_t row = 0; row < rows; row++)
        puts(lines[row]);
    free(lines);
}

static cpf_appraisal *appraise(const world *w, const char *period)
{
    cpf_appraise_options options;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;

    if (cpf_appraise_options_init(&options, sizeof options) != CPF_OK)
        exact_stop("no options");
    options.period = cpf_model_find_period(w->model, period);
    if (cpf_appraise(w->model, w->targets, w->actuals, &options, &appraisal, &error) != CPF_OK)
        exact_stop_error(error);
    return appraisal;
}

/* The table of the review of the periods' results. */
static void print_review(const world *w, const asked *it)
{
    char periods[ASKED];
    cpf_stage_options options;
    cpf_tables *results = NULL, *tables = NULL;
    cpf_error *error = NULL;

    snprintf(periods, sizeof periods, "%s", it->periods ? it->periods : "");
    if (cpf_tables_new(NULL, &results) != CPF_OK || cpf_stage_options_init(&options, sizeof options) != CPF_OK)
        exact_stop("no results");
    for (char *period = strtok(periods, ","); period; period = strtok(NULL, ",")) {
        cpf_appraisal *appraisal = appraise(w, period);
        cpf_table *table = NULL;

        if (cpf_appraisal_table(appraisal, "totals", &table, NULL) != CPF_OK ||
            cpf_tables_add(results, period, table, NULL) != CPF_OK)
            exact_stop("no totals");
        cpf_appraisal_free(appraisal);
    }
    options.only = it->table;
    if (cpf_review(w->model, results, &options, &tables, &error) != CPF_OK)
        exact_stop_error(error);
    print_table(cpf_tables_at(tables, 0), it->columns);
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* 0: the appraisal has no such table. */
static int print_appraised(const world *w, const asked *it)
{
    cpf_appraisal *appraisal = it->periods && !strchr(it->periods, ',') ? appraise(w, it->periods) : NULL;
    cpf_table *table = NULL;
    int there = appraisal && cpf_appraisal_table(appraisal, it->table, &table, NULL) == CPF_OK;

    if (there)
        print_table(table, it->columns);
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    return there;
}

void exact_answer_plan(void)
{
    asked all[MOST_ASKED];
    int32_t facts = exact_count(1000000), count = 0;
    world w = {0};

    for (int c = getchar(); c == ' ' && count < MOST_ASKED; c = getchar())
        read_asked(&all[count++]);
    read_plan(&w);
    for (int32_t i = 0; i < facts; i++)
        read_fact(&w);
    for (int32_t i = 0; i < count; i++)
        if (!print_appraised(&w, &all[i]))
            print_review(&w, &all[i]);
    cpf_facts_free(w.actuals);
    cpf_facts_free(w.targets);
    cpf_model_free(w.model);
}
