/* SPDX-License-Identifier: MIT */
/* What the tests of applying results share: a small plan with the records of a test, facts set one by one, cells read
 * as text. */
#ifndef CPF_TEST_APPLY_CHECK_H
#define CPF_TEST_APPLY_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "table.h"

/* Company ALL; reps R1, R2, R3, R10 below it, with a base of pay and a potential; R3 began in June 2026. */
static const char apply_head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2027]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"rep\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"rep\", \"code\": \"R1\", "
    "\"parent\": \"ALL\", \"attributes\": {\"base\": 5000, \"potential\": 8, \"region\": \"north\"}}, {\"level\": "
    "\"rep\", \"code\": \"R2\", \"parent\": \"ALL\", \"attributes\": {\"base\": 3000.5, \"potential\": 5, \"region\": "
    "\"south\"}}, {\"level\": \"rep\", \"code\": \"R3\", \"parent\": \"ALL\", \"from\": \"2026-06-10\", "
    "\"attributes\": {\"base\": 4000, \"potential\": 2, \"region\": \"north\"}}, {\"level\": \"rep\", \"code\": "
    "\"R10\", \"parent\": \"ALL\", \"attributes\": {\"region\": \"south\"}}], \"measures\": [{\"code\": \"sales\", "
    "\"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"customers\", \"kind\": \"count\"}], \"indicators\": [{\"code\": "
    "\"sales\", \"formula\": \"sum(sales)\", \"unit\": \"CNY\", \"decimals\": 2, \"direction\": \"more\", \"owner\": "
    "\"o\", \"data_source\": \"d\"}, {\"code\": \"customers\", \"formula\": \"sum(customers)\", \"unit\": \"one\", "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"added\", \"formula\": "
    "\"sum(customers)\", \"unit\": \"one\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, "
    "{\"code\": \"skills\", \"formula\": \"sum(customers)\", \"unit\": \"one\", \"direction\": \"more\", \"owner\": "
    "\"o\", \"data_source\": \"d\"}, {\"code\": \"usage\", \"formula\": \"sum(customers)\", \"unit\": \"one\", "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"ticket\", \"formula\": "
    "\"sum(sales) / sum(customers)\", \"unit\": \"CNY\", \"decimals\": 2, \"direction\": \"more\", \"owner\": \"o\", "
    "\"data_source\": \"d\"}], \"scorecards\": [{\"code\": \"rep\", \"level\": \"rep\", \"items\": [{\"indicator\": "
    "\"sales\", \"weight\": 100, \"rule\": {\"name\": \"linear\"}}]}], \"grades\": [{\"code\": \"reps\", \"level\": "
    "\"rep\", \"bands\": [{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\", \"from\": 60}, {\"grade\": \"D\"}]}], "
    "\"records\": [";

static inline cpf_plan *apply_plan(cpf_context *context, const char *records)
{
    size_t size = sizeof apply_head + strlen(records) + 3;
    char *text = malloc(size);
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    snprintf(text, size, "%s%s]}", apply_head, records);
    if (cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error) != CPF_E_MEMORY)
        cpf_test_tell(CPF_OK, error);
    cpf_error_free(error);
    free(text);
    return plan;
}

static inline cpf_model *apply_model(const char *records)
{
    cpf_plan *plan = apply_plan(NULL, records);
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_non_null(plan);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* Facts from lines "R1 sales 2026-Q1 12.50"; the units above have none. */
static inline cpf_facts *apply_facts(const cpf_model *model, int32_t count, const char *const (*lines)[4])
{
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int32_t i = 0; i < count; i++) {
        cpf_id unit = cpf_model_find_unit(model, lines[i][0]), indicator = cpf_model_find_indicator(model, lines[i][1]);
        cpf_id period = cpf_model_find_period(model, lines[i][2]);
        int64_t value;

        assert_int_equal(
            cpf_decimal_parse(lines[i][3], cpf_indicator_decimals(cpf_model_indicator(model, indicator)), 0, &value),
            CPF_OK);
        assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
    }
    return facts;
}

/* Results from lines "2026-Q1 R1 95.50 A", those of a period one after the other. */
static inline cpf_tables *apply_results(int32_t count, const char *const (*lines)[4])
{
    static const cpf__column columns[] = {{"unit", {"", ""}, CPF_COLUMN_TEXT, 0},
                                          {"scorecard", {"", ""}, CPF_COLUMN_TEXT, 0},
                                          {"total", {"", ""}, CPF_COLUMN_DECIMAL, 2},
                                          {"grade_reps", {"", ""}, CPF_COLUMN_TEXT, 0}};
    cpf_tables *results = NULL;

    assert_int_equal(cpf_tables_new(NULL, &results), CPF_OK);
    for (int32_t i = 0; i < count;) {
        const char *period = lines[i][0];
        cpf_table *table = cpf__table_new(NULL, "totals", 0, columns, 4);

        for (; i < count && strcmp(lines[i][0], period) == 0; i++) {
            int64_t row = cpf__table_add_row(table), total;

            cpf__table_set_text(table, 0, row, lines[i][1]);
            cpf__table_set_text(table, 1, row, "rep");
            if (*lines[i][2]) {
                assert_int_equal(cpf_decimal_parse(lines[i][2], 2, 0, &total), CPF_OK);
                cpf__table_set_decimal(table, 2, row, total);
            }
            if (*lines[i][3])
                cpf__table_set_text(table, 3, row, lines[i][3]);
        }
        assert_int_equal(cpf_tables_add(results, period, table, NULL), CPF_OK);
    }
    return results;
}

/* The one table of that name; NULL when the plan asks for none. */
static inline cpf_tables *apply_run(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                                    const cpf_tables *results, const char *only)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = only;
    assert_int_equal(cpf_test_tell(cpf_apply(model, facts, targets, results, &options, &tables, &error), error),
                     CPF_OK);
    return tables;
}

static inline void apply_cell(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];
    int32_t found = cpf_table_find(table, column);

    if (found == CPF_NONE || row >= cpf_table_row_count(table))
        fail_msg("%s has no %s in row %lld", cpf_table_name(table), column, (long long)row);
    if (strcmp(cpf_table_format(table, found, row, buffer), text) != 0)
        fail_msg("%s row %lld %s is \"%s\", not \"%s\"", cpf_table_name(table), (long long)row, column,
                 cpf_table_format(table, found, row, buffer), text);
}

/* A whole column, from its first row. */
static inline void apply_column(const cpf_table *table, const char *column, int64_t count, const char *const *texts)
{
    assert_int_equal(cpf_table_row_count(table), count);
    for (int64_t i = 0; i < count; i++)
        apply_cell(table, column, i, texts[i]);
}

#endif
