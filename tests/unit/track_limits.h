/* SPDX-License-Identifier: MIT */
/* What the tests of tracking at its limits share: plans whose figures are put one by one. */
#ifndef CPF_TEST_TRACK_LIMITS_H
#define CPF_TEST_TRACK_LIMITS_H

#include "track_check.h"

static int partners = 4; /* P1, P2, ...: of R1 the odd ones, of R2 the others */

static inline cpf_model *make_model(cpf_context *context, const char *calendar, const char *goals, const char *records)
{
    static char text[1 << 16];
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2026]%s}, \"levels\": [{\"code\": "
                     "\"company\"}, {\"code\": \"region\"}, {\"code\": \"partner\"}], \"units\": [{\"level\": "
                     "\"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"}, "
                     "{\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\", \"from\": \"2024-06-01\"}",
                     calendar);

    for (int i = 1; i <= partners; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"partner\", \"code\": \"P%d\", \"parent\": \"R%d\"%s}", i, i % 2 ? 1 : 2,
                      i == 4 ? ", \"from\": \"2026-02-01\"" : "");
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"visits\", "
             "\"kind\": \"count\"}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": "
             "2, \"direction\": \"more\", \"owner\": \"o\", \"unit\": \"CNY\", \"data_source\": \"d\"}, {\"code\": "
             "\"cost\", \"formula\": "
             "\"sum(sales)\", \"decimals\": 2, \"direction\": \"less\", \"unit\": \"CNY\", \"owner\": \"o\", "
             "\"data_source\": \"d\"}, "
             "{\"code\": \"stock\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"direction\": \"range\", \"owner\": "
             "\"o\", \"data_source\": \"d\"}, {\"code\": \"rate\", \"formula\": \"sum(sales) / sum(visits)\", "
             "\"decimals\": 4, \"unit\": \"ratio\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": "
             "\"d\"}], \"goals\": [%s], \"records\": [%s]}",
             goals, records);
    assert_int_equal(cpf_test_tell(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                     CPF_OK);
    (void)cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(error ? CPF_E_PLAN : CPF_OK, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static inline track_case make_case(const char *calendar, const char *goals, const char *records)
{
    track_case is = {make_model(NULL, calendar, goals, records), NULL, NULL};

    assert_int_equal(cpf_facts_new(is.model, &is.facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(is.model, &is.targets, NULL), CPF_OK);
    return is;
}

static inline void put(const track_case *is, cpf_facts *facts, const char *unit, const char *indicator,
                       const char *period, int64_t value)
{
    cpf_id u = cpf_model_find_unit(is->model, unit), i = cpf_model_find_indicator(is->model, indicator),
           p = cpf_model_find_period(is->model, period);

    assert_true(u >= 0 && i >= 0 && p >= 0);
    assert_int_equal(cpf_facts_set(facts, 1, &u, &i, &p, &value, NULL), CPF_OK);
}

/* The same value in months from `first` to `last`, counted from January 2024. */
static inline void put_months(const track_case *is, cpf_facts *facts, const char *unit, const char *indicator,
                              int first, int last, int64_t value)
{
    for (int month = first; month <= last; month++) {
        char code[16];

        snprintf(code, sizeof code, "%d-%02d", 2024 + month / 12, 1 + month % 12);
        put(is, facts, unit, indicator, code, value);
    }
}

static inline cpf_status tell(const track_case *is, const char *only, const char *period, cpf_day day,
                              cpf_tables **tables, cpf_error **error)
{
    cpf_stage_options options;

    *tables = NULL;
    cpf_stage_options_init(&options, sizeof options);
    options.as_of = day;
    options.only = only;
    if (period)
        options.period = cpf_model_find_period(is->model, period);
    return cpf_track(is->model, is->facts, is->targets, &options, tables, error);
}

static inline const cpf_table *table_of(const track_case *is, const char *only, const char *period, cpf_day day,
                                        cpf_tables **tables)
{
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(tell(is, only, period, day, tables, &error), error), CPF_OK);
    return cpf_tables_find(*tables, only);
}

#define DAY(month, day) cpf_day_from_date(2026, month, day)

#define PACE(rest) "{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\"" rest "}]}"
#define GAP "{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\"}]}"
#define TREND "{\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\"}]}"
#define FUNNEL                                                                                                         \
    "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"region\"}]}, {\"kind\": "               \
    "\"funnel_stage\", \"rows\": [{\"code\": \"a\", \"position\": 1, \"probability\": 100}, {\"code\": \"b\", "        \
    "\"position\": 2, \"probability\": 100}, {\"code\": \"c\", \"position\": 3}]}"
#define STAY(deal, stage, amount)                                                                                      \
    "{\"deal\": \"" deal "\", \"stage\": \"" stage "\", \"entered\": \"2026-01-05\", \"unit\": \"P1\", "               \
    "\"indicator\": \"sales\", \"amount\": \"" amount "\"}"
#define STAYS(rows) "{\"kind\": \"stage\", \"rows\": [" rows "]}"
#define FULL "92233720368547758.07"

#define GOAL(indicator, period, rest)                                                                                  \
    "{\"unit\": \"ALL\", \"indicator\": \"" indicator "\", \"period\": \"" period "\", \"target\": \"1000\"" rest "}"

#endif
