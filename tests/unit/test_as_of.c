/* SPDX-License-Identifier: MIT */
/* Events as of a day are the events up to that day and no others, as text, as columns, on one thread and on two. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "support.h"

enum { ROWS = 20000, UNITS = 4 };

/* %s: windows, or none, and the kind of the second measure: rows come in by two ways. */
static const char text[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]%s}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"region\"}], "
    "\"units\": "
    "[{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R0\", \"parent\": \"ALL\"}, "
    "{\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R2\", "
    "\"parent\": \"ALL\"}], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": "
    "\"other\", \"kind\": \"%s\"}], \"sources\": [{\"code\": \"o\", \"file\": \"as_of.csv\", \"unit\": {\"columns\": "
    "[\"u\"]}, \"day\": \"d\", \"feeds\": [{\"measure\": \"sales\", \"column\": \"v\"}, {\"measure\": \"other\"}]}], "
    "\"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"direction\": \"more\", "
    "\"owner\": \"o\", \"data_source\": \"d\"}]}";

static cpf_day days[ROWS];
static cpf_id units[ROWS];
static int64_t values[ROWS];

typedef struct world {
    const char *windows, *kind;
} world;

static const world worlds[] = {
    {", \"windows\": [{\"code\": \"W\", \"from\": \"2026-02-10\", \"to\": \"2026-09-20\"}]", "last"},
    {"", "count"},
};

static cpf_model *make_model(cpf_context *context, const world *of)
{
    char made[2048];
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;

    snprintf(made, sizeof made, text, of->windows, of->kind);
    assert_int_equal(cpf_plan_parse(context, made, (int64_t)strlen(made), ".", &plan, NULL), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static void draw(void)
{
    cpf_test_random random = cpf_test_seed("as of", 20261124);

    for (int32_t i = 0; i < ROWS; i++) {
        days[i] = cpf_day_from_date(2025, 12, 20) + (cpf_day)cpf_test_between(&random, 0, 400);
        units[i] = (cpf_id)cpf_test_between(&random, 1, UNITS - 1);
        values[i] = cpf_test_between(&random, -5000, 90000);
    }
}

/* Rows up to the day. */
static void write_rows(cpf_day until)
{
    FILE *file = fopen("as_of.csv", "w");

    assert_non_null(file);
    fputs("u,d,v\n", file);
    for (int32_t i = 0; i < ROWS; i++) {
        char day[16], value[24];

        if (days[i] > until)
            continue;
        (void)cpf__day_format(days[i], day);
        cpf_decimal_format(values[i], 2, value);
        fprintf(file, "R%d,%s,%s\n", (int)units[i] - 1, day, value);
    }
    fclose(file);
}

static cpf_facts *measure(cpf_model *model, cpf_events *events)
{
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_measure(model, events, NULL, &facts, &error), error), CPF_OK);
    cpf_events_free(events);
    return facts;
}

static cpf_facts *from_file(cpf_model *model, cpf_day as_of)
{
    cpf_read_options reading;
    cpf_events *events = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_read_options_init(&reading, sizeof reading), CPF_OK);
    assert_int_equal(cpf_events_new(model, &events, &error), CPF_OK);
    assert_int_equal(cpf_events_set_as_of(events, as_of, &error), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_events_read(events, CPF_NONE, &reading, &error), error), CPF_OK);
    return measure(model, events);
}

static cpf_facts *from_columns(cpf_model *model, cpf_day as_of)
{
    cpf_events *events = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_events_new(model, &events, &error), CPF_OK);
    assert_int_equal(cpf_events_set_as_of(events, as_of, &error), CPF_OK);
    assert_int_equal(cpf_events_append(events, 0, ROWS, units, days, values, NULL, NULL, &error), CPF_OK);
    return measure(model, events);
}

static void same_facts(const cpf_model *model, const cpf_facts *one, const cpf_facts *other, int32_t measures)
{
    for (cpf_id m = 0; m < measures; m++) {
        for (cpf_id p = 0; p < cpf_model_period_count(model); p++) {
            for (cpf_id u = 0; u < UNITS; u++) {
                int64_t a = 0, b = 0;
                cpf_status status = cpf_facts_measure_value(one, u, m, p, &a);

                assert_int_equal(cpf_facts_measure_value(other, u, m, p, &b), status);
                if (a != b)
                    fail_msg("measure %d period %s unit %d: %lld, not %lld", (int)m,
                             cpf_period_code(cpf_model_period(model, p)), (int)u, (long long)b, (long long)a);
            }
        }
    }
}

/* A day, a number of threads, a plan. */
static void check_as_of(const char *day, int32_t threads, const world *of)
{
    cpf_context *context = NULL;
    cpf_model *model;
    cpf_facts *cut, *filtered, *columns;
    cpf_day end;

    assert_int_equal(cpf_day_parse(day, &end), CPF_OK);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, threads), CPF_OK);
    model = make_model(context, of);
    write_rows(end);
    filtered = from_file(model, CPF_NO_DAY);
    write_rows(INT32_MAX);
    cut = from_file(model, end);
    columns = from_columns(model, end);
    same_facts(model, cut, filtered, 2);
    same_facts(model, columns, filtered, 1);
    cpf_facts_free(cut);
    cpf_facts_free(columns);
    cpf_facts_free(filtered);
    cpf_model_free(model);
    cpf_context_free(context);
}

static void test_as_of(void **state)
{
    static const char *const ends[] = {"2025-12-31", "2026-01-01", "2026-02-10", "2026-07-15", "2026-12-31"};

    (void)state;
    draw();
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        for (int32_t threads = 1; threads <= 2; threads++) {
            for (size_t w = 0; w < sizeof worlds / sizeof worlds[0]; w++)
                check_as_of(ends[i], threads, &worlds[w]);
        }
    }
    remove("as_of.csv");
}

static void test_refusal(void **state)
{
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_events_set_as_of(NULL, 0, &error), CPF_E_ARGUMENT);
    cpf_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_of), cmocka_unit_test(test_refusal)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
