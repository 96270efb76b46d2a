/* SPDX-License-Identifier: MIT */
/* What the tests of results after the appraisal share: a plan of many people, results, and one table of the review. */
#ifndef CPF_TEST_REVIEW_LIMITS_H
#define CPF_TEST_REVIEW_LIMITS_H

#include <stdio.h>
#include <string.h>

#include "support.h"
#include "table.h"

enum { PEOPLE = 40 };

/* PEOPLE people; grades by bands, by quotas, and some that nobody calibrates. */
static inline cpf_plan *make_plan(cpf_context *context, const char *records)
{
    static char text[65536];
    cpf_plan *plan = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": "
                     "\"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");

    for (int i = 0; i < PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i + 1);
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": [{\"code\": "
             "\"sales\", \"formula\": \"sum(s)\", \"decimals\": 4, \"direction\": \"more\", \"owner\": \"o\", "
             "\"data_source\": \"d\"}, {\"code\": \"skill\", \"formula\": \"sum(s)\", \"decimals\": 4, \"direction\": "
             "\"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"scorecards\": [{\"code\": \"rep\", \"level\": "
             "\"person\", \"items\": [{\"indicator\": \"sales\", \"weight\": 100, \"target\": \"100\", \"rule\": "
             "{\"name\": \"linear\"}}]}, {\"code\": \"boss\", \"level\": \"company\", \"items\": [{\"indicator\": "
             "\"sales\", "
             "\"weight\": 100, \"target\": \"100\", \"rule\": {\"name\": \"linear\"}}]}], \"grades\": [{\"code\": "
             "\"people\", \"level\": \"person\", \"bands\": "
             "[{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\", \"from\": 75}, {\"grade\": \"C\"}]}, {\"code\": "
             "\"forced\", \"level\": \"person\", \"quotas\": [{\"grade\": \"A\", \"percent\": 20}, {\"grade\": \"B\", "
             "\"percent\": 70}, {\"grade\": \"C\", \"percent\": 10}]}, {\"code\": \"idle\", \"level\": \"person\", "
             "\"bands\": [{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\"}]}], \"records\": [%s]}",
             records);
    assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    return plan;
}

static inline cpf_model *make_model(cpf_context *context, const char *records)
{
    cpf_plan *plan = make_plan(context, records);
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* The same total, with so many decimals, and grade B twice for everyone. */
static inline cpf_table *totals_of(int64_t total, int32_t decimals)
{
    const cpf__column columns[] = {{"unit", {"u", "u"}, CPF_COLUMN_TEXT, 0},
                                   {"scorecard", {"s", "s"}, CPF_COLUMN_TEXT, 0},
                                   {"total", {"t", "t"}, CPF_COLUMN_DECIMAL, decimals},
                                   {"grade_people", {"g", "g"}, CPF_COLUMN_TEXT, 0},
                                   {"grade_forced", {"g", "g"}, CPF_COLUMN_TEXT, 0}};
    cpf_table *table = cpf__table_new(NULL, "totals", PEOPLE, columns, 5);

    for (int i = 0; i < PEOPLE; i++) {
        char code[16];

        snprintf(code, sizeof code, "P%d", i + 1);
        cpf__table_set_text(table, 0, i, code);
        cpf__table_set_text(table, 1, i, "rep");
        if (total >= 0)
            cpf__table_set_decimal(table, 2, i, total);
        cpf__table_set_text(table, 3, i, "B");
        cpf__table_set_text(table, 4, i, "B");
    }
    return table;
}

typedef struct quarter {
    const char *period;
    int64_t total;
    int32_t decimals;
} quarter;

static inline cpf_tables *gather(const quarter *quarters, int count)
{
    cpf_tables *results = NULL;

    assert_int_equal(cpf_tables_new(NULL, &results), CPF_OK);
    for (int i = 0; i < count; i++)
        assert_int_equal(
            cpf_tables_add(results, quarters[i].period, totals_of(quarters[i].total, quarters[i].decimals), NULL),
            CPF_OK);
    return results;
}

/* What of the review is wanted; NULL, or a day that is empty: all. */
typedef struct wanted {
    const char *only, *period, *as_of;
} wanted;

static inline cpf_status review(const cpf_model *model, const cpf_tables *results, wanted what, cpf_tables **tables,
                                cpf_error **error)
{
    cpf_stage_options options;

    *tables = NULL;
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = what.only;
    if (what.period)
        options.period = cpf_model_find_period(model, what.period);
    if (what.as_of)
        assert_int_equal(cpf_day_parse(what.as_of, &options.as_of), CPF_OK);
    return cpf_review(model, results, &options, tables, error);
}

static inline void check_text(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), text);
}

/* One table out of a plan of these records; NULL: it was not made. */
static inline const cpf_table *one_table(const char *records, const cpf_tables *results, wanted what,
                                         cpf_tables **tables)
{
    cpf_model *model = make_model(NULL, records);
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(review(model, results, what, tables, &error), error), CPF_OK);
    cpf_model_free(model);
    return cpf_tables_find(*tables, what.only);
}

#endif
