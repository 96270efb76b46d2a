/* SPDX-License-Identifier: MIT */
/* What the tests of tracking share: a small plan, facts that add up, and reading tables. */
#ifndef CPF_TEST_TRACK_CHECK_H
#define CPF_TEST_TRACK_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* Two regions of two partners each, three years of months, a goal for the last. */
static const char track_head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2026], \"holidays\": [\"2026-05-01\"]}, \"levels\": "
    "[{\"code\": \"company\"}, {\"code\": \"region\"}, {\"code\": \"partner\"}], \"units\": [%s], \"measures\": "
    "[{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"visits\", \"kind\": \"count\"}], "
    "\"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"unit\": \"CNY\", "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"cost\", \"formula\": "
    "\"sum(sales)\", \"decimals\": 2, \"unit\": \"CNY\", \"direction\": \"less\", \"owner\": \"o\", \"data_source\": "
    "\"d\"}, {\"code\": \"rate\", \"formula\": \"sum(sales) / sum(visits)\", \"decimals\": 4, \"unit\": \"ratio\", "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"goals\": [{\"unit\": \"ALL\", "
    "\"indicator\": \"sales\", \"period\": \"2026\", \"target\": \"120000\", \"floor\": \"100000\", \"stretch\": "
    "\"140000\", \"split\": {\"by\": \"equal\", \"to\": \"partner\"}, \"season\": {\"by\": \"working_days\"}}, "
    "{\"unit\": \"ALL\", \"indicator\": \"cost\", \"period\": \"2026\", \"target\": \"120000\", \"split\": {\"by\": "
    "\"equal\", \"to\": \"partner\"}}, {\"unit\": \"R1\", \"indicator\": \"rate\", \"period\": \"2026\", \"target\": "
    "\"0.5\"}], \"records\": [";

static const char track_units[] =
    "{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"}, "
    "{\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\"}, {\"level\": \"partner\", \"code\": \"P1\", "
    "\"parent\": \"R1\"}, {\"level\": \"partner\", \"code\": \"P2\", \"parent\": \"R1\"}, {\"level\": \"partner\", "
    "\"code\": \"P3\", \"parent\": \"R2\"}, {\"level\": \"partner\", \"code\": \"P4\", \"parent\": \"R2\"}";

/* The units from the last to the first. */
static const char track_units_reversed[] =
    "{\"level\": \"partner\", \"code\": \"P4\", \"parent\": \"R2\"}, {\"level\": \"partner\", \"code\": \"P3\", "
    "\"parent\": \"R2\"}, {\"level\": \"partner\", \"code\": \"P2\", \"parent\": \"R1\"}, {\"level\": \"partner\", "
    "\"code\": \"P1\", \"parent\": \"R1\"}, {\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\"}, "
    "{\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"}, {\"level\": \"company\", \"code\": \"ALL\"}";

static inline cpf_plan *track_plan(cpf_context *context, const char *units, const char *records, cpf_error **error)
{
    static char text[1 << 16];
    cpf_plan *plan = NULL;
    int length = snprintf(text, sizeof text, track_head, units);

    snprintf(text + length, sizeof text - (size_t)length, "%s]}", records);
    (void)cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    return plan;
}

/* Facts of an indicator out of amounts by partner and month, amount(user, partner, month), summed up the tree and over
 * the periods; months after `months` have none. */
static inline cpf_status track_facts(const cpf_model *model, const char *indicator, int months,
                                     int64_t (*amount)(const void *user, int partner, int month), const void *user,
                                     cpf_facts *facts, cpf_error **error)
{
    static const char *const partners[] = {"P1", "P2", "P3", "P4"};
    cpf_id id = cpf_model_find_indicator(model, indicator);
    cpf_status status = CPF_OK;

    for (cpf_id period = 0; period < cpf_model_period_count(model) && status == CPF_OK; period++) {
        const cpf_period *span = cpf_model_period(model, period);
        int64_t values[7] = {0};

        for (int month = 0; month < months; month++) {
            cpf_day first = cpf_day_from_date(2024 + month / 12, 1 + month % 12, 1);

            if (first < cpf_period_from(span) || first >= cpf_period_to(span))
                continue;
            for (int i = 0; i < 4; i++) {
                cpf_id unit = cpf_model_find_unit(model, partners[i]);

                for (; unit != CPF_NONE; unit = cpf_model_unit_parent(model, unit))
                    values[unit] += amount(user, i, month);
            }
        }
        status = cpf_facts_set_column(facts, id, period, values, NULL, 0, error);
    }
    return status;
}

static inline int64_t track_cell(const cpf_table *table, const char *column, int64_t row)
{
    int32_t at = cpf_table_find(table, column);

    assert_true(at >= 0);
    return cpf_table_decimals(table, at)[row];
}

static inline int track_has(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_valid(table, cpf_table_find(table, column), row) != 0;
}

static inline const char *track_text(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static inline int32_t track_int(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_ints(table, cpf_table_find(table, column))[row];
}

/* The row of a unit (in `column`), where there is one. */
static inline int64_t track_row(const cpf_table *table, const char *column, const char *unit)
{
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        if (strcmp(track_text(table, column, row), unit) == 0)
            return row;
    }
    fail_msg("no row of %s", unit);
    return -1;
}

static inline void track_same(const cpf_table *one, const cpf_table *other)
{
    char a[64], b[64];

    assert_string_equal(cpf_table_name(one), cpf_table_name(other));
    assert_int_equal(cpf_table_row_count(one), cpf_table_row_count(other));
    for (int32_t column = 0; column < cpf_table_column_count(one); column++) {
        for (int64_t row = 0; row < cpf_table_row_count(one); row++)
            assert_string_equal(cpf_table_format(one, column, row, a), cpf_table_format(other, column, row, b));
    }
}

/* A model with facts and targets. */
typedef struct track_case {
    cpf_model *model;
    cpf_facts *facts, *targets;
} track_case;

static inline void track_free(track_case *is)
{
    cpf_facts_free(is->facts);
    cpf_facts_free(is->targets);
    cpf_model_free(is->model);
}

/* A case out of records and amounts of sales and cost. */
static inline cpf_status track_make(cpf_context *context, const char *units, const char *records, int months,
                                    int64_t (*amount)(const void *user, int partner, int month), const void *user,
                                    track_case *is, cpf_error **error)
{
    cpf_plan *plan = track_plan(context, units, records, error);
    cpf_status status = plan ? cpf_plan_freeze(plan, &is->model, error) : CPF_E_MEMORY;

    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(is->model, NULL, NULL, &is->targets, error);
    if (status == CPF_OK)
        status = cpf_facts_new(is->model, &is->facts, error);
    if (status == CPF_OK)
        status = track_facts(is->model, "sales", months, amount, user, is->facts, error);
    if (status == CPF_OK)
        status = track_facts(is->model, "cost", months, amount, user, is->facts, error);
    return status;
}

static inline cpf_status track_tables(const track_case *is, cpf_day day, const char *period, cpf_tables **tables,
                                      cpf_error **error)
{
    cpf_stage_options options;

    cpf_stage_options_init(&options, sizeof options);
    options.as_of = day;
    if (period)
        options.period = cpf_model_find_period(is->model, period);
    return cpf_track(is->model, is->facts, is->targets, &options, tables, error);
}

#endif
